"""Where something is now that is looked for at an address which it had before."""

from dataclasses import dataclass

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
