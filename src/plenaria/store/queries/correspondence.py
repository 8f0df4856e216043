"""Votes that stay open for days: which there are, who has not voted, and when something is to be done about them."""

from datetime import datetime

from django.db import connection

from plenaria.core.mailings import following
from plenaria.store.models import Poll
from plenaria.store.queries.polls import PollView, poll

NOT_VOTED = """
SELECT count(*) FROM store_rollseat seat WHERE seat.poll_id = %s
AND NOT EXISTS (
    SELECT 1 FROM store_vote vote
    WHERE vote.poll_id = seat.poll_id AND vote.credential_id = seat.credential_id AND vote.current
) AND NOT EXISTS (
    SELECT 1 FROM store_hasvoted secret
    WHERE secret.poll_id = seat.poll_id AND secret.credential_id = seat.credential_id
)
"""


def open_now(meeting: str) -> tuple[PollView, ...]:
    """Those of a meeting that are open, the one that closes first at the head."""
    rows = Poll.objects.filter(meeting_id=meeting, state="open").exclude(closes_at=None)
    found = [poll(each) for each in rows.order_by("closes_at", "number").values_list("id", flat=True)]
    return tuple(each for each in found if each)


def over(meeting: str) -> tuple[PollView, ...]:
    """Those of a meeting that are over, the latest first."""
    rows = Poll.objects.filter(meeting_id=meeting, state__in=("closed", "declared", "void")).exclude(closes_at=None)
    found = [poll(each) for each in rows.order_by("-number").values_list("id", flat=True)]
    return tuple(each for each in found if each)


def not_voted(poll_id: str) -> int:
    """How many seats of the roll have not voted, wherever they are."""
    with connection.cursor() as cursor:
        cursor.execute(NOT_VOTED, [poll_id])
        return int(cursor.fetchone()[0])


def next_due(at: datetime) -> datetime | None:
    """When the next vote by correspondence closes, or the next of its reminders is called for."""
    rows = Poll.objects.filter(state="open").exclude(closes_at=None).values_list("remind_at", "closes_at")
    moments = [
        following([datetime.fromisoformat(each) for each in remind_at], closes_at, at)
        for remind_at, closes_at in rows
        if closes_at
    ]
    return min((each for each in moments if each), default=None)
