"""What parties answered, with the files that came along, and what the public sees of letters that ask for something."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import QuerySet

from plenaria.core.correspondence import ANSWERED, WAITING
from plenaria.core.permits import Where
from plenaria.store import models
from plenaria.store.prepared import prepared
from plenaria.store.queries import letter_books
from plenaria.store.queries.dispatches import silent_on


@dataclass(frozen=True, slots=True)
class AnsweredFile:
    """A file that came with an answer."""

    id: str
    name: str
    media_type: str
    size: int
    sha256: str


@dataclass(frozen=True, slots=True, kw_only=True)
class AnswerView:
    """One answer to a letter: accepted, accepted-in-part or declined."""

    id: str
    state: str
    way: str
    sender: str
    subject: str
    text: str
    shown: str
    """Who sees its words: members or public."""
    written_on: date | None
    filed_at: datetime
    files: tuple[AnsweredFile, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class RequestView:
    """What the public sees of a letter that asks for something: to whom it went, when, and what became of it."""

    clause: str
    """Id of the clause that asks."""
    party: Mapping[str, str]
    language: str
    state: str
    """``sent`` for whatever it is on its way; ``unanswered``; or the answer."""
    sent_on: date
    answer_due: date | None
    answered_on: date | None
    answer: AnswerView | None
    """Where its words are public."""


def answers(dispatch: str) -> tuple[AnswerView, ...]:
    """The answers to a letter, the latest last."""
    rows = models.Answer.objects.prefetch_related("files__file").filter(dispatch_id=dispatch)
    return tuple(_view(row) for row in rows)


def where_of_answer(answer: str) -> Where | None:
    """Where an answer was filed; nothing where there is none."""
    rows = models.Answer.objects.filter(id=answer)
    body = rows.values_list("dispatch__resolution__body_id", flat=True).first()
    return None if body is None else Where(body=body)


def letter_of(answer: str) -> str | None:
    """The letter that it answers."""
    return models.Answer.objects.filter(id=answer).values_list("dispatch_id", flat=True).first()


def file(file_id: str) -> AnsweredFile | None:
    """One file that came with an answer."""
    row = models.AnswerFile.objects.select_related("file").filter(id=file_id).first()
    return None if row is None else _file(row)


def where_of_file(file_id: str) -> Where | None:
    """Where the file was filed; nothing where there is none."""
    rows = models.AnswerFile.objects.filter(id=file_id)
    body = rows.values_list("answer__dispatch__resolution__body_id", flat=True).first()
    return None if body is None else Where(body=body)


def public_file(file_id: str, body_slug: str, slug: str) -> AnsweredFile | None:
    """The file, where that published resolution shows it: of the last answer to a request, shown to everybody."""
    rows = models.AnswerFile.objects.select_related("file", "answer__dispatch__resolution").filter(
        answer__shown="public",
        answer__dispatch__purpose="request",
        answer__dispatch__resolution__slug=slug,
        answer__dispatch__resolution__body__slug=body_slug,
        answer__dispatch__resolution__published_at__isnull=False,
    )
    row = rows.filter(id=file_id).first()
    if row is None or not _shows(row.answer.dispatch.resolution.body_id):
        return None
    last = row.answer.dispatch.answers.order_by("position").last()
    return _file(row) if last == row.answer else None


def public_requests(resolution: str, today: date) -> dict[str, tuple[RequestView, ...]]:
    """Clause → the requests that went out for it, as far as the body shows them."""
    found: dict[str, tuple[RequestView, ...]] = {}
    for row in _sent(resolution):
        if row.clause_id:
            found[row.clause_id] = (*found.get(row.clause_id, ()), _request(row, today))
    return found


@prepared
def _sent(resolution: str) -> QuerySet[models.Dispatch]:
    rows = models.Dispatch.objects.filter(resolution_id=resolution, purpose="request").exclude(sent_at=None)
    rows = rows.exclude(resolution__body__letter_book__shown="none").exclude(state__in=(*WAITING, "dropped"))
    return rows.select_related("party").prefetch_related("answers__files__file").order_by("sent_at", "id")


def _shows(body: str) -> bool:
    return letter_books.book(body).shown == "states"


def _request(row: models.Dispatch, today: date) -> RequestView:
    assert row.sent_at is not None
    last = max(row.answers.all(), key=lambda each: each.position, default=None)
    state = row.state if row.state in ANSWERED else "unanswered" if silent_on(row, today) else "sent"
    return RequestView(
        clause=str(row.clause_id),
        party=row.party.names,
        language=row.language,
        state=state,
        sent_on=row.sent_at.date(),
        answer_due=row.answer_due,
        answered_on=row.answered_at.date() if row.answered_at else None,
        answer=_view(last) if last and last.shown == "public" else None,
    )


def _view(row: models.Answer) -> AnswerView:
    return AnswerView(
        id=row.id,
        state=row.state,
        way=row.way,
        sender=row.sender,
        subject=row.subject,
        text=row.text,
        shown=row.shown,
        written_on=row.written_on,
        filed_at=row.filed_at,
        files=tuple(_file(each) for each in row.files.all()),
    )


def _file(row: models.AnswerFile) -> AnsweredFile:
    kept = row.file
    return AnsweredFile(row.id, kept.name, kept.media_type, kept.size, kept.sha256)
