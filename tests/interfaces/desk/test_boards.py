"""The board of a body: its groups, what narrows it, and what is done with several lines at once."""

import re

import pytest
from django.test import Client

from plenaria.actions import commitments
from plenaria.core.permits import Actor
from plenaria.interfaces.desk import boards
from plenaria.store.models import Commitment, OutboxMail
from tests import builders, followed
from tests.builders import Sitting, done

pytestmark = pytest.mark.django_db


@pytest.fixture
def sitting() -> Sitting:
    body = builders.body()
    return builders.meeting(body, builders.person("Ann", body, "secretary", "chair", email="ann@desk.example"))


@pytest.fixture
def olga(sitting: Sitting) -> Actor:
    return builders.person("Olga", sitting.body, "owner", email="olga@desk.example")


@pytest.fixture
def plan(sitting: Sitting, olga: Actor) -> dict[str, str]:
    resolution = builders.published_text(sitting, resolution=followed.debated(sitting))
    return followed.confirmed(sitting, resolution, olga)


@pytest.fixture
def desk(client: Client, sitting: Sitting) -> Client:
    return builders.logged_in(client, sitting.secretary)


def shown(desk: Client, sitting: Sitting, query: str = "") -> str:
    answer = desk.get(f"/desk/b/{sitting.body}/board?{query}")
    assert answer.status_code == 200
    return answer.content.decode()


def groups(page: str) -> list[tuple[str, str]]:
    return re.findall(r'<h2>([^<]+) <span class="soft num">(\d+)</span></h2>', page)


def lines(page: str) -> int:
    return page.count('name="commitment"')


def test_it_is_read_by_state_owner_and_date(desk: Client, sitting: Sitting, plan: dict[str, str]) -> None:
    assert groups(shown(desk, sitting)) == [("Overdue", "1"), ("Not begun", "1")]
    assert groups(shown(desk, sitting, "by=due"))[0] == ("Overdue", "1")
    by_owner = shown(desk, sitting, "by=owner")
    assert groups(by_owner) == [("Olga", "2")]
    assert "overdue: 1" in by_owner
    assert groups(shown(desk, sitting, "by=nonsense")) == [("Overdue", "1"), ("Not begun", "1")]


def test_a_timeline_has_a_bar_for_each(desk: Client, sitting: Sitting, plan: dict[str, str]) -> None:
    page = shown(desk, sitting, "by=time")
    assert page.count('class="timeline-bar"') == 2
    assert "9 May – 1 September 2026" in page
    assert "today, " in page


def test_it_is_narrowed_by_its_form(desk: Client, sitting: Sitting, olga: Actor, plan: dict[str, str]) -> None:
    assert lines(shown(desk, sitting, f"owner={olga.person}")) == 2
    assert lines(shown(desk, sitting, "kind=task")) == 1
    assert lines(shown(desk, sitting, "state=overdue")) == 1
    assert lines(shown(desk, sitting, "until=2026-09-01&kind=")) == 1
    assert "Nothing is like that." in shown(desk, sitting, "silent=on")
    assert lines(shown(desk, sitting, "owner=nobody&until=nonsense")) == 2


def test_a_long_group_is_read_in_pieces(
    desk: Client, sitting: Sitting, plan: dict[str, str], monkeypatch: pytest.MonkeyPatch
) -> None:
    Commitment.objects.update(state="begun", due=None)
    for name in ("FEW", "FIRST", "ON_A_PAGE", "THEIRS"):
        monkeypatch.setattr(boards, name, 1)
    first = shown(desk, sitting)
    assert (groups(first), lines(first)) == ([("Under way", "2")], 1)
    assert "All 2" in first
    one = shown(desk, sitting, "group=under-way")
    (following,) = re.findall(r'<a class="button" href="\?([^"]+)">Next', one)
    two = shown(desk, sitting, following.replace("&amp;", "&"))
    assert "after=" in following
    assert {re.findall(r'value="(\w+)"><span', each)[0] for each in (one, two)} == set(plan.values())
    assert ">Next" not in two
    assert lines(shown(desk, sitting, "group=under-way&after=nonsense")) == 1
    assert "All 2" in shown(desk, sitting, "by=owner")


