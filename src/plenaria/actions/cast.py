"""Casting votes: the one action that takes many at once.

One transaction, one append with a leaf for each vote, one answer for each; a single vote is a batch of one. The close
locks the same row, so what was acknowledged before it counts and what comes after is refused.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from plenaria.actions import _journal, _wake
from plenaria.actions._disk import unless_full
from plenaria.actions._perform import Receipt
from plenaria.actions.secret import Box
from plenaria.core import permits
from plenaria.core.journal.canonical import Value
from plenaria.core.permits import Actor, Where
from plenaria.core.polls import choices_of, takes_phones
from plenaria.core.refusal import Refusal, conflict, unacceptable
from plenaria.core.voting.elections.choices import refused
from plenaria.core.voting.elections.setting import Setting
from plenaria.core.voting.secrecy import plain
from plenaria.store import models, rows
from plenaria.store.queries.polls import receipts

KEY = re.compile(r"[!-~]{1,64}")
"""What a phone may call its vote: printable ASCII, without spaces."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Ballot:
    """One seat's choice. ``key`` was made by the phone: the same key again is the same vote, with the same receipt.

    The vote of a seat that another holds by proxy is cast by the holder, and by nobody else.
    """

    actor: Actor
    poll: str
    credential: str
    choice: str
    key: str


def cast(*, ballots: Sequence[Ballot], at: datetime) -> list[Receipt | Refusal]:
    """Record votes; the answers are in the order of the ballots.

    A seat's second vote with another key replaces its first while the poll is open. Refused, each by itself:
    ``poll-not-open``, ``poll-time-over``, ``phone-not-asked``, ``remote-not-allowed``, ``vote-final``, ``not-on-roll``,
    ``choice-unknown``, ``key-missing``, ``not-permitted``, and ``seat-represented`` where the roll names another who
    votes for this seat. All of them: ``disk-full``.
    """
    done = unless_full(lambda: _cast(ballots, at))
    return [done] * len(ballots) if isinstance(done, Refusal) else done


def _cast(ballots: Sequence[Ballot], at: datetime) -> list[Receipt | Refusal]:
    with transaction.atomic():
        batch = _Batch(ballots, at)
        answers = [batch.answer(ballot) for ballot in ballots]
        leaves = batch.write()
        batch.box.write()
    return [leaves[each] if isinstance(each, int) else each for each in answers]


