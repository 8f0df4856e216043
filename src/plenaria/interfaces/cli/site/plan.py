"""What is to be done. Read by processes before they have a database: it imports none of it."""

from dataclasses import dataclass
from pathlib import Path

from plenaria.interfaces.kit.exported import Exported

FRAME = "/"
"""The unit of what belongs to no body."""
MOVED = "moved"
"""The unit of addresses that lead to others."""
SEARCH = "find"
"""The unit of the index of the search, and its folder."""


@dataclass(frozen=True, slots=True)
class Plan:
    """What is exported, and where to. ``base``: the address at which people will read it."""

    of: Exported
    folder: Path
    base: str


@dataclass(frozen=True, slots=True)
class Unit:
    """A piece of work: the addresses with which it begins, without a language. It takes in whatever they lead to that
    ``units.owner`` says is its own."""

    name: str
    begins: tuple[str, ...]
