"""A hall to measure: ``python -m benchmarks.hall.world SEATS POLLS EARLIER`` in the environment of its server.

Makes the tables, one open meeting with that many accredited seats in the room, each with its phone (``devices``) and,
beside it, a badge that nobody has opened yet (``badges``, at a second meeting of as many seats); ``POLLS`` votes that
wait to be opened, after ``EARLIER`` ones in which every seat has voted. Prints what the load needs as JSON.

Seats are written as rows at once, since inviting ten thousand one by one is not what is measured; polls, rolls, votes
and the journal come about through the actions.
"""

import json
import os
import sys
from dataclasses import replace
from itertools import batched

# ruff: noqa: E402 - models can only be imported once Django is set up
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "plenaria.conf.settings")

import django

django.setup()

from django.core.management import call_command
from django.test import Client
from tests import builders
from tests.builders import AT, Sitting

from plenaria.actions import polls
from plenaria.actions.cast import Ballot, cast
from plenaria.actions.credentials import hashed
from plenaria.store.models import Credential, Person, Presence

CHOICES = ("for", "for", "against", "abstain")


def make(seats: int, waiting: int, earlier: int) -> dict[str, object]:
    """The world of one server."""
    call_command("migrate", verbosity=0)
    body = builders.body()
    secretary = builders.person("Ann", body, "secretary", "chair", email="ann@desk.example")
    sitting = builders.meeting(body, secretary, seats=1, slug="xiv")
    doors = builders.meeting(body, secretary, seats=1, slug="doors")
    sitting = replace(sitting, credentials=seat_all(sitting, seats, device=True))
    seat_all(doors, seats, device=False)
    for number in range(earlier):
        vote_all(sitting, builders.open_poll(sitting), number)
    found: dict[str, object] = {
        "body": body,
        "meeting": sitting.id,
        "polls": [builders.prepared_poll(sitting) for _ in range(waiting)],
        "devices": [f"device-{sitting.id}-{number}" for number in range(seats)],
        "badges": [f"badge-{doors.id}-{number}" for number in range(seats)],
        "session": builders.logged_in(Client(), secretary).cookies["sessionid"].value,
    }
    return found


def seat_all(sitting: Sitting, seats: int, *, device: bool) -> tuple[str, ...]:
    """Fill the meeting up with accredited people who are in the room; the first seat is there already."""
    people = [Person(body_id=sitting.body, names={"en": f"Delegate {number}"}) for number in range(1, seats)]
    Person.objects.bulk_create(people)
    own = "device" if device else "badge"
    secrets = [hashed(f"{own}-{sitting.id}-{number}") for number in range(seats)]
    Credential.objects.filter(id=sitting.credentials[0]).update(**{own: secrets[0]})
    rows = [
        Credential(meeting_id=sitting.id, person=each, seat=number, state="accredited", **{own: secrets[number - 1]})
        for number, each in enumerate(people, start=2)
    ]
    Credential.objects.bulk_create(rows)
    Presence.objects.bulk_create(Presence(credential=each, since=AT) for each in rows)
    return (*sitting.credentials, *(each.id for each in rows))


def vote_all(sitting: Sitting, poll: str, number: int) -> None:
    """Every seat votes, and the vote is closed."""
    for seats in batched(enumerate(sitting.credentials), 1_000, strict=False):
        ballots = [
            Ballot(
                actor=builders.holder(seat),
                poll=poll,
                credential=seat,
                choice=CHOICES[(place + number) % len(CHOICES)],
                key=f"earlier-{place}",
            )
            for place, seat in seats
        ]
        for answer in cast(ballots=ballots, at=AT):
            builders.done(answer)
    builders.done(polls.close_poll(actor=sitting.secretary, at=AT, poll=poll))


if __name__ == "__main__":
    print(json.dumps(make(*map(int, sys.argv[1:4]))))
