"""The report on what became of every clause, from one conference to the next."""

from datetime import UTC, date, datetime

import pytest

from plenaria.actions import agenda, commitments, meetings, polls, reports, texts
from plenaria.core.permits import PUBLIC, Actor
from plenaria.core.refusal import conflict, forbidden, unacceptable
from plenaria.store.models import AgendaItem, Clause, Commitment, Leaf, Report, ReportSection
from plenaria.store.queries import reports as queries
from plenaria.store.queries import texts as text_queries
from tests import builders, followed
from tests.builders import AT, Sitting, done

pytestmark = pytest.mark.django_db

NEXT = date(2027, 5, 8)
LATER = datetime(2027, 5, 8, 9, tzinfo=UTC)


@pytest.fixture
def sitting() -> Sitting:
    body = builders.body()
    secretary = builders.person("Ann", body, "secretary", "chair", "drafter", email="ann@desk.example")
    return builders.meeting(body, secretary)


@pytest.fixture
def owner(sitting: Sitting) -> Actor:
    return builders.person("Olga", sitting.body, "owner", email="olga@desk.example")


@pytest.fixture
def plan(sitting: Sitting, owner: Actor) -> dict[str, str]:
    """What followed from the first conference: clause → commitment."""
    resolution = builders.published_text(sitting, resolution=followed.debated(sitting))
    return followed.confirmed(sitting, resolution, owner)


@pytest.fixture
def following(sitting: Sitting, plan: dict[str, str]) -> Sitting:
    """The conference a year later, convened and open."""
    done(meetings.close_meeting(actor=sitting.secretary, at=AT, meeting=sitting.id))
    return builders.meeting(sitting.body, sitting.secretary, slug="xv", first_day=NEXT)


def prepared(following: Sitting) -> str:
    return done(reports.prepare(actor=following.secretary, at=LATER, meeting=following.id))


def tabled(following: Sitting) -> str:
    report = prepared(following)
    given = {"actor": following.secretary, "at": LATER, "report": report}
    done(reports.freeze(**given))
    return done(reports.table(**given))


def vote(sitting: Sitting, question: str, *choices: str) -> None:
    given = {"actor": sitting.secretary, "at": LATER}
    poll = done(polls.prepare_poll(**given, question=question, method="electronic"))
    done(polls.open_poll(**given, poll=poll))
    builders.votes(sitting, poll, *choices)
    done(polls.close_poll(**given, poll=poll))


def sections(report: str) -> dict[str, ReportSection]:
    return {each.clause.number: each for each in ReportSection.objects.filter(report=report)}


def test_every_clause_has_a_section_with_a_proposal(following: Sitting, plan: dict[str, str], owner: Actor) -> None:
    said = {"sentence": "Карта", "language": "ru"}
    done(commitments.update_commitment(actor=owner, at=LATER, commitment=plan["2"], verb="report-done", **said))
    report = prepared(following)
    assert {number: each.proposal for number, each in sections(report).items()} == {
        "1": "note",
        "2": "close",
        "3": "note",
        "4": "continue",
        "5": "note",
    }
    view = queries.report(report, NEXT)
    assert view is not None
    second = view.sections[1]
    assert second.facts["words"] == {"ru": "Составить карту не позднее 1 сентября."}
    assert [each["state"] for each in second.facts["plan"]] == ["reported-done"]
    assert second.told("ru") == (("ru", "Карта"),)


def test_done_again_it_adds_what_is_missing_and_keeps_what_was_worded(following: Sitting) -> None:
    report = prepared(following)
    section = sections(report)["2"]
    words = {"proposal": "change", "done": {"ru": "Начата."}, "obstacles": {"ru": "Погода", "es": " "}}
    done(reports.edit_section(actor=following.secretary, at=LATER, section=section.id, **words))
    ReportSection.objects.filter(report=report, clause__number="5").delete()
    assert prepared(following) == report
    found = sections(report)
    assert (sorted(found), found["2"].proposal, found["2"].done, found["2"].obstacles) == (
        ["1", "2", "3", "4", "5"],
        "change",
        {"ru": "Начата."},
        {"ru": "Погода"},
    )


def test_once_frozen_nothing_of_it_changes(following: Sitting, plan: dict[str, str], owner: Actor) -> None:
    report = prepared(following)
    given = {"actor": following.secretary, "at": LATER, "report": report}
    done(reports.freeze(**given))
    kept = Report.objects.get(id=report)
    done(commitments.update_commitment(actor=owner, at=LATER, commitment=plan["2"], verb="report-done"))
    view = queries.report(report, NEXT)
    assert view is not None
    assert [each["state"] for each in view.sections[1].facts["plan"]] == ["no-word"]
    section = sections(report)["2"].id
    words = {"proposal": "close", "done": {}, "obstacles": {}}
    refused = conflict("report-frozen")
    assert reports.edit_section(actor=following.secretary, at=LATER, section=section, **words) == refused
    assert reports.prepare(actor=following.secretary, at=LATER, meeting=following.id) == refused
    frozen = Leaf.objects.get(kind="report-frozen")
    assert kept.sha256.encode() in bytes(frozen.data)


