"""A timeline of commitments, with their milestones."""

from collections.abc import Iterable
from datetime import date

from plenaria.interfaces.kit.timeline import Bar, Mark, Timeline, timeline
from plenaria.store.queries import evidence
from plenaria.store.queries.board import Line
from plenaria.store.queries.evidence import MilestoneView


def timeline_of(lines: Iterable[Line], today: date) -> Timeline[tuple[Line, tuple[MilestoneView, ...]]]:
    """These commitments in their order, each with its milestones."""
    known = list(lines)
    steps = evidence.milestones_of([each.id for each in known], today)
    rows = [((each, steps.get(each.id, ())), _bar(each, steps.get(each.id, ()))) for each in known]
    return timeline(rows, today)


def _bar(line: Line, steps: Iterable[MilestoneView]) -> Bar:
    days = [(each.done_on or each.due, each.done_on is not None) for each in steps]
    marks = [Mark(on, reached) for on, reached in days if on]
    return Bar(state=line.of.shown, first=line.of.start, last=line.of.due, marks=marks)
