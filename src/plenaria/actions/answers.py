"""What a party answers: filed against its letter with the files that came along, and shown to whom it may be shown."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from plenaria.actions._letters import happened, on_letter
from plenaria.actions._perform import Deed, Receipt
from plenaria.actions._texts import Upload, kept
from plenaria.core.correspondence import CORRESPONDENCE
from plenaria.core.letters import LONGEST_TEXT
from plenaria.core.permits import Actor
from plenaria.core.refusal import Refusal, conflict, unacceptable
from plenaria.store import models

ANSWERS = ("accept", "accept-in-part", "decline")
SHOWN = ("members", "public")
MOST_FILES = 10
MOST_ANSWERS = 20
"""Answers to one letter: whoever has its link may answer otherwise, and not fill the disk."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Came:
    """How an answer came: ``way`` is page, mail or desk; the rest is of the mail or paper that it was, if any.

    ``message_id`` keeps a mail from being filed twice.
    """

    way: str = "desk"
    sender: str = ""
    subject: str = ""
    message_id: str = ""
    written_on: date | None = None


DESK = Came()


def record_answer(
    *,
    actor: Actor,
    at: datetime,
    dispatch: str,
    answer: str,
    text: str = "",
    files: Sequence[Upload] = (),
    came: Came = DESK,
    shown: str = "members",
) -> Receipt | Refusal:
    """File what the party answered: ``answer`` is accept, accept-in-part or decline; ``text`` its words.

    An answer to a reminder is filed against the letter that it reminds of. A party does not say who sees its words.
    Refused: ``answer-unknown``, ``shown-unfit``, ``sentence-too-long`` (limit), ``answer-files-too-many`` (limit),
    ``answers-too-many``, ``answer-filed``, ``wrong-state``.
    """

    def decide(row: models.Dispatch) -> str | Refusal:
        if answer not in ANSWERS:
            return unacceptable("answer-unknown")
        if shown not in SHOWN or (actor.party and shown != "members"):
            return unacceptable("shown-unfit")
        if len(text) > LONGEST_TEXT:
            return unacceptable("sentence-too-long", limit=LONGEST_TEXT)
        if len(files) > MOST_FILES:
            return unacceptable("answer-files-too-many", limit=MOST_FILES)
        if row.answers.count() >= MOST_ANSWERS:
            return conflict("answers-too-many")
        if came.message_id and row.answers.filter(message_id=came.message_id[:300]).exists():
            return conflict("answer-filed")
        return CORRESPONDENCE.after(row.state, answer)

    def write(deed: Deed, row: models.Dispatch, state: str) -> str:
        row.state = row.answer = state
        row.answered_at, row.answer_text = at, text.strip()
        row.save(update_fields=("state", "answer", "answered_at", "answer_text"))
        filed = _file(row, at, state, text.strip(), files, came, shown)
        happened(row, state, at)
        deed.record(
            "answered",
            row.id,
            {"text": text.strip()} if text.strip() else None,
            party=row.party_id,
            answer=state,
            files=[each.sha256 for each in files],
        )
        return filed

    return on_letter(actor, "dispatches.answer", at, dispatch, decide, write, asked=True)


def show_answer(*, actor: Actor, at: datetime, answer: str, shown: str) -> Receipt | Refusal:
    """Say who sees the words and files of an answer: members or public.

    Refused: ``answer-missing``, ``shown-unfit``.
    """
    found = models.Answer.objects.filter(id=answer).first()
    if found is None:
        return unacceptable("answer-missing")

    def decide(row: models.Dispatch) -> bool | Refusal:
        return True if shown in SHOWN else unacceptable("shown-unfit")

    def write(deed: Deed, row: models.Dispatch, decision: bool) -> str:
        found.shown = shown
        found.save(update_fields=("shown",))
        deed.record("answer-shown", row.id, answer=found.id, shown=shown)
        return row.id

    return on_letter(actor, "dispatches.send", at, found.dispatch_id, decide, write)


def _file(
    row: models.Dispatch, at: datetime, state: str, text: str, files: Sequence[Upload], came: Came, shown: str
) -> str:
    answer = models.Answer.objects.create(
        dispatch=row,
        state=state,
        way=came.way,
        sender=came.sender[:300],
        subject=came.subject[:300],
        text=text,
        message_id=came.message_id[:300],
        shown=shown,
        written_on=came.written_on,
        filed_at=at,
        position=row.answers.count(),
    )
    for position, each in enumerate(files):
        models.AnswerFile.objects.create(answer=answer, file=kept(each, at), position=position)
    return answer.id
