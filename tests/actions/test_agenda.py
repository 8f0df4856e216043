import pytest

from plenaria.actions import agenda, meetings
from plenaria.core.permits import Actor
from plenaria.core.refusal import conflict, forbidden, unacceptable
from plenaria.store.models import Leaf
from plenaria.store.queries import agenda as queries
from plenaria.store.queries import meetings as meeting_queries
from tests import builders
from tests.builders import AT, Sitting

pytestmark = pytest.mark.django_db

POINTS: list[agenda.Point] = [({"en": "Opening"}, None), ({"en": "The text"}, None), ({"en": "Close"}, None)]


@pytest.fixture
def secretary() -> Actor:
    return builders.person("Ann", builders.body(), "secretary")


@pytest.fixture
def sitting(secretary: Actor) -> Sitting:
    (_, body), *_ = secretary.roles
    sitting = builders.meeting(str(body), secretary)
    builders.done(agenda.set_agenda(actor=secretary, at=AT, meeting=sitting.id, items=POINTS))
    return sitting


def states(sitting: Sitting) -> list[tuple[str, str]]:
    return [(each.titles["en"], each.state) for each in queries.agenda(sitting.id)]


def ids(sitting: Sitting) -> list[str]:
    return [each.id for each in queries.agenda(sitting.id)]


def test_points_are_opened_one_at_a_time(secretary: Actor, sitting: Sitting) -> None:
    first, second, third = ids(sitting)
    builders.done(agenda.open_item(actor=secretary, at=AT, item=first))
    builders.done(agenda.open_item(actor=secretary, at=AT, item=second))
    view = meeting_queries.meeting(sitting.id)
    assert view is not None
    assert view.item == second
    builders.done(agenda.postpone_item(actor=secretary, at=AT, item=third))
    builders.done(agenda.close_item(actor=secretary, at=AT, item=second))
    assert states(sitting) == [("Opening", "done"), ("The text", "done"), ("Close", "postponed")]
    told = Leaf.objects.filter(meeting_id=sitting.id).order_by("index").values_list("kind", flat=True)
    assert list(told)[-6:] == [
        "agenda-changed",
        "item-opened",
        "item-closed",
        "item-opened",
        "item-postponed",
        "item-closed",
    ]


def test_postponing_the_open_point_leaves_none_open(secretary: Actor, sitting: Sitting) -> None:
    first = ids(sitting)[0]
    builders.done(agenda.open_item(actor=secretary, at=AT, item=first))
    builders.done(agenda.postpone_item(actor=secretary, at=AT, item=first))
    view = meeting_queries.meeting(sitting.id)
    assert view is not None
    assert view.item is None
    builders.done(agenda.open_item(actor=secretary, at=AT, item=first))


def test_a_point_that_is_open_is_not_opened_again(secretary: Actor, sitting: Sitting) -> None:
    first = ids(sitting)[0]
    builders.done(agenda.open_item(actor=secretary, at=AT, item=first))
    assert agenda.open_item(actor=secretary, at=AT, item=first) == conflict(
        "wrong-state", name="agenda-item", state="open", verb="open"
    )


def test_what_stays_on_the_agenda_keeps_its_id(secretary: Actor, sitting: Sitting) -> None:
    opening, text, close = ids(sitting)
    changed: list[agenda.Point] = [POINTS[0], ({"en": "Elections"}, None), POINTS[2]]
    builders.done(agenda.set_agenda(actor=secretary, at=AT, meeting=sitting.id, items=changed))
    assert ids(sitting)[0] == opening
    assert ids(sitting)[2] == close
    assert text not in ids(sitting)
    assert [each.position for each in queries.agenda(sitting.id)] == [1, 2, 3]


def test_a_point_that_was_begun_stays(secretary: Actor, sitting: Sitting) -> None:
    builders.done(agenda.open_item(actor=secretary, at=AT, item=ids(sitting)[1]))
    without = [POINTS[0], POINTS[2]]
    assert agenda.set_agenda(actor=secretary, at=AT, meeting=sitting.id, items=without) == conflict(
        "item-begun", position=2
    )
    assert len(ids(sitting)) == 3


def test_what_is_refused(secretary: Actor, sitting: Sitting) -> None:
    first = ids(sitting)[0]
    untitled: list[agenda.Point] = [({"en": "One"}, None), ({"en": ""}, None)]
    foreign: list[agenda.Point] = [({"en": "One"}, "no-such-paper")]
    assert agenda.set_agenda(actor=secretary, at=AT, meeting=sitting.id, items=untitled) == unacceptable(
        "title-missing", position=2
    )
    assert agenda.set_agenda(actor=secretary, at=AT, meeting=sitting.id, items=foreign) == unacceptable(
        "resolution-unknown", position=1
    )
    assert agenda.open_item(actor=secretary, at=AT, item="none") == unacceptable("item-unknown")
    delegate = builders.person("Dan", sitting.body, "delegate")
    assert agenda.open_item(actor=delegate, at=AT, item=first) == forbidden("not-permitted", verb="meetings.conduct")
    builders.done(meetings.suspend_meeting(actor=secretary, at=AT, meeting=sitting.id))
    assert agenda.open_item(actor=secretary, at=AT, item=first) == conflict("meeting-not-open")
    builders.done(meetings.close_meeting(actor=secretary, at=AT, meeting=sitting.id))
    assert agenda.postpone_item(actor=secretary, at=AT, item=first) == conflict("meeting-over")


def test_the_close_of_the_meeting_ends_the_open_point(secretary: Actor, sitting: Sitting) -> None:
    builders.done(agenda.open_item(actor=secretary, at=AT, item=ids(sitting)[0]))
    builders.done(meetings.close_meeting(actor=secretary, at=AT, meeting=sitting.id))
    assert states(sitting) == [("Opening", "done"), ("The text", "pending"), ("Close", "pending")]
