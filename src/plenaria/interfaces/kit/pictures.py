"""Pictures as inline SVG: the hemicycle and the roll-call strip of a vote, the progress bar of a resolution.

Pure functions from values and words to markup. A shape or a pattern always says what a colour says; the words come
from the page in the reader's language; ``<title>`` and ``<desc>`` hold all that the picture shows. There is no style
and no id in it, so that any number can stand on a page under a strict policy; colours are the tokens of the page, with
a fallback for where there are none. The page keeps a table behind each picture.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import accumulate, pairwise
from math import cos, floor, pi, sin

from django.utils.html import escape
from django.utils.safestring import SafeString

from plenaria.interfaces.kit.drawing import CHOICES, LINE, WIDTH, legend, marks, picture, stroke, text
from plenaria.interfaces.kit.fills import filled

OUTER, INNER = WIDTH / 2 - 32, 110.0
"""The radii of the first and the last row of the hemicycle."""

MANY = 200
"""From so many seats on marks are small, and a line parts those of one choice from those of the next."""


@dataclass(frozen=True, slots=True)
class Segment:
    """A part of a progress bar: the code of a state, how many are in it, and the state's word."""

    state: str
    count: int
    label: str


def hemicycle(counts: Mapping[str, int], labels: Mapping[str, str], *, title: str) -> SafeString:
    """Every seat as a mark in a half circle, with a legend under it: a disc is for, a ring abstains, a cross is
    against, a dot was not there.

    ``counts`` and ``labels`` go by ``CHOICES``; what is missing there counts as none.
    """
    present = [(choice, counts[choice]) for choice in CHOICES if counts.get(choice)]
    seats, size = _seats(sum(count for _, count in present))
    ends = list(accumulate((count for _, count in present), initial=0))
    drawn = [
        marks(choice, [_place(*seat) for seat in seats[start:end]], size)
        for (choice, _), (start, end) in zip(present, pairwise(ends), strict=True)
    ]
    if len(seats) > MANY:
        drawn += [_parting((seats[end - 1][0] + seats[end][0]) / 2) for end in ends[1:-1]]
    said = [(choice, f"{labels[choice]}: {count}") for choice, count in present]
    samples, height = legend(said, lambda choice, x, y: marks(choice, [(x + 14, y)], 20), WIDTH // 2 + 28, 36)
    return picture("hemicycle", height, title, "; ".join(words for _, words in said), [*drawn, *samples])


def strip(votes: Sequence[tuple[str, str]], labels: Mapping[str, str], *, title: str) -> SafeString:
    """A roll-call in the order in which it was called: one mark a seat, and its name and answer where one points.

    ``votes`` are pairs of a name and a choice; the marks are those of the hemicycle.
    """
    size = 20 if len(votes) <= 150 else 13
    step = size * 3 // 2
    across = (WIDTH - size) // step + 1
    drawn = []
    for place, (name, choice) in enumerate(votes):
        x, y = size // 2 + place % across * step, size // 2 + place // across * step
        mark = marks(choice, [(x, y)], size)
        drawn.append(f"<g><title>{escape(name)}: {escape(labels[choice])}</title>{mark}</g>")
    rows = -(-len(votes) // across)
    says = "; ".join(f"{name}: {labels[choice]}" for name, choice in votes)
    return picture("strip", max(1, rows) * step, title, says, drawn)


def progress_bar(segments: Iterable[Segment], *, title: str, legend: bool = False) -> SafeString:
    """How many clauses or commitments are in which state, as one bar; with ``legend`` the patterns are explained."""
    parts = [segment for segment in segments if segment.count]
    whole = sum(segment.count for segment in parts)
    edges = list(accumulate((segment.count for segment in parts), initial=0))
    drawn = []
    for segment, (start, end) in zip(parts, pairwise(edges), strict=True):
        drawn.append(filled(segment.state, round(start * WIDTH / whole, 1), round(end * WIDTH / whole, 1), 0))
    height = LINE
    if legend:
        for place, segment in enumerate(parts):
            y = LINE * 3 // 2 + place * LINE * 5 // 4
            drawn.append(filled(segment.state, 0, 60, y) + text(76, y + 29, f"{segment.label}: {segment.count}"))
        height = LINE * 3 // 2 + len(parts) * LINE * 5 // 4
    says = "; ".join(f"{segment.label}: {segment.count}" for segment in parts)
    return picture("progress", height, title, says, drawn)


@cache
def _seats(count: int) -> tuple[Sequence[tuple[float, float]], float]:
    """Angle and radius of so many seats in a half circle, from left to right, and how wide a mark may be."""
    rows, reach = 1, floor(pi * OUTER / 100) + 1
    while reach < count:
        rows += 1
        gap = (OUTER - INNER) / (rows - 1)
        reach = sum(floor(pi * (OUTER - row * gap) / gap) + 1 for row in range(rows))
    gap = 100.0 if rows == 1 else (OUTER - INNER) / (rows - 1)
    radii = [OUTER - row * gap for row in range(rows)]
    # Each row gets its part of the seats by its length; what rounding leaves over or short, the outer rows carry.
    each = [floor(count * radius / sum(radii)) for radius in radii]
    for row in range(count - sum(each)):
        each[row % rows] += 1
    places = [
        (-pi * (1 - (seat / (seats - 1) if seats > 1 else 0.5)), radius)
        for radius, seats in zip(radii, each, strict=True)
        for seat in range(seats)
    ]
    return tuple(sorted(places)), min(gap * (0.66 if count <= MANY else 0.8), 48)


def _place(angle: float, radius: float) -> tuple[float, float]:
    """A point of the half circle; the angle runs from minus pi on the left to nothing on the right."""
    return round(WIDTH / 2 + radius * cos(angle), 1), round(OUTER + 32 + radius * sin(angle), 1)


def _parting(angle: float) -> str:
    (x, y), (to_x, to_y) = _place(angle, INNER - 8), _place(angle, OUTER + 8)
    return stroke("parting", f"M{x:g} {y:g}L{to_x:g} {to_y:g}", "ink", 2)
