"""The list of a roll-call as a picture: names in columns, those of one choice under each other, each with its mark.

Made like the other pictures (see ``pictures``). Long names get two columns instead of three; one that is too long even
so is cut, and whole where one points. An arrow marks who voted through somebody else. The page keeps
the table behind it.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.utils.html import escape
from django.utils.safestring import SafeString

from plenaria.interfaces.kit.drawing import CHOICES, INKS, marks, picture, text, wide

WIDE = 900
"""The picture is wider than others, and a narrow page scrolls it."""
ACROSS = (3, 2)
"""Columns: the more of them, if every name has room."""

SIZE = 20
STEP = 28
MARK = 15


@dataclass(frozen=True, slots=True)
class Called:
    """A seat and its answer; ``votes`` are shown where seats have several, ``through`` who voted for it."""

    name: str
    choice: str
    votes: str = ""
    through: str = ""


def roll_call(seats: Sequence[Called], labels: Mapping[str, str], *, title: str, by_proxy: str = "") -> SafeString:
    """The list with its headings; ``by_proxy`` is what stands for a vote through somebody else."""
    drawn, says, top = [], [], 0
    column = column_of(seats)
    across = WIDE // column
    for choice in CHOICES:
        group = [each for each in seats if each.choice == choice]
        if not group:
            continue
        heading = f"{labels[choice]}: {len(group)}"
        drawn.append(marks(choice, [(MARK, top + STEP // 2)], MARK * 1.4))
        drawn.append(text(2 * MARK + 6, top + STEP * 3 // 4, heading, bold=True))
        top += STEP * 5 // 4
        rows = -(-len(group) // across)
        for place, each in enumerate(group):
            drawn.append(_line(each, labels, by_proxy, column, (place // rows * column, top + place % rows * STEP)))
        top += rows * STEP + STEP // 2
        says.append(f"{heading} ({', '.join(_called(each, by_proxy) for each in group)})")
    if any(each.through for each in seats):
        drawn.append(_arrow(MARK, top + STEP // 2) + text(2 * MARK + 6, top + STEP * 3 // 4, by_proxy, ink="soft"))
        top += STEP
    return picture("roll-call", max(top, 1), title, "; ".join(says), drawn, width=WIDE, size=SIZE)


def _tail(seat: Called) -> str:
    return f" · {seat.votes}" if seat.votes else ""


def _room(seat: Called, column: int) -> float:
    """For the name, in a column as wide as that."""
    return column - 3 * MARK - (2 * MARK if seat.through else 0) - wide(_tail(seat), SIZE)


def _fits(seat: Called, column: int) -> bool:
    return wide(seat.name, SIZE) <= _room(seat, column)


def column_of(seats: Sequence[Called]) -> int:
    """How wide a column is in which every name has room, as far as there is one."""
    return next(
        (WIDE // some for some in ACROSS if all(_fits(each, WIDE // some) for each in seats)), WIDE // ACROSS[-1]
    )


def _line(seat: Called, labels: Mapping[str, str], by_proxy: str, column: int, at: tuple[int, int]) -> str:
    """One seat: mark, name as far as there is room, votes, arrow."""
    (left, top), tail = at, _tail(seat)
    name = cut(seat.name, _room(seat, column))
    middle = top + STEP // 2
    words = text(left + 2 * MARK, top + STEP * 3 // 4, name + tail)
    arrow = _arrow(left + 3 * MARK + round(wide(name + tail, SIZE)), middle) if seat.through else ""
    whole = escape(f"{_called(seat, by_proxy)}: {labels[seat.choice]}")
    return f"<g><title>{whole}</title>{marks(seat.choice, [(left + MARK, middle)], MARK)}{words}{arrow}</g>"


def _called(seat: Called, by_proxy: str) -> str:
    extra = [*([seat.votes] if seat.votes else []), *([f"{by_proxy}: {seat.through}"] if seat.through else [])]
    return f"{seat.name} ({'; '.join(extra)})" if extra else seat.name


def _arrow(x: int, y: int) -> str:
    return f'<path class="proxy" d="M{x - 8} {y}h14m-6 -5l6 5l-6 5" stroke="{INKS["ink"]}" stroke-width="2"/>'


def cut(name: str, room: float) -> str:
    """A name as far as there is room for it."""
    if wide(name, SIZE) <= room:
        return name
    while name and wide(f"{name}…", SIZE) > room:
        name = name[:-1]
    return f"{name.rstrip()}…"
