from datetime import date, timedelta

import pytest
from django.test import Client

from plenaria.actions import deliveries, dispatches
from plenaria.core.permits import MACHINE
from plenaria.interfaces.desk import today
from plenaria.store.queries import dispatches as queries
from tests import builders, followed
from tests.builders import AT, Sitting, done

pytestmark = pytest.mark.django_db

AFTER = AT + (followed.DUE - AT.date()) + timedelta(days=2)


@pytest.fixture
def sitting() -> Sitting:
    return followed.sitting()


def test_what_is_overdue_and_who_is_silent_stands_on_the_first_page(client: Client, sitting: Sitting) -> None:
    followed.parties(sitting.body)
    resolution = followed.sealed(sitting)
    known = followed.confirmed(sitting, resolution, sitting.secretary)
    done(dispatches.prepare_dispatches(actor=MACHINE, at=AT, resolution=resolution))
    request = next(each for each in queries.dispatches(resolution, AT.date()) if each.purpose == "request")
    done(dispatches.send_dispatches(actor=sitting.secretary, at=AT, dispatches=[request.id]))
    mine = frozenset({sitting.body})
    assert [view.id for view in today.late(mine, sitting.secretary, AFTER)] == [known["2"]]  # type: ignore[attr-defined]
    assert [view.id for view in today.silent(mine, sitting.secretary, AFTER)] == [request.id]  # type: ignore[attr-defined]
    chair = builders.person("Carl", sitting.body, "chair", email="carl@desk.example")
    assert list(today.late(mine, chair, AFTER)) == list(today.silent(mine, chair, AFTER)) == []
    shown = builders.logged_in(client, sitting.secretary).get("/desk/").content.decode()
    late = date.today() > followed.DUE  # noqa: DTZ011 - the page goes by the clock of the machine
    assert (f"/desk/commitments/{known['2']}" in shown) == late


def test_what_came_back_stands_there_until_it_goes_again(client: Client, sitting: Sitting) -> None:
    followed.parties(sitting.body)
    resolution = followed.sealed(sitting)
    done(dispatches.prepare_dispatches(actor=MACHINE, at=AT, resolution=resolution))
    letter = queries.dispatches(resolution, AT.date())[0].id
    done(dispatches.send_dispatches(actor=sitting.secretary, at=AT, dispatches=[letter]))
    done(deliveries.record_delivery(actor=MACHINE, at=AT, dispatch=letter, verb="bounce"))
    desk = builders.logged_in(client, sitting.secretary)
    assert f"/desk/letters/{letter}" in desk.get("/desk/").content.decode()
    done(dispatches.send_dispatches(actor=sitting.secretary, at=AT, dispatches=[letter]))
    assert f"/desk/letters/{letter}" not in desk.get("/desk/").content.decode()
