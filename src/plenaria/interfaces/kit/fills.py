"""How far something came, as a pattern told without its colour: full, dense, slanted, level, dotted, empty."""

from plenaria.interfaces.kit.drawing import INKS, LINE, stroke

PATTERNS = {
    "noted-done": ("full", "good"),
    "reported-done": ("dense", "good"),
    "well-advanced": ("bars", "accent"),
    "begun": ("sparse", "accent"),
    "not-started": ("dots", "soft"),
    "no-word": ("empty", "soft"),
    "blocked": ("slanted", "warn"),
    "overdue": ("slanted", "bad"),
    "carried-on": ("level", "soft"),
    "declared-unachieved": ("crossed", "bad"),
}
"""State → pattern and ink; any other state is an empty frame."""


def filled(state: str, left: float, right: float, top: int, height: int = LINE) -> str:
    """A piece of a bar: a frame, and the pattern of its state within it."""
    pattern, ink = PATTERNS.get(state, ("empty", "soft"))
    bottom, colour = top + height, INKS[ink]
    paint = f' fill="{colour}"' if pattern == "full" else ""
    frame = (
        f'<rect class="{state}" x="{left:g}" y="{top}" width="{right - left:g}" height="{height}"{paint}'
        f' stroke="{colour}" stroke-width="2"/>'
    )
    lines = {
        "dense": lambda: _upright(left, right, top, bottom, 6),
        "bars": lambda: _upright(left, right, top, bottom, 12),
        "sparse": lambda: _upright(left, right, top, bottom, 24),
        "level": lambda: f"M{left:g} {top + height // 3}H{right:g}M{left:g} {bottom - height // 3}H{right:g}",
        "slanted": lambda: _slanted(left, right, top, bottom),
        "crossed": lambda: _slanted(left, right, top, bottom) + _slanted(left, right, bottom, top),
        "dots": lambda: "".join(f"M{x:g} {top + height // 2}h0" for x in _steps(left, right, 16)),
    }.get(pattern, str)()
    width = 5 if pattern == "dots" else 3
    return frame + (stroke(state, lines, ink, width) if lines else "")


def _steps(left: float, right: float, step: int) -> list[float]:
    count = int((right - left - 1) // step)
    first = left + (right - left - (count - 1) * step) / 2 if count else 0
    return [round(first + place * step, 1) for place in range(count)]


def _upright(left: float, right: float, top: int, bottom: int, step: int) -> str:
    return "".join(f"M{x:g} {top + 2}V{bottom - 2}" for x in _steps(left, right, step))


def _slanted(left: float, right: float, start: int, end: int) -> str:
    """Lines at 45 degrees from the height ``start`` to the height ``end``, cut off at the sides."""
    down, reach = (1 if end > start else -1), abs(end - start)
    lines = []
    x = left - reach
    while x < right:
        a, b = max(x, left), min(x + reach, right)
        lines.append(f"M{a:g} {start + down * (a - x):g}L{b:g} {start + down * (b - x):g}")
        x += 14
    return "".join(lines)
