"""Questions put to the vote: prepared, opened on a frozen roll, closed, declared with the arithmetic, or void."""

import secrets
from collections.abc import Callable, Mapping, Sequence
from datetime import datetime

from django.db.models import QuerySet

from plenaria.actions import _elections
from plenaria.actions._correspondence import put_until, too_early
from plenaria.actions._perform import Deed, Receipt, perform
from plenaria.actions._poll import decided, declare, move_resolution, on_poll, text_unready, void
from plenaria.actions._roll import freeze_roll, present_count, roll_unfit
from plenaria.actions._speakers import hush
from plenaria.actions.secret import close_ballots, open_box, read_ballots
from plenaria.core.journal.canonical import Value
from plenaria.core.journal.entry import instant
from plenaria.core.journal.recount import roll_hash
from plenaria.core.mailings import points
from plenaria.core.permits import Actor, Where
from plenaria.core.polls import (
    DRAWINGS,
    EFFECTS,
    METHODS,
    POLL,
    alphabetical,
    as_put,
    from_drawn,
    waits_for_word,
)
from plenaria.core.refusal import Refusal, conflict, unacceptable
from plenaria.core.voting import rule as rules
from plenaria.core.voting.decision import Decision
from plenaria.core.voting.elections.count import Count
from plenaria.store import models
from plenaria.store.queries.proxies import mandates
from plenaria.store.queries.publication import rule_of

LONGEST_ORDER = 3_000
"""Seats whose drawn order still fits into one entry of the journal; of a longer one the first seat is written down."""


def prepare_question(
    *,
    actor: Actor,
    at: datetime,
    meeting: str,
    resolution: str | None = None,
    clause: str | None = None,
    item: str | None = None,
    titles: Mapping[str, str] | None = None,
    effect: str = "",
) -> Receipt | Refusal:
    """Write down what will be put: one clause of a resolution, the whole of it, or words of its own (``titles``), whose
    adoption may have an ``effect`` on the point (``core.polls.EFFECTS``)."""

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
        if effect and (effect not in EFFECTS or not item):
            return unacceptable("item-unknown")
        return True if resolution or any((titles or {}).values()) else unacceptable("question-empty")

    def write(deed: Deed, row: models.Meeting, decision: bool) -> str:
        deed.meeting = row.id
        question = models.Question.objects.create(
            meeting=row,
            item_id=item,
            resolution_id=resolution,
            clause_id=clause,
            titles=dict(titles or {}),
            effect=effect,
            position=row.questions.count() + 1,
        )
        deed.record("poll-prepared", question.id, resolution=resolution or "", clause=clause or "", effect=effect)
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
    mixed: bool = False,
    drawing: str = "first",
    closes_at: datetime | None = None,
) -> Receipt | Refusal:
    """Prepare a putting of a question under one of the meeting's rules, or under a ``rule`` for this once.

    ``mixed``: phones and the room together (``core.polls.takes_phones``). ``drawing``: of a roll-call, what is drawn.
    ``closes_at``: of a vote by correspondence, until when it takes votes.
    Refused: ``method-unknown`` (method), ``rule-unknown`` (name), ``drawing-unknown``, ``hands-proxies`` (count),
    ``division-not-allowed``, ``election-not-so`` (method), ``closing-time-past``, ``closing-time-missing``, and what
    ``core.polls.as_put`` and ``as_put_by_correspondence`` refuse.
    """

    def lawful(row: models.Question) -> rules.Rule | Refusal:
        if method not in METHODS:
            return unacceptable("method-unknown", method=method)
        if drawing not in DRAWINGS:
            return unacceptable("drawing-unknown")
        if rule is None and rule_name not in row.meeting.rules:
            return unacceptable("rule-unknown", name=rule_name)
        if row.election and method not in _elections.METHODS:
            return unacceptable("election-not-so", method=method)
        named = rule or rules.from_data(row.meeting.rules[rule_name])
        if row.clause_id and not named.division:
            return conflict("division-not-allowed")
        put = _raised_for_others(row.meeting_id, method, named) or as_put(named, method)
        return put if isinstance(put, Refusal) else put_until(row.meeting, put, method, mixed, closes_at, at)

    def write(deed: Deed, row: models.Question, frozen: rules.Rule) -> str:
        poll = models.Poll(method=method, rule_name=rule_name, mixed=mixed, drawing=drawing, closes_at=closes_at)
        return _prepared(deed, row, poll, frozen)

    return _on_question(actor, at, models.Question.objects.filter(id=question), lawful, write)


