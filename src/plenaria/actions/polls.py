"""Questions put to the vote: prepared, opened on a frozen roll, closed, declared with the arithmetic, or void."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from plenaria.actions._perform import Deed, Receipt, perform
from plenaria.actions._roll import freeze_roll, present_count, roll_unfit, rolled_tally
from plenaria.core.journal.recount import roll_hash
from plenaria.core.permits import Actor, Where
from plenaria.core.polls import ANSWERED_ALONE, METHODS, POLL
from plenaria.core.refusal import Refusal, conflict, unacceptable
from plenaria.core.resolutions import RESOLUTION
from plenaria.core.voting import rule as rules
from plenaria.core.voting.decision import Decision, decide
from plenaria.store import models


def prepare_question(
    *,
    actor: Actor,
    at: datetime,
    meeting: str,
    resolution: str | None = None,
    clause: str | None = None,
    item: str | None = None,
    titles: Mapping[str, str] | None = None,
) -> Receipt | Refusal:
    """Write down what will be put: one clause of a resolution, the whole of it, or words of its own (``titles``)."""

    def load() -> tuple[models.Meeting, Where] | Refusal:
        row = models.Meeting.objects.select_for_update().filter(id=meeting).first()
        return (row, Where(body=row.body_id)) if row else unacceptable("meeting-unknown")

    def lawful(row: models.Meeting) -> bool | Refusal:
        if resolution and not models.Resolution.objects.filter(id=resolution, meeting=row).exists():
            return unacceptable("resolution-unknown")
        if item and not row.items.filter(id=item).exists():
            return unacceptable("item-unknown")
        if clause and not models.Clause.objects.filter(id=clause, resolution_id=resolution, removed=False).exists():
            return unacceptable("clause-unknown")
        return True if resolution or any((titles or {}).values()) else unacceptable("question-empty")

    def write(deed: Deed, row: models.Meeting, decision: bool) -> str:
        deed.meeting = row.id
        question = models.Question.objects.create(
            meeting=row,
            item_id=item,
            resolution_id=resolution,
            clause_id=clause,
            titles=dict(titles or {}),
            position=row.questions.count() + 1,
        )
        deed.record("poll-prepared", question.id, resolution=resolution or "", clause=clause or "")
        return question.id

    return perform(actor=actor, verb="polls.prepare", at=at, load=load, decide=lawful, write=write)


def prepare_poll(
    *,
    actor: Actor,
    at: datetime,
    question: str,
    method: str,
    rule_name: str = rules.ORDINARY,
    rule: rules.Rule | None = None,
) -> Receipt | Refusal:
    """Prepare a putting of a question under one of the meeting's rules, or under a ``rule`` for this once.

    Refused: ``method-unknown`` (method), ``rule-unknown`` (name).
    """

    def load() -> tuple[models.Question, Where] | Refusal:
        meeting = models.Meeting.objects.select_for_update().filter(questions=question).first()
        if meeting is None:
            return unacceptable("question-unknown")
        row = models.Question.objects.get(id=question)
        row.meeting = meeting
        return row, Where(body=meeting.body_id)

    def lawful(row: models.Question) -> bool | Refusal:
        if method not in METHODS:
            return unacceptable("method-unknown", method=method)
        return True if rule or rule_name in row.meeting.rules else unacceptable("rule-unknown", name=rule_name)

    def write(deed: Deed, row: models.Question, decision: bool) -> str:
        deed.meeting = row.meeting_id
        poll = models.Poll.objects.create(
            question=row,
            meeting=row.meeting,
            number=row.meeting.polls.count() + 1,
            method=method,
            rule_name=rule_name,
            rule=rules.to_data(rule) if rule else row.meeting.rules[rule_name],
        )
        deed.record("poll-prepared", poll.id, question=row.id, number=poll.number, method=method, rule=poll.rule)
        return poll.id

    return perform(actor=actor, verb="polls.prepare", at=at, load=load, decide=lawful, write=write)


def open_poll(*, actor: Actor, at: datetime, poll: str) -> Receipt | Refusal:
    """Open the vote: the roll is frozen and journalled, and a resolution that is put as a whole is closed to changes.

    Refused: ``meeting-not-open``, ``another-poll-open``, and what ``roll_unfit`` refuses.
    """

    def lawful(row: models.Poll) -> str | Refusal:
        # Locked, so that of two votes opened at once one sees the other, and none opens while the meeting closes.
        row.meeting = models.Meeting.objects.select_for_update().get(id=row.meeting_id)
        if row.meeting.state != "open":
            return conflict("meeting-not-open")
        if row.meeting.polls.filter(state="open").exists():
            return conflict("another-poll-open")
        state = POLL.after(row.state, "open")
        if isinstance(state, Refusal):
            return state
        unfit = roll_unfit(row)
        return unfit or _putting(row, "put") or state

    def write(deed: Deed, row: models.Poll, state: str) -> str:
        roll = freeze_roll(row)
        row.state, row.opened_at = state, at
        row.roll_size, row.present = len(roll), sum(seat.present for seat in roll)
        row.save(update_fields=("state", "opened_at", "roll_size", "present", "denominator"))
        _move_resolution(row, "put")
        digest = roll_hash({each.credential_id: each.weight for each in roll}, row.denominator)
        deed.record("roll-frozen", row.id, sha256=digest, seats=row.roll_size, present=row.present)
        deed.record("poll-opened", row.id, question=row.question_id, number=row.number, present=row.present)
        return row.id

    return _on_poll(actor, at, poll, "polls.conduct", lawful, write)


def record_hands(
    *, actor: Actor, at: datetime, poll: str, in_favour: int, against: int, abstaining: int
) -> Receipt | Refusal:
    """What one teller counted; the same teller may count again until the poll is declared.

    Refused: ``poll-not-open``, ``count-negative`` (count), ``more-votes-than-present`` (votes, present).
    """

    def lawful(row: models.Poll) -> bool | Refusal:
        if row.state not in ("open", "closed"):
            return conflict("poll-not-open")
        hands = {"in_favour": in_favour, "against": against, "abstaining": abstaining}
        tally = rolled_tally(row, **hands)
        return tally if isinstance(tally, Refusal) else True

    def write(deed: Deed, row: models.Poll, decision: bool) -> str:
        models.HandCount.objects.update_or_create(
            poll=row,
            teller_id=actor.person,
            defaults={"in_favour": in_favour, "against": against, "abstaining": abstaining, "at": at},
        )
        deed.record("hands-counted", row.id, in_favour=in_favour, against=against, abstaining=abstaining)
        return row.id

    return _on_poll(actor, at, poll, "polls.count", lawful, write)


def close_poll(*, actor: Actor, at: datetime, poll: str) -> Receipt | Refusal:
    """Close the vote: nothing counts after it. A purely electronic poll is declared in the same breath."""

    def lawful(row: models.Poll) -> tuple[str, Decision | None] | Refusal:
        state = POLL.after(row.state, "close")
        if isinstance(state, Refusal):
            return state
        alone = row.method in ANSWERED_ALONE and not row.counts.exists()
        decision = _decided(row) if alone else None
        return decision if isinstance(decision, Refusal) else (state, decision)

    def write(deed: Deed, row: models.Poll, decided: tuple[str, Decision | None]) -> str:
        state, decision = decided
        row.present = present_count(row)
        row.state, row.closed_at = state, at
        row.save(update_fields=("state", "closed_at", "present"))
        deed.record("poll-closed", row.id, present=row.present)
        if decision:
            _declare(deed, row, decision)
        return row.id

    return _on_poll(actor, at, poll, "polls.conduct", lawful, write)


def declare_poll(
    *, actor: Actor, at: datetime, poll: str, chair: str | None = None, lot: str | None = None
) -> Receipt | Refusal:
    """Declare what was decided, once hands are counted; ``chair`` or ``lot`` settles a tie where the rule asks them.

    A tie that still waits for them stays closed. Refused: ``no-count`` before a teller has counted, ``counts-differ``
    where two tellers did not find the same.
    """

    def lawful(row: models.Poll) -> Decision | Refusal:
        for voice in (chair, lot):
            if voice not in (None, "for", "against"):
                return unacceptable("choice-unknown", seat="", choice=voice)
        state = POLL.after(row.state, "declare")
        return state if isinstance(state, Refusal) else _decided(row, chair, lot)

    def write(deed: Deed, row: models.Poll, decision: Decision) -> str:
        _declare(deed, row, decision)
        return row.id

    return _on_poll(actor, at, poll, "polls.conduct", lawful, write)


def void_poll(*, actor: Actor, at: datetime, poll: str, reason: str) -> Receipt | Refusal:
    """Declare a putting void, with the reason; the question can be put again as a new poll."""

    def lawful(row: models.Poll) -> str | Refusal:
        if not reason.strip():
            return unacceptable("reason-missing")
        return POLL.after(row.state, "void")

    def write(deed: Deed, row: models.Poll, state: str) -> str:
        _void(deed, row, reason.strip())
        return row.id

    return _on_poll(actor, at, poll, "polls.conduct", lawful, write)


@dataclass(frozen=True, slots=True)
class Agreed:
    """What the tellers found, all of them the same."""

    in_favour: int = 0
    against: int = 0
    abstaining: int = 0


def _on_poll(actor: Actor, at: datetime, poll: str, verb: str, lawful: Any, write: Any) -> Receipt | Refusal:
    def load() -> tuple[models.Poll, Where] | Refusal:
        row = models.Poll.objects.select_for_update(of=("self",)).select_related("meeting", "question").filter(id=poll)
        found = row.first()
        return (found, Where(body=found.meeting.body_id)) if found else unacceptable("poll-unknown")

    def written(deed: Deed, row: models.Poll, decision: Any) -> str:
        deed.meeting = row.meeting_id
        subject: str = write(deed, row, decision)
        return subject

    return perform(actor=actor, verb=verb, at=at, load=load, decide=lawful, write=written)


def _decided(row: models.Poll, chair: str | None = None, lot: str | None = None) -> Decision | Refusal:
    """The decision of what was cast and counted, under the frozen rule and roll."""
    hands = _agreed(row)
    if isinstance(hands, Refusal):
        return hands
    tally = rolled_tally(row, in_favour=hands.in_favour, against=hands.against, abstaining=hands.abstaining)
    if isinstance(tally, Refusal):
        return tally
    return decide(rules.from_data(row.rule), tally, call=row.meeting.call, chair=chair, lot=lot)


def _agreed(row: models.Poll) -> Agreed | Refusal:
    found = {(each.in_favour, each.against, each.abstaining) for each in row.counts.all()}
    if len(found) > 1:
        return conflict("counts-differ")
    if not found and row.method == "hands":
        return conflict("no-count")
    return Agreed(*found.pop()) if found else Agreed()


def _declare(deed: Deed, row: models.Poll, decision: Decision) -> None:
    """Write the outcome; a tie that still waits for the chair stays closed, and a void one is void, not lost."""
    if decision.outcome == "void":
        row.decision = decision.to_data()
        _void(deed, row, "no-quorum")
        return
    row.decision = decision.to_data()
    if decision.outcome == "tie":
        row.save(update_fields=("decision",))
        return
    row.state, row.declared_at = "declared", deed.at
    row.save(update_fields=("state", "declared_at", "decision"))
    tally = decision.tally
    deed.record(
        "poll-declared",
        row.id,
        outcome=decision.outcome,
        reason=decision.reason,
        in_favour=tally.in_favour,
        against=tally.against,
        abstaining=tally.abstaining,
        denominator=tally.denominator,
        present=tally.present,
        roll=tally.roll,
        needed=-1 if decision.needed is None else decision.needed,
        settled=decision.settled or "",
    )
    if decision.outcome == "rejected":
        _lose(deed, row)


def _lose(deed: Deed, row: models.Poll) -> None:
    """A clause that was put separately leaves the text; a text that was put as a whole is rejected."""
    question = row.question
    if question.clause_id:
        models.Clause.objects.filter(id=question.clause_id).update(lost_in=row)
    elif question.resolution_id:
        _move_resolution(row, "reject")
        deed.record("text-rejected", question.resolution_id, poll=row.id)


def _void(deed: Deed, row: models.Poll, reason: str) -> None:
    opened = row.state != "prepared"
    row.state, row.reason = "void", reason
    row.save(update_fields=("state", "reason", "decision"))
    if opened:
        _move_resolution(row, "return")
    deed.record("poll-voided", row.id, reason=reason)


def _putting(row: models.Poll, verb: str) -> Refusal | None:
    """Why this text can't be put now, if it can't; one clause of it is put while it is under debate."""
    resolution = row.question.resolution
    if resolution is None:
        return None
    if row.question.clause_id:
        return None if resolution.state == "debated" else conflict("text-not-debated")
    state = RESOLUTION.after(resolution.state, verb)
    return state if isinstance(state, Refusal) else None


def _move_resolution(row: models.Poll, verb: str) -> None:
    resolution = row.question.resolution
    if resolution is None or row.question.clause_id:
        return
    state = RESOLUTION.after(resolution.state, verb)
    if not isinstance(state, Refusal):
        resolution.state = state
        resolution.save(update_fields=("state",))
