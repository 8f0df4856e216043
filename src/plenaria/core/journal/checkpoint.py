"""Checkpoints: the size and root of the journal's tree, signed.

The text is that of https://c2sp.org/tlog-checkpoint, the envelope that of https://c2sp.org/signed-note::

    journal.stargazers.example          the origin: which log this is
    1204                                how many leaves
    qPfIzWe1n3iE7dGm…=                  the root, base64

    — journal.stargazers.example Az3grl…    a signature: key name, base64 of key id and signature

Only Ed25519 signatures (type 1) are made here. Nothing here signs: bytes to sign
come out, signatures go in.
"""

from base64 import b64decode, b64encode
from binascii import Error as Base64Error
from collections.abc import Callable
from dataclasses import dataclass
from hashlib import sha256
from typing import Self

type CheckSignature = Callable[[bytes, bytes, bytes], bool]
"""``check_signature(public_key, message, signature)``: whether a raw Ed25519 signature is good."""

ED25519 = b"\x01"
"""The algorithm's identifier in signed-note."""

MAX_NOTE = 1_000_000
"""Longer notes are refused unread, in bytes."""


@dataclass(frozen=True, slots=True)
class Checkpoint:
    """What the log claims: under this origin, that many leaves, this root."""

    origin: str
    size: int
    root: bytes

    def __post_init__(self) -> None:
        if not self.origin or "\n" in self.origin:
            raise ValueError("an origin is one line of text")
        if not 0 <= self.size < 2**63 or len(self.root) != 32:
            raise ValueError("a checkpoint has a size and a root of 32 bytes")

    def body(self) -> bytes:
        """The bytes to sign."""
        return f"{self.origin}\n{self.size}\n{to_base64(self.root)}\n".encode()

    @classmethod
    def parse(cls, body: bytes) -> Self:
        """The checkpoint in a note's text. Extension lines after the third are allowed and not read.

        Raises ``ValueError``.
        """
        lines = body.decode().split("\n")
        if len(lines) < 4 or lines[-1] or not all(lines[:-1]):
            raise ValueError("a checkpoint has an origin, a size and a root, a line each")
        origin, size, root = lines[:3]
        if not (size.isascii() and size.isdecimal()) or str(int(size)) != size:
            raise ValueError("the size is not a whole number")
        return cls(origin, int(size), from_base64(root))


@dataclass(frozen=True, slots=True)
class NoteSignature:
    """One line under a note."""

    name: str
    key_id: bytes
    signature: bytes

    def line(self) -> str:
        return f"— {self.name} {to_base64(self.key_id + self.signature)}\n"


@dataclass(frozen=True, slots=True)
class Note:
    """A text, and the signatures under it."""

    text: bytes
    signatures: tuple[NoteSignature, ...]

    def encode(self) -> bytes:
        """The note as it is stored and shown."""
        return self.text + b"\n" + "".join(signature.line() for signature in self.signatures).encode()

    @classmethod
    def parse(cls, data: bytes) -> Self:
        """Read a note; signatures of algorithms that are not known here are kept.

        Raises ``ValueError``.
        """
        if len(data) > MAX_NOTE:
            raise ValueError("the note is too long")
        text, separator, block = data.decode().rpartition("\n\n")
        if not separator or not block.endswith("\n") or any(c < " " and c != "\n" for c in data.decode()):
            raise ValueError("not a signed note")
        return cls(f"{text}\n".encode(), tuple(_signature(line) for line in block[:-1].split("\n")))

    def signed_by(self, key: "VerifierKey", check_signature: CheckSignature) -> bool:
        """Whether one of the signatures is of this key, and good; and none that claims to be is bad."""
        claimed = [given for given in self.signatures if (given.name, given.key_id) == (key.name, key.key_id)]
        return bool(claimed) and all(check_signature(key.public_key, self.text, given.signature) for given in claimed)


@dataclass(frozen=True, slots=True)
class VerifierKey:
    """The name of a log and its Ed25519 public key (32 bytes)."""

    name: str
    public_key: bytes

    def __post_init__(self) -> None:
        if not self.name or "+" in self.name or any(map(str.isspace, self.name)):
            raise ValueError("a key's name has neither spaces nor a plus")
        if len(self.public_key) != 32:
            raise ValueError("an Ed25519 public key has 32 bytes")

    @property
    def key_id(self) -> bytes:
        """Four bytes that tell keys of one name apart."""
        return key_id(self.name, self.public_key)

    def encode(self) -> str:
        """The key in one line: name, key id, algorithm and key (signed-note, *verifier keys*)."""
        return f"{self.name}+{self.key_id.hex()}+{to_base64(ED25519 + self.public_key)}"

    @classmethod
    def parse(cls, text: str) -> Self:
        """Read what ``encode`` wrote. Raises ``ValueError``."""
        name, _, rest = text.partition("+")
        identifier, _, encoded = rest.partition("+")
        raw = from_base64(encoded)
        if raw[:1] != ED25519:
            raise ValueError("not an Ed25519 key")
        key = cls(name, raw[1:])
        if key.key_id.hex() != identifier:
            raise ValueError("the key id does not fit the key")
        return key


def key_id(name: str, public_key: bytes) -> bytes:
    """The first four bytes of SHA-256 over name, newline, algorithm and key (signed-note)."""
    return sha256(name.encode() + b"\n" + ED25519 + public_key).digest()[:4]


def note(checkpoint: Checkpoint, signer_name: str, key_id: bytes, signature: bytes) -> bytes:
    """The signed note of a checkpoint; ``signature`` is over ``checkpoint.body()``."""
    return Note(checkpoint.body(), (NoteSignature(signer_name, key_id, signature),)).encode()


def cosigned(data: bytes, signer_name: str, key_id: bytes, signature: bytes) -> bytes:
    """A note with one signature more, by a teller who saw the same root. Raises ``ValueError``."""
    given = Note.parse(data)
    return Note(given.text, (*given.signatures, NoteSignature(signer_name, key_id, signature))).encode()


def open_note(data: bytes, key: VerifierKey, check_signature: CheckSignature) -> Checkpoint | None:
    """The checkpoint of a note, if it is signed by this log's key, else ``None``. Raises ``ValueError`` for no note."""
    given = Note.parse(data)
    return Checkpoint.parse(given.text) if given.signed_by(key, check_signature) else None


def to_base64(raw: bytes) -> str:
    """Standard base64 on one line."""
    return b64encode(raw).decode()


def from_base64(text: str) -> bytes:
    """Standard base64 in its only exact spelling. Raises ``ValueError``."""
    try:
        raw = b64decode(text, validate=True)
    except Base64Error as error:
        raise ValueError("not base64") from error
    if to_base64(raw) != text:
        raise ValueError("not the one spelling of its base64")
    return raw


def _signature(line: str) -> NoteSignature:
    dash, _, rest = line.partition(" ")
    name, _, encoded = rest.partition(" ")
    raw = from_base64(encoded)
    if dash != "—" or not name or len(raw) < 5:
        raise ValueError("not a signature line")
    return NoteSignature(name, raw[:4], raw[4:])
