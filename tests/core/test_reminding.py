"""When somebody is written to, by the rules of ``core.reminding``; clocks are moved, and stand in four places."""

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from plenaria.core.refusal import unacceptable
from plenaria.core.reminding import (
    AHEAD,
    DAILY,
    LEAST_AWAKE,
    OVERDUE,
    RHYTHMS,
    WEEKLY,
    Addressee,
    Digest,
    Habits,
    Thing,
    after_quiet,
    called_for,
    checked,
    is_quiet,
    may_call,
    point,
    sunday,
)

HOUR = timedelta(hours=1)
DAY = timedelta(days=1)
DUE = date(2031, 5, 30)
"""A Friday."""
MADRID, SANTIAGO, LORD_HOWE, KATHMANDU = (
    ZoneInfo(name) for name in ("Europe/Madrid", "America/Santiago", "Australia/Lord_Howe", "Asia/Kathmandu")
)


@dataclass
class Running:
    """An installation that keeps what the actions keep, and asks every hour while it runs."""

    habits: Habits = field(default_factory=Habits)
    zone: ZoneInfo = MADRID
    due: tuple[date, ...] = (DUE,)
    oversees: bool = False
    covered: dict[str, date] = field(default_factory=dict)
    had: dict[date, Digest] = field(default_factory=dict)
    sent: list[tuple[datetime, Digest]] = field(default_factory=list)

    def ask(self, at: datetime) -> None:
        things = tuple(
            Thing(id=str(place), commitment=str(place), due=due, covered=self.covered.get(str(place)))
            for place, due in enumerate(self.due)
        )
        addressee = Addressee(
            person="p",
            habits=self.habits,
            zone=self.zone,
            things=things,
            had=frozenset(self.had),
            oversees=self.oversees,
            had_overseen=frozenset(day for day, each in self.had.items() if each.oversees),
        )
        digest = called_for(addressee, at)
        if digest is not None:
            assert digest.day not in self.had
            self.covered |= digest.covers
            self.had[digest.day] = digest
            self.sent.append((at, digest))

    def run(self, at: datetime, hours: int) -> datetime:
        for past in range(hours):
            self.ask(at + past * HOUR)
        return at + hours * HOUR

    def days(self, thing: int = 0) -> list[int]:
        """Days from the due day on which it was asked about."""
        return [(each.day - self.due[thing]).days for _, each in self.sent if str(thing) in each.covers]


def noon(day: date) -> datetime:
    return datetime.combine(day, time(12), UTC)


def test_30_and_7_days_before_on_the_day_and_then_weekly() -> None:
    running = Running()
    running.run(noon(DUE - 40 * DAY), 70 * 24)
    assert running.days() == [-30, -7, 0, 7, 14, 21, 28]


def test_once_a_week_from_monday_with_what_is_due_until_sunday() -> None:
    running = Running(habits=Habits(rhythm=WEEKLY))
    running.run(noon(DUE - 40 * DAY), 60 * 24)
    assert {each.day.weekday() for _, each in running.sent} == {0}
    # The Wednesday and the Fridays before and on the day, each known since the Monday.
    assert running.days() == [-32, -11, -4, 3, 10, 17]


def test_of_what_is_overdue_alone() -> None:
    running = Running(habits=Habits(rhythm=OVERDUE))
    running.run(noon(DUE - 40 * DAY), 60 * 24)
    assert running.days() == [3, 10, 17]


def test_what_is_overdue_comes_together() -> None:
    running = Running(due=tuple(DUE + each * DAY for each in range(4)))
    running.run(noon(DUE - DAY), 31 * 24)
    asked = [((each.day - DUE).days, "".join(sorted(each.covers))) for _, each in running.sent[1:]]
    # Each on its day, and from then on one mail a week instead of four.
    assert asked == [(0, "0"), (1, "1"), (2, "2"), (3, "3"), (7, "0123"), (14, "0123"), (21, "0123"), (28, "0123")]


def test_what_passed_while_nothing_ran_comes_once_and_together() -> None:
    running = Running(due=(DUE, DUE + 20 * DAY, DUE + 90 * DAY))
    at = running.run(noon(DUE - 40 * DAY), 2 * 24)
    running.run(at + timedelta(weeks=9), 24)
    assert [sorted(each.covers) for _, each in running.sent] == [["0", "1"]]


def test_who_was_told_of_it_that_day_is_not_reminded_of_the_days_before() -> None:
    told = DUE - 20 * DAY
    running = Running(covered={"0": told})
    running.run(noon(told), 21 * 24)
    assert running.days() == [-7, 0]


