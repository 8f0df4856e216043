"""What the minutes of a meeting are made of: the journal's facts, the names to them, the clerk's words, versions."""

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime

from plenaria.core.journal.entry import Entry
from plenaria.core.journal.entry import read as read_entry
from plenaria.core.minutes.document import Own
from plenaria.core.minutes.facts import Asked, Directory, Facts, Texts
from plenaria.core.minutes.reading import UNREAD, answers, read
from plenaria.core.polls import BY_NAME
from plenaria.core.voting.elections.count import Count
from plenaria.store.models import (
    Body,
    Leaf,
    Meeting,
    Membership,
    Minutes,
    MinutesFile,
    MinutesWords,
    Person,
    Poll,
    Question,
)
from plenaria.store.queries import publication
from plenaria.store.queries.published import FileView
from plenaria.store.queries.texts import BodyHead, head_of, latest_titles

OFFICES = ("chair", "secretary")
"""The roles whose holders are offered first where somebody is to sign."""
ORDER = ("pdf", "docx", "md", "txt", "json")
"""In which order the formats are listed."""
VOTES = ("vote-cast", "vote-corrected")


@dataclass(frozen=True, slots=True, kw_only=True)
class WordsView:
    """The clerk's words at one place in one language; ``version`` is what a change of them is based on."""

    language: str
    own: Own
    version: int
    author: Mapping[str, str]
    at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class VersionView:
    """One version: the draft that is worked on, or one that was approved."""

    id: str
    version: int
    state: str
    note: Texts
    chair: Texts
    secretary: Texts
    text_sha256: Mapping[str, str]
    journal_size: int
    journal_root: str
    approved_at: datetime | None
    files: tuple[FileView, ...]


@dataclass(frozen=True, slots=True)
class Signatory:
    """Somebody who may sign; ``role`` is the office that they hold in the body, empty where none."""

    person: str
    names: Mapping[str, str]
    role: str


@dataclass(frozen=True, slots=True)
class EntryView:
    """An entry of the journal as it stands beside a paragraph."""

    number: int
    kind: str
    at: datetime


def entries(meeting: str, *, votes: bool = False) -> Iterator[tuple[int, Entry]]:
    """The journal's entries of a meeting by number: those that minutes tell, or the votes by name alone."""
    rows = Leaf.objects.filter(meeting_id=meeting)
    rows = rows.filter(kind__in=VOTES) if votes else rows.exclude(kind__in=UNREAD)
    for number, data in rows.order_by("index").values_list("index", "data").iterator(chunk_size=2_000):
        yield number, read_entry(bytes(data))


def facts(meeting: str) -> Facts | None:
    """What the journal says of a meeting; nothing where it knows none."""
    return read(entries(meeting))


def directory(found: Facts, *, roll_calls: bool = False) -> Directory:
    """The names of who and what the facts speak of; with ``roll_calls`` also who voted how, as far as it may stay."""
    meeting = Meeting.objects.select_related("body").get(id=found.held.id)
    questions = {each.question for each in found.polls.values()}
    people = {each.person for each in found.seats.values()}
    people |= {count.person for each in found.polls.values() for count in each.counts}
    people |= {each.settled_by for each in found.polls.values() if each.settled_by}
    papers = {str(each.data["resolution"]) for each in found.happenings if "resolution" in each.data}
    papers |= {each.resolution for each in found.polls.values() if each.resolution}
    titles = latest_titles(sorted(papers))
    return Directory(
        body=meeting.body.names,
        people=dict(Person.objects.filter(id__in=people).values_list("id", "names")),
        bodies=_bodies({each.delegation for each in found.seats.values() if each.delegation}),
        questions=_questions(questions, titles),
        papers=titles,
        counts=_counts(found),
        answers=_answers(found) if roll_calls else {},
    )


def words(meeting: str, language: str | None = None) -> tuple[WordsView, ...]:
    """The clerk's words, in one language or in all; those taken back are there with an empty text."""
    rows = MinutesWords.objects.filter(meeting_id=meeting).select_related("author").order_by("entry", "code", "place")
    rows = rows if language is None else rows.filter(language=language)
    return tuple(
        WordsView(
            language=row.language,
            own=Own(row.entry, row.code, row.place, row.text, row.generated),
            version=row.version,
            author=row.author.names if row.author else {},
            at=row.at,
        )
        for row in rows
    )


