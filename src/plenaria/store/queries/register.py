"""The public collection: bodies, their published resolutions, their meetings.

Nothing here shows a resolution that is neither published nor historical, nor a meeting that was not convened.
"""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, fields
from datetime import date
from typing import Any, NamedTuple

from django.db.models import Count, Q, QuerySet

from plenaria.core.followup import overdue
from plenaria.core.resolutions import IN_REGISTER
from plenaria.store.models import Body, Commitment, Meeting, Membership, Passage, Resolution
from plenaria.store.prepared import prepared
from plenaria.store.queries import publication

LATELY = 8
"""So many resolutions stand on the first page."""
OFFICES = ("chair", "secretary")
"""Whose holders the page of a body names."""


@dataclass(frozen=True, slots=True, kw_only=True)
class BodyCard:
    """A body in a list; ``resolutions`` are those that it published."""

    id: str
    slug: str
    names: Mapping[str, str]
    level: str
    resolutions: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class ResolutionCard:
    """A resolution of the register in a list; ``states`` counts its public commitments by state, overdue ones apart."""

    id: str
    body_slug: str
    body_names: Mapping[str, str]
    number: str
    slug: str
    titles: Mapping[str, str]
    language: str
    adopted_on: date
    validity: str
    historical: bool
    meeting: str | None
    states: Mapping[str, int]


