"""Whom to remind of what, and when they want mail."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from django.db.models import Q, QuerySet

from plenaria.core.followup import SETTLED
from plenaria.core.reminding import AHEAD, BEFORE, Addressee, Habits, Thing
from plenaria.store import models

A_WEEK = timedelta(days=7)


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
    """Everybody whom something may call for to write to at about this moment, or those of these people."""
    today = at.date()
    things, overseers, digests = _things(today, people), _overseers(today, people), _digests(today, people)
    for known in _people(things.keys() | overseers.keys()):
        zone, had = ZoneInfo(known.timezone), digests.get(known.id, ())
        there = at.astimezone(zone).date()
        yield Addressee(
            person=known.id,
            habits=Habits.of(known.mailing, known.body.mailing),
            zone=zone,
            # Whoever was reminded of it today by hand is not asked again.
            things=tuple(thing for thing, on in things.get(known.id, ()) if on != there),
            had=frozenset(day for day, _oversees in had),
            oversees=known.id in overseers,
            had_overseen=frozenset(day for day, oversees in had if oversees),
        )


def overseen_by(person: str, today: date, most: int) -> tuple[tuple[LateView, ...], int]:
    """What is long overdue where somebody is secretary and others answer for it, by owner; and how many all are."""
    rows = _late(today).filter(body__in=_overseers(today, [person]).get(person, ())).exclude(owner=person)
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


def _things(today: date, people: Collection[str] | None) -> dict[str, list[tuple[Thing, date | None]]]:
    """Owner → what may call for a reminder, and the day of the last one; ``core.reminding`` says what does."""
    # A day more on either side: it may be tomorrow already where the owner is.
    horizon = today + timedelta(days=max(BEFORE) + 1) + AHEAD
    found = defaultdict(list)
    open_ones = models.Commitment.objects.filter(confirmed=True).exclude(state__in=SETTLED)
    open_ones = open_ones.filter(owner__in=people) if people is not None else open_ones.exclude(owner__email="")
    dated = open_ones.filter(due__lte=horizon, owner__isnull=False)
    columns = ("owner_id", "id", "due", "reminded_through", "reminded_on")
    for owner, commitment, due, covered, on in dated.values_list(*columns):
        found[owner].append((Thing(id=commitment, commitment=commitment, due=due, covered=covered), on))
    steps = models.Milestone.objects.filter(due__lte=horizon, done_on=None, commitment__in=open_ones)
    of_steps = ("commitment__owner_id", "id", "commitment_id", "due", "reminded_through", "commitment__reminded_on")
    for owner, step, commitment, due, covered, on in steps.exclude(commitment__owner=None).values_list(*of_steps):
        found[owner].append((Thing(id=step, commitment=commitment, due=due, covered=covered), on))
    return found


def _overseers(today: date, people: Collection[str] | None) -> dict[str, set[str]]:
    """Who is secretary where something of others is long overdue → of which bodies."""
    late: defaultdict[str, set[str | None]] = defaultdict(set)
    for body, owner in _late(today).order_by().values_list("body_id", "owner_id").distinct():
        late[body].add(owner)
    if not late:
        return {}
    held = models.Membership.objects.filter(
        Q(since=None) | Q(since__lte=today), Q(until=None) | Q(until__gte=today), role="secretary"
    ).exclude(person__email="")
    held = held.filter(person__in=people) if people is not None else held
    parents = dict(models.Body.objects.values_list("id", "parent_id"))
    over = {body: _above(body, parents) for body in late}
    found: defaultdict[str, set[str]] = defaultdict(set)
    for who, body, reaches_below in held.values_list("person_id", "body_id", "includes_below"):
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


def _digests(today: date, people: Collection[str] | None) -> dict[str, list[tuple[date, bool]]]:
    """Person → the days of their digests in the weeks around today, and whether each lists what is overdue."""
    rows = models.Digest.objects.filter(day__range=(today - A_WEEK, today + A_WEEK))
    found = defaultdict(list)
    rows = rows.filter(person__in=people) if people is not None else rows
    for who, day, oversees in rows.values_list("person", "day", "oversees"):
        found[who].append((day, oversees))
    return found


def _people(ids: Iterable[str]) -> Iterator[models.Person]:
    """Those with an address, so many at once as a statement may name."""
    wanted = sorted(ids)
    for start in range(0, len(wanted), 500):
        rows = models.Person.objects.select_related("body").filter(id__in=wanted[start : start + 500])
        yield from rows.exclude(email="").only("id", "timezone", "mailing", "email", "body__mailing")


def _view(row: models.Commitment, due: date) -> LateView:
    return LateView(
        owner_names=row.owner.names if row.owner else {},
        clause=row.clause.number,
        number=row.clause.resolution.number,
        due=due,
        unanswered=row.unanswered,
    )
