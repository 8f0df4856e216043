"""A resolution as the run of pieces that is printed, top to bottom; and two languages of it side by side.

Every writer that prints goes through here, so a clause looks the same and carries the same mark in each format.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from plenaria.core.text.resolution import Clause, Resolution

Key = tuple[str, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Piece:
    """A paragraph of the paper.

    ``kind`` is formula, recital, heading, clause, tail, closing, adoption, signature, dispatch, annex (its title),
    annexed (its paragraphs) or unplaced. ``key`` is the same in every language of a resolution.
    """

    kind: str
    key: Key
    text: str
    mark: str = ""
    """The number with its stop or bracket, for a clause; the role, for a signature."""
    level: int = 0
    clause: Clause | None = None


def mark(number: str) -> str:
    """A printed number with its punctuation: ``3.``, ``1.2.``, ``IV.``, ``PRIMERO.``; ``а)``, ``ii)`` for letters."""
    if not number:
        return ""
    letters = number.isalpha() and number.islower() and len(number) <= 6
    return f"{number})" if letters else f"{number}."


def clause_pieces(clauses: tuple[Clause, ...], level: int = 1) -> Iterator[Piece]:
    """Clauses with their sub-clauses and tails, in the order in which they are printed; levels as nested."""
    for clause in clauses:
        if clause.heading:
            yield Piece(kind="heading", key=("heading", clause.id), text=clause.heading, level=level)
        yield Piece(
            kind="clause",
            key=("clause", clause.id),
            text=clause.text,
            mark=mark(clause.number),
            level=level,
            clause=clause,
        )
        yield from clause_pieces(clause.children, level + 1)
        if clause.tail:
            yield Piece(kind="tail", key=("tail", clause.id), text=clause.tail, level=level)


def around_recitals(formula: str | None) -> tuple[str, str]:
    """What of the formula stands before the recitals (*The Assembly,*) and what after (*decides:*).

    Only words that end in a colon lead to the clauses; lines before them that end in a comma opened the preamble.
    """
    if not formula or not formula.rstrip().endswith(":"):
        return formula or "", ""
    lines = formula.split("\n")
    opening = next((at for at, line in enumerate(lines) if not line.rstrip().endswith(",")), len(lines))
    return "\n".join(lines[:opening]), "\n".join(lines[opening:])


def pieces(text: Resolution) -> Iterator[Piece]:
    """Everything under the title, in order."""
    opening, leading = around_recitals(text.formula)
    if opening:
        yield Piece(kind="formula", key=("formula", "before"), text=opening)
    yield from _counted("recital", (recital.text for recital in text.recitals))
    if leading:
        yield Piece(kind="formula", key=("formula", "after"), text=leading)
    yield from clause_pieces(text.clauses)
    if text.closing:
        yield Piece(kind="closing", key=("closing", ""), text=text.closing)
    if text.adoption:
        yield Piece(kind="adoption", key=("adoption", ""), text=text.adoption.text)
    for place, signature in enumerate(text.signatures, 1):
        yield Piece(kind="signature", key=("signature", str(place)), text=signature.name, mark=signature.role)
    yield from _counted("dispatch", text.dispatch)
    for place, annex in enumerate(text.attachments, 1):
        yield Piece(kind="annex", key=("annex", str(place)), text=annex.title)
        for paragraph in _counted("annexed", annex.paragraphs):
            yield replace(paragraph, key=("annexed", f"{place}.{paragraph.key[1]}"))
    yield from _counted("unplaced", text.unplaced)


def _counted(kind: str, texts: Iterable[str]) -> Iterator[Piece]:
    return (Piece(kind=kind, key=(kind, str(place)), text=text) for place, text in enumerate(texts, 1))


def paired(first: Resolution, second: Resolution) -> Iterator[tuple[Piece | None, Piece | None]]:
    """Two languages of a resolution in one order; ``None`` where one of them lacks what the other has.

    The order is that of ``first``; what only ``second`` has stands after the piece that precedes it there. Recitals
    carry no ids: where the languages have different numbers of them, the n-th stands beside the n-th.
    """
    left, right = list(pieces(first)), list(pieces(second))
    ours = {piece.key for piece in left}
    theirs = {piece.key: piece for piece in right}
    extra: dict[Key | None, list[Piece]] = {}
    before: Key | None = None
    for piece in right:
        if piece.key in ours:
            before = piece.key
        else:
            extra.setdefault(before, []).append(piece)
    yield from ((None, piece) for piece in extra.get(None, ()))
    for piece in left:
        yield piece, theirs.get(piece.key)
        yield from ((None, alone) for alone in extra.get(piece.key, ()))
