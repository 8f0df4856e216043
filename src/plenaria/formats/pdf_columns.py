"""Pages set in two columns: which line stands in which, and the order in which people read them."""

from collections.abc import Sequence
from typing import Protocol

from plenaria.formats.parallel import parallel

_FEWEST = 5
"""Lines of a column; fewer are a block of signatures or a letterhead."""
_LETTERS = 150
"""Letters of a column."""
_CROSSING = 0.2
"""Part of the lines of a page that may stand across both columns: titles, furniture."""
_STEPS = 40
"""Places between 30 and 70 percent of the width that are tried."""


class Placed(Protocol):
    """A line with its text and place, in points."""

    @property
    def text(self) -> str: ...
    @property
    def left(self) -> float: ...
    @property
    def right(self) -> float: ...


def sides(page: Sequence[Placed]) -> list[int]:
    """For each line of a page 1 (left), 2 (right) or 0 (across); all 0 where there is one column."""
    at = gutter(page)
    if at is None:
        return [0] * len(page)
    return [1 if line.right <= at else 2 if line.left >= at else 0 for line in page]


def reading_order(found: Sequence[int]) -> list[int]:
    """The places of a page's lines in reading order: between lines that stand across, left before right."""
    order: list[int] = []
    begun = 0
    for at in range(len(found) + 1):
        if at == len(found) or found[at] == 0:
            block = range(begun, at)
            order += [each for each in block if found[each] == 1] + [each for each in block if found[each] == 2]
            order += [at] if at < len(found) else []
            begun = at + 1
    return order


def languages(pages: Sequence[Sequence[Placed]], found: Sequence[Sequence[int]]) -> bool:
    """Whether the columns of these pages hold one text in two languages."""
    texts = [
        " ".join(
            line.text
            for page, of in zip(pages, found, strict=True)
            for line, at in zip(page, of, strict=True)
            if at == side
        )
        for side in (1, 2)
    ]
    return any(parallel(texts))


def gutter(page: Sequence[Placed], *, loosely: bool = False) -> float | None:
    """Where the fewest lines cross between two columns, if there are two; ``loosely`` if there may be."""
    if len(page) < 2 * _FEWEST and not loosely:
        return None
    edge, far = min((line.left for line in page), default=0.0), max((line.right for line in page), default=0.0)
    width = far - edge
    best, fewest = None, len(page) if loosely else _CROSSING * len(page) + 1
    for step in range(_STEPS + 1):
        at = edge + width * (0.3 + 0.4 * step / _STEPS)
        crossing = sum(line.left < at < line.right for line in page)
        if crossing < fewest and _are_columns(page, at, loosely):
            best, fewest = at, crossing
    return best


def _are_columns(page: Sequence[Placed], at: float, loosely: bool) -> bool:
    lines, letters = (2, 0) if loosely else (_FEWEST, _LETTERS)
    for column in ([line for line in page if line.right <= at], [line for line in page if line.left >= at]):
        if len(column) < lines or sum(len(line.text) for line in column) < letters:
            return False
    return True