def _raised_for_others(meeting: str, method: str, rule: rules.Rule) -> Refusal | None:
    """Why it can't be put by hands, where somebody holds the mandate of another: a hand doesn't say whose it is."""
    held = mandates(meeting) if method == "hands" and rule.proxies != 0 else {}
    return conflict("hands-proxies", count=len(held)) if held else None


def put_again(*, actor: Actor, at: datetime, poll: str) -> Receipt | Refusal:
    """Prepare the next putting of a question that a poll has not decided: in the same way, under the same rule.

    Refused: ``poll-decided``, ``put-already`` (number).
    """
    before = models.Poll.objects.filter(id=poll)

    def lawful(row: models.Question) -> models.Poll | Refusal:
        earlier = before.get()
        undecided = earlier.state == "void" or (earlier.decision or {}).get("outcome") == "tie"
        if not undecided or earlier.state not in ("void", "declared"):
            return conflict("poll-decided")
        later = row.polls.filter(number__gt=earlier.number).exclude(state="void").first()
        return conflict("put-already", number=later.number) if later else earlier

    def write(deed: Deed, row: models.Question, earlier: models.Poll) -> str:
        same = models.Poll(
            method=earlier.method, rule_name=earlier.rule_name, mixed=earlier.mixed, drawing=earlier.drawing
        )
        if earlier.closes_at and earlier.opened_at:
            same.closes_at = at + (earlier.closes_at - earlier.opened_at)
        return _prepared(deed, row, same, rules.from_data(earlier.rule))

    return _on_question(actor, at, models.Question.objects.filter(polls__in=before), lawful, write)


def open_poll(*, actor: Actor, at: datetime, poll: str) -> Receipt | Refusal:
    """Open the vote: the roll is frozen and journalled, and a resolution that is put as a whole is closed to changes.

    The order of a roll-call is drawn, and journalled too. One by correspondence stays open beside everything else.
    Refused: ``meeting-not-open``, ``another-poll-open``, ``closing-time-past``,
    ``hands-proxies`` (count), and what ``roll_unfit`` refuses.
    """

    def lawful(row: models.Poll) -> str | Refusal:
        # Locked, so that of two votes opened at once one sees the other, and none opens while the meeting closes.
        row.meeting = models.Meeting.objects.select_for_update().get(id=row.meeting_id)
        if row.meeting.state != "open":
            return conflict("meeting-not-open")
        if row.closes_at is None and row.meeting.polls.filter(state="open", closes_at=None).exists():
            return conflict("another-poll-open")
        if row.closes_at is not None and row.closes_at <= at:
            return conflict("closing-time-past")
        state = POLL.after(row.state, "open")
        if isinstance(state, Refusal):
            return state
        raised = _raised_for_others(row.meeting_id, row.method, rules.from_data(row.rule))
        if raised:
            return raised
        unready = _elections.freeze(row) if row.question.election else text_unready(row)
        return roll_unfit(row) or unready or state

    def write(deed: Deed, row: models.Poll, state: str) -> str:
        roll = freeze_roll(row)
        row.state, row.opened_at = state, at
        row.promised = rule_of(row.meeting.body_id, at.date()).to_data()
        row.roll_size, row.present = len(roll), sum(seat.present for seat in roll)
        row.putting = _puttings(row.question) + 1
        move_resolution(row, "put")
        if row.closes_at is None:
            hush(deed, row.meeting, "vote")
        proxies = {each.credential_id: each.held_by_id for each in roll if each.held_by_id}
        digest = roll_hash({each.credential_id: each.weight for each in roll}, row.denominator, proxies)
        deed.record("roll-frozen", row.id, sha256=digest, seats=row.roll_size, present=row.present)
        if row.method == "roll-call":
            row.order = _drawn(row)
            shown = row.order if len(row.order) <= LONGEST_ORDER else row.order[:1]
            deed.record("lot-drawn", row.id, what="roll-call", drawing=row.drawing, order=shown)
        laid_down = _elections.laid_down(row)
        if row.closes_at is not None:
            row.remind_at = [instant(each) for each in points(at, row.closes_at)]
            row.result_mailed = row.meeting.body.results_mailed
            laid_down = {**laid_down, "closes_at": instant(row.closes_at)}
        row.save()
        told = {"question": row.question_id, "number": row.number, "present": row.present}
        deed.record("poll-opened", row.id, None, **told, promised=row.promised["votes"], **laid_down)
        if row.method == "secret":
            open_box(row)
        return row.id

    return on_poll(actor, at, poll, "polls.conduct", lawful, write)


