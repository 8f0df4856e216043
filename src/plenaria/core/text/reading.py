"""Reading plain lines into the structure of a resolution."""

from plenaria.core.text.resolution import Clause, Place, Resolution
from plenaria.core.text.source import Source


def read(source: Source, *, language: str | None = None) -> Resolution:
    """What ``source`` says, as a resolution; deterministic, and nothing of the source is lost."""
    lines = [(number, line) for number, line in enumerate(source.lines, 1) if line.text.strip()]
    numbered = [(at, line) for at, line in lines if line.number]
    clauses = tuple(
        Clause(id=f"c{n}", number=(line.number or "").rstrip(".)"), text=line.text, place=Place(at))
        for n, (at, line) in enumerate(numbered, 1)
    )
    rest = [line.text for _, line in lines if not line.number]
    return Resolution(
        language=language or source.language or "en",
        title=rest[0] if rest else "",
        clauses=clauses,
        unplaced=tuple(rest[1:]),
    )
