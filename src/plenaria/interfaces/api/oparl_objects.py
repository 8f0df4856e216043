"""The objects of OParl 1.1 (https://oparl.org/spezifikation/), in the language of the address.

A body of ours is a Body with one Organization, itself; a resolution is a Paper; a point of an agenda at which one was
dealt with is a Consultation too. People are those who hold or held an office.
"""

from collections.abc import Mapping, Sequence
from datetime import UTC, datetime, time
from functools import lru_cache
from zoneinfo import ZoneInfo

from plenaria.interfaces.api.addresses import page
from plenaria.interfaces.kit.wording import in_language, label
from plenaria.store.queries.open_data import BodyData, ItemData, MeetingData, MembershipData, PersonData
from plenaria.store.queries.open_papers import PaperData, PointData
from plenaria.store.queries.published import FileView

SCHEMA = "https://schema.oparl.org/1.1/"
VERSION = f"{SCHEMA.removesuffix('/')}/"

type Json = Mapping[str, object]


def address(kind: str, *arguments: str) -> str:
    """The permanent address of an object, which is its id; of a list as well."""
    return page(f"oparl-{kind}", *arguments)


def system(names: Mapping[str, str]) -> Json:
    """The installation. ``names`` are those of the body at the top."""
    return _object(
        "System",
        address("system"),
        oparlVersion=VERSION,
        body=address("bodies"),
        name=in_language(names),
        website=page("register"),
        web=page("register"),
    )


def body(of: BodyData) -> Json:
    """An organisation that decides."""
    lists = ("person", "meeting", "paper", "membership", "agendaItem", "consultation", "file", "locationList")
    return _object(
        "Body",
        address("body", of.id),
        of,
        system=address("system"),
        name=in_language(of.names),
        shortName=in_language(of.short_names),
        contactEmail=of.email,
        classification=label("level", of.level),
        organization=address("list", of.id, "organization"),
        mainOrganization=address("organization", of.id),
        legislativeTerm=[],
        legislativeTermList=address("list", of.id, "legislativeTermList"),
        web=page("register-body", of.slug),
        **{name: address("list", of.id, name) for name in lists},
    )


def organization(of: BodyData) -> Json:
    """The same as the one that meets and has members."""
    return _object(
        "Organization",
        address("organization", of.id),
        of,
        body=address("body", of.id),
        name=in_language(of.names),
        shortName=in_language(of.short_names),
        organizationType=label("level", of.level),
        subOrganizationOf=address("organization", of.parent) if of.parent else "",
        meeting=address("list", of.id, "meeting"),
        web=page("register-body", of.slug),
    )


def person(of: PersonData) -> Json:
    """Who holds or held an office."""
    held = of.memberships
    return _object(
        "Person",
        address("person", of.id),
        of,
        body=address("body", held[0].body) if held else "",
        name=in_language(of.names),
        membership=[membership(each) for each in held],
    )


def membership(of: MembershipData) -> Json:
    """An office, from and to."""
    return _object(
        "Membership",
        address("membership", of.id),
        of,
        person=address("person", of.person),
        organization=address("organization", of.body),
        role=in_language(of.titles) or label("role", of.role),
        startDate=of.since.isoformat() if of.since else "",
        endDate=of.until.isoformat() if of.until else "",
    )


def meeting(of: MeetingData) -> Json:
    """A meeting with its agenda. Its days begin and end at midnight of its own time zone."""
    zone = ZoneInfo(of.timezone)
    return _object(
        "Meeting",
        address("meeting", of.id),
        of,
        name=in_language(of.names),
        meetingState=label("meeting", of.state),
        cancelled=of.state in ("cancelled", "void"),
        start=datetime.combine(of.first, time(), zone).isoformat(),
        end=datetime.combine(of.last, time(23, 59), zone).isoformat(),
        location=location(of),
        organization=[address("organization", of.body)],
        agendaItem=[agenda_item(each, of) for each in of.items],
        web=page("register-meeting", of.body_slug, of.slug),
    )


