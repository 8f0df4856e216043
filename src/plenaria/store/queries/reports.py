"""The report on what became of every clause: its facts as they are, or as they were when it was frozen."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any

from django.db.models import OuterRef, Q, Subquery

from plenaria.core.followup import SETTLED, overdue
from plenaria.core.permits import Where
from plenaria.core.reports import Facts, Section, decided
from plenaria.core.resolutions import DECIDED, IN_REGISTER
from plenaria.core.text.resolution import Clause
from plenaria.phrases.stand_ins import LANGUAGES
from plenaria.store import models
from plenaria.store.queries.dispatches import adopted_texts
from plenaria.store.queries.evidence import evidence_of, milestones_of


@dataclass(frozen=True, slots=True, kw_only=True)
class SectionView(Section):
    """A section, and whose it is."""

    id: str
    clause: str
    resolution: str
    question: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportView:
    """A report and all its sections."""

    id: str
    body: str
    body_slug: str
    body_names: Mapping[str, str]
    accent: str
    has_emblem: bool
    meeting: str
    meeting_slug: str
    meeting_names: Mapping[str, str]
    languages: tuple[str, ...]
    """In which it can be read: those of the meeting, then those in which the texts that it is on were adopted."""
    state: str
    frozen_at: datetime | None
    sha256: str
    question: str | None
    sections: tuple[SectionView, ...]


def report_of(meeting: str, today: date) -> ReportView | None:
    """The report that a meeting gets."""
    row = _rows().filter(meeting_id=meeting).first()
    return _view(row, today) if row else None


def report(report_id: str, today: date) -> ReportView | None:
    """One report."""
    row = _rows().filter(id=report_id).first()
    return _view(row, today) if row else None


def published_report(body_slug: str, meeting_slug: str, today: date) -> ReportView | None:
    """The report that everybody may read: tabled or decided, at a meeting that was convened."""
    row = _rows().filter(body__slug=body_slug, meeting__slug=meeting_slug, state__in=("tabled", "decided")).first()
    return _view(row, today) if row else None


def published_state(meeting: str) -> str:
    """The state of the report that everybody may read at a meeting; empty where there is none."""
    rows = models.Report.objects.filter(meeting_id=meeting, state__in=("tabled", "decided"))
    return rows.values_list("state", flat=True).first() or ""


def public_part(section: SectionView) -> SectionView:
    """A section without what only members may see: their commitments and all that belongs to these; who answers for the
    others; and the letters, which the page of the resolution shows as far as the body lays down."""
    facts = section.facts
    shown = [{**each, "owner": {}} for each in facts["plan"] if each["visibility"] == "public"]
    known = {each["commitment"] for each in shown}
    parts = ("updates", "evidence", "milestones")
    kept = {name: [each for each in facts[name] if each["commitment"] in known] for name in parts}
    return replace(section, facts={**facts, **kept, "plan": shown, "letters": []})


def where_of_report(meeting: str) -> Where | None:
    """Where the report of a meeting is written."""
    body = models.Meeting.objects.filter(id=meeting).values_list("body_id", flat=True).first()
    return None if body is None else Where(body=body)


def clauses_to_report(body: str, before: date) -> tuple[str, ...]:
    """The clauses on which a meeting that begins on that day is to be told, resolution by resolution.

    All of what was adopted before it and is in no report yet, and of older ones those with something still open, and
    those of which the last report proposed what was not agreed.
    """
    told = models.ReportSection.objects.filter(report__body_id=body).exclude(report__meeting__first_day=before)
    told = told.filter(report__meeting__first_day__lt=before)
    still = models.Commitment.objects.filter(confirmed=True).exclude(state__in=SETTLED).values("clause")
    last = models.ReportSection.objects.filter(clause=OuterRef("id"), report__meeting__first_day__lt=before)
    last = last.order_by("-report__meeting__first_day")
    rows = models.Clause.objects.filter(
        resolution__body_id=body,
        resolution__state__in=DECIDED | IN_REGISTER,
        resolution__adopted_on__lt=before,
        removed=False,
        lost_in=None,
        level=1,
    )
    rows = rows.alias(last=Subquery(last.values("decision")[:1]))
    rows = rows.filter(~Q(id__in=told.values("clause")) | Q(id__in=still) | Q(last="rejected"))
    return tuple(rows.order_by("resolution__adopted_on", "resolution__number", "position").values_list("id", flat=True))


def states_of(clauses: Iterable[str]) -> dict[str, tuple[tuple[str, ...], bool]]:
    """Clause → the states of its commitments, and whether one of them comes round again."""
    found: dict[str, tuple[tuple[str, ...], bool]] = {}
    rows = models.Commitment.objects.filter(clause__in=list(clauses), confirmed=True).order_by("due", "id")
    for clause, state, recurrence in rows.values_list("clause_id", "state", "recurrence"):
        states, recurs = found.get(clause, ((), False))
        found[clause] = ((*states, state), recurs or recurrence != "none")
    return found


def facts_of(clauses: Iterable[str], today: date) -> dict[str, Facts]:
    """Clause → what is known of it today: words, plan, reports, milestones, letters, evidence; not what owners keep."""
    wanted = list(clauses)
    rows = models.Clause.objects.select_related("resolution").filter(id__in=wanted)
    words = _words(wanted)
    plan = models.Commitment.objects.select_related("owner").filter(clause__in=wanted, confirmed=True)
    commitments = list(plan.exclude(visibility="owners").order_by("due", "id"))
    ids = [each.id for each in commitments]
    shown, steps = evidence_of(ids), milestones_of(ids, today)
    updates = list(models.Update.objects.filter(commitment__in=ids).order_by("at", "id"))
    letters = models.Dispatch.objects.select_related("party").filter(clause__in=wanted, sent_at__isnull=False)
    sent = list(letters.order_by("sent_at", "id"))
    found: dict[str, Facts] = {}
    planned: defaultdict[str, list[models.Commitment]] = defaultdict(list)
    told: defaultdict[str, list[models.Update]] = defaultdict(list)
    written: defaultdict[str | None, list[models.Dispatch]] = defaultdict(list)
    clause_of = {each.id: each.clause_id for each in commitments}
    for each in commitments:
        planned[each.clause_id].append(each)
    for update in updates:
        told[clause_of[update.commitment_id]].append(update)
    for letter in sent:
        written[letter.clause_id].append(letter)
    for row in rows:
        mine = planned[row.id]
        own = {each.id for each in mine}
        found[row.id] = {
            "resolution": row.resolution.number,
            "resolution_slug": row.resolution.slug or "",
            "clause": row.number,
            "fragment": row.fragment,
            "kind": row.kind,
            "words": words.get(row.id, {}),
            "plan": [_planned(each, today) for each in mine],
            "updates": [_reported(each) for each in told[row.id]],
            "milestones": [
                {"names": dict(each.names), "due": _iso(each.due), "done_on": _iso(each.done_on)}
                | {"commitment": commitment}
                for commitment in own
                for each in steps.get(commitment, ())
            ],
            "letters": [_sent(each) for each in written[row.id]],
            "evidence": [
                {"id": each.id, "kind": each.kind, "caption": each.caption, "name": each.name, "sha256": each.sha256}
                | {"link": each.link, "commitment": each.commitment}
                for commitment in own
                for each in shown.get(commitment, ())
            ],
        }
    return found


def _rows() -> "Any":
    return models.Report.objects.select_related("body", "meeting").prefetch_related("sections__clause")


def _view(row: models.Report, today: date) -> ReportView:
    sections = list(row.sections.all())
    live = facts_of([each.clause_id for each in sections if each.facts is None], today)
    facts = {each.id: each.facts if each.facts is not None else live[each.clause_id] for each in sections}
    outcomes = outcomes_of([row.question_id, *(each.question_id for each in sections)])
    return ReportView(
        id=row.id,
        body=row.body_id,
        body_slug=row.body.slug,
        body_names=row.body.names,
        accent=row.body.accent,
        has_emblem=bool(row.body.emblem),
        meeting=row.meeting_id,
        meeting_slug=row.meeting.slug,
        meeting_names=row.meeting.names,
        languages=tuple(dict.fromkeys([*row.meeting.languages, *_adopted_in(facts.values())])),
        state=row.state,
        frozen_at=row.frozen_at,
        sha256=row.sha256,
        question=row.question_id,
        sections=tuple(
            SectionView(
                id=each.id,
                clause=each.clause_id,
                resolution=each.clause.resolution_id,
                facts=facts[each.id],
                done=each.done,
                obstacles=each.obstacles,
                proposal=each.proposal,
                instead=each.instead,
                question=each.question_id,
                decision=each.decision or decision(each, outcomes, row.question_id),
            )
            for each in sections
        ),
    )


def _adopted_in(facts: Iterable[Facts]) -> Iterable[str]:
    """The languages of the clauses, as far as the house's own words are translated into them."""
    return sorted({language for each in facts for language in each["words"]} & set(LANGUAGES))