def close_poll(*, actor: Actor, at: datetime, poll: str) -> Receipt | Refusal:
    """Close the vote: nothing counts after it. A purely electronic poll is declared in the same breath.

    One by correspondence is closed by the installation when its time is over, and before it only as its rule allows:
    ``closes-later``, ``closes-later-unless-all`` (missing).
    """

    def lawful(row: models.Poll) -> tuple[str, tuple[str, ...], Decision | Count | None] | Refusal:
        state = POLL.after(row.state, "close")
        if isinstance(state, Refusal):
            return state
        if row.closes_at is not None and (early := too_early(row, at, actor)):
            return early
        ballots = read_ballots(row)
        if isinstance(ballots, Refusal):
            return ballots
        alone = not waits_for_word(row.method, row.mixed) and not row.counts.exists() and not row.papers.exists()
        decision = decided(row, ballots=ballots) if alone else None
        return decision if isinstance(decision, Refusal) else (state, ballots, decision)

    def write(deed: Deed, row: models.Poll, found: tuple[str, tuple[str, ...], Decision | Count | None]) -> str:
        state, ballots, decision = found
        row.present = decision.tally.present if isinstance(decision, Decision) else present_count(row)
        row.state, row.closed_at = state, at
        row.save(update_fields=("state", "closed_at", "present"))
        deed.record("poll-closed", row.id, present=row.present)
        if row.method == "secret":
            close_ballots(deed, row, ballots)
        if decision:
            declare(deed, row, decision)
        return row.id

    return on_poll(actor, at, poll, "polls.close-on-time" if actor.machine else "polls.conduct", lawful, write)


def declare_poll(
    *, actor: Actor, at: datetime, poll: str, chair: str | None = None, lot: str | None = None
) -> Receipt | Refusal:
    """Declare what was decided, once all is counted; ``chair`` or ``lot`` settles a tie where the rule asks them.

    Whoever presides gives the casting vote, besides a vote of their own if they have a seat. ``lot`` is what a drawn
    paper says. A tie that still waits stays closed. Refused: ``no-count``, ``counts-differ``, and what ``rolled_tally``
    refuses.
    """

    def lawful(row: models.Poll) -> Decision | Count | Refusal:
        for voice in (chair, lot):
            if voice not in (None, "for", "against"):
                return unacceptable("choice-unknown", seat="", choice=voice)
        state = POLL.after(row.state, "declare")
        return state if isinstance(state, Refusal) else decided(row, chair, lot)

    def write(deed: Deed, row: models.Poll, decision: Decision | Count) -> str:
        _settle(deed, row, decision, by="hand")
        return row.id

    return on_poll(actor, at, poll, "polls.settle" if chair or lot else "polls.conduct", lawful, write)


