"""The text of a resolution: imported, revised, put beside another language, tabled and debated."""

from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256

from plenaria.actions._perform import Deed, Receipt, perform
from plenaria.core.journal.canonical import encode, normalised
from plenaria.core.permits import Actor, Where
from plenaria.core.refusal import Refusal, conflict, unacceptable
from plenaria.core.resolutions import RESOLUTION, TEXT_OPEN
from plenaria.core.text import canonical
from plenaria.core.text.alignment import adopt_ids
from plenaria.core.text.consolidation import with_ids
from plenaria.core.text.identifiers import fragments
from plenaria.core.text.resolution import Clause, Resolution
from plenaria.store import models
from plenaria.store.models.fields import new_id


@dataclass(frozen=True, slots=True, kw_only=True)
class Upload:
    """The file that a text came from; its bytes are already kept (``store.files.keep``)."""

    sha256: str
    name: str
    media_type: str
    size: int


@dataclass(frozen=True, slots=True)
class Standing:
    """What a change of a text is judged by."""

    row: models.Resolution
    language: str
    latest: int
    """Revision of that language so far; 0 before the first."""
    authentic: Resolution | None


def import_text(
    *, actor: Actor, at: datetime, body: str, text: Resolution, meeting: str | None = None, upload: Upload | None = None
) -> Receipt | Refusal:
    """Save a text that was read, and corrected, as the draft of a new resolution; its language is the authentic one.

    The clauses get ids that stay for life. Refused: ``text-without-title``, ``text-without-clauses``.
    """

    def load() -> tuple[None, Where] | Refusal:
        known = meeting is None or models.Meeting.objects.filter(id=meeting, body_id=body).exists()
        return (None, Where(body=body)) if known else unacceptable("meeting-unknown")

    def write(deed: Deed, _: None, decision: bool) -> str:
        deed.meeting = meeting or ""
        row = models.Resolution.objects.create(
            body_id=body,
            meeting_id=meeting,
            language=text.language,
            source=_stored(upload, at),
            created_at=at,
        )
        given: dict[str, str] = {}
        named = with_ids(text, lambda old: given.setdefault(old, new_id()))
        digest = _add_version(row, named, 1, actor, at)
        _follow_clauses(row, named)
        deed.record(
            "text-imported",
            row.id,
            language=text.language,
            text_sha256=digest,
            source_sha256=upload.sha256 if upload else "",
        )
        return row.id

    return perform(actor=actor, verb="texts.import", at=at, load=load, decide=lambda _: _complete(text), write=write)


def revise_text(*, actor: Actor, at: datetime, resolution: str, text: Resolution, based_on: int) -> Receipt | Refusal:
    """Save a new version of the text in ``text.language``; a language that is not there yet is added (``based_on=0``).

    Clauses of the authentic text keep their ids, and one with an id not seen before gets a new one; another language
    takes over the ids of the clauses that it stands beside. Refused: ``text-moved-on`` where somebody saved meanwhile,
    ``text-closed`` once it has been put to the vote.
    """

    def load() -> tuple[Standing, Where] | Refusal:
        row = models.Resolution.objects.select_for_update().filter(id=resolution).first()
        if row is None:
            return unacceptable("resolution-unknown")
        latest = _latest(row.id, text.language)
        authentic = None if text.language == row.language else _latest(row.id, row.language)
        return (
            Standing(
                row,
                text.language,
                latest.revision if latest else 0,
                canonical.load(authentic.content) if authentic else None,
            ),
            Where(body=row.body_id),
        )

    def decide(standing: Standing) -> Resolution | Refusal:
        if standing.row.state not in TEXT_OPEN:
            return conflict("text-closed", state=standing.row.state)
        if standing.latest != based_on:
            return conflict("text-moved-on", revision=standing.latest)
        incomplete = _complete(text)
        if isinstance(incomplete, Refusal):
            return incomplete
        return text if standing.authentic is None else adopt_ids(standing.authentic, text)

    def write(deed: Deed, standing: Standing, revised: Resolution) -> str:
        row = standing.row
        deed.meeting = row.meeting_id or ""
        if standing.authentic is None:
            known = set(row.clauses.values_list("id", flat=True))
            given: dict[str, str] = {}
            revised = with_ids(revised, lambda old: old if old in known else given.setdefault(old, new_id()))
            _follow_clauses(row, revised)
        digest = _add_version(row, revised, based_on + 1, actor, at)
        deed.record("text-revised", row.id, language=text.language, revision=based_on + 1, text_sha256=digest)
        return row.id

    return perform(actor=actor, verb="texts.edit", at=at, load=load, decide=decide, write=write)


