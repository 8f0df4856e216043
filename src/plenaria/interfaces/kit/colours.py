"""Colours as numbers: contrast by WCAG 2.2, and an accent that can be read on light and on dark ground.

A body's emblem gives one colour. It is kept where it can be read and moved in lightness only where it cannot, so that
the page stays the body's own and meets success criterion 1.4.3 (4.5 : 1 for text) in both themes.
"""

import colorsys
import re
from dataclasses import dataclass

GROUND = {"light": "#ffffff", "dark": "#151412"}
BAND = {"light": "#f6f4f0", "dark": "#211f1c"}
"""The page, and a quiet stretch of it; the same values as ``--ground`` and ``--band`` in plenaria.css."""

READABLE = {"light": 4.7, "dark": 6.0}
"""What is asked of an accent as text: above 4.5, for it also stands on the pale grounds of alerts, and on dark ground
thin bright letters need more."""

_HEX = re.compile(r"[0-9a-f]{6}")
_WASH = 0.09
_STEP = 0.005


@dataclass(frozen=True, slots=True)
class Accent:
    """One accent in one theme, each colour as ``#rrggbb``: text and lines, what is written on it, and a pale ground."""

    accent: str
    on: str
    wash: str


def is_colour(text: str) -> bool:
    """Whether ``text`` is six lower-case hexadecimal digits."""
    return _HEX.fullmatch(text) is not None


def contrast(one: str, other: str) -> float:
    """The contrast ratio of two colours, 1 to 21 (WCAG 2.2, definition of contrast ratio)."""
    lighter, darker = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def mix(colour: str, ground: str, share: float) -> str:
    """``share`` (0 to 1) of ``colour`` laid over ``ground``."""
    pairs = zip(_channels(colour), _channels(ground), strict=True)
    return _hex(tuple(over * share + under * (1 - share) for over, under in pairs))


def accent(colour: str, theme: str) -> Accent:
    """The accent ``colour`` (``#rrggbb``) as it is shown in ``theme`` (``light`` or ``dark``)."""
    ground, band = GROUND[theme], BAND[theme]
    hue, lightness, saturation = colorsys.rgb_to_hls(*_channels(colour))
    step = -_STEP if theme == "light" else _STEP
    while True:
        shown = _hex(colorsys.hls_to_rgb(hue, lightness, saturation))
        wash = mix(shown, ground, _WASH)
        if min(contrast(shown, under) for under in (ground, band, wash)) >= READABLE[theme]:
            on = max(("#ffffff", ground, "#151412"), key=lambda ink: contrast(shown, ink))
            return Accent(shown, on, wash)
        lightness = min(1.0, max(0.0, lightness + step))


def stylesheet(colour: str) -> str:
    """The style sheet that sets the accent tokens for ``colour`` (``#rrggbb``) in both themes."""
    light, dark = (_tokens(accent(colour, theme)) for theme in ("light", "dark"))
    return (
        f":root{{{light}}}\n"
        f"@media screen and (prefers-color-scheme:dark){{:root:not([data-theme=light]){{{dark}}}}}\n"
        f"@media screen{{:root[data-theme=dark]{{{dark}}}}}\n"
    )


def _tokens(shown: Accent) -> str:
    return f"--accent:{shown.accent};--on-accent:{shown.on};--accent-wash:{shown.wash}"


def _channels(colour: str) -> tuple[float, float, float]:
    red, green, blue = (int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5))
    return red, green, blue


def _hex(channels: tuple[float, ...]) -> str:
    return "#" + "".join(f"{round(channel * 255):02x}" for channel in channels)


def _luminance(colour: str) -> float:
    red, green, blue = (
        channel / 12.92 if channel <= 0.04045 else ((channel + 0.055) / 1.055) ** 2.4 for channel in _channels(colour)
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue
