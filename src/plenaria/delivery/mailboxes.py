"""Where mail that comes in lies: an IMAP server's folder, or a file of this machine's (mbox, Maildir)."""

import contextlib
import imaplib
import mailbox
import re
import ssl
from base64 import b64encode
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any, Protocol
from urllib.parse import SplitResult, unquote, urlsplit

from plenaria.formats.message import LARGEST

TIMEOUT = 30.0
"""Seconds that a server may take over an answer."""
_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
_SIZE = re.compile(rb"UID (\d+)[^)]*RFC822\.SIZE (\d+)|RFC822\.SIZE (\d+)[^)]*UID (\d+)")
SIZES_AT_ONCE = 200


class Unreachable(Exception):  # noqa: N818 - what the mailbox is, not what went wrong here
    """A mailbox can't be read now; the words are those of the server or the system, and hold no password."""


@dataclass(frozen=True, slots=True)
class Found:
    """A message; ``data`` is nothing where it is larger than anything that is read."""

    uid: int
    data: bytes | None


class Mailbox(Protocol):
    """A place that messages are read from. Raises ``Unreachable`` from each of these."""

    @property
    def address(self) -> str:
        """Where it is, without a password."""

    def open(self) -> int:
        """Open it; the number (UIDVALIDITY) under which its messages are numbered, 0 where they are not."""

    def messages(self, after: int, since: date) -> Iterator[Found]:
        """Those with higher numbers than ``after`` that came on that day or later, in the order of their numbers."""

    def settle(self, uid: int) -> None:
        """That message has been dealt with, and nobody need open it for us again."""

    def close(self) -> None:
        """Let go of it. Never raises."""


@dataclass
class Files:
    """A file or folder of messages, which stays as it is."""

    path: Path
    form: str
    """mbox or maildir."""
    _box: "mailbox.mbox | mailbox.Maildir | None" = field(default=None, repr=False)

    @property
    def address(self) -> str:
        """Where it is."""
        return f"{self.form}:{self.path.resolve()}"

    def open(self) -> int:
        kind = mailbox.mbox if self.form == "mbox" else mailbox.Maildir
        fits = self.path.is_file() if self.form == "mbox" else (self.path / "new").is_dir()
        if not fits:
            raise Unreachable(f"no {self.form} at {self.path}")
        try:
            self._box = kind(self.path, create=False)
        except (OSError, mailbox.Error) as error:
            raise Unreachable(str(error)) from error
        return 0

    def messages(self, after: int, since: date) -> Iterator[Found]:
        assert self._box is not None
        try:
            for key in self._box.iterkeys():
                with self._box.get_file(key) as file:
                    data = file.read(LARGEST * 1_000_000 + 1)
                yield Found(0, data if len(data) <= LARGEST * 1_000_000 else None)
        except (OSError, mailbox.Error, KeyError) as error:
            raise Unreachable(str(error)) from error

    def settle(self, uid: int) -> None:
        pass

    def close(self) -> None:
        if self._box is not None:
            self._box.close()


