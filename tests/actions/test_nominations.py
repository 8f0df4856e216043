"""Putting somebody forward: proposed, checked against the criteria, approved by a vote, and reported on."""

from dataclasses import replace
from datetime import date

import pytest

from plenaria.actions import criteria, nominations, polls
from plenaria.actions.criteria import Laid
from plenaria.actions.nominations import Put
from plenaria.core.credentials import Finding
from plenaria.core.permits import PUBLIC, Actor
from plenaria.core.refusal import conflict, forbidden, unacceptable
from plenaria.store.models import Body, Leaf, Nomination
from plenaria.store.queries import nominations as queries
from tests import builders
from tests.builders import AT, Sitting, done

pytestmark = pytest.mark.django_db

FIRST, LAST = date(2027, 7, 21), date(2027, 7, 24)


@pytest.fixture
def sitting() -> Sitting:
    world = builders.body("congress", level="world")
    body = builders.body(parent=world)
    secretary = builders.person("Secretary", body, "secretary", "drafter", "chair", email="secretary@council.example")
    return builders.meeting(body, secretary)


@pytest.fixture
def nominee(sitting: Sitting) -> Actor:
    return builders.person("Nominee", sitting.body, "delegate", email="nominee@council.example")


def put(nominee: Actor) -> Put:
    return Put(
        person=str(nominee.person),
        names={"ru": "Делегат VII Всемирного конгресса", "es": "Delegado al VII Congreso Mundial"},
        places={"ru": "Алматы", "es": "Almatý"},
        first_day=FIRST,
        last_day=LAST,
    )


def nominated(sitting: Sitting, nominee: Actor, clause: str | None = None) -> str:
    given = {"actor": sitting.secretary, "at": AT, "body": sitting.body, "clause": clause}
    return done(nominations.nominate(**given, put=put(nominee)))


def required(sitting: Sitting, nomination: str) -> str:
    """A criterion of the superior body, without which nobody is approved."""
    laid = Laid(names={"ru": "Был на трёх съездах"}, source="superior", body=_host(sitting), place="Устав, 7")
    return done(criteria.lay_down(actor=sitting.secretary, at=AT, nomination=nomination, criterion=laid))


def _host(sitting: Sitting) -> str:
    return str(Body.objects.get(id=sitting.body).parent_id)


def state(nomination: str) -> str:
    return Nomination.objects.get(id=nomination).state


def test_the_adoption_of_its_clause_approves_it(sitting: Sitting, nominee: Actor) -> None:
    draft = builders.debated_text(sitting)
    nomination = nominated(sitting, nominee, builders.clauses_of(draft)[0])
    builders.adopted_text(sitting, resolution=draft)
    row = Nomination.objects.get(id=nomination)
    assert (row.state, row.poll_id) == ("approved", row.clause and row.clause.resolution.adopted_by_id)


def test_who_does_not_meet_a_required_criterion_stays_proposed(sitting: Sitting, nominee: Actor) -> None:
    draft = builders.debated_text(sitting)
    nomination = nominated(sitting, nominee, builders.clauses_of(draft)[0])
    criterion = required(sitting, nomination)
    builders.adopted_text(sitting, resolution=draft)
    assert state(nomination) == "proposed"
    given = {"actor": sitting.secretary, "at": AT, "nomination": nomination}
    assert nominations.approve(**given) == conflict("criterion-unchecked", number=1)
    done(nominations.record_findings(**given, findings=[Finding(criterion, False, "Один съезд")]))
    assert nominations.approve(**given) == conflict("criterion-unmet", number=1)
    assert nominations.record_findings(**given, findings=[Finding(criterion, False, "", True)]) == unacceptable(
        "waiver-unreasoned"
    )
    done(nominations.record_findings(**given, findings=[Finding(criterion, True, "Три съезда")]))
    done(nominations.approve(**given))
    assert state(nomination) == "approved"


def test_a_clause_that_was_voted_out_nominates_nobody(sitting: Sitting, nominee: Actor) -> None:
    draft = builders.debated_text(sitting)
    nomination = nominated(sitting, nominee, builders.clauses_of(draft)[0])
    builders.adopted_text(sitting, resolution=draft, lost=[0])
    assert state(nomination) == "proposed"
    given = {"actor": sitting.secretary, "at": AT, "nomination": nomination}
    assert nominations.approve(**given) == conflict("nomination-not-voted")


def test_a_vote_of_its_own_approves_it(sitting: Sitting, nominee: Actor) -> None:
    nomination = nominated(sitting, nominee)
    given = {"actor": sitting.secretary, "at": AT, "nomination": nomination}
    lost = builders.open_poll(sitting)
    builders.votes(sitting, lost, "against", "against", "for")
    done(polls.close_poll(actor=sitting.secretary, at=AT, poll=lost))
    assert nominations.approve(**given, poll=lost) == conflict("nomination-not-voted")
    won = builders.open_poll(sitting)
    builders.votes(sitting, won, "for", "for", "against")
    done(polls.close_poll(actor=sitting.secretary, at=AT, poll=won))
    done(nominations.approve(**given, poll=won))
    assert Nomination.objects.get(id=nomination).poll_id == won