def draw_lot(*, actor: Actor, at: datetime, poll: str) -> Receipt | Refusal:
    """Let this machine draw between for and against, where the rule leaves a tie to the lot, and declare the result.

    Refused: ``no-tie``, and what ``declare_poll`` refuses.
    """

    def lawful(row: models.Poll) -> Decision | Count | Refusal:
        state = POLL.after(row.state, "declare")
        if isinstance(state, Refusal):
            return state
        before = decided(row)
        if isinstance(before, Refusal):
            return before
        if isinstance(before, Count) or (before.outcome, before.reason) != ("tie", "tie-lot"):
            return conflict("no-tie")
        return decided(row, lot=secrets.choice(("for", "against")))

    def write(deed: Deed, row: models.Poll, decision: Decision | Count) -> str:
        _settle(deed, row, decision, by="machine")
        return row.id

    return on_poll(actor, at, poll, "polls.settle", lawful, write)


def void_poll(*, actor: Actor, at: datetime, poll: str, reason: str) -> Receipt | Refusal:
    """Declare a putting void, with the reason; the question can be put again as a new poll."""

    def lawful(row: models.Poll) -> str | Refusal:
        if not reason.strip():
            return unacceptable("reason-missing")
        return POLL.after(row.state, "void")

    def write(deed: Deed, row: models.Poll, state: str) -> str:
        void(deed, row, reason.strip())
        return row.id

    return on_poll(actor, at, poll, "polls.conduct", lawful, write)


def _on_question[Decision](
    actor: Actor,
    at: datetime,
    found: "QuerySet[models.Question]",
    lawful: Callable[[models.Question], Decision | Refusal],
    write: Callable[[Deed, models.Question, Decision], str],
) -> Receipt | Refusal:
    """Do one thing to a question; its meeting is locked, so that numbers of polls are given one by one."""

    def load() -> tuple[models.Question, Where] | Refusal:
        meeting = models.Meeting.objects.select_for_update().filter(questions__in=found).first()
        if meeting is None:
            return unacceptable("question-unknown")
        row = found.get()
        row.meeting = meeting
        return row, Where(body=meeting.body_id)

    return perform(actor=actor, verb="polls.prepare", at=at, load=load, decide=lawful, write=write)


def _prepared(deed: Deed, question: models.Question, poll: models.Poll, rule: rules.Rule) -> str:
    """Give that poll its question, number and rule."""
    deed.meeting = question.meeting_id
    poll.question, poll.meeting = question, question.meeting
    poll.number = question.meeting.polls.count() + 1
    poll.putting = _puttings(question) + 1
    poll.mixed = poll.mixed and poll.method in ("electronic", "roll-call", "secret")
    poll.rule = rules.to_data(rule)
    poll.save(force_insert=True)
    until: dict[str, Value] = {"closes_at": instant(poll.closes_at)} if poll.closes_at else {}
    deed.record(
        "poll-prepared",
        poll.id,
        None,
        question=question.id,
        number=poll.number,
        method=poll.method,
        rule=poll.rule,
        **until,
    )
    return poll.id


def _puttings(question: models.Question) -> int:
    """How often the question was put and not found void."""
    return question.polls.filter(state__in=("closed", "declared")).count()


def _drawn(row: models.Poll) -> list[str]:
    """The order in which the roll is called: by delegation and name, from a seat drawn by lot; or drawn as a whole."""
    seats = row.roll.select_related("credential__person", "credential__delegation")
    languages = [*row.meeting.languages, "en"]
    names = {
        each.credential_id: _in(languages, each.credential.delegation.names if each.credential.delegation else {})
        + f" {_in(languages, each.credential.person.names)}"
        for each in seats
    }
    order = alphabetical(names)
    if row.drawing == "whole":
        secrets.SystemRandom().shuffle(order)
        return order
    return from_drawn(order, secrets.choice(order))


def _in(languages: Sequence[str], texts: Mapping[str, str]) -> str:
    """A text in the first of these languages that it has, or in any."""
    return next((texts[each] for each in languages if texts.get(each)), next(iter(texts.values()), ""))


def _settle(deed: Deed, row: models.Poll, decision: Decision | Count, *, by: str) -> None:
    """Declare it; who gave the casting vote, or what the lot said, is written down first."""
    if isinstance(decision, Decision) and decision.settled:
        if decision.reason == "tie-chair":
            row.settled_by_id = deed.actor.person
        else:
            deed.record("lot-drawn", row.id, what="tie", order=[decision.settled], by=by)
    declare(deed, row, decision)
