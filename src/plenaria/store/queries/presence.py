"""Who is in the room, and whether that is a quorum: those represented count where the rule allows proxies."""

from collections.abc import Collection, Mapping
from dataclasses import replace
from datetime import datetime
from fractions import Fraction

from django.db.models import Q, QuerySet

from plenaria.core.refusal import Refusal
from plenaria.core.voting.quorum import Attendance, attendance
from plenaria.core.voting.rule import ORDINARY, Rule, from_data
from plenaria.core.voting.tally import one_each, weighted
from plenaria.store import rows
from plenaria.store.models import Credential, Meeting, Presence
from plenaria.store.queries.proxies import mandates


def present_count(meeting: str, at: datetime | None = None) -> int:
    """How many seats are in the room: now, or at a moment that has passed."""
    return _inside(at).filter(credential__meeting_id=meeting).values("credential_id").distinct().count()


def quorum(meeting: str, call: int | None = None, rule: Rule | None = None) -> Attendance:
    """The quorum at this moment, for the present call of the meeting or another ``call``.

    Under its ordinary rule, or the ``rule`` of a vote, which may count votes where the other counts seats.

    Raises ``Meeting.DoesNotExist``.
    """
    row = Meeting.objects.get(id=meeting)
    row.call = call or row.call
    return quorum_of(row, rule)


def quorum_of(meeting: Meeting, rule: Rule | None = None) -> Attendance:
    """The same for a row that an action holds."""
    weights = dict(Credential.objects.filter(meeting=meeting, state="accredited").values_list("id", "weight"))
    counted = rule or (from_data(meeting.rules[ORDINARY]) if meeting.rules else None)
    room = in_room(weights, remote=counted is None or counted.remote)
    there = with_represented(meeting, room, mandates(meeting.id), rule)
    return replace(measured(meeting, weights, there, rule), represented=len(there - room))


def in_room(seats: Collection[str], *, remote: bool = True) -> set[str]:
    """Which of these seats are there now; without those that take part from elsewhere, where not ``remote``."""
    inside = _inside(None).filter(rows.Among("credential_id", seats))
    there = inside if remote else inside.exclude(credential__attends="remote")
    return set(there.values_list("credential_id", flat=True))


def measured(
    meeting: Meeting, weights: Mapping[str, str], there: Collection[str], rule: Rule | None = None
) -> Attendance:
    """What the rule, or else the meeting's, makes of its accredited seats (votes as written) and of those there."""
    rule = rule or (from_data(meeting.rules[ORDINARY]) if meeting.rules else None)
    if rule is None:
        present = sum(seat in weights for seat in there)
        return Attendance(of="seats", whole=Fraction(len(weights)), present=Fraction(present), needed=None)
    roll = one_each(list(weights)) if rule.weights == "one" else weighted(weights)
    assert not isinstance(roll, Refusal)  # a credential takes nothing else
    return attendance(rule, roll, there, meeting.call)


def with_represented(
    meeting: Meeting, room: Collection[str], held: Mapping[str, str], rule: Rule | None = None
) -> set[str]:
    """The seats that are in the room, and those whose proxy one of them holds, where the rule allows it."""
    rule = rule or (from_data(meeting.rules[ORDINARY]) if meeting.rules else None)
    allowed = rule is not None and rule.proxies != 0
    return set(room) | {giver for giver, holder in held.items() if allowed and holder in room}


def _inside(at: datetime | None) -> "QuerySet[Presence]":
    if at is None:
        return Presence.objects.filter(until=None)
    return Presence.objects.filter(Q(until=None) | Q(until__gt=at), since__lte=at)
