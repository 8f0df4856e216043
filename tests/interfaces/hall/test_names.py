"""Who voted how: in the result itself for a small hall, on a page of its own for a large one."""

import pytest
from django.test import Client

from plenaria.actions import polls
from plenaria.interfaces.hall.names import MOST
from plenaria.store.models import Body
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
    Body.objects.filter(id=sitting.body).update(votes_shown="counts")
    assert "/votes/1/names" not in browser.get(f"/hall/{sitting.id}/live").content.decode()
    assert browser.get(f"/hall/{sitting.id}/votes/1/names").status_code == 404
