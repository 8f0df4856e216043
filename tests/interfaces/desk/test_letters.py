"""A letter at the desk: its way, reminders, answers with files; the lists, the print queue and the templates."""

from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from plenaria.actions import answers, deliveries, dispatches, tokens
from plenaria.core.permits import MACHINE
from plenaria.store.models import AnswerFile, OutboxMail
from plenaria.store.queries import answers as answer_queries
from plenaria.store.queries import dispatches as queries
from plenaria.store.queries import letter_books
from plenaria.store.queries.dispatches import DispatchView
from tests import builders, followed
from tests.builders import AT, Sitting, done, now
from tests.followed import letter as one
from tests.followed import letters

pytestmark = pytest.mark.django_db

EML = (
    "From: Лампа <lamp@ministry.example>\r\nTo: office@council.example\r\nSubject: Re: Просьба\r\n"
    "Date: Mon, 11 May 2026 10:00:00 +0300\r\nMessage-ID: <answer-1@ministry.example>\r\n"
    "MIME-Version: 1.0\r\nContent-Type: text/plain; charset=utf-8\r\nContent-Transfer-Encoding: 8bit\r\n\r\n"
    "Приглушим с июля.\r\n"
).encode()


@pytest.fixture
def sitting() -> Sitting:
    return followed.sitting()


@pytest.fixture
def desk(client: Client, sitting: Sitting) -> Client:
    return builders.logged_in(client, sitting.secretary)


@pytest.fixture
def resolution(sitting: Sitting) -> str:
    followed.parties(sitting.body, museum=False)
    followed.museum_by_post(sitting.body)
    resolution = builders.published_text(sitting, resolution=followed.debated(sitting))
    done(dispatches.prepare_dispatches(actor=MACHINE, at=AT, resolution=resolution))
    return resolution


@pytest.fixture
def request_sent(sitting: Sitting, resolution: str) -> DispatchView:
    wanted = next(each for each in letters(resolution) if each.purpose == "request")
    done(dispatches.send_dispatches(actor=sitting.secretary, at=AT, dispatches=[wanted.id]))
    return one(wanted.id)


def text(desk: Client, page: str) -> str:
    answer = desk.get(page)
    assert answer.status_code == 200
    return answer.content.decode()


def test_letters_for_the_post_go_over_the_print_queue(desk: Client, sitting: Sitting, resolution: str) -> None:
    ids = [each.id for each in letters(resolution)]
    assert desk.post(f"/desk/r/{resolution}/send/now", {"dispatch": ids}).status_code == 302
    assert OutboxMail.objects.count() == 3
    (printed,) = [each for each in letters(resolution) if each.state == "to-post"]
    page = f"/desk/b/{sitting.body}/print"
    shown = text(desk, page)
    assert "Тенистый переулок, 7" in shown
    labels = desk.get(f"{page}/labels.pdf")
    assert (labels.status_code, labels["Content-Type"]) == (200, "application/pdf")
    assert desk.get(f"/desk/letters/{printed.id}/pdf").content.startswith(b"%PDF")
    # The sealed papers of this test are no PDF.
    assert desk.get(f"{page}/letters.pdf").status_code == 422
    tomorrow = (now() + timedelta(days=1)).date().isoformat()
    given = {"dispatch": [printed.id], f"tracking-{printed.id}": "RR 12"}
    early = desk.post(page, {**given, "on": tomorrow})
    assert early.status_code == 422
    assert 'value="RR 12"' in early.content.decode()
    assert desk.post(page, {**given, "on": AT.date().isoformat()}).status_code == 302
    assert one(printed.id).state == "sent"
    assert "RR 12" in text(desk, f"/desk/letters/{printed.id}")
    assert desk.get(f"{page}/labels.pdf").status_code == 409


def test_a_letter_is_dropped_and_taken_up(desk: Client, resolution: str) -> None:
    page = f"/desk/letters/{letters(resolution)[0].id}"
    assert desk.post(f"{page}/drop", {"reason": ""}).status_code == 422
    assert desk.post(f"{page}/drop", {"reason": "Said in person"}).status_code == 302
    assert "Said in person" in text(desk, page)
    assert desk.post(f"{page}/take-up").status_code == 302
    assert one(letters(resolution)[0].id).state == "to-send"


