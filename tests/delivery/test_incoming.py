import mailbox
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from email.message import EmailMessage
from itertools import count
from pathlib import Path
from threading import Event

import pytest
from pytest_django import Settings

from plenaria.actions import dispatches, incoming, outbox
from plenaria.actions.outbox import Mail
from plenaria.core.refusal import Refusal
from plenaria.delivery import incoming as reading
from plenaria.delivery.incoming import Reading, read_mailbox
from plenaria.delivery.mailboxes import Files, Found, Imap, Unreachable
from plenaria.formats import certificates
from plenaria.store.models import Answer, Dispatch, IncomingMail, Leaf, OutboxMail
from plenaria.store.models import Mailbox as Row
from plenaria.store.queries import dispatches as letters
from plenaria.store.queries import incoming as queries
from tests import builders, followed
from tests.builders import AT, Sitting, done
from tests.delivery import imap
from tests.formats import bounces
from tests.formats.bounces import OURS, report

pytestmark = pytest.mark.django_db
UNKNOWN = b"From: shop@else.example\r\nDate: Sat, 9 May 2026 12:00:00 +0000\r\nSubject: Sale\r\n\r\nBuy!\r\n"


@pytest.fixture
def sent() -> Sitting:
    """A dispatch to three parties that is on its way."""
    return followed.sent()


def ridge() -> OutboxMail:
    """The mail to the observatory."""
    return OutboxMail.objects.get(recipient="ridge@sky.example")


def about(data: bytes, mail: OutboxMail) -> bytes:
    """The same bytes, about that mail."""
    return data.replace(OURS.encode(), mail.message_id.encode())


def answer(mail: OutboxMail, text: str = "Мы согласны.", charset: str = "windows-1251") -> bytes:
    message = EmailMessage()
    message["From"] = "Анна Хребет <ridge@sky.example>"
    message["To"] = "council@desk.example"
    message["Date"] = "Sun, 10 May 2026 12:00:00 +0300"
    message["Subject"] = "Re: Резолюция"
    message["Message-ID"] = "<answer@sky.example>"
    message["In-Reply-To"] = mail.message_id
    message.set_content(f"{text}\n\n> Просим ответить.\n", charset=charset)
    message.add_attachment(b"%PDF-1.7 yes", maintype="application", subtype="pdf", filename="Ответ.pdf")
    return bytes(message)


def mbox(folder: Path, *messages: bytes) -> Files:
    box = mailbox.mbox(folder / "box")
    for each in messages:
        box.add(each)
    box.close()
    return Files(folder / "box", "mbox")


def read(box: Files | Imap) -> Reading:
    ticks = count()
    return read_mailbox(box, lambda: AT + timedelta(hours=1, seconds=next(ticks)))


def test_each_message_is_noted_once_for_what_it_is(sent: Sitting, tmp_path: Path) -> None:
    mail = ridge()
    box = mbox(
        tmp_path,
        about(report("delayed", status="4.7.1", words="451 come again"), mail),
        about(bounces.GMAIL, mail),
        UNKNOWN,
        about(bounces.AWAY, mail),
        answer(mail),
        report("failed", status="5.1.1", words="of somebody else's"),
    )
    found = read(box)
    assert found == Reading(found.found, 0, "")
    assert dict(found.found) == {"delayed": 1, "bounced": 1, "other": 2, "automatic": 1, "answer": 1}
    assert (read(box).found.total(), read(box).before) == (0, 6)
    assert IncomingMail.objects.count() == 6
    mail.refresh_from_db()
    assert (mail.fate, mail.fate_words) == (
        "bounced",
        "5.1.1 550-5.1.1 The account does not exist. 550 5.1.1 Try another.",
    )
    assert mail.dispatch is not None
    assert mail.dispatch.state == "bounced"
    assert [each.kind for each in mail.dispatch.events.all()] == ["sent", "delayed", "bounced"]


def test_nothing_is_kept_of_what_is_not_ours(sent: Sitting, tmp_path: Path) -> None:
    read(mbox(tmp_path, UNKNOWN))
    row = IncomingMail.objects.get()
    assert (row.kind, row.sender, row.subject, row.text, row.files, row.mail) == ("other", "", "", "", [], None)


