"""A vote by weight as a half ring: to each seat its share of it, the seats of one choice beside each other.

Full is for, rings in it are abstaining, spokes are against, an open frame of dashes did not vote; seats too small to be
seen are drawn as one part for each choice. Made like the other pictures (see ``pictures``).
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from itertools import accumulate, groupby, pairwise
from math import cos, pi, sin

from django.utils.html import escape
from django.utils.safestring import SafeString

from plenaria.interfaces.kit.drawing import CHOICES, INKS, WIDTH, legend, picture

OUTER, INNER = 290.0, 130.0
TOP = 296
"""The line on which the half ring stands."""

NARROWEST = 7.0
"""Units at the inner radius below which a seat is drawn together with the other small ones of its choice."""

SPOKE = pi / 60


@dataclass(frozen=True, slots=True)
class Part:
    """The votes of one seat, or of all that chose the same, where ``name`` is empty."""

    choice: str
    votes: Fraction
    name: str = ""


def shares(
    parts: Iterable[Part], labels: Mapping[str, str], number: Callable[[Fraction], str], *, title: str
) -> SafeString:
    """The half ring with a legend under it; ``number`` writes votes as the reader does."""
    seats = sorted((each for each in parts if each.votes), key=lambda each: CHOICES.index(each.choice))
    whole = sum((each.votes for each in seats), Fraction())
    sums, shown = [], []
    for choice, of in groupby(seats, lambda each: each.choice):
        group = list(of)
        large = [each for each in group if pi * INNER * float(each.votes / whole) >= NARROWEST]
        rest = sum((each.votes for each in group if each not in large), Fraction())
        shown += [*large, *([Part(choice, rest)] if rest else [])]
        sums.append(Part(choice, sum((each.votes for each in group), Fraction())))

    def says(part: Part) -> str:
        votes, word = number(part.votes), labels[part.choice]
        return f"{part.name} ({votes}): {word}" if part.name else f"{word}: {votes}"

    drawn = [
        f"<g><title>{escape(says(part))}</title>{_sector(part.choice, start, end)}</g>"
        for part, (start, end) in zip(shown, pairwise(_angles(shown)), strict=True)
    ]
    samples, height = legend([(each.choice, says(each)) for each in sums], _swatch, TOP + 28, 44)
    named = [says(each) for each in seats if each.name]
    return picture("shares", height, title, "; ".join([*map(says, sums), *named]), [*drawn, *samples])


def _angles(parts: Sequence[Part]) -> list[float]:
    """Where each begins, and where the last ends: from minus pi on the left to nothing on the right."""
    ends = list(accumulate((part.votes for part in parts), initial=Fraction()))
    return [-pi * (1 - float(each / ends[-1])) for each in ends] if parts else [-pi]


def _at(angle: float, radius: float) -> str:
    return f"{WIDTH / 2 + radius * cos(angle):.1f} {TOP + radius * sin(angle):.1f}"


def _sector(choice: str, start: float, end: float) -> str:
    """A piece of the ring between two angles, with the pattern of its choice."""
    outline = (
        f"M{_at(start, OUTER)}A{OUTER:g} {OUTER:g} 0 0 1 {_at(end, OUTER)}"
        f"L{_at(end, INNER)}A{INNER:g} {INNER:g} 0 0 0 {_at(start, INNER)}Z"
    )
    inner = ""
    if choice == "against":
        inner = "".join(f"M{_at(angle, INNER)}L{_at(angle, OUTER)}" for angle in _spokes(start, end))
    elif choice == "abstain":
        steps = [INNER + (OUTER - INNER) * step / 4 for step in (1, 2, 3)]
        inner = "".join(f"M{_at(start, radius)}A{radius:g} {radius:g} 0 0 1 {_at(end, radius)}" for radius in steps)
    return _patterned(choice, outline, inner)


def _spokes(start: float, end: float) -> Sequence[float]:
    """Angles within a piece, at even distances; at least one."""
    many = max(1, round((end - start) / SPOKE) - 1)
    return [start + (end - start) * (place + 1) / (many + 1) for place in range(many)]


def _swatch(choice: str, x: float, y: float) -> str:
    """The pattern of a choice for the legend."""
    y -= 13
    inner = {
        "against": "".join(f"M{x + step:g} {y:g}v26" for step in (8, 16, 24)),
        "abstain": "".join(f"M{x:g} {y + step:g}h32" for step in (9, 17)),
    }.get(choice, "")
    return _patterned(choice, f"M{x:g} {y:g}h32v26h-32Z", inner)


def _patterned(choice: str, outline: str, inner: str) -> str:
    ink = INKS[{"for": "good", "against": "bad", "abstain": "warn", "absent": "soft"}[choice]]
    if choice == "for":
        # The ground between two seats parts them.
        return f'<path class="for" d="{outline}" fill="{ink}" stroke="{INKS["ground"]}" stroke-width="2"/>'
    dashes = ' stroke-dasharray="6 6"' if choice == "absent" else ""
    frame = f'<path class="{choice}" d="{outline}" stroke="{ink}" stroke-width="2"{dashes}/>'
    width = 5 if choice == "against" else 3
    return frame + (f'<path class="{choice}" d="{inner}" stroke="{ink}" stroke-width="{width}"/>' if inner else "")
