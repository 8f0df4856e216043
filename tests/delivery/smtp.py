"""A real mail server on a free port of this machine, which keeps what it took."""

import asyncio
import socket
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from email import message_from_bytes, policy
from email.message import EmailMessage
from threading import Event

from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, Envelope, Session


@dataclass
class Handler:
    """Takes every mail but those to whom ``refused`` says no; from the ``holding``-th on it holds the line open."""

    refused: dict[str, str] = field(default_factory=dict)
    holding: int = 1_000
    taken: list[EmailMessage] = field(default_factory=list)
    held: Event = field(default_factory=Event)

    async def handle_RCPT(
        self, server: SMTP, session: Session, envelope: Envelope, address: str, options: list[str]
    ) -> str:
        if address in self.refused:
            return self.refused[address]
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server: SMTP, session: Session, envelope: Envelope) -> str:
        message = message_from_bytes(envelope.content, policy=policy.default)  # type: ignore[arg-type] # bytes, as we decode nothing
        assert isinstance(message, EmailMessage)
        self.taken.append(message)
        if len(self.taken) >= self.holding:
            # It has the mail, but the worker will never hear so: the worst moment to be killed.
            self.held.set()
            await asyncio.sleep(60)
        return "250 OK"

    def ids(self) -> list[str]:
        """Message-IDs in the order in which they came."""
        return [str(each["Message-ID"]) for each in self.taken]


@contextmanager
def server(handler: Handler) -> Iterator[tuple[str, int]]:
    """The host and port at which it listens while the block runs."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    controller = Controller(handler, hostname="127.0.0.1", port=port)
    controller.start()
    try:
        yield "127.0.0.1", port
    finally:
        controller.stop()
