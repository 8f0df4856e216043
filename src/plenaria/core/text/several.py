"""Files that hold more than one text: several resolutions, and annexes that are texts of their own."""

from dataclasses import replace

from plenaria.core.text.furniture import furniture
from plenaria.core.text.further import further
from plenaria.core.text.looks import Lines
from plenaria.core.text.paragraphs import gather
from plenaria.core.text.reading import read
from plenaria.core.text.resolution import Resolution
from plenaria.core.text.source import Source


def read_all(source: Source, *, language: str | None = None) -> tuple[Resolution, ...]:
    """Every resolution of a file, each from its own lines; places are those of the whole file.

    :func:`plenaria.core.text.reading.read` reads the first and warns of the others.
    """
    first = read(source, language=language)
    paragraphs = gather(source, furniture(source.lines, first.language), first.language)
    starts = [paragraphs[at].line - 1 for at in further(paragraphs, Lines(first.language))]
    if not starts:
        return (first,)
    bounds = list(zip([0, *starts], [*starts, len(source.lines)], strict=True))
    return tuple(read(_part(source, one, two), language=first.language) for one, two in bounds)


def read_attached(source: Source, resolution: Resolution) -> tuple[Resolution, ...]:
    """Each attachment of a resolution read as a text of its own: its recitals, clauses and points.

    In the order of ``resolution.attachments``; places are those of ``source``.
    """
    lines = [each.place.line for each in resolution.attachments if each.place]
    bounds = zip(lines, [line - 1 for line in lines[1:]] + [len(source.lines)], strict=False)
    # Its heading is left out, or it would be an annex again.
    return tuple(read(_part(source, one, two), language=resolution.language) for one, two in bounds)


def _part(source: Source, start: int, end: int) -> Source:
    """``source`` with only the lines from ``start`` to ``end`` (from 0, end excluded); all others are empty."""
    lines = (line if start <= at < end else replace(line, text="", number=None) for at, line in enumerate(source.lines))
    return replace(source, lines=tuple(lines), changes=())
