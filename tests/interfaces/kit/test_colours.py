"""WCAG 2.2 AA, computed over the tokens of both themes and over every accent that a body may choose."""

import re

import pytest
from django.http import Http404
from django.test import RequestFactory
from hypothesis import given
from hypothesis import strategies as st

from plenaria.interfaces.kit import colours
from plenaria.interfaces.kit.views import accent
from tests.interfaces.kit.sample import ACCENTS, KIT

SHEET = (KIT / "static/plenaria/tokens.css").read_text()
TEXT, SHAPE = 4.5, 3.0
"""Success criteria 1.4.3 (text) and 1.4.11 (what one must see to use a control)."""


def tokens(selector: str) -> dict[str, str]:
    block = SHEET.split(selector, 1)[1].split("}", 1)[0]
    return dict(re.findall(r"--([\w-]+): (#[0-9a-f]{6});", block))


THEMES = {"light": tokens(":root {"), "dark": tokens(':root:not([data-theme="light"]) {')}
GROUNDS = ("ground", "band")
READ = [
    *((ink, ground) for ink in ("ink", "soft", "accent", "good", "warn", "bad") for ground in GROUNDS),
    *((tone, f"{tone}-wash") for tone in ("accent", "good", "warn", "bad")),
    *(("ink", f"{tone}-wash") for tone in ("accent", "good", "warn", "bad")),
    *(("accent", f"{tone}-wash") for tone in ("good", "warn", "bad")),
    ("on-accent", "accent"),
    ("ground", "ink"),
]


@pytest.mark.parametrize("theme", THEMES)
@pytest.mark.parametrize(("ink", "ground"), READ)
def test_text_can_be_read(theme: str, ink: str, ground: str) -> None:
    shown = THEMES[theme]
    assert colours.contrast(shown[ink], shown[ground]) >= TEXT


@pytest.mark.parametrize("theme", THEMES)
@pytest.mark.parametrize("ground", GROUNDS)
def test_edges_of_controls_can_be_seen(theme: str, ground: str) -> None:
    shown = THEMES[theme]
    assert colours.contrast(shown["edge"], shown[ground]) >= SHAPE


def test_contrast_is_that_of_the_standard() -> None:
    assert colours.contrast("#000000", "#ffffff") == 21
    assert colours.contrast("#ffffff", "#ffffff") == 1
    assert round(colours.contrast("#767676", "#ffffff"), 2) == 4.54  # the lightest grey that passes on white


def test_the_dark_theme_is_written_twice_and_is_the_same() -> None:
    assert tokens(':root[data-theme="dark"] {') == THEMES["dark"]


@pytest.mark.parametrize("theme", THEMES)
def test_grounds_and_default_accent_are_those_of_the_sheet(theme: str) -> None:
    shown = THEMES[theme]
    assert (colours.GROUND[theme], colours.BAND[theme]) == (shown["ground"], shown["band"])
    default = colours.accent(f"#{ACCENTS[0]}", theme)
    assert (default.accent, default.on, default.wash) == (shown["accent"], shown["on-accent"], shown["accent-wash"])


@pytest.mark.parametrize("theme", THEMES)
@pytest.mark.parametrize("colour", ACCENTS)
def test_accents_of_the_demo_can_be_read_on_every_ground(colour: str, theme: str) -> None:
    shown = colours.accent(f"#{colour}", theme)
    grounds = [value for name, value in THEMES[theme].items() if name in GROUNDS or name.endswith("-wash")]
    assert [ground for ground in (*grounds, shown.wash) if colours.contrast(shown.accent, ground) < TEXT] == []
    assert colours.contrast(shown.on, shown.accent) >= TEXT


@pytest.mark.parametrize("colour", ACCENTS)
def test_a_colour_that_can_be_read_stays_as_it_is(colour: str) -> None:
    assert colours.accent(f"#{colour}", "light").accent == f"#{colour}"


@given(st.integers(0, 0xFFFFFF), st.sampled_from(sorted(THEMES)))
def test_any_emblem_gives_an_accent_that_can_be_read(number: int, theme: str) -> None:
    shown = colours.accent(f"#{number:06x}", theme)
    grounds = (colours.GROUND[theme], colours.BAND[theme], shown.wash)
    assert min(colours.contrast(shown.accent, ground) for ground in grounds) >= TEXT
    assert colours.contrast(shown.on, shown.accent) >= TEXT


def test_the_accent_has_an_address_that_never_changes() -> None:
    response = accent(RequestFactory().get("/"), "7a2e2e")
    assert response["Content-Type"] == "text/css; charset=utf-8"
    assert "immutable" in response["Cache-Control"]
    assert response.text.startswith(":root{--accent:#7a2e2e;--on-accent:#ffffff;--accent-wash:#")


@pytest.mark.parametrize("colour", ["7A2E2E", "fff", "", "red", "7a2e2e}", "7a2e2e\n"])
def test_what_is_no_colour_has_no_sheet(colour: str) -> None:
    with pytest.raises(Http404):
        accent(RequestFactory().get("/"), colour)