def test_a_clock_that_is_moved_back_repeats_no_day() -> None:
    running = Running()
    running.run(noon(DUE - 31 * DAY), 40 * 24)
    before = [each.day for _, each in running.sent]
    running.run(noon(DUE - 31 * DAY), 60 * 24)
    after = [each.day for _, each in running.sent]
    assert len(after) == len(set(after))
    assert after[: len(before)] == before
    assert after[-1] == DUE + 28 * DAY


def test_a_clock_that_was_years_ahead_silences_nothing() -> None:
    running = Running()
    running.ask(noon(date(2040, 1, 1)))
    running.run(noon(DUE - 31 * DAY), 40 * 24)
    assert [each for each in running.days() if each < 300] == [-30, -7, 0, 7]


def test_what_others_owe_is_listed_once_a_week() -> None:
    running = Running(oversees=True, due=())
    running.run(noon(DUE), 20 * 24)
    assert [(each.day - DUE).days for _, each in running.sent] == [0, 3, 10, 17]


def test_habits_are_taken_from_the_person_then_the_body_then_the_house() -> None:
    body = {"quiet_from": "22:00", "rhythm": "weekly"}
    assert Habits.of({}, {}) == Habits()
    assert Habits.of({"rhythm": "overdue", "quiet_to": "06:30"}, body) == Habits(
        quiet_from=time(22), quiet_to=time(6, 30), rhythm="overdue"
    )


@pytest.mark.parametrize(
    ("kept", "refusal"),
    [
        ({}, None),
        ({"quiet_from": "20:00", "quiet_to": "20:00"}, None),
        ({"quiet_from": "11:00", "quiet_to": "08:00"}, None),
        ({"quiet_from": "10:59", "quiet_to": "08:00"}, unacceptable("quiet-too-long", hours=3)),
        ({"quiet_from": "nine", "quiet_to": "08:00"}, unacceptable("habits-unfit")),
        ({"rhythm": "hourly"}, unacceptable("habits-unfit")),
        ({"when": "never"}, unacceptable("habits-unfit")),
    ],
)
def test_habits_that_leave_no_room_are_refused(kept: dict[str, str], refusal: object) -> None:
    assert checked(kept) == refusal


@pytest.mark.parametrize(
    ("zone", "at", "until"),
    [
        # Quiet until half past two: an hour that is leapt over, then one that comes twice.
        (MADRID, datetime(2031, 3, 29, 23, tzinfo=UTC), datetime(2031, 3, 30, 1, 30, tzinfo=UTC)),
        (MADRID, datetime(2031, 10, 25, 23, tzinfo=UTC), datetime(2031, 10, 26, 0, 30, tzinfo=UTC)),
        # The second half past one of the same night is quiet again, by the clock on the wall.
        (MADRID, datetime(2031, 10, 26, 1, 10, tzinfo=UTC), datetime(2031, 10, 26, 1, 30, tzinfo=UTC)),
        (KATHMANDU, datetime(2031, 6, 1, 16, tzinfo=UTC), datetime(2031, 6, 1, 20, 45, tzinfo=UTC)),
        (LORD_HOWE, datetime(2031, 4, 5, 14, 30, tzinfo=UTC), datetime(2031, 4, 5, 16, 0, tzinfo=UTC)),
    ],
)
def test_the_end_of_quiet_hours_across_changes_of_the_clock(zone: ZoneInfo, at: datetime, until: datetime) -> None:
    habits = Habits(quiet_from=time(20), quiet_to=time(2, 30))
    assert after_quiet(habits, at, zone) == until
    assert after_quiet(habits, until, zone) == until


