from collections.abc import Callable
from contextlib import AbstractContextManager
from datetime import timedelta

import pytest
from django.test import Client

from plenaria.actions import incoming, outbox
from plenaria.actions._texts import Upload
from plenaria.actions.incoming import Arrival
from plenaria.actions.outbox import Mail
from plenaria.core.permits import MACHINE
from plenaria.delivery.incoming import remove_old_mail
from plenaria.store import files
from plenaria.store.models import Answer, IncomingMail, OutboxMail
from tests import builders, followed
from tests.builders import AT, Sitting, done

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("folder")]
HOSTILE = '<script>alert("x")</script>'


@pytest.fixture
def sitting() -> Sitting:
    return followed.sent()


@pytest.fixture
def desk(client: Client, sitting: Sitting) -> Client:
    return builders.logged_in(client, sitting.secretary)


def mail() -> OutboxMail:
    return OutboxMail.objects.get(recipient="ridge@sky.example")


def arrived(kind: str, **details: object) -> str:
    """A message about the letter to the observatory."""
    named = {"mailbox": "mbox:/box", "digest": kind, "kind": kind, "mail": mail().id}
    return done(incoming.take_in(actor=MACHINE, at=AT + timedelta(hours=1), arrival=Arrival(**{**named, **details})))  # type: ignore[arg-type] # by name


def answered(**details: object) -> str:
    data = b"From: ridge@sky.example\r\n\r\nYes"
    whole = Upload(sha256=files.keep(data), name="Re.eml", media_type="application/octet-stream", size=len(data))
    words = {"sender": "Anna <ridge@sky.example>", "subject": "Re: Sky", "text": "We agree.", "quoted": "> Please"}
    return arrived("answer", **{**words, "message_id": "<a@sky.example>", "files": [whole], **details})


def page(desk: Client, path: str) -> str:
    response = desk.get(path)
    assert response.status_code == 200
    return response.content.decode()


def test_from_the_first_page_to_the_filed_answer(desk: Client, sitting: Sitting) -> None:
    came = answered()
    assert "Answers that came in by mail" in page(desk, "/desk/")
    assert "Re: Sky" in page(desk, f"/desk/b/{sitting.body}/mail")
    letter = f"/desk/letters/{mail().dispatch_id}"
    assert f'href="/desk/mail/{came}"' in page(desk, letter)
    shown = page(desk, f"/desk/mail/{came}")
    for words in ("We agree.", "&gt; Please", "Re.eml", "Anna &lt;ridge@sky.example&gt;"):
        assert words in shown
    assert "another address" not in shown
    assert desk.post(f"/desk/mail/{came}/file", {"answer": "perhaps", "shown": "members"}).status_code == 422
    response = desk.post(f"/desk/mail/{came}/file", {"answer": "accept-in-part", "shown": "public"})
    assert (response.status_code, response["Location"]) == (302, letter)
    row = Answer.objects.get()
    assert (row.state, row.shown, row.text) == ("accepted-in-part", "public", "We agree.")
    assert desk.post(f"/desk/mail/{came}/file", {"answer": "accept", "shown": "public"}).status_code == 409
    assert "Answers that came in by mail" not in page(desk, "/desk/")


def test_what_is_no_answer_is_set_aside(desk: Client) -> None:
    came = answered()
    assert desk.post(f"/desk/mail/{came}/set-aside").status_code == 302
    assert IncomingMail.objects.get().state == "set-aside"
    assert "Answers that came in by mail" not in page(desk, "/desk/")
    assert desk.post(f"/desk/mail/{came}/file", {"answer": "accept", "shown": "members"}).status_code == 302


def test_a_message_from_elsewhere_says_so(desk: Client) -> None:
    assert "another address" in page(desk, f"/desk/mail/{answered(sender='Anna <thief@else.example>')}")


def test_a_bounce_says_why(desk: Client, sitting: Sitting) -> None:
    arrived("bounced", said="5.1.1 550 no such observatory")
    for path in (f"/desk/b/{sitting.body}/mail", f"/desk/letters/{mail().dispatch_id}"):
        assert "5.1.1 550 no such observatory" in page(desk, path)


