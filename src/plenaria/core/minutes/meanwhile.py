"""What happened besides the votes: texts, amendments, speeches."""

from collections.abc import Sequence
from typing import Any

from plenaria.core.journal.entry import Entry
from plenaria.core.minutes.facts import Happening

TEXTS = {
    "text-tabled": "text-tabled",
    "text-adopted": "text-adopted",
    "text-rejected": "text-rejected",
    "resolution-state": "text-moved",
}
"""Kind of entry → code of what happened to a text."""


def tell(number: int, entry: Entry, told: Sequence[Happening]) -> list[Happening]:
    """What was told before, and what this entry adds; empty where the minutes don't tell it."""
    if entry.kind in TEXTS:
        return [*told, _happening(number, entry, TEXTS[entry.kind], resolution=entry.subject)]
    return []


def _happening(number: int, entry: Entry, code: str, **data: Any) -> Happening:
    return Happening(entry=number, code=code, at=entry.at, data={**entry.data, **data}, entries=(number,))
