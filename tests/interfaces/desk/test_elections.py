"""Elections at the desk: laid down, put to the vote, counted, handed out."""

import json

import pytest
from django.test import Client

from plenaria.actions import polls
from plenaria.formats import blt
from plenaria.store.models import Poll, Question
from plenaria.store.queries import elections
from tests import builders, elected
from tests.builders import Sitting

pytestmark = pytest.mark.django_db


@pytest.fixture
def sitting() -> Sitting:
    body = builders.body()
    return builders.meeting(body, builders.person("Ann", body, "secretary", email="ann@desk.example"), seats=4)


@pytest.fixture
def desk(sitting: Sitting) -> Client:
    return builders.logged_in(Client(), sitting.secretary)


FILLED = {
    "title_ru": "Совет федерации",
    "places": "2",
    "others": "Ада Веснина | Ada Vesnina\nБорис Громов\n\nВера Дальская",
    "order": "written",
    "method": "scottish-stv",
}


def lay_down(desk: Client, sitting: Sitting, **changed: object) -> tuple[int, str]:
    answer = desk.post(f"/desk/m/{sitting.id}/elections/new", {**FILLED, **changed})
    return answer.status_code, answer.content.decode()


def test_an_election_is_laid_down(desk: Client, sitting: Sitting) -> None:
    assert desk.get(f"/desk/m/{sitting.id}/elections/new").status_code == 200
    person = builders.person("Delegate 1", sitting.body, email="delegate1@xiv.example")
    assert lay_down(desk, sitting, people=[str(person.person)])[0] == 302
    (made,) = elections.elections_at(sitting.id)
    assert made.titles == {"ru": "Совет федерации"}
    assert [(dict(each.names), each.person) for each in made.setting.candidates] == [
        ({"en": "Delegate 1"}, str(person.person)),
        ({"ru": "Ада Веснина", "es": "Ada Vesnina"}, ""),
        ({"ru": "Борис Громов"}, ""),
        ({"ru": "Вера Дальская"}, ""),
    ]
    assert "Совет федерации" in desk.get(f"/desk/m/{sitting.id}/elections").content.decode()


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        ({"title_ru": ""}, "Write what for"),
        ({"others": ""}, "write their names here"),
        ({"method": "approval", "bar": "more", "share": "1"}, "Write a part like"),
        ({"method": "approval", "bar": "least", "share": "a lot"}, "Write a part like"),
        ({"method": "rounds", "majority": ""}, "Write a part like"),
        ({"method": "schulze", "quorum": "3"}, "needs that line"),
        ({"method": "schulze", "none_of_these": "on", "ratio": "1/2"}, "Write a number of 1 or more"),
        ({"others": "Ада\nада"}, "is among the candidates twice"),
        ({"places": "0"}, "greater than or equal to 1"),
    ],
)
def test_what_is_wrong_is_said_and_nothing_typed_is_lost(
    desk: Client, sitting: Sitting, changed: dict[str, str], said: str
) -> None:
    status, page = lay_down(desk, sitting, **changed)
    assert status == 422
    assert said in page
    assert (changed.get("others") or "Борис Громов") in page or not changed.get("others", "x")
    assert not Question.objects.exists()


def test_options_belong_to_their_method(desk: Client, sitting: Sitting) -> None:
    lay_down(desk, sitting, method="schulze", none_of_these="on", quorum="2", ratio="3/2", bar="more", share="x")
    (made,) = elections.elections_at(sitting.id)
    setting = made.setting
    assert (setting.default, setting.quorum, str(setting.ratio), setting.threshold) == (4, 2, "3/2", None)
    assert setting.candidates[3].names["en"] == "None of these"


def test_it_is_put_to_the_vote_and_shown(desk: Client, sitting: Sitting) -> None:
    lay_down(desk, sitting)
    question = Question.objects.get().id
    page = f"/desk/m/{sitting.id}/elections/{question}"
    assert "Prepare the vote" in desk.get(page).content.decode()
    assert desk.post(f"{page}/withdraw", {"candidate": "3"}).status_code == 302
    assert desk.post(page, {"method": "electronic", "rule": "ordinary"}).status_code == 302
    poll = Poll.objects.get()
    builders.done(polls.open_poll(actor=sitting.secretary, at=builders.AT, poll=poll.id))
    for answer in elected.chosen(sitting, poll.id, "1>2", "1>2", "2>1"):
        builders.done(answer)
    builders.done(elected.closed(sitting, poll.id))
    shown = desk.get(page).content.decode()
    assert "Elected (2 seats to fill): Ада Веснина, Борис Громов." in shown
    assert "Prepare the vote" not in shown


def test_ballots_and_count_are_handed_out(desk: Client, sitting: Sitting) -> None:
    poll = elected.held(sitting, None, "1>2", "1>2", "1>2", "2")
    address = f"/desk/m/{sitting.id}/elections/count/{poll}"
    count = json.loads(desk.get(f"{address}.json").content)
    assert (count["elected"], count["elected_numbers"]) == (["Ада Веснина", "Борис Громов"], [1, 2])
    read = blt.read(desk.get(f"{address}.blt").content)
    assert isinstance(read, blt.BallotFile)
    assert [(each.ranks, each.weight) for each in read.election.ballots] == [(((1,), (2,)), 3), (((2,),), 1)]
    assert desk.get(f"{address}.txt").status_code == 404
    builders.shows(sitting.body, votes="totals")
    assert desk.get(f"{address}.blt").status_code == 404
    assert desk.get(f"{address}.json").status_code == 200


def test_nothing_is_handed_out_before_the_end(desk: Client, sitting: Sitting) -> None:
    poll = elected.opened(sitting)
    assert desk.get(f"/desk/m/{sitting.id}/elections/count/{poll}.json").status_code == 404
    assert desk.get(f"/desk/m/{sitting.id}/elections/no-such").status_code == 404
