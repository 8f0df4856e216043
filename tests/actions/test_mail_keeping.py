"""Mail that came in is kept for as long as its body says, and not an hour longer."""

from datetime import UTC, datetime, timedelta

import pytest

from plenaria.actions import incoming, letter_books, mail_keeping
from plenaria.actions._texts import Upload
from plenaria.actions.incoming import Arrival
from plenaria.actions.letter_books import Book
from plenaria.core.permits import MACHINE
from plenaria.core.refusal import Refusal
from plenaria.delivery.incoming import remove_old_mail
from plenaria.store import files
from plenaria.store.models import Answer, Body, IncomingMail, Leaf, OutboxMail, StoredFile
from plenaria.store.queries import incoming as queries
from tests import followed
from tests.builders import AT, Sitting, done

pytestmark = pytest.mark.django_db
PDF = b"%PDF-1.7 a secret"
USUAL = timedelta(days=180)


@pytest.fixture
def sent() -> Sitting:
    return followed.sent()


def came(name: str, kind: str = "answer", at: datetime = AT) -> str:
    """A message about the letter to the observatory, with itself and a paper as its files."""
    whole = [(f"{name}.eml", "message/rfc822", f"From: {name}".encode()), ("yes.pdf", "application/pdf", PDF)]
    uploads = [
        Upload(sha256=files.keep(data), name=title, media_type=kind, size=len(data)) for title, kind, data in whole
    ]
    mail = OutboxMail.objects.get(recipient="ridge@sky.example")
    arrival = Arrival(
        mailbox="box", digest=name.ljust(64, "-"), kind=kind, mail=mail.id, message_id=f"<{name}@sky.example>",
        sender="Anna Ridge <ridge@sky.example>", subject="Yes", text="We agree.", quoted="Do you?", files=uploads,
    )  # fmt: skip
    return done(incoming.take_in(actor=MACHINE, at=at, arrival=arrival))


def words(mail: str) -> tuple[str, str, str, str, str]:
    row = IncomingMail.objects.get(id=mail)
    return row.sender, row.subject, row.text, row.quoted, row.message_id


def body_of() -> str:
    return str(Body.objects.get().id)


def test_what_was_dealt_with_goes_when_its_time_is_over(sent: Sitting) -> None:
    aside, away = came("aside"), came("away", "automatic")
    done(incoming.set_aside(actor=sent.secretary, at=AT, mail=aside))
    remove_old_mail(AT + USUAL - timedelta(seconds=1))
    assert words(aside)[2] == "We agree."
    remove_old_mail(AT + USUAL)
    assert [words(aside), words(away)] == [("", "", "", "", "")] * 2
    assert StoredFile.objects.filter(name__in=("aside.eml", "away.eml", "yes.pdf")).count() == 0
    view = queries.message(aside)
    assert view is not None
    assert (view.removed, view.shown, view.files) == (True, "set-aside", ())


def test_the_bytes_are_off_the_disk_unless_something_else_names_them(sent: Sitting) -> None:
    mail = came("aside")
    done(incoming.set_aside(actor=sent.secretary, at=AT, mail=mail))
    row = IncomingMail.objects.get(id=mail)
    whole, paper = (StoredFile.objects.get(id=each).sha256 for each in row.files)
    StoredFile.objects.create(sha256=paper, name="mine.pdf", media_type="application/pdf", size=len(PDF), made_at=AT)
    remove_old_mail(datetime.now(UTC) + USUAL)
    with pytest.raises(FileNotFoundError):
        files.load(whole)
    assert files.load(paper) == PDF


def test_what_was_filed_stays_with_its_letter(sent: Sitting) -> None:
    mail = came("filed")
    done(incoming.file_mail(actor=sent.secretary, at=AT, mail=mail, answer="accept"))
    remove_old_mail(datetime.now(UTC) + USUAL)
    assert words(mail) == ("", "", "", "", "")
    answer = Answer.objects.get()
    assert (answer.text, answer.sender) == ("We agree.", "Anna Ridge <ridge@sky.example>")
    assert [files.load(each.file.sha256) for each in answer.files.all()] == [b"From: filed", PDF]


def test_what_waits_for_the_secretary_stays_until_it_is_dealt_with(sent: Sitting) -> None:
    mail = came("waits")
    later = AT + timedelta(days=4000)
    remove_old_mail(later)
    assert words(mail)[2] == "We agree."
    done(incoming.set_aside(actor=sent.secretary, at=later, mail=mail))
    remove_old_mail(later)
    assert words(mail)[2] == ""


def test_what_is_gone_cannot_be_filed_or_set_aside(sent: Sitting) -> None:
    mail = came("away", "automatic")
    remove_old_mail(AT + USUAL)
    answers = (
        incoming.file_mail(actor=sent.secretary, at=AT, mail=mail, answer="accept"),
        incoming.set_aside(actor=sent.secretary, at=AT, mail=mail),
    )
    assert [each.code for each in answers if isinstance(each, Refusal)] == ["mail-removed", "mail-removed"]


def test_a_message_that_is_gone_is_known_when_it_is_found_again(sent: Sitting) -> None:
    came("away", "automatic")
    remove_old_mail(AT + USUAL)
    assert queries.known("away".ljust(64, "-")) == "automatic"


def test_the_body_says_for_how_long(sent: Sitting) -> None:
    book = Book(scheme="{number}", signatory=None, window="left", attached=True, shown="states", mail_days=30)
    done(letter_books.lay_down(actor=sent.secretary, at=AT, body=body_of(), book=book))
    mail = came("away", "automatic")
    remove_old_mail(AT + timedelta(days=29))
    assert words(mail)[2] == "We agree."
    remove_old_mail(AT + timedelta(days=30))
    assert words(mail)[2] == ""


@pytest.mark.parametrize("days", [0, 6, 3651])
def test_it_is_a_week_to_ten_years(sent: Sitting, days: int) -> None:
    book = Book(scheme="{number}", signatory=None, window="left", attached=True, shown="states", mail_days=days)
    refusal = letter_books.lay_down(actor=sent.secretary, at=AT, body=body_of(), book=book)
    assert isinstance(refusal, Refusal)
    assert (refusal.code, refusal.data) == ("mail-days-unfit", {"fewest": 7, "most": 3650})


def test_the_journal_says_how_many_and_names_nothing_in_them(sent: Sitting) -> None:
    for number in range(mail_keeping.AT_ONCE + 2):
        came(f"away{number}", "automatic")
    remove_old_mail(AT + USUAL)
    leaves = list(Leaf.objects.filter(kind="mail-removed").order_by("index"))
    assert len(leaves) == 2
    written = b"".join(bytes(leaf.data) for leaf in leaves)
    assert b'"many":10' in written
    assert b'"many":2' in written
    for word in (b"ridge", b"Anna", b"Yes", b"agree", b".eml", b"away"):
        assert word not in written
    refusal = mail_keeping.remove_old(actor=MACHINE, at=AT + USUAL, body=body_of())
    assert isinstance(refusal, Refusal)
    assert refusal.code == "mail-unknown"


def test_nobody_else_removes_mail(sent: Sitting) -> None:
    came("away", "automatic")
    refusal = mail_keeping.remove_old(actor=sent.secretary, at=AT + USUAL, body=body_of())
    assert isinstance(refusal, Refusal)
    assert refusal.because.value == 403
