"""Where something is now that is looked for at an address which it had before."""

from collections.abc import Collection
from dataclasses import dataclass

from plenaria.core.resolutions import IN_REGISTER
from plenaria.store.models import Body, FormerAddress, Meeting, Resolution


@dataclass(frozen=True, slots=True)
class Place:
    """The short names of a body, and of a meeting or the number of a resolution within it, as addresses hold them."""

    body: str
    meeting: str = ""
    number: str = ""


def now_at(place: Place) -> Place | None:
    """Where that is now; nothing where nothing was ever there, or it has not moved."""
    body = Body.objects.filter(slug=place.body).first() or _former_body(place.body)
    if body is None:
        return None
    meeting = _meeting(body, place.meeting) if place.meeting else ""
    number = _number(body, place.number) if place.number else ""
    if meeting is None or number is None:
        return None
    found = Place(body.slug, meeting, number)
    return None if found == place else found


def former_pages(of: Collection[str] | None = None) -> tuple[Place, ...]:
    """Every address at which a public page of these bodies (ids), or of all, once was and is no more."""
    bodies = Body.objects.all() if of is None else Body.objects.filter(id__in=of)
    former: dict[tuple[str, str], list[str]] = {}
    for kind, target, slug in FormerAddress.objects.order_by("at", "id").values_list("kind", "target", "slug"):
        former.setdefault((kind, target), []).append(slug)
    if not former:
        return ()
    found = []
    for body in bodies.order_by("slug"):
        slugs = [body.slug, *former.get(("body", body.id), ())]
        meetings = Meeting.objects.filter(body=body).exclude(state="planned").order_by("slug")
        numbers = Resolution.objects.filter(body=body, state__in=IN_REGISTER).order_by("slug")
        here = [Place(slug) for slug in slugs]
        for row in meetings:
            names = [row.slug, *former.get(("meeting", row.id), ())]
            here += [Place(slug, meeting=name) for slug in slugs for name in names]
        for paper in numbers:
            names = [paper.slug or "", *former.get(("resolution", paper.id), ())]
            here += [Place(slug, number=name) for slug in slugs for name in names]
        found += [each for each in here if now_at(each) is not None]
    return tuple(found)


def _former_body(slug: str) -> Body | None:
    target = _target("body", "", slug)
    return Body.objects.filter(id=target).first() if target else None


def _meeting(body: Body, slug: str) -> str | None:
    if Meeting.objects.filter(body=body, slug=slug).exists():
        return slug
    rows = Meeting.objects.filter(body=body, id=_target("meeting", body.id, slug))
    return rows.values_list("slug", flat=True).first()


def _number(body: Body, slug: str) -> str | None:
    if Resolution.objects.filter(body=body, slug=slug).exists():
        return slug
    rows = Resolution.objects.filter(body=body, id=_target("resolution", body.id, slug))
    return rows.values_list("slug", flat=True).first()


def _target(kind: str, within: str, slug: str) -> str:
    rows = FormerAddress.objects.filter(kind=kind, body=within, slug=slug)
    return rows.values_list("target", flat=True).first() or ""