def versions(meeting: str) -> tuple[VersionView, ...]:
    """All versions, the first one first; nothing before somebody has worked on them."""
    rows = Minutes.objects.filter(meeting_id=meeting).select_related("chair", "secretary")
    return tuple(_version(row) for row in rows.prefetch_related("files__file"))


def current(meeting: str) -> VersionView | None:
    """The latest approved version: what the public sees."""
    approved = [each for each in versions(meeting) if each.approved_at is not None]
    return approved[-1] if approved else None


def file_of(meeting: str, form: str, language: str, version: int | None = None) -> FileView | None:
    """A file of an approved version, of the latest where none is named."""
    rows = MinutesFile.objects.filter(minutes__meeting_id=meeting, format=form, language=language)
    rows = rows.filter(minutes__version=version) if version else rows
    row = rows.select_related("file").order_by("-minutes__version").first()
    return None if row is None else _file(row)


def signatories(meeting: str) -> tuple[Signatory, ...]:
    """Who may sign: chairs and secretaries of the body first, then everybody who has a seat at the meeting."""
    row = Meeting.objects.get(id=meeting)
    officers = Membership.objects.filter(body=row.body_id, role__in=OFFICES, until=None).select_related("person")
    found = {each.person_id: Signatory(each.person_id, each.person.names, each.role) for each in officers}
    seats = row.credentials.filter(state="accredited").select_related("person").order_by("seat")
    for each in seats:
        found.setdefault(each.person_id, Signatory(each.person_id, each.person.names, ""))
    return tuple(found.values())


def body_head(meeting: str) -> BodyHead:
    """The body of the meeting, as it heads its papers."""
    return head_of(Meeting.objects.select_related("body").get(id=meeting).body)


def entries_at(numbers: Collection[int]) -> dict[int, EntryView]:
    """Number → what is shown of the entry."""
    rows = Leaf.objects.filter(index__in=list(numbers)).values_list("index", "kind", "at")
    return {number: EntryView(number, kind, at) for number, kind, at in rows}


def _bodies(ids: Iterable[str]) -> dict[str, Texts]:
    return dict(Body.objects.filter(id__in=list(ids)).values_list("id", "names"))


def _questions(ids: Iterable[str], titles: Mapping[str, Texts]) -> dict[str, Asked]:
    rows = Question.objects.filter(id__in=list(ids)).select_related("clause")
    return {
        row.id: Asked(
            titles=row.titles,
            paper=titles.get(row.resolution_id or "", {}),
            clause=row.clause.number if row.clause else "",
        )
        for row in rows
    }


def _counts(found: Facts) -> dict[str, Count]:
    """The counts of the elections, where they are what the journal recorded."""
    wanted = {each.id: each.count for each in found.polls.values() if each.count}
    rows = Poll.objects.filter(id__in=wanted, count__isnull=False).values_list("id", "count")
    counts = {poll: Count.from_data(count or {}) for poll, count in rows}
    return {poll: count for poll, count in counts.items() if count.digest() == wanted[poll]}


def _answers(found: Facts) -> dict[str, dict[str, tuple[str, str]]]:
    """Of the votes by name whose names may stand for ever in a paper: approved minutes are never changed."""
    by_name = {each.id for each in found.polls.values() if each.method in BY_NAME and each.declared}
    rows = Poll.objects.filter(id__in=by_name, election__isnull=True).select_related("meeting", "question__resolution")
    named = {row.id for row in rows if publication.may_stay(row, minutes=True)}
    return {poll: each for poll, each in answers(entries(found.held.id, votes=True)).items() if poll in named}


def _version(row: Minutes) -> VersionView:
    return VersionView(
        id=row.id,
        version=row.version,
        state=row.state,
        note=row.note,
        chair=row.chair.names if row.chair else {},
        secretary=row.secretary.names if row.secretary else {},
        text_sha256=row.text_sha256,
        journal_size=row.journal_size,
        journal_root=row.journal_root,
        approved_at=row.approved_at,
        files=tuple(
            _file(each) for each in sorted(row.files.all(), key=lambda each: (each.language, ORDER.index(each.format)))
        ),
    )


def _file(row: MinutesFile) -> FileView:
    return FileView(
        format=row.format,
        language=row.language,
        name=row.file.name,
        media_type=row.file.media_type,
        size=row.file.size,
        sha256=row.file.sha256,
        made_at=row.file.made_at,
    )
