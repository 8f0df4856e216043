"""Names of clauses: permalinks for people, eIds for Akoma Ntoso.

Both are Latin letters, digits and hyphens only. A Cyrillic ``а`` looks like ``a`` and is not, so a letter of another
script is counted (``а б в`` become ``a b c``), which also gives one name across languages.
Naming convention: OASIS Akoma Ntoso 3.0 Naming Convention, 5 (elements).
"""

import re
from collections.abc import Iterator, Sequence

from plenaria.core.text.ordinals import ordinal_value
from plenaria.core.text.resolution import Clause, Resolution


def eid(path: Sequence[Clause], positions: Sequence[int]) -> str:
    """The eId of the last clause of ``path``, which leads to it from the top; ``positions`` count siblings from 1.

    ``para_3`` for clause 3, ``para_3__point_a`` for its first lettered point.
    """
    parts = []
    for depth, (clause, position) in enumerate(zip(path, positions, strict=True)):
        parts.append(f"{'point' if depth else 'para'}_{latin(clause.number, position).replace('.', '-')}")
    return "__".join(parts)


def fragment(path: Sequence[Clause], positions: Sequence[int]) -> str:
    """The permalink of the last clause of ``path``: ``c14``, ``c3.1``, ``c3.a``."""
    numbers: list[str] = []
    for clause, position in zip(path, positions, strict=True):
        number = latin(clause.number, position)
        # A printed 1.2 under clause 1 already names its parent.
        numbers = [number] if numbers and number.startswith(numbers[-1] + ".") else [*numbers, number]
    return "c" + ".".join(numbers)


def eids(resolution: Resolution) -> dict[str, str]:
    """The eId of every clause by its id; where numbers repeat, the later ones get ``-2``, ``-3``."""
    return _unique((clause.id, eid(path, positions)) for clause, path, positions in _paths(resolution.clauses))


def fragments(resolution: Resolution) -> dict[str, str]:
    """The permalink of every clause by its id; where numbers repeat, the later ones get ``-2``, ``-3``."""
    return _unique((clause.id, fragment(path, positions)) for clause, path, positions in _paths(resolution.clauses))


def latin(number: str, position: int) -> str:
    """A printed number in Latin letters, digits, full stops and hyphens.

    Words and Roman numbers that stand for a number become it (``PRIMERO`` → ``1``, ``XIV`` → ``14``); a letter of
    another script, or no number at all, becomes the place among its siblings.
    """
    number = number.strip().strip(".)(§°º ").casefold()
    if re.fullmatch(r"[a-z]|\d+(?:\.\d+)*", number):
        return number
    value = ordinal_value(number)
    if value is not None:
        return str(value)
    if re.fullmatch(r"\w", number) and position <= 26:
        return chr(ord("a") + position - 1)
    if number.isascii() and (kept := re.sub(r"[^a-z0-9.]+", "-", number).strip("-.")):
        return kept
    return str(position)


def _paths(
    clauses: Sequence[Clause], path: tuple[Clause, ...] = (), positions: tuple[int, ...] = ()
) -> Iterator[tuple[Clause, tuple[Clause, ...], tuple[int, ...]]]:
    for position, clause in enumerate(clauses, 1):
        yield clause, (*path, clause), (*positions, position)
        yield from _paths(clause.children, (*path, clause), (*positions, position))


def _unique(names: Iterator[tuple[str, str]]) -> dict[str, str]:
    taken: set[str] = set()
    unique: dict[str, str] = {}
    for key, name in names:
        candidate, count = name, 1
        while candidate in taken:
            count += 1
            candidate = f"{name}-{count}"
        taken.add(candidate)
        unique[key] = candidate
    return unique
