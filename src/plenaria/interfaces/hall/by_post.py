"""Votes that stay open for days, as lines of other pages: what is open until when; and what the chair does about them.

The hall goes on beside them: a phone's page only says that they are there (see ``correspondence``).
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from django.utils.http import urlencode
from django.utils.translation import get_language

from plenaria.actions import correspondence as actions
from plenaria.actions._perform import Receipt
from plenaria.core.polls import CALLED
from plenaria.core.refusal import Refusal, unacceptable
from plenaria.interfaces.hall import page
from plenaria.interfaces.kit.requests import Request
from plenaria.phrases.mailings import until
from plenaria.store.queries import correspondence as queries
from plenaria.store.queries.meetings import MeetingView
from plenaria.store.queries.polls import PollView


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """A vote in a list: what is put, until when it is open, and how many are to vote yet."""

    poll: PollView
    headline: str
    until: str
    query: str
    voted: int = 0
    early: bool = False
    """Whether its rule lets the chair close it before its time."""
    mine: str = ""
    """Of a seat: *open*, *voted*, or nothing where it is not on the roll."""

    @property
    def by_name(self) -> bool:
        """Whether the clerk may enter what a seat answers on paper: of a secret vote nobody may know it."""
        return self.poll.method in CALLED and not self.poll.is_election


def open_now(meeting: MeetingView) -> tuple[Line, ...]:
    """The votes by correspondence that are open, as everybody sees them."""
    return tuple(line_of(meeting, poll) for poll in queries.open_now(meeting.id))


def for_chair(meeting: MeetingView) -> dict[str, Any]:
    """What the chair's table shows of them: how many have voted, and the ways to end or prolong each."""
    return {
        "by_post": [
            line_of(
                meeting,
                each,
                voted=each.roll_size - queries.not_voted(each.id),
                early=each.rule.correspondence in ("all-voted", "early"),
            )
            for each in queries.open_now(meeting.id)
        ],
        "timezone": meeting.timezone,
    }


def line_of(meeting: MeetingView, poll: PollView, **more: Any) -> Line:
    """A vote by correspondence in a list, with what is put in a few words; ``more`` are other fields of its line."""
    return Line(
        poll=poll,
        headline=page.about(meeting, poll).headline,
        until=until(poll.closes_at, get_language() or "en", meeting.timezone) if poll.closes_at else "",
        query=urlencode({"poll": poll.id}),
        **more,
    )


def way_back(meeting: str, given: Mapping[str, str], said: str) -> str:
    """Where a plain form of a vote comes back to: the hall, or the vote's own page; ``said`` is why it was refused."""
    own = {"poll": given.get("poll", "")} if given.get("back") == "correspondence" else {}
    query = urlencode(own | ({"said": said} if said else {}))
    return f"/hall/{meeting}/{'correspondence' if own else ''}{'?' if query else ''}{query}"


def moment_given(day: str, time: str, timezone: str) -> datetime | None:
    """The moment that is written as a day and a time of that zone's clock.

    Nothing where it is neither, or a time that the clock skips; of a time that comes twice, the first.
    """
    try:
        local = datetime.fromisoformat(f"{day}T{time}").replace(tzinfo=ZoneInfo(timezone))
    except ValueError:
        return None
    there = local.astimezone(UTC).astimezone(local.tzinfo)
    return local.astimezone(UTC) if there.replace(tzinfo=None) == local.replace(tzinfo=None) else None


def next_time(time: str, at: datetime, timezone: str) -> datetime | Refusal | None:
    """The next moment at which that zone's clock shows this time; nothing where none is given."""
    if not time:
        return None
    today = at.astimezone(ZoneInfo(timezone)).date()
    moments = (moment_given((today + timedelta(days=days)).isoformat(), time, timezone) for days in (0, 1))
    return next((each for each in moments if each and each > at), unacceptable("resumption-unreadable"))


def closing(request: Request) -> datetime | Refusal | None:
    """The closing time that the form of a question gives; nothing where it is put at the sitting."""
    day, time = (request.POST.get(name, "").strip() for name in ("until_day", "until_time"))
    if not day and not time:
        return None
    assert request.resolver_match is not None  # a view asks
    timezone = page.meeting_or_404(str(request.resolver_match.kwargs["meeting"])).timezone
    return moment_given(day, time or "23:59", timezone) or unacceptable("closing-time-unreadable")


def extend(request: Request, at: datetime, meeting: str, subject: str) -> Receipt | Refusal:
    """Give a vote more time, with the reason."""
    closes_at = closing(request)
    if closes_at is None:
        return unacceptable("closing-time-unreadable")
    if isinstance(closes_at, Refusal):
        return closes_at
    return actions.extend_poll(
        actor=request.actor, at=at, poll=subject, closes_at=closes_at, reason=request.POST.get("reason", "")
    )