AWAKE = st.integers(LEAST_AWAKE // timedelta(minutes=1), 24 * 60)


def _habits(start: int, awake: int, rhythm: str) -> Habits:
    return Habits(quiet_from=_clock(start), quiet_to=_clock(start - awake), rhythm=rhythm)


def _clock(minute: int) -> time:
    return time(minute // 60 % 24, minute % 60)


HABITS = st.builds(_habits, st.integers(0, 24 * 60), AWAKE, st.sampled_from(RHYTHMS))
ZONES = st.sampled_from([MADRID, SANTIAGO, LORD_HOWE, KATHMANDU])
CHANGES = st.sampled_from(
    [date(2031, 3, 30), date(2031, 4, 6), date(2031, 9, 7), date(2031, 10, 5), date(2031, 10, 26)]
)
"""Days on which some of these clocks are changed."""
STARTS = st.builds(
    lambda day, hours: datetime.combine(day, time(), UTC) + timedelta(minutes=hours),
    CHANGES,
    st.integers(-20 * 24 * 60, 20 * 24 * 60),
)
LEAPS = st.lists(st.tuples(st.integers(1, 200), st.integers(0, 24 * 40)), min_size=1, max_size=6)
"""So many hours it runs, and then it stands so many."""


@st.composite
def running(draw: st.DrawFn) -> tuple[Running, datetime]:
    start = draw(STARTS)
    days = draw(st.lists(st.integers(-30, 90), min_size=1, max_size=5))
    due = tuple(start.date() + each * DAY for each in days)
    return Running(habits=draw(HABITS), zone=draw(ZONES), due=due, oversees=draw(st.booleans())), start


@given(running(), LEAPS)
def test_nothing_lost_nothing_twice_and_nothing_at_night(
    case: tuple[Running, datetime], leaps: list[tuple[int, int]]
) -> None:
    world, at = case
    for runs, stands in leaps:
        at = world.run(at, runs) + stands * HOUR
    # Then it runs long enough that the next digest of any rhythm has gone.
    at = world.run(at, 9 * 24)
    check(world)
    today = at.astimezone(world.zone).date()
    for thing, due in enumerate(world.due):
        asked = [each.day for _, each in world.sent if str(thing) in each.covers]
        points = [each for each in _points(due, today - 8 * DAY) if each > due or world.habits.rhythm != OVERDUE]
        if points:
            # The last point was covered, at most a week before it in a digest that looks ahead.
            assert max(asked) >= points[-1] - AHEAD
        covered = [world_point for day in asked for world_point in [_covered_point(world, due, day)]]
        assert len(covered) == len(set(covered))


@given(running(), st.lists(st.tuples(st.integers(1, 200), st.integers(-24 * 60, 24 * 60)), min_size=1, max_size=6))
def test_never_two_on_a_day_wherever_the_clock_is_moved(
    case: tuple[Running, datetime], moves: list[tuple[int, int]]
) -> None:
    world, at = case
    for runs, moved in moves:
        at = world.run(at, runs) + moved * HOUR
    check(world)


@given(running(), st.integers(1, 23))
def test_a_digest_that_is_asked_for_twice_in_an_hour_is_made_once(case: tuple[Running, datetime], hours: int) -> None:
    world, at = case
    world.run(at, hours)
    before = list(world.sent)
    world.run(at, hours)
    assert world.sent == before


@given(HABITS, ZONES, STARTS, st.sampled_from((-8, -7, -6, 0, 1, 7, 8, 30, 31)), st.integers(0, 8))
def test_nobody_is_called_for_whom_no_days_call(
    habits: Habits, zone: ZoneInfo, at: datetime, ahead: int, since: int
) -> None:
    """Looking from afar, by the days of things alone, misses nobody."""
    due = at.date() + ahead * DAY
    things = [
        Thing(id="1", commitment="1", due=due, covered=at.date() - since * DAY),
        Thing(id="2", commitment="2", due=due, covered=at.date() + since * DAY),
        Thing(id="3", commitment="3", due=due),
    ]
    reach = timedelta() if habits.rhythm == DAILY else AHEAD
    for each in things:
        digest = called_for(Addressee(person="p", habits=habits, zone=zone, things=(each,)), at)
        assert digest is None or may_call(each.due, each.covered, at.date(), reach)


@given(HABITS, ZONES, STARTS)
def test_quiet_hours_end(habits: Habits, zone: ZoneInfo, at: datetime) -> None:
    until = after_quiet(habits, at, zone)
    assert not is_quiet(habits, until, zone)
    assert (until == at) == (not is_quiet(habits, at, zone))
    assert timedelta(0) <= until - at <= timedelta(hours=25)


@given(HABITS, HABITS, STARTS)
def test_equal_hours_are_no_quiet_hours(habits: Habits, other: Habits, at: datetime) -> None:
    assert not is_quiet(replace(habits, quiet_from=other.quiet_to, quiet_to=other.quiet_to), at, MADRID)


def check(world: Running) -> None:
    """One digest a day, or a week; by the clock of the place, and not at night."""
    days = [each.day for _, each in world.sent]
    assert len(days) == len(set(days))
    if world.habits.rhythm != DAILY:
        assert len({sunday(each) for each in days}) == len(days)
    for at, digest in world.sent:
        assert not is_quiet(world.habits, at, world.zone)
        assert digest.day == at.astimezone(world.zone).date()


def _points(due: date, until: date) -> list[date]:
    """The points of a thing by counting days."""
    return list(_counted(due, until))


def _counted(due: date, until: date) -> Iterator[date]:
    for days in range(-30, (until - due).days + 1):
        if days in (-30, -7) or (days >= 0 and days % 7 == 0):
            yield due + days * DAY


def _covered_point(world: Running, due: date, day: date) -> date | None:
    """The point that a digest of that day stands for."""
    if world.habits.rhythm != DAILY:
        return point(due, sunday(day))
    return point(due, day + 3 * DAY if day > due else day)