def test_the_words_of_servers_and_parties_are_not_in_the_journal(sent: Sitting, tmp_path: Path) -> None:
    mail = ridge()
    read(mbox(tmp_path, about(bounces.GMAIL, mail), answer(mail)))
    kinds = [leaf.kind for leaf in Leaf.objects.order_by("index")]
    assert kinds.count("letter-bounced") == 1
    written = b"".join(bytes(leaf.data) for leaf in Leaf.objects.all())
    assert b"account does not exist" not in written
    assert b"ridge@sky.example" not in written


def test_a_delivered_letter_is_delivered_and_stays_so(sent: Sitting, tmp_path: Path) -> None:
    mail = ridge()
    late = report("delayed", status="4.7.1", words="451 come again")
    read(mbox(tmp_path, about(report("delivered", status="2.0.0", words="250 taken"), mail), about(late, mail)))
    mail.refresh_from_db()
    assert (mail.fate, Dispatch.objects.get(id=mail.dispatch_id).state) == ("delivered", "delivered")


def test_a_report_on_an_earlier_mail_leaves_a_letter_that_went_again(sent: Sitting, tmp_path: Path) -> None:
    mail = ridge()
    read(mbox(tmp_path, about(bounces.QMAIL, mail)))
    done(
        dispatches.send_dispatches(actor=sent.secretary, at=AT + timedelta(hours=2), dispatches=[str(mail.dispatch_id)])
    )
    (tmp_path / "later").mkdir()
    read(mbox(tmp_path / "later", about(bounces.EXIM, mail)))
    assert Dispatch.objects.get(id=mail.dispatch_id).state == "sent"


def test_a_report_need_not_name_the_message_where_it_comes_to_its_own_address(
    sent: Sitting, tmp_path: Path, settings: Settings
) -> None:
    settings.RETURN_PATH = "bounces+{mail}@desk.example"
    mail = ridge()
    bare = bounces.MAIL_RU.replace(OURS.encode(), b"-").replace(
        b"To: council@desk.example", f"To: Bounces+{mail.id.upper()}@desk.example".encode()
    )
    envelope = report("failed", status="5.1.1", words="550", more=f"Original-Envelope-Id: {mail.id}\n")
    assert dict(read(mbox(tmp_path, bare)).found) == {"bounced": 1}
    settings.RETURN_PATH = ""
    (tmp_path / "later").mkdir()
    assert dict(read(mbox(tmp_path / "later", envelope)).found) == {"bounced": 1}


def test_an_answer_waits_for_the_secretary_and_is_filed_with_its_files(sent: Sitting, tmp_path: Path) -> None:
    mail = ridge()
    read(mbox(tmp_path, answer(mail)))
    dispatch = str(mail.dispatch_id)
    assert letters.dispatch(dispatch, AT.date()).state == "sent"  # type: ignore[union-attr] # it is there
    (came,) = queries.of_dispatch(dispatch)
    assert (came.kind, came.state, came.text, came.quoted) == (
        "answer",
        "unsorted",
        "Мы согласны.",
        "> Просим ответить.",
    )
    assert (came.sender, came.from_party) == ("Анна Хребет <ridge@sky.example>", True)
    assert [each.name for each in came.files] == ["Re: Резолюция.eml", "Ответ.pdf"]
    assert [each.id for each in queries.unsorted(frozenset([sent.body]))] == [came.id]
    done(incoming.file_mail(actor=sent.secretary, at=AT + timedelta(days=2), mail=came.id, answer="accept"))
    row = Answer.objects.get()
    assert (row.state, row.way, row.text, row.message_id) == (
        "accepted",
        "mail",
        "Мы согласны.",
        "<answer@sky.example>",
    )
    assert [each.file.name for each in row.files.all()] == ["Re: Резолюция.eml", "Ответ.pdf"]
    assert queries.unsorted(frozenset([sent.body])) == ()
    again = incoming.file_mail(actor=sent.secretary, at=AT, mail=came.id, answer="decline")
    assert isinstance(again, Refusal)
    assert again.code == "mail-settled"