def test_the_meeting_decides_on_the_whole_and_on_a_clause_by_itself(
    following: Sitting, plan: dict[str, str], owner: Actor
) -> None:
    for number in ("2", "4"):
        report = {"commitment": plan[number], "verb": "report-done" if number == "2" else "report-begun"}
        done(commitments.update_commitment(actor=owner, at=LATER, **report))
    report = tabled(following)
    given = {"actor": following.secretary, "at": LATER}
    assert AgendaItem.objects.filter(meeting_id=following.id).count() == 1
    own = done(reports.put_section(**given, section=sections(report)["4"].id))
    assert reports.put_section(**given, section=sections(report)["4"].id) == conflict("section-put")
    assert reports.record_decisions(**given, report=report) == conflict("report-not-voted")
    vote(following, own, "against", "against", "for")
    vote(following, str(Report.objects.get().question_id), "for", "for", "for")
    done(reports.record_decisions(**given, report=report))
    assert {number: each.decision for number, each in sections(report).items()} == {
        "1": "note",
        "2": "close",
        "3": "note",
        "4": "rejected",
        "5": "note",
    }
    states = {each.clause.number: each.state for each in Commitment.objects.filter(id__in=plan.values())}
    assert (states["2"], states["4"]) == ("noted-done", "begun")


def test_what_was_not_agreed_stays_as_it_is_and_is_told_again(
    following: Sitting, plan: dict[str, str], owner: Actor
) -> None:
    done(commitments.update_commitment(actor=owner, at=LATER, commitment=plan["2"], verb="report-done"))
    report = tabled(following)
    given = {"actor": following.secretary, "at": LATER}
    own = done(reports.put_section(**given, section=sections(report)["2"].id))
    vote(following, own, "against", "against", "for")
    vote(following, str(Report.objects.get().question_id), "for", "for", "for")
    done(reports.record_decisions(**given, report=report))
    assert Commitment.objects.get(id=plan["2"]).state == "reported-done"
    again = queries.clauses_to_report(following.body, date(2028, 5, 1))
    assert [each.number for each in _clauses(again)] == ["2", "4"]


def test_the_meeting_votes_on_something_else_in_place_of_what_it_did_not_agree_to(
    following: Sitting, plan: dict[str, str]
) -> None:
    report = tabled(following)
    given = {"actor": following.secretary, "at": LATER}
    fourth = sections(report)["4"].id
    ended = {"section": fourth, "instead": "declare-unachieved"}
    assert reports.put_section(**given, **ended) == conflict("section-not-rejected")
    vote(following, done(reports.put_section(**given, section=fourth)), "against", "against", "for")
    assert reports.put_section(**given, section=fourth, instead="forget") == unacceptable("proposal-unknown")
    question = done(reports.put_section(**given, **ended))
    vote(following, str(Report.objects.get().question_id), "for", "for", "for")
    view = queries.report(report, NEXT)
    assert view is not None
    assert [(each.asked, each.decision) for each in view.sections if each.id == fourth] == [
        ("declare-unachieved", "rejected")
    ]
    vote(following, question, "for", "for", "against")
    done(reports.record_decisions(**given, report=report))
    assert sections(report)["4"].decision == "declare-unachieved"
    assert Commitment.objects.get(id=plan["4"]).state == "declared-unachieved"
    told = b" ".join(bytes(each.data) for each in Leaf.objects.filter(kind="poll-prepared"))
    assert b'"proposal":"declare-unachieved"' in told


def test_what_is_declared_unachieved_ends_so(following: Sitting, plan: dict[str, str]) -> None:
    report = prepared(following)
    words = {"proposal": "declare-unachieved", "done": {}, "obstacles": {}}
    section = sections(report)["2"].id
    given = {"actor": following.secretary, "at": LATER}
    done(reports.edit_section(**given, section=section, **words))
    done(reports.freeze(**given, report=report))
    done(reports.table(**given, report=report))
    vote(following, str(Report.objects.get().question_id), "for", "for", "for")
    done(reports.record_decisions(**given, report=report))
    assert Commitment.objects.get(id=plan["2"]).state == "declared-unachieved"


