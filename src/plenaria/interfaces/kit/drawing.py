"""What the pictures are drawn with: inks, the frame with its words, text, and the mark of each choice.

A disc is for, a ring abstains, a cross is against, a dot was not there. Inline SVG without style and id, so that any
number of pictures can stand on a page under a strict policy.
"""

from collections.abc import Callable, Iterable, Sequence
from functools import lru_cache

from django.utils.html import escape
from django.utils.safestring import SafeString

WIDTH = 600
"""Of a picture, in units of its own; pages scale it."""

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

TEXT = 26
LINE = 40
"""Sizes of letters and of a line of the legend."""


def picture(
    name: str, height: int, title: str, says: str, marks: Iterable[str], *, width: int = WIDTH, size: int = TEXT
) -> SafeString:
    """A picture of this height with what it says to those who don't see it."""
    head = (
        f'<svg xmlns="http://www.w3.org/2000/svg" class="picture picture-{name}" role="img"'
        f' viewBox="-2 -2 {width + 4} {height + 4}" font-size="{size}" fill="none">'
    )
    words = f"<title>{escape(title)}</title><desc>{escape(says)}</desc>"
    return SafeString(f"{head}{words}{''.join(marks)}</svg>")


def text(x: float, y: float, words: str, *, ink: str = "ink", bold: bool = False) -> str:
    """Words that begin at a place; ``y`` is the line on which they stand."""
    weight = ' font-weight="bold"' if bold else ""
    return f'<text x="{x:g}" y="{y:g}" fill="{INKS[ink]}"{weight}>{escape(words)}</text>'


BROAD, THIN = frozenset("mwжмшщыюф"), frozenset("ijl.,:’' -·")


@lru_cache(16384)
def wide(words: str, size: float = TEXT) -> float:
    """How wide words are about, in units of the picture: capitals and broad letters more, thin ones less.

    Kept, since the same delegates answer every call.
    """
    return sum(size * (0.84 if each.isupper() or each in BROAD else 0.36 if each in THIN else 0.62) for each in words)


def legend(
    entries: Sequence[tuple[str, str]], draw: Callable[[str, float, float], str], top: int, indent: int
) -> tuple[list[str], int]:
    """What each choice looks like, with its words beside: in two columns where they fit, else under each other; and
    where it ends. ``draw`` makes the sample of a choice in a line whose middle is at a place."""
    columns = 2 if all(wide(words) <= WIDTH / 2 - indent for _choice, words in entries) else 1
    drawn = []
    for place, (choice, words) in enumerate(entries):
        x, y = place % columns * WIDTH / columns, top + place // columns * LINE + LINE / 2
        drawn.append(draw(choice, x, y) + text(x + indent, y + 9, words))
    return drawn, top + -(-len(entries) // columns) * LINE


def marks(choice: str, places: Sequence[tuple[float, float]], size: float) -> str:
    """The marks of one choice as one path: a dot is a line of no length with a round end."""
    if not places:
        return ""
    if choice == "against":
        arm = round(size * 0.36, 1)
        cross = f"l{2 * arm:g} {2 * arm:g}m0 {-2 * arm:g}l{-2 * arm:g} {2 * arm:g}"
        crosses = "".join(f"M{x - arm:g} {y - arm:g}{cross}" for x, y in places)
        return stroke(choice, crosses, "bad", size * 0.24)
    dots = "".join(f"M{x:g} {y:g}h0" for x, y in places)
    match choice:
        case "for":
            return stroke(choice, dots, "good", size)
        case "abstain":
            return stroke(choice, dots, "warn", size) + stroke(choice, dots, "ground", size * 0.55)
        case "absent":
            return stroke(choice, dots, "soft", size * 0.3)
    raise ValueError(f"no such choice: {choice}")


def stroke(name: str, path: str, ink: str, width: float) -> str:
    """A path drawn by a round pen of this width."""
    return f'<path class="{name}" d="{path}" stroke="{INKS[ink]}" stroke-width="{width:.3g}" stroke-linecap="round"/>'
