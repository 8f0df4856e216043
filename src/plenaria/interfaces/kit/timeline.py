"""When things are to be done: a bar for each from its start to its due day, milestones as marks, today as a line.

The words stand beside the bars as text of the page, which says all that the drawing says: the drawing itself is hidden
from those who listen. A bar has the pattern of its state (``fills``), so nothing is told by colour alone. Neither
style nor id, as in every picture of the kit. Places on the axis are in per cent, so that its letters keep their size.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from django.utils.html import escape
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from plenaria.interfaces.kit.drawing import INKS, WIDTH
from plenaria.interfaces.kit.fills import filled
from plenaria.interfaces.kit.wording import day, short_month

HEIGHT = 30
LEAST = 10
"""How wide a bar is at least, and how far a mark reaches to each side."""
TICKS = 7
"""So many at the most, for a phone has room for no more."""
STEPS = (1, 2, 3, 6, 12, 24, 60, 120, 240)
"""Months from one tick to the next."""
YEAR = 12
NEAR = timedelta(days=366)
"""Today is shown where it is at most so far from what is drawn."""


@dataclass(frozen=True, slots=True)
class Mark:
    """A milestone: its day, and whether it was reached."""

    on: date
    reached: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Bar:
    """What is drawn in one line; without a start it begins at its end, without an end it has none."""

    state: str
    first: date | None
    last: date | None
    marks: Sequence[Mark] = ()

    @property
    def days(self) -> tuple[date, ...]:
        """Every day that it shows."""
        return tuple(each for each in (self.first, self.last, *(mark.on for mark in self.marks)) if each)


@dataclass(frozen=True, slots=True)
class Scale:
    """From the first to the last day of a timeline, both included; ``today`` where it is near enough to be shown."""

    first: date
    last: date
    today: date | None

    def place(self, day: date) -> float:
        """Where a day begins, from 0 to 1."""
        whole = (self.last - self.first).days + 1
        return min(max((day - self.first).days / whole, 0.0), 1.0)

    def ticks(self) -> Iterator[date]:
        """The first days of months at which a line is drawn."""
        first, last = (_month(each) for each in (self.first, self.last))
        step = next((each for each in STEPS if (last - first) / each < TICKS), STEPS[-1])
        for month in range(-(-first // step) * step, last + 1, step):
            yield date(month // 12, month % 12 + 1, 1)


@dataclass(frozen=True, slots=True)
class Timeline[Row]:
    """What a page needs of it (``kit/parts/timeline.html``): axis, lines, and each row with its bar."""

    axis: SafeString
    grid: SafeString
    rows: tuple[tuple[Row, SafeString], ...]


def timeline[Row](rows: Sequence[tuple[Row, Bar]], today: date) -> Timeline[Row]:
    """The rows of a page, in their order, in the language of the page."""
    of = scale([each for _row, each in rows], today)
    ticks = list(of.ticks())
    words = [_words(each, years=_steps(ticks) >= YEAR, first=each == ticks[0]) for each in ticks]
    said = _("today, %(day)s") % {"day": day(today)}
    return Timeline(axis(of, words, said), grid(of), tuple((row, bar(each, of)) for row, each in rows))


def scale(bars: Iterable[Bar], today: date) -> Scale:
    """Whole months, from the first day of all bars to the last."""
    days = [day for each in bars for day in each.days] or [today]
    first, last = min(days), max(days)
    near = first - NEAR <= today <= last + NEAR
    if near:
        first, last = min(first, today), max(last, today)
    month = _month(last) + 1
    return Scale(
        first.replace(day=1), date(month // 12, month % 12 + 1, 1) - timedelta(days=1), today if near else None
    )


def axis(of: Scale, words: Sequence[tuple[str, str]], today: str) -> SafeString:
    """The words of the ticks: for each what stands first and what under it; and what today is called."""
    drawn = []
    for tick, (above, below) in zip(of.ticks(), words, strict=True):
        drawn += [_word(of.place(tick), line, each) for line, each in enumerate((above, below)) if each]
    if of.today:
        drawn.append(_word(of.place(of.today), 2, today, middle=(0.35, 0.65), bold=True))
    return _hidden(f'class="timeline-axis" width="100%" height="3.6em"{INK}', "".join(drawn))


def grid(of: Scale) -> SafeString:
    """The lines of the ticks and of today, as high as whatever they stand behind."""
    lines = [_upright(of.place(tick), "line", 1) for tick in of.ticks()]
    if of.today:
        lines.append(_upright(of.place(of.today), "accent", 2))
    return _hidden(f'class="timeline-grid" viewBox="0 0 {WIDTH} 10" preserveAspectRatio="none"', "".join(lines))


def bar(of: Bar, on: Scale) -> SafeString:
    """One bar with its marks: a filled diamond was reached, an empty one was not."""
    drawn = ""
    if of.days:
        first = of.first or of.last or min(of.days)
        left = on.place(first) * WIDTH
        right = on.place(of.last + timedelta(days=1)) * WIDTH if of.last else float(WIDTH)
        left = min(left, WIDTH - LEAST)
        drawn = filled(of.state, round(left, 1), round(max(right, left + LEAST), 1), 0, HEIGHT)
    drawn += "".join(_diamond(on.place(each.on) * WIDTH, reached=each.reached) for each in of.marks)
    return _hidden(f'class="timeline-bar" viewBox="-2 -2 {WIDTH + 4} {HEIGHT + 4}" fill="none"', drawn)


INK = f' fill="{INKS["ink"]}"'


def _words(tick: date, *, years: bool, first: bool) -> tuple[str, str]:
    if years:
        return str(tick.year), ""
    return short_month(tick), str(tick.year) if first or tick.month == 1 else ""


def _steps(ticks: Sequence[date]) -> int:
    return _month(ticks[1]) - _month(ticks[0]) if len(ticks) > 1 else 1


def _hidden(about: str, drawn: str) -> SafeString:
    return SafeString(f'<svg xmlns="http://www.w3.org/2000/svg" {about} aria-hidden="true">{drawn}</svg>')


def _word(
    place: float, line: int, words: str, *, middle: tuple[float, float] = (0.85, 0.85), bold: bool = False
) -> str:
    """Words that begin at a place; within ``middle`` it is their middle, beyond it their end, so that they stay on a
    telephone's page.
    """
    first, last = middle
    anchor = "" if place < first else ' text-anchor="middle"' if place < last else ' text-anchor="end"'
    weight = ' font-weight="bold"' if bold else ""
    return f'<text x="{place:.2%}" y="{1 + line * 1.2:g}em"{anchor}{weight}>{escape(words)}</text>'


def _upright(place: float, ink: str, width: int) -> str:
    colour = INKS.get(ink, "var(--line, #d8d3ca)")
    path = f'd="M{place * WIDTH:.1f} 0V10" stroke="{colour}" stroke-width="{width}"'
    return f'<path {path} vector-effect="non-scaling-stroke"/>'


def _diamond(x: float, *, reached: bool) -> str:
    x = min(max(x, LEAST), WIDTH - LEAST)
    path = f"M{x - LEAST:.1f} {HEIGHT // 2}l{LEAST} {-LEAST}l{LEAST} {LEAST}l{-LEAST} {LEAST}z"
    fill = INKS["ink"] if reached else INKS["ground"]
    return f'<path class="milestone" d="{path}" fill="{fill}" stroke="{INKS["ink"]}" stroke-width="3"/>'


def _month(day: date) -> int:
    """Months since the year nought."""
    return day.year * 12 + day.month - 1
