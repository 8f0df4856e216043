"""The projector: what it shows when, what the chair puts on it, and to whom it is shown."""

import re
from urllib.parse import urlsplit

import pytest
from django.test import Client
from django.utils import translation

from plenaria.actions import agenda as agenda_actions
from plenaria.actions import meetings, polls
from plenaria.actions.screens import choose_layout
from plenaria.core.journal.checkpoint import to_base64
from plenaria.core.permits import PUBLIC
from plenaria.core.refusal import Refusal, conflict, forbidden, unacceptable
from plenaria.store.queries import agenda, journal
from plenaria.store.queries.screens import chosen
from tests import builders
from tests.builders import AT, Sitting
from tests.interfaces.hall.test_pages import shown

pytestmark = pytest.mark.django_db


def layout(client: Client, sitting: Sitting, query: str = "") -> str:
    """The name of the layout that is shown."""
    found = re.search(r'class="show show-([a-z]+)"', shown(client, sitting, f"screen/live{query}"))
    assert found is not None
    return found[1]


def point(sitting: Sitting) -> str:
    """A point of the agenda with a paper, open."""
    points: list[agenda_actions.Point] = [({"en": "The dark sky", "ru": "Тёмное небо"}, None), ({"en": "Money"}, None)]
    builders.done(agenda_actions.set_agenda(actor=sitting.secretary, at=AT, meeting=sitting.id, items=points))
    first = agenda.agenda(sitting.id)[0].id
    return builders.done(agenda_actions.open_item(actor=sitting.secretary, at=AT, item=first))


def test_it_goes_from_the_welcome_to_the_end_by_itself(sitting: Sitting, chair: Client) -> None:
    called = builders.convened_meeting(sitting.body, sitting.secretary, slug="xv")
    assert layout(chair, called) == "welcome"
    assert layout(chair, sitting) == "agenda"
    point(sitting)
    assert layout(chair, sitting) == "point"
    poll = builders.open_poll(sitting, method="roll-call")
    assert layout(chair, sitting) == "vote"
    builders.done(polls.close_poll(actor=sitting.secretary, at=AT, poll=poll))
    assert layout(chair, sitting) == "vote"
    builders.done(polls.declare_poll(actor=sitting.secretary, at=AT, poll=poll))
    assert layout(chair, sitting) == "result"
    builders.done(meetings.suspend_meeting(actor=sitting.secretary, at=AT, meeting=sitting.id))
    assert layout(chair, sitting) == "pause"
    builders.done(meetings.resume_meeting(actor=sitting.secretary, at=AT, meeting=sitting.id))
    builders.done(meetings.close_meeting(actor=sitting.secretary, at=AT, meeting=sitting.id))
    assert layout(chair, sitting) == "end"


def test_a_layout_in_the_address_is_fixed_for_that_screen(sitting: Sitting, chair: Client) -> None:
    point(sitting)
    page = shown(chair, sitting, "screen?layout=agenda&theme=dark")
    assert 'data-theme="dark"' in page and "show-agenda" in page and "Money" in page
    assert f'data-fragment-url="/hall/{sitting.id}/screen/live?theme=dark&amp;layout=agenda"' in page
    assert layout(chair, sitting, "?layout=quorum") == "quorum"
    assert layout(chair, sitting, "?layout=names") == "point"
    assert 'data-theme="light"' in shown(chair, sitting, "screen?theme=pink")


def test_what_the_chair_chose_is_shown_until_the_hall_goes_on(sitting: Sitting, chair: Client) -> None:
    point(sitting)
    said = chair.post(f"/hall/{sitting.id}/screens/choose", {"layout": "agenda"}, follow=True).content.decode()
    assert "The screens show: Agenda." in said
    assert re.search(r'value="agenda" aria-pressed="true"', said)
    assert layout(chair, sitting) == "agenda"
    assert layout(chair, sitting, "?layout=quorum") == "quorum"
    builders.open_poll(sitting)
    assert (layout(chair, sitting), chosen(sitting.id)) == ("vote", "")
    chair.post(f"/hall/{sitting.id}/screens/choose", {"layout": "agenda"})
    assert layout(chair, sitting) == "agenda"
    said = chair.post(f"/hall/{sitting.id}/screens/choose", {"layout": ""}, follow=True).content.decode()
    assert ("The screens follow the meeting." in said, layout(chair, sitting)) == (True, "vote")


