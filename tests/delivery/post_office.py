"""A real mail server on a free port, with the habits of mail servers: it refuses, puts off, and reports if asked to.

It holds the line open at the moments at which a worker is best killed.
"""

import asyncio
import socket
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from email import message_from_bytes, policy
from email.message import EmailMessage
from threading import Event

from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, Envelope, Session, syntax


@dataclass
class Office:
    """Its habits, by address, and what it has taken. Each hold happens once."""

    refused: dict[str, str] = field(default_factory=dict)
    """Address → reply to RCPT."""
    greylisted: set[str] = field(default_factory=set)
    """Put off the first time."""
    hold_in_data: int = 0
    """The line is held open once while the message of this number is on its way."""
    hold_after: int = 0
    """The line is held open once when the message of this number has been taken, before the answer."""
    slow: float = 0.0
    """Seconds that it takes over each message."""
    unanswered: str = ""
    """To whom that was."""
    in_data: Event = field(default_factory=Event)
    taken_unanswered: Event = field(default_factory=Event)
    taken: list[tuple[str, EmailMessage]] = field(default_factory=list)
    """Recipient and message, in the order in which they were taken."""
    acknowledged: set[str] = field(default_factory=set)
    """Recipients for whose messages the answer was given."""
    senders: list[str] = field(default_factory=list)
    """The return path of each that was taken."""
    asked: list[dict[str, str]] = field(default_factory=list)
    """What reports of delivery were asked for (RFC 3461)."""

    async def handle_EHLO(
        self, server: SMTP, session: Session, envelope: Envelope, hostname: str, responses: list[str]
    ) -> list[str]:
        session.host_name = hostname
        return [*responses[:-1], "250-DSN", responses[-1]]

    async def handle_RCPT(
        self, server: SMTP, session: Session, envelope: Envelope, address: str, options: list[str]
    ) -> str:
        if address in self.refused:
            return self.refused[address]
        if address in self.greylisted:
            self.greylisted.discard(address)
            return "451 4.7.1 greylisted, come again"
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server: SMTP, session: Session, envelope: Envelope) -> str:
        message = message_from_bytes(envelope.content, policy=policy.default)  # type: ignore[arg-type] # bytes, as we decode nothing
        assert isinstance(message, EmailMessage)
        (recipient,) = envelope.rcpt_tos
        self.taken.append((recipient, message))
        self.senders.append(str(envelope.mail_from))
        await asyncio.sleep(self.slow)
        if len(self.taken) == self.hold_after:
            # It has the mail, but the worker will never hear so: the worst moment to be killed.
            self.unanswered = recipient
            self.taken_unanswered.set()
            await asyncio.sleep(3600)
        self.acknowledged.add(recipient)
        return "250 OK"

    def messages(self, address: str) -> list[EmailMessage]:
        """What that recipient got."""
        return [message for recipient, message in self.taken if recipient == address]


class Server(SMTP):
    """aiosmtpd's, which knows DSN (RFC 3461) and can be held in the middle of a message."""

    def _getparams(self, params: Sequence[str]) -> dict[str, str | bool] | None:
        found = super()._getparams(params)
        asked = {name: str(found.pop(name)) for name in ("RET", "ENVID", "NOTIFY") if found and name in found}
        if asked:
            self.event_handler.asked.append(asked)
        return found

    @syntax("DATA")
    async def smtp_DATA(self, arg: str) -> None:
        office = self.event_handler
        if len(office.taken) + 1 == office.hold_in_data:
            office.hold_in_data = 0
            await self.push("354 End data with <CR><LF>.<CR><LF>")
            await self._reader.readexactly(100)
            office.in_data.set()
            await asyncio.sleep(3600)
        await super().smtp_DATA(arg)


class Line(Controller):
    """Serves an office."""

    def factory(self) -> Server:
        return Server(self.handler, hostname="mx.party.example")


@contextmanager
def open_office(office: Office) -> Iterator[str]:
    """The address at which it listens while the block runs (``PLENARIA_SMTP_URL``)."""
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    line = Line(office, hostname="127.0.0.1", port=port)
    line.start()
    try:
        yield f"smtp://127.0.0.1:{port}"
    finally:
        line.stop()
