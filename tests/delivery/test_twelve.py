"""A dispatch to twelve parties; the mail server refuses, puts off and returns, and the worker is killed."""

import json
import mailbox
from base64 import b64encode
from collections import Counter
from email.message import EmailMessage
from pathlib import Path

import pytest

from tests import commands
from tests.delivery.installed import installation, run, start
from tests.delivery.post_office import Office, open_office
from tests.delivery.twelve import PARTIES
from tests.formats.bounces import OURS, report

pytestmark = pytest.mark.database

ALDOVA, BRENNA, CORTAL, _DUNMERE, _ELVIRA, FAROLO, GRENZ, *_OTHERS = PARTIES


def returned(message: EmailMessage, address: str) -> bytes:
    """The report of a server that took the message and could not bring it."""
    data = report("failed", status="5.2.2", words="552 mailbox full, for good")
    return data.replace(OURS.encode(), str(message["Message-ID"]).encode()).replace(
        b"ridge@sky.example", address.encode()
    )


def in_windows_1251(message: EmailMessage) -> bytes:
    answer = replying(message, "=?windows-1251?B?" + b64encode("Ответ".encode("cp1251")).decode() + "?=")
    text = "Согласны, прожекторы приглушим. [accept]\r\n\r\n> Просим"
    answer.add_header("Content-Type", "text/plain", charset="windows-1251")
    answer.add_header("Content-Transfer-Encoding", "8bit")
    return bytes(answer) + text.encode("cp1251")


def as_a_page(message: EmailMessage) -> bytes:
    answer = replying(message, "Respuesta")
    answer.set_content(
        "<div>Aceptamos <b>en parte</b>. [accept-in-part]</div><blockquote type=cite>…</blockquote>", "html"
    )
    return bytes(answer)


def with_a_letter(message: EmailMessage) -> bytes:
    answer = replying(message, "Our letter")
    answer.set_content("See the letter. [decline]")
    answer.add_attachment(b"%PDF-1.7 no", maintype="application", subtype="pdf", filename="Our letter.pdf")
    return bytes(answer)


def replying(message: EmailMessage, subject: str) -> EmailMessage:
    answer = EmailMessage()
    answer["From"] = str(message["To"])
    answer["To"] = str(message["From"])
    answer["Date"] = "Mon, 23 Nov 2026 12:00:00 +0000"
    answer["Subject"] = subject
    answer["Message-ID"] = f"<answer-to-{message['Message-ID'][1:]}"
    answer["In-Reply-To"] = str(message["Message-ID"])
    return answer


def same_letter(first: EmailMessage, second: EmailMessage) -> bool:
    """Whether whoever gets both sees that they are one."""
    words = [each.get_body(("plain",)) for each in (first, second)]
    heads = [[str(each[name]) for name in ("Message-ID", "Date", "Subject", "From", "To")] for each in (first, second)]
    return heads[0] == heads[1] and words[0].get_content() == words[1].get_content()  # type: ignore[union-attr] # all have words


def test_twelve_parties_a_server_with_its_habits_and_two_kills(tmp_path: Path) -> None:
    refused = {ALDOVA: "550 5.1.1 no such observatory"}
    office = Office(refused=refused, greylisted={BRENNA}, hold_in_data=3, hold_after=7)
    with open_office(office) as smtp, installation(tmp_path, smtp, "twelve") as environment:
        run(environment, "twelve", "make 1 + send 0")
        with start(environment, "twelve", "work 0") as first:
            assert office.in_data.wait(60)
            first.kill()
        # Its lease holds back what it had taken; then another takes over, and is killed, too.
        with start(environment, "twelve", "work 6 12") as second:
            assert office.taken_unanswered.wait(60)
            second.kill()
        last, before = run(environment, "twelve", "work 18 24 30 + states 0")
        assert last["failed"][-1] == last["sent"][-1] == 0

        # Nothing lost, and the only one that came twice is recognisable.
        came = Counter(address for address, _message in office.taken)
        assert came == Counter(
            {address: 1 + (address == office.unanswered) for address in PARTIES if address != ALDOVA}
        )
        assert same_letter(*office.messages(office.unanswered))
        ids = {address: mail[3] for address, letter in before.items() for mail in letter["mails"]}
        assert {address: str(message["Message-ID"]) for address, message in office.taken} == {
            address: ids[address] for address in came
        }
        assert len(set(ids.values())) == 12
        assert {address: letter["language"] for address, letter in before.items()} == {
            address: language for address, (_name, language) in PARTIES.items()
        }
        assert [before[BRENNA]["mails"][0][:3], before[ALDOVA]["mails"][0][0]] == [["sent", 1, ""], "given-up"]
        assert Counter(letter["state"] for letter in before.values()) == {"sent": 11, "bounced": 1}
        # Of each a report was asked for, under the id of its mail.
        assert {each["ENVID"].lower() for each in office.asked if "ENVID" in each} == {
            each.strip("<>").partition("@")[0] for each in ids.values()
        }

        box = mailbox.Maildir(tmp_path / "came", create=True)
        full, russian, spanish, english = (office.messages(each)[0] for each in (CORTAL, GRENZ, BRENNA, FAROLO))
        for each in (
            returned(full, CORTAL), in_windows_1251(russian), as_a_page(spanish), with_a_letter(english)
        ):  # fmt: skip
            box.add(each)
        read, _filed, after = run(environment, "twelve", f"read {tmp_path}/came + file + states 0")
        again = commands.plenaria("mail", "read", f"--maildir={tmp_path}/came", "--json", environment=environment)
    assert read["found"] == {"bounced": 1, "answer": 3}
    assert json.loads(again.stdout) == {"mailbox": f"maildir:{tmp_path}/came", "found": {}, "before": 4}
    expected = dict.fromkeys(PARTIES, "sent") | {
        ALDOVA: "bounced",
        CORTAL: "bounced",
        GRENZ: "accepted",
        BRENNA: "accepted-in-part",
        FAROLO: "declined",
    }
    assert {address: letter["state"] for address, letter in after.items()} == expected
    assert after[GRENZ]["answers"] == [["accepted", "Согласны, прожекторы приглушим. [accept]", ["Ответ.eml"]]]
    assert after[BRENNA]["answers"] == [["accepted-in-part", "Aceptamos en parte. [accept-in-part]", ["Respuesta.eml"]]]
    assert after[FAROLO]["answers"] == [["declined", "See the letter. [decline]", ["Our letter.eml", "Our letter.pdf"]]]
