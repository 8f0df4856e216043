"""Who holds whose mandate."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from fractions import Fraction

from django.db.models import F

from plenaria.core.voting.rule import ORDINARY, from_data
from plenaria.store.models import Meeting, Poll, Proxy, RollSeat, Vote


@dataclass(frozen=True, slots=True, kw_only=True)
class ProxyView:
    """A mandate in the hands of another seat, with the giver's word as it was put on file."""

    giver: str
    giver_seat: int
    giver_names: dict[str, str]
    holder: str
    holder_seat: int
    holder_names: dict[str, str]
    since: datetime
    recorded_by: dict[str, str]
    note: str


def proxies_of(meeting: str) -> tuple[ProxyView, ...]:
    """The proxies of a meeting that are in force, by the giver's seat."""
    rows = Proxy.objects.filter(giver__meeting_id=meeting, until=None).order_by("giver__seat")
    return tuple(
        ProxyView(
            giver=row.giver_id,
            giver_seat=row.giver.seat,
            giver_names=row.giver.person.names,
            holder=row.holder_id,
            holder_seat=row.holder.seat,
            holder_names=row.holder.person.names,
            since=row.since,
            recorded_by=row.recorded_by.names if row.recorded_by else {},
            note=row.note,
        )
        for row in rows.select_related("giver__person", "holder__person", "recorded_by")
    )


def mandates(meeting: str) -> dict[str, str]:
    """Giver → holder of the proxies in force between accredited seats of that meeting."""
    return mandates_of([meeting]).get(meeting, {})


def mandates_of(meetings: Iterable[str]) -> dict[str, dict[str, str]]:
    """The same for several meetings in one query; a meeting without any is left out."""
    rows = Proxy.objects.filter(
        giver__meeting__in=list(meetings), until=None, giver__state="accredited", holder__state="accredited"
    )
    found: dict[str, dict[str, str]] = {}
    for meeting, giver, holder in rows.values_list("giver__meeting_id", "giver_id", "holder_id"):
        found.setdefault(meeting, {})[giver] = holder
    return found


def over_the_limit(held: Mapping[str, str], limit: int | None) -> tuple[str, int] | None:
    """A seat that holds more of these mandates than the limit, and how many it holds; ``None`` knows no limit."""
    most = Counter(held.values()).most_common(1)
    return most[0] if limit is not None and most and most[0][1] > limit else None


@dataclass(frozen=True, slots=True)
class Allowed:
    """Whether a meeting's ordinary rule lets mandates be held: by one person 0, so many, or any number (``None``).

    ``known`` is false while neither the meeting nor its body has a rule.
    """

    known: bool
    limit: int | None


def allowed(meeting: str) -> Allowed:
    """What the rule of a meeting says of proxies; before the convocation that of its body."""
    row = Meeting.objects.select_related("body").get(id=meeting)
    rule = (row.rules or row.body.rules).get(ORDINARY)
    return Allowed(known=rule is not None, limit=from_data(rule).proxies if rule else 0)


def returned(meeting: str) -> dict[str, int]:
    """Giver → the seat that held their mandate until they came in themselves; of those who are in the room."""
    came = Proxy.objects.filter(
        giver__meeting_id=meeting, giver__presences__until=None, until=F("giver__presences__since")
    )
    return dict(came.values_list("giver_id", "holder__seat"))


@dataclass(frozen=True, slots=True, kw_only=True)
class HeldSeat:
    """A seat of a poll's roll that another holds, and what it has voted so far (``leaf`` in the journal)."""

    credential: str
    seat: int
    names: dict[str, str]
    votes: Fraction
    choice: str
    leaf: int | None


def held_in(poll: str, holder: str) -> tuple[HeldSeat, ...]:
    """The seats for which ``holder`` votes in that poll, by number: as the roll was frozen."""
    rows = RollSeat.objects.filter(poll_id=poll, held_by_id=holder).select_related("credential__person", "poll")
    seats = list(rows.order_by("credential__seat"))
    cast = Vote.objects.filter(poll_id=poll, credential__in=[each.credential_id for each in seats], current=True)
    votes = {vote.credential_id: vote for vote in cast} if seats else {}
    return tuple(
        HeldSeat(
            credential=each.credential_id,
            seat=each.credential.seat,
            names=each.credential.person.names,
            votes=Fraction(each.weight, each.poll.denominator),
            choice=votes[each.credential_id].choice if each.credential_id in votes else "",
            leaf=votes[each.credential_id].leaf if each.credential_id in votes else None,
        )
        for each in seats
    )


@dataclass(frozen=True, slots=True)
class Represented:
    """A seat of an open vote's roll and who votes for it."""

    seat: int
    names: dict[str, str]
    holder_seat: int
    holder_names: dict[str, str]


def represented_in(poll: str) -> tuple[Represented, ...]:
    """Who is represented by whom on the roll of that poll, by seat."""
    rows = RollSeat.objects.filter(poll_id=poll).exclude(held_by=None).order_by("credential__seat")
    return tuple(
        Represented(
            each.credential.seat,
            each.credential.person.names,
            each.held_by.seat if each.held_by else 0,
            each.held_by.person.names if each.held_by else {},
        )
        for each in rows.select_related("credential__person", "held_by__person")
    )


def holder_in(poll: str, credential: str) -> dict[str, str] | None:
    """The names of whoever votes for that seat in that poll, if it is another."""
    row = RollSeat.objects.filter(poll_id=poll, credential_id=credential).select_related("held_by__person").first()
    return row.held_by.person.names if row and row.held_by else None


def holds(poll: str, holder: str, giver: str) -> bool:
    """Whether ``holder`` votes for the seat ``giver`` in that poll."""
    return RollSeat.objects.filter(poll_id=poll, credential_id=giver, held_by_id=holder).exists()


def open_poll_number(meeting: str) -> int | None:
    """The number of the vote that is open, on a roll that is frozen; those that stay open for days stop nobody."""
    return (
        Poll.objects.filter(meeting_id=meeting, state="open", closes_at=None).values_list("number", flat=True).first()
    )
