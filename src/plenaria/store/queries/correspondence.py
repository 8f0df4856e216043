"""Votes that stay open for days: which there are, who has not voted, and when something is to be done about them."""

from datetime import datetime

from django.db import connection
from django.db.models import Exists, OuterRef

from plenaria.core.mailings import RESULT, called_for, following
from plenaria.store.models import Poll, RollSeat
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


def with_untold(at: datetime) -> tuple[str, ...]:
    """The open votes of whose roll somebody has to hear by now."""
    rows = Poll.objects.filter(state="open", closes_at__gt=at).values_list("id", "remind_at")
    due = [(poll, called_for([datetime.fromisoformat(each) for each in reminders], at)) for poll, reminders in rows]
    return tuple(poll for poll, told in due if RollSeat.objects.filter(poll_id=poll, told__lt=told).exists())


def with_results_to_send() -> tuple[str, ...]:
    """The votes that are over, and whose result somebody on their roll is still to be sent."""
    over_now = Poll.objects.filter(result_mailed=True, state__in=("declared", "void"))
    waiting = RollSeat.objects.filter(poll=OuterRef("pk"), told__lt=RESULT)
    return tuple(over_now.filter(Exists(waiting)).order_by("number").values_list("id", flat=True))


def next_due(at: datetime) -> datetime | None:
    """When the next vote by correspondence closes, or the next of its reminders is called for."""
    rows = Poll.objects.filter(state="open").exclude(closes_at=None).values_list("remind_at", "closes_at")
    moments = [
        following([datetime.fromisoformat(each) for each in remind_at], closes_at, at)
        for remind_at, closes_at in rows
        if closes_at
    ]
    return min((each for each in moments if each), default=None)