def test_what_came_back_goes_again(desk: Client, request_sent: DispatchView) -> None:
    page = f"/desk/letters/{request_sent.id}"
    done(
        deliveries.record_delivery(actor=MACHINE, at=AT, dispatch=request_sent.id, verb="bounce", words="550 <b>no</b>")
    )
    shown = text(desk, page)
    assert "550 &lt;b&gt;no&lt;/b&gt;" in shown
    assert f"/desk/parties/{request_sent.party.id}" in shown
    assert desk.post(f"{page}/again").status_code == 302
    assert OutboxMail.objects.count() == 2
    assert desk.post(f"{page}/again").status_code == 409


def test_a_reminder_is_drafted_from_the_letter(desk: Client, request_sent: DispatchView) -> None:
    page = f"/desk/letters/{request_sent.id}"
    assert desk.post(f"{page}/remind", {"answer_due": ""}).status_code == 422
    assert desk.post(f"{page}/remind", {"answer_due": "2001-01-01"}).status_code == 422
    due = (now() + timedelta(days=30)).date()
    drafted = desk.post(f"{page}/remind", {"answer_due": due.isoformat()})
    assert drafted.status_code == 302
    reminder = text(desk, drafted["Location"])
    assert "The letter that this one reminds of" in reminder
    assert "2026/1" in reminder


def test_a_mail_is_filed_as_the_answer(desk: Client, request_sent: DispatchView) -> None:
    page = f"/desk/letters/{request_sent.id}"
    given = {"answer": "accept", "text": "", "shown": "members"}
    files = {"enclosed": SimpleUploadedFile("Ответ.eml", EML)}
    assert desk.post(f"{page}/answer", {**given, **files}).status_code == 302
    (answer,) = answer_queries.answers(request_sent.id)
    assert (answer.text, answer.way, answer.subject) == ("Приглушим с июля.", "mail", "Re: Просьба")
    assert answer.sender == "Лампа <lamp@ministry.example>"
    assert [each.name for each in answer.files] == ["Ответ.eml"]
    # The same mail is not filed twice.
    again = desk.post(f"{page}/answer", {**given, "enclosed": SimpleUploadedFile("Ответ.eml", EML)})
    assert again.status_code == 409
    saved = desk.get(f"/desk/answers/files/{answer.files[0].id}")
    assert saved.content == EML
    assert saved["Content-Disposition"].startswith("attachment")
    assert saved["X-Content-Type-Options"] == "nosniff"
    assert "sandbox" in saved["Content-Security-Policy"]
    assert desk.post(f"/desk/answers/{answer.id}", {"shown": "public"}).status_code == 302
    assert answer_queries.answers(request_sent.id)[0].shown == "public"


def test_files_that_may_not_be_filed_lose_nothing_that_was_typed(desk: Client, request_sent: DispatchView) -> None:
    page = f"/desk/letters/{request_sent.id}/answer"
    given = {"answer": "accept", "text": "Да.", "shown": "members"}
    for name, data in (
        ("a.pdf", b"<html><script>x</script>"),
        ("b.eml", b"no mail at all"),
        ("c.gif", b"GIF89a\0\1" * 9),
    ):
        refused = desk.post(page, {**given, "enclosed": SimpleUploadedFile(name, data)})
        assert refused.status_code == 422, name
        assert "Да." in refused.content.decode()
    assert AnswerFile.objects.count() == 0


def test_a_party_hands_in_files_on_its_page(client: Client, request_sent: DispatchView) -> None:
    page = "/a/" + tokens.make(tokens.ANSWER, request_sent.id, request_sent.party.id, at=now())
    pdf = SimpleUploadedFile("ответ.pdf", b"%PDF-1.7 ...")
    assert client.post(page, {"answer": "accept", "text": "Да.", "enclosed": [pdf]}).status_code == 302
    (answer,) = answer_queries.answers(request_sent.id)
    assert (answer.way, [each.name for each in answer.files]) == ("page", ["ответ.pdf"])
    assert "ответ.pdf" in client.get(page).content.decode()
    assert client.get(f"/desk/answers/files/{answer.files[0].id}").status_code == 302


def test_opening_the_link_is_noted_of_the_party_alone(client: Client, desk: Client, request_sent: DispatchView) -> None:
    page = "/a/" + tokens.make(tokens.ANSWER, request_sent.id, request_sent.party.id, at=now())
    desk.get(page)
    stranger = Client()
    stranger.head(page)
    stranger.get(page, headers={"Sec-Purpose": "prefetch"})
    assert one(request_sent.id).opened_at is None
    stranger.get(page)
    assert one(request_sent.id).opened_at is not None
    assert one(request_sent.id).state == "sent"


