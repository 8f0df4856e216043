"""What the actions on corrigenda share: the adopted texts, the files, and the words by which they are found."""

from collections.abc import Iterator
from datetime import datetime

from plenaria.actions import _passages
from plenaria.actions._passages import Piece
from plenaria.actions.seals import SealedFile
from plenaria.core.resolutions import IN_REGISTER
from plenaria.core.text import canonical
from plenaria.core.text.resolution import Resolution
from plenaria.store import models

FIRST = 1_000_000
"""Where the positions of its passages begin, behind all of the resolution's own."""
EACH = 1_000
"""How many positions one corrigendum has."""


def adopted(row: models.Resolution) -> dict[str, Resolution]:
    """The adopted texts of a resolution by language."""
    return {
        each.language: canonical.load(each.content)
        for each in row.versions.all()
        if each.sha256 == row.adopted_sha256.get(each.language)
    }


def stored(file: SealedFile, at: datetime) -> models.StoredFile:
    """The row that names a file."""
    return models.StoredFile.objects.create(
        sha256=file.sha256, name=file.name, media_type=file.media_type, size=file.size, made_at=at
    )


def enter_all(row: models.Resolution) -> None:
    """Find the sealed corrigenda of a resolution of the register by their words, with those of the resolution."""
    _passages.leave(row.passages.filter(part="corrigendum"))
    if row.state not in IN_REGISTER or row.adopted_on is None:
        return
    for each in row.corrigenda.filter(state="sealed"):
        _passages.enter(list(_pieces(row, each)), of=each.id, on=row.adopted_on, body=row.body_id)


def _pieces(row: models.Resolution, of: models.Corrigendum) -> Iterator[Piece]:
    for language, content in of.texts.items():
        text = canonical.load(content)
        words = [text.title, *(each.text for each in text.recitals[1:]), *(each.text for each in text.clauses)]
        for position, said in enumerate(words[:EACH], FIRST + of.number * EACH):
            yield Piece(
                models.Passage(
                    resolution=row,
                    part="corrigendum",
                    language=language,
                    position=position,
                    number=f"Corr.{of.number}",
                    fragment=f"corr-{of.number}",
                    text=said,
                )
            )