def location(of: MeetingData) -> Json | None:
    """Where a meeting is held."""
    place = in_language(of.places)
    if not place:
        return None
    return _object("Location", address("location", of.id), of, description=place, meetings=[address("meeting", of.id)])


def agenda_item(of: ItemData, at: MeetingData) -> Json:
    """A point of an agenda."""
    return _object(
        "AgendaItem",
        address("agendaItem", of.id),
        at,
        meeting=address("meeting", at.id),
        number=str(of.position),
        order=of.position,
        name=in_language(of.titles),
        public=True,
        result=label("resolution", "adopted") if of.adopted else label("agenda-item", of.state),
        consultation=address("consultation", of.id) if of.paper else "",
    )


def consultation(of: PointData) -> Json:
    """That a resolution was dealt with, and decided, at a point of an agenda."""
    return _object(
        "Consultation",
        address("consultation", of.id),
        of,
        paper=address("paper", of.paper),
        agendaItem=address("agendaItem", of.id),
        meeting=address("meeting", of.meeting),
        organization=[address("organization", of.body)],
        authoritative=True,
    )


def paper(of: PaperData, points: Mapping[str, PointData]) -> Json:
    """A resolution with its files; among the ``points`` are those at which it was dealt with, by their ids."""
    if of.deleted:
        return _object("Paper", address("paper", of.id), of, deleted=True)
    listed = files(of)
    main = next((place for place, each in enumerate(of.files) if _is_main(each, of)), None)
    return _object(
        "Paper",
        address("paper", of.id),
        of,
        body=address("body", of.body),
        name=in_language(of.titles, of.language),
        reference=of.number,
        date=of.adopted_on.isoformat(),
        paperType="Corrigendum" if of.corrigendum else "Resolution",
        relatedPaper=[address("paper", each) for each in of.related] or None,
        keyword=[in_language(each) for each in of.subjects] or None,
        originatorOrganization=[address("organization", of.body)],
        mainFile=listed[main] if main is not None else None,
        auxiliaryFile=[each for place, each in enumerate(listed) if place != main],
        consultation=[consultation(points[each]) for each, _ in of.items if each in points],
        web=_page(of),
    )


def files(of: PaperData) -> list[Json]:
    """The files of a resolution: some two dozen, whose addresses begin alike."""
    at = (of.body_slug, of.slug, of.corrigendum) if of.corrigendum else (of.body_slug, of.slug)
    download = page("register-corrigendum-file" if of.corrigendum else "register-file", *at, "")
    itself, whose = address("file", of.id, "", "").removesuffix("/"), [address("paper", of.id)]
    return [_file(each, f"{itself}{each.format}/{each.language or 'all'}", download, whose) for each in of.files]


def _file(of: FileView, key: str, download: str, papers: Sequence[str]) -> Json:
    made = _instant(of.made_at)
    download += f"{of.format}?in={of.language}" if of.language else of.format
    return {
        "id": key,
        "type": f"{SCHEMA}File",
        "name": of.name,
        "fileName": of.name,
        "mimeType": of.media_type,
        "date": made[:10],
        "size": of.size,
        "accessUrl": download,
        "downloadUrl": download,
        "paper": papers,
        "created": made,
        "modified": made,
    }


def _is_main(file: FileView, of: PaperData) -> bool:
    return file.format in ("pdf", "source") and file.language == of.language


def _page(of: PaperData) -> str:
    if of.corrigendum:
        return page("register-corrigendum", of.body_slug, of.slug, of.corrigendum)
    return page("register-resolution", of.body_slug, of.slug)


def _object(kind: str, key: str, of: object = None, **members: object) -> Json:
    """An object with those of its members that have a value; when it came and changed, where ``of`` says so."""
    when: dict[str, object] = {
        name: _instant(value)
        for name in ("created", "modified")
        if isinstance(value := getattr(of, name, None), datetime)
    }
    told = {name: value for name, value in members.items() if value is not None and value != ""}
    return {"id": key, "type": f"{SCHEMA}{kind}", **told, **when}


@lru_cache(1024)
def _instant(moment: datetime) -> str:
    """Kept: what was sealed together was made at one moment."""
    return moment.astimezone(UTC).isoformat(timespec="seconds")
