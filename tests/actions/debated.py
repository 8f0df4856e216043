"""A meeting at a point with a list of speakers, for what is tried of either."""

from datetime import datetime, timedelta

import pytest

from plenaria.actions import agenda, speakers, speeches
from plenaria.core.journal.entry import read
from plenaria.store.models import Leaf, Speaker
from plenaria.store.queries import speakers as queries
from plenaria.store.queries.agenda import agenda as points
from tests import builders
from tests.builders import AT, Sitting, done, holder


@pytest.fixture
def sitting() -> Sitting:
    """An open meeting of four seats at its first of two points."""
    body = builders.body()
    found = builders.meeting(body, builders.person("Ann", body, "secretary"), seats=4)
    day: list[agenda.Point] = [({"en": "The text"}, None), ({"en": "Elections"}, None)]
    done(agenda.set_agenda(actor=found.secretary, at=AT, meeting=found.id, items=day))
    done(agenda.open_item(actor=found.secretary, at=AT, item=point(found)))
    return found


def point(sitting: Sitting, position: int = 1) -> str:
    return points(sitting.id)[position - 1].id


def after(seconds: float) -> datetime:
    return AT + timedelta(seconds=seconds)


def asks(sitting: Sitting, number: int, form: str = "speech", at: datetime = AT, **details: str) -> str:
    """The seat with that number asks, with its own badge."""
    seat = sitting.credentials[number - 1]
    return done(speakers.ask(actor=holder(seat), at=at, credential=seat, form=form, **details))


def call(sitting: Sitting, speaker: str, at: datetime = AT) -> str:
    return done(speeches.call(actor=sitting.secretary, at=at, speaker=speaker))


def lay_down(sitting: Sitting, **debate: str | int) -> None:
    done(speakers.set_debate_of_point(actor=sitting.secretary, at=AT, item=point(sitting), debate=debate))


def listed(sitting: Sitting) -> queries.ListView:
    found = queries.speaker_list(point(sitting))
    assert found is not None
    return found


def waiting(sitting: Sitting) -> list[int]:
    return [each.seat for each in listed(sitting).waiting]


def journal(*kinds: str) -> list[tuple[str, dict[str, object]]]:
    rows = Leaf.objects.filter(kind__in=kinds).order_by("index")
    return [(row.kind, dict(read(bytes(row.data)).data)) for row in rows]


def states(sitting: Sitting) -> list[str]:
    return list(Speaker.objects.filter(meeting=sitting.id).order_by("place").values_list("state", flat=True))
