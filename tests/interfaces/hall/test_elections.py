"""An election in the hall without a script: the ballot, what is checked, what is recorded, the lot, who is elected."""

import re
from dataclasses import replace

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from plenaria.actions import presence
from plenaria.core.refusal import Refusal
from plenaria.core.voting.elections.setting import Setting
from plenaria.core.voting.presets import SIMPLE
from plenaria.interfaces.hall.elections import filled, written
from plenaria.store.models import Poll, Proxy, Vote
from tests import builders, elected
from tests.builders import Sitting
from tests.elected import setting
from tests.interfaces.hall.test_pages import badge, phone

pytestmark = pytest.mark.django_db

__all__ = ["badge"]


@pytest.fixture
def sitting() -> Sitting:
    body = builders.body()
    return builders.meeting(body, builders.person("Ann", body, "secretary", email="ann@desk.example"), seats=4)


@pytest.fixture
def chair(sitting: Sitting) -> Client:
    return builders.logged_in(Client(), builders.person("Carl", sitting.body, "chair", email="carl@desk.example"))


def page(client: Client, sitting: Sitting, place: str = "") -> str:
    response = client.get(f"/hall/{sitting.id}/{place}")
    assert response.status_code == 200
    return re.sub(r"\s+", " ", response.content.decode())


@pytest.mark.parametrize(
    ("put", "given", "choice"),
    [
        (setting(), {"line-1": "2", "line-3": "1"}, "3>1"),
        (setting(), {"line-1": "4", "line-3": "2"}, "3>1"),
        (setting(), {}, "blank"),
        (setting(), {"line-1": "1", "line-3": "1"}, "choice-equal"),
        (setting(), {"line-1": "first"}, "choice-unreadable"),
        (setting(), {"line-1": "0"}, "choice-unreadable"),
        (setting("schulze"), {"line-1": "1", "line-3": "1", "line-2": "2"}, "1=3>2"),
        (setting("plurality"), {"one": "2"}, "2"),
        (setting("plurality"), {"one": ""}, "blank"),
        (setting("plurality"), {"one": "9"}, "choice-for-nobody"),
        (setting("block"), {"line-4": "yes", "line-1": "yes"}, "1=4"),
        (setting("block"), {"line-1": "yes", "line-2": "yes", "line-3": "yes"}, "choice-too-many"),
        (setting("each"), {"line-1": "for", "line-2": "against", "line-4": "abstain"}, "+-_0"),
        (setting("each"), {"line-1": "perhaps"}, "blank"),
    ],
)
def test_a_filled_in_paper_is_a_choice(put: Setting, given: dict[str, str], choice: str) -> None:
    found = written(put, given)
    assert (found.code if isinstance(found, Refusal) else found) == choice


@pytest.mark.parametrize(
    ("put", "choice"),
    [
        (setting(), "3>1"),
        (setting("schulze"), "1=3>2"),
        (setting("plurality"), "2"),
        (setting("block"), "1=4"),
        (setting("each"), "+-_0"),
        (setting(), "blank"),
    ],
)
def test_a_choice_fills_the_paper_in_again(put: Setting, choice: str) -> None:
    assert written(put, filled(put, choice)) == choice
    assert filled(put, "nonsense") == {}


def test_a_delegate_ranks_checks_and_records(sitting: Sitting) -> None:
    poll = elected.opened(sitting)
    delegate = phone(sitting)
    assert 'name="line-3"' in page(delegate, sitting)
    checked = delegate.post(f"/hall/{sitting.id}/ballot?poll={poll}", {"line-1": "2", "line-3": "1"})
    text = re.sub(r"\s+", " ", checked.content.decode())
    assert "<li>1. Вера Дальская</li><li>2. Ада Веснина</li>" in text
    assert 'name="choice" value="3&gt;1"' in text
    address = re.search(r'action="([^"]*/vote\?poll=[^"]*)"', text)
    assert address is not None
    recorded = delegate.post(address[1], {"choice": "3>1", "key": "a-key"})
    assert recorded.status_code == 302
    assert Vote.objects.get().choice == "3>1"
    again = page(delegate, sitting)
    assert "1. Вера Дальская" in again and "My receipt" in again
    leaf = Vote.objects.get().leaf
    assert "1. Вера Дальская; 2. Ада Веснина" in page(delegate, sitting, f"receipt/{leaf}")