def test_a_bounce_of_a_mail_to_a_person_stands_at_the_person(desk: Client, sitting: Sitting) -> None:
    path = f"/desk/people/{sitting.secretary.person}"
    assert "came back" not in page(desk, path)
    name = outbox.enqueue(Mail(recipient="ann@desk.example", subject="Reminder", text="Well?"), AT)
    arrived("bounced", mail=name, said="552 mailbox full")
    shown = page(desk, path)
    assert "Mail to this address came back." in shown
    assert "552 mailbox full" in shown
    assert "ann@desk.example" in page(desk, f"/desk/b/{sitting.body}/mail")


def test_a_mailbox_that_cannot_be_read_is_shown(desk: Client, sitting: Sitting) -> None:
    incoming.note_reading(at=AT, mailbox="imaps://council@mail.example/INBOX", error="error: LOGIN failed")
    shown = page(desk, f"/desk/b/{sitting.body}/mail")
    assert "imaps://council@mail.example/INBOX" in shown
    assert "LOGIN failed" in shown


def test_hostile_words_are_words(desk: Client, sitting: Sitting) -> None:
    came = answered(sender=HOSTILE, subject=HOSTILE, text=HOSTILE, quoted=HOSTILE)
    for path in (f"/desk/mail/{came}", f"/desk/b/{sitting.body}/mail", "/desk/", f"/desk/letters/{mail().dispatch_id}"):
        shown = page(desk, path)
        assert HOSTILE not in shown
        assert "&lt;script&gt;" in shown


def test_a_file_is_saved_and_never_run(desk: Client) -> None:
    came = answered()
    (file,) = IncomingMail.objects.get().files
    response = desk.get(f"/desk/mail/{came}/files/{file}")
    assert response["Content-Disposition"].startswith("attachment")
    assert response["X-Content-Type-Options"] == "nosniff"
    assert "sandbox" in response["Content-Security-Policy"]
    assert desk.get(f"/desk/mail/{came}/files/nothing").status_code == 404


def test_nobody_of_another_body_sees_it(client: Client, sitting: Sitting) -> None:
    came = answered()
    stranger = builders.person("Eva", builders.body("other"), "secretary", email="eva@other.example")
    outside = builders.logged_in(client, stranger)
    (file,) = IncomingMail.objects.get().files
    paths = (f"/desk/mail/{came}", f"/desk/mail/{came}/files/{file}", f"/desk/b/{sitting.body}/mail")
    assert {outside.get(path).status_code for path in paths} <= {403, 404}
    assert outside.post(f"/desk/mail/{came}/file", {"answer": "accept", "shown": "public"}).status_code in (403, 404)
    assert Answer.objects.count() == 0


@pytest.mark.parametrize("many", [1, 3])
def test_a_longer_list_asks_no_more(
    desk: Client, sitting: Sitting, many: int, django_assert_num_queries: Callable[[int], AbstractContextManager[None]]
) -> None:
    for number in range(many):
        answered(digest=f"answer {number}", message_id=f"<{number}@sky.example>")
    page(desk, f"/desk/b/{sitting.body}/mail")
    with django_assert_num_queries(12):
        page(desk, f"/desk/b/{sitting.body}/mail")


def test_what_is_no_longer_kept_is_said_to_be_gone(desk: Client, sitting: Sitting) -> None:
    came = answered()
    assert desk.post(f"/desk/mail/{came}/set-aside").status_code == 302
    remove_old_mail(AT + timedelta(days=181))
    gone = "Its words and files are no longer kept."
    for path in (f"/desk/mail/{came}", f"/desk/b/{sitting.body}/mail"):
        shown = page(desk, path)
        assert gone in shown
        assert "We agree." not in shown
    refused = desk.post(f"/desk/mail/{came}/file", {"answer": "accept", "shown": "members"})
    assert (refused.status_code, "cannot be filed" in refused.content.decode()) == (409, True)
