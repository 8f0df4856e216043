from email.message import EmailMessage

import pytest

from plenaria.core.refusal import Refusal
from plenaria.formats.message import read_message
from plenaria.formats.message_isolated import read_message_isolated
from tests.formats import bounces


@pytest.mark.parametrize(
    "data", [bounces.GMAIL, bounces.AWAY, b"Nothing of a message"], ids=["report", "words", "none"]
)
def test_a_child_reads_the_same(data: bytes) -> None:
    assert read_message_isolated(data) == read_message(data)


def test_files_come_out_of_the_child_whole() -> None:
    message = EmailMessage()
    message["From"] = "anna@sky.example"
    message["Date"] = "Sat, 9 May 2026 17:03:00 +0300"
    message.set_content("See the file.")
    message.add_attachment(bytes(range(256)) * 1000, maintype="application", subtype="pdf", filename="a.pdf")
    assert read_message_isolated(bytes(message)) == read_message(bytes(message))


@pytest.mark.parametrize(
    "data",
    [
        b"From: a@sky.example\nContent-Type: multipart/mixed; boundary=x\n\n" + b"--x\n\n" * 200_000,
        b"From: " + b"a@sky.example, <" * 300_000 + b"\n\nx",
        b"From: x@sky.example\nSubject: " + b"=?utf-8?Q?" * 200_000 + b"\n\nx",
        b"From: x@sky.example\nReferences: " + b"<a@b> " * 500_000 + b"\n\nx",
        b"From: x@sky.example\nContent-Type: text/plain" + b"; a*0*=x" * 100_000 + b"\n\nx",
        b"From: x@sky.example\nContent-Type: text/html\n\n" + b"<blockquote type=cite><div>" * 50_000,
        b"From: x@sky.example\n\n" + b"> > wrote:\n" * 500_000,
        b"From: mailer-daemon@sky.example\n\n" + b"a" * 3_000_000 + b"@",
        b"From: mailer-daemon@sky.example\n\n" + b"a.b-" * 1_000_000,
        b"From: x@sky.example\nDate: " + b"1 " * 500_000 + b"\n\nx",
        b"From: x@sky.example\nContent-Transfer-Encoding: base64\n\n" + b"QUJD" * 5_000_000,
    ],
    ids=["parts", "from", "words", "references", "parameters", "html", "quotes", "address", "dotted", "date", "base64"],
)
def test_a_message_that_is_made_to_keep_a_reader_busy_ends(data: bytes) -> None:
    found = read_message_isolated(data, seconds=1)
    assert not isinstance(found, Refusal) or found.code in ("file-too-slow", "mail-too-many-parts", "file-broken")
