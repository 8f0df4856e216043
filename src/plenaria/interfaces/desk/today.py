"""What needs somebody today. Each section is a template and what it is filled with; an empty one is not shown.

To add one, write its query and its template, and a line in ``SECTIONS``.
"""

from collections.abc import Callable, Collection
from dataclasses import dataclass
from datetime import datetime

from plenaria.core.permits import Actor, Where, may
from plenaria.interfaces.desk import path
from plenaria.store.queries import amendments, credentials, dispatches, followup, incoming, meetings, nominations
from plenaria.store.queries.meetings import MeetingView
from plenaria.store.queries.path import papers_of, paths_of


@dataclass(frozen=True, slots=True)
class Section:
    """``load(bodies, actor, at)`` gives what the template shows as ``rows``; ``bodies`` are those worked for."""

    template: str
    load: Callable[[frozenset[str], Actor, datetime], Collection[object]]


@dataclass(frozen=True, slots=True)
class MeetingRow:
    """A meeting that isn't over for the desk, its step and the button for what comes next."""

    meeting: MeetingView
    step: str
    next: path.Next | None


@dataclass(frozen=True, slots=True)
class DecisionRow:
    """How many credentials of a meeting wait for a decision."""

    meeting: MeetingView
    count: int


def bodies_of(actor: Actor) -> frozenset[str]:
    """The bodies for which somebody works at the desk."""
    return frozenset(str(body) for _, body in actor.roles if may(actor, "desk.see", Where(body=body)) is None)


def current(bodies: frozenset[str], actor: Actor, at: datetime) -> list[MeetingRow]:
    """Meetings that come, are open, or left something to adopt, send or follow up; the next to come first."""
    known = {each.id: each for each in meetings.meetings_of_bodies(bodies) if each.state not in ("cancelled", "void")}
    paths, papers = paths_of(known, at), papers_of(known)
    rows = []
    for meeting in sorted(known.values(), key=lambda each: each.first_day):
        walked = paths[meeting.id]
        if walked.next and walked.here:
            step = str(path.STEPS[walked.here.code])
            rows.append(MeetingRow(meeting, step, path.following(walked, meeting, papers[meeting.id])))
    return rows


def undecided(bodies: frozenset[str], actor: Actor, at: datetime) -> list[DecisionRow]:
    """Credentials to decide, by meeting, for those who decide on them."""
    mine = [body for body in bodies if may(actor, "credentials.decide", Where(body=body)) is None]
    counts = credentials.undecided(mine)
    return [DecisionRow(each, counts[each.id]) for each in meetings.meetings_of_bodies(mine) if each.id in counts]


def unruled(bodies: frozenset[str], actor: Actor, at: datetime) -> Collection[object]:
    """Amendments on whose admission nobody has ruled yet, by text, for those who rule on them."""
    return amendments.unruled(_permitted(bodies, actor, "amendments.rule"))


def late(bodies: frozenset[str], actor: Actor, at: datetime) -> Collection[object]:
    """Commitments that are overdue at the bodies whose plans one confirms, the longest first."""
    return followup.late(_permitted(bodies, actor, "plans.confirm"), at.date())


def silent(bodies: frozenset[str], actor: Actor, at: datetime) -> Collection[object]:
    """Letters to which no answer came by its day, for those who send them."""
    return dispatches.silent(_permitted(bodies, actor, "dispatches.send"), at.date())


def came_in(bodies: frozenset[str], actor: Actor, at: datetime) -> Collection[object]:
    """Answers that came in by mail and wait to be filed, for those who file them."""
    return incoming.unsorted(_permitted(bodies, actor, "dispatches.answer"))


def returned(bodies: frozenset[str], actor: Actor, at: datetime) -> Collection[object]:
    """Letters that came back, for those who send them again."""
    return dispatches.returned(_permitted(bodies, actor, "dispatches.send"), at.date())


def nominated(bodies: frozenset[str], actor: Actor, at: datetime) -> Collection[object]:
    """Nominations whose mandate has not gone, or whose report has not come, for those who decide on them."""
    return nominations.waiting(_permitted(bodies, actor, "nominations.decide"), at.date())


def _permitted(bodies: frozenset[str], actor: Actor, verb: str) -> frozenset[str]:
    return frozenset(body for body in bodies if may(actor, verb, Where(body=body)) is None)


SECTIONS = [
    Section("desk/today/meetings.html", current),
    Section("desk/today/credentials.html", undecided),
    Section("desk/today/amendments.html", unruled),
    Section("desk/today/overdue.html", late),
    Section("desk/today/came-in.html", came_in),
    Section("desk/today/returned.html", returned),
    Section("desk/today/unanswered.html", silent),
    Section("desk/today/nominations.html", nominated),
]