def decision(section: models.ReportSection, outcomes: Mapping[str | None, str], whole: str | None) -> str:
    """What the votes so far decide of a section; ``whole``: the question on the whole report."""
    own = outcomes.get(section.question_id)
    return decided(section.proposal, own, outcomes.get(whole), instead=section.instead)


def outcomes_of(questions: Iterable[str | None]) -> dict[str | None, str]:
    """Question → the outcome of its latest declared vote."""
    rows = models.Poll.objects.filter(question__in=[each for each in questions if each], state="declared")
    return {
        poll.question_id: str((poll.decision or {}).get("outcome", ""))
        for poll in rows.order_by("number")
        if poll.decision
    }


def _planned(row: models.Commitment, today: date) -> Facts:
    return {
        "commitment": row.id,
        "owner": dict(row.owner.names) if row.owner else {},
        "due": _iso(row.due),
        "recurrence": row.recurrence,
        "state": row.state,
        "late": int(overdue(row.state, row.due, today)),
        "visibility": row.visibility,
    }


def _reported(row: models.Update) -> Facts:
    return {
        "commitment": row.commitment_id,
        "on": row.at.date().isoformat(),
        "state": row.state,
        "sentence": row.sentence,
        "language": row.language,
        "value": row.value,
    }


def _sent(row: models.Dispatch) -> Facts:
    return {
        "party": dict(row.party.names),
        "purpose": row.purpose,
        "state": row.state,
        "sent_on": row.sent_at.date().isoformat() if row.sent_at else "",
        "answered_on": row.answered_at.date().isoformat() if row.answered_at else "",
        "answer_due": _iso(row.answer_due),
    }


def _words(clauses: list[str]) -> dict[str, dict[str, str]]:
    """The words of each clause in every language, sub-clauses with them: from the adopted texts."""
    wanted = set(clauses)
    found: dict[str, dict[str, str]] = {}
    for row in models.Resolution.objects.filter(clauses__in=clauses).distinct():
        for language, text in adopted_texts(row).items():
            for clause in (each for each in text.clauses if each.id in wanted):
                found.setdefault(clause.id, {})[language] = _in_lines(clause)
    return found


def _in_lines(clause: Clause) -> str:
    below = [f"{each.number}) {each.text}" for each in clause.walk() if each is not clause]
    return "\n".join([clause.text, *below, *([clause.tail] if clause.tail else [])])


def _iso(day: date | None) -> str:
    return day.isoformat() if day else ""
