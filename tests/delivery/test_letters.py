"""Letters typeset, sent, and put together for the post; with the papers that go along."""

import io

import pypdfium2 as pdfium
import pytest

from plenaria.actions import dispatches, letter_books, outbox
from plenaria.actions.letter_books import Book
from plenaria.core.permits import MACHINE
from plenaria.core.refusal import Refusal, conflict, forbidden, unacceptable
from plenaria.delivery import letters
from plenaria.delivery.outbox import _message
from plenaria.store import files
from plenaria.store.models import Document, OutboxMail, StoredFile
from plenaria.store.queries import dispatches as queries
from plenaria.store.queries import outbox as outbox_queries
from plenaria.store.queries.dispatches import DispatchView
from tests import builders, followed
from tests.builders import AT, Sitting, done
from tests.followed import letters as found
from tests.formats.test_letter_pdf import LETTER, made

pytestmark = pytest.mark.django_db


@pytest.fixture
def sitting() -> Sitting:
    return followed.sitting(letterhead={"ru": ["Тенистый переулок, 7"]}, email="office@council.example")


@pytest.fixture
def resolution(sitting: Sitting) -> str:
    followed.parties(sitting.body, museum=False)
    followed.museum_by_post(sitting.body)
    resolution = followed.sealed(sitting)
    done(dispatches.prepare_dispatches(actor=MACHINE, at=AT, resolution=resolution))
    return resolution


def the(resolution: str, purpose: str, way: str = "mail") -> DispatchView:
    return next(each for each in found(resolution) if (each.purpose, each.party.way) == (purpose, way))


def words(data: object) -> list[str]:
    assert isinstance(data, bytes), data
    return [page.get_textpage().get_text_range() for page in pdfium.PdfDocument(io.BytesIO(data))]


def test_a_mail_carries_its_letter_and_the_sealed_paper(sitting: Sitting, resolution: str) -> None:
    request = the(resolution, "request")
    done(letters.send(actor=sitting.secretary, at=AT, letters=[request.id]))
    (taken,) = outbox.take(at=AT, limit=5)
    letter, paper = outbox_queries.attached(taken.attachments)
    assert (letter.name, letter.media_type) == ("2026-1.pdf", "application/pdf")
    (page,) = words(letter.data())
    for said in ("2026/1", "Министерство света", "приглушить прожекторы", "Тенистый переулок, 7"):
        assert said in page.replace("\N{NO-BREAK SPACE}", " "), said
    assert paper.data().startswith(b"pdf ru")


def test_the_message_is_one_of_a_person_and_readable_in_the_dark(sitting: Sitting, resolution: str) -> None:
    request = the(resolution, "request")
    done(letters.send(actor=sitting.secretary, at=AT, letters=[request.id]))
    (taken,) = outbox.take(at=AT, limit=5)
    message = _message(taken).message()
    assert message["Message-ID"] == taken.message_id
    assert message["Reply-To"] == "office@council.example"
    assert message["Auto-Submitted"] is None
    assert message["From"].startswith('"Совет council" <') or "Совет council" in str(message["From"])
    kinds = [part.get_content_type() for part in message.walk()]
    assert kinds[:4] == ["multipart/mixed", "multipart/alternative", "text/plain", "text/html"]
    assert kinds[4:] == ["application/pdf", "application/pdf"]
    assert "color-scheme" in taken.html
    assert "<img" not in taken.html


def test_a_body_may_send_the_words_alone(sitting: Sitting, resolution: str) -> None:
    words_alone = Book(scheme="{number}", signatory=None, window="left", attached=False, shown="none")
    done(letter_books.lay_down(actor=sitting.secretary, at=AT, body=sitting.body, book=words_alone))
    request = the(resolution, "request")
    done(letters.send(actor=sitting.secretary, at=AT, letters=[request.id]))
    assert len(OutboxMail.objects.get().attachments) == 1
    assert the(resolution, "request").reference == "1"


def test_the_print_queue_is_one_file_with_letters_and_papers_in_order(sitting: Sitting, resolution: str) -> None:
    sealed = made(LETTER)
    stored = StoredFile.objects.create(
        sha256=files.keep(sealed), name="x.pdf", media_type="application/pdf", size=len(sealed), made_at=AT
    )
    Document.objects.filter(resolution_id=resolution, format="pdf").update(file=stored)
    assert letters.print_queue(sitting.body, AT) == conflict("nothing-to-send")
    ids = [each.id for each in found(resolution)]
    done(letters.send(actor=sitting.secretary, at=AT, letters=ids))
    assert OutboxMail.objects.count() == 3
    pages = words(letters.print_queue(sitting.body, AT))
    assert len(pages) == 3
    assert "Музей теней" in pages[0]
    assert "Тенистый переулок, 7" in pages[0]
    assert pages[1].strip() == ""
    assert "Лампадовой" in pages[2]
    labels = words(letters.address_labels(sitting.body, AT))
    assert "30100 Вальдеос" in labels[0]


def test_a_letter_is_shown_as_it_would_go_and_then_as_it_went(sitting: Sitting, resolution: str) -> None:
    letter = the(resolution, "dispatch", "post")
    before = words(letters.paper(letter.id, AT))
    assert "2026/1" in before[0]
    done(letters.send(actor=sitting.secretary, at=AT, letters=[letter.id]))
    kept = letters.paper(letter.id, AT)
    assert isinstance(kept, bytes)
    assert queries.dispatch(letter.id, AT.date()).paper  # type: ignore[union-attr] # it is there
    assert letters.paper(letter.id, AT.replace(year=2027)) == kept


def test_what_cannot_go_uses_up_no_number(sitting: Sitting) -> None:
    followed.parties(sitting.body)
    adopted = builders.adopted_text(sitting, resolution=followed.debated(sitting))
    done(dispatches.prepare_dispatches(actor=MACHINE, at=AT, resolution=adopted))
    ids = [each.id for each in found(adopted)]
    assert letters.send(actor=sitting.secretary, at=AT, letters=ids) == conflict("not-sealed")
    assert {each.reference for each in found(adopted)} == {""}
    assert letters.send(actor=sitting.secretary, at=AT, letters=[]) == unacceptable("nothing-to-send")
    chair = builders.person("Carl", sitting.body, "chair", email="carl@desk.example")
    refused = letters.send(actor=chair, at=AT, letters=ids)
    assert refused == forbidden("not-permitted", verb="dispatches.send")


def test_a_letter_that_no_font_has_is_not_sent(sitting: Sitting, resolution: str) -> None:
    request = the(resolution, "request")
    done(dispatches.edit_letter(actor=sitting.secretary, at=AT, dispatch=request.id, subject="光", text="光"))
    refused = letters.send(actor=sitting.secretary, at=AT, letters=[request.id])
    assert isinstance(refused, Refusal)
    assert refused.code == "paper-letters-missing"
    assert OutboxMail.objects.count() == 0


def test_the_name_of_a_party_stands_in_its_address_once(sitting: Sitting, resolution: str) -> None:
    from dataclasses import replace

    view = the(resolution, "dispatch", "post")
    own = replace(view.party, names={"ru": "Музей", "es": "Museo"}, contact="Sra. Sombra")
    here = replace(view, party=replace(own, address=("Calle 1", "Lima")))
    there = replace(view, party=replace(own, address=("Museo", "Calle 1", "Lima")))
    assert letters.address(here) == ("Музей", "Sra. Sombra", "Calle 1", "Lima")
    assert letters.address(there) == ("Museo", "Sra. Sombra", "Calle 1", "Lima")
