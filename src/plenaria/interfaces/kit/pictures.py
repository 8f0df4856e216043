"""Pictures as inline SVG: the hemicycle and the roll-call strip of a vote, the progress bar of a resolution.

Pure functions from values and words to markup. A shape or a pattern always says what a colour says; the words come
from the page in the reader's language; ``<title>`` and ``<desc>`` hold all that the picture shows. There is no style
and no id in it, so that any number can stand on a page under a strict policy; colours are the tokens of the page, with
a fallback for where there are none. The page keeps a table behind each picture.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import accumulate, pairwise
from math import cos, floor, pi, sin

from django.utils.html import escape
from django.utils.safestring import SafeString

WIDTH = 600
"""Of every picture, in units of its own; pages scale it."""

CHOICES = ("for", "abstain", "against", "absent")
"""From the left of the hemicycle to its right."""

INKS = {
    "good": "var(--good, #1d6438)",
    "bad": "var(--bad, #a0221b)",
    "warn": "var(--warn, #7a4b00)",
    "accent": "var(--accent, #1b4f8a)",
    "ink": "var(--ink, #1d1c1a)",
    "soft": "var(--edge, #807a72)",
    "ground": "var(--ground, #ffffff)",
}

_TEXT = 26
_LINE = 40


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
    shown = [(choice, counts.get(choice, 0)) for choice in CHOICES]
    places, size = _seats(sum(count for _, count in shown))
    marks = []
    for (choice, _), (start, end) in zip(shown, pairwise(accumulate((c for _, c in shown), initial=0)), strict=True):
        marks.append(_marks(choice, places[start:end], size))
    present = [(choice, count) for choice, count in shown if count]
    top = WIDTH // 2 + 28
    for place, (choice, count) in enumerate(present):
        x, y = 14 + place % 2 * WIDTH // 2, top + place // 2 * _LINE + _LINE // 2
        marks.append(_marks(choice, [(x, y)], 20) + _text(x + 22, y + 9, f"{labels[choice]}: {count}"))
    height = top + (len(present) + 1) // 2 * _LINE
    says = "; ".join(f"{labels[choice]}: {count}" for choice, count in present)
    return _picture("hemicycle", height, title, says, marks)


def strip(votes: Sequence[tuple[str, str]], labels: Mapping[str, str], *, title: str) -> SafeString:
    """A roll-call in the order in which it was called: one mark a seat, and its name and answer where one points.

    ``votes`` are pairs of a name and a choice; the marks are those of the hemicycle.
    """
    size = 20 if len(votes) <= 150 else 13
    step = size * 3 // 2
    across = (WIDTH - size) // step + 1
    marks = []
    for place, (name, choice) in enumerate(votes):
        x, y = size // 2 + place % across * step, size // 2 + place // across * step
        mark = _marks(choice, [(x, y)], size)
        marks.append(f"<g><title>{escape(name)}: {escape(labels[choice])}</title>{mark}</g>")
    rows = -(-len(votes) // across)
    says = "; ".join(f"{name}: {labels[choice]}" for name, choice in votes)
    return _picture("strip", max(1, rows) * step, title, says, marks)


def progress_bar(segments: Iterable[Segment], *, title: str, legend: bool = False) -> SafeString:
    """How many clauses or commitments are in which state, as one bar; with ``legend`` the patterns are explained."""
    parts = [segment for segment in segments if segment.count]
    whole = sum(segment.count for segment in parts)
    edges = list(accumulate((segment.count for segment in parts), initial=0))
    marks = []
    for segment, (start, end) in zip(parts, pairwise(edges), strict=True):
        marks.append(_filled(segment.state, round(start * WIDTH / whole, 1), round(end * WIDTH / whole, 1), 0))
    height = _LINE
    if legend:
        for place, segment in enumerate(parts):
            y = _LINE * 3 // 2 + place * _LINE * 5 // 4
            marks.append(_filled(segment.state, 0, 60, y) + _text(76, y + 29, f"{segment.label}: {segment.count}"))
        height = _LINE * 3 // 2 + len(parts) * _LINE * 5 // 4
    says = "; ".join(f"{segment.label}: {segment.count}" for segment in parts)
    return _picture("progress", height, title, says, marks)


def _picture(name: str, height: int, title: str, says: str, marks: Iterable[str]) -> SafeString:
    head = (
        f'<svg xmlns="http://www.w3.org/2000/svg" class="picture picture-{name}" role="img"'
        f' viewBox="-2 -2 {WIDTH + 4} {height + 4}" font-size="{_TEXT}" fill="none">'
    )
    words = f"<title>{escape(title)}</title><desc>{escape(says)}</desc>"
    return SafeString(f"{head}{words}{''.join(marks)}</svg>")


def _text(x: int, y: int, text: str) -> str:
    return f'<text x="{x}" y="{y}" fill="{INKS["ink"]}">{escape(text)}</text>'


def _seats(count: int) -> tuple[list[tuple[int, int]], float]:
    """The places of so many seats in a half circle, from left to right, and how wide a mark may be."""
    outer, inner = WIDTH / 2 - 32, 110.0
    rows, reach = 1, floor(pi * outer / 100) + 1
    while reach < count:
        rows += 1
        gap = (outer - inner) / (rows - 1)
        reach = sum(floor(pi * (outer - row * gap) / gap) + 1 for row in range(rows))
    gap = 100.0 if rows == 1 else (outer - inner) / (rows - 1)
    radii = [outer - row * gap for row in range(rows)]
    # Each row gets its part of the seats by its length; what rounding leaves over or short, the outer rows carry.
    each = [floor(count * radius / sum(radii)) for radius in radii]
    for row in range(count - sum(each)):
        each[row % rows] += 1
    places = []
    for radius, seats in zip(radii, each, strict=True):
        for seat in range(seats):
            angle = pi * (1 - (seat / (seats - 1) if seats > 1 else 0.5))
            places.append((-angle, radius, WIDTH / 2 + radius * cos(angle), outer + 32 - radius * sin(angle)))
    return [(round(x), round(y)) for _, _, x, y in sorted(places)], min(gap * 0.66, 48)


def _marks(choice: str, places: Sequence[tuple[int, int]], size: float) -> str:
    """The marks of one choice as one path: a dot is a line of no length with a round end."""
    if not places:
        return ""
    dots = "".join(f"M{x} {y}h0" for x, y in places)
    arm = round(size * 0.36, 1)
    crosses = "".join(
        f"M{x - arm:g} {y - arm:g}l{2 * arm:g} {2 * arm:g}m0 {-2 * arm:g}l{-2 * arm:g} {2 * arm:g}" for x, y in places
    )
    match choice:
        case "for":
            return _stroke(choice, dots, "good", size)
        case "against":
            return _stroke(choice, crosses, "bad", size * 0.24)
        case "abstain":
            return _stroke(choice, dots, "warn", size) + _stroke(choice, dots, "ground", size * 0.55)
        case "absent":
            return _stroke(choice, dots, "soft", size * 0.3)
    raise ValueError(f"no such choice: {choice}")


def _stroke(name: str, path: str, ink: str, width: float) -> str:
    return f'<path class="{name}" d="{path}" stroke="{INKS[ink]}" stroke-width="{width:.3g}" stroke-linecap="round"/>'


PATTERNS = {
    "noted-done": ("full", "good"),
    "reported-done": ("dense", "good"),
    "well-advanced": ("bars", "accent"),
    "begun": ("sparse", "accent"),
    "not-started": ("dots", "soft"),
    "no-word": ("empty", "soft"),
    "blocked": ("slanted", "warn"),
    "overdue": ("slanted", "bad"),
    "declared-unachieved": ("crossed", "bad"),
}
"""State → pattern and ink; any other state is an empty frame."""


def _filled(state: str, left: float, right: float, top: int) -> str:
    """A piece of a bar: a frame, and the pattern of its state within it."""
    pattern, ink = PATTERNS.get(state, ("empty", "soft"))
    bottom, colour = top + _LINE, INKS[ink]
    paint = f' fill="{colour}"' if pattern == "full" else ""
    frame = (
        f'<rect class="{state}" x="{left:g}" y="{top}" width="{right - left:g}" height="{_LINE}"{paint}'
        f' stroke="{colour}" stroke-width="2"/>'
    )
    lines = {
        "dense": lambda: _upright(left, right, top, bottom, 6),
        "bars": lambda: _upright(left, right, top, bottom, 12),
        "sparse": lambda: _upright(left, right, top, bottom, 24),
        "slanted": lambda: _slanted(left, right, top, bottom),
        "crossed": lambda: _slanted(left, right, top, bottom) + _slanted(left, right, bottom, top),
        "dots": lambda: "".join(f"M{x:g} {top + _LINE // 2}h0" for x in _steps(left, right, 16)),
    }.get(pattern, str)()
    width = 5 if pattern == "dots" else 3
    return frame + (_stroke(state, lines, ink, width) if lines else "")


def _steps(left: float, right: float, step: int) -> list[float]:
    count = int((right - left - 1) // step)
    first = left + (right - left - (count - 1) * step) / 2 if count else 0
    return [round(first + place * step, 1) for place in range(count)]


def _upright(left: float, right: float, top: int, bottom: int, step: int) -> str:
    return "".join(f"M{x:g} {top + 2}V{bottom - 2}" for x in _steps(left, right, step))


def _slanted(left: float, right: float, start: int, end: int) -> str:
    """Lines at 45 degrees from the height ``start`` to the height ``end``, cut off at the sides."""
    down = 1 if end > start else -1
    lines = []
    x = left - _LINE
    while x < right:
        a, b = max(x, left), min(x + _LINE, right)
        lines.append(f"M{a:g} {start + down * (a - x):g}L{b:g} {start + down * (b - x):g}")
        x += 14
    return "".join(lines)