def test_only_the_desk_files_or_sets_aside(sent: Sitting, tmp_path: Path) -> None:
    read(mbox(tmp_path, answer(ridge())))
    came = IncomingMail.objects.get()
    stranger = builders.person("Eva", builders.body("other"), "secretary", email="eva@other.example")
    for refused in (
        incoming.set_aside(actor=stranger, at=AT, mail=came.id),
        incoming.file_mail(actor=stranger, at=AT, mail=came.id, answer="accept"),
    ):
        assert isinstance(refused, Refusal)
        assert refused.code == "not-permitted"
    done(incoming.set_aside(actor=sent.secretary, at=AT, mail=came.id))
    assert queries.unsorted(frozenset([sent.body])) == ()
    done(incoming.file_mail(actor=sent.secretary, at=AT, mail=came.id, answer="accept"))


def test_a_bounce_of_a_reminder_is_shown_at_the_person(sent: Sitting, tmp_path: Path) -> None:
    outbox.enqueue(Mail(recipient="Ann@desk.example", subject="Reminder", text="Well?"), AT)
    mail = OutboxMail.objects.get(recipient="Ann@desk.example")
    assert queries.trouble("ann@desk.example") is None
    read(mbox(tmp_path, about(bounces.EXIM, mail)))
    trouble = queries.trouble("ann@desk.example")
    assert trouble is not None
    assert (trouble.fate, trouble.at) == ("bounced", AT + timedelta(hours=1))
    (shown,) = [each for each in queries.of_body(sent.body) if each.dispatch is None]
    assert (shown.kind, shown.recipient) == ("bounced", "Ann@desk.example")


@pytest.mark.parametrize("form", ["mbox", "maildir"])
def test_files_stay_as_they_are(sent: Sitting, tmp_path: Path, form: str) -> None:
    path = tmp_path / "box"
    box: mailbox.Mailbox = mailbox.mbox(path) if form == "mbox" else mailbox.Maildir(path)  # type: ignore[type-arg] # either kind
    box.add(about(bounces.QMAIL, ridge()))
    box.close()
    before = sorted((each.name, each.read_bytes()) for each in [path, *path.rglob("*")] if each.is_file())
    assert dict(read(Files(path, form)).found) == {"bounced": 1}
    assert sorted((each.name, each.read_bytes()) for each in [path, *path.rglob("*")] if each.is_file()) == before


def test_a_mailbox_that_is_none_says_so(sent: Sitting, tmp_path: Path) -> None:
    assert read(Files(tmp_path / "nothing", "mbox")).error == f"no mbox at {tmp_path / 'nothing'}"
    assert Row.objects.get().error == f"no mbox at {tmp_path / 'nothing'}"


@pytest.fixture(scope="module")
def imap_server() -> Iterator[imap.Server]:
    with imap.server() as running:
        yield running


def test_a_folder_of_an_imap_server(sent: Sitting, imap_server: imap.Server) -> None:
    mail = ridge()
    imap_server.put(UNKNOWN, about(bounces.QMAIL, mail), answer(mail))
    box = Imap(imap_server.url, imap.PASSWORD)
    assert dict(read(box).found) == {"other": 1, "bounced": 1, "answer": 1}
    # What is not ours stays unread, and nothing is deleted.
    everything = imap_server.listed()
    assert imap_server.listed("UNSEEN") == everything[:1]
    assert len(everything) == 3
    assert (read(box).found.total(), read(box).before) == (0, 0)
    imap_server.put(about(bounces.AWAY, mail))
    assert dict(read(box).found) == {"automatic": 1}
    # A server that numbers its messages anew: each is found again, and known by its bytes.
    Row.objects.update(validity=1)
    assert (read(box).found.total(), Row.objects.get().last_uid) == (0, imap_server.listed()[-1])


def test_what_was_dealt_with_is_moved_where_a_folder_is_named(sent: Sitting, imap_server: imap.Server) -> None:
    mail = ridge()
    box = Imap(imap_server.url, imap.PASSWORD, move_to="Разобрано & готово")
    there = len(imap_server.listed())
    imap_server.put(UNKNOWN, about(bounces.EXIM, mail))
    assert read(box).found["bounced"] == 1
    assert len(imap_server.listed()) == there + 1
    assert len(imap_server.listed(folder='"&BCAEMAQ3BD4EMQRABDAEPQQ+- &- &BDMEPgRCBD4EMgQ+-"')) == 1


