"""The projector follows the meeting, and a choice by hand gives way to what comes next."""

from dataclasses import replace
from typing import Any

import pytest

from plenaria.core import screens
from plenaria.core.screens import Scene, following, layout, moment, possible

OPEN = Scene(meeting="open")


@pytest.mark.parametrize(
    ("scene", "expected"),
    [
        (Scene(meeting="planned"), "welcome"),
        (Scene(meeting="convened"), "welcome"),
        (OPEN, "agenda"),
        (replace(OPEN, point=True), "point"),
        (replace(OPEN, point=True, speaker=True), "speakers"),
        (replace(OPEN, point=True, speaker=True, text=True, shown=True), "text"),
        (replace(OPEN, point=True, text=True, shown=True, vote="prepared"), "vote"),
        (replace(OPEN, point=True, vote="prepared"), "vote"),
        (replace(OPEN, point=True, speaker=True, vote="prepared"), "speakers"),
        (Scene(meeting="suspended", speaker=True, vote="prepared"), "vote"),
        (replace(OPEN, point=True, speaker=True, vote="open"), "vote"),
        (replace(OPEN, vote="closed"), "vote"),
        (replace(OPEN, point=True, vote="declared"), "result"),
        (replace(OPEN, vote="void"), "result"),
        (replace(OPEN, vote="declared", speaker=True), "speakers"),
        (Scene(meeting="suspended", point=True), "pause"),
        (Scene(meeting="suspended", vote="declared"), "pause"),
        (Scene(meeting="suspended", vote="closed"), "vote"),
        (Scene(meeting="closed", vote="declared"), "end"),
        (Scene(meeting="void"), "end"),
        (Scene(meeting="cancelled"), "end"),
    ],
)
def test_a_screen_follows_the_meeting(scene: Scene, expected: str) -> None:
    assert following(scene) == layout(scene) == expected


def test_what_is_fixed_comes_before_what_is_chosen_and_both_before_the_meeting() -> None:
    scene = replace(OPEN, point=True, vote="open")
    assert layout(scene, chosen="agenda") == "agenda"
    assert layout(scene, fixed="quorum", chosen="agenda") == "quorum"


def test_a_layout_that_has_nothing_to_show_gives_way() -> None:
    assert layout(OPEN, fixed="clock", chosen="quorum") == "quorum"
    assert layout(OPEN, fixed="clock") == "agenda"
    assert layout(OPEN, fixed="none such") == "agenda"
    assert layout(OPEN, fixed="pause") == "agenda"
    assert possible(OPEN) == ("welcome", "quorum", "agenda")
    everything = Scene(meeting="open", vote="declared", point=True, text=True, speaker=True, names=True)
    assert set(screens.CHOSEN) - set(possible(everything)) == {"vote"}


def test_a_moment_is_another_one_as_soon_as_anything_is_on() -> None:
    now: dict[str, Any] = {"meeting": "open", "call": 1, "point": "p", "vote": "v", "vote_state": "open"}
    others: list[dict[str, Any]] = [
        {"meeting": "suspended"},
        {"call": 2},
        {"point": "q"},
        {"vote": "w"},
        {"vote_state": "closed"},
        {"shown": "c"},
    ]
    moments = {moment(**(now | each)) for each in ({}, *others)}
    assert len(moments) == 7