class _Batch:
    """What is known of the polls and seats of a batch, and the votes that it adds."""

    def __init__(self, ballots: Sequence[Ballot], at: datetime) -> None:
        # What no poll, seat or key can be named never reaches the database: PostgreSQL refuses some of it as text.
        polls = {ballot.poll for ballot in ballots if KEY.fullmatch(ballot.poll)}
        seated = [ballot for ballot in ballots if KEY.fullmatch(ballot.credential)]
        named = [ballot for ballot in seated if ballot.poll in polls and KEY.fullmatch(ballot.key)]
        self.at = at
        self.polls = {
            row.id: row
            for row in models.Poll.objects.select_for_update(of=("self",))
            .select_related("meeting")
            .filter(id__in=polls)
            .order_by("id")
        }
        seats = {ballot.credential for ballot in seated}
        of_seats = rows.Among("credential_id", seats)
        self.roll = {
            (poll, seat): (person, holder, holding)
            for poll, seat, person, holder, holding in models.RollSeat.objects.filter(
                of_seats, poll_id__in=list(self.polls)
            ).values_list("poll_id", "credential_id", "credential__person_id", "held_by_id", "held_by__person_id")
        }
        """Poll and seat → whose seat it is; and the seat and the person that hold its proxy, if any."""
        self.receipts = {
            (poll, seat, key): leaf
            for poll in self.polls
            for seat, key, leaf in receipts(
                poll, {(ballot.credential, ballot.key) for ballot in named if ballot.poll == poll}
            )
        }
        final = models.Vote.objects.filter(
            of_seats,
            poll_id__in=[row.id for row in self.polls.values() if not row.rule.get("changes", True)],
            current=True,
        )
        self.final = set(final.values_list("poll_id", "credential_id"))
        """Poll and seat of the votes that the rule lets nobody but the clerk change."""
        at_the_sitting = [row for row in self.polls.values() if not row.rule.get("remote", True) and not row.closes_at]
        elsewhere = models.Credential.objects.filter(rows.Among("id", seats), attends="remote")
        self.elsewhere = set(elsewhere.values_list("id", flat=True)) if at_the_sitting else set()
        """Seats that take part from elsewhere, where a rule lets only those in the room vote."""
        self.elections = {row.id: Setting.from_data(row.election) for row in self.polls.values() if row.election}
        self.box = Box(self.polls.values(), seats)
        self.new: list[Ballot] = []
        self.places: dict[tuple[str, str, str], int] = {}

    def answer(self, ballot: Ballot) -> Receipt | Refusal | int:
        """A receipt of before, a refusal, or the place of a new vote in the batch."""
        poll = self.polls.get(ballot.poll)
        if poll is None:
            return unacceptable("poll-unknown")
        person, holder, holding = self.roll.get((ballot.poll, ballot.credential), (None, None, None))
        where = Where(body=poll.meeting.body_id, person=holding or person, seat=holder or ballot.credential)
        refusal = permits.may(ballot.actor, "polls.cast", where)
        if refusal is not None:
            own = Where(body=poll.meeting.body_id, person=person, seat=ballot.credential)
            represented = holder and permits.may(ballot.actor, "polls.cast", own) is None
            return conflict("seat-represented") if represented else refusal
        if not KEY.fullmatch(ballot.key):
            return unacceptable("key-missing")
        name = (ballot.poll, ballot.credential, ballot.key)
        if name in self.receipts:
            return Receipt(ballot.poll, (self.receipts[name],))
        if name in self.places:
            return self.places[name]
        if known := self.box.known(*name):
            return known
        if poll.state != "open":
            return conflict("poll-not-open")
        if poll.closes_at is not None and self.at >= poll.closes_at:
            return conflict("poll-time-over")
        if not takes_phones(poll.method, poll.mixed):
            return conflict("phone-not-asked")
        if self.elsewhere and (holder or ballot.credential) in self.elsewhere and not poll.rule.get("remote", True):
            return conflict("remote-not-allowed")
        if person is None:
            return conflict("not-on-roll")
        choice = plain(ballot.choice) if poll.method == "secret" else ballot.choice
        unfit = self._unfit(poll, choice)
        if unfit is not None:
            return unfit
        if poll.method == "secret":
            return self.box.drop(ballot.poll, ballot.credential, choice, ballot.key)
        if (ballot.poll, ballot.credential) in self.final:
            return conflict("vote-final")
        if not poll.rule.get("changes", True):
            self.final.add((ballot.poll, ballot.credential))
        self.places[name] = len(self.new)
        self.new.append(ballot)
        return self.places[name]

    def _unfit(self, poll: models.Poll, choice: str) -> Refusal | None:
        """Why nobody can choose that in this poll, if so."""
        if poll.id in self.elections:
            return refused(choice, self.elections[poll.id])
        if choice not in choices_of(poll.method):
            return unacceptable("choice-unknown", seat="", choice=choice)
        return None

    def write(self) -> list[Receipt]:
        """Append a leaf for each new vote, then the rows; the later vote of a seat is the current one."""
        pending = [
            _journal.Pending(
                kind="vote-cast",
                at=self.at,
                actor=str(ballot.actor.person or ballot.actor.seat or ballot.credential),
                subject=ballot.poll,
                body=self.polls[ballot.poll].meeting.body_id,
                meeting=self.polls[ballot.poll].meeting_id,
                data=self._said(ballot),
                personal={},
            )
            for ballot in self.new
        ]
        leaves = _journal.append(pending)
        last = {(ballot.poll, ballot.credential): place for place, ballot in enumerate(self.new)}
        for poll in {ballot.poll for ballot in self.new}:
            seats = rows.Among("credential_id", {ballot.credential for ballot in self.new if ballot.poll == poll})
            models.Vote.objects.filter(seats, poll_id=poll, current=True).update(current=False)
        rows.insert(
            models.Vote,
            {
                "poll_id": [ballot.poll for ballot in self.new],
                "credential_id": [ballot.credential for ballot in self.new],
                "choice": [ballot.choice for ballot in self.new],
                "key": [ballot.key for ballot in self.new],
                "at": [self.at] * len(self.new),
                "leaf": leaves,
                "current": [last[ballot.poll, ballot.credential] == place for place, ballot in enumerate(self.new)],
            },
        )
        if pending:
            transaction.on_commit(_wake.waking(tuple(pending), leaves))
        return [Receipt(ballot.poll, (leaf,)) for ballot, leaf in zip(self.new, leaves, strict=True)]

    def _said(self, ballot: Ballot) -> dict[str, Value]:
        """What the journal keeps of a vote; ``proxy`` names the seat that cast it for another."""
        said: dict[str, Value] = {"seat": ballot.credential, "choice": ballot.choice, "key": ballot.key}
        _, holder, _ = self.roll[ballot.poll, ballot.credential]
        return said | {"proxy": holder} if holder else said