def test_what_was_filled_in_stays_where_it_is_wrong(sitting: Sitting) -> None:
    poll = elected.opened(sitting, setting("block"))
    delegate = phone(sitting)
    given = {"line-1": "yes", "line-2": "yes", "line-4": "yes"}
    answer = delegate.post(f"/hall/{sitting.id}/ballot?poll={poll}", given)
    text = answer.content.decode()
    assert answer.status_code == 422
    assert "You have named 3 candidates, but only 2 may be named." in text
    assert text.count("checked") == 3
    assert "Choose at most 2 candidates." in text
    assert 'name="choice"' not in text


def test_a_blank_ballot_is_said_to_be_blank(sitting: Sitting) -> None:
    poll = elected.opened(sitting, setting("plurality", places=1))
    checked = phone(sitting).post(f"/hall/{sitting.id}/ballot?poll={poll}", {"one": ""}).content.decode()
    assert "Your ballot names nobody: it is blank." in checked
    assert 'value="blank"' in checked


def test_a_secret_ballot_is_sent_as_long_as_any(sitting: Sitting) -> None:
    poll = elected.opened(sitting, setting(places=1), method="secret")
    delegate = phone(sitting)
    text = delegate.post(f"/hall/{sitting.id}/ballot?poll={poll}", {"line-1": "1"}).content.decode()
    assert 'value="1......."' in text
    delegate.post(f"/hall/{sitting.id}/vote?poll={poll}", {"choice": "1.......", "key": "a-key"})
    builders.done(elected.closed(sitting, poll))
    assert [each.ballot for each in Poll.objects.get().counted_ballots.all()] == ["1"]


def test_a_holder_fills_in_the_ballot_of_a_mandate(sitting: Sitting) -> None:
    holder, giver = sitting.credentials[:2]
    builders.done(presence.check_out(actor=sitting.secretary, at=builders.AT, credential=giver))
    Proxy.objects.create(giver_id=giver, holder_id=holder, since=builders.AT)
    poll = elected.opened(sitting, rule=replace(SIMPLE.rule, proxies=2))
    delegate = phone(sitting)
    link = f"/hall/{sitting.id}/ballot?poll={poll}&amp;seat={giver}"
    assert f'href="{link}"' in page(delegate, sitting)
    address = link.replace("&amp;", "&")
    assert delegate.get(address).status_code == 200
    checked = delegate.post(address, {"line-4": "1"}).content.decode()
    assert f"/vote?poll={poll}&amp;seat={giver}" in checked
    delegate.post(f"/hall/{sitting.id}/vote?poll={poll}&seat={giver}", {"choice": "4", "key": "a-key"})
    assert [(each.credential_id, each.choice) for each in Vote.objects.all()] == [(giver, "4")]
    assert "The ballot of this seat is recorded." in page(delegate, sitting)


def test_there_is_no_ballot_where_no_election_is(sitting: Sitting) -> None:
    poll = builders.open_poll(sitting)
    assert phone(sitting).post(f"/hall/{sitting.id}/ballot?poll={poll}").status_code == 404
    assert phone(sitting, 1).post(f"/hall/{sitting.id}/ballot?poll=none").status_code == 404


def test_the_chair_draws_the_lot(sitting: Sitting, chair: Client) -> None:
    elected.held(sitting, setting("plurality", places=1), "1", "1", "2", "2")
    text = page(chair, sitting, "chair")
    assert "A tie waits for the lot" in text
    assert "Declare the result" not in text
    poll = Poll.objects.get()
    twice = chair.post(
        f"/hall/{sitting.id}/chair/move",
        {"verb": "election-lot", "subject": poll.id, "by": "hand", "drawn-1": "1", "drawn-2": "1"},
    )
    assert twice.status_code == 422
    assert "The lot names everybody of the tie once" in twice.content.decode()
    chair.post(
        f"/hall/{sitting.id}/chair/move",
        {"verb": "election-lot", "subject": poll.id, "by": "hand", "drawn-1": "2", "drawn-2": "1"},
    )
    shown = page(chair, sitting, "chair")
    assert "Elected (1 seat to fill): Борис Громов." in shown
    assert "By lot the one elected is: Борис Громов." in shown


def test_the_chair_finds_the_elections_that_wait(sitting: Sitting, chair: Client) -> None:
    question = elected.laid_down(sitting)
    assert f'href="/desk/m/{sitting.id}/elections/{question}"' in page(chair, sitting, "chair")


def test_the_projector_names_the_candidates(sitting: Sitting, chair: Client) -> None:
    elected.opened(sitting)
    assert "<span>Вера Дальская</span>" in page(chair, sitting, "screen")