class Killed(Imap):
    """A reading that is killed between the commit and the mailbox."""

    def settle(self, uid: int) -> None:
        raise KeyboardInterrupt


def test_killed_between_the_commit_and_the_mailbox_it_is_handled_once(sent: Sitting, imap_server: imap.Server) -> None:
    mail = ridge()
    imap_server.put(about(bounces.QMAIL, mail))
    with pytest.raises(KeyboardInterrupt):
        read(Killed(imap_server.url, imap.PASSWORD))
    assert IncomingMail.objects.filter(kind="bounced").count() == 1
    again = read(Imap(imap_server.url, imap.PASSWORD))
    assert (again.found["bounced"], IncomingMail.objects.filter(kind="bounced").count()) == (0, 1)
    assert Dispatch.objects.get(id=mail.dispatch_id).events.filter(kind="bounced").count() == 1


def test_a_wrong_password_is_said_without_it(
    sent: Sitting, imap_server: imap.Server, caplog: pytest.LogCaptureFixture
) -> None:
    box = Imap(imap_server.url, "not-the-one")
    found = read(box)
    assert found.error
    for said in (found.error, box.address, repr(box), Row.objects.get().error, caplog.text):
        assert "not-the-one" not in said


def test_a_server_that_is_away_is_no_loss(sent: Sitting) -> None:
    found = read(Imap("imap://council@127.0.0.1:9/INBOX", "x"))
    assert "ConnectionRefusedError" in found.error


class Broken(Files):
    """A mailbox that breaks off behind its first message."""

    def messages(self, after: int, since: object) -> Iterator[Found]:
        yield Found(7, UNKNOWN)
        raise Unreachable("gone")


def test_what_was_read_before_it_broke_off_is_noted(sent: Sitting, tmp_path: Path) -> None:
    found = read(Broken(mbox(tmp_path).path, "mbox"))
    assert (dict(found.found), found.error) == ({"other": 1}, "gone")


class Away(Files):
    """A mailbox that can't be reached the first two times; the third, the reader is told to stop."""

    tried = 0
    stop = Event()

    def open(self) -> int:
        reading.wake()
        self.tried += 1
        if self.tried < 3:
            raise Unreachable("gone")
        self.stop.set()
        return super().open()


@pytest.mark.django_db(transaction=True)
def test_the_reader_goes_on_until_it_is_told_to_stop(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    outbox.enqueue(Mail(recipient="vera@sky.example", subject="Sky", text="Night"), AT)
    box = Away(mbox(tmp_path).path, "mbox")
    reading.run(box.stop, box)
    assert box.tried == 3
    assert [each.getMessage() for each in caplog.records] == [f"the mailbox {box.address} can't be read: gone"]
    assert Row.objects.get().error == ""


def test_without_a_mailbox_nothing_runs(settings: Settings) -> None:
    settings.IMAP_URL = ""
    assert reading.configured() is None
    settings.IMAP_URL, settings.IMAP_PASSWORD, settings.IMAP_MOVE_TO = "imaps://a%40b@mail.example/Post", "x", "Done"
    assert reading.configured() == Imap("imaps://a%40b@mail.example/Post", "x", "Done")


def test_a_connection_turns_to_tls_with_whom_it_trusts_only(
    sent: Sitting, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    issuer = certificates.authority("Sky", ["localhost"], datetime.now(UTC))
    issued = certificates.server(issuer, ["localhost"], datetime.now(UTC))
    (tmp_path / "server.pem").write_bytes(issued.pem + issued.key)
    (tmp_path / "authority.pem").write_bytes(issuer.pem)
    with imap.server(tmp_path / "server.pem") as secure:
        secure.put(about(bounces.QMAIL, ridge()))
        box = Imap(secure.url.replace("imap://council@127.0.0.1", "imap+tls://council@localhost"), imap.PASSWORD)
        assert "CERTIFICATE_VERIFY_FAILED" in read(box).error
        monkeypatch.setenv("SSL_CERT_FILE", str(tmp_path / "authority.pem"))
        found = read(box)
        assert (dict(found.found), found.error) == ({"bounced": 1}, "")
