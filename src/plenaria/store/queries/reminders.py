"""Whom to remind of what, and when they want mail.

Every hour the worker asks whom something calls for to write to, and as a rule it is nobody. So it looks for them from
afar: days of things recur, and which of them call is the same for everybody; who has such a thing may be asleep, or
have had their digest. Of whoever is left all is read that decides.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from itertools import batched
from typing import Any
from zoneinfo import ZoneInfo

from django.db.models import F, Q, QuerySet

from plenaria.core.followup import SETTLED
from plenaria.core.reminding import (
    A_DAY,
    AHEAD,
    BEFORE,
    DAILY,
    Addressee,
    Habits,
    Thing,
    first_this_week,
    is_quiet,
    may_call,
    may_have_one,
)
from plenaria.store import models
from plenaria.store.rows import Among

A_WEEK = timedelta(days=7)
AT_ONCE = 500
"""So many people are read at once."""


@dataclass(frozen=True, slots=True, kw_only=True)
class LateView:
    """A commitment that is overdue, for those who oversee it."""

    owner_names: Mapping[str, str]
    clause: str
    number: str
    due: date
    unanswered: int


@dataclass(frozen=True, slots=True, kw_only=True)
class MailingView:
    """What somebody, or a body, said of when mail comes; and what counts."""

    said: Mapping[str, str]
    counts: Habits
    language: str = ""
    timezone: str = ""


def addressees(at: datetime, people: Collection[str] | None = None) -> Iterator[Addressee]:
    """Everybody whom something may call for to write to at this moment, or those of these people."""
    wanted = _candidates(at) if people is None else set(people)
    for some in batched(sorted(wanted), AT_ONCE):
        awake = {each.id: each for each in _people(some, at.date()) if each.may_be_written_to(at)}
        things, overseers = _things(at.date(), awake), _overseers(at, awake.values())
        for each in awake.values():
            there = at.astimezone(each.zone).date()
            yield Addressee(
                person=each.id,
                habits=each.habits,
                zone=each.zone,
                # Whoever was reminded of it today by hand is not asked again.
                things=tuple(thing for thing, on in things.get(each.id, ()) if on != there),
                had=each.had,
                oversees=each.id in overseers,
                had_overseen=each.had_overseen,
            )


def overseen_by(person: str, today: date, most: int) -> tuple[tuple[LateView, ...], int]:
    """What is long overdue where somebody is secretary and others answer for it, by owner; and how many all are."""
    bodies = _over(_secretaries(today, [person]), today).get(person, ())
    rows = _late(today).filter(body__in=bodies).exclude(owner=person)
    found = rows.select_related("owner", "clause__resolution").order_by("owner_id", "due", "id")
    return tuple(_view(row, row.due) for row in found[:most] if row.due), rows.count()


def mailing_of(person: str) -> MailingView | None:
    """When mail comes to somebody."""
    row = models.Person.objects.select_related("body").filter(id=person).first()
    if row is None:
        return None
    counts = Habits.of(row.mailing, row.body.mailing)
    return MailingView(said=row.mailing, counts=counts, language=row.language, timezone=row.timezone)


def mailing_of_body(body: str) -> MailingView | None:
    """When mail comes to the people of a body who don't say otherwise."""
    row = models.Body.objects.filter(id=body).first()
    return None if row is None else MailingView(said=row.mailing, counts=Habits.of(row.mailing))


@dataclass(frozen=True, slots=True, kw_only=True)
class _Known:
    """Somebody with an address: when they want mail, and the days around now on which they had it."""

    id: str
    habits: Habits
    zone: ZoneInfo
    had: frozenset[date]
    had_overseen: frozenset[date]

    def may_be_written_to(self, at: datetime) -> bool:
        """Whether they want mail now, and may have one more digest."""
        today = at.astimezone(self.zone).date()
        return not is_quiet(self.habits, at, self.zone) and may_have_one(self.habits.rhythm, today, self.had)


def _candidates(at: datetime) -> set[str]:
    """Nobody is missing here whom something calls for to write to; many are here whom nothing does."""
    day = at.date()
    found = {each for rows in _open_things(day) for each in _owning(rows, day)}
    weekly = [key for key, *mailing in _own_habits() if Habits.of(*mailing).rhythm != DAILY]
    if weekly:
        found |= {each for rows in _open_things(day) for each in _owning(rows, day, weekly)}
    return found | {person for person, _body, _reaches_below in _secretaries(day)}


def _open_things(day: date) -> "tuple[QuerySet[models.Commitment], QuerySet[models.Milestone]]":
    """What somebody has to do soon, or had to do, each with its ``person`` and the day of the last reminder."""
    # A day more on either side: it may be tomorrow already where the owner is.
    horizon = day + timedelta(days=max(BEFORE)) + A_DAY + AHEAD
    commitments = models.Commitment.objects.filter(confirmed=True, owner__isnull=False).exclude(state__in=SETTLED)
    steps = models.Milestone.objects.filter(
        due__lte=horizon, done_on=None, commitment__confirmed=True, commitment__owner__isnull=False
    ).exclude(commitment__state__in=SETTLED)
    return (
        commitments.filter(due__lte=horizon).annotate(person=F("owner_id"), on=F("reminded_on")),
        steps.annotate(person=F("commitment__owner_id"), on=F("commitment__reminded_on")),
    )


