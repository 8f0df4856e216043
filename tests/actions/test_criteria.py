"""What delegates must meet, laid down for a meeting."""

import pytest

from plenaria.actions import criteria, meetings
from plenaria.actions.criteria import Laid
from plenaria.core.refusal import conflict, forbidden, unacceptable
from plenaria.store.models import Criterion, Leaf
from tests import builders
from tests.builders import AT, Sitting, done

pytestmark = pytest.mark.django_db
MEMBER = Laid(names={"ru": "Член общества", "es": "Socio"}, place="Устав, статья 7")


@pytest.fixture
def sitting() -> Sitting:
    body = builders.body()
    return builders.meeting(body, builders.person("Ann", body, "secretary"))


def rows(meeting: str) -> list[tuple[object, ...]]:
    found = Criterion.objects.filter(meeting=meeting).order_by("position")
    return list(found.values_list("position", "names", "required", "source", "place", "dropped"))


def test_criteria_are_laid_down_in_order(sitting: Sitting) -> None:
    given = {"actor": sitting.secretary, "at": AT, "meeting": sitting.id}
    done(criteria.lay_down(**given, criterion=MEMBER))  # type: ignore[arg-type]
    done(criteria.lay_down(**given, criterion=Laid(names={"ru": "Совершеннолетний"}, required=False)))  # type: ignore[arg-type]
    assert rows(sitting.id) == [
        (1, {"ru": "Член общества", "es": "Socio"}, True, "rule", "Устав, статья 7", False),
        (2, {"ru": "Совершеннолетний"}, False, "rule", "", False),
    ]
    assert Leaf.objects.filter(kind="criterion-laid-down").count() == 2


def test_a_criterion_is_corrected_and_dropped(sitting: Sitting) -> None:
    made = done(criteria.lay_down(actor=sitting.secretary, at=AT, meeting=sitting.id, criterion=MEMBER))
    changed = Laid(names={"ru": "Член общества с 2020 года"}, required=False)
    done(criteria.change(actor=sitting.secretary, at=AT, criterion=made, laid=changed))
    done(criteria.drop(actor=sitting.secretary, at=AT, criterion=made))
    assert rows(sitting.id) == [(1, {"ru": "Член общества с 2020 года"}, False, "rule", "", True)]


def test_the_criteria_of_an_earlier_meeting_are_taken_over_once(sitting: Sitting) -> None:
    done(criteria.lay_down(actor=sitting.secretary, at=AT, meeting=sitting.id, criterion=MEMBER))
    later = builders.planned_meeting(sitting.body, sitting.secretary, slug="xv")
    given = {"actor": sitting.secretary, "at": AT}
    done(criteria.take_over(**given, meeting=later, earlier=sitting.id))  # type: ignore[arg-type]
    assert rows(later) == rows(sitting.id)
    itself = criteria.take_over(**given, meeting=later, earlier=later)  # type: ignore[arg-type]
    assert itself == unacceptable("meeting-unknown")
    abroad = builders.body("abroad")
    foreign = builders.planned_meeting(abroad, builders.person("Zoe", abroad, "secretary"), slug="i")
    assert criteria.take_over(**given, meeting=later, earlier=foreign) == unacceptable("meeting-unknown")  # type: ignore[arg-type]


def test_what_is_refused(sitting: Sitting) -> None:
    given = {"actor": sitting.secretary, "at": AT, "meeting": sitting.id}
    assert criteria.lay_down(**given, criterion=Laid(names={})) == unacceptable("name-missing")  # type: ignore[arg-type]
    wrong = Laid(names={"ru": "Что-то"}, source="rumour")
    assert criteria.lay_down(**given, criterion=wrong) == unacceptable("source-unknown")  # type: ignore[arg-type]
    clause = Laid(names={"ru": "Что-то"}, source="clause", clause="none")
    assert criteria.lay_down(**given, criterion=clause) == unacceptable("clause-unknown")  # type: ignore[arg-type]
    superior = Laid(names={"ru": "Что-то"}, source="superior", body="none")
    assert criteria.lay_down(**given, criterion=superior) == unacceptable("body-unknown")  # type: ignore[arg-type]
    unknown = criteria.change(actor=sitting.secretary, at=AT, criterion="none", laid=MEMBER)
    assert unknown == unacceptable("criterion-unknown")
    stranger = builders.person("Zoe", sitting.body, "teller")
    refused = criteria.lay_down(actor=stranger, at=AT, meeting=sitting.id, criterion=MEMBER)
    assert getattr(refused, "code", "") == forbidden("not-permitted", verb="").code
    done(meetings.close_meeting(actor=sitting.secretary, at=AT, meeting=sitting.id))
    assert criteria.lay_down(**given, criterion=MEMBER) == conflict("meeting-over")  # type: ignore[arg-type]
