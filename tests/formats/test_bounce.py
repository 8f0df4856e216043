from base64 import b64encode

import pytest

from plenaria.formats.bounce import Report
from plenaria.formats.message import Message, read_message
from tests.formats import bounces
from tests.formats.bounces import OURS, letter, report


def read(data: bytes) -> Report | None:
    found = read_message(data)
    assert isinstance(found, Message), found
    return found.report


@pytest.mark.parametrize("action", ["failed", "delayed", "relayed", "delivered", "expanded"])
def test_a_report_says_what_became_of_which_message(action: str) -> None:
    found = read(
        report(action, status="5.1.1", words="550 5.1.1 no such observatory", more="Original-Envelope-Id: abc\n")
    )
    assert found == Report(
        action=action,
        recipient="ridge@sky.example",
        status="5.1.1",
        words="550 5.1.1 no such observatory",
        about=(OURS,),
        envelope="abc",
    )


@pytest.mark.parametrize(
    ("data", "action", "status", "words"),
    [
        (bounces.QMAIL, "failed", "5.1.1", "<ridge@sky.example>: 192.0.2.7 does not like recipient."),
        (bounces.EXIM, "failed", "5.0.0", "ridge@sky.example host mx.sky.example [192.0.2.7]"),
        (bounces.EXIM_LATE, "delayed", "4.7.1", "ridge@sky.example host mx.sky.example [192.0.2.7]"),
        (bounces.EXCHANGE, "failed", "5.2.2", "Diagnostic information for administrators:"),
        (bounces.MAIL_RU, "failed", "5.0.0", "********************** ridge@sky.example нет такого пользователя:"),
        (bounces.YANDEX, "failed", "5.7.1", "554 5.7.1 Сообщение отклонено: подозрение на спам."),
        (bounces.GMAIL, "failed", "5.1.1", "550-5.1.1 The account does not exist."),
        (bounces.READ, "delivered", "", "manual-action/MDN-sent-manually; displayed"),
    ],
    ids=["qmail", "exim", "exim-late", "exchange", "mail.ru", "yandex", "gmail", "read"],
)
def test_what_servers_of_all_kinds_say(data: bytes, action: str, status: str, words: str) -> None:
    found = read(data)
    assert found is not None
    assert (found.action, found.recipient, found.status) == (action, "ridge@sky.example", status)
    assert found.words.startswith(words)
    assert OURS in found.about


def test_the_gravest_of_several_recipients_counts() -> None:
    block = "\nFinal-Recipient: rfc822; other@sky.example\nAction: delivered\nStatus: 2.0.0\n\nFinal-Recipient"
    data = report("failed", status="5.1.1", words="no").replace(b"\nFinal-Recipient", block.encode(), 1)
    found = read(data)
    assert found is not None
    assert (found.action, found.recipient) == ("failed", "ridge@sky.example")


def test_addresses_beyond_ascii() -> None:
    data = report("failed", status="5.1.1", words="нет такого ящика").replace(
        b"message/delivery-status", b"message/global-delivery-status"
    )
    found = read(
        data.replace(b"rfc822; ridge@sky.example", "utf-8; звезда@небо.example".encode()).replace(
            b"Original-Recipient: rfc822;ridge@sky.example\n", b""
        )
    )
    assert found is not None
    assert (found.recipient, found.words) == ("звезда@небо.example", "нет такого ящика")


def test_people_and_their_programs_are_no_servers() -> None:
    assert read(bounces.AWAY) is None
    person = letter("The delivery failed: 550 5.1.1", sender="anna@sky.example", subject="Delivery failed")
    assert read(person.replace(b"Return-Path: <>\n", b"")) is None
    postmaster = letter("Please change your records. Greetings.", sender="postmaster@sky.example", subject="News")
    assert read(postmaster) is None


def test_an_automatic_reply_is_one() -> None:
    found = read_message(bounces.AWAY)
    assert isinstance(found, Message)
    assert (found.automatic, found.about) == (True, (OURS,))


def test_a_report_that_says_nothing_is_none() -> None:
    assert read(report("vanished", status="?", words="")) is None
    empty = b"Content-Type: multipart/report; boundary=x\n\n--x\nContent-Type: message/delivery-status\n\n--x--\n"
    assert read(b"From: mailer-daemon@x.example\n" + empty) is None


def test_a_report_in_base64() -> None:
    whole = report("delayed", status="4.7.1", words="451 come again")
    before, _, rest = whole.partition(b"Content-Type: message/delivery-status\n\n")
    fields, _, behind = rest.partition(b"\n--part")
    head = b"Content-Type: message/delivery-status\nContent-Transfer-Encoding: base64\n\n"
    found = read(before + head + b64encode(fields) + b"\n--part" + behind)
    assert found is not None
    assert (found.action, found.status, found.words) == ("delayed", "4.7.1", "451 come again")


def test_what_the_server_says_is_one_short_line() -> None:
    found = read(report("failed", status="5.1.1", words="no\x07 \u202e<script>" + "x" * 2_000))
    assert found is not None
    assert found.words.startswith("no <script>x")
    assert len(found.words) == 500
