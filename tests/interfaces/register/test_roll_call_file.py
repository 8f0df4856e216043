"""The roll-call as a file: whoever takes it along counts the declared result again."""

import csv
import io
import json
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest
from django.test import Client
from typer.testing import CliRunner

from plenaria.actions import meetings, polls, presence, proxies
from plenaria.actions.cast import Ballot, cast
from plenaria.core.voting.rule import Quorum, Rule, Share
from plenaria.interfaces.cli.app import app
from plenaria.store.models import Person
from tests import builders
from tests.actions.polled import decision
from tests.builders import AT, Sitting, done

pytestmark = pytest.mark.django_db

HALF = Share(Fraction(1, 2), strict=True)
RULE = Rule(threshold=HALF, base="present", quorum=Quorum(first=HALF, of="votes"), weights="share", proxies=1)
WRITTEN = """
threshold = "> 1/2"
base = "present"
weights = "share"
proxies = 1
[quorum]
first = "> 1/2"
of = "votes"
"""


@pytest.fixture
def sitting() -> Sitting:
    """Five seats with votes of every kind; the second holds the mandate of the fifth, the fourth comes and leaves."""
    body = builders.body()
    secretary = builders.person("Ann", body, "secretary", email="ann@desk.example")
    weights = ["20.35", "1/3", "0.35", "2", "1000"]
    made = builders.convened_meeting(body, secretary, seats=6, rule=RULE, weights=weights)
    done(proxies.give_proxy(actor=secretary, at=AT, giver=made.credentials[4], holder=made.credentials[1]))
    for seat in made.credentials[:4]:
        done(presence.check_in(actor=secretary, at=AT, credential=seat))
    done(meetings.open_meeting(actor=secretary, at=AT, meeting=made.id))
    return made


def voted(sitting: Sitting, rule: Rule | None = None) -> str:
    """Seat 1 is for, 2 against for itself and for by proxy; 3 is there and silent, 4 leaves before the close."""
    poll = builders.open_poll(sitting, rule=rule)
    first, second, _, fourth, fifth, _ = sitting.credentials
    for by, seat, choice in ((first, first, "for"), (second, second, "against"), (second, fifth, "for")):
        ballot = Ballot(actor=builders.holder(by), poll=poll, credential=seat, choice=choice, key=f"k{seat}")
        (answer,) = cast(ballots=[ballot], at=AT)
        done(answer)
    done(presence.check_out(actor=sitting.secretary, at=AT, credential=fourth))
    done(polls.close_poll(actor=sitting.secretary, at=AT, poll=poll))
    return poll


def address(sitting: Sitting) -> str:
    return "/b/council/m/xiv/votes/1/roll-call.csv"


def tallied(data: bytes, rule: str, folder: Path) -> dict[str, Any]:
    """What ``plenaria tally`` prints."""
    (folder / "roll.csv").write_bytes(data)
    (folder / "rule.toml").write_text(rule)
    told = CliRunner().invoke(
        app, ["tally", str(folder / "roll.csv"), "--rule", str(folder / "rule.toml"), "--json"], catch_exceptions=False
    )
    found: dict[str, Any] = json.loads(told.stdout)
    return found


def test_the_file_holds_exact_votes_presence_and_proxies(client: Client, sitting: Sitting) -> None:
    voted(sitting)
    Person.objects.filter(names={"en": "Delegate 3"}).update(names={"en": "=HYPERLINK(1)"})
    answer = client.get(address(sitting))
    assert answer["Content-Type"] == "text/csv; charset=utf-8; header=present"
    assert answer["Content-Disposition"] == 'attachment; filename="council-xiv-vote-1.csv"'
    rows = list(csv.reader(io.StringIO(answer.content.decode("utf-8-sig"))))
    assert rows == [
        ["seat", "name", "weight", "choice", "opening", "proxy"],
        ["1", "Delegate 1", "20.35", "for", "yes", ""],
        ["2", "Delegate 2", "1/3", "against", "yes", ""],
        ["3", "'=HYPERLINK(1)", "0.35", "present", "yes", ""],
        ["4", "Delegate 4", "2", "absent", "yes", ""],
        ["5", "Delegate 5", "1000", "for", "yes", "2"],
        ["6", "Delegate 6", "1", "absent", "no", ""],
    ]


def test_counted_again_it_gives_the_declared_result(client: Client, sitting: Sitting, tmp_path: Path) -> None:
    poll = voted(sitting)
    found = tallied(client.get(address(sitting)).content, WRITTEN, tmp_path)
    declared = decision(poll)
    one = declared.tally.denominator
    assert found["outcome"] == declared.outcome == "adopted"
    assert Fraction(str(found["base"])) == Fraction(declared.base or 0, one)
    assert Fraction(str(found["needed"])) == Fraction(declared.needed or 0, one)
    assert Fraction(str(found["quorum"]["present"])) == Fraction(declared.quorum_present or 0, one)


def test_there_is_none_where_names_are_not_shown_or_votes_not_named(client: Client, sitting: Sitting) -> None:
    desk = builders.logged_in(Client(), sitting.secretary)
    poll = builders.open_poll(sitting)
    inside = f"/desk/m/{sitting.id}/votes/1/roll-call.csv"
    assert desk.get(inside).status_code == 404
    done(polls.close_poll(actor=sitting.secretary, at=AT, poll=poll))
    assert (client.get(address(sitting)).status_code, desk.get(inside).status_code) == (200, 200)
    assert client.get("/b/council/m/xiv/votes/9/roll-call.csv").status_code == 404
    builders.shows(sitting.body, votes="totals")
    assert (client.get(address(sitting)).status_code, desk.get(inside).status_code) == (404, 404)


def test_the_page_of_the_vote_names_the_file(client: Client, sitting: Sitting) -> None:
    voted(sitting)
    assert f'href="{address(sitting)}"' in client.get("/b/council/m/xiv/votes/1/").content.decode()
