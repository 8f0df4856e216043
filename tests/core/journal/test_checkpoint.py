"""Checkpoints, against the example of the signed-note specification."""

import pytest
from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey

from plenaria.core.journal import checkpoint
from plenaria.core.journal.checkpoint import Checkpoint, Note, VerifierKey

KEY = Ed25519PrivateKey.from_private_bytes(bytes(range(32)))
LOG = VerifierKey("journal.stargazers.example", KEY.public_key().public_bytes_raw())
HEAD = Checkpoint("journal.stargazers.example", 1204, bytes(range(32)))


def check(public_key: bytes, message: bytes, signature: bytes) -> bool:
    try:
        Ed25519PublicKey.from_public_bytes(public_key).verify(signature, message)
    except InvalidSignature:
        return False
    return True


def signed() -> bytes:
    return checkpoint.note(HEAD, LOG.name, LOG.key_id, KEY.sign(HEAD.body()))


def test_the_body_is_three_lines() -> None:
    assert HEAD.body() == b"journal.stargazers.example\n1204\nAAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8=\n"
    assert Checkpoint.parse(HEAD.body()) == HEAD


def test_a_published_key_and_its_note_are_read() -> None:
    """The key and note in the documentation of golang.org/x/mod/sumdb/note, which signed-note describes."""
    key = VerifierKey.parse("PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW")
    note = Note.parse(
        b"If you think cryptography is the answer to your problem,\n"
        b"then you don't know what your problem is.\n\n"
        b"\xe2\x80\x94 PeterNeumann "
        b"x08go/ZJkuBS9UG/SffcvIAQxVBtiFupLLr8pAcElZInNIuGUgYN1FFYC2pZSNXgKvqfqdngotpRZb6KE6RyyBwJnAM=\n"
    )
    assert key.encode() == "PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW"
    assert note.signed_by(key, check)
    assert not note.signed_by(VerifierKey("PeterNeumann", LOG.public_key), check)


def test_a_signed_checkpoint_opens_with_its_key_alone() -> None:
    assert checkpoint.open_note(signed(), LOG, check) == HEAD
    assert checkpoint.open_note(signed(), VerifierKey("another.example", LOG.public_key), check) is None
    assert checkpoint.open_note(signed().replace(b"1204", b"1205"), LOG, check) is None


def test_tellers_sign_the_same_checkpoint() -> None:
    teller = Ed25519PrivateKey.from_private_bytes(bytes(32))
    theirs = VerifierKey("teller", teller.public_key().public_bytes_raw())
    both = checkpoint.cosigned(signed(), theirs.name, theirs.key_id, teller.sign(HEAD.body()))
    assert checkpoint.open_note(both, LOG, check) == HEAD
    assert checkpoint.open_note(both, theirs, check) == HEAD


def test_extension_lines_are_signed_and_not_read() -> None:
    body = HEAD.body() + b"more\n"
    note = Note(body, (checkpoint.NoteSignature(LOG.name, LOG.key_id, KEY.sign(body)),)).encode()
    assert checkpoint.open_note(note, LOG, check) == HEAD


@pytest.mark.parametrize(
    "body", [b"", b"a\n1\n", b"a\n01\nAA==\n", b"a\n-1\nAA==\n", b"a\n1\nAA==\n", b"\n1\nAA==\n", b"a\n1\n!\n"]
)
def test_no_checkpoint_is_refused(body: bytes) -> None:
    with pytest.raises(ValueError, match=r".+"):
        Checkpoint.parse(body)


@pytest.mark.parametrize(
    "data", [b"", b"a\n", b"a\n\n", b"a\n\n- x AAAAAAAA\n", "a\n\n— x AAAAAAAA".encode(), b"\xff\n\n"]
)
def test_no_note_is_refused(data: bytes) -> None:
    with pytest.raises(ValueError, match=r".+"):
        Note.parse(data)


@pytest.mark.parametrize("text", ["", "a+b+c", "a b+00000000+AQ==", LOG.encode().replace("+", "+0", 1)])
def test_no_key_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match=r".+"):
        VerifierKey.parse(text)
