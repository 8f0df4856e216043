"""Who voted how: in the result itself for a small hall, on a page of its own for a large one."""

import re
from dataclasses import replace

import pytest
from django.test import Client

from plenaria.actions import meetings, polls, presence, proxies
from plenaria.actions.cast import Ballot, cast
from plenaria.core.voting.presets import SIMPLE
from plenaria.interfaces.hall.names import MOST
from tests import builders
from tests.builders import AT, Sitting, done

pytestmark = pytest.mark.django_db


def declared(seats: int) -> tuple[Sitting, Client]:
    body = builders.body()
    sitting = builders.meeting(body, builders.person("Ann", body, "secretary", email="ann@desk.example"), seats=seats)
    poll = builders.open_poll(sitting)
    builders.votes(sitting, poll, *["for", "against"] * (seats // 2))
    done(polls.close_poll(actor=sitting.secretary, at=AT, poll=poll))
    return sitting, builders.logged_in(Client(), sitting.secretary)


def test_a_small_hall_reads_the_names_in_the_result() -> None:
    sitting, browser = declared(2)
    page = browser.get(f"/hall/{sitting.id}/live").content.decode()
    assert page.count("Delegate ") == 2
    assert "/votes/1/names" not in page


def test_a_large_hall_loads_them_when_somebody_asks() -> None:
    sitting, browser = declared(MOST + 2)
    page = browser.get(f"/hall/{sitting.id}/live").content.decode()
    assert "Delegate " not in page
    assert f'href="/hall/{sitting.id}/votes/1/names"' in page
    names = browser.get(f"/hall/{sitting.id}/votes/1/names")
    assert names.content.decode().count("Delegate ") == MOST + 2
    assert browser.get(f"/hall/{sitting.id}/votes/2/names").status_code == 404


def test_a_body_that_shows_counts_only_names_nobody() -> None:
    sitting, browser = declared(MOST + 2)
    builders.shows(sitting.body, votes="totals")
    assert "/votes/1/names" not in browser.get(f"/hall/{sitting.id}/live").content.decode()
    assert browser.get(f"/hall/{sitting.id}/votes/1/names").status_code == 404


def test_beside_a_name_stand_its_votes_and_who_held_the_mandate() -> None:
    body = builders.body()
    secretary = builders.person("Ann", body, "secretary", email="ann@desk.example")
    rule = replace(SIMPLE.rule, weights="share", proxies=1)
    sitting = builders.convened_meeting(body, secretary, seats=2, rule=rule, weights=("0.35", "20"))
    holder, giver = sitting.credentials
    done(presence.check_in(actor=secretary, at=AT, credential=holder))
    done(proxies.give_proxy(actor=secretary, at=AT, giver=giver, holder=holder))
    done(meetings.open_meeting(actor=secretary, at=AT, meeting=sitting.id))
    poll = builders.open_poll(sitting)
    for seat in sitting.credentials:
        own = Ballot(actor=builders.holder(holder), poll=poll, credential=seat, choice="for", key=f"k{seat}")
        (answer,) = cast(ballots=[own], at=AT)
        done(answer)
    done(polls.close_poll(actor=secretary, at=AT, poll=poll))
    page = builders.logged_in(Client(), secretary).get(f"/en/hall/{sitting.id}/live").content.decode()
    cells = [
        re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", each)).strip() for each in re.findall(r"<td>(Del.*?)</td>", page)
    ]
    assert cells == ["Delegate 1 · 0.35 votes", "Delegate 2 · 20 votes by proxy: Delegate 1"]
    assert "picture-shares" in page
