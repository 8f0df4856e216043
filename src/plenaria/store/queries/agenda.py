"""The points of the day."""

from dataclasses import dataclass, replace

from django.db.models import Count

from plenaria.core.permits import Where
from plenaria.core.text import canonical
from plenaria.store.models import AgendaItem, TextVersion


@dataclass(frozen=True, slots=True, kw_only=True)
class ItemView:
    """A point of the agenda; ``resolution`` is the id of the paper that is dealt with."""

    id: str
    meeting: str
    position: int
    titles: dict[str, str]
    resolution: str | None
    state: str
    files: int = 0
    """How many files lie at it, in a list of the whole agenda."""


def agenda(meeting: str) -> tuple[ItemView, ...]:
    """The points of a meeting in their order."""
    rows = AgendaItem.objects.filter(meeting_id=meeting).annotate(filed=Count("files")).order_by("position")
    return tuple(replace(_view(row), files=row.filed) for row in rows)


def item(item_id: str) -> ItemView | None:
    """One point."""
    row = AgendaItem.objects.filter(id=item_id).first()
    return None if row is None else _view(row)


@dataclass(frozen=True, slots=True)
class PaperView:
    """A resolution that can stand on an agenda, by its title in each language."""

    id: str
    titles: dict[str, str]


def papers_of_body(body: str) -> tuple[PaperView, ...]:
    """The papers of a body, the latest first, with the titles that they have now."""
    versions = TextVersion.objects.filter(resolution__body_id=body).order_by("-resolution__created_at", "revision")
    titles: dict[str, dict[str, str]] = {}
    for row in versions:
        titles.setdefault(row.resolution_id, {})[row.language] = canonical.load(row.content).title
    return tuple(PaperView(resolution, each) for resolution, each in titles.items())


def where_of_item(item_id: str) -> Where | None:
    """Where a point is acted on; nothing where there is no such point."""
    body = AgendaItem.objects.filter(id=item_id).values_list("meeting__body_id", flat=True).first()
    return None if body is None else Where(body=body)


def _view(row: AgendaItem) -> ItemView:
    return ItemView(
        id=row.id,
        meeting=row.meeting_id,
        position=row.position,
        titles=row.titles,
        resolution=row.resolution_id,
        state=row.state,
    )
