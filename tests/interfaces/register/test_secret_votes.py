"""A secret vote in the register: the sums, and who took part only where the body shows names."""

import re

import pytest
from django.test import Client

from plenaria.actions import polls
from tests import builders
from tests.builders import AT

pytestmark = pytest.mark.django_db


def page(tmp_path: object, settings: object, votes_seen: str) -> str:
    """The public page of a secret vote on a question, in which three of five voted."""
    settings.DATA = tmp_path  # type: ignore[attr-defined] # pytest-django's fixture
    body = builders.body(votes_seen=votes_seen)
    sitting = builders.meeting(body, builders.person("Ann", body, "secretary"), seats=5)
    poll = builders.open_poll(sitting, method="secret")
    builders.votes(sitting, poll, "for", "against", "", "for")
    builders.done(polls.close_poll(actor=sitting.secretary, at=AT, poll=poll))
    answer = Client().get("/b/council/m/xiv/votes/1/")
    assert answer.status_code == 200
    return re.sub(r"\s+", " ", answer.content.decode())


def test_names_say_who_took_part_and_not_how(tmp_path: object, settings: object) -> None:
    shown = page(tmp_path, settings, "names")
    assert "2 for, 1 against" in shown
    assert "Only 3 ballots were cast. Where so few vote, others may guess how." in shown
    lines = [re.sub(r"<[^>]*>|\s+", " ", each).split() for each in re.findall(r"<tr><td class=\"num\">.*?</tr>", shown)]
    assert [" ".join(each) for each in lines] == [
        "1 Delegate 1 voted",
        "2 Delegate 2 voted",
        "3 Delegate 3 did not vote",
        "4 Delegate 4 voted",
        "5 Delegate 5 did not vote",
    ]


def test_counts_name_nobody(tmp_path: object, settings: object) -> None:
    shown = page(tmp_path, settings, "totals")
    assert "2 for, 1 against" in shown
    assert "Delegate" not in shown
