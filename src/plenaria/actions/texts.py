"""The text of a resolution: imported, revised, put beside another language, tabled and debated."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime

from plenaria.actions import _amendments
from plenaria.actions._perform import Deed, Receipt, perform
from plenaria.actions._poll import void
from plenaria.actions._resolution import add_version, locked, on_resolution
from plenaria.actions._texts import Upload, complete, follow_clauses, stored, with_own_ids
from plenaria.core.journal.canonical import Value
from plenaria.core.permits import Actor, Where
from plenaria.core.refusal import Refusal, conflict, unacceptable
from plenaria.core.resolutions import RESOLUTION, TEXT_OPEN
from plenaria.core.text import canonical
from plenaria.core.text.alignment import adopt_ids
from plenaria.core.text.resolution import Resolution
from plenaria.store import models


@dataclass(frozen=True, slots=True)
class Revision:
    """A new version of a text in its language, and the revision of that language that it was made from."""

    text: Resolution
    based_on: int
    """0 for a language that is not there yet."""
    upload: Upload | None = None
    """The file that it was read from, if it was."""


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
            source=stored(upload, at),
            created_at=at,
        )
        named = with_own_ids(text, frozenset(), {})
        digest = add_version(row, named, actor, at, row.source)
        follow_clauses(row, named)
        deed.record(
            "text-imported",
            row.id,
            language=text.language,
            text_sha256=digest,
            source_sha256=upload.sha256 if upload else "",
        )
        return row.id

    return perform(actor=actor, verb="texts.import", at=at, load=load, decide=lambda _: complete(text), write=write)


def revise_text(
    *, actor: Actor, at: datetime, resolution: str, text: Resolution, based_on: int, upload: Upload | None = None
) -> Receipt | Refusal:
    """Save a new version of the text in one language: :func:`revise_texts` for a single one."""
    return revise_texts(actor=actor, at=at, resolution=resolution, revisions=[Revision(text, based_on, upload)])


def revise_texts(*, actor: Actor, at: datetime, resolution: str, revisions: Sequence[Revision]) -> Receipt | Refusal:
    """Save new versions in one or more languages, all or none; a language that is not there yet is added.

    Clauses keep the ids that the resolution knows, and one with an id not seen before gets a new one, the same in all
    languages that change together. A text that shares no id with the authentic one, as a paper that was just read,
    takes over the ids of the clauses that it stands beside. Refused: ``text-moved-on`` where somebody saved meanwhile,
    ``text-closed`` once it has been put to the vote, ``text-under-vote`` (number) while a vote on an amendment to it
    goes on, and what ``import_text`` refuses.
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
        voted_on = _amendments.under_vote(standing.row)
        if voted_on is not None:
            return voted_on
        for each in revisions:
            revision = standing.latest[each.text.language][0] if each.text.language in standing.latest else 0
            if revision != each.based_on:
                return conflict("text-moved-on", revision=revision)
            unfit = complete(each.text)
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
            text = with_own_ids(_with_ids_of(authentic, each.text, known), known, given)
            if text.language == row.language:
                follow_clauses(row, text)
                authentic = text
            digest = add_version(row, text, actor, at, stored(each.upload, at))
            said: dict[str, Value] = {"revision": each.based_on + 1, "text_sha256": digest}
            if each.upload:
                said["source_sha256"] = each.upload.sha256
            deed.record("text-revised", row.id, None, language=text.language, **said)
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
        if verb in ("withdraw", "refer"):
            _amendments.lapse_all(deed, row, void)
        return row.id

    return on_resolution(
        actor=actor,
        verb=permit,
        at=at,
        resolution=resolution,
        decide=lambda row: RESOLUTION.after(row.state, verb),
        write=write,
    )


def _with_ids_of(authentic: Resolution, text: Resolution, known: Collection[str]) -> Resolution:
    """A paper that was just read takes the ids of the clauses that it stands beside; ids of ours stay."""
    return text if any(clause.id in known for clause in text.walk()) else adopt_ids(authentic, text)


def _latest(resolution: str, language: str) -> models.TextVersion | None:
    return models.TextVersion.objects.filter(resolution_id=resolution, language=language).order_by("-revision").first()
