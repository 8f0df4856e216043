"""Questions that were written down and wait to be put for the first time."""

from collections.abc import Mapping
from dataclasses import dataclass

from django.db.models import Exists, OuterRef

from plenaria.store.models import Question, Report


@dataclass(frozen=True, slots=True)
class WaitingView:
    """A question in words of its own, with the point of the agenda that it belongs to."""

    id: str
    titles: Mapping[str, str]
    item: str | None


def waiting(meeting: str) -> tuple[WaitingView, ...]:
    """Those of a meeting in their order; elections, which the desk puts, are not among them.

    The whole of a report comes behind what is put of it by itself: it decides what was not.
    """
    whole = Exists(Report.objects.filter(question=OuterRef("pk")))
    rows = Question.objects.filter(meeting_id=meeting, polls=None, election__isnull=True, resolution=None)
    return tuple(WaitingView(row.id, row.titles, row.item_id) for row in rows.order_by(whole, "position"))
