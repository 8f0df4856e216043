"""Calendars as programs read them: whose days, under which names, and what they say of a change."""

from datetime import date, timedelta
from typing import Any

import pytest
from django.test import Client
from icalendar import Calendar

from plenaria.actions import calendars, commitment_details, commitments, meetings, plans
from plenaria.actions.commitment_details import Details, Step
from plenaria.core.permits import Actor
from plenaria.store.models import Commitment
from tests import builders, followed
from tests.builders import AT, Sitting, done

pytestmark = pytest.mark.django_db
STEP = date(2026, 7, 1)


@pytest.fixture
def sitting() -> Sitting:
    body = builders.body()
    return builders.meeting(body, builders.person("Ann", body, "secretary", email="ann@desk.example"))


@pytest.fixture
def olga(sitting: Sitting) -> Actor:
    return builders.person("Olga", sitting.body, "owner", email="olga@desk.example")


@pytest.fixture
def plan(sitting: Sitting, olga: Actor) -> dict[str, str]:
    resolution = builders.published_text(sitting, resolution=followed.debated(sitting))
    return followed.confirmed(sitting, resolution, olga)


def events(client: Client, address: str) -> dict[str, Any]:
    """Title → event, of a calendar that is written as RFC 5545 asks."""
    response = client.get(f"/en/feeds/{address}.ics")
    assert (response.status_code, response["Content-Type"]) == (200, "text/calendar; charset=utf-8")
    lines = response.content.split(b"\r\n")
    assert max(map(len, lines)) <= 75
    assert lines[-1] == b""
    found = Calendar.from_ical(response.content).walk("VEVENT")
    assert len({str(each["uid"]) for each in found}) == len(found)
    return {str(each["summary"]): each for each in found}


def at(event: Any) -> tuple[date, date]:
    return event.decoded("dtstart"), event.decoded("dtend") - timedelta(days=1)


def detailed(sitting: Sitting, commitment: str, **given: Any) -> None:
    asked = {"actor": sitting.secretary, "at": builders.now(), "commitment": commitment}
    done(commitment_details.detail_commitment(**asked, details=Details(**given)))  # type: ignore[arg-type]


DUE = "Due: Составить карту не позднее 1 сентября."


def test_a_body_s_calendar_has_its_meetings_and_every_public_day(
    client: Client, sitting: Sitting, plan: dict[str, str]
) -> None:
    detailed(sitting, plan["2"], milestones=[Step(names={"en": "Measured"}, due=STEP)])
    Commitment.objects.filter(id=plan["4"]).update(kind="event", start=date(2026, 8, 1), due=date(2026, 8, 3))
    found = events(client, "b/council")
    assert {title: at(each) for title, each in found.items()} == {
        "Conference xiv": (date(2026, 5, 9), date(2026, 5, 11)),
        "Milestone: Measured": (STEP, STEP),
        "Продолжить наблюдения.": (date(2026, 8, 1), date(2026, 8, 3)),
        DUE: (followed.DUE, followed.DUE),
    }
    assert str(found[DUE]["url"]).endswith("/en/b/council/r/xiv-1/#c2")
    assert str(found[DUE]["description"]) == "Council council · XIV/1, clause 2"
    assert set(events(client, "r/council/xiv-1")) == set(found) - {"Conference xiv"}


@pytest.mark.parametrize("visibility", ["members", "owners"])
def test_what_is_not_public_is_in_nobody_else_s_calendar(
    client: Client, sitting: Sitting, olga: Actor, plan: dict[str, str], visibility: str
) -> None:
    detailed(sitting, plan["2"], visibility=visibility, milestones=[Step(names={"en": "Measured"}, due=STEP)])
    assert DUE not in events(client, "b/council")
    assert "Milestone: Measured" not in events(client, "b/council")
    done(calendars.make_calendar(actor=olga, at=AT, person=str(olga.person)))
    mine = events(client, f"mine/{calendars.token_of(str(olga.person))}")
    assert {DUE, "Milestone: Measured"} < set(mine)
    assert str(mine[DUE]["url"]).endswith(f"/en/desk/commitments/{plan['2']}")


def test_a_change_is_counted_and_keeps_its_name(client: Client, sitting: Sitting, plan: dict[str, str]) -> None:
    before = events(client, "b/council")[DUE]
    lines = [plans.Line(commitment=plan["2"], owner=str(sitting.secretary.person), due=date(2026, 10, 1))]
    resolution = Commitment.objects.get(id=plan["2"]).clause.resolution_id
    later = AT + timedelta(days=3)
    done(plans.confirm_plan(actor=sitting.secretary, at=later, resolution=resolution, lines=lines))
    after = events(client, "b/council")[DUE]
    assert str(after["uid"]) == str(before["uid"])
    assert int(after["sequence"]) == int(before["sequence"]) + 1
    assert after.decoded("last-modified") == after.decoded("dtstamp") == later
    assert at(after) == (date(2026, 10, 1), date(2026, 10, 1))