@dataclass(frozen=True, slots=True, kw_only=True)
class MeetingCard:
    """A meeting in a list."""

    id: str
    body_slug: str
    body_names: Mapping[str, str]
    slug: str
    number: str
    names: Mapping[str, str]
    places: Mapping[str, str]
    first_day: date
    last_day: date
    state: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Officer:
    """Who holds an office today."""

    names: Mapping[str, str]
    role: str
    title: Mapping[str, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class BodyPage:
    """A body with what hangs on it; ``above`` leads from the top of the tree to its parent."""

    body: BodyCard
    accent: str
    has_emblem: bool
    above: tuple[BodyCard, ...]
    below: tuple[BodyCard, ...]
    meetings: tuple[MeetingCard, ...]
    officers: tuple[Officer, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Home:
    """What the first page shows."""

    bodies: tuple[BodyCard, ...]
    lately: tuple[ResolutionCard, ...]
    coming: tuple[MeetingCard, ...]


@dataclass(frozen=True, slots=True)
class Page:
    """A page of the register, by its address without a language, and the day of what is on it."""

    path: str
    changed: date | None


def pages_count(of: Collection[str] | None = None) -> int:
    """How many pages the register has, or these bodies (ids) of it: of bodies, meetings and resolutions."""
    return sum(rows.count() for rows in _pages(of))


def pages(first: int, last: int, of: Collection[str] | None = None) -> tuple[Page, ...]:
    """The pages from number ``first`` up to ``last``, or those ``of`` these bodies: bodies, meetings, resolutions."""
    bodies, meetings, resolutions = _pages(of)
    found: list[Page] = []
    for rows, read in (
        (bodies.values_list("slug"), lambda slug: Page(f"/b/{slug}/", None)),
        (
            meetings.values_list("body__slug", "slug", "last_day"),
            lambda body, slug, day: Page(f"/b/{body}/m/{slug}/", day),
        ),
        (
            resolutions.values_list("body__slug", "slug", "adopted_on"),
            lambda body, slug, day: Page(f"/b/{body}/r/{slug}/", day),
        ),
    ):
        count = rows.count()
        found += [read(*row) for row in rows[max(first, 0) : max(last, 0)]]
        first, last = first - count, last - count
    return tuple(found)


def _pages(of: Collection[str] | None) -> tuple[QuerySet[Body], QuerySet[Meeting], QuerySet[Resolution]]:
    bodies = Body.objects.order_by("slug")
    meetings, resolutions = _public_meetings().order_by("first_day", "id"), _published().order_by("adopted_on", "id")
    if of is None:
        return bodies, meetings, resolutions
    return bodies.filter(id__in=of), meetings.filter(body__in=of), resolutions.filter(body__in=of)


def home(today: date, of: Collection[str] | None = None) -> Home:
    """All bodies (or these, by id), what was adopted lately, and the meetings that are to come or are held today."""
    coming = _public_meetings().filter(last_day__gte=today).exclude(state__in=("closed", "void", "cancelled"))
    bodies, published = Body.objects.all(), _published()
    if of is not None:
        bodies, published, coming = bodies.filter(id__in=of), published.filter(body__in=of), coming.filter(body__in=of)
    return Home(
        bodies=_bodies(bodies),
        lately=cards(published[:LATELY], today),
        coming=tuple(meeting_card(row) for row in coming.order_by("first_day")[:LATELY]),
    )


def body_page(slug: str, today: date) -> BodyPage | None:
    """The body at a public address, without its resolutions: these come in pages (``resolutions_of``)."""
    row = next(iter(_at(slug)), None)
    if row is None:
        return None
    return BodyPage(
        body=next(iter(_cards([row]))),
        accent=row.accent,
        has_emblem=bool(row.emblem),
        above=_above(row),
        below=_cards(_below(row.id)),
        meetings=tuple(MeetingCard(**dict(zip(MEETING, each, strict=True))) for each in _held_by(row.id)),
        officers=_officers(row.id, today),
    )


def resolutions_of(body: str, today: date, first: int, last: int) -> tuple[ResolutionCard, ...]:
    """The published resolutions of a body, the latest first, from number ``first`` up to ``last`` of that order."""
    # The rows before them are passed over in an index that has nothing else in it.
    ids = _published().filter(body_id=body).select_related(None).values_list("id", flat=True)[first:last]
    return cards_named(ids, today)


def resolutions_at(meeting: str, today: date) -> tuple[ResolutionCard, ...]:
    """What a meeting decided, as far as it was published, in the order of the numbers."""
    return _carded([_Listed._make(row) for row in _decided_at(meeting)], today)


def bodies_of(ids: Collection[str]) -> tuple[BodyCard, ...]:
    """These bodies."""
    return _bodies(Body.objects.filter(id__in=ids))


def meeting_card(row: Meeting) -> MeetingCard:
    """A meeting in a list; its body must be loaded with it."""
    return MeetingCard(
        id=row.id,
        body_slug=row.body.slug,
        body_names=row.body.names,
        slug=row.slug,
        number=row.number,
        names=row.names,
        places=row.places,
        first_day=row.first_day,
        last_day=row.last_day,
        state=row.state,
    )


def progress(resolutions: Iterable[str], today: date) -> dict[str, dict[str, int]]:
    """Resolution → state → how many of its confirmed public commitments are in it; overdue ones are counted apart."""
    counts: dict[str, dict[str, int]] = {}
    for resolution, state, due in _commitments(list(resolutions)):
        shown = "overdue" if overdue(state, due, today) else state
        of_it = counts.setdefault(resolution, {})
        of_it[shown] = of_it.get(shown, 0) + 1
    return counts


def titles(resolutions: Iterable[str]) -> dict[str, dict[str, str]]:
    """Resolution → language → title, of published ones."""
    found: dict[str, dict[str, str]] = {}
    for resolution, language, text in _titles(list(resolutions)):
        found.setdefault(resolution, {})[language] = text
    return found


@prepared
def _commitments(resolutions: list[str]) -> "QuerySet[Commitment, tuple[str, str, date | None]]":
    rows = Commitment.objects.filter(clause__resolution__in=resolutions, confirmed=True, visibility="public")
    return rows.values_list("clause__resolution_id", "state", "due")


@prepared
def _titles(resolutions: list[str]) -> "QuerySet[Passage, tuple[str, str, str]]":
    rows = Passage.objects.filter(resolution__in=resolutions, position=0)
    return rows.values_list("resolution_id", "language", "text")


def _published() -> QuerySet[Resolution]:
    rows = Resolution.objects.filter(state__in=IN_REGISTER).select_related("body", "meeting")
    return rows.order_by("-adopted_on", "-published_at", "id")


def _public_meetings() -> QuerySet[Meeting]:
    return Meeting.objects.exclude(state="planned").select_related("body")


def cards(rows: Iterable[Resolution], today: date) -> tuple[ResolutionCard, ...]:
    """Resolutions in a list, in the order given; their bodies and meetings must be loaded with them."""
    return _carded(
        [
            _Listed(
                id=row.id,
                number=row.number,
                slug=row.slug,
                language=row.language,
                adopted_on=row.adopted_on,
                validity=row.validity,
                state=row.state,
                body__slug=row.body.slug,
                body__names=row.body.names,
                meeting__slug=row.meeting.slug if row.meeting else None,
            )
            for row in rows
        ],
        today,
    )


def cards_named(resolutions: Iterable[str], today: date) -> tuple[ResolutionCard, ...]:
    """These, as far as they are in the register, in no order."""
    return _carded([_Listed._make(row) for row in _listed(list(resolutions))], today)


class _Listed(NamedTuple):
    """What a list says of a resolution, as it stands in the tables."""

    id: str
    number: str
    slug: str | None
    language: str
    adopted_on: date | None
    validity: str
    state: str
    body__slug: str
    body__names: Mapping[str, str]
    meeting__slug: str | None


def _carded(rows: Sequence[_Listed], today: date) -> tuple[ResolutionCard, ...]:
    ids = [row.id for row in rows]
    named, states = titles(ids), progress(ids, today)
    return tuple(
        ResolutionCard(
            id=row.id,
            body_slug=row.body__slug,
            body_names=row.body__names,
            number=row.number,
            slug=row.slug or "",
            titles=named.get(row.id, {}),
            language=row.language,
            adopted_on=row.adopted_on,
            validity=row.validity,
            historical=row.state == "historical",
            meeting=row.meeting__slug,
            states=states.get(row.id, {}),
        )
        for row in rows
        if row.adopted_on is not None
    )


def some_of(rows: QuerySet[Resolution], first: int, last: int) -> QuerySet[Resolution]:
    """Some rows of a long list: those before them are passed over in an index that has nothing else in it."""
    return rows.filter(id__in=rows.select_related(None).values("id")[first:last])


def _bodies(rows: QuerySet[Body]) -> tuple[BodyCard, ...]:
    return _cards(list(rows.order_by("slug")))


def _cards(rows: Sequence[Body]) -> tuple[BodyCard, ...]:
    counts = dict(_counts([row.id for row in rows]))
    return tuple(
        BodyCard(id=row.id, slug=row.slug, names=row.names, level=row.level, resolutions=counts.get(row.id, 0))
        for row in rows
    )


MEETING = tuple(each.name for each in fields(MeetingCard))


@prepared
def _at(slug: str) -> QuerySet[Body]:
    return Body.objects.filter(slug=slug).select_related("parent__parent__parent")


@prepared
def _below(body: str) -> QuerySet[Body]:
    return Body.objects.filter(parent_id=body).order_by("slug")


@prepared
def _counts(bodies: list[str]) -> "QuerySet[Resolution, tuple[str, int]]":
    published = Resolution.objects.filter(state__in=IN_REGISTER, body__in=bodies)
    return published.order_by().values_list("body").annotate(Count("id"))


@prepared
def _held_by(body: str) -> "QuerySet[Meeting, tuple[Any, ...]]":
    """As a card has it, field by field."""
    rows = Meeting.objects.exclude(state="planned").filter(body_id=body).order_by("-first_day")
    return rows.values_list(*(name.replace("body_", "body__") for name in MEETING))


@prepared
def _listed(resolutions: list[str]) -> "QuerySet[Resolution, tuple[Any, ...]]":
    return _published().filter(id__in=resolutions).values_list(*_Listed._fields)


@prepared
def _decided_at(meeting: str) -> "QuerySet[Resolution, tuple[Any, ...]]":
    rows = _published().filter(meeting_id=meeting).order_by("adopted_on", "slug")
    return rows.values_list(*_Listed._fields)


@prepared
def _in_office(body: str, today: date) -> QuerySet[Membership]:
    held = Membership.objects.filter(Q(since=None) | Q(since__lte=today), Q(until=None) | Q(until__gte=today))
    return held.filter(body_id=body, role__in=OFFICES).select_related("person")


def _above(row: Body) -> tuple[BodyCard, ...]:
    """From the top of the tree to the parent; a tree has four levels."""
    found: list[Body] = []
    parent = row.parent
    while parent is not None:
        found.insert(0, parent)
        parent = parent.parent
    return tuple(BodyCard(id=each.id, slug=each.slug, names=each.names, level=each.level) for each in found)


def _officers(body: str, today: date) -> tuple[Officer, ...]:
    """Who holds an office today, where the body's rule of publication names them."""
    if not publication.naming(body).shows("officers", ""):
        return ()
    held = _in_office(body, today)
    officers = [Officer(names=each.person.names, role=each.role, title=each.title) for each in held]
    return tuple(sorted(officers, key=lambda each: OFFICES.index(each.role)))
