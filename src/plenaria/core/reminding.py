"""When somebody is written to of what they answer for.

1. Of each thing that has a day they are reminded 30 and 7 days before it, on it, and every 7 days after it. These days
   are its *points*.
2. All that is called for on a day comes in one digest. What is overdue comes together: a weekly reminder whose point is
   at most ``TOGETHER`` away comes with the digest that goes anyway.
3. There is at most one digest on a day of their own calendar; in the weekly rhythm at most one in a week, from Monday,
   which then covers the points until Sunday. Whoever wants to hear of what is overdue alone hears of it weekly.
4. Nothing comes in quiet hours by the clock of their place; it comes after them.
5. Nothing is lost: a point that passed while nothing could be sent is made up for on the first day on which it can be,
   once for all points that passed.
6. Whoever was told of a thing on a day, as with a plan that is confirmed, was told of its points until then.
7. A clock that was wrong does no lasting harm: what is covered further ahead than any digest looks is forgotten.

Days are those of the person's calendar; points, coverage and digests are compared as days, never as moments.
"""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta, tzinfo

from plenaria.core.refusal import Refusal, unacceptable

BEFORE = (30, 7, 0)
"""Days before the due day on which somebody is reminded."""
A_DAY = timedelta(days=1)
"""By so much the day of somebody's own calendar is another at the most."""
WEEK = timedelta(days=7)
"""How long after a missed due day, and again after that."""
TOGETHER = timedelta(days=3)
AHEAD = timedelta(days=6)
"""No digest covers more than this: a weekly one of a Monday covers the Sunday."""

