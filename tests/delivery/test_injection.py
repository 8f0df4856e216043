"""What people typed into names, subjects and addresses gives no header, no recipient and no command of its own."""

from collections.abc import Iterator

import pytest
from pytest_django import Settings

from plenaria.actions import outbox
from plenaria.actions.outbox import Mail
from plenaria.delivery.outbox import deliver
from plenaria.store import files
from plenaria.store.models import OutboxMail, StoredFile
from tests.builders import AT
from tests.delivery.post_office import Office, open_office

pytestmark = pytest.mark.django_db


@pytest.fixture
def office(settings: Settings) -> Iterator[Office]:
    office = Office()
    with open_office(office) as smtp:
        host, _, port = smtp.removeprefix("smtp://").partition(":")
        options = {"host": host, "port": int(port), "timeout": 5}
        settings.MAILERS = {"default": {"BACKEND": "plenaria.delivery.smtp.Backend", "OPTIONS": options}}
        yield office


def sent(**details: object) -> OutboxMail:
    """A mail with these details, after the outbox was seen to."""
    words = {"recipient": "vera@sky.example", "subject": "О небе", "text": "Ночь", **details}
    name = outbox.enqueue(Mail(**words), AT)  # type: ignore[arg-type] # by name
    deliver(lambda: AT)
    return OutboxMail.objects.get(id=name)


def test_a_subject_is_one_line(office: Office) -> None:
    assert sent(subject="Hi\r\nBcc: all@sky.example\r\n\r\nBody\u2028x\x00").state == "sent"
    ((recipient, message),) = office.taken
    assert recipient == "vera@sky.example"
    assert message["Bcc"] is None
    assert str(message["Subject"]).startswith("Hi Bcc: all@sky.example Body x")


@pytest.mark.parametrize(
    "recipient",
    [
        "vera@sky.example\r\nRCPT TO:<eva@sky.example>",
        "vera@sky.example>\r\nDATA",
        "vera@sky.example, eva@sky.example",
        "Вера@sky.example",
        "vera@sky.example\u202e",
        "not an address",
        "@sky.example",
        "",
    ],
)
def test_what_is_no_one_address_is_sent_to_nobody(office: Office, recipient: str) -> None:
    row = sent(recipient=recipient)
    assert (row.state, office.taken) == ("given-up", [])
    assert row.error


@pytest.mark.parametrize(
    ("recipient", "reached"),
    [
        ('"vera petrova"@sky.example', '"vera petrova"@sky.example'),
        ('"a\\"b"@sky.example', '"a\\"b"@sky.example'),
        ("vera+council@sky.example", "vera+council@sky.example"),
        ("vera@небо.example", "vera@xn--90ahxg.example"),
    ],
)
def test_unusual_addresses_are_reached(office: Office, recipient: str, reached: str) -> None:
    assert sent(recipient=recipient).state == "sent"
    assert [to for to, _message in office.taken] == [reached]


@pytest.mark.parametrize(
    "sender",
    ["Council <c@desk.example>\r\nBcc: all@sky.example", "Council\r\n <c@desk.example>", "a@b.example, c@d.example"],
)
def test_a_sender_that_is_none_is_not_sent(office: Office, sender: str) -> None:
    row = sent(sender=sender)
    assert all(message["Bcc"] is None for _to, message in office.taken)
    assert {to for to, _message in office.taken} <= {"vera@sky.example"}
    assert row.state in ("given-up", "sent")


def test_further_headers_bring_no_others(office: Office) -> None:
    assert sent(headers={"Reply-To": "c@desk.example\r\nBcc: all@sky.example"}).state == "given-up"
    assert office.taken == []


def test_words_are_no_commands(office: Office) -> None:
    text = "One\n.\nMAIL FROM:<thief@else.example>\nRCPT TO:<all@sky.example>\n..two\nFrom here on\n"
    assert sent(text=text).state == "sent"
    ((_recipient, message),) = office.taken
    body = message.get_body(("plain",))
    assert body is not None
    assert body.get_content().splitlines() == text.splitlines()


@pytest.mark.parametrize(
    "name", ["a\r\nBcc: all@sky.example.pdf", '"; filename=evil.exe; x=".pdf', "Ответ\u202efdp.exe"]
)
def test_the_name_of_a_file_is_a_name(office: Office, name: str) -> None:
    digest = files.keep(b"%PDF-1.7")
    stored = StoredFile.objects.create(sha256=digest, name=name, media_type="application/pdf", size=8, made_at=AT)
    row = sent(attachments=[stored.id])
    for _recipient, message in office.taken:
        assert message["Bcc"] is None
        (attached,) = message.iter_attachments()
        assert attached.get_content_type() == "application/pdf"
        assert "\n" not in str(attached.get_filename())
    assert row.state in ("sent", "given-up")
