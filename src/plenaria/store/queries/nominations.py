"""Nominations as the desk, the nominee and the public see them."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Q, QuerySet

from plenaria.core.credentials import Finding
from plenaria.core.nominations import MANDATED, report_overdue
from plenaria.core.permits import Where
from plenaria.core.resolutions import DECIDED, TEXT_OPEN
from plenaria.store import models


@dataclass(frozen=True, slots=True, kw_only=True)
class NominationView:
    """Somebody put forward, for what, and how it stands."""

    id: str
    body: str
    body_names: Mapping[str, str]
    languages: tuple[str, ...]
    person: str
    person_names: Mapping[str, str]
    names: Mapping[str, str]
    places: Mapping[str, str]
    first_day: date | None
    last_day: date | None
    host: str | None
    host_names: Mapping[str, str]
    party: str | None
    party_names: Mapping[str, str]
    state: str
    overdue: bool
    """The event is over, and nothing was reported."""
    clause: str | None
    clause_number: str
    fragment: str
    resolution: str | None
    resolution_number: str
    findings: tuple[Finding, ...]
    poll: str | None
    poll_number: int | None
    letter: str | None
    letter_state: str
    """Of the mandate as a letter (core.correspondence); empty where there is none."""
    handed_on: date | None
    replaces: str | None
    replaces_names: Mapping[str, str]
    replaced_by: str | None
    """The latest nomination in its place."""
    findings_public: bool
    report_public: bool
    note: str
    report: str
    report_language: str
    reported_at: datetime | None
    files: tuple["ReportFile", ...]


@dataclass(frozen=True, slots=True)
class ReportFile:
    """A file that came with a report."""

    id: str
    name: str
    media_type: str
    size: int
    sha256: str


def nomination(nomination_id: str, today: date) -> NominationView | None:
    """One nomination."""
    return next(iter(_views(_rows().filter(id=nomination_id), today)), None)


def of_body(body: str, today: date) -> tuple[NominationView, ...]:
    """Those of a body, the latest first."""
    return _views(_rows().filter(body_id=body), today)


def of_resolution(resolution: str, today: date) -> tuple[NominationView, ...]:
    """Those that the clauses of a resolution make, in their order."""
    rows = _rows().filter(clause__resolution_id=resolution, clause__removed=False)
    return _views(rows.order_by("clause__position", "made_at"), today)


def of_person(person: str, today: date) -> tuple[NominationView, ...]:
    """For what somebody was put forward."""
    return _views(_rows().filter(person_id=person), today)


def waiting(bodies: Collection[str], today: date) -> tuple[NominationView, ...]:
    """Those of these bodies that were approved and have no mandate, or are over and have no report; the first to come
    or to have been first."""
    rows = _rows().filter(Q(state="approved") | Q(state__in=MANDATED, last_day__lt=today), body__in=bodies)
    return _views(rows.order_by("first_day", "made_at", "id"), today)


@dataclass(frozen=True, slots=True)
class NominatingClause:
    """A clause that nominates; its resolution has no number while it is a draft."""

    id: str
    number: str
    resolution_number: str


def nominating_clauses(body: str) -> tuple[NominatingClause, ...]:
    """The clauses of kind *nomination* in the texts of a body, drafts first, then the latest."""
    rows = models.Clause.objects.select_related("resolution").filter(
        Q(kind="nomination") | Q(also__icontains='"nomination"'),
        resolution__body_id=body,
        resolution__state__in=TEXT_OPEN | DECIDED | {"put"},
        removed=False,
        lost_in=None,
    )
    ordered = rows.order_by("resolution__number", "-resolution__created_at", "position")
    return tuple(NominatingClause(row.id, row.number, row.resolution.number) for row in ordered)


def votes_in_favour(body: str) -> tuple[tuple[str, int, Mapping[str, str]], ...]:
    """The latest votes of a body that were won: id, number in its meeting, and the question's own words."""
    polls = models.Poll.objects.filter(meeting__body_id=body, state="declared", decision__outcome="adopted")
    rows = polls.select_related("question").order_by("-declared_at")[:40]
    return tuple((row.id, row.number, row.question.titles) for row in rows)


def report_file(nomination_id: str, file: str) -> tuple[str, str] | None:
    """The SHA-256 and the name of a file of a report."""
    row = models.NominationFile.objects.select_related("file").filter(id=file, nomination_id=nomination_id).first()
    return (row.file.sha256, row.file.name) if row else None


def where_of_nomination(nomination_id: str) -> Where | None:
    """Where it is acted on, and whose it is."""
    row = models.Nomination.objects.filter(id=nomination_id).values_list("body_id", "person_id").first()
    return None if row is None else Where(body=row[0], person=row[1])


def _rows() -> "QuerySet[models.Nomination]":
    rows = models.Nomination.objects.select_related(
        "body", "person", "host", "party", "poll", "letter", "replaces__person", "clause__resolution"
    )
    return rows.prefetch_related("files__file", "replaced_by")


def _views(rows: "Iterable[models.Nomination]", today: date) -> tuple[NominationView, ...]:
    return tuple(_view(row, today) for row in rows)


def _view(row: models.Nomination, today: date) -> NominationView:
    resolution = row.clause.resolution if row.clause else None
    return NominationView(
        id=row.id,
        body=row.body_id,
        body_names=row.body.names,
        languages=tuple(row.body.languages),
        person=row.person_id,
        person_names=row.person.names,
        names=row.names,
        places=row.places,
        first_day=row.first_day,
        last_day=row.last_day,
        host=row.host_id,
        host_names=row.host.names if row.host else {},
        party=row.party_id,
        party_names=row.party.names if row.party else {},
        state=row.state,
        overdue=report_overdue(row.state, row.last_day, today),
        clause=row.clause_id,
        clause_number=row.clause.number if row.clause else "",
        fragment=row.clause.fragment if row.clause else "",
        resolution=resolution.id if resolution else None,
        resolution_number=resolution.number if resolution else "",
        findings=tuple(Finding(**each) for each in row.findings),
        poll=row.poll_id,
        poll_number=row.poll.number if row.poll else None,
        letter=row.letter_id,
        letter_state=row.letter.state if row.letter else "",
        handed_on=row.handed_on,
        replaces=row.replaces_id,
        replaces_names=row.replaces.person.names if row.replaces else {},
        replaced_by=next((each.id for each in row.replaced_by.all()), None),
        findings_public=row.findings_public,
        report_public=row.report_public,
        note=row.note,
        report=row.report,
        report_language=row.report_language,
        reported_at=row.reported_at,
        files=tuple(
            ReportFile(each.id, each.file.name, each.file.media_type, each.file.size, each.file.sha256)
            for each in row.files.all()
        ),
    )
