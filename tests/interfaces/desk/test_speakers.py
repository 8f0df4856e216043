"""Who spoke how long at the desk and in public, and how debates are laid down."""

import csv
import io
import re
from datetime import timedelta

import pytest
from django.test import Client

from plenaria.actions import agenda, speakers, speeches
from plenaria.core.speakers import Debate
from plenaria.store.models import Body, Credential
from plenaria.store.queries import bodies
from plenaria.store.queries import speakers as queries
from plenaria.store.queries.agenda import agenda as points
from tests import builders
from tests.builders import AT, Sitting, done

pytestmark = pytest.mark.django_db


@pytest.fixture
def sitting() -> Sitting:
    """A meeting at its second point: two of a delegation and one without have spoken on the first."""
    body = builders.body()
    found = builders.meeting(body, builders.person("Ann", body, "secretary", email="ann@desk.example"))
    north = builders.body("north", parent=body)
    Credential.objects.filter(id__in=found.credentials[:2]).update(delegation=north)
    day: list[agenda.Point] = [({"en": "The text"}, None), ({"en": "The rest"}, None)]
    done(agenda.set_agenda(actor=found.secretary, at=AT, meeting=found.id, items=day))
    for position in (0, 1):
        point = agenda_of(found)[position]
        done(agenda.open_item(actor=found.secretary, at=AT, item=point))
        if position == 0:
            for seat, seconds in zip(found.credentials, (90, 30, 45), strict=True):
                speak(found, seat, seconds)
    return found


def agenda_of(sitting: Sitting) -> list[str]:
    return [each.id for each in points(sitting.id)]


def speak(sitting: Sitting, seat: str, seconds: int) -> None:
    speaker = done(speakers.ask(actor=sitting.secretary, at=AT, credential=seat))
    done(speeches.call(actor=sitting.secretary, at=AT, speaker=speaker))
    done(speeches.end(actor=sitting.secretary, at=AT + timedelta(seconds=seconds), speaker=speaker))


@pytest.fixture
def secretary(client: Client, sitting: Sitting) -> Client:
    return builders.logged_in(client, sitting.secretary)


def tables(page: str) -> list[list[list[str]]]:
    """The cells of the bodies of all tables of a page."""
    found = re.findall(r"<tbody>(.*?)</tbody>", page, re.DOTALL)
    return [[re.findall(r"<t[hd][^>]*>(.*?)</t[hd]>", row) for row in body.split("</tr>")[:-1]] for body in found]


def test_who_spoke_how_long(secretary: Client, sitting: Sitting) -> None:
    page = secretary.get(f"/en/desk/m/{sitting.id}/speakers").content.decode()
    whole = [
        [["Council north", "2", "0", "02:00"]],
        [
            ["Delegate 1", "Council north", "1", "0", "01:30"],
            ["Delegate 3", "", "1", "0", "00:45"],
            ["Delegate 2", "Council north", "1", "0", "00:30"],
        ],
    ]
    assert tables(page) == [*whole, *whole]  # of the meeting, and of the one point on which somebody spoke


def test_every_speech_as_a_file(secretary: Client, sitting: Sitting) -> None:
    answer = secretary.get(f"/en/desk/m/{sitting.id}/speakers.csv")
    assert answer["Content-Disposition"] == 'attachment; filename="council-xiv-speeches.csv"'
    rows = list(csv.reader(io.StringIO(answer.content.decode("utf-8-sig"))))
    assert rows[0][:4] == ["point", "began", "ended", "seat"]
    assert rows[1] == [
        "1",
        "2026-05-09T16:03:00+02:00",
        "2026-05-09T16:04:30+02:00",
        "1",
        "Delegate 1",
        "Council north",
        "speech",
        "90",
        "180",
        "ended by the chair",
    ]
    assert len(rows) == 4


def test_how_debates_of_a_meeting_are_held_is_changed(secretary: Client, sitting: Sitting) -> None:
    address = f"/en/desk/m/{sitting.id}/speakers"
    given = {"order": "delegations", "speech": "2", "point_of_order": "", "reply": "0.5", "by_itself": "on"}
    stored = secretary.post(address, given, follow=True)
    assert "Laid down for every point that has nothing of its own." in stored.content.decode()
    assert queries.debate_at(sitting.id) == Debate(
        order="delegations", speech=120, point_of_order=0, reply=30, by_itself=True
    )
    refused = secretary.post(address, given | {"speech": "9999"})
    assert refused.status_code == 422
    assert 'value="9999"' in refused.content.decode()


def test_a_clerk_sees_it_and_lays_nothing_down(sitting: Sitting) -> None:
    clerk = builders.person("Cleo", sitting.body, "clerk", email="cleo@desk.example")
    client = builders.logged_in(Client(), clerk)
    address = f"/en/desk/m/{sitting.id}/speakers"
    assert "Lay this down" not in client.get(address).content.decode()
    refused = client.post(address, {"order": "sides"})
    assert queries.debate_at(sitting.id) == Debate()
    assert refused.status_code == 403


def test_the_rules_of_debate_of_a_body(secretary: Client, sitting: Sitting) -> None:
    address = f"/en/desk/debate?body={sitting.body}"
    assert secretary.get(address).status_code == 200
    given = {"order": "first-time", "speech": "5", "by_person": "2", "shown": "names"}
    stored = secretary.post(address, given, follow=True)
    assert "Laid down for the meetings that are convened from now on." in stored.content.decode()
    laid_down = bodies.debate_of(sitting.body)
    assert (laid_down.debate.order, laid_down.debate.speech, laid_down.shown) == ("first-time", 300, "names")
    assert laid_down.debate.by_person == 2
    assert secretary.post(address, given | {"shown": "all"}).status_code == 422
    assert Client().get(address).status_code == 302


@pytest.mark.parametrize(("shown", "rows"), [("none", []), ("delegations", [1]), ("names", [1, 3])])
def test_the_public_sees_what_the_body_lets_it_see(sitting: Sitting, shown: str, rows: list[int]) -> None:
    Body.objects.filter(id=sitting.body).update(speeches_shown=shown)
    page = Client().get("/en/b/council/m/xiv/").content.decode()
    assert [len(each) for each in tables(page)] == rows