DAILY, WEEKLY, OVERDUE = "daily", "weekly", "overdue"
RHYTHMS = (DAILY, WEEKLY, OVERDUE)
"""How often a digest may come: on any day, once a week, once a week with what is overdue alone."""
LEAST_AWAKE = timedelta(hours=3)
"""Of each day that stays for mail: reminders are looked for every hour, and a clock may leap over one."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Habits:
    """When somebody wants mail: not between these hours of their clock, and how often; equal hours are none."""

    quiet_from: time = time(20)
    quiet_to: time = time(8)
    rhythm: str = DAILY

    @classmethod
    def of(cls, *kept: Mapping[str, str]) -> "Habits":
        """As they are kept; what the first doesn't say is as in the next: a person's, the body's, the house's."""
        said = {name: value for each in reversed(kept) for name, value in each.items() if value}
        hours = {name: time.fromisoformat(said[name]) for name in ("quiet_from", "quiet_to") if name in said}
        return cls(rhythm=said.get("rhythm", DAILY), **hours)


def checked(kept: Mapping[str, str]) -> Refusal | None:
    """Why habits can't be kept so, or nothing: ``habits-unfit``, ``quiet-too-long`` (hours: what must stay)."""
    try:
        habits = Habits.of(kept)
    except ValueError:
        return unacceptable("habits-unfit")
    if habits.rhythm not in RHYTHMS or set(kept) - {"quiet_from", "quiet_to", "rhythm"}:
        return unacceptable("habits-unfit")
    awake = timedelta(minutes=(_minute(habits.quiet_from) - _minute(habits.quiet_to)) % (24 * 60) or 24 * 60)
    return unacceptable("quiet-too-long", hours=LEAST_AWAKE // timedelta(hours=1)) if awake < LEAST_AWAKE else None


@dataclass(frozen=True, slots=True, kw_only=True)
class Thing:
    """Something with a day: a commitment, or a milestone of ``commitment``."""

    id: str
    commitment: str
    due: date
    covered: date | None = None
    """Up to which day they were told or reminded of it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Addressee:
    """Somebody who may have to be written to, and all that decides on it."""

    person: str
    habits: Habits
    zone: tzinfo
    things: tuple[Thing, ...]
    had: frozenset[date] = frozenset()
    """Days around now on which they had a digest."""
    oversees: bool = False
    """Whether something is overdue where they are secretary."""
    had_overseen: frozenset[date] = frozenset()
    """Days on which their digest listed what is overdue there."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Digest:
    """What goes into the digest of a day: id of a thing → up to which day its points are covered by it."""

    day: date
    covers: Mapping[str, date]
    oversees: bool
    """Whether it lists what is overdue where they are secretary."""


def called_for(addressee: Addressee, at: datetime) -> Digest | None:
    """The digest that is to be sent at a moment, or nothing."""
    if is_quiet(addressee.habits, at, addressee.zone):
        return None
    today, rhythm = at.astimezone(addressee.zone).date(), addressee.habits.rhythm
    if not may_have_one(rhythm, today, addressee.had):
        return None
    covers = covered_by(addressee.things, rhythm, today)
    oversees = addressee.oversees and first_this_week(today, addressee.had_overseen)
    return Digest(day=today, covers=covers, oversees=oversees) if covers or oversees else None


def point(due: date, until: date) -> date | None:
    """The last point of what is due on a day, up to another day; nothing where the first is yet to come."""
    if until > due:
        return due + (until - due) // WEEK * WEEK
    return max((due - timedelta(days=each) for each in BEFORE if due - timedelta(days=each) <= until), default=None)


def may_call(due: date, covered: date | None, day: date, reach: timedelta = timedelta()) -> bool:
    """Whether something due and covered like that can call for a digest at some moment of a day, wherever its owner is;
    ``reach`` is how far beyond its own day such a digest looks: ``AHEAD`` where it comes once a week."""
    called = point(due, day + A_DAY + reach)
    return called is not None and (covered is None or covered < called or covered > day - A_DAY + AHEAD)


def covered_by(things: Iterable[Thing], rhythm: str, today: date) -> dict[str, date]:
    """What a digest of that day asks about; nothing where nothing calls for one."""
    known, until = list(things), today if rhythm == DAILY else sunday(today)
    called = {each.id: until for each in known if _calls(each, rhythm, today, until)}
    if not called:
        return {}
    with_it = today + TOGETHER if rhythm == DAILY else until
    late = {each.id: with_it for each in known if today > each.due and _calls(each, rhythm, today, with_it)}
    return called | late


def may_have_one(rhythm: str, today: date, had: Collection[date]) -> bool:
    """Whether a digest may still come on a day."""
    return today not in had if rhythm == DAILY else first_this_week(today, had)


def first_this_week(today: date, had: Collection[date]) -> bool:
    """Whether none of these days is in the week of today, which begins on Monday."""
    return all(sunday(each) != sunday(today) for each in had)


def sunday(day: date) -> date:
    """The last day of the week of a day."""
    return day + timedelta(days=6 - day.weekday())


def _calls(thing: Thing, rhythm: str, today: date, until: date) -> bool:
    called_for = point(thing.due, until)
    if called_for is None or (rhythm == OVERDUE and called_for <= thing.due):
        return False
    forgotten = thing.covered is None or thing.covered > today + AHEAD
    return forgotten or (thing.covered is not None and thing.covered < called_for)


def is_quiet(habits: Habits, at: datetime, zone: tzinfo) -> bool:
    """Whether a moment is in their quiet hours, by the clock on their wall."""
    start, end, now = _minute(habits.quiet_from), _minute(habits.quiet_to), _minute(at.astimezone(zone).time())
    return (now - start) % (24 * 60) < (end - start) % (24 * 60)


def after_quiet(habits: Habits, at: datetime, zone: tzinfo) -> datetime:
    """The moment itself, or the end of the quiet hours that it is in.

    Where the clock leaps over that end it is as long after the leap as the end would have been after its beginning;
    where the hour comes twice it is the first.
    """
    if not is_quiet(habits, at, zone):
        return at
    today = at.astimezone(zone).date()
    ends = (
        datetime.combine(today + timedelta(days=later), habits.quiet_to, zone).replace(fold=fold).astimezone(UTC)
        for later in (0, 1, 2)
        for fold in (0, 1)
    )
    return min(each for each in ends if each > at and not is_quiet(habits, each, zone))


def _minute(clock: time) -> int:
    return clock.hour * 60 + clock.minute
