"""Old papers of a body, as the list of what was read shows them."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.db.models import Count, Q, QuerySet

from plenaria.core.papers import PAPER
from plenaria.core.permits import Where
from plenaria.core.refusal import Because, Refusal
from plenaria.core.text import canonical
from plenaria.core.text.resolution import Resolution
from plenaria.core.text.resolution import Warning as Caution
from plenaria.store import models


@dataclass(frozen=True, slots=True, kw_only=True)
class PaperView:
    """A paper: its file, what was read of it, what needs a look, and what became of it."""

    id: str
    body: str
    name: str
    sha256: str
    media_type: str
    size: int
    state: str
    """Of ``core.papers.PAPER``."""
    language: str
    title: str = ""
    number: str = ""
    adopted_on: date | None = None
    clauses: int = 0
    """Without their points."""
    doubts: tuple[Caution, ...] = ()
    refusal: Refusal | None = None
    reason: str = ""
    resolution: str | None = None
    registered: str = ""
    """The number under which it stands in the register."""
    slug: str = ""
    wanted: str = ""
    """The language in which it is to be read, where somebody said so."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Progress:
    """How far the reading is: of the papers handed in since the oldest one that waits."""

    done: int = 0
    total: int = 0
    states: Mapping[str, int] = field(default_factory=dict)
    """State → how many papers of the body are in it, all states in their order."""

    @property
    def goes_on(self) -> bool:
        """Whether papers wait to be read."""
        return bool(self.states.get("waiting"))


def papers(body: str, states: Collection[str] = (), first: int = 0, last: int | None = None) -> tuple[PaperView, ...]:
    """The papers of a body in the order of their names, those in certain ``states``, from ``first`` up to ``last``."""
    return tuple(_view(row) for row in _rows(body, states)[first:last])


def papers_of(body: str, sha256: Collection[str]) -> dict[str, PaperView]:
    """Those of a body with these bytes: SHA-256 → paper."""
    wanted = list(sha256)
    found: dict[str, PaperView] = {}
    for start in range(0, len(wanted), 500):
        rows = _rows(body).filter(sha256__in=wanted[start : start + 500])
        found |= {row.sha256: _view(row) for row in rows}
    return found


def paper(paper_id: str) -> PaperView | None:
    """One paper."""
    row = models.Paper.objects.select_related("file", "resolution").filter(id=paper_id).first()
    return _view(row) if row else None


def text_of(paper_id: str) -> Resolution | None:
    """What was read of a paper."""
    content = models.Paper.objects.filter(id=paper_id).values_list("content", flat=True).first()
    return canonical.load(content) if content else None


def where_of(paper_id: str) -> Where | None:
    """Where a paper is acted on; nothing where there is no such paper."""
    body = models.Paper.objects.filter(id=paper_id).values_list("body_id", flat=True).first()
    return None if body is None else Where(body=body)


def progress(body: str) -> Progress:
    """How many papers are in each state, and how far the reading is."""
    rows = models.Paper.objects.filter(body_id=body)
    counted = dict(rows.values_list("state").annotate(n=Count("id")).values_list("state", "n"))
    states = {state: counted.get(state, 0) for state in PAPER.states}
    oldest = rows.filter(state="waiting").order_by("handed_at").values_list("handed_at", flat=True).first()
    if oldest is None:
        return Progress(states=states)
    run = rows.filter(Q(handed_at__gte=oldest) | Q(state="waiting"))
    total = run.count()
    return Progress(done=total - states["waiting"], total=total, states=states)


def waiting(body: str) -> int:
    """How many papers of a body wait to be read."""
    return models.Paper.objects.filter(body_id=body, state="waiting").count()


def _rows(body: str, states: Collection[str] = ()) -> QuerySet[models.Paper]:
    rows = models.Paper.objects.filter(body_id=body).select_related("file", "resolution").order_by("name", "id")
    return rows.filter(state__in=list(states)) if states else rows


def _view(row: models.Paper) -> PaperView:
    content: Mapping[str, Any] = row.content or {}
    return PaperView(
        id=row.id,
        body=row.body_id,
        name=row.name,
        sha256=row.sha256,
        media_type=row.file.media_type,
        size=row.file.size,
        state=row.state,
        language=row.language,
        title=content.get("title", ""),
        number=content.get("number", ""),
        adopted_on=date.fromisoformat(content["date"]) if "date" in content else None,
        clauses=len(content.get("clauses", ())),
        doubts=tuple(Caution(each["code"], each["line"], each["text"]) for each in row.doubts),
        refusal=_refusal(row.refusal),
        reason=row.reason,
        resolution=row.resolution_id,
        registered=row.resolution.number if row.resolution else "",
        slug=(row.resolution.slug or "") if row.resolution else "",
        wanted=row.wanted,
    )


def _refusal(data: Mapping[str, Any]) -> Refusal | None:
    return Refusal(data["code"], Because[data["because"]], data["data"]) if data else None