def table_text(*, actor: Actor, at: datetime, resolution: str) -> Receipt | Refusal:
    """Lay the draft before the meeting."""
    return move(actor=actor, at=at, resolution=resolution, verb="table", permit="resolutions.table")


def debate_text(*, actor: Actor, at: datetime, resolution: str) -> Receipt | Refusal:
    """Open the debate on a tabled text."""
    return move(actor=actor, at=at, resolution=resolution, verb="debate", permit="resolutions.debate")


def withdraw_text(*, actor: Actor, at: datetime, resolution: str) -> Receipt | Refusal:
    """Take a text back before it is put."""
    return move(actor=actor, at=at, resolution=resolution, verb="withdraw", permit="resolutions.table")


def move(*, actor: Actor, at: datetime, resolution: str, verb: str, permit: str) -> Receipt | Refusal:
    """Do to a resolution what its table of states allows, and nothing else."""

    def load() -> tuple[models.Resolution, Where] | Refusal:
        row = models.Resolution.objects.select_for_update().filter(id=resolution).first()
        return (row, Where(body=row.body_id)) if row else unacceptable("resolution-unknown")

    def write(deed: Deed, row: models.Resolution, state: str) -> str:
        row.state = state
        row.save(update_fields=("state",))
        deed.meeting = row.meeting_id or ""
        deed.record("text-tabled" if verb == "table" else "resolution-state", row.id, state=state)
        return row.id

    return perform(
        actor=actor,
        verb=permit,
        at=at,
        load=load,
        decide=lambda row: RESOLUTION.after(row.state, verb),
        write=write,
    )


def digest_of(text: Resolution) -> str:
    """SHA-256 of the canonical bytes of a text (RFC 8785), in hexadecimal."""
    return sha256(encode(normalised(canonical.dump(text)))).hexdigest()


def _complete(text: Resolution) -> bool | Refusal:
    if not text.title.strip():
        return unacceptable("text-without-title")
    return True if text.clauses else unacceptable("text-without-clauses")


def _stored(upload: Upload | None, at: datetime) -> models.StoredFile | None:
    if upload is None:
        return None
    return models.StoredFile.objects.create(
        sha256=upload.sha256, name=upload.name[-200:], media_type=upload.media_type, size=upload.size, made_at=at
    )


def _latest(resolution: str, language: str) -> models.TextVersion | None:
    return models.TextVersion.objects.filter(resolution_id=resolution, language=language).order_by("-revision").first()


def _add_version(row: models.Resolution, text: Resolution, revision: int, actor: Actor, at: datetime) -> str:
    digest = digest_of(text)
    models.TextVersion.objects.create(
        resolution=row,
        language=text.language,
        revision=revision,
        content=normalised(canonical.dump(text)),
        sha256=digest,
        author_id=actor.person,
        made_at=at,
    )
    return digest


def _follow_clauses(row: models.Resolution, text: Resolution) -> None:
    """Bring the rows of the clauses up to the text: what is gone from it is marked, never deleted."""
    links = fragments(text)
    parents = {child.id: clause.id for clause in text.walk() for child in clause.children}
    seen = []
    for position, clause in enumerate(text.walk()):
        models.Clause.objects.update_or_create(
            id=clause.id,
            defaults=_clause_fields(row, clause, position, parents.get(clause.id), links[clause.id]),
        )
        seen.append(clause.id)
    row.clauses.exclude(id__in=seen).update(removed=True)


def _clause_fields(
    row: models.Resolution, clause: Clause, position: int, parent: str | None, link: str
) -> dict[str, object]:
    return {
        "resolution": row,
        "parent_id": parent,
        "position": position,
        "level": clause.level,
        "number": clause.number,
        "fragment": link,
        "kind": clause.kind,
        "also": list(clause.also),
        "removed": False,
    }
