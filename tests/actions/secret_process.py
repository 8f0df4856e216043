"""An installation of its own in ``PLENARIA_DATA`` with a secret vote, for tests that kill it at a given step.

Each argument is the life of a server, in a process of its own, and says in words what to do: ``make`` the installation,
with the vote prepared; ``open``, ``vote``, ``close``, or ``close!STEP`` to die at that step; ``settle``, as at a start;
``lose`` the key; ``state``. For each a line is printed in JSON: a list of what ``settle`` and ``state`` said, or
``"killed"``. Whoever dies dies by SIGKILL, between two instructions of the real thing.
"""

import json
import os
import shutil
import signal
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

# ruff: noqa: E402 - models can only be imported once Django is set up
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "plenaria.conf.settings")

import django

django.setup()

from django.conf import settings

from plenaria.actions import _journal, polls, secret
from plenaria.actions import poll_keys as settling
from plenaria.actions._perform import Receipt
from plenaria.actions.cast import Ballot, cast
from plenaria.core.permits import Actor
from plenaria.store import poll_keys
from plenaria.store.models import CountedBallot, HasVoted, Poll, SealedBallot
from tests import builders, tables
from tests.builders import AT

CAST = ("for", "against", "for", "abstain")


def make() -> None:
    tables.make()
    body = builders.body()
    sitting = builders.meeting(body, builders.person("Ann", body, "secretary"), seats=len(CAST))
    builders.prepared_poll(sitting, method="secret")


def the_poll() -> Poll:
    return Poll.objects.select_related("meeting").get()


def chair(poll: Poll) -> Actor:
    return Actor(person="chair", roles=frozenset({("chair", poll.meeting.body_id)}))


def vote() -> None:
    poll = the_poll()
    seats = poll.meeting.credentials.order_by("seat").values_list("id", flat=True)
    ballots = [
        Ballot(actor=builders.holder(seat), poll=poll.id, credential=seat, choice=choice, key=f"key-{seat}")
        for seat, choice in zip(seats, CAST, strict=True)
    ]
    assert all(isinstance(each, Receipt) for each in cast(ballots=ballots, at=AT))


def state() -> dict[str, object]:
    poll = the_poll()
    return {
        "state": poll.state,
        "reason": poll.reason,
        "voted": HasVoted.objects.count(),
        "sealed": SealedBallot.objects.count(),
        "counted": dict(CountedBallot.objects.values_list("ballot", "many")),
        "outcome": (poll.decision or {}).get("outcome", ""),
        "keys": len(poll_keys.kept()),
    }


def die(*_: Any, **__: Any) -> None:
    os.kill(os.getpid(), signal.SIGKILL)


def dying_after(real: Callable[..., Any]) -> Callable[..., Any]:
    def then_die(*given: Any, **named: Any) -> None:
        real(*given, **named)
        die()

    return then_die


def die_at(step: str) -> None:
    match step:
        case "key-made":
            poll_keys.make = dying_after(poll_keys.make)
        case "ballots-written":
            secret.Box.write = dying_after(secret.Box.write)  # type: ignore[method-assign] # a death, not a stand-in
        case "ballots-read":
            secret.__dict__["contents"] = die
        case "before-commit":
            _journal.append = dying_after(_journal.append)
        case "after-commit":
            poll_keys.destroy = die
        case "key-overwritten":
            Path.unlink = die  # type: ignore[method-assign]


def do(word: str) -> list[object]:
    verb, _, step = word.partition("!")
    die_at(step)
    match verb:
        case "make":
            make()
        case "open":
            builders.done(polls.open_poll(actor=chair(the_poll()), at=AT, poll=the_poll().id))
        case "vote":
            vote()
        case "close":
            builders.done(polls.close_poll(actor=chair(the_poll()), at=AT, poll=the_poll().id))
        case "lose":
            shutil.rmtree(settings.DATA / "poll-keys")
        case "settle":
            return [settling.settle(at=AT)]
        case "state":
            return [state()]
    return []


def live(words: str) -> None:
    """Do that in a process of its own, which begins with nothing open."""
    child = os.fork()
    if child == 0:
        print(json.dumps([said for word in words.split() for said in do(word)]), flush=True)
        os._exit(0)
    _, status = os.waitpid(child, 0)
    if os.WIFSIGNALED(status):
        print(json.dumps("killed"), flush=True)
    elif status:
        sys.exit(1)


if __name__ == "__main__":
    for words in sys.argv[1:]:
        live(words)