def test_a_final_ballot_is_not_offered_again(sitting: Sitting) -> None:
    rule = replace(SIMPLE.rule, changes=False)
    poll = elected.opened(sitting, rule=rule)
    delegate = phone(sitting)
    assert 'id="ballot"' in page(delegate, sitting)
    builders.done(elected.chosen(sitting, poll, "3>1")[0])
    text = page(delegate, sitting)
    assert "1. Вера Дальская" in text and 'id="ballot"' not in text


def test_everybody_sees_who_is_elected(sitting: Sitting, chair: Client) -> None:
    elected.held(sitting, None, "1>2", "1>2", "1>2", "2")
    for place in ("", "chair", "screen"):
        text = page(chair if place else phone(sitting), sitting, place)
        assert "Борис Громов" in text
        assert "picture-rounds" in text
        assert "The vote is void" not in text


def test_the_next_round_waits_for_the_chair(sitting: Sitting, chair: Client) -> None:
    elected.held(sitting, setting("rounds", places=1), "1", "1", "2", "2")
    text = page(chair, sitting, "chair")
    assert "The next round is between" in text
    following = Poll.objects.get(number=2)
    chair.post(f"/hall/{sitting.id}/chair/move", {"verb": "open", "subject": following.id})
    ballot = page(phone(sitting), sitting)
    assert "Ада Веснина" in ballot and "Вера Дальская" not in ballot


# The tellers


@pytest.fixture
def teller(sitting: Sitting) -> Client:
    return builders.logged_in(Client(), builders.person("Tom", sitting.body, "teller", email="tom@desk.example"))


def entered(poll: str) -> list[dict[str, object]]:
    return [each.content for each in Poll.objects.get(id=poll).papers.all()]


def test_a_teller_enters_a_ballot_file(sitting: Sitting, teller: Client) -> None:
    poll = elected.opened(sitting, method="paper")
    assert "Enter the papers of this election" in page(teller, sitting, "count")
    assert "The ballots as a file" in page(teller, sitting, "papers")
    empty = teller.get(f"/hall/{sitting.id}/papers.blt").content.decode()
    assert empty.splitlines()[0] == "4 2"
    filled_in = empty.replace("\n0\n", "\n2 1 2 0\n1 9 0\n0\n")
    address = f"/hall/{sitting.id}/papers"
    wrong = teller.post(address, {"file": SimpleUploadedFile("v.blt", filled_in.encode()), "spoilt": "1"})
    assert wrong.status_code == 422
    assert "Line 3: there is no candidate 9" in wrong.content.decode()
    right = filled_in.replace("1 9 0", "1 4 0")
    done = teller.post(address, {"file": SimpleUploadedFile("v.blt", right.encode()), "spoilt": "1"})
    assert done.status_code == 302
    assert entered(poll) == [{"ballots": [["1>2", 2], ["4", 1]], "spoilt": 1, "form": "ballots"}]
    assert "You entered 4 papers." in page(teller, sitting, "papers")


def test_a_teller_enters_sums(sitting: Sitting, teller: Client) -> None:
    poll = elected.opened(sitting, setting("block"), method="paper")
    given = {"votes-1": "2", "votes-2": "3", "valid": "2", "blank": "1", "spoilt": "0"}
    wrong = teller.post(f"/hall/{sitting.id}/papers", given)
    assert "Борис Громов has 3 votes, but there are only 2 papers." in wrong.content.decode()
    assert 'name="votes-2" value="3"' in wrong.content.decode()
    assert teller.post(f"/hall/{sitting.id}/papers", {**given, "votes-2": "x"}).status_code == 422
    assert teller.post(f"/hall/{sitting.id}/papers", {**given, "votes-2": "1"}).status_code == 302
    assert entered(poll) == [{"ballots": [["1", 1], ["1=2", 1], ["blank", 1]], "spoilt": 0, "form": "sums"}]


def test_a_teller_enters_answers(sitting: Sitting, teller: Client) -> None:
    poll = elected.opened(sitting, setting("each"), method="paper")
    given = {"for-1": "3", "against-1": "1", "for-2": "1", "abstain-2": "1", "papers": "4"}
    assert teller.post(f"/hall/{sitting.id}/papers", given).status_code == 302
    assert entered(poll) == [
        {"ballots": [["++__", 1], ["+0__", 1], ["+___", 1], ["-___", 1]], "spoilt": 0, "form": "sums"}
    ]


def test_nothing_is_counted_where_no_election_is_open(sitting: Sitting, teller: Client) -> None:
    builders.open_poll(sitting)
    assert "There is nothing to count now." in page(teller, sitting, "papers")
    assert teller.get(f"/hall/{sitting.id}/papers.blt").status_code == 302
    assert "Enter the papers" not in page(teller, sitting, "count")
