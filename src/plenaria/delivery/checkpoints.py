"""Signing the journal's head, and noticing a database that is older than a checkpoint already seen."""

import os
from datetime import datetime
from pathlib import Path
from threading import get_ident

from django.conf import settings

from plenaria.actions.checkpoints import Signer, record_checkpoint
from plenaria.core.journal.checkpoint import Checkpoint, Note, VerifierKey
from plenaria.core.refusal import Refusal, conflict
from plenaria.delivery import keys
from plenaria.formats.signatures import sign_checkpoint
from plenaria.store.queries import journal


def sign_head(at: datetime) -> tuple[int, bytes, VerifierKey] | Refusal:
    """The signed checkpoint of the journal as it stands: size, note and the key that signed it."""
    key = keys.log_key()
    if isinstance(key, Refusal):
        return key
    verifier = VerifierKey(keys.origin(), key.public_key)
    frontier = journal.frontier()
    last = journal.last_checkpoint()
    if last is not None and last[0] == frontier.size:
        return (*last, verifier)
    note = sign_checkpoint(Checkpoint(verifier.name, frontier.size, frontier.root()), verifier.name, key)
    record_checkpoint(at=at, size=frontier.size, note=note)
    _remember(note)
    return frontier.size, note, verifier


def signer() -> Signer:
    """Signs with this installation's log key, and remembers the newest note in its folder."""

    def sign(size: int, root: bytes) -> bytes | None:
        key = keys.log_key()
        if isinstance(key, Refusal):
            return None
        return sign_checkpoint(Checkpoint(keys.origin(), size, root), keys.origin(), key)

    return Signer(sign, _remember)


def older_than_seen() -> Refusal | None:
    """``database-older`` (size, seen) where the journal is shorter than a checkpoint that this folder has seen."""
    path = _seen()
    if not path.exists():
        return None
    try:
        seen = Checkpoint.parse(Note.parse(path.read_bytes()).text).size
    except ValueError:
        # It is not synced with each batch of votes, and a loss of power may leave nothing in it. The votes are there.
        return None
    size = journal.frontier().size
    return conflict("database-older", size=size, seen=seen) if size < seen else None


def _seen() -> Path:
    return Path(settings.DATA) / "checkpoint"


def _remember(note: bytes) -> None:
    half = _seen().with_suffix(f".{os.getpid()}-{get_ident()}")
    half.write_bytes(note)
    half.replace(_seen())