def test_all_letters_of_a_body_silence_first(desk: Client, sitting: Sitting, request_sent: DispatchView) -> None:
    page = f"/desk/b/{sitting.body}/letters"
    shown = text(desk, page)
    assert shown.index("no answer by the date") < shown.index("to send</")
    only = text(desk, f"{page}?overdue=on")
    assert only.count("/desk/letters/") == 1
    assert "No letters" in text(desk, f"{page}?state=declined&party=nobody")
    csv = desk.get(f"{page}.csv?state=unanswered")
    assert csv.content.decode("utf-8-sig").splitlines()[1].startswith("2026/1,XIV/1,3,")
    ods = desk.get(f"{page}.ods")
    assert ods["Content-Type"] == "application/vnd.oasis.opendocument.spreadsheet"
    assert desk.get(f"{page}.exe").status_code == 404


def test_the_templates_of_a_body(desk: Client, sitting: Sitting, resolution: str) -> None:
    page = f"/desk/b/{sitting.body}/letters/words"
    assert "{year}/{number}" in text(desk, page)
    words = {"scheme": "{number}", "signatory": "", "window": "right", "attached": "on", "shown": "none"}
    form = {**words, "mail_days": "30"}
    assert desk.post(page, {**form, "scheme": "{year}"}).status_code == 422
    assert desk.post(page, form).status_code == 302
    assert letter_books.book(sitting.body).window == "right"
    assert desk.post(page, {**form, "mail_days": "3"}).status_code == 422
    assert "kept for 30 days, and then removed" in text(desk, f"/desk/b/{sitting.body}/mail")
    one_of_them = f"{page}/request/ru"
    assert "Просить Министерство света" in text(desk, one_of_them)
    wrong = desk.post(one_of_them, {"verb": "store", "subject": "S", "text": "{nobody}"})
    assert wrong.status_code == 422
    assert "There is no place {nobody} in this template." in wrong.content.decode()
    tried = desk.post(one_of_them, {"verb": "preview", "subject": "К {party}", "text": "{text} <script>"})
    assert "<h3>К Министерство света</h3>" in tried.content.decode()
    assert "&lt;script&gt;" in tried.content.decode()
    assert letter_books.templates(sitting.body) == {}
    assert desk.post(one_of_them, {"verb": "store", "subject": "К {party}", "text": "{text}"}).status_code == 302
    assert set(letter_books.templates(sitting.body)) == {("request", "ru")}
    assert desk.post(one_of_them, {"verb": "remove"}).status_code == 302
    assert letter_books.templates(sitting.body) == {}
    assert "As an example" in text(desk, f"{page}/reminder/es")
    assert "{answer}" in text(desk, f"{page}/note/es")
    assert desk.get(f"{page}/poem/ru").status_code == 404


def test_the_address_book(desk: Client, sitting: Sitting, request_sent: DispatchView) -> None:
    page = f"/desk/parties/{request_sent.party.id}"
    assert "light@ministry.example" in text(desk, page)
    form = {"name_ru": "Министерство тьмы", "language": "ru", "email": "", "address": "", "way": "mail"}
    refused = desk.post(page, form)
    assert refused.status_code == 422
    assert "Министерство тьмы" in refused.content.decode()
    long = desk.post(page, {**form, "way": "", "address": "\n".join("abcdefg")})
    assert long.status_code == 422
    assert desk.post(page, {**form, "way": "post", "address": "Тёмная, 1"}).status_code == 302
    assert one(request_sent.id).party.address == ("Тёмная, 1",)
    assert desk.get("/desk/parties/nobody").status_code == 404
    new = f"/desk/bodies/{sitting.body}/institution"
    assert desk.post(new, {**form, "way": "", "contact": "г-ну Ночному"}).status_code == 302
    assert "г-ну Ночному" in {each.contact for each in queries.parties_of(sitting.body)}


def test_an_answer_of_another_body_is_not_touched(client: Client, sitting: Sitting, request_sent: DispatchView) -> None:
    filed = done(
        answers.record_answer(actor=sitting.secretary, at=AT, dispatch=request_sent.id, answer="accept", text="Да.")
    )
    stranger = builders.person("Eve", builders.body("other"), "secretary", email="eve@other.example")
    eve = builders.logged_in(client, stranger)
    assert eve.post(f"/desk/answers/{filed}", {"shown": "public"}).status_code == 403
    assert eve.get(f"/desk/b/{sitting.body}/letters").status_code == 403
    assert eve.get(f"/desk/parties/{request_sent.party.id}").status_code == 403
