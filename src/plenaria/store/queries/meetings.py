"""Meetings as pages, papers and screens show them."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import QuerySet

from plenaria.core.permits import Where
from plenaria.core.voting.rule import ORDINARY, Rule, from_data
from plenaria.store.models import Meeting
from plenaria.store.prepared import prepared


@dataclass(frozen=True, slots=True, kw_only=True)
class MeetingView:
    """A meeting. ``rules`` are those it was convened under, by name; ``item`` the id of the point that is open now,
    ``clause`` and ``amendment`` what of its text is shown for the debate."""

    id: str
    body: str
    body_slug: str
    body_names: dict[str, str]
    body_accent: str
    slug: str
    number: str
    kind: str
    names: dict[str, str]
    places: dict[str, str]
    link: str
    first_day: date
    last_day: date
    timezone: str
    languages: tuple[str, ...]
    state: str
    call: int
    rules: dict[str, Rule]
    opened_at: datetime | None
    closed_at: datetime | None
    resumes_at: datetime | None = None
    """When it is to go on, while it is suspended and that was said."""
    item: str | None
    clause: str | None = None
    amendment: str | None = None

    @property
    def rule(self) -> Rule | None:
        """Its rule for what has none of its own; nothing before it is convened."""
        return self.rules.get(ORDINARY)


def meeting(meeting_id: str) -> MeetingView | None:
    """One meeting."""
    row = Meeting.objects.select_related("body").filter(id=meeting_id).first()
    return None if row is None else _view(row)


def meeting_at(body_slug: str, slug: str) -> MeetingView | None:
    """The meeting at a public address."""
    return next((_view(row) for row in _at(body_slug, slug)), None)


def meetings_of(body: str) -> tuple[MeetingView, ...]:
    """The meetings of a body, the latest first."""
    return meetings_of_bodies([body])


def meetings_of_bodies(bodies: Iterable[str]) -> tuple[MeetingView, ...]:
    """The meetings of several bodies, the latest first."""
    rows = Meeting.objects.select_related("body").filter(body_id__in=list(bodies)).order_by("-first_day", "slug")
    return tuple(_view(row) for row in rows)


def where_of_meeting(meeting_id: str) -> Where | None:
    """Where a meeting is acted on; nothing where there is no such meeting."""
    body = Meeting.objects.filter(id=meeting_id).values_list("body_id", flat=True).first()
    return None if body is None else Where(body=body)


@prepared
def _at(body_slug: str, slug: str) -> QuerySet[Meeting]:
    return Meeting.objects.select_related("body").filter(body__slug=body_slug, slug=slug)


def _view(row: Meeting) -> MeetingView:
    return MeetingView(
        id=row.id,
        body=row.body_id,
        body_slug=row.body.slug,
        body_names=row.body.names,
        body_accent=row.body.accent,
        slug=row.slug,
        number=row.number,
        kind=row.kind,
        names=row.names,
        places=row.places,
        link=row.link,
        first_day=row.first_day,
        last_day=row.last_day,
        timezone=row.timezone,
        languages=tuple(row.languages),
        state=row.state,
        call=row.call,
        rules={name: from_data(each) for name, each in row.rules.items()},
        opened_at=row.opened_at,
        closed_at=row.closed_at,
        resumes_at=row.resumes_at,
        item=row.item_id,
        clause=row.clause_id,
        amendment=row.amendment_id,
    )
