"""What tellers count, and what the clerk enters when the roll is called."""

from datetime import datetime

from plenaria.actions._perform import Deed, Receipt
from plenaria.actions._poll import on_poll
from plenaria.actions._roll import rolled_tally
from plenaria.actions.cast import KEY
from plenaria.core.permits import Actor
from plenaria.core.polls import CALLED, choices_of
from plenaria.core.refusal import Refusal, conflict, unacceptable
from plenaria.store import models

ABSENT = "absent"
"""What the clerk enters for a seat that was called and is not there."""


def record_count(
    *,
    actor: Actor,
    at: datetime,
    poll: str,
    in_favour: int,
    against: int,
    abstaining: int,
    invalid: int = 0,
) -> Receipt | Refusal:
    """What one teller counted: hands, or papers, of which some may be ``invalid``.

    The same teller may count again until the poll is declared. Refused: ``poll-not-open``, ``poll-not-counted``,
    ``hands-weighted`` where seats have different votes, ``count-negative`` (count), ``more-votes-than-present`` (votes,
    present).
    """
    found = {"in_favour": in_favour, "against": against, "abstaining": abstaining, "invalid": invalid}

    def lawful(row: models.Poll) -> bool | Refusal:
        if row.state not in ("open", "closed"):
            return conflict("poll-not-open")
        if row.method == "no-objection" or row.election is not None or row.closes_at is not None:
            return conflict("poll-not-counted")
        if row.rule["weights"] != "one":
            return conflict("hands-weighted")
        tally = rolled_tally(row, **found)
        if isinstance(tally, Refusal):
            return tally
        # What lies in the box of a secret vote can't be read yet: only how much it is.
        together = rolled_tally(row, **(found | {"abstaining": abstaining + row.has_voted.count()}))
        return together if isinstance(together, Refusal) else True

    def write(deed: Deed, row: models.Poll, decision: bool) -> str:
        models.HandCount.objects.update_or_create(poll=row, teller_id=actor.person, defaults={**found, "at": at})
        _decide_anew(row)
        on_paper = row.method in ("paper", "secret")
        deed.record("ballots-counted" if on_paper else "hands-counted", row.id, None, **found)
        return row.id

    return on_poll(actor, at, poll, "polls.count", lawful, write)


def answer_call(*, actor: Actor, at: datetime, poll: str, seat: str, choice: str, key: str) -> Receipt | Refusal:
    """What a seat answered when it was called, as the clerk heard it: for, against, abstain, or ``ABSENT``.

    A further entry corrects the one before, whoever made it, until the poll is declared; after the close only what was
    entered is corrected. The same ``key`` again is the same entry. The journal keeps each, with the clerk as its actor.
    Refused: ``poll-not-open``, ``poll-not-called``, ``seat-not-on-roll``, ``choice-unknown``, ``key-missing``.
    """

    def lawful(row: models.Poll) -> models.RollSeat | Refusal:
        if row.method not in CALLED or row.election is not None:
            return conflict("poll-not-called")
        called = row.roll.filter(credential_id=seat).first()
        if called is None:
            return unacceptable("seat-not-on-roll")
        if not KEY.fullmatch(key):
            return unacceptable("key-missing")
        if choice not in (*choices_of(row.method), ABSENT):
            return unacceptable("choice-unknown", seat="", choice=choice)
        if row.closes_at is not None and at >= row.closes_at:
            return conflict("poll-time-over")
        answered = row.votes.filter(credential_id=seat, current=True).exists()
        if row.state == "open" or (row.state == "closed" and answered):
            return called
        return conflict("poll-not-open")

    def write(deed: Deed, row: models.Poll, called: models.RollSeat) -> str:
        votes = row.votes.filter(credential_id=seat)
        before = votes.filter(current=True).first()
        known = key in called.unanswered or votes.filter(key=key).exists()
        nothing_new = before.choice == choice if before else choice == ABSENT and row.method != "roll-call"
        if known or nothing_new:
            return row.id
        if choice == ABSENT:
            called.unanswered = [*called.unanswered, key]
            called.save(update_fields=("unanswered",))
        if before is None and choice == ABSENT:
            deed.record("seat-called", row.id, seat=seat, call=len(called.unanswered), key=key)
            return row.id
        deed.record("vote-corrected" if before else "vote-cast", row.id, seat=seat, choice=choice, key=key)
        votes.update(current=False)
        _decide_anew(row)
        if choice != ABSENT:
            deed.once_numbered = lambda numbers: _vote(row, seat, choice, key, at, numbers[-1])
        return row.id

    return on_poll(actor, at, poll, "polls.answer", lawful, write)


def _vote(poll: models.Poll, seat: str, choice: str, key: str, at: datetime, leaf: int) -> None:
    models.Vote.objects.create(poll=poll, credential_id=seat, choice=choice, key=key, at=at, leaf=leaf)


def _decide_anew(row: models.Poll) -> None:
    """A tie that waits is decided again from what is now entered."""
    if row.state == "closed" and row.decision is not None:
        row.decision = None
        row.save(update_fields=("decision",))
