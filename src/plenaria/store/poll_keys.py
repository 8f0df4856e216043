"""The keys of secret ballots, in the folder ``poll-keys`` of the data: outside the database, and in no backup.

A key is made when its poll opens and destroyed when the poll is closed or void. A ballot is sealed with AES-256-GCM
(NIST SP 800-38D): a random nonce of 12 bytes, then the encrypted ballot with its tag; the poll's id is authenticated
with it, so that no ballot can be carried to another poll. Every process of an installation shares the data folder.
"""

import os
import secrets
from dataclasses import dataclass
from pathlib import Path

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from django.conf import settings

from plenaria.core.voting.secrecy import envelope, unfolded
from plenaria.formats import on_disk

SIZE = 32
_NONCE = 12


@dataclass(frozen=True, slots=True)
class PollKey:
    """The key of one poll's ballots."""

    poll: str
    key: bytes

    def seal(self, ballot: str, size: int) -> bytes:
        """The ballot in an envelope of ``size`` bytes, sealed. Raises ``ValueError`` where it does not fit."""
        nonce = secrets.token_bytes(_NONCE)
        return nonce + AESGCM(self.key).encrypt(nonce, envelope(ballot, size), self.poll.encode())

    def open(self, sealed: bytes) -> str:
        """What a sealed ballot says. Raises ``ValueError`` for one that this key did not seal."""
        try:
            return unfolded(AESGCM(self.key).decrypt(sealed[:_NONCE], sealed[_NONCE:], self.poll.encode()))
        except InvalidTag as error:
            raise ValueError("not sealed with this key") from error


def make(poll: str) -> None:
    """Make the key of a poll that is about to open, and see it on disk; one left by an opening that failed goes."""
    destroy(poll)
    folder = _folder()
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    on_disk.make(folder / poll, secrets.token_bytes(SIZE))
    on_disk.settle(folder.parent)


def load(poll: str) -> PollKey | None:
    """The key of a poll; ``None`` where it is lost or was destroyed."""
    try:
        key = (_folder() / poll).read_bytes()
    except FileNotFoundError:
        return None
    return PollKey(poll, key) if len(key) == SIZE and any(key) else None


def destroy(poll: str) -> None:
    """Overwrite the key and remove it. What a disk keeps of overwritten blocks is out of our hands."""
    path = _folder() / poll
    try:
        handle = os.open(path, os.O_WRONLY)
    except FileNotFoundError:
        return
    try:
        os.write(handle, bytes(SIZE))
        os.fsync(handle)
    finally:
        os.close(handle)
    path.unlink(missing_ok=True)
    on_disk.settle(path.parent)


def kept() -> tuple[str, ...]:
    """The polls of which a key lies in the folder."""
    folder = _folder()
    return tuple(sorted(each.name for each in folder.iterdir())) if folder.exists() else ()


def _folder() -> Path:
    return Path(settings.DATA) / "poll-keys"
