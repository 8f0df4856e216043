"""The text of a resolution: imported, revised, put beside another language, tabled and debated."""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from unicodedata import category

from plenaria.actions._perform import Deed, Receipt, perform
from plenaria.actions._resolution import add_version, locked, on_resolution
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

LONGEST_NUMBER, LONGEST_LINK = 20, 40
"""Characters of a clause's printed number, and of its permalink, that the store holds."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Upload:
    """The file that a text came from; its bytes are already kept (``store.files.keep``)."""

    sha256: str
    name: str
    media_type: str
    size: int


@dataclass(frozen=True, slots=True)
class Revision:
    """A new version of a text in its language, and the revision of that language that it was made from."""

    text: Resolution
    based_on: int
    """0 for a language that is not there yet."""


@dataclass(frozen=True, slots=True)
class Standing:
    """What a change of texts is judged by."""

    row: models.Resolution
    latest: dict[str, tuple[int, Resolution]]
    """Language → its latest revision and text."""


def import_text(
    *, actor: Actor, at: datetime, body: str, text: Resolution, meeting: str | None = None, upload: Upload | None = None
) -> Receipt | Refusal:
    """Save a text that was read, and corrected, as the draft of a new resolution; its language is the authentic one.

    The clauses get ids that stay for life. Refused: ``text-without-title``, ``text-without-clauses``, and what no
    paper can hold (``clause-number-too-long``, ``paper-control-characters``).
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
        named = _named(text, frozenset(), {})
        digest = add_version(row, named, actor, at)
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
    """Save a new version of the text in one language: :func:`revise_texts` for a single one."""
    return revise_texts(actor=actor, at=at, resolution=resolution, revisions=[Revision(text, based_on)])


def revise_texts(*, actor: Actor, at: datetime, resolution: str, revisions: Sequence[Revision]) -> Receipt | Refusal:
    """Save new versions in one or more languages, all or none; a language that is not there yet is added.

    Clauses keep the ids that the resolution knows, and one with an id not seen before gets a new one, the same in all
    languages that change together. A text that shares no id with the authentic one, as a paper that was just read,
    takes over the ids of the clauses that it stands beside. Refused: ``text-moved-on`` where somebody saved meanwhile,
    ``text-closed`` once it has been put to the vote, and what ``import_text`` refuses.
    """
    languages = [each.text.language for each in revisions]
    if len(set(languages)) < len(languages):
        raise ValueError("two texts in one language")

    def load() -> tuple[Standing, Where] | Refusal:
        known = locked(resolution)
        if isinstance(known, Refusal):
            return known
        row, where = known
        found = [
            _latest(row.id, each) for each in row.versions.order_by().values_list("language", flat=True).distinct()
        ]
        latest = {each.language: (each.revision, canonical.load(each.content)) for each in found if each}
        return Standing(row, latest), where

    def decide(standing: Standing) -> list[Revision] | Refusal:
        if standing.row.state not in TEXT_OPEN:
            return conflict("text-closed", state=standing.row.state)
        for each in revisions:
            revision = standing.latest[each.text.language][0] if each.text.language in standing.latest else 0
            if revision != each.based_on:
                return conflict("text-moved-on", revision=revision)
            unfit = _complete(each.text)
            if isinstance(unfit, Refusal):
                return unfit
        # The authentic text first: the others stand beside it.
        return sorted(revisions, key=lambda each: each.text.language != standing.row.language)

    def write(deed: Deed, standing: Standing, decided: list[Revision]) -> str:
        row = standing.row
        deed.meeting = row.meeting_id or ""
        known = set(row.clauses.values_list("id", flat=True))
        known |= {clause.id for _, text in standing.latest.values() for clause in text.walk()}
        given: dict[str, str] = {}
        authentic = standing.latest[row.language][1]
        for each in decided:
            text = _named(_with_ids_of(authentic, each.text, known), known, given)
            if text.language == row.language:
                _follow_clauses(row, text)
                authentic = text
            digest = add_version(row, text, actor, at)
            deed.record("text-revised", row.id, language=text.language, revision=each.based_on + 1, text_sha256=digest)
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

    def write(deed: Deed, row: models.Resolution, state: str) -> str:
        row.state = state
        row.save(update_fields=("state",))
        deed.record("text-tabled" if verb == "table" else "resolution-state", row.id, state=state)
        return row.id

    return on_resolution(
        actor=actor,
        verb=permit,
        at=at,
        resolution=resolution,
        decide=lambda row: RESOLUTION.after(row.state, verb),
        write=write,
    )


def _complete(text: Resolution) -> bool | Refusal:
    """Whether a text can be stored, put to the vote and printed."""
    if not text.title.strip():
        return unacceptable("text-without-title")
    if not text.clauses:
        return unacceptable("text-without-clauses")
    links = fragments(text)
    for clause in text.walk():
        if len(clause.number) > LONGEST_NUMBER or len(links[clause.id]) > LONGEST_LINK:
            return unacceptable("clause-number-too-long", number=clause.number[:60], limit=LONGEST_NUMBER)
    for sign in _unwritable(canonical.dump(text)):
        return unacceptable("paper-control-characters", letters=f"U+{ord(sign):04X}")
    return True


def _unwritable(value: object) -> Iterator[str]:
    """Control characters and halves of characters: no database, XML or page holds them."""
    if isinstance(value, str):
        if not value.isprintable():
            yield from (sign for sign in value if category(sign) in ("Cc", "Cs") and sign not in "\n\t")
    elif isinstance(value, dict):
        for each in value.values():
            yield from _unwritable(each)
    elif isinstance(value, list):
        for each in value:
            yield from _unwritable(each)


def _with_ids_of(authentic: Resolution, text: Resolution, known: Collection[str]) -> Resolution:
    """A paper that was just read takes the ids of the clauses that it stands beside; ids of ours stay."""
    return text if any(clause.id in known for clause in text.walk()) else adopt_ids(authentic, text)


def _named(text: Resolution, known: Collection[str], given: dict[str, str]) -> Resolution:
    """The text with an opaque id for every clause: the known ones stay, and no two clauses share one.

    ``given`` remembers what a new clause was named, for the same clause in another language.
    """
    seen: set[str] = set()

    def name(old: str) -> str:
        wanted = old if old in known else given.get(old)
        if wanted is None or wanted in seen:
            wanted = new_id()
            if old:
                given.setdefault(old, wanted)
        seen.add(wanted)
        return wanted

    return with_ids(text, name)


def _stored(upload: Upload | None, at: datetime) -> models.StoredFile | None:
    if upload is None:
        return None
    return models.StoredFile.objects.create(
        sha256=upload.sha256, name=upload.name[-200:], media_type=upload.media_type, size=upload.size, made_at=at
    )


def _latest(resolution: str, language: str) -> models.TextVersion | None:
    return models.TextVersion.objects.filter(resolution_id=resolution, language=language).order_by("-revision").first()


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
