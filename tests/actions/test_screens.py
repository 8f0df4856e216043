"""What the chair puts on the screens."""

import pytest

from plenaria.actions import meetings, screens
from plenaria.core.refusal import conflict, forbidden, unacceptable
from plenaria.store.models import Leaf, Meeting
from tests import builders
from tests.builders import AT, Sitting, done

pytestmark = pytest.mark.django_db


@pytest.fixture
def sitting() -> Sitting:
    body = builders.body()
    return builders.meeting(body, builders.person("Ann", body, "secretary"))


def test_a_layout_is_chosen_and_journalled(sitting: Sitting) -> None:
    done(screens.choose_layout(actor=sitting.secretary, at=AT, meeting=sitting.id, layout="agenda"))
    assert Meeting.objects.get(id=sitting.id).layout == "agenda"
    assert Leaf.objects.filter(kind="layout-chosen", meeting_id=sitting.id).count() == 1


def test_what_is_refused(sitting: Sitting) -> None:
    given = {"at": AT, "meeting": sitting.id}
    secretary = sitting.secretary
    assert screens.choose_layout(actor=secretary, **given, layout="cinema") == unacceptable("layout-unknown")  # type: ignore[arg-type]
    nowhere = screens.choose_layout(actor=secretary, at=AT, meeting="none", layout="agenda")
    assert nowhere == unacceptable("meeting-unknown")
    stranger = builders.person("Zoe", sitting.body, "teller")
    refused = screens.choose_layout(actor=stranger, **given, layout="agenda")  # type: ignore[arg-type]
    assert refused == forbidden("not-permitted", verb="meetings.conduct")
    done(meetings.close_meeting(actor=secretary, at=AT, meeting=sitting.id))
    assert screens.choose_layout(actor=secretary, **given, layout="agenda") == conflict("meeting-over")  # type: ignore[arg-type]
    assert Meeting.objects.get(id=sitting.id).layout == ""
