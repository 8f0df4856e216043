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

from plenaria.core.followup import OPEN
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
from plenaria.store.prepared import Many, prepared
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
    columns = ("owner__names", "clause__number", "clause__resolution__number", "due", "unanswered")
    found = rows.order_by("owner_id", "due", "id").values_list(*columns)[:most]
    views = (
        LateView(owner_names=names, clause=clause, number=number, due=due, unanswered=unanswered)
        for names, clause, number, due, unanswered in found
        if due is not None
    )
    return tuple(views), rows.count()


def who_oversee(people: Collection[str], day: date) -> set[str]:
    """Which of these keep the plan of a body on a day."""
    return {person for person, _body, _reaches_below in _secretaries(day, people)}


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


def _open_commitments() -> "QuerySet[models.Commitment]":
    return models.Commitment.objects.filter(confirmed=True, owner__isnull=False, state__in=OPEN)


def _horizon(day: date) -> date:
    """Of what is due later nobody is reminded yet: a day more, for it may be tomorrow already where the owner is."""
    return day + timedelta(days=max(BEFORE)) + A_DAY + AHEAD


def _open_things(day: date) -> "tuple[QuerySet[models.Commitment], QuerySet[models.Milestone]]":
    """What somebody has to do soon, or had to do, each with its ``person``."""
    steps = models.Milestone.objects.filter(
        due__lte=_horizon(day),
        done_on=None,
        commitment__confirmed=True,
        commitment__owner__isnull=False,
        commitment__state__in=OPEN,
    )
    return (
        _open_commitments().filter(due__lte=_horizon(day)).annotate(person=F("owner_id")),
        steps.annotate(person=F("commitment__owner_id")),
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
    found, owned = defaultdict(list), {}
    for key, owner, due, covered, on in _owned(Many(people)):
        owned[key] = (owner, on)
        if due is not None and due <= _horizon(day):
            found[owner].append((Thing(id=key, commitment=key, due=due, covered=covered), on))
    for key, of, due, covered in _steps(Many(owned), _horizon(day)):
        owner, on = owned[of]
        found[owner].append((Thing(id=key, commitment=of, due=due, covered=covered), on))
    return found


@prepared
def _owned(people: Many) -> "QuerySet[models.Commitment, tuple[Any, ...]]":
    rows = _open_commitments().filter(Among("owner_id", people))
    return rows.values_list("id", "owner_id", "due", "reminded_through", "reminded_on")


@prepared
def _steps(commitments: Many, horizon: date) -> "QuerySet[models.Milestone, tuple[Any, ...]]":
    rows = models.Milestone.objects.filter(Among("commitment_id", commitments), done_on=None, due__lte=horizon)
    return rows.order_by().values_list("id", "commitment_id", "due", "reminded_through")


def _overseers(at: datetime, people: Iterable[_Known]) -> dict[str, set[str]]:
    """Which of these are secretaries where something of others is long overdue → of which bodies. Of whoever heard of
    it this week it is not asked."""
    asked = [each.id for each in people if first_this_week(at.astimezone(each.zone).date(), each.had_overseen)]
    return _over(_secretaries(at.date(), asked), at.date())


def _secretaries(day: date, people: Collection[str] | None = None) -> list[tuple[str, str, bool]]:
    """Who keeps the plan of which body on a day, and whether of those below it, too; all, or those of these people."""
    return list(_held(day)) if people is None else _held_by(Many(people), day)


def _held(day: date) -> "QuerySet[models.Membership, tuple[str, str, bool]]":
    rows = models.Membership.objects.filter(
        Q(since=None) | Q(since__lte=day), Q(until=None) | Q(until__gte=day), role="secretary"
    )
    return rows.values_list("person_id", "body_id", "includes_below")


@prepared
def _held_by(people: Many, day: date) -> "QuerySet[models.Membership, tuple[str, str, bool]]":
    return _held(day).filter(Among("person_id", people))


def _over(roles: Collection[tuple[str, str, bool]], day: date) -> dict[str, set[str]]:
    """Person → the bodies that they oversee where something of others is long overdue."""
    if not roles:
        return {}
    parents = dict(models.Body.objects.values_list("id", "parent_id"))
    over = {body: _above(body, parents) for body in parents}
    kept, reaching = {body for _who, body, _below in roles}, {body for _who, body, below in roles if below}
    reached = [body for body, above in over.items() if body in kept or above & reaching]
    late: defaultdict[str, set[str | None]] = defaultdict(set)
    for body, owner in _late(day).filter(Among("body_id", reached)).order_by().values_list("body_id", "owner_id"):
        late[body].add(owner)
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
    return models.Commitment.objects.filter(
        confirmed=True, due__lte=today - A_WEEK, owner__isnull=False, state__in=OPEN
    )


def _people(ids: Collection[str], day: date) -> Iterator[_Known]:
    """Those with an address."""
    had: defaultdict[str, list[tuple[date, bool]]] = defaultdict(list)
    for who, on, oversees in _digests(Many(ids), day - A_WEEK, day + A_WEEK):
        had[who].append((on, oversees))
    for key, zone, mailing, of_body in _reachable(Many(ids)):
        yield _Known(
            id=key,
            habits=Habits.of(mailing, of_body),
            zone=ZoneInfo(zone),
            had=frozenset(on for on, _oversees in had.get(key, ())),
            had_overseen=frozenset(on for on, oversees in had.get(key, ()) if oversees),
        )


@prepared
def _digests(people: Many, first: date, last: date) -> "QuerySet[models.Digest, tuple[str, date, bool]]":
    rows = models.Digest.objects.filter(Among("person_id", people), day__gte=first, day__lte=last)
    return rows.values_list("person_id", "day", "oversees")


@prepared
def _reachable(people: Many) -> "QuerySet[models.Person, tuple[str, str, dict[str, str], dict[str, str]]]":
    rows = models.Person.objects.filter(Among("id", people)).exclude(email="").order_by("id")
    return rows.values_list("id", "timezone", "mailing", "body__mailing")