def test_only_who_presides_chooses_and_only_what_there_is(sitting: Sitting, clerk: Client) -> None:
    def answer(layout: str, **how: object) -> Refusal | object:
        given = {"actor": sitting.secretary, "at": AT, "meeting": sitting.id, "layout": layout}
        return choose_layout(**(given | how))  # type: ignore[arg-type] # the test's own arguments

    assert answer("agenda", actor=PUBLIC) == forbidden("not-permitted", verb="meetings.conduct")
    assert answer("pause") == unacceptable("layout-unknown")
    assert answer("agenda", meeting="none") == unacceptable("meeting-unknown")
    assert clerk.post(f"/hall/{sitting.id}/screens/choose", {"layout": "agenda"}).status_code == 403
    builders.done(meetings.close_meeting(actor=sitting.secretary, at=AT, meeting=sitting.id))
    assert answer("agenda") == conflict("meeting-over")


def test_the_addresses_let_a_machine_in_on_which_nobody_is_logged_in(sitting: Sitting, chair: Client) -> None:
    page = shown(chair, sitting, "screens")
    found = [urlsplit(each) for each in re.findall(r'href="(http[^"]*/s/[^"]*)"', page)]
    assert len(found) == len(re.findall(r'class="qr"', page)) >= 10
    projector = Client()
    answer = projector.get(f"{found[0].path}?{found[0].query}")
    assert answer.status_code == 200
    live = re.search(r'data-fragment-url="([^"]*)"', answer.content.decode())
    assert live is not None
    assert projector.get(live[1].replace("&amp;", "&")).status_code == 200
    assert projector.get(f"/hall/{sitting.id}/screen").status_code == 302
    assert projector.get("/s/made-up").status_code == 403
    assert projector.get(f"{found[0].path[:-1]}").status_code == 403


def test_the_journals_root_stands_in_the_corner(sitting: Sitting, chair: Client) -> None:
    tree = journal.frontier()
    page = shown(chair, sitting, "screen/live")
    assert to_base64(tree.root()) in page
    assert f"Journal, {tree.size} entries" in page.replace("\N{NO-BREAK SPACE}", " ")


def test_a_roll_call_by_name_has_a_shape_and_a_number_for_each_answer(sitting: Sitting, chair: Client) -> None:
    poll = builders.open_poll(sitting)
    builders.votes(sitting, poll, "for", "against")
    builders.done(polls.close_poll(actor=sitting.secretary, at=AT, poll=poll))
    page = shown(chair, sitting, "screen/live?layout=names")
    names = re.findall(
        r'<li class="(\w+)"><svg.*?</svg><span>(Delegate \d)</span><span class="hidden-text">: (.*?)<', page
    )
    assert names[:3] == [
        ("good", "Delegate 1", "for"),
        ("bad", "Delegate 2", "against"),
        ("calm", "Delegate 3", "did not vote"),
    ]
    assert re.findall(r"<span>([^<]*: \d+)</span>", page)[:2] == ["For: 1", "Against: 1"]


@pytest.mark.parametrize("state", ["welcome", "agenda", "quorum", "pause", "end"])
def test_two_languages_stand_on_every_layout(sitting: Sitting, chair: Client, state: str) -> None:
    said = {
        "welcome": "Show your badge at the door.",
        "agenda": "Agenda",
        "quorum": "Quorum",
        "pause": "The meeting is suspended. This page goes on by itself.",
        "end": "The meeting is over.",
    }
    point(sitting)
    here = sitting
    if state == "welcome":
        here = builders.convened_meeting(sitting.body, sitting.secretary, slug="xv")
    elif state in ("pause", "end"):
        act = meetings.suspend_meeting if state == "pause" else meetings.close_meeting
        builders.done(act(actor=sitting.secretary, at=AT, meeting=sitting.id))
    page = shown(chair, here, f"screen/live?lang=es&lang2=ru&layout={state}")
    for language in ("es", "ru"):
        with translation.override(language):
            assert translation.gettext(said[state]) in page
    assert f"show-{state}" in page
