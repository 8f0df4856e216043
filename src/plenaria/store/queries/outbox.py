"""How much mail waits, and what a mail carries."""

from dataclasses import dataclass
from datetime import datetime

from plenaria.store import files, models


@dataclass(frozen=True, slots=True)
class Attached:
    """A file that goes with a mail."""

    name: str
    media_type: str
    size: int
    sha256: str

    def data(self) -> bytes:
        """Its bytes."""
        return files.load(self.sha256)


def due(at: datetime) -> int:
    """How many mails are due now."""
    return models.OutboxMail.objects.filter(state="queued", next_try_at__lte=at).count()


def waiting() -> int:
    """How many mails have not been taken by the mail server yet."""
    return models.OutboxMail.objects.filter(state="queued").count()


def attached(ids: tuple[str, ...]) -> tuple[Attached, ...]:
    """The files with these ids, in their order."""
    rows = models.StoredFile.objects.in_bulk(list(ids))
    return tuple(
        Attached(rows[each].name, rows[each].media_type, rows[each].size, rows[each].sha256)
        for each in ids
        if each in rows
    )