def act(desk: Client, sitting: Sitting, verb: str, ids: list[str], **given: str) -> str:
    address = f"/desk/b/{sitting.body}/board"
    answer = desk.post(f"{address}/act", {"verb": verb, "commitment": ids, "back": f"{address}?by=due", **given})
    assert (answer.status_code, answer["Location"]) == (302, f"{address}?by=due")
    return desk.get(answer["Location"]).content.decode()


def test_owners_are_reminded_at_once(desk: Client, sitting: Sitting, plan: dict[str, str]) -> None:
    said = act(desk, sitting, "remind", list(plan.values()))
    assert "Their owners are asked by mail" in said
    waiting = OutboxMail.objects.exclude(state="sent")
    assert [mail.recipient for mail in waiting] == ["olga@desk.example"]
    assert "1 reminder without an answer" in said
    assert "1 reminder without an answer" in shown(desk, sitting, "silent=on")


def test_what_was_reported_done_is_noted(desk: Client, sitting: Sitting, olga: Actor, plan: dict[str, str]) -> None:
    done(commitments.update_commitment(actor=olga, at=builders.AT, commitment=plan["2"], verb="report-done"))
    said = act(desk, sitting, "note", list(plan.values()))
    assert "1 is noted as done." in said
    assert "Only what was reported done can be noted as done" in said
    assert Commitment.objects.get(id=plan["2"]).state == "noted-done"


def test_they_are_handed_over(desk: Client, sitting: Sitting, plan: dict[str, str]) -> None:
    nina = builders.person("Nina", sitting.body, "owner", email="nina@desk.example")
    assert "It is handed over." in act(desk, sitting, "hand-over", [plan["2"]], owner=str(nina.person))
    assert Commitment.objects.get(id=plan["2"]).owner_id == nina.person
    assert "There is no such person" in act(desk, sitting, "hand-over", [plan["4"]], owner="nobody")


def test_nothing_is_done_where_nothing_is_ticked_or_it_is_not_of_this_body(
    desk: Client, sitting: Sitting, plan: dict[str, str]
) -> None:
    assert "Nothing was ticked" in act(desk, sitting, "remind", ["nothing"])
    answer = desk.post(f"/desk/b/{sitting.body}/board/act", {"verb": "x", "back": "https://elsewhere.example/"})
    assert answer["Location"] == f"/desk/b/{sitting.body}/board"


def test_a_member_sees_the_board_and_changes_nothing(client: Client, sitting: Sitting, plan: dict[str, str]) -> None:
    Commitment.objects.filter(id=plan["2"]).update(visibility="owners")
    Commitment.objects.filter(id=plan["4"]).update(visibility="members")
    member = builders.logged_in(client, builders.person("Mary", sitting.body, "observer", email="mary@desk.example"))
    page = shown(member, sitting)
    assert groups(page) == [("Not begun", "1")]
    assert lines(page) == 0
    assert member.post(f"/desk/b/{sitting.body}/board/act", {"verb": "remind"}).status_code == 403
    assert member.get(f"/desk/commitments/{plan['4']}").status_code == 200
    assert member.get(f"/desk/commitments/{plan['2']}").status_code == 404


def test_a_helper_sees_what_they_help_with(client: Client, sitting: Sitting, plan: dict[str, str]) -> None:
    abroad = builders.body("abroad")
    hugo = builders.person("Hugo", abroad, "observer", email="hugo@desk.example")
    Commitment.objects.filter(id=plan["2"]).update(visibility="owners", helpers=[str(hugo.person)])
    helper = builders.logged_in(client, hugo)
    assert helper.get(f"/desk/commitments/{plan['2']}").status_code == 200
    assert helper.post(f"/desk/commitments/{plan['2']}", {"verb": "report-begun"}).status_code == 403
    assert helper.get(f"/desk/b/{sitting.body}/board").status_code == 403


def test_the_bodies_below_are_on_it_as_far_as_they_are_public(
    desk: Client, sitting: Sitting, plan: dict[str, str]
) -> None:
    below = builders.body("valley", parent=sitting.body, level="local")
    theirs = builders.meeting(below, builders.person("Vera", below, "secretary", email="vera@desk.example"), slug="i")
    resolution = builders.published_text(theirs, resolution=followed.debated(theirs))
    known = followed.confirmed(theirs, resolution, builders.person("Otto", below, "owner", email="otto@desk.example"))
    Commitment.objects.filter(id=known["2"]).update(visibility="members")
    assert lines(shown(desk, sitting)) == 2
    assert lines(shown(desk, sitting, "below=on")) == 3
