"""An election in public: who is elected, every round, the files."""

import json
import re

import pytest
from django.test import Client

from plenaria.core.voting.elections.count import Count
from plenaria.core.voting.elections.methods import METHODS
from plenaria.formats import blt
from tests import builders, elected
from tests.builders import Sitting

pytestmark = pytest.mark.django_db


@pytest.fixture
def sitting() -> Sitting:
    body = builders.body()
    return builders.meeting(body, builders.person("Ann", body, "secretary", email="ann@desk.example"), seats=5)


def page(number: int = 1, language: str = "") -> str:
    response = Client().get(f"{language}/b/council/m/xiv/votes/{number}/")
    assert response.status_code == 200
    return re.sub(r"\s+", " ", response.content.decode())


def test_the_page_says_who_is_elected_and_how(sitting: Sitting) -> None:
    elected.held(sitting, None, "1>2", "1>2", "1>2", "2", "3>2")
    text = page()
    assert "Elected (2 seats to fill): Ада Веснина, Борис Громов." in text
    assert "picture-rounds" in text
    assert "All rounds of the count" in text
    assert "Single transferable vote, Scottish rules" in text
    assert "1. Ада Веснина; 2. Борис Громов" in text
    assert "count.json" in text and "count.blt" in text


def test_what_the_body_keeps_to_itself_is_not_shown(sitting: Sitting) -> None:
    elected.held(sitting, None, "1>2", "1>2", "1>2", "2")
    builders.shows(sitting.body, votes="totals")
    text = page()
    assert "Who voted how" not in text and "count.blt" not in text
    assert Client().get("/b/council/m/xiv/votes/1/count.blt").status_code == 404
    assert Client().get("/b/council/m/xiv/votes/1/count.json").status_code == 200


@pytest.mark.parametrize("method", ["electronic", "secret"])
def test_the_ballots_counted_elsewhere_elect_the_same(sitting: Sitting, method: str) -> None:
    elected.held(sitting, elected.setting("meek"), "1>2", "1>2", "1>2", "3>4", "3", method=method)
    count = json.loads(Client().get("/b/council/m/xiv/votes/1/count.json").content)
    read = blt.read(Client().get("/b/council/m/xiv/votes/1/count.blt").content)
    assert isinstance(read, blt.BallotFile)
    made = METHODS["meek"](read.election)
    assert isinstance(made, Count)
    assert list(made.elected) == count["elected_numbers"] != []
    assert read.election.candidates == elected.NAMES


def test_candidate_by_candidate_each_is_explained(sitting: Sitting) -> None:
    elected.held(sitting, elected.setting("each"), "++-_", "+--0", "++--", "-+0_", "++--")
    text = page()
    assert "Votes on each candidate" in text
    assert "Ада Веснина: for 4, against 1, abstaining 0. Needed: 3." in text
    assert Client().get("/b/council/m/xiv/votes/1/count.blt").status_code == 404


def test_a_motion_has_no_count(sitting: Sitting) -> None:
    poll = builders.open_poll(sitting)
    builders.votes(sitting, poll, "for", "for")
    builders.done(elected.closed(sitting, poll))
    assert Client().get("/b/council/m/xiv/votes/1/count.json").status_code == 404
    assert "All rounds" not in page()
