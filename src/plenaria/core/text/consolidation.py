"""A text after the vote: without the clauses that were lost on division, and numbered anew where that is safe."""

from collections.abc import Callable, Collection
from dataclasses import replace

from plenaria.core.text.resolution import Clause, Resolution


def without(resolution: Resolution, lost: Collection[str]) -> Resolution:
    """The resolution without those clauses and what stands below them; what is left is numbered anew.

    Numbers are changed only where the paper counted 1, 2, 3 …; any other numbering stays as printed.
    """
    plain = [clause.number for clause in resolution.clauses] == _count(resolution.clauses)
    kept = _kept(resolution.clauses, lost)
    if plain and len(kept) != len(resolution.clauses):
        kept = tuple(_renumbered(clause, str(place)) for place, clause in enumerate(kept, 1))
    return replace(resolution, clauses=kept)


def with_ids(resolution: Resolution, new_id: Callable[[str], str]) -> Resolution:
    """The resolution with every clause's id replaced by ``new_id(id)``."""

    def renamed(clause: Clause) -> Clause:
        return replace(clause, id=new_id(clause.id), children=tuple(renamed(child) for child in clause.children))

    return replace(resolution, clauses=tuple(renamed(clause) for clause in resolution.clauses))


def _count(clauses: tuple[Clause, ...]) -> list[str]:
    return [str(place) for place in range(1, len(clauses) + 1)]


def _kept(clauses: tuple[Clause, ...], lost: Collection[str]) -> tuple[Clause, ...]:
    return tuple(replace(clause, children=_kept(clause.children, lost)) for clause in clauses if clause.id not in lost)


def _renumbered(clause: Clause, number: str) -> Clause:
    """The clause under another number; a child printed ``3.1`` follows its parent."""
    old = f"{clause.number}."
    children = tuple(
        _renumbered(child, f"{number}.{child.number.removeprefix(old)}") if child.number.startswith(old) else child
        for child in clause.children
    )
    return replace(clause, number=number, children=children)
