"""Secret ballots: dropped in the box while a poll is open, opened and counted when it closes.

1. A ballot and the mark that its seat has voted are written in one transaction, so that neither is there without the
   other; all of a batch sorted by random ids and by seats, never as they came.
2. Whoever holds every byte of the database, its log and its backups holds sealed ballots. The key lies elsewhere
   (``store.poll_keys``), and is destroyed as soon as the count is on disk: then nothing can ever be paired.
3. A ballot that is in can't be found again, and so can't be changed.
4. The journal hears of a box once, when it is opened: what the ballots say, sorted, and who has voted, by one sum.

These functions are parts of the actions on polls and of ``cast``, and run in their transactions.
"""

from collections.abc import Collection, Iterable, Sequence
from functools import partial
from hashlib import sha256

from django.db import transaction

from plenaria.actions._perform import Deed, Receipt
from plenaria.core.journal.recount import voters_hash
from plenaria.core.refusal import Refusal, conflict
from plenaria.core.voting.secrecy import ENVELOPE, LONG_ENVELOPE, contents, sheets
from plenaria.store import models, poll_keys, rows


def open_box(poll: models.Poll) -> None:
    """Make the key of a secret poll that is being opened: it is on disk before the first ballot can come."""
    poll_keys.make(poll.id)


class Box:
    """The secret ballots of one batch of votes."""

    def __init__(self, polls: Iterable[models.Poll], seats: Collection[str]) -> None:
        self._polls = {poll.id: poll for poll in polls if poll.method == "secret"}
        marks = models.HasVoted.objects.filter(rows.Among("credential_id", seats), poll_id__in=self._polls)
        self._voted = (
            {(poll, seat): known for poll, seat, known in marks.values_list("poll_id", "credential_id", "key_hash")}
            if self._polls
            else {}
        )
        self._keys: dict[str, poll_keys.PollKey | None] = {}
        self._sealed: list[models.SealedBallot] = []
        self._marks: list[models.HasVoted] = []

    def known(self, poll: str, seat: str, key: str) -> Receipt | None:
        """The answer to a ballot that is in already, and is only sent again."""
        return Receipt(poll) if self._voted.get((poll, seat)) == _hash(seat, key) else None

    def drop(self, poll: str, seat: str, choice: str, key: str) -> Receipt | Refusal:
        """Take a ballot that may be cast. Refuses ``ballot-in`` and ``ballot-key-lost``.

        The receipt names no entry of the journal: there is none before the close, and never one of this ballot.
        """
        if (poll, seat) in self._voted:
            return self.known(poll, seat, key) or conflict("ballot-in")
        if poll not in self._keys:
            self._keys[poll] = poll_keys.load(poll)
        sealer = self._keys[poll]
        if sealer is None:
            return conflict("ballot-key-lost")
        size = ENVELOPE if self._polls[poll].election is None else LONG_ENVELOPE
        self._voted[poll, seat] = _hash(seat, key)
        self._sealed.append(
            models.SealedBallot(poll_id=poll, id=models.secret.ballot_id(), sealed=sealer.seal(choice, size))
        )
        self._marks.append(models.HasVoted(poll_id=poll, credential_id=seat, key_hash=self._voted[poll, seat]))
        return Receipt(poll)

    def write(self) -> None:
        """Write all of them, in no order of arrival."""
        models.SealedBallot.objects.bulk_create(sorted(self._sealed, key=lambda each: each.id))
        models.HasVoted.objects.bulk_create(sorted(self._marks, key=lambda each: each.credential_id))


def read_ballots(poll: models.Poll) -> tuple[str, ...] | Refusal:
    """What the ballots say, sorted; nothing is changed.

    Refuses ``ballot-key-lost``, ``ballots-differ`` (voters, ballots) and ``ballot-unreadable``: then nothing can be
    counted, and the vote can only be declared void.
    """
    if poll.method != "secret" or poll.state != "open":
        return counted(poll)
    key = poll_keys.load(poll.id)
    if key is None:
        return conflict("ballot-key-lost")
    sealed = list(poll.sealed_ballots.values_list("sealed", flat=True))
    voters = poll.has_voted.count()
    if len(sealed) != voters:
        return conflict("ballots-differ", voters=voters, ballots=len(sealed))
    try:
        return tuple(sorted(key.open(bytes(each)) for each in sealed))
    except ValueError:
        return conflict("ballot-unreadable")


def close_ballots(deed: Deed, poll: models.Poll, ballots: Sequence[str]) -> tuple[str, ...]:
    """Keep the count of what ``read_ballots`` read, in the same transaction as the close, and let the box go.

    The key is destroyed once the count is on disk; where the process dies in between, at the next start.
    """
    whole = contents(ballots)
    models.CountedBallot.objects.bulk_create(
        models.CountedBallot(poll=poll, ballot=ballot, many=many) for ballot, many in whole.items()
    )
    voters = sorted(poll.has_voted.values_list("credential_id", flat=True))
    parts = sheets(whole)
    for number, part in enumerate(parts, 1):
        deed.record(
            "ballots-counted",
            poll.id,
            contents=part,
            sheet=number,
            sheets=len(parts),
            voters=len(voters),
            sha256=voters_hash(voters),
        )
    empty_box(poll)
    return tuple(sorted(ballots))


def empty_box(poll: models.Poll) -> None:
    """Remove the sealed ballots and, after the commit, the key; of a void poll nobody has read them."""
    if poll.method == "secret":
        poll.sealed_ballots.all().delete()
        transaction.on_commit(partial(poll_keys.destroy, poll.id), robust=True)


def counted(poll: models.Poll) -> tuple[str, ...]:
    """The ballots of a closed poll, sorted; empty where nobody cast one."""
    return tuple(ballot for ballot, many in poll.counted_ballots.values_list("ballot", "many") for _ in range(many))


def _hash(seat: str, key: str) -> str:
    return sha256(f"{seat}\0{key}".encode()).hexdigest()
