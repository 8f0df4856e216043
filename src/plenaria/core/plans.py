"""What follows from a clause: the plan that its kind proposes (design: words.md, "Kinds of clause").

1. A position and an assessment oblige nobody.
2. A continuing clause is reported every year; a task has a day, the one that the text names or the next meeting.
3. An event has the days that the text names. A nomination is a mandate to be used and reported on.
4. A rule obliges the desk to apply it; requests and thanks are letters; publication is a list of dispatches.
5. What the clause does besides (``also``) is proposed with it, once each.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from plenaria.core.text.resolution import Clause

COMMITTING = ("continuing", "task", "event", "nomination", "publication")
"""Kinds that oblige somebody of the body."""
LETTERS = ("request", "thanks")
"""Kinds from which a letter follows."""

RECURRENCES = {"none": 0, "quarterly": 3, "yearly": 12}
"""How often a commitment comes round again: months from one due day to the next."""

YEAR = timedelta(days=365)
PUBLISH_WITHIN = timedelta(days=30)
ANSWER_WITHIN = timedelta(days=60)


@dataclass(frozen=True, slots=True, kw_only=True)
class Proposal:
    """One commitment that a clause asks for."""

    kind: str
    start: date
    due: date | None = None
    recurrence: str = "none"
    """One of ``RECURRENCES``."""


@dataclass(frozen=True, slots=True, kw_only=True)
class LetterProposal:
    """A letter that a clause asks for, to each party that it names."""

    purpose: str
    """request or thanks."""
    parties: tuple[str, ...]
    """As printed."""
    answer_due: date | None = None


def propose(clause: Clause, adopted_on: date, next_meeting: date | None = None) -> tuple[Proposal, ...]:
    """The commitments that follow from a clause; none for most kinds that only speak."""
    horizon = next_meeting or adopted_on + YEAR
    return tuple(_commitment(kind, clause, adopted_on, horizon) for kind in kinds(clause) if kind in COMMITTING)


def letters(clause: Clause, adopted_on: date) -> tuple[LetterProposal, ...]:
    """The letters that follow from a clause that names somebody to write to."""
    named = first_day(clause, adopted_on)
    return tuple(
        LetterProposal(
            purpose=kind,
            parties=addressees(clause, kind),
            answer_due=(named or adopted_on + ANSWER_WITHIN) if kind == "request" else None,
        )
        for kind in kinds(clause)
        if kind in LETTERS and addressees(clause, kind)
    )


def addressees(clause: Clause, purpose: str) -> tuple[str, ...]:
    """Whom the clause names to write to, as printed, each once; thanks go to persons too."""
    named = [name for each in clause.walk() for name in each.parties]
    if purpose == "thanks":
        named += [name for each in clause.walk() for name in each.people]
    return tuple(dict.fromkeys(named))


def next_period(due: date | None, recurrence: str) -> tuple[date, date] | None:
    """The first and the due day of the period that follows; nothing for what does not recur or has no day."""
    months = RECURRENCES[recurrence]
    return (due, _months_later(due, months)) if months and due else None


def kinds(clause: Clause) -> tuple[str, ...]:
    """All that a clause does, the leading kind first, each once."""
    return tuple(dict.fromkeys((clause.kind, *clause.also)))


def first_day(clause: Clause, after: date) -> date | None:
    """The first day that the clause names and that is still to come."""
    return min((first for first, _ in coming(clause, after)), default=None)


def last_day(clause: Clause, after: date) -> date | None:
    """The last day that the clause names and that is still to come."""
    return max((last for _, last in coming(clause, after)), default=None)


def coming(clause: Clause, after: date) -> Sequence[tuple[date, date]]:
    """The periods that the clause names, those of its sub-clauses too, without what was over before ``after``."""
    return [(first, last) for each in clause.walk() for first, last in each.dates if last >= after]


def passed(clause: Clause, today: date) -> date | None:
    """The last day that a clause names, where it obliges somebody and all its days are over: it should name others.

    So it is with what a report carries over into the next draft, in the words of last year.
    """
    if not any(kind in COMMITTING for kind in kinds(clause)):
        return None
    last = max((last for _first, last in clause.dates), default=None)
    return last if last and last < today else None


def _commitment(kind: str, clause: Clause, adopted_on: date, horizon: date) -> Proposal:
    named = last_day(clause, adopted_on)
    match kind:
        case "continuing":
            return Proposal(kind=kind, start=adopted_on, due=min(horizon, adopted_on + YEAR), recurrence="yearly")
        case "event":
            first, last = _held(clause, adopted_on) or (adopted_on, horizon)
            return Proposal(kind=kind, start=first, due=last)
        case "publication":
            return Proposal(kind=kind, start=adopted_on, due=named or adopted_on + PUBLISH_WITHIN)
        case _:
            return Proposal(kind=kind, start=adopted_on, due=named or horizon)


def _held(clause: Clause, after: date) -> tuple[date, date] | None:
    """When an event is held: the longest period that the clause names, for a single day may be a date for answers."""
    return max(coming(clause, after), key=lambda period: (period[1] - period[0], period[1]), default=None)


def _months_later(day: date, months: int) -> date:
    """The same day of a later month, or that month's last day."""
    year, month = divmod(day.month - 1 + months, 12)
    first_after = date(day.year + year + (month + 1) // 12, (month + 1) % 12 + 1, 1)
    return min(date(day.year + year, month + 1, 1) + timedelta(days=day.day - 1), first_after - timedelta(days=1))
