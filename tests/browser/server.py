"""A real Plenaria for a test: its own process, its own folder or database, its own mail server."""

import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from email import message_from_bytes, policy
from email.message import EmailMessage
from pathlib import Path
from urllib.error import URLError
from urllib.request import urlopen

from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, Envelope, Session

from tests.postgresql import own_database


class Mailbox:
    """A mail server on a free port of the loopback; keeps what it is sent."""

    def __init__(self) -> None:
        self.mails: list[EmailMessage] = []
        self._controller = Controller(self, hostname="127.0.0.1", port=free_port())

    async def handle_DATA(self, server: SMTP, session: Session, envelope: Envelope) -> str:
        message = message_from_bytes(envelope.content or b"", policy=policy.default)
        assert isinstance(message, EmailMessage)
        self.mails.append(message)
        return "250 OK"

    @property
    def url(self) -> str:
        """What ``PLENARIA_SMTP_URL`` is set to."""
        return f"smtp://127.0.0.1:{self._controller.port}"

    def __enter__(self) -> "Mailbox":
        self._controller.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._controller.stop()

    def wait_for(self, recipient: str, containing: str = "", seconds: float = 20) -> EmailMessage:
        """The newest mail to that address whose text contains that; fails after ``seconds``."""
        end = time.monotonic() + seconds
        while time.monotonic() < end:
            for mail in reversed(self.mails):
                if recipient in mail["To"] and containing in text_of(mail):
                    return mail
            time.sleep(0.05)
        raise AssertionError(f"no mail to {recipient} with {containing!r}; there are {[m['To'] for m in self.mails]}")


def text_of(mail: EmailMessage) -> str:
    """The plain text of a mail."""
    body = mail.get_body(("plain",))
    return body.get_content() if body is not None else ""


def free_port() -> int:
    """A port that nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


def plenaria(*words: str, environment: Mapping[str, str], stdin: str | None = None) -> str:
    """Run a ``plenaria`` command to its end; its output."""
    done = subprocess.run(
        [sys.executable, "-m", "plenaria", *words],
        env=dict(environment),
        input=stdin,
        capture_output=True,
        text=True,
        check=False,
        timeout=120,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


@contextmanager
def serving(environment: Mapping[str, str], port: int) -> Iterator[str]:
    """``plenaria serve`` on that port until the block ends; gives its address."""
    log = Path(environment["PLENARIA_DATA"]) / "server.log"
    with log.open("wb") as output:
        process = subprocess.Popen(
            [sys.executable, "-m", "plenaria", "serve", "--port", str(port)],
            env=dict(environment),
            stdout=output,
            stderr=subprocess.STDOUT,
        )
    address = f"http://127.0.0.1:{port}"
    try:
        _wait(process, f"{address}/", log)
        yield address
    finally:
        process.terminate()
        process.wait(timeout=20)


def _wait(process: subprocess.Popen[bytes], address: str, log: Path) -> None:
    end = time.monotonic() + 40
    while time.monotonic() < end:
        assert process.poll() is None, log.read_text()
        try:
            with urlopen(address, timeout=5):
                return
        except (URLError, ConnectionError, TimeoutError):
            time.sleep(0.1)
    raise AssertionError(log.read_text())


@contextmanager
def environment_of(folder: Path, port: int, mailbox: Mailbox) -> Iterator[dict[str, str]]:
    """The environment of an installation in that folder, with a database of its own where the run is PostgreSQL's."""
    with own_database("browser") as database:
        yield {
            **{key: value for key, value in os.environ.items() if not key.startswith(("PLENARIA_", "DJANGO_"))},
            **database,
            "PLENARIA_DATA": str(folder),
            "PLENARIA_BASE_URL": f"http://127.0.0.1:{port}",
            "PLENARIA_PAGE_PROCESSES": "0",
            "PLENARIA_SMTP_URL": mailbox.url,
            "PLENARIA_SENDER": "secretary@example.org",
        }
