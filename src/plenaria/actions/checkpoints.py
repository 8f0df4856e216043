"""Keeping the signed checkpoints of the journal. They are signed outside, by ``delivery.checkpoints``."""

from datetime import datetime

from plenaria.store.models import CheckpointNote


def record_checkpoint(*, at: datetime, size: int, note: bytes) -> None:
    """Keep the signed note of the journal's head at ``size`` leaves; a second one of the same size changes nothing.

    It leaves no entry: a checkpoint speaks of the journal and is no part of it.
    """
    CheckpointNote.objects.get_or_create(size=size, defaults={"note": note.decode(), "at": at})