def test_the_nominee_reports_and_the_body_takes_note(sitting: Sitting, nominee: Actor) -> None:
    draft = builders.debated_text(sitting)
    nomination = nominated(sitting, nominee, builders.clauses_of(draft)[0])
    builders.adopted_text(sitting, resolution=draft)
    told = {"at": AT, "nomination": nomination, "text": "Был на конгрессе.", "language": "ru"}
    assert nominations.report(actor=nominee, **told | {"text": " "}) == unacceptable("report-empty")
    done(nominations.report(actor=nominee, **told, files=[builders.upload("Отчёт", "report.txt")]))
    done(nominations.report(actor=nominee, **told | {"text": "Был на конгрессе четыре дня."}))
    done(nominations.note_report(actor=sitting.secretary, at=AT, nomination=nomination))
    view = queries.nomination(nomination, LAST)
    assert view is not None
    assert (view.state, view.report, [each.name for each in view.files]) == (
        "noted",
        "Был на конгрессе четыре дня.",
        ["report.txt"],
    )
    kinds = Leaf.objects.filter(kind__startswith="nomination").order_by("index").values_list("kind", flat=True)
    assert list(kinds) == [
        "nomination-made",
        "nomination-decided",
        "nomination-reported",
        "nomination-reported",
        "nomination-decided",
    ]


def test_a_report_that_does_not_come_is_overdue_after_the_event(sitting: Sitting, nominee: Actor) -> None:
    draft = builders.debated_text(sitting)
    nomination = nominated(sitting, nominee, builders.clauses_of(draft)[0])
    builders.adopted_text(sitting, resolution=draft)
    before, after = queries.nomination(nomination, LAST), queries.nomination(nomination, date(2027, 7, 25))
    assert before is not None
    assert after is not None
    assert (before.overdue, after.overdue) == (False, True)


def test_the_nominee_may_decline(sitting: Sitting, nominee: Actor) -> None:
    nomination = nominated(sitting, nominee)
    other = builders.person("Other", sitting.body, "delegate", email="other@council.example")
    given = {"at": AT, "nomination": nomination, "note": "Заболела"}
    refused = forbidden("not-permitted", verb="nominations.withdraw")
    assert nominations.withdraw(actor=other, **given) == refused
    done(nominations.withdraw(actor=nominee, **given))
    assert state(nomination) == "withdrawn"


def test_what_is_proposed_is_corrected_what_is_decided_is_not(sitting: Sitting, nominee: Actor) -> None:
    draft = builders.debated_text(sitting)
    nomination = nominated(sitting, nominee, builders.clauses_of(draft)[0])
    given = {"actor": sitting.secretary, "at": AT, "nomination": nomination}
    done(nominations.change(**given, put=replace(put(nominee), last_day=None)))
    assert Nomination.objects.get(id=nomination).last_day == FIRST
    builders.adopted_text(sitting, resolution=draft)
    assert nominations.change(**given, put=put(nominee)) == conflict("nomination-decided")
    laid = Laid(names={"ru": "Ещё один"})
    answer = criteria.lay_down(actor=sitting.secretary, at=AT, nomination=nomination, criterion=laid)
    assert answer == conflict("nomination-decided")


def test_refusals(sitting: Sitting, nominee: Actor) -> None:
    given = {"actor": sitting.secretary, "at": AT, "body": sitting.body}
    right = put(nominee)
    assert nominations.nominate(**given | {"body": "gone"}, put=right) == unacceptable("body-unknown")
    assert nominations.nominate(**given, put=right, clause="gone") == unacceptable("clause-unknown")
    assert nominations.nominate(**given, put=replace(right, person="gone")) == unacceptable("person-unknown")
    assert nominations.nominate(**given, put=replace(right, names={"ru": " "})) == unacceptable("name-missing")
    assert nominations.nominate(**given, put=replace(right, last_day=date(2027, 7, 1))) == unacceptable(
        "dates-reversed"
    )
    assert nominations.nominate(**given, put=replace(right, host="gone")) == unacceptable("body-unknown")
    assert nominations.nominate(**given, put=replace(right, party="gone")) == unacceptable("party-unknown")
    assert nominations.nominate(**given | {"actor": PUBLIC}, put=right) == forbidden(
        "not-permitted", verb="nominations.make"
    )
    missing = {"actor": sitting.secretary, "at": AT, "nomination": "gone"}
    assert nominations.approve(**missing) == unacceptable("nomination-unknown")
