"""Minutes: words of the clerk's beside what the journal tells, their approval, and corrections after it.

1. Words hold on to an entry of the journal; of two clerks who change the same words the second one is told.
2. What is approved is the text in every language of the meeting, by its hash, with the journal as it stood then.
3. Only a meeting that is over can have its minutes approved. After that nothing changes: a correction is a new version,
   which says what it corrects, and the earlier one stays readable.
4. Whoever voted against may ask for it to be recorded (Civil Code of Russia, article 181.2, 4, 5).
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Max, Sum

from plenaria.actions import _passages
from plenaria.actions._passages import Piece
from plenaria.actions._perform import Deed, Receipt, perform
from plenaria.actions._texts import Upload, stored
from plenaria.core.minutes import MINUTES
from plenaria.core.minutes.reading import UNREAD
from plenaria.core.minutes.written import Written
from plenaria.core.permits import Actor, Where
from plenaria.core.polls import BY_NAME
from plenaria.core.refusal import Refusal, conflict, unacceptable
from plenaria.store import models
from plenaria.store.queries.public_minutes import as_public

LONGEST = 20_000
"""Characters of the clerk's words at one place."""
PLACES = ("after", "instead")
OVER = ("closed", "void")
"""States of a meeting whose minutes can be approved."""


@dataclass(frozen=True, slots=True)
class MinutesFile:
    """A file that was made of the minutes, on disk already."""

    format: str
    language: str
    upload: Upload


@dataclass(frozen=True, slots=True, kw_only=True)
class Approved:
    """What is approved: who sign, the text in each language, its SHA-256, the files, and the state that they show.

    ``read_to`` is the last entry of the meeting that was read, ``words`` counts the changes of the clerk's words.
    """

    chair: str
    secretary: str
    text_sha256: Mapping[str, str]
    files: Sequence[MinutesFile]
    texts: Sequence[Written]
    size: int
    root: str
    read_to: int
    words: int


def write_words(
    *,
    actor: Actor,
    at: datetime,
    meeting: str,
    language: str,
    entry: int,
    code: str,
    place: str,
    text: str,
    based_on: int = 0,
    generated: str = "",
) -> Receipt | Refusal:
    """Write words after a paragraph or instead of it, in one language; empty ones take back what was written there.

    ``based_on`` is the version that the clerk saw, 0 where there was none; ``generated`` what the journal tells there.
    Refused: ``meeting-unknown``, ``minutes-approved``, ``minutes-language-unknown``,
    ``minutes-place-unknown``, ``sentence-too-long`` (limit), ``minutes-changed-meanwhile``.
    """

    def lawful(row: models.Meeting) -> models.MinutesWords | Refusal:
        if place not in PLACES or not row_of(row.id, entry):
            return unacceptable("minutes-place-unknown")
        if language not in row.languages:
            return unacceptable("minutes-language-unknown")
        if len(text) > LONGEST:
            return unacceptable("sentence-too-long", limit=LONGEST)
        found = row.minutes_words.filter(language=language, entry=entry, code=code, place=place).first()
        if (found.version if found else 0) != based_on:
            return conflict("minutes-changed-meanwhile")
        return found or models.MinutesWords(
            meeting=row, language=language, entry=entry, code=code, place=place, version=0
        )

    def write(deed: Deed, row: models.Meeting, own: models.MinutesWords) -> str:
        _draft(row)
        own.text, own.generated = text.replace("\r\n", "\n").strip(), generated if place == "instead" else ""
        own.version, own.author_id, own.at = own.version + 1, actor.person, at
        own.save()
        return row.id

    return _on_draft(actor, at, meeting, lawful, write)


