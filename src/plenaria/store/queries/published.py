"""One published resolution with all that the public may see of it: texts, votes, what became of its clauses, files.

A resolution that was not published does not exist here.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Q, QuerySet

from plenaria.core.followup import overdue
from plenaria.core.text import canonical
from plenaria.core.text.references import clause_named, means, plain_number
from plenaria.core.text.resolution import Citation, Resolution
from plenaria.core.voting.decision import Decision
from plenaria.store import models
from plenaria.store.queries.register import PUBLISHED, MeetingCard, meeting_card, titles


@dataclass(frozen=True, slots=True, kw_only=True)
class PublicVote:
    """How a seat voted; ``choice`` is ``absent`` where it cast no vote."""

    seat: int
    names: Mapping[str, str]
    delegation: Mapping[str, str]
    weight: int
    choice: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PublicPoll:
    """A declared vote; ``votes`` are there where it was taken by name and the body's rule shows names."""

    id: str
    number: int
    method: str
    titles: Mapping[str, str]
    clause: str | None
    """The id of the clause that was put."""
    clause_number: str
    resolution: str
    decision: Decision
    declared_at: datetime | None
    votes: tuple[PublicVote, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class PublicCommitment:
    """What became of what a clause obliges."""

    state: str
    """Of the table in ``core.followup``, or ``overdue``."""
    due: date | None


@dataclass(frozen=True, slots=True, kw_only=True)
class ClauseState:
    """Whether a clause is in force, and what became of it."""

    validity: str
    commitments: tuple[PublicCommitment, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class FileView:
    """A file of the resolution; ``language`` is empty for the bundle, ``ru-es`` for two side by side."""

    format: str
    language: str
    name: str
    media_type: str
    size: int
    sha256: str
    made_at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class SealView:
    """What fixes the text."""

    at: datetime
    key: str
    manifest_sha256: str
    checkpoint_size: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Link:
    """A published resolution at the other end of a citation."""

    body_slug: str
    body_names: Mapping[str, str]
    number: str
    slug: str
    titles: Mapping[str, str]
    clauses: tuple[tuple[str, str], ...]
    """Permalink and printed number of each of its clauses that is cited, or cites."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Published:
    """A published resolution."""

    id: str
    body_slug: str
    body_names: Mapping[str, str]
    body_accent: str
    has_emblem: bool
    number: str
    slug: str
    language: str
    """The authentic one."""
    validity: str
    adopted_on: date
    published_at: datetime
    texts: Mapping[str, Resolution]
    """As adopted, the authentic one first."""
    meeting: MeetingCard | None
    adopted_by: str | None
    """The id of the poll that adopted the whole."""
    clauses: Mapping[str, ClauseState]
    seal: SealView
    files: tuple[FileView, ...]
    appeared: tuple[tuple[str, str, date], ...]
    """Outlet, address and day of each publication elsewhere."""


def published(body_slug: str, slug: str, today: date) -> Published | None:
    """The published resolution at a public address."""
    row = (
        _published()
        .filter(body__slug=body_slug, slug=slug)
        .select_related("body", "meeting__body", "seal__bundle")
        .first()
    )
    if row is None or row.adopted_on is None or row.published_at is None:
        return None
    return Published(
        id=row.id,
        body_slug=row.body.slug,
        body_names=row.body.names,
        body_accent=row.body.accent,
        has_emblem=bool(row.body.emblem),
        number=row.number,
        slug=slug,
        language=row.language,
        validity=row.validity,
        adopted_on=row.adopted_on,
        published_at=row.published_at,
        texts=_texts(row),
        meeting=meeting_card(row.meeting) if row.meeting and row.meeting.state != "planned" else None,
        adopted_by=row.adopted_by_id,
        clauses=_clauses(row, today),
        seal=SealView(
            at=row.seal.at,
            key=row.seal.key,
            manifest_sha256=row.seal.manifest_sha256,
            checkpoint_size=row.seal.checkpoint_size,
        ),
        files=_files(row),
        appeared=tuple(row.publications.order_by("on", "id").values_list("outlet", "address", "on")),
    )


def polls_on(resolution: str) -> tuple[PublicPoll, ...]:
    """The declared votes on a published resolution and on its clauses, in the order in which they were taken."""
    return _polls(Q(question__resolution_id=resolution))


def polls_at(meeting: str) -> tuple[PublicPoll, ...]:
    """The declared votes of a meeting on published resolutions."""
    return _polls(Q(meeting_id=meeting))


def rests_on(resolution: Published) -> tuple[Link, ...]:
    """The published resolutions that this one cites."""
    cited = [
        *(citation for recital in resolution.texts[resolution.language].recitals for citation in recital.citations),
        *(citation for clause in resolution.texts[resolution.language].walk() for citation in clause.citations),
    ]
    possible = Q()
    for citation in cited:
        number = plain_number(citation.number or "")
        if number:
            possible |= Q(slug=number) | Q(slug__endswith=f"-{number}")
        if citation.date and len(citation.date) == len("2024-12-22"):
            possible |= Q(adopted_on=citation.date)
    if not possible:
        return ()
    candidates = _published().filter(possible).exclude(id=resolution.id).select_related("body").order_by("adopted_on")
    found = {row: [citation for citation in cited if _means(citation, row)] for row in candidates}
    return _links({row: [clause_named(each) for each in theirs] for row, theirs in found.items() if theirs})


def rest_on(resolution: Published) -> tuple[Link, ...]:
    """The published resolutions that cite this one, with their clauses that do."""
    number = plain_number(resolution.number)
    rows = models.Reference.objects.filter(
        Q(cited_number__in={number, number.rpartition("-")[2]}) | Q(cited_date=resolution.adopted_on.isoformat()),
        resolution__state=PUBLISHED,
    )
    citing: dict[models.Resolution, list[str | None]] = {}
    for row in (
        rows.exclude(resolution_id=resolution.id).select_related("resolution__body").order_by("resolution__adopted_on")
    ):
        citation = Citation(
            text=row.text, body=row.cited_body or None, number=row.cited_number or None, date=row.cited_date or None
        )
        names = resolution.body_names.values()
        if means(citation, number=resolution.number, adopted_on=resolution.adopted_on, names=names):
            citing.setdefault(row.resolution, []).append(row.clause or None)
    return _links(citing)


def document(body_slug: str, slug: str, form: str, language: str) -> FileView | None:
    """A file of a published resolution: in that language, else in the authentic one; the bundle has none."""
    row = _published().filter(body__slug=body_slug, slug=slug).select_related("seal__bundle").first()
    if row is None:
        return None
    kept = {each.language: each for each in _files(row) if each.format == form}
    return kept.get("") or kept.get(language) or kept.get(row.language)


def emblem(body_slug: str) -> str | None:
    """The drawing of a body's emblem (SVG)."""
    return models.Body.objects.filter(slug=body_slug).exclude(emblem="").values_list("emblem", flat=True).first()


@dataclass(frozen=True, slots=True, kw_only=True)
class Sealed:
    """Where a sealed thing is in the register, and what fixes it."""

    body_slug: str
    slug: str
    number: str
    key: str
    """The fingerprint of the seal key."""
    manifest_sha256: str


def sealed_at(body_slug: str, number: str) -> Sealed | None:
    """The seal of the published resolution with that number."""
    return _sealed(Q(resolution__body__slug=body_slug, resolution__number=number))


def sealed_file(sha256: str) -> Sealed | None:
    """The seal of the published resolution of which this is a paper, byte for byte; the bundle proves itself."""
    return _sealed(Q(resolution__documents__file__sha256=sha256))


def _sealed(which: Q) -> Sealed | None:
    row = models.Seal.objects.filter(which, resolution__state=PUBLISHED).select_related("resolution__body").first()
    return (
        None
        if row is None
        else Sealed(
            body_slug=row.resolution.body.slug,
            slug=row.resolution.slug or "",
            number=row.resolution.number,
            key=row.key,
            manifest_sha256=row.manifest_sha256,
        )
    )


def _published() -> QuerySet[models.Resolution]:
    return models.Resolution.objects.filter(state=PUBLISHED)


def _texts(row: models.Resolution) -> dict[str, Resolution]:
    adopted = {
        each.language: canonical.load(each.content)
        for each in row.versions.filter(sha256__in=list(row.adopted_sha256.values()))
        if each.sha256 == row.adopted_sha256.get(each.language)
    }
    return {language: adopted[language] for language in [row.language, *sorted(adopted.keys() - {row.language})]}


def _clauses(row: models.Resolution, today: date) -> dict[str, ClauseState]:
    done: dict[str, list[PublicCommitment]] = {}
    commitments = models.Commitment.objects.filter(clause__resolution=row, confirmed=True, visibility="public")
    for clause, state, due in commitments.order_by("due", "id").values_list("clause_id", "state", "due"):
        shown = "overdue" if overdue(state, due, today) else state
        done.setdefault(clause, []).append(PublicCommitment(state=shown, due=due))
    return {
        clause: ClauseState(validity=validity, commitments=tuple(done.get(clause, ())))
        for clause, validity in row.clauses.values_list("id", "validity")
    }


def _files(row: models.Resolution) -> tuple[FileView, ...]:
    documents = [(each.format, each.language, each.file) for each in row.documents.select_related("file")]
    return tuple(
        FileView(
            format=form,
            language=language,
            name=file.name,
            media_type=file.media_type,
            size=file.size,
            sha256=file.sha256,
            made_at=file.made_at,
        )
        for form, language, file in [*documents, ("bundle", "", row.seal.bundle)]
    )


def _polls(which: Q) -> tuple[PublicPoll, ...]:
    rows = list(
        models.Poll.objects.filter(which, state="declared", question__resolution__state=PUBLISHED)
        .select_related("question__clause", "question__resolution__body")
        .order_by("meeting__first_day", "number")
    )
    named = [row.id for row in rows if row.question.resolution and row.question.resolution.body.votes_shown == "names"]
    votes = _votes(named)
    return tuple(
        PublicPoll(
            id=row.id,
            number=row.number,
            method=row.method,
            titles=row.question.titles,
            clause=row.question.clause_id,
            clause_number=row.question.clause.number if row.question.clause else "",
            resolution=row.question.resolution_id or "",
            decision=Decision.from_data(row.decision or {}),
            declared_at=row.declared_at,
            votes=votes.get(row.id, ()),
        )
        for row in rows
    )


def _votes(polls: Iterable[str]) -> dict[str, tuple[PublicVote, ...]]:
    """Poll → the votes of its roll, of polls that were taken by name."""
    wanted = list(polls)
    cast: dict[str, dict[str, str]] = {}
    current = models.Vote.objects.filter(poll__in=wanted, current=True)
    for poll, credential, choice in current.values_list("poll_id", "credential_id", "choice"):
        cast.setdefault(poll, {})[credential] = choice
    found: dict[str, list[PublicVote]] = {}
    seats = models.RollSeat.objects.filter(poll__in=cast).select_related("credential__person", "credential__delegation")
    for seat in seats.order_by("credential__seat"):
        found.setdefault(seat.poll_id, []).append(
            PublicVote(
                seat=seat.credential.seat,
                names=seat.credential.person.names,
                delegation=seat.credential.delegation.names if seat.credential.delegation else {},
                weight=seat.weight,
                choice=cast[seat.poll_id].get(seat.credential_id, "absent"),
            )
        )
    return {poll: tuple(votes) for poll, votes in found.items()}


def _means(citation: Citation, row: models.Resolution) -> bool:
    names = [*row.body.names.values(), *row.body.short_names.values()]
    return row.adopted_on is not None and means(citation, number=row.number, adopted_on=row.adopted_on, names=names)


def _links(found: Mapping[models.Resolution, list[str | None]]) -> tuple[Link, ...]:
    named = titles(row.id for row in found)
    places: dict[str, dict[str, str]] = {}
    clauses = models.Clause.objects.filter(resolution__in=list(found), removed=False, lost_in=None)
    for resolution, number, fragment in clauses.values_list("resolution_id", "number", "fragment"):
        places.setdefault(resolution, {}).setdefault(number, fragment)
    return tuple(
        Link(
            body_slug=row.body.slug,
            body_names=row.body.names,
            number=row.number,
            slug=row.slug or "",
            titles=named.get(row.id, {}),
            clauses=tuple(
                (fragment, number) for number, fragment in places.get(row.id, {}).items() if number in numbers
            ),
        )
        for row, numbers in found.items()
    )
