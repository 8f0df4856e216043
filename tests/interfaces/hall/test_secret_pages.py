"""A secret vote on the pages of the hall: put, cast, counted, and nowhere said whose ballot said what."""

import re

import pytest
from django.test import Client

from plenaria.actions import counts, polls
from plenaria.store.models import CountedBallot, HasVoted, SealedBallot
from tests import builders
from tests.actions import polled
from tests.builders import AT, Sitting
from tests.interfaces.hall.test_pages import phone, press, shown

pytestmark = pytest.mark.django_db

IN = "Your ballot is in. How you voted is kept nowhere beside your name."


@pytest.fixture
def sitting(tmp_path: object, settings: object) -> Sitting:
    settings.DATA = tmp_path  # type: ignore[attr-defined] # pytest-django's fixture
    body = builders.body()
    return builders.meeting(body, builders.person("Ann", body, "secretary", email="ann@desk.example"), seats=9)


@pytest.fixture
def chair(sitting: Sitting) -> Client:
    return builders.logged_in(Client(), builders.person("Carl", sitting.body, "chair", email="carl@desk.example"))


@pytest.fixture
def poll(sitting: Sitting) -> str:
    return builders.open_poll(sitting, method="secret")


def cast(client: Client, sitting: Sitting, poll: str, choice: str, key: str = "k1", **headers: str) -> object:
    return client.post(f"/hall/{sitting.id}/vote?poll={poll}", {"choice": choice, "key": key}, headers=headers)


def buttons(page: str) -> list[str]:
    return re.findall(r'<button class="vote [^"]*" name="choice" value="(.*?)"', page)


def test_the_chair_puts_a_question_in_secret(sitting: Sitting, chair: Client) -> None:
    page = shown(chair, sitting, "chair")
    assert 'name="method" value="secret"' in page
    assert "Secret for other users, not for whoever runs the server." in page
    given = {"verb": "put", "subject": "", "title_ru": "Кто за?", "method": "secret"}
    assert press(chair, sitting, **given) == 302
    assert polled.row(_only(sitting)).method == "secret"


def _only(sitting: Sitting) -> str:
    from plenaria.store.queries.polls import polls_of

    (poll,) = polls_of(sitting.id)
    return poll.id


def test_each_button_sends_as_much_as_any_other(sitting: Sitting, poll: str) -> None:
    found = buttons(shown(phone(sitting), sitting))
    assert [each.rstrip(".") for each in found] == ["for", "against", "abstain"]
    assert {len(each) for each in found} == {7}


def test_a_phone_is_told_that_its_ballot_is_in_and_nothing_else(sitting: Sitting, poll: str) -> None:
    mine = phone(sitting)
    assert "cannot be changed once it is in" in shown(mine, sitting)
    answer = cast(mine, sitting, poll, "against", Accept="application/json")
    assert answer.json() == {"state": "recorded", "text": IN}  # type: ignore[attr-defined] # a response
    page = shown(mine, sitting)
    assert (IN in page, buttons(page), "My receipt" in page, "against" in page.lower()) == (True, [], False, False)


def test_it_works_without_a_script(sitting: Sitting, poll: str) -> None:
    mine = phone(sitting)
    first = buttons(shown(mine, sitting))[0]
    assert cast(mine, sitting, poll, first).status_code == 302  # type: ignore[attr-defined] # a response
    assert IN in shown(mine, sitting)
    again = cast(mine, sitting, poll, first, key="k2")
    page = shown(mine, sitting, again["Location"].rpartition("/")[2])  # type: ignore[index] # a response
    assert "A ballot of this seat is in the box already." in page
    assert (HasVoted.objects.count(), SealedBallot.objects.count()) == (1, 1)


def test_the_table_sees_how_many_are_missing_and_never_how_it_stands(
    sitting: Sitting, chair: Client, poll: str
) -> None:
    builders.votes(sitting, poll, "for", "for", "against")
    page = shown(chair, sitting, "chair")
    assert re.findall(
        r'have voted</span><span class="n">(\d+)<.*?still missing</span><span class="n">(\d+)<', page
    ) == [("3", "6")]
    assert 'class="hemicycle' not in page


def test_the_result_has_numbers_and_no_names_beside_them(sitting: Sitting, chair: Client, poll: str) -> None:
    builders.votes(sitting, poll, *("for",) * 5, *("against",) * 4)
    assert press(chair, sitting, verb="close", subject=poll) == 302
    page = shown(chair, sitting, "chair")
    assert "5 for, 4 against" in page
    # No list and no way to one; the chair's page only names it among the layouts of the projector.
    assert 'id="roll-call"' not in page and f"/hall/{sitting.id}/votes/" not in page
    assert "Where so few vote" not in page
    assert "You voted" not in shown(phone(sitting), sitting)


@pytest.mark.parametrize(
    ("choices", "said"),
    [
        (("for",) * 4 + ("against",) * 3, "Only 7 ballots were cast. Where so few vote, others may guess how."),
        (("for",) * 9, "All 9 ballots say the same, so everybody knows how each of them was cast."),
    ],
)
def test_thin_secrecy_is_said_beside_the_result(
    sitting: Sitting, chair: Client, poll: str, choices: tuple[str, ...], said: str
) -> None:
    builders.votes(sitting, poll, *choices)
    assert press(chair, sitting, verb="close", subject=poll) == 302
    assert said in shown(chair, sitting, "chair")
    assert said in shown(phone(sitting), sitting)


def test_few_papers_are_warned_about_too(sitting: Sitting, chair: Client, poll: str) -> None:
    builders.votes(sitting, poll, *("for",) * 4, *("against",) * 4)
    tom, _ = polled.tellers(sitting.body)
    builders.done(counts.record_count(actor=tom, at=AT, poll=poll, in_favour=1, against=0, abstaining=0))
    assert press(chair, sitting, verb="close", subject=poll) == 302
    assert press(chair, sitting, verb="declare", subject=poll) == 302
    page = shown(chair, sitting, "chair")
    assert "Only 1 paper was counted." in page
    assert "5 for, 4 against" in page


def test_the_chair_is_warned_before_a_few_vote_in_secret(tmp_path: object, settings: object) -> None:
    body = builders.body("few")
    few = builders.meeting(body, builders.person("Ann", body, "secretary", email="ann@few.example"), seats=7)
    chair = builders.logged_in(Client(), builders.person("Carl", body, "chair", "clerk", email="carl@few.example"))
    poll = builders.prepared_poll(few, method="secret")
    said = "Only 7 people can vote. Where so few vote, others may guess how."
    page = shown(chair, few, "chair")
    assert re.findall(r'<div class="alert warn">.*?<div>(.*?)</div>', page) == [f"<p>{said}</p>"]
    assert said in shown(chair, few, "clerk")
    settings.DATA = tmp_path  # type: ignore[attr-defined] # pytest-django's fixture
    builders.done(polls.open_poll(actor=few.secretary, at=AT, poll=poll))
    assert said not in shown(chair, few, "chair")


def test_a_vote_whose_key_is_lost_says_so(sitting: Sitting, chair: Client, poll: str) -> None:
    from plenaria.actions.poll_keys import settle
    from plenaria.store import poll_keys

    builders.votes(sitting, poll, "for")
    poll_keys.destroy(poll)
    assert press(chair, sitting, verb="close", subject=poll) == 409
    assert settle(at=AT) == (1,)
    assert "The key of its secret ballots was lost, so that nobody can count them." in shown(chair, sitting, "chair")
    assert CountedBallot.objects.count() == 0
