"""A letter as a mail: its heading, its words, what is added under them, and the papers that go with it."""

from datetime import datetime
from email.headerregistry import Address
from email.utils import parseaddr

from django.conf import settings

from plenaria.actions import tokens
from plenaria.actions.outbox import LARGEST, Mail, enqueue
from plenaria.core.letters import NOTE
from plenaria.phrases import letters
from plenaria.store import models
from plenaria.store.queries import letter_books

LONGEST_NAME = 100
"""Characters of the body's name before its address."""


def put_into_outbox(row: models.Dispatch, at: datetime) -> str:
    """Make the mail of a letter that goes now, in the action's transaction; the id of the mail."""
    body = row.resolution.body
    paper = _sealed_paper(row)
    text = "\n\n".join(
        [
            letters.heading(row.language, row.reference, at.date()),
            row.text,
            *_too_large(row, paper),
            note(row, at),
            "\n".join(["-- ", _in(body.names, row.language), *(body.letterhead.get(row.language) or ())]),
        ]
    )
    enclosed = [row.paper] if row.paper and letter_books.book(body.id).attached else []
    mail = Mail(
        sender=_sender(body, row.language),
        recipient=row.party.email,
        subject=row.subject,
        text=text,
        html=letters.as_html(text, row.language, title=row.subject, accent=body.accent),
        attachments=[each.id for each in (*enclosed, *([paper] if paper else ())) if each.size <= LARGEST],
        headers=_headers(row, body),
        dispatch=row.id,
        personal=True,
    )
    return enqueue(mail, at)


def note(row: models.Dispatch, at: datetime) -> str:
    """What is added under the letter: where its paper is, and where to answer; a reminder is answered as its letter."""
    own = letter_books.template(row.resolution.body_id, NOTE, row.language)
    answer = tokens.link(tokens.ANSWER, row.reminds_id or row.id, row.party_id, at=at, language=row.language)
    return letters.note(row.language, paper=page_of(row), answer=answer, own=own.text if own else "")


def page_of(row: models.Dispatch) -> str:
    """Where the resolution is in the register."""
    return f"{settings.BASE_URL}/{row.language}/b/{row.resolution.body.slug}/r/{row.resolution.slug}/"


def _sealed_paper(row: models.Dispatch) -> models.StoredFile | None:
    """The sealed PDF in the language of the letter, else in the authentic one."""
    papers = {each.language: each for each in row.resolution.documents.select_related("file").filter(format="pdf")}
    found = papers.get(row.language) or papers.get(row.resolution.language)
    return found.file if found else None


def _too_large(row: models.Dispatch, paper: models.StoredFile | None) -> list[str]:
    if paper is None or paper.size <= LARGEST:
        return []
    return [letters.linked(row.language, f"{page_of(row)}pdf?in={row.language}")]


def _sender(body: models.Body, language: str) -> str:
    """The installation's own address, for servers ask whose it is, under the name of the body."""
    address = parseaddr(settings.DEFAULT_FROM_EMAIL)[1]
    called = body.short_names.get(language) or _in(body.names, language)
    name = "".join(sign for sign in called if sign.isprintable() and sign not in '"\\')[:LONGEST_NAME].strip()
    return str(Address(display_name=name, addr_spec=address)) if name else address


def _headers(row: models.Dispatch, body: models.Body) -> dict[str, str]:
    """Answers go to the body; a reminder belongs to the thread of the letter that it reminds of (RFC 5322, 3.6.4)."""
    headers = {"Reply-To": body.email} if body.email else {}
    before = row.reminds.mails.order_by("made_at") if row.reminds else None
    thread = list(before.values_list("message_id", flat=True)) if before is not None else []
    if thread:
        headers |= {"In-Reply-To": thread[-1], "References": " ".join(thread)}
    return headers


def _in(names: dict[str, str], language: str) -> str:
    return names.get(language) or names.get("en") or next(iter(names.values()), "")