@dataclass
class Imap:
    """A folder of an IMAP server (RFC 9051, RFC 3501).

    ``url`` is ``imaps://user@host/folder``, ``imap+tls://…`` for a connection that turns to TLS, or ``imap://…`` for
    one without, which is for servers on this machine. A message that concerned us is marked as seen, and where
    ``move_to`` names a folder, moved there; nothing is ever deleted.
    """

    url: str
    password: str = field(default="", repr=False)
    move_to: str = ""
    _server: imaplib.IMAP4 | None = field(default=None, repr=False)

    @property
    def address(self) -> str:
        at = self._at
        port = f":{at.port}" if at.port else ""
        return f"{at.scheme}://{at.username or ''}@{at.hostname or ''}{port}/{quoted_path(self.folder)}"

    @property
    def folder(self) -> str:
        """The name of the folder that is read."""
        return unquote(self._at.path.strip("/")) or "INBOX"

    @property
    def _at(self) -> SplitResult:
        return urlsplit(self.url)

    def open(self) -> int:
        at = self._at
        try:
            self._server = _connected(at)
            self._ask(
                "LOGIN", *self._server.login(unquote(at.username or ""), self.password or unquote(at.password or ""))
            )
            self._ask("SELECT", *self._server.select(_named(self.folder)))
            (validity,) = self._server.response("UIDVALIDITY")[1]
        except (imaplib.IMAP4.error, OSError, ValueError) as error:
            self.close()
            raise Unreachable(_words(error)) from error
        return int(validity) if validity else 0

    def messages(self, after: int, since: date) -> Iterator[Found]:
        try:
            day = f"{since.day}-{_MONTHS[since.month - 1]}-{since.year}"
            (numbers,) = self._uid("SEARCH", "UID", f"{after + 1}:*", "SINCE", day)
            # ``n:*`` always names the last one, be it below n.
            uids = sorted(uid for uid in map(int, (numbers or b"").split()) if uid > after)
            for start in range(0, len(uids), SIZES_AT_ONCE):
                some = uids[start : start + SIZES_AT_ONCE]
                sizes = self._sizes(some)
                for uid in some:
                    small = sizes.get(uid, 0) <= LARGEST * 1_000_000
                    data = self._bytes(uid) if small else None
                    if data is not None or not small:
                        yield Found(uid, data)
        except (imaplib.IMAP4.error, OSError, ValueError) as error:
            raise Unreachable(_words(error)) from error

    def settle(self, uid: int) -> None:
        assert self._server is not None
        try:
            self._uid("STORE", str(uid), "+FLAGS.SILENT", r"(\Seen)")
            if self.move_to:
                self._move(uid)
        except (imaplib.IMAP4.error, OSError) as error:
            raise Unreachable(_words(error)) from error

    def close(self) -> None:
        if self._server is not None:
            server, self._server = self._server, None
            try:
                server.logout()
            except (imaplib.IMAP4.error, OSError):
                server.shutdown()

    def _move(self, uid: int) -> None:
        """RFC 6851; a server without it gets a copy, for what was read is not ours to delete."""
        assert self._server is not None
        folder = _named(self.move_to)
        verb = "MOVE" if "MOVE" in str(self._server.capability()[1]) else "COPY"
        if self._server.uid(verb, str(uid), folder)[0] != "OK":
            self._server.create(folder)
            self._uid(verb, str(uid), folder)

    def _sizes(self, uids: list[int]) -> dict[int, int]:
        found = {}
        for line in self._uid("FETCH", ",".join(map(str, uids)), "(UID RFC822.SIZE)"):
            said = _SIZE.search(line if isinstance(line, bytes) else b" ".join(line))
            if said:
                uid, size = (said[1], said[2]) if said[1] else (said[4], said[3])
                found[int(uid)] = int(size)
        return found

    def _bytes(self, uid: int) -> bytes | None:
        """The message, which stays unread; nothing where it is gone since the search."""
        answered = self._uid("FETCH", str(uid), "(BODY.PEEK[])")
        return next((each[1] for each in answered if isinstance(each, tuple)), None)

    def _uid(self, *words: str) -> list[Any]:
        assert self._server is not None
        return self._ask(words[0], *self._server.uid(*words))

    @staticmethod
    def _ask(what: str, status: str, answer: list[Any]) -> list[Any]:
        if status != "OK":
            raise imaplib.IMAP4.error(f"{what}: {answer}")
        return answer


def _connected(at: SplitResult) -> imaplib.IMAP4:
    host = at.hostname or "127.0.0.1"
    if at.scheme == "imaps":
        return imaplib.IMAP4_SSL(host, at.port or 993, ssl_context=ssl.create_default_context(), timeout=TIMEOUT)
    if at.scheme not in ("imap", "imap+tls"):
        raise ValueError(f"{at.scheme}:// is no mailbox; imaps://, imap+tls:// and imap:// are")
    server = imaplib.IMAP4(host, at.port or 143, timeout=TIMEOUT)
    if at.scheme == "imap+tls":
        try:
            server.starttls(ssl.create_default_context())
        except (imaplib.IMAP4.error, OSError):
            # Where the certificate was refused, its line has gone already.
            with contextlib.suppress(OSError):
                server.shutdown()
            raise
    return server


def _words(error: Exception) -> str:
    """What went wrong, in one line."""
    said = " ".join(f"{type(error).__name__}: {error}".split())
    return said[:500]


def quoted_path(folder: str) -> str:
    """A folder's name as it stands in an address."""
    return "".join(sign if sign.isprintable() and sign not in " ?#" else "_" for sign in folder)


def _named(folder: str) -> str:
    """A folder's name as a quoted string in modified UTF-7 (RFC 3501, 5.1.3)."""
    coded = re.sub(r"&|[^\x20-\x7e]+", lambda found: _shifted(found.group()), folder)
    return '"' + coded.replace("\\", "\\\\").replace('"', '\\"') + '"'


def _shifted(text: str) -> str:
    if text == "&":
        return "&-"
    return "&" + b64encode(text.encode("utf-16-be")).decode().rstrip("=").replace("/", ",") + "-"