def test_what_is_dropped_or_called_off_is_cancelled(client: Client, sitting: Sitting, plan: dict[str, str]) -> None:
    before = events(client, "b/council")[DUE]
    resolution = Commitment.objects.get(id=plan["2"]).clause.resolution_id
    lines = [plans.Line(commitment=plan["2"], dropped=True)]
    done(plans.confirm_plan(actor=sitting.secretary, at=builders.now(), resolution=resolution, lines=lines))
    other = builders.planned_meeting(sitting.body, sitting.secretary, slug="xv", first_day=date(2026, 11, 2))
    done(meetings.cancel_meeting(actor=sitting.secretary, at=AT, meeting=other))
    found = events(client, "b/council")
    gone = found["Taken out of the plan"]
    assert (str(gone["uid"]), str(gone["status"]), at(gone)) == (str(before["uid"]), "CANCELLED", at(before))
    assert int(gone["sequence"]) > int(before["sequence"])
    assert (str(found["Conference xv"]["status"]), int(found["Conference xv"]["sequence"])) == ("CANCELLED", 1)


def test_what_was_not_public_is_not_cancelled_in_public(client: Client, sitting: Sitting, plan: dict[str, str]) -> None:
    Commitment.objects.filter(id=plan["2"]).update(visibility="members")
    resolution = Commitment.objects.get(id=plan["2"]).clause.resolution_id
    lines = [plans.Line(commitment=plan["2"], dropped=True)]
    done(plans.confirm_plan(actor=sitting.secretary, at=builders.now(), resolution=resolution, lines=lines))
    assert "Taken out of the plan" not in events(client, "b/council")


def test_what_is_settled_is_due_no_more(client: Client, olga: Actor, plan: dict[str, str]) -> None:
    done(commitments.update_commitment(actor=olga, at=AT, commitment=plan["2"], verb="report-done"))
    assert DUE not in events(client, "b/council")


def test_an_address_of_one_s_own_ends_when_another_is_made(client: Client, olga: Actor, plan: dict[str, str]) -> None:
    person = str(olga.person)
    assert calendars.token_of(person) == ""
    done(calendars.make_calendar(actor=olga, at=AT, person=person))
    first = calendars.token_of(person)
    answer = client.get(f"/en/feeds/mine/{first}.ics")
    assert (answer.status_code, answer["Cache-Control"][:7], answer["X-Robots-Tag"]) == (200, "private", "noindex")
    done(calendars.make_calendar(actor=olga, at=AT, person=person))
    assert client.get(f"/en/feeds/mine/{first}.ics").status_code == 404
    done(calendars.end_calendar(actor=olga, at=AT, person=person))
    assert calendars.token_of(person) == ""
    for token in (first, "none", "a:b", f"{first}x"):
        assert client.get(f"/en/feeds/mine/{token}.ics").status_code == 404


def test_nobody_makes_it_for_another(sitting: Sitting, olga: Actor) -> None:
    refused = calendars.make_calendar(actor=sitting.secretary, at=AT, person=str(olga.person))
    assert not hasattr(refused, "subject")
    assert calendars.token_of(str(olga.person)) == ""


def test_they_make_it_on_a_page(client: Client, olga: Actor, plan: dict[str, str]) -> None:
    desk = builders.logged_in(client, olga)
    assert 'href="/me/calendar"' in desk.get("/me/").content.decode()
    assert "Make the address" in desk.get("/me/calendar").content.decode()
    assert desk.post("/me/calendar", {"verb": "make"}).status_code == 302
    page = desk.get("/me/calendar").content.decode()
    token = calendars.token_of(str(olga.person))
    assert f"/en/feeds/mine/{token}.ics" in page
    assert 'href="webcal://' in page
    desk.post("/me/calendar", {"verb": "end"})
    assert calendars.token_of(str(olga.person)) == ""


def test_the_pages_offer_to_subscribe(client: Client, plan: dict[str, str]) -> None:
    page = client.get("/en/b/council/").content.decode()
    assert '/en/feeds/b/council.ics">subscribe</a>' in page
    assert 'href="webcal://' in page


def test_a_calendar_sets_no_cookie_and_a_page_that_of_its_language(
    client: Client, plan: dict[str, str], settings: Any
) -> None:
    settings.PAGES_KEPT = 1_000_000
    calendar = client.get("/es/feeds/b/council.ics")
    assert (calendar.status_code, [*calendar.cookies], "public" in calendar["Cache-Control"]) == (200, [], True)
    page = client.get("/es/b/council/")
    assert page.cookies["django_language"].value == "es"
    client.cookies.load({"django_language": "ru"})
    again = client.get("/es/b/council/", headers={"If-None-Match": page["ETag"]})
    assert (again.status_code, again.cookies["django_language"].value) == (304, "es")


def test_an_unknown_address_is_not_found(client: Client, plan: dict[str, str]) -> None:
    for address in ("b/nobody", "r/council/none"):
        assert client.get(f"/en/feeds/{address}.ics").status_code == 404
