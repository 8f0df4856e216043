"""What was filled in on the chair's table is there again beside the refusal; a vote shows its own quorum."""

import re

import pytest
from django.test import Client

from plenaria.actions import polls
from plenaria.core.voting.rule import Quorum, Rule, to_data
from plenaria.store.models import Meeting
from tests import builders
from tests.builders import AT, Sitting
from tests.interfaces.hall.test_methods import HALF, close
from tests.interfaces.hall.test_pages import phone, press, shown

pytestmark = pytest.mark.django_db

BY_SHARE = Rule(threshold=HALF, quorum=Quorum(first=HALF, of="votes"), weights="share")
NUMBERS = re.compile(r'<span class="n">([^<]+)')


def pressed(client: Client, sitting: Sitting, **given: str) -> str:
    return client.post(f"/hall/{sitting.id}/chair/move", given).content.decode()


def checked(page: str) -> set[str]:
    return set(re.findall(r'<input[^>]* id="([^"]+)"[^>]* checked', page))


def test_a_refused_question_is_still_filled_in(sitting: Sitting, chair: Client) -> None:
    page = pressed(chair, sitting, verb="put", subject="", method="paper", mixed="on", drawing="whole")
    assert '<details id="ask" open>' in page
    assert {"ask-paper", "ask-mixed", "ask-whole"} <= checked(page)
    assert not {"ask-electronic", "ask-first"} & checked(page)
    words = 'Who "keeps" the key?'
    page = pressed(chair, sitting, verb="put", subject="", title_ru=words, method="paper", rule="unknown")
    assert 'value="Who &quot;keeps&quot; the key?" data-typed' in page


def test_a_refusal_is_not_headed_by_the_title_of_the_page(sitting: Sitting, chair: Client) -> None:
    page = pressed(chair, sitting, verb="put", subject="")
    alert = re.search(r'<div class="alert bad">.*?</div></div>', page, re.DOTALL)
    assert alert is not None and "<strong>" not in alert[0]


def test_a_refused_void_keeps_its_form_open(sitting: Sitting, chair: Client) -> None:
    poll = builders.open_poll(sitting)
    page = pressed(chair, sitting, verb="void", subject=poll, reason=" ")
    assert '<details id="void" open>' in page


def test_a_vote_by_shares_shows_the_quorum_of_its_own_rule(sitting: Sitting, chair: Client) -> None:
    meeting = Meeting.objects.get(id=sitting.id)
    meeting.rules["statutes"] = to_data(BY_SHARE)
    meeting.save()
    page = shown(chair, sitting, "chair")
    assert "votes present" not in page and NUMBERS.findall(page) == ["3", "2"]
    assert press(chair, sitting, verb="put", subject="", title_ru="The statutes?", rule="statutes") == 302
    for place in ("chair", "clerk", "screen"):
        assert "votes present" in shown(chair, sitting, place), place


def test_an_objection_is_called_so_after_the_close(sitting: Sitting, chair: Client) -> None:
    poll = builders.open_poll(sitting, method="no-objection")
    client = phone(sitting)
    client.post(f"/hall/{sitting.id}/vote?poll={poll}", {"choice": "against", "key": "a" * 32})
    close(sitting, poll)
    page = shown(client, sitting)
    assert "Your objection is recorded." in page and "You voted: against." not in page
    builders.done(polls.declare_poll(actor=builders.person("Cleo", sitting.body, "clerk"), at=AT, poll=poll))
    screen = shown(chair, sitting, "screen")
    assert "Objections" in screen and "Abstaining" not in screen and NUMBERS.findall(screen) == ["1"]
