"""Naive versions, each broken by one fault, to see that the test of that fault finds it.

``granian tests.faults.naive:application`` with ``NAIVE`` is Plenaria's own server but for what the word names:

- ``early`` says *recorded* at once, and writes when there is time;
- ``unlocked`` looks whether the vote is open, and then writes the votes, without a lock between;
- ``keyless`` asks for no key: whatever comes in is a new vote;
- ``trusting`` believes the seat that the address names;
- ``by-time`` lets the vote with the latest time be the one that counts;
- ``unsynced`` leaves it to the system when what was written reaches the disk;
- ``locking`` locks rows against those, too, who only refer to them.
"""

import os
import queue
import threading
import time
import uuid
from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import UTC, datetime

# ruff: noqa: E402 - what is replaced must be so before the room takes it up
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "plenaria.conf.settings")

import django
from django.conf import settings

from plenaria.store.postgresql import base

_options = settings.DATABASES["default"].setdefault("OPTIONS", {})
if os.environ["NAIVE"] == "unsynced" and "init_command" in _options:
    _options["init_command"] = _options["init_command"].replace("synchronous=FULL", "synchronous=OFF")
elif os.environ["NAIVE"] == "unsynced":
    _options["options"] = "-c synchronous_commit=off"
    base.__dict__["DURABLE"] = ()
if os.environ["NAIVE"] == "locking":
    del base.Operations.for_update_sql
django.setup()

from django.db import transaction

from plenaria.actions import _journal
from plenaria.actions._perform import Receipt
from plenaria.actions.cast import Ballot, cast
from plenaria.core.permits import Actor
from plenaria.core.refusal import Refusal, conflict
from plenaria.interfaces.hall import batches
from plenaria.interfaces.hall.batches import Wish
from plenaria.store.models import Poll, Vote
from plenaria.store.queries.credentials import seats_of_devices

type Answers = Sequence[Receipt | Refusal]

LATER = 0.05
"""Seconds after which ``early`` writes down what it was sent."""
_real = batches.answer
_later: "queue.Queue[Sequence[Wish]]" = queue.Queue()


def early(wishes: Sequence[Wish]) -> Answers:
    """All is well; it will be written."""
    _later.put(wishes)
    return [Receipt(wish.poll, (0,)) for wish in wishes]


def _write_later() -> None:
    while True:
        wishes = _later.get()
        time.sleep(LATER)
        try:
            _real(wishes)
        except Exception as error:
            print(error, flush=True)


def unlocked(wishes: Sequence[Wish]) -> Answers:
    """Whether the vote is open is asked first; then the votes are written."""
    now = datetime.now(UTC)
    seats = seats_of_devices(wish.device for wish in wishes)
    polls = {wish.poll for wish in wishes}
    meetings = {poll.id: poll.meeting for poll in Poll.objects.filter(id__in=polls, state="open").select_related()}
    answers: list[Receipt | Refusal] = []
    for wish in wishes:
        if wish.poll not in meetings:
            answers.append(conflict("poll-not-open"))
            continue
        seat, meeting = seats[wish.device].credential, meetings[wish.poll]
        said = {"seat": seat, "choice": wish.choice, "key": wish.key}
        entry = _journal.Pending(
            kind="vote-cast",
            at=now,
            actor=seat,
            subject=wish.poll,
            body=meeting.body_id,
            meeting=meeting.id,
            data=said,
            personal={},
        )
        with transaction.atomic():
            Vote.objects.filter(poll_id=wish.poll, credential_id=seat, current=True).update(current=False)
            vote = Vote.objects.create(
                poll_id=wish.poll, credential_id=seat, choice=wish.choice, key=wish.key, at=now, leaf=-1
            )
        with transaction.atomic():
            (leaf,) = _journal.append([entry])
            Vote.objects.filter(id=vote.id).update(leaf=leaf)
        answers.append(Receipt(wish.poll, (leaf,)))
    return answers


def keyless(wishes: Sequence[Wish]) -> Answers:
    """Each press is a vote."""
    return _real([replace(wish, key=uuid.uuid4().hex) for wish in wishes])


def trusting(wishes: Sequence[Wish]) -> Answers:
    """Whoever names a seat is its delegate."""
    seats = seats_of_devices(wish.device for wish in wishes)
    named = [wish.seat or (seats[wish.device].credential if wish.device in seats else "") for wish in wishes]
    ballots = [
        Ballot(actor=Actor(seat=seat), poll=wish.poll, credential=seat, choice=wish.choice, key=wish.key)
        for wish, seat in zip(wishes, named, strict=True)
    ]
    return cast(ballots=ballots, at=datetime.now(UTC))


def by_time(wishes: Sequence[Wish]) -> Answers:
    """The latest vote of a seat is the one that counts."""
    answers = _real(wishes)
    seats = seats_of_devices(wish.device for wish in wishes)
    with transaction.atomic():
        for wish in wishes:
            cast_by = Vote.objects.filter(poll_id=wish.poll, credential_id=seats[wish.device].credential)
            latest = cast_by.order_by("-at").values_list("id", flat=True).first()
            cast_by.update(current=False)
            cast_by.filter(id__in=[latest]).update(current=True)
    return answers


NAIVE: dict[str, Callable[[Sequence[Wish]], Answers]] = {
    "early": early,
    "unlocked": unlocked,
    "keyless": keyless,
    "trusting": trusting,
    "by-time": by_time,
    "unsynced": _real,
    "locking": _real,
}
batches.__dict__["answer"] = NAIVE[os.environ["NAIVE"]]
if os.environ["NAIVE"] == "early":
    threading.Thread(target=_write_later, daemon=True).start()

from plenaria.conf.asgi import application

__all__ = ["application"]
