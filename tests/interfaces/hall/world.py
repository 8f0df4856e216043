"""A hall of its own for a real server: ``python -m tests.interfaces.hall.world SEATS`` in the server's environment.

Makes the tables and a meeting with an open vote, binds a device to each seat, and prints what a test needs as JSON.
``… open POLL`` and ``… close POLL`` open and close a vote from this other process; ``… badge SEAT`` makes a new
badge; ``… secret MEETING`` opens a secret vote; ``… amended MEETING`` closes the votes and shows an amendment;
``… debate MEETING`` opens a point with a list of speakers, of whom the first speaks;
``… listed SEAT`` puts a seat on it.
"""

import json
import os
import sys
from dataclasses import replace
from datetime import UTC, datetime, timedelta

# ruff: noqa: E402 - models can only be imported once Django is set up
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "plenaria.conf.settings")

import django

django.setup()

from django.test import Client

from plenaria.actions import agenda, amendments, badges, credentials, polls, presence, showing, speakers, speeches
from plenaria.core.permits import Actor
from plenaria.core.voting.presets import SIMPLE
from plenaria.store.models import Credential, Meeting, Poll
from tests import builders, tables
from tests.builders import AT


def make(seats: int) -> dict[str, object]:
    tables.make()
    body = builders.body()
    secretary = builders.person("Ann", body, "secretary", "chair", email="ann@desk.example")
    sitting = builders.meeting(body, secretary, seats=seats)
    resolution = builders.debated_text(sitting)
    # Two who take part from elsewhere, one of them there, and a vote that stays open for days beside the others.
    for seat in sitting.credentials[-2:]:
        builders.done(credentials.change_attendance(actor=secretary, at=AT, credential=seat, attends="remote"))
    builders.done(presence.check_out(actor=secretary, at=AT, credential=sitting.credentials[-1]))
    by_post = replace(SIMPLE.rule, correspondence="to-the-end")
    builders.open_poll(sitting, rule=by_post, closes_at=datetime.now(UTC) + timedelta(days=30))
    poll = builders.open_poll(sitting, resolution=resolution, clause=builders.clauses_of(resolution)[0])
    following = builders.prepared_poll(sitting, resolution=resolution, clause=builders.clauses_of(resolution)[1])
    return {
        "meeting": sitting.id,
        "poll": poll,
        "following": following,
        "seats": list(sitting.credentials),
        "devices": [device(secretary, seat) for seat in sitting.credentials],
        "session": builders.logged_in(Client(), secretary).cookies["sessionid"].value,
    }


def device(secretary: Actor, seat: str) -> str:
    """The secret in the cookie of the phone that opened this seat's badge."""
    badge = credentials.issue_badge(actor=secretary, at=AT, credential=seat)
    assert not hasattr(badge, "because"), badge
    used = badges.use_badge(at=AT, token=badge.secret)  # type: ignore[union-attr] # a receipt, as asserted
    return used.secret  # type: ignore[union-attr] # a badge that was just made


def close(poll: str) -> dict[str, object]:
    row = Poll.objects.select_related("meeting").get(id=poll)
    chair = Actor(person=None, roles=frozenset({("chair", row.meeting.body_id)}))
    return {"closed": builders.done(polls.close_poll(actor=chair, at=AT, poll=poll))}


def opened(poll: str) -> dict[str, object]:
    """That vote, open."""
    body = Poll.objects.values_list("meeting__body_id", flat=True).get(id=poll)
    chair = Actor(roles=frozenset({("chair", body)}))
    return {"opened": builders.done(polls.open_poll(actor=chair, at=AT, poll=poll))}


def badge(seat: str) -> dict[str, object]:
    """A new badge for that seat."""
    body = Credential.objects.values_list("meeting__body_id", flat=True).get(id=seat)
    clerk = Actor(roles=frozenset({("clerk", body)}))
    issued = credentials.issue_badge(actor=clerk, at=AT, credential=seat)
    return {"token": issued.secret}  # type: ignore[union-attr] # a receipt


def secret(meeting: str) -> dict[str, object]:
    """A secret vote, open; the one before is closed."""
    for before in Poll.objects.filter(meeting_id=meeting, state="open", closes_at=None):
        close(before.id)
    chair = Actor(roles=frozenset({("chair", Meeting.objects.values_list("body_id", flat=True).get(id=meeting))}))
    titles = {"en": "Who is the best?"}
    question = builders.done(polls.prepare_question(actor=chair, at=AT, meeting=meeting, titles=titles))
    poll = builders.done(polls.prepare_poll(actor=chair, at=AT, question=question, method="secret"))
    return {"secret": builders.done(polls.open_poll(actor=chair, at=AT, poll=poll))}


def debate(meeting: str) -> dict[str, object]:
    """A point is open: the first seat speaks, the second and the third wait."""
    for before in Poll.objects.filter(meeting_id=meeting, state="open", closes_at=None):
        close(before.id)
    row = Meeting.objects.get(id=meeting)
    chair = Actor(roles=frozenset({("chair", row.body_id), ("secretary", row.body_id)}))
    points: list[agenda.Point] = [(each.titles, each.resolution_id) for each in row.items.all()]
    points.append(({"en": "A debate"}, None))
    builders.done(agenda.set_agenda(actor=chair, at=AT, meeting=meeting, items=points))
    builders.done(agenda.open_item(actor=chair, at=AT, item=row.items.get(position=len(points)).id))
    now = builders.now()
    asked = [
        builders.done(speakers.ask(actor=chair, at=now, credential=each.id))
        for each in row.credentials.order_by("seat")[:3]
    ]
    return {"speaking": builders.done(speeches.call(actor=chair, at=now, speaker=asked[0]))}


def listed(seat: str) -> dict[str, object]:
    """The table puts that seat on the list of speakers."""
    body = Credential.objects.values_list("meeting__body_id", flat=True).get(id=seat)
    clerk = Actor(roles=frozenset({("clerk", body)}))
    return {"listed": builders.done(speakers.ask(actor=clerk, at=builders.now(), credential=seat))}


def amended(meeting: str) -> dict[str, object]:
    """The votes are closed, and an amendment of the second seat to the second clause is shown on every screen."""
    row = Meeting.objects.get(id=meeting)
    chair = Actor(roles=frozenset({("chair", row.body_id), ("secretary", row.body_id)}))
    for before in row.polls.filter(state="open", closes_at=None):
        close(before.id)
    resolution = row.resolutions.get().id
    builders.done(agenda.set_agenda(actor=chair, at=AT, meeting=meeting, items=[({"en": "The text"}, resolution)]))
    builders.done(agenda.open_item(actor=chair, at=AT, item=row.items.get().id))
    seat = row.credentials.order_by("seat")[1].id
    proposed = builders.done(
        amendments.submit_amendment(
            actor=builders.holder(seat),
            at=AT,
            resolution=resolution,
            kind="replace",
            clause=builders.clauses_of(resolution)[1],
            words={"ru": "Беречь темноту всегда.", "es": "Cuidar siempre la oscuridad."},
            seat=seat,
        )
    )
    builders.done(amendments.admit_amendment(actor=chair, at=AT, amendment=proposed))
    return {"shown": builders.done(showing.show_clause(actor=chair, at=AT, meeting=meeting, amendment=proposed))}


if __name__ == "__main__":
    deeds = {
        "amended": amended,
        "badge": badge,
        "close": close,
        "debate": debate,
        "listed": listed,
        "open": opened,
        "secret": secret,
    }
    print(json.dumps(deeds[sys.argv[1]](sys.argv[2]) if sys.argv[1] in deeds else make(int(sys.argv[1]))))
