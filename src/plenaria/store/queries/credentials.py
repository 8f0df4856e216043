"""The seats at a meeting: who has which, with how many votes, and what was found."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from fractions import Fraction
from hashlib import sha256

from django.db.models import Q, QuerySet

from plenaria.core.credentials import Finding
from plenaria.core.permits import Where
from plenaria.core.voting.tally import exact
from plenaria.store import rows
from plenaria.store.models import Credential, Meeting, Person, Presence
from plenaria.store.queries.people import below


@dataclass(frozen=True, slots=True, kw_only=True)
class SeatView:
    """A credential. ``present_since`` is empty while its holder is not in the room.

    ``badge`` is none, issued or used: the token itself is nowhere.
    """

    id: str
    meeting: str
    seat: int
    person: str
    names: dict[str, str]
    email: str
    language: str
    delegation: str | None
    delegation_names: dict[str, str]
    weight: Fraction
    """Its votes, exact."""
    written: str
    """The same as it is kept: ``3``, ``0.35`` or ``1/3``."""
    state: str
    findings: tuple[Finding, ...]
    badge: str
    present_since: datetime | None
    attends: str = "room"
    """How its holder takes part: a word of ``core.credentials.ATTENDS``."""
    replaces: str | None
    consent: str = ""
    """What its holder said to being named in public."""

    @property
    def present(self) -> bool:
        """Whether the holder is in the room."""
        return self.present_since is not None

    @property
    def elsewhere(self) -> str:
        """Of an accredited seat that takes part from elsewhere: *here* or *away*; empty of one whom the door knows."""
        return place(self.attends, self.state, self.present)


def place(attends: str, state: str, present: bool) -> str:
    """See ``SeatView.elsewhere``."""
    return ("here" if present else "away") if attends == "remote" and state == "accredited" else ""


def credentials_of(meeting: str) -> tuple[SeatView, ...]:
    """Every credential of a meeting, in whatever state, by seat."""
    return _views(_rows().filter(meeting_id=meeting))


def roll(meeting: str) -> tuple[SeatView, ...]:
    """The seats that have a vote: those accredited now, by seat."""
    return _views(_rows().filter(meeting_id=meeting, state="accredited"))


def seat_of(meeting: str, *, credential: str | None, person: str | None) -> SeatView | None:
    """The seat of whoever holds that credential or is that person, if it is one of this meeting's."""
    mine = (Q(id=credential) if credential else Q(pk__in=())) | (Q(person_id=person) if person else Q(pk__in=()))
    rows = _rows().filter(mine, meeting_id=meeting).exclude(state="withdrawn")
    found = _views(rows)
    return next((each for each in found if each.id == credential), next(iter(found), None))


def credential(credential_id: str) -> SeatView | None:
    """One credential."""
    return next(iter(_views(_rows().filter(id=credential_id))), None)


def seat_of_badge(token: str) -> SeatView | None:
    """The seat that a badge opens, used or not; nothing for a badge that is not known or was replaced."""
    return next(iter(_views(_rows().filter(badge=sha256(token.encode()).hexdigest()))), None)


@dataclass(frozen=True, slots=True)
class SeatOfDevice:
    """The seat that a device was bound to by its badge."""

    credential: str
    meeting: str


def seats_of_devices(devices: Iterable[str]) -> dict[str, SeatOfDevice]:
    """SHA-256 of a device's secret → its seat; unknown devices are left out. One query for however many."""
    known = rows.Among("device", set(devices) - {""})
    found = Credential.objects.filter(known).order_by().values_list("device", "id", "meeting_id")
    return {device: SeatOfDevice(credential, meeting) for device, credential, meeting in found}


def meetings_of(seats: Iterable[str]) -> dict[str, str]:
    """Seat → its meeting."""
    return dict(Credential.objects.filter(rows.Among("id", set(seats))).values_list("id", "meeting_id"))


def undecided(bodies: Iterable[str]) -> dict[str, int]:
    """Meeting → how many of its credentials wait for a decision, at meetings of these bodies that are not over."""
    waiting = Credential.objects.filter(
        meeting__body_id__in=list(bodies),
        meeting__state__in=("planned", "convened", "open", "suspended"),
        state__in=("invited", "registered"),
    ).values_list("meeting_id", flat=True)
    counts: dict[str, int] = {}
    for meeting in waiting:
        counts[meeting] = counts.get(meeting, 0) + 1
    return counts


def where_of_credential(credential_id: str) -> Where | None:
    """Where a seat is acted on, and whose it is; nothing where there is no such seat."""
    found = Credential.objects.filter(id=credential_id).values_list("meeting__body_id", "person_id").first()
    return None if found is None else Where(body=found[0], person=found[1], seat=credential_id)


def _rows() -> "QuerySet[Credential]":
    return Credential.objects.select_related("person", "delegation")


def _views(rows: "QuerySet[Credential]") -> tuple[SeatView, ...]:
    inside = Presence.objects.filter(credential__in=rows, until=None).values_list("credential_id", "since")
    since = dict(inside)
    return tuple(
        SeatView(
            id=row.id,
            meeting=row.meeting_id,
            seat=row.seat,
            person=row.person_id,
            names=row.person.names,
            email=row.person.email,
            language=row.person.language,
            delegation=row.delegation_id,
            delegation_names=row.delegation.names if row.delegation else {},
            weight=exact(row.weight),
            written=row.weight,
            state=row.state,
            findings=tuple(Finding(**each) for each in row.findings),
            badge=("used" if row.badge_used_at else "issued") if row.badge else "none",
            present_since=since.get(row.id),
            attends=row.attends,
            consent=row.person.consent,
            replaces=row.replaces_id,
        )
        for row in rows
    )


@dataclass(frozen=True, slots=True)
class Candidate:
    """Somebody who could be given a seat."""

    person: str
    names: dict[str, str]


def candidates(meeting: str) -> tuple[Candidate, ...]:
    """Who can be invited by name: members of the body and of those below, and whoever had a seat at it before.

    Others are invited by their e-mail address, so that no secretary reads the register of a foreign body.
    """
    body = Meeting.objects.values_list("body_id", flat=True).get(id=meeting)
    seated = Credential.objects.filter(meeting_id=meeting).exclude(state="withdrawn").values("person_id")
    near = Q(memberships__body_id__in=[body, *below(body)]) | Q(credentials__meeting__body_id=body)
    rows = Person.objects.filter(near).exclude(id__in=seated).distinct().values_list("id", "names")
    return tuple(Candidate(each, names) for each, names in rows)
