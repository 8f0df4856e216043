"""Where the buttons of the path lead, paper by paper."""

from datetime import date
from typing import Any

import pytest

from plenaria.core.path import Facts, path
from plenaria.interfaces.desk import path as desk
from plenaria.store.queries.meetings import MeetingView

MEETING = MeetingView(
    id="m1",
    body="b1",
    body_slug="council",
    body_names={"en": "Council"},
    body_accent="#1b4f8a",
    slug="xiv",
    number="XIV",
    kind="conference",
    names={"en": "Conference"},
    places={},
    link="",
    first_day=date(2026, 5, 9),
    last_day=date(2026, 5, 9),
    timezone="UTC",
    languages=("en",),
    state="closed",
    call=1,
    rules={},
    opened_at=None,
    closed_at=None,
    item=None,
)
PAPERS = (("r1", "published", True), ("r2", "sealed", False), ("r3", "adopted", False), ("r4", "put", False))
READY: dict[str, Any] = {"items": 1, "credentials": 3, "papers": 1}


def leads(**facts: Any) -> tuple[str, str, bool]:
    """The label, the address and the manner of the button that comes next."""
    following = desk.following(path(Facts(**facts)), MEETING, PAPERS)
    assert following is not None
    return following.label, following.url, following.post


@pytest.mark.parametrize(
    ("facts", "expected"),
    [
        ({"state": "planned", "has_place": False}, ("Enter the place", "/desk/m/m1/change", False)),
        ({"state": "planned", "has_rule": False}, ("Enter the voting rule", "/desk/rules?body=b1", False)),
        ({"state": "planned"}, ("Write the agenda", "/desk/m/m1/agenda", False)),
        ({"state": "planned", "items": 1}, ("Convene the meeting", "/desk/m/m1/step/convene", True)),
        ({"state": "convened", "items": 1}, ("Bring in a paper", "/desk/m/m1/import", False)),
        (
            {"state": "convened", **READY, "credentials": 0},
            ("Invite delegates", "/desk/m/m1/credentials/invite", False),
        ),
        (
            {"state": "convened", **READY, "credentials_to_decide": 2},
            ("Decide on credentials", "/desk/m/m1/credentials?state=undecided", False),
        ),
        ({"state": "convened", **READY}, ("Check people in", "/desk/m/m1/door", False)),
        ({"state": "convened", **READY, "quorum_met": True}, ("Open the meeting", "/desk/m/m1/step/open", True)),
        ({"state": "open", "papers": 1, "undecided_papers": 1}, ("Go to the chair’s page", "/hall/m1/chair", False)),
        ({"state": "suspended"}, ("Resume the meeting", "/desk/m/m1/step/resume", True)),
        ({"state": "open"}, ("Close the meeting", "/desk/m/m1/step/close", False)),
        ({"state": "closed", "put": 1}, ("Adopt", "/desk/r/r4/adopt", False)),
        ({"state": "closed", "adopted": 3, "sealed": 2}, ("Seal", "/desk/r/r3/adopt", False)),
        ({"state": "closed", "adopted": 1, "sealed": 1}, ("Publish", "/desk/r/r2/adopt", False)),
        (
            {"state": "closed", "adopted": 1, "sealed": 1, "published": 1, "letters": 2, "letters_to_send": 1},
            ("Send", "/desk/r/r1/send", False),
        ),
        ({"state": "closed", "plans": 2, "plans_to_confirm": 2}, ("Confirm the plan", "/desk/r/r1/follow", False)),
    ],
)
def test_where_the_button_leads(facts: dict[str, Any], expected: tuple[str, str, bool]) -> None:
    assert leads(**facts) == expected


def test_who_may_not_go_there_is_not_sent() -> None:
    walked = path(Facts(state="open", items=2, items_left=1))
    stages = desk.stages(walked, MEETING, (), lambda verb: False)
    assert [line.link for stage in stages for line in stage.lines if line.link] == []


def test_what_is_pressed_elsewhere_on_the_page_is_not_linked_again() -> None:
    stages = desk.stages(path(Facts(state="open", items=2, items_left=1)), MEETING, (), lambda verb: True)
    conduct = {line.text: (line.face, line.link and line.link.url) for line in stages[1].lines}
    assert conduct == {
        "Quorum in the room": ("met", None),
        "Opened": ("met", None),
        "Papers put to the vote": ("idle", None),
        "Agenda dealt with: 1 of 2": ("missing", "/desk/m/m1/agenda"),
        "Closed": ("missing", None),
    }
    assert [stage.ahead for stage in stages] == [False, False, True, True, True]