def _owning(rows: "QuerySet[Any, Any]", day: date, weekly: Collection[str] | None = None) -> set[str]:
    """Who has something whose days can call for a digest: one of that day, or of these people's week."""
    reach, own = (timedelta(), rows) if weekly is None else (AHEAD, rows.filter(Among("person", weekly)))
    days = own.order_by().values_list("due", "reminded_through").distinct()
    calling = {(due, covered) for due, covered in days if may_call(due, covered, day, reach)}
    if not calling:
        return set()
    found = own.filter(due__in={due for due, _covered in calling}).order_by()
    return {
        person
        for person, due, covered in found.values_list("person", "due", "reminded_through").distinct()
        if (due, covered) in calling
    }


def _own_habits() -> "QuerySet[models.Person, tuple[str, dict[str, str], dict[str, str]]]":
    """Who wants mail otherwise than the house has it."""
    rows = models.Person.objects.exclude(mailing={}, body__mailing={})
    return rows.order_by().values_list("id", "mailing", "body__mailing")


def _things(day: date, people: Collection[str]) -> dict[str, list[tuple[Thing, date | None]]]:
    """Owner → what may call for a reminder, and the day of the last one; ``core.reminding`` says what does."""
    found = defaultdict(list)
    commitments, steps = _open_things(day)
    columns = ("person", "id", "due", "reminded_through", "on")
    own = commitments.filter(Among("owner_id", people)).annotate(of=F("id"))
    theirs = steps.filter(Among("commitment__owner_id", people)).annotate(of=F("commitment_id"))
    for rows in (own, theirs):
        for owner, key, due, covered, on, of in rows.values_list(*columns, "of"):
            found[owner].append((Thing(id=key, commitment=of, due=due, covered=covered), on))
    return found


def _overseers(at: datetime, people: Iterable[_Known]) -> dict[str, set[str]]:
    """Which of these are secretaries where something of others is long overdue → of which bodies. Of whoever heard of
    it this week it is not asked."""
    asked = [each.id for each in people if first_this_week(at.astimezone(each.zone).date(), each.had_overseen)]
    return _over(_secretaries(at.date(), asked), at.date())


def _secretaries(day: date, people: Collection[str] | None = None) -> list[tuple[str, str, bool]]:
    """Who keeps the plan of which body on a day, and whether of those below it, too; all, or those of these people."""
    rows = models.Membership.objects.filter(
        Q(since=None) | Q(since__lte=day), Q(until=None) | Q(until__gte=day), role="secretary"
    )
    held = rows if people is None else rows.filter(Among("person_id", people))
    return list(held.values_list("person_id", "body_id", "includes_below"))


def _over(roles: Collection[tuple[str, str, bool]], day: date) -> dict[str, set[str]]:
    """Person → the bodies that they oversee where something of others is long overdue."""
    if not roles:
        return {}
    late: defaultdict[str, set[str | None]] = defaultdict(set)
    for body, owner in _late(day).order_by().values_list("body_id", "owner_id").distinct():
        late[body].add(owner)
    if not late:
        return {}
    parents = dict(models.Body.objects.values_list("id", "parent_id"))
    over = {body: _above(body, parents) for body in late}
    found: defaultdict[str, set[str]] = defaultdict(set)
    for who, body, reaches_below in roles:
        found[who] |= {
            each
            for each, owners in late.items()
            if (each == body or (reaches_below and body in over[each])) and owners - {who}
        }
    return {who: bodies for who, bodies in found.items() if bodies}


def _above(body: str, parents: Mapping[str, str | None]) -> set[str]:
    """The bodies over a body, on every level."""
    found: set[str] = set()
    parent = parents.get(body)
    while parent is not None:
        found.add(parent)
        parent = parents.get(parent)
    return found


def _late(today: date) -> "QuerySet[models.Commitment]":
    """What its owner did not answer for a week: then whoever oversees them hears of it."""
    rows = models.Commitment.objects.filter(confirmed=True, due__lte=today - A_WEEK, owner__isnull=False)
    return rows.exclude(state__in=SETTLED)


def _people(ids: Collection[str], day: date) -> Iterator[_Known]:
    """Those with an address."""
    had: defaultdict[str, list[tuple[date, bool]]] = defaultdict(list)
    digests = models.Digest.objects.filter(Among("person_id", ids), day__range=(day - A_WEEK, day + A_WEEK))
    for who, on, oversees in digests.values_list("person_id", "day", "oversees"):
        had[who].append((on, oversees))
    rows = models.Person.objects.filter(Among("id", ids)).exclude(email="").order_by("id")
    for key, zone, mailing, of_body in rows.values_list("id", "timezone", "mailing", "body__mailing"):
        yield _Known(
            id=key,
            habits=Habits.of(mailing, of_body),
            zone=ZoneInfo(zone),
            had=frozenset(on for on, _oversees in had.get(key, ())),
            had_overseen=frozenset(on for on, oversees in had.get(key, ()) if oversees),
        )


def _view(row: models.Commitment, due: date) -> LateView:
    return LateView(
        owner_names=row.owner.names if row.owner else {},
        clause=row.clause.number,
        number=row.clause.resolution.number,
        due=due,
        unanswered=row.unanswered,
    )
