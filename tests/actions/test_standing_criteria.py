"""What a body asks for every time is asked for at each later meeting and nomination."""

from datetime import date

import pytest

from plenaria.actions import criteria, nominations, standing_criteria
from plenaria.actions._criteria import Laid
from plenaria.actions.nominations import Put
from plenaria.core.permits import PUBLIC, Actor
from plenaria.core.refusal import conflict, forbidden, unacceptable
from plenaria.store.models import Body, Clause, Criterion
from plenaria.store.queries import criteria as queries
from tests import builders
from tests.builders import AT, Sitting, done

pytestmark = pytest.mark.django_db


@pytest.fixture
def sitting() -> Sitting:
    body = builders.body(parent=builders.body("congress", level="world"))
    return builders.meeting(body, builders.person("Secretary", body, "secretary", "chair", email="s@council.example"))


@pytest.fixture
def rule(sitting: Sitting) -> str:
    """A clause that lays something down for later delegates."""
    resolution = builders.published_text(sitting)
    clause = builders.clauses_of(resolution)[0]
    Clause.objects.filter(id=clause).update(kind="rule")
    return clause


def stand(actor: Actor, body: str, name: str, asked_of: str = "both", clause: str | None = None) -> str:
    laid = Laid(names={"ru": name}, source="clause" if clause else "rule", clause=clause)
    return done(standing_criteria.lay_down(actor=actor, at=AT, body=body, criterion=laid, asked_of=asked_of))


def planned(sitting: Sitting) -> str:
    """The meeting a year later."""
    return builders.planned_meeting(sitting.body, sitting.secretary, slug="xv", first_day=date(2027, 5, 8))


def names(**of: str) -> list[str]:
    return [each.names["ru"] for each in queries.criteria_of(**of)]


def test_a_later_meeting_asks_for_it_an_earlier_one_when_it_is_taken_over(sitting: Sitting, rule: str) -> None:
    stand(sitting.secretary, sitting.body, "Член клуба три года", clause=rule)
    stand(sitting.secretary, sitting.body, "Знает два языка", "nominees")
    later = planned(sitting)
    assert (names(meeting=sitting.id), names(meeting=later)) == ([], ["Член клуба три года"])
    taken = queries.criteria_of(later)[0]
    assert (taken.source, taken.clause, taken.resolution_number) == ("clause", rule, "XIV/1")
    given = {"actor": sitting.secretary, "at": AT, "meeting": sitting.id}
    done(standing_criteria.take_over(**given))
    assert names(meeting=sitting.id) == ["Член клуба три года"]
    assert standing_criteria.take_over(**given) == conflict("nothing-standing")


def test_a_nominee_is_asked_by_the_body_and_by_whose_event_it_is(sitting: Sitting) -> None:
    world = str(Body.objects.get(id=sitting.body).parent_id)
    above = builders.person("Above", world, "secretary", email="above@congress.example")
    stand(above, world, "Был на двух конгрессах", "nominees")
    stand(above, world, "Только для делегатов", "delegates")
    stand(sitting.secretary, sitting.body, "Знает два языка")
    put = Put(person=str(sitting.secretary.person), names={"ru": "Делегат"}, places={}, host=world)
    nomination = done(nominations.nominate(actor=sitting.secretary, at=AT, body=sitting.body, put=put))
    shown = queries.criteria_of(nomination=nomination)
    assert [(each.names["ru"], each.source, each.body) for each in shown] == [
        ("Знает два языка", "rule", None),
        ("Был на двух конгрессах", "superior", world),
    ]


def test_what_is_dropped_is_asked_for_no_more(sitting: Sitting) -> None:
    criterion = stand(sitting.secretary, sitting.body, "Знает два языка")
    given = {"actor": sitting.secretary, "at": AT}
    done(standing_criteria.drop(**given, criterion=criterion))
    assert standing_criteria.drop(**given, criterion=criterion) == unacceptable("criterion-unknown")
    assert names(meeting=planned(sitting)) == []


def test_a_clause_of_a_superior_body_is_one_of_its_own(sitting: Sitting, rule: str) -> None:
    world = str(Body.objects.get(id=sitting.body).parent_id)
    given = {"actor": sitting.secretary, "at": AT, "meeting": sitting.id}
    laid = Laid(names={"ru": "Правило"}, source="superior", body=world, clause=rule)
    assert criteria.lay_down(**given, criterion=laid) == unacceptable("clause-unknown")


def test_refusals(sitting: Sitting) -> None:
    given = {"actor": sitting.secretary, "at": AT, "body": sitting.body}
    right = Laid(names={"ru": "Правило"})
    lay_down = standing_criteria.lay_down
    assert lay_down(**given, criterion=right, asked_of="cats") == unacceptable("asked-of-unknown")
    assert lay_down(**given, criterion=Laid(names={})) == unacceptable("name-missing")
    assert lay_down(**given | {"body": "gone"}, criterion=right) == unacceptable("body-unknown")
    assert lay_down(**given | {"actor": PUBLIC}, criterion=right) == forbidden(
        "not-permitted", verb="credentials.decide"
    )
    assert not Criterion.objects.exists()
