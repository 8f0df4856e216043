"""Tables and pages that hold one text in several languages, side by side."""

from collections.abc import Sequence
from dataclasses import replace

from plenaria.core.text.language import guess
from plenaria.core.text.source import SourceLine

_LEAST = 80
"""Letters from which on a column is long enough for its language to be told."""
_LABEL = 8
"""Characters of a cell that only numbers its row."""


def parallel(columns: Sequence[str]) -> list[int]:
    """Which columns (from 1) are versions of a text in different languages; 0 for any other column.

    All 0 where there are not at least two languages that are plain.
    """
    languages = [_language(text) for text in columns]
    plain = [language for language in languages if language]
    if len(set(plain)) < 2 or len(set(plain)) < len(plain):
        return [0] * len(columns)
    return [at if language else 0 for at, language in enumerate(languages, start=1)]


def set_side_by_side(rows: Sequence[Sequence[Sequence[SourceLine]]]) -> list[int]:
    """The same for the rows of a table, each a sequence of cells, which are sequences of lines."""
    width = max((len(row) for row in rows), default=0)
    if width < 2 or width > 4:
        return [0] * width
    return parallel(
        [" ".join(line.text for row in rows if len(row) == width for line in row[at]) for at in range(width)]
    )


def label(row: Sequence[Sequence[SourceLine]], columns: Sequence[int]) -> str | None:
    """The number of a row that stands in a column of its own, before those of the languages."""
    for cell, column in zip(row, columns, strict=True):
        if column:
            return None
        if len(cell) == 1 and len(cell[0].text) <= _LABEL:
            return cell[0].number or cell[0].text
    return None


def labelled(cell: Sequence[SourceLine], number: str | None) -> list[SourceLine]:
    """The lines of a cell with the number of its row."""
    if not number or not cell or cell[0].number:
        return list(cell)
    return [replace(cell[0], number=number, level=1), *cell[1:]]


def _language(text: str) -> str:
    """The language of a text, empty where it is not plain."""
    if sum(sign.isalpha() for sign in text) < _LEAST:
        return ""
    found = guess(text, "en")
    return found if found == guess(text, "ru") else ""
