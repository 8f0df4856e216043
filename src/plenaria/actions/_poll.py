"""What the actions on a poll share: finding it, deciding it, and what its outcome does to the text it was about."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from plenaria.actions import _amendments, _decisions, _elections
from plenaria.actions._perform import Deed, Receipt, perform
from plenaria.actions._roll import rolled_tally
from plenaria.actions._speakers import close_by_vote
from plenaria.actions.secret import empty_box, read_ballots
from plenaria.core.journal.canonical import Value
from plenaria.core.permits import Actor, Where
from plenaria.core.polls import COUNTED
from plenaria.core.refusal import Refusal, conflict, unacceptable
from plenaria.core.resolutions import RESOLUTION
from plenaria.core.text import canonical
from plenaria.core.voting import rule as rules
from plenaria.core.voting.decision import Decision, decide
from plenaria.core.voting.division import divide
from plenaria.core.voting.elections.count import Count
from plenaria.store import models


@dataclass(frozen=True, slots=True)
class Agreed:
    """What the tellers found, all of them the same."""

    in_favour: int = 0
    against: int = 0
    abstaining: int = 0
    invalid: int = 0


def on_poll(actor: Actor, at: datetime, poll: str, verb: str, lawful: Any, write: Any) -> Receipt | Refusal:
    """Do one thing to a poll, whose row is locked from the first. Refused: ``poll-unknown``."""

    def load() -> tuple[models.Poll, Where] | Refusal:
        row = models.Poll.objects.select_for_update(of=("self",)).select_related("meeting", "question").filter(id=poll)
        found = row.first()
        return (found, Where(body=found.meeting.body_id)) if found else unacceptable("poll-unknown")

    def written(deed: Deed, row: models.Poll, decision: Any) -> str:
        deed.meeting = row.meeting_id
        subject: str = write(deed, row, decision)
        return subject

    return perform(actor=actor, verb=verb, at=at, load=load, decide=lawful, write=written)


def decided(
    row: models.Poll, chair: str | None = None, lot: str | None = None, ballots: Sequence[str] | None = None
) -> Decision | Count | Refusal:
    """The decision of what was cast and counted, under the frozen rule and roll; of an election the count.

    ``ballots`` are those of a secret poll, where they were read already. Refused: ``no-count``, ``counts-differ``, and
    what ``read_ballots`` and ``rolled_tally`` refuse.
    """
    if row.election is not None:
        return _elections.counted(row, ballots or ())
    counted = agreed(row)
    if isinstance(counted, Refusal):
        return counted
    box = read_ballots(row) if ballots is None else ballots
    if isinstance(box, Refusal):
        return box
    tally = rolled_tally(
        row,
        in_favour=counted.in_favour + box.count("for"),
        against=counted.against + box.count("against"),
        abstaining=counted.abstaining + box.count("abstain"),
        invalid=counted.invalid,
    )
    if isinstance(tally, Refusal):
        return tally
    rule = rules.from_data(row.rule)
    return decide(rule, tally, call=row.meeting.call, putting=row.putting, chair=chair, lot=lot)


def agreed(row: models.Poll) -> Agreed | Refusal:
    """What the tellers found. Refused: ``no-count`` where all votes are theirs to count, ``counts-differ``."""
    found = {(each.in_favour, each.against, each.abstaining, each.invalid) for each in row.counts.all()}
    if len(found) > 1:
        return conflict("counts-differ")
    if not found and row.method in COUNTED:
        return conflict("no-count")
    return Agreed(*found.pop()) if found else Agreed()


def declare(deed: Deed, row: models.Poll, decision: Decision | Count) -> None:
    """Write the outcome.

    1. A tie that still waits for the chair or the lot stays closed.
    2. A tie that is to be put again is declared, and the text goes back to the debate.
    3. Without its quorum it is void, not lost.
    """
    if isinstance(decision, Count):
        _elections.declare(deed, row, decision)
        _decisions.enter(row)
        return
    row.decision = decision.to_data()
    if decision.outcome == "void":
        void(deed, row, "no-quorum")
        return
    if decision.outcome == "tie" and decision.reason != "tie-again":
        row.save(update_fields=("decision",))
        return
    row.state, row.declared_at = "declared", deed.at
    row.save(update_fields=("state", "declared_at", "decision", "settled_by"))
    deed.record(
        "poll-declared",
        row.id,
        None,
        outcome=decision.outcome,
        reason=decision.reason,
        needed=-1 if decision.needed is None else decision.needed,
        putting=row.putting,
        settled=decision.settled or "",
        settled_by=row.settled_by_id or "",
        **_measured(decision),
    )
    _decisions.enter(row)
    if row.question.amendment_id:
        _amendments.decide(deed, row, decision.outcome, void)
        return
    match decision.outcome:
        case "tie":
            move_resolution(row, "return")
        case "rejected":
            _lose(deed, row)
        case "adopted" if row.question.clause_id:
            # A new vote corrects an earlier one, in which it was lost.
            models.Clause.objects.filter(id=row.question.clause_id).update(lost_in=None)
        case "adopted" if row.question.effect == "close-list":
            close_by_vote(deed, row)


def void(deed: Deed, row: models.Poll, reason: str) -> None:
    """Nothing was decided, for that reason; a text that was put is under debate again."""
    opened = row.state != "prepared"
    row.state, row.reason = "void", reason
    row.save(update_fields=("state", "reason", "decision"))
    if opened:
        move_resolution(row, "return")
    counted = Decision.from_data(row.decision) if row.decision and reason == "no-quorum" else None
    deed.record("poll-voided", row.id, None, reason=reason, **(_measured(counted) if counted else {}))
    empty_box(row)


def _measured(decision: Decision) -> dict[str, Value]:
    """The whole tally, so that the journal alone gives all the arithmetic."""
    tally = decision.tally
    said: dict[str, Value] = {
        "in_favour": tally.in_favour,
        "against": tally.against,
        "abstaining": tally.abstaining,
        "invalid": tally.invalid,
        "call": decision.call,
        "present": tally.present,
        "roll": tally.roll,
        "present_votes": tally.present_votes,
        "roll_votes": tally.roll_votes,
        "denominator": tally.denominator,
    }
    if tally.opening is not None:
        said["opening"] = tally.opening
    if tally.opening_votes is not None:
        said["opening_votes"] = tally.opening_votes
    return said


def text_unready(row: models.Poll) -> Refusal | None:
    """Why this text can't be put now, if it can't; one clause of it, or an amendment, while it is under debate."""
    resolution = row.question.resolution
    if resolution is None:
        return None
    if row.question.amendment is not None:
        return _amendments.unready(row.question.amendment)
    if row.question.clause_id:
        debated = resolution.state == "debated"
        return (
            _amendments.still_waiting(resolution, row.question.clause_id) if debated else conflict("text-not-debated")
        )
    state = RESOLUTION.after(resolution.state, "put")
    if isinstance(state, Refusal):
        return state
    return _amendments.still_waiting(resolution) or _clause_waiting(resolution)


def _clause_waiting(resolution: models.Resolution) -> Refusal | None:
    """The vote on a clause by itself that has not decided it yet: the whole is put after it."""
    latest: dict[str | None, models.Poll] = {}
    polls = models.Poll.objects.select_related("question").filter(question__resolution=resolution)
    for poll in polls.exclude(question__clause=None).filter(state__in=("closed", "declared")).order_by("number"):
        latest[poll.question.clause_id] = poll
    waiting = [each for each in latest.values() if (each.decision or {"outcome": "tie"})["outcome"] == "tie"]
    return conflict("clause-waits", number=waiting[0].number) if waiting else None


def move_resolution(row: models.Poll, verb: str) -> None:
    """Take the text that is put as a whole to its next state; a vote on a part of it leaves it where it is."""
    resolution = row.question.resolution
    if resolution is None or not row.question.puts_whole:
        return
    state = RESOLUTION.after(resolution.state, verb)
    if not isinstance(state, Refusal):
        resolution.state = state
        resolution.save(update_fields=("state",))


def _lose(deed: Deed, row: models.Poll) -> None:
    """A clause that was put separately leaves the text, and with the last of them the whole is lost; a text that was
    put as a whole is rejected."""
    question, resolution = row.question, row.question.resolution
    if resolution is None:
        return
    if not question.clause_id:
        move_resolution(row, "reject")
        deed.record("text-rejected", resolution.id, poll=row.id)
        return
    models.Clause.objects.filter(id=question.clause_id).update(lost_in=row)
    if resolution.state == "debated" and not _anything_left(resolution):
        resolution.state = "rejected"
        resolution.save(update_fields=("state",))
        deed.record("text-rejected", resolution.id, poll=row.id, reason="no-clause-left")
        _amendments.lapse_all(deed, resolution, void)


def _anything_left(resolution: models.Resolution) -> bool:
    newest = resolution.versions.filter(language=resolution.language).order_by("-revision").first()
    clauses = [each.id for each in canonical.load(newest.content).clauses] if newest else []
    lost = resolution.clauses.exclude(lost_in=None).values_list("id", flat=True)
    return not divide(clauses, dict.fromkeys(lost, "rejected")).whole_is_lost