def record_dissent(*, actor: Actor, at: datetime, poll: str, seat: str, withdrawn: bool = False) -> Receipt | Refusal:
    """Record that a seat voted against and asked for that to stand in the minutes; or, ``withdrawn``, no longer.

    Refused: ``poll-unknown``, ``minutes-approved``, ``dissent-too-early`` before the declaration, ``dissent-secret``,
    ``seat-not-on-roll``, ``dissent-not-against`` where the vote was by name and another, ``dissent-recorded``.
    """
    meeting = models.Poll.objects.filter(id=poll).values_list("meeting_id", flat=True).first()
    if meeting is None:
        return unacceptable("poll-unknown")

    def lawful(row: models.Meeting) -> bool | Refusal:
        put = row.polls.get(id=poll)
        if put.state != "declared" or put.election:
            return conflict("dissent-too-early")
        if put.method in ("secret", "paper"):
            return conflict("dissent-secret")
        if not put.roll.filter(credential_id=seat).exists():
            return unacceptable("seat-not-on-roll", seat=seat)
        said = put.votes.filter(credential_id=seat, current=True).values_list("choice", flat=True).first()
        if said not in (None, "against") or (said is None and put.method in BY_NAME and not put.counts.exists()):
            return conflict("dissent-not-against")
        return conflict("dissent-recorded") if withdrawn is not _asked(poll, seat) else True

    def write(deed: Deed, row: models.Meeting, decision: bool) -> str:
        deed.record("dissent-withdrawn" if withdrawn else "dissent-recorded", poll, seat=seat)
        return poll

    return _on_draft(actor, at, meeting, lawful, write)


def approve(*, actor: Actor, at: datetime, meeting: str, approved: Approved) -> Receipt | Refusal:
    """Approve the minutes as they read: from now on nothing of this version changes.

    Refused: ``meeting-unknown``, ``wrong-state``, ``meeting-not-over``, ``signatory-unknown``, ``signatories-same``,
    and ``minutes-moved-on`` where journal or words went on since the text was made.
    """

    def load() -> tuple[models.Meeting, Where] | Refusal:
        return _locked(meeting)

    def decide(row: models.Meeting) -> str | Refusal:
        draft = _latest(row)
        after = MINUTES.after(draft.state if draft else MINUTES.initial, "approve")
        if isinstance(after, Refusal):
            return after
        if row.state not in OVER:
            return conflict("meeting-not-over")
        if approved.chair == approved.secretary:
            return unacceptable("signatories-same")
        if models.Person.objects.filter(id__in=(approved.chair, approved.secretary)).count() < 2:
            return unacceptable("signatory-unknown")
        stands = (told_to(meeting), words_changes(meeting), set(row.languages))
        seen = (approved.read_to, approved.words, set(approved.text_sha256))
        return after if stands == seen else conflict("minutes-moved-on")

    def write(deed: Deed, row: models.Meeting, after: str) -> str:
        deed.meeting = row.id
        made = _draft(row)
        _correct_earlier(row, made)
        made.state, made.approved_at, made.approved_by_id = after, at, actor.person
        made.chair_id, made.secretary_id = approved.chair, approved.secretary
        made.text_sha256 = dict(approved.text_sha256)
        made.journal_size, made.journal_root = approved.size, approved.root
        made.save()
        for each in approved.files:
            file = stored(each.upload, at)
            assert file is not None  # an upload was given
            made.files.create(format=each.format, language=each.language, file=file)
        find_by_words(row, made, approved.texts)
        deed.record(
            "minutes-approved",
            made.id,
            version=made.version,
            text_sha256=dict(approved.text_sha256),
            files={f"{each.format}.{each.language}": each.upload.sha256 for each in approved.files},
            size=approved.size,
            root=approved.root,
            chair=approved.chair,
            secretary=approved.secretary,
        )
        return made.id

    return perform(actor=actor, verb="minutes.approve", at=at, load=load, decide=decide, write=write)


def correct(*, actor: Actor, at: datetime, meeting: str, note: Mapping[str, str]) -> Receipt | Refusal:
    """Begin a new version of approved minutes; ``note`` says by language what it corrects, and is printed in it.

    The approved version stays what people read until the new one is approved. Refused: ``meeting-unknown``,
    ``minutes-not-approved``, ``note-missing``.
    """
    said = {language: words.strip() for language, words in note.items() if words.strip()}

    def decide(row: models.Meeting) -> models.Minutes | Refusal:
        latest = _latest(row)
        if latest is None or latest.state != "approved":
            return conflict("minutes-not-approved")
        return latest if said else unacceptable("note-missing")

    def write(deed: Deed, row: models.Meeting, latest: models.Minutes) -> str:
        deed.meeting = row.id
        made = row.minutes.create(
            version=latest.version + 1, note=said, chair_id=latest.chair_id, secretary_id=latest.secretary_id
        )
        deed.record("minutes-revised", made.id, said, version=made.version, of=latest.id)
        return made.id

    return perform(
        actor=actor, verb="minutes.approve", at=at, load=lambda: _locked(meeting), decide=decide, write=write
    )


