"""Signed checkpoints of the journal: with what they sign, in its own transaction, or afterwards on demand.

The key is not known here: ``conf`` says who signs (``sign_with``). Where nobody does, a checkpoint is made when it is
next asked for.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime
from functools import partial

from django.db import transaction

from plenaria.core.journal.merkle import Frontier
from plenaria.store.models import CheckpointNote

SIGNED = frozenset(
    {"vote-cast", "poll-closed", "poll-declared", "poll-voided", "text-adopted", "text-sealed", "report-frozen"}
)
"""Entries that must not be disputed later: the head over them is signed with them (design: seal.md)."""


@dataclass(frozen=True, slots=True)
class Signer:
    """``sign`` gives the signed note of a size and a root, or nothing where there is no key; ``seen`` is told of a
    note once it is on disk."""

    sign: Callable[[int, bytes], bytes | None]
    seen: Callable[[bytes], None]


_signers: list[Signer] = []


def sign_with(signer: Signer) -> None:
    """From here on, this signs what is appended."""
    _signers[:] = [signer]


def sign_appended(kinds: Iterable[str], frontier: Frontier, at: datetime) -> None:
    """Sign the head that an append has made, inside its transaction, where it holds what must be signed."""
    if SIGNED.isdisjoint(kinds):
        return
    for signer in _signers:
        note = signer.sign(frontier.size, frontier.root())
        if note is not None:
            CheckpointNote.objects.create(size=frontier.size, note=note.decode(), at=at)
            transaction.on_commit(partial(signer.seen, note), robust=True)


def record_checkpoint(*, at: datetime, size: int, note: bytes) -> None:
    """Keep the signed note of the journal's head at ``size`` leaves; a second one of the same size changes nothing.

    It leaves no entry: a checkpoint speaks of the journal and is no part of it.
    """
    CheckpointNote.objects.get_or_create(size=size, defaults={"note": note.decode(), "at": at})
