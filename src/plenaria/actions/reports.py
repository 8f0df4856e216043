"""The report on what became of every clause: prepared, worded, frozen, tabled, decided, and carried over."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import datetime
from hashlib import sha256
from typing import Any

from plenaria.actions import texts
from plenaria.actions._perform import Deed, Receipt, perform
from plenaria.actions._settling import settle
from plenaria.actions.texts import Revision
from plenaria.core.journal.canonical import Value, encode, normalised
from plenaria.core.meetings import MEETING
from plenaria.core.permits import Actor, Where
from plenaria.core.refusal import Refusal, conflict, unacceptable
from plenaria.core.reports import CARRIED, PROPOSALS, REPORT, proposal, verb_on
from plenaria.core.text.editing import reworded
from plenaria.core.text.resolution import Clause
from plenaria.phrases import reports as phrases
from plenaria.store import models
from plenaria.store.models.fields import new_id
from plenaria.store.queries import reports as queries
from plenaria.store.queries import texts as text_queries

LONGEST_WORDS = 20_000


def prepare(*, actor: Actor, at: datetime, meeting: str) -> Receipt | Refusal:
    """Write down a section for each clause on which the meeting is to be told; done again, add what is missing.

    Refused: ``meeting-unknown``, ``nothing-to-report``, ``report-frozen``.
    """

    def load() -> tuple[models.Meeting, Where] | Refusal:
        row = models.Meeting.objects.select_for_update(of=("self",)).filter(id=meeting).first()
        return (row, Where(body=row.body_id)) if row else unacceptable("meeting-unknown")

    def decide(row: models.Meeting) -> tuple[str, ...] | Refusal:
        there = models.Report.objects.filter(meeting=row).first()
        if there is not None and there.state != REPORT.initial:
            return conflict("report-frozen")
        found = queries.clauses_to_report(row.body_id, row.first_day)
        return found or conflict("nothing-to-report")

    def write(deed: Deed, row: models.Meeting, clauses: tuple[str, ...]) -> str:
        deed.meeting = row.id
        report, _ = models.Report.objects.get_or_create(meeting=row, defaults={"body_id": row.body_id, "made_at": at})
        known = {each.clause_id: each for each in report.sections.all()}
        states = queries.states_of(clauses)
        for position, clause in enumerate(clauses, 1):
            section = known.get(clause) or models.ReportSection(report=report, clause_id=clause)
            section.position = position
            if clause not in known:
                of_it, recurs = states.get(clause, ((), False))
                section.proposal = proposal(of_it, recurs=recurs)
            section.save()
        deed.record("report-prepared", report.id, sections=len(clauses))
        return report.id

    return perform(actor=actor, verb="reports.edit", at=at, load=load, decide=decide, write=write)


def edit_section(
    *,
    actor: Actor,
    at: datetime,
    section: str,
    proposal: str,
    done: Mapping[str, str],
    obstacles: Mapping[str, str],
) -> Receipt | Refusal:
    """Word a section, and change what it proposes; a language left empty has the words of the owners.

    Refused: ``section-unknown``, ``report-frozen``, ``proposal-unknown``, ``sentence-too-long`` (limit).
    """
    report = models.ReportSection.objects.filter(id=section).values_list("report_id", flat=True).first()

    def decide(row: models.Report) -> bool | Refusal:
        if row.state != REPORT.initial:
            return conflict("report-frozen")
        if proposal not in PROPOSALS:
            return unacceptable("proposal-unknown")
        too_long = max(map(len, [*done.values(), *obstacles.values()]), default=0) > LONGEST_WORDS
        return unacceptable("sentence-too-long", limit=LONGEST_WORDS) if too_long else True

    def write(deed: Deed, row: models.Report, decision: bool) -> str:
        found = row.sections.get(id=section)
        found.proposal, found.done, found.obstacles = proposal, _kept(done), _kept(obstacles)
        found.save(update_fields=("proposal", "done", "obstacles"))
        return row.id

    return _on(actor, "reports.edit", at, report, decide, write, unknown="section-unknown")


def freeze(*, actor: Actor, at: datetime, report: str) -> Receipt | Refusal:
    """Fix the report: its facts are those of now, and its hash goes into the journal. Refused: ``wrong-state``."""

    def write(deed: Deed, row: models.Report, state: str) -> str:
        sections = list(row.sections.all())
        facts = queries.facts_of([each.clause_id for each in sections], at.date())
        for each in sections:
            each.facts = facts[each.clause_id]
            each.save(update_fields=("facts",))
        row.state, row.frozen_at = state, at
        row.sha256 = sha256(encode(normalised(_content(sections)))).hexdigest()
        row.save(update_fields=("state", "frozen_at", "sha256"))
        deed.record("report-frozen", row.id, sha256=row.sha256, sections=len(sections))
        return row.id

    return _on(actor, "reports.edit", at, report, lambda row: REPORT.after(row.state, "freeze"), write)


def table(*, actor: Actor, at: datetime, report: str, item: str = "") -> Receipt | Refusal:
    """Put the frozen report on the agenda, and write down the vote on the whole.

    ``item`` is the point of the agenda under which it is heard; without one it gets a point of its own, at the end.
    Refused: ``wrong-state``, ``meeting-over``, ``item-unknown``.
    """

    def decide(row: models.Report) -> str | Refusal:
        over = MEETING.is_final(row.meeting.state)
        if item and not row.meeting.items.filter(id=item).exists():
            return unacceptable("item-unknown")
        return conflict("meeting-over") if over else REPORT.after(row.state, "table")

    def write(deed: Deed, row: models.Report, state: str) -> str:
        meeting = row.meeting
        titles = {language: phrases.title(language) for language in meeting.languages}
        row.item = (
            meeting.items.get(id=item)
            if item
            else models.AgendaItem.objects.create(meeting=meeting, titles=titles, position=meeting.items.count() + 1)
        )
        row.question = _question(row, {language: phrases.whole(language) for language in meeting.languages})
        row.state = state
        row.save(update_fields=("state", "item", "question"))
        deed.record("report-tabled", row.id, item=row.item.id, question=row.question.id)
        return row.id

    return _on(actor, "reports.table", at, report, decide, write)


def put_section(*, actor: Actor, at: datetime, section: str, instead: str = "") -> Receipt | Refusal:
    """Write down a vote on one section by itself; the subject of the receipt is the question.

    ``instead``: a proposal in the place of the one that the meeting has not agreed to. Refused: ``section-unknown``,
    ``report-not-tabled``, ``section-put``, ``section-not-rejected``, ``proposal-unknown``.
    """
    report = models.ReportSection.objects.filter(id=section).values_list("report_id", flat=True).first()

    def decide(row: models.Report) -> bool | Refusal:
        if row.state != "tabled":
            return conflict("report-not-tabled")
        found = row.sections.get(id=section)
        if not instead:
            return conflict("section-put") if found.question_id else True
        outcomes = queries.outcomes_of([row.question_id, found.question_id])
        if queries.decision(found, outcomes, row.question_id) != "rejected":
            return conflict("section-not-rejected")
        return True if instead in PROPOSALS else unacceptable("proposal-unknown")

    def write(deed: Deed, row: models.Report, decision: bool) -> str:
        found = row.sections.get(id=section)
        facts: dict[str, Any] = found.facts or {}
        asked = instead or found.proposal
        titles = {
            language: phrases.question(facts["resolution"], facts["clause"], asked, language)
            for language in row.meeting.languages
        }
        found.question, found.instead = _question(row, titles), instead
        found.save(update_fields=("question", "instead"))
        deed.record(
            "poll-prepared", found.question.id, resolution="", clause=found.clause_id, effect="", proposal=asked
        )
        return found.question.id

    return _on(actor, "reports.table", at, report, decide, write, unknown="section-unknown")


def record_decisions(*, actor: Actor, at: datetime, report: str) -> Receipt | Refusal:
    """Write down what the meeting decided of each section, and let it work on the commitments.

    Refused: ``report-not-voted`` while a section has no decision, ``wrong-state``.
    """

    def decide(row: models.Report) -> dict[str, str] | Refusal:
        after = REPORT.after(row.state, "decide")
        if isinstance(after, Refusal):
            return after
        sections = list(row.sections.all())
        outcomes = queries.outcomes_of([row.question_id, *(each.question_id for each in sections)])
        found = {each.id: queries.decision(each, outcomes, row.question_id) for each in sections}
        return found if all(found.values()) else conflict("report-not-voted")

    def write(deed: Deed, row: models.Report, decisions: dict[str, str]) -> str:
        for section in row.sections.all():
            section.decision = decisions[section.id]
            section.save(update_fields=("decision",))
            _let_work(deed, section)
        row.state = "decided"
        row.save(update_fields=("state",))
        listed: list[Value] = [
            {"clause": each.clause_id, "decision": decisions[each.id]} for each in row.sections.all()
        ]
        deed.record("report-decided", row.id, sections=listed)
        return row.id

    return _on(actor, "reports.record", at, report, decide, write)


def carry_over(*, actor: Actor, at: datetime, report: str, resolution: str) -> Receipt | Refusal:
    """Append to a draft, in each of its languages, a clause for each section that goes on, citing the earlier one.

    A section goes on by its decision, or by its proposal while the meeting has not decided. What the draft cites
    already is left out. Refused: ``report-unknown``, ``resolution-unknown``, ``nothing-to-carry-over``, and what
    ``texts.revise_texts`` refuses.
    """
    view = queries.report(report, at.date())
    if view is None:
        return unacceptable("report-unknown")
    versions = text_queries.versions(resolution)
    if not versions:
        return unacceptable("resolution-unknown")
    going = [each for each in view.sections if (each.decision or each.proposal) in CARRIED]
    there = " ".join(each.text for version in versions.values() for each in version.text.walk())
    first = next(iter(versions))
    wanted = [each for each in going if _carried(each.facts, first) not in there]
    if not wanted:
        return conflict("nothing-to-carry-over")
    ids = {each.id: new_id() for each in wanted}
    revisions = []
    for language, version in versions.items():
        clauses, number = list(version.text.clauses), len(version.text.clauses)
        for each in wanted:
            number += 1
            bare = Clause(id=ids[each.id], number=str(number), text="", kind=each.facts["kind"])
            asked = reworded(bare, _said(each.facts, language), language).also  # to go on is nothing else to do
            clauses.append(replace(reworded(bare, _carried(each.facts, language), language), also=asked))
        revisions.append(Revision(replace(version.text, clauses=tuple(clauses)), version.revision))
    return texts.revise_texts(actor=actor, at=at, resolution=resolution, revisions=revisions)


def _carried(facts: Mapping[str, Any], language: str) -> str:
    return phrases.carried(facts["resolution"], facts["clause"], _said(facts, language), language)


def _said(facts: Mapping[str, Any], language: str) -> str:
    """The words of the earlier clause, on one line; in another language where it has none in this."""
    said: str = facts["words"].get(language) or next(iter(facts["words"].values()), "")
    return said.replace("\n", " ")


def _let_work(deed: Deed, section: models.ReportSection) -> None:
    """What a decision does to the commitments of its clause; each change stands in the journal."""
    for row in models.Commitment.objects.select_for_update().filter(clause=section.clause, confirmed=True):
        verb = verb_on(section.decision, row.state)
        if verb is None:
            continue
        settle(deed, row, verb)


def _content(sections: list[models.ReportSection]) -> Value:
    return {
        "sections": [
            {
                "clause": each.clause_id,
                "facts": each.facts or {},
                "done": each.done,
                "obstacles": each.obstacles,
                "proposal": each.proposal,
            }
            for each in sections
        ]
    }


def _question(row: models.Report, titles: Mapping[str, str]) -> models.Question:
    meeting = row.meeting
    return models.Question.objects.create(
        meeting=meeting, item=row.item, titles=dict(titles), position=meeting.questions.count() + 1
    )


def _kept(words: Mapping[str, str]) -> dict[str, str]:
    return {language: each.replace("\r\n", "\n").strip() for language, each in words.items() if each.strip()}


def _on[Decision](
    actor: Actor,
    permit: str,
    at: datetime,
    report: str | None,
    decide: Callable[[models.Report], Decision | Refusal],
    write: Callable[[Deed, models.Report, Decision], str],
    unknown: str = "report-unknown",
) -> Receipt | Refusal:
    def load() -> tuple[models.Report, Where] | Refusal:
        rows = models.Report.objects.select_for_update(of=("self",)).select_related("meeting")
        row = rows.filter(id=report).first() if report else None
        return (row, Where(body=row.body_id)) if row else unacceptable(unknown)

    def written(deed: Deed, row: models.Report, decision: Decision) -> str:
        deed.meeting = row.meeting_id
        return write(deed, row, decision)

    return perform(actor=actor, verb=permit, at=at, load=load, decide=decide, write=written)
