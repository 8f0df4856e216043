"""A timeline of commitments, with their milestones."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date

from plenaria.interfaces.kit.timeline import Bar, Mark, Timeline, timeline
from plenaria.store.queries.evidence import MilestoneView, milestones_of
from plenaria.store.queries.followup import CommitmentView


def timeline_of[Row](
    rows: Sequence[tuple[Row, CommitmentView]],
    today: date,
    milestones: Mapping[str, tuple[MilestoneView, ...]] | None = None,
) -> Timeline[tuple[Row, tuple[MilestoneView, ...]]]:
    """Commitments in their order, each with what the page shows of it, and its milestones, which a page may know."""
    steps = milestones_of([view.id for _row, view in rows], today) if milestones is None else milestones
    drawn = [((row, steps.get(view.id, ())), _bar(view, steps.get(view.id, ()))) for row, view in rows]
    return timeline(drawn, today)


def _bar(view: CommitmentView, steps: Iterable[MilestoneView]) -> Bar:
    days = [(each.done_on or each.due, each.done_on is not None) for each in steps]
    marks = [Mark(on, reached) for on, reached in days if on]
    return Bar(state=view.shown, first=view.start, last=view.due, marks=marks)
