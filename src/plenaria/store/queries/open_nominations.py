"""Nominations as everybody sees them: once the body has approved them and the resolution that made them is published.

The name is shown as the body's rule for nominees and the person's consent allow (``store.queries.publication``); what
was found, and the report, where the body shows them. Notes are never shown.
"""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Exists, Max, OuterRef, Q, QuerySet

from plenaria.core.credentials import Finding
from plenaria.core.nominations import HEARD, MANDATED
from plenaria.store import models
from plenaria.store.prepared import prepared
from plenaria.store.queries import publication
from plenaria.store.queries.criteria import CriterionView, criteria_of, found_on
from plenaria.store.queries.keyset import Cut, Piece, changed, piece
from plenaria.store.queries.nominations import ReportFile
from plenaria.store.queries.open_lists import Among, only
from plenaria.store.queries.publication import Naming


@dataclass(frozen=True, slots=True, kw_only=True)
class Checked:
    """A criterion, where it comes from, and what was found on it (a word of the group *finding*)."""

    criterion: CriterionView
    found: str


@dataclass(frozen=True, slots=True, kw_only=True)
class OpenNomination:
    """Somebody whom the body has put forward, as far as everybody may know."""

    id: str
    name: Mapping[str, str]
    named: bool
    """Whether ``name`` is the name, and not what stands in its place."""
    names: Mapping[str, str]
    """The office or the event."""
    places: Mapping[str, str]
    first_day: date | None
    last_day: date | None
    host_slug: str
    host_names: Mapping[str, str]
    state: str
    resolution_slug: str
    resolution_number: str
    clause: str
    """Its number; ``clause_id`` is its id, and empty where no clause nominates."""
    clause_id: str
    fragment: str
    meeting_slug: str
    vote: int | None
    """The number of the vote, in that meeting."""
    instead: Mapping[str, str]
    """In whose place; empty where in nobody's."""
    checked: tuple[Checked, ...]
    report: str
    report_language: str
    reported_on: date | None
    files: tuple[ReportFile, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class BodyNominations:
    """A body, and whom it has put forward: the latest first."""

    slug: str
    names: Mapping[str, str]
    accent: str
    has_emblem: bool
    nominations: tuple[OpenNomination, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class NominationData:
    """A nomination as programs are told of it: where it belongs, when everybody could first see it, and when something
    was last done about it. Whether the name is shown may also change with time alone."""

    of: OpenNomination
    body: str
    body_slug: str
    host: str | None
    resolution: str | None
    poll: str | None
    created: datetime
    modified: datetime

    @property
    def id(self) -> str:
        """The nomination's."""
        return self.of.id


def listed(cut: Cut, bodies: Among = None, *, resolution: str = "", state: str = "") -> Piece[NominationData]:
    """Those that everybody sees, in the order in which they were proposed; with ``modified_since`` also those that were
    published since then, and whose nominees said anew whether they may be named."""
    rows = _rows().filter(**only(body__in=bodies, clause__resolution=resolution, state=state))
    if cut.modified_since is not None:
        said = models.Leaf.objects.filter(
            subject=OuterRef("person_id"), kind="consent-recorded", at__gte=cut.modified_since
        )
        published = Q(clause__resolution__published_at__gte=cut.modified_since)
        rows = rows.filter(changed(cut) | published | Exists(said))
    return piece(rows, "made_at", cut, listed_named, lambda each: each.id)


def listed_named(ids: Collection[str]) -> tuple[NominationData, ...]:
    """Those of these nominations that everybody sees."""
    rows = list(_rows().filter(id__in=ids).select_related("body"))
    rules = {body: publication.naming(body) for body in {row.body_id for row in rows}}
    subjects = [*(row.id for row in rows), *(row.person_id for row in rows)]
    leaves = models.Leaf.objects.filter(subject__in=subjects)
    told = leaves.filter(Q(subject__in=[row.id for row in rows]) | Q(kind="consent-recorded"))
    last: dict[str, datetime] = dict(told.values_list("subject").annotate(Max("at")))
    return tuple(_data(row, rules[row.body_id], last) for row in rows)


def _data(row: models.Nomination, rule: Naming, last: Mapping[str, datetime]) -> NominationData:
    resolution = row.clause.resolution if row.clause else None
    moments = (row.decided_at or row.made_at, resolution.published_at if resolution else None)
    created = max(each for each in moments if each)
    return NominationData(
        of=_view(row, rule),
        body=row.body_id,
        body_slug=row.body.slug,
        host=row.host_id,
        resolution=resolution.id if resolution else None,
        poll=row.poll_id,
        created=created,
        modified=max(each for each in (created, last.get(row.id), last.get(row.person_id)) if each),
    )


def of_body(slug: str) -> BodyNominations | None:
    """Those of a body; nothing where there is no such body."""
    body = models.Body.objects.filter(slug=slug).first()
    if body is None:
        return None
    rows = list(_rows().filter(body=body).order_by("-first_day", "-made_at", "id"))
    return BodyNominations(
        slug=body.slug,
        names=body.names,
        accent=body.accent,
        has_emblem=bool(body.emblem),
        nominations=_views(rows, body.id),
    )


def of_resolution(resolution: str) -> tuple[OpenNomination, ...]:
    """Those that the clauses of a published resolution make, in their order."""
    rows = _made_by(resolution)
    return _views(rows, rows[0].body_id) if rows else ()


def has_any(body: str) -> bool:
    """Whether everybody can see that the body, by its id, has put somebody forward."""
    return bool(_any_of(body))


def report_file(body_slug: str, file: str) -> ReportFile | None:
    """A file of a report that everybody sees."""
    shown = _rows().filter(body__slug=body_slug, report_public=True, state__in=HEARD, files__id=file)
    row = models.NominationFile.objects.select_related("file").filter(id=file, nomination__in=shown).first()
    if row is None:
        return None
    return ReportFile(row.id, row.file.name, row.file.media_type, row.file.size, row.file.sha256)


@prepared
def _made_by(resolution: str) -> "QuerySet[models.Nomination]":
    return _rows().filter(clause__resolution_id=resolution).order_by("clause__position", "made_at", "id")


@prepared
def _any_of(body: str) -> "QuerySet[models.Nomination, str]":
    return _rows().filter(body_id=body).values_list("id", flat=True)[:1]


def _rows() -> "QuerySet[models.Nomination]":
    approved = Q(state__in=MANDATED | HEARD) | Q(state="withdrawn", poll__isnull=False)
    published = Q(clause=None) | Q(clause__resolution__published_at__isnull=False, clause__lost_in=None)
    rows = models.Nomination.objects.filter(approved, published)
    return rows.select_related("person", "host", "poll__meeting", "replaces__person", "clause__resolution")


def _views(rows: "list[models.Nomination]", body: str) -> tuple[OpenNomination, ...]:
    rule = publication.naming(body)
    return tuple(_view(row, rule) for row in rows)


def _view(row: models.Nomination, rule: Naming) -> OpenNomination:
    resolution = row.clause.resolution if row.clause else None
    told = row.report_public and row.state in HEARD
    files = row.files.select_related("file") if told else ()
    return OpenNomination(
        id=row.id,
        name=_name(row.person, rule),
        named=rule.shows("nominees", row.person.consent),
        names=row.names,
        places=row.places,
        first_day=row.first_day,
        last_day=row.last_day,
        host_slug=row.host.slug if row.host else "",
        host_names=row.host.names if row.host else {},
        state=row.state,
        resolution_slug=(resolution.slug or "") if resolution else "",
        resolution_number=resolution.number if resolution else "",
        clause=row.clause.number if row.clause else "",
        clause_id=row.clause_id or "",
        fragment=row.clause.fragment if row.clause else "",
        meeting_slug=row.poll.meeting.slug if row.poll else "",
        vote=row.poll.number if row.poll else None,
        instead=_name(row.replaces.person, rule) if row.replaces else {},
        checked=_checked(row) if row.findings_public else (),
        report=row.report if told else "",
        report_language=row.report_language,
        reported_on=row.reported_at.date() if told and row.reported_at else None,
        files=tuple(
            ReportFile(each.id, each.file.name, each.file.media_type, each.file.size, each.file.sha256)
            for each in files
        ),
    )


def _name(person: models.Person, rule: Naming) -> Mapping[str, str]:
    return rule.name("nominees", person.names, person.consent)


def _checked(row: models.Nomination) -> tuple[Checked, ...]:
    asked = {each.id: each for each in criteria_of(nomination=row.id)}
    lines = found_on(tuple(asked.values()), tuple(Finding(**each) for each in row.findings))
    return tuple(Checked(criterion=asked[each.id], found=each.found) for each in lines if each.id in asked)