def pieces(row: models.Minutes, text: Written) -> Iterator[Piece]:
    """The headings and paragraphs by which approved minutes are found, each with its permalink."""
    said = [
        (f"s{section.number}", section.number, section.title)
        if paragraph is None
        else (f"p{paragraph.number}", paragraph.number, paragraph.text)
        for section in text.sections
        for paragraph in (None, *section.paragraphs)
    ]
    for position, (fragment, number, words) in enumerate(said, 1):
        passage = models.Passage(
            minutes=row,
            part="minutes",
            language=text.language,
            position=position,
            number=number[:20],
            fragment=fragment[:40],
            text=words,
        )
        yield Piece(passage)


def told_to(meeting: str) -> int:
    """The number of the last entry that minutes of the meeting are read from."""
    rows = models.Leaf.objects.filter(meeting_id=meeting).exclude(kind__in=UNREAD)
    last: int | None = rows.aggregate(last=Max("index"))["last"]
    return -1 if last is None else last


def words_changes(meeting: str) -> int:
    """How often the clerks have changed words of a meeting's minutes."""
    found: int | None = models.MinutesWords.objects.filter(meeting_id=meeting).aggregate(all=Sum("version"))["all"]
    return found or 0


def row_of(meeting: str, entry: int) -> bool:
    """Whether the journal has that entry, of that meeting."""
    return models.Leaf.objects.filter(index=entry, meeting_id=meeting).exists()


def _on_draft[Decision](
    actor: Actor,
    at: datetime,
    meeting: str,
    lawful: Callable[[models.Meeting], Decision | Refusal],
    write: Callable[[Deed, models.Meeting, Decision], str],
) -> Receipt | Refusal:
    """Do one thing to minutes that are not approved, with the meeting locked."""

    def decide(row: models.Meeting) -> Decision | Refusal:
        latest = _latest(row)
        return conflict("minutes-approved") if latest and latest.state != "draft" else lawful(row)

    def written(deed: Deed, row: models.Meeting, decision: Decision) -> str:
        deed.meeting = row.id
        return write(deed, row, decision)

    return perform(actor=actor, verb="minutes.edit", at=at, load=lambda: _locked(meeting), decide=decide, write=written)


def _locked(meeting: str) -> tuple[models.Meeting, Where] | Refusal:
    row = models.Meeting.objects.select_for_update().filter(id=meeting).first()
    return (row, Where(body=row.body_id)) if row else unacceptable("meeting-unknown")


def _latest(row: models.Meeting) -> models.Minutes | None:
    return row.minutes.order_by("-version").first()


def _draft(row: models.Meeting) -> models.Minutes:
    """The version that is worked on; the first one begins with the first word or the approval."""
    return row.minutes.filter(state="draft").first() or row.minutes.create(version=1)


def find_by_words(row: models.Meeting, made: models.Minutes, texts: Sequence[Written]) -> None:
    """Index what was approved, as the public may read it, in place of what was indexed before."""
    _passages.leave(models.Passage.objects.filter(minutes__meeting=row))
    found = [piece for text in texts for piece in pieces(made, as_public(row.id, text))]
    _passages.enter(found, of=made.id, on=row.last_day, body=row.body_id)


def _correct_earlier(row: models.Meeting, made: models.Minutes) -> None:
    for earlier in row.minutes.filter(state="approved").exclude(id=made.id):
        after = MINUTES.after(earlier.state, "correct")
        assert isinstance(after, str)  # approved, so the table has it
        earlier.state = after
        earlier.save(update_fields=("state",))


def _asked(poll: str, seat: str) -> bool:
    """Whether that seat's dissent stands on record, by the journal."""
    kinds = ("dissent-recorded", "dissent-withdrawn")
    rows = models.Leaf.objects.filter(subject=poll, kind__in=kinds).order_by("-index")
    last = next((row for row in rows if f'"seat":"{seat}"'.encode() in bytes(row.data)), None)
    return last is not None and last.kind == "dissent-recorded"
