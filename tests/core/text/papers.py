"""The papers of ``tests/papers``, and sources made of plain lines."""

from pathlib import Path

from plenaria.core.text.reading import read
from plenaria.core.text.resolution import Resolution
from plenaria.core.text.source import Source, SourceLine

PAPERS = Path(__file__).parents[2] / "papers"


def plain(text: str) -> Source:
    """A plain text as its lines."""
    return Source(lines=tuple(SourceLine(text=line) for line in text.strip("\n").split("\n")), format="txt")


def read_text(text: str, language: str | None = None) -> Resolution:
    """What a plain text says."""
    return read(plain(text), language=language)


def read_paper(name: str) -> Resolution:
    """What a paper of the fixtures says."""
    return read_text((PAPERS / f"{name}.txt").read_text(encoding="utf-8"))