def test_what_goes_on_is_carried_into_the_next_draft_in_each_language(following: Sitting) -> None:
    report = prepared(following)
    given = {"actor": following.secretary, "at": LATER}
    draft = done(
        texts.import_text(**given, body=following.body, meeting=following.id, text=builders.text("ru", clauses=1))
    )
    done(reports.carry_over(**given, report=report, resolution=draft))
    carried = text_queries.latest(draft, "ru")
    assert carried is not None
    assert [each.number for each in carried.clauses] == ["1", "2", "3"]
    last = carried.clauses[-1]
    assert "пункт" in last.text and "XIV/1" in last.text
    assert [each.number for each in last.citations] == ["XIV/1"]
    read = [(each.kind, each.also, each.people) for each in carried.clauses[1:]]
    assert read == [("task", (), ()), ("continuing", (), ())]
    assert reports.carry_over(**given, report=report, resolution=draft) == conflict("nothing-to-carry-over")


def test_what_was_told_and_is_settled_is_not_told_again(following: Sitting, plan: dict[str, str], owner: Actor) -> None:
    done(commitments.update_commitment(actor=owner, at=LATER, commitment=plan["2"], verb="report-done"))
    report = tabled(following)
    vote(following, str(Report.objects.get().question_id), "for", "for", "for")
    done(reports.record_decisions(actor=following.secretary, at=LATER, report=report))
    still = queries.clauses_to_report(following.body, date(2028, 5, 1))
    assert [each.number for each in _clauses(still)] == ["4"]


def test_what_a_later_text_goes_on_with_is_answered_for_there(
    following: Sitting, plan: dict[str, str], owner: Actor
) -> None:
    given = {"actor": following.secretary, "at": LATER}
    report = tabled(following)
    draft = done(
        texts.import_text(**given, body=following.body, meeting=following.id, text=builders.text("ru", clauses=1))
    )
    done(reports.carry_over(**given, report=report, resolution=draft))
    vote(following, str(Report.objects.get().question_id), "for", "for", "for")
    done(reports.record_decisions(**given, report=report))
    done(texts.table_text(**given, resolution=draft))
    done(texts.debate_text(**given, resolution=draft))
    builders.published_text(following, resolution=draft, number="XV/1")
    assert {each.state for each in Commitment.objects.filter(id__in=plan.values())} == {"no-word"}
    new = followed.confirmed(following, draft, owner)
    assert {number: Commitment.objects.get(id=each).state for number, each in plan.items()} == {
        "2": "carried-on",
        "4": "carried-on",
    }
    assert {each.state for each in Commitment.objects.filter(id__in=new.values())} == {"no-word"}
    told = [each.data for each in Leaf.objects.filter(kind="commitment-updated")]
    assert len(told) == 2


def _clauses(ids: tuple[str, ...]) -> list[object]:
    found = {each.id: each for each in Clause.objects.filter(id__in=ids)}
    return [found[each] for each in ids]


def test_it_is_heard_at_a_point_that_is_on_the_agenda(sitting: Sitting, following: Sitting) -> None:
    given = {"actor": following.secretary, "at": LATER}
    done(agenda.set_agenda(**given, meeting=following.id, items=[({"ru": "Отчёт"}, None), ({"ru": "Разное"}, None)]))
    point = AgendaItem.objects.filter(meeting=following.id)[0].id
    report = prepared(following)
    done(reports.freeze(**given, report=report))
    assert reports.table(**given, report=report, item="gone") == unacceptable("item-unknown")
    done(reports.table(**given, report=report, item=point))
    row = Report.objects.get(id=report)
    assert (row.item_id, row.question and row.question.item_id) == (point, point)
    assert AgendaItem.objects.filter(meeting=following.id).count() == 2


def test_refusals(sitting: Sitting, following: Sitting) -> None:
    given = {"actor": following.secretary, "at": LATER}
    assert reports.prepare(**given, meeting="gone") == unacceptable("meeting-unknown")
    assert reports.freeze(**given, report="gone") == unacceptable("report-unknown")
    assert reports.put_section(**given, section="gone") == unacceptable("section-unknown")
    report = prepared(following)
    section = sections(report)["2"].id
    words = {"done": {}, "obstacles": {}}
    assert reports.edit_section(**given, section=section, proposal="forget", **words) == unacceptable(
        "proposal-unknown"
    )
    assert reports.put_section(**given, section=section) == conflict("report-not-tabled")
    assert reports.carry_over(**given, report=report, resolution="gone") == unacceptable("resolution-unknown")
    assert reports.prepare(actor=PUBLIC, at=LATER, meeting=following.id) == forbidden(
        "not-permitted", verb="reports.edit"
    )
    first = reports.prepare(**given, meeting=sitting.id)
    assert first == conflict("nothing-to-report")
