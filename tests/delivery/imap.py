"""A real IMAP server on a free port of this machine, which keeps its messages in memory."""

import imaplib
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from tests.faults.place import free_port, wait_until

USER, PASSWORD = "council", "a-secret-of-the-test"


@dataclass(frozen=True)
class Server:
    """How to reach it; ``client`` is the mail program of the secretary, which stays logged in."""

    port: int
    client: imaplib.IMAP4

    @property
    def url(self) -> str:
        return f"imap://{USER}@127.0.0.1:{self.port}/INBOX"

    def put(self, *messages: bytes) -> None:
        """New mail."""
        for each in messages:
            assert self.client.append("INBOX", "", "", each)[0] == "OK"

    def listed(self, words: str = "ALL", folder: str = "INBOX") -> list[int]:
        """Numbers of the messages that fit."""
        self.client.select(folder)
        (numbers,) = self.client.uid("SEARCH", words)[1]
        return [int(each) for each in (numbers or b"").split()]


def listens(port: int) -> bool:
    try:
        imaplib.IMAP4("127.0.0.1", port).shutdown()
    except OSError:
        return False
    return True


@contextmanager
def server(certificate: Path | None = None) -> Iterator[Server]:
    """A server with one empty mailbox; another one numbers its messages anew (UIDVALIDITY).

    With a certificate (a file of it and its key) a connection can turn to TLS.
    """
    port = free_port()
    tls = ["--cert", str(certificate), "--key", str(certificate)] if certificate else ["--no-tls"]
    program = str(Path(sys.executable).parent / "pymap")
    command = [program, *tls, "--host", "127.0.0.1", "--port", str(port), "dict"]
    with subprocess.Popen(
        [*command, "--demo-user", USER, "--demo-password", PASSWORD],
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    ) as process:
        try:
            wait_until("the IMAP server listens", lambda: listens(port))
            with imaplib.IMAP4("127.0.0.1", port) as client:
                if certificate:
                    client.starttls()
                client.login(USER, PASSWORD)
                yield Server(port, client)
        finally:
            process.kill()
