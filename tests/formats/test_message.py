from datetime import UTC, datetime
from email.message import EmailMessage

import pytest
from hypothesis import given
from hypothesis import strategies as st

from plenaria.core.refusal import Refusal
from plenaria.formats.message import Attachment, Message, read_message, safe_name

HEAD = b"From: Anna <anna@sky.example>\r\nSubject: Sky\r\nMIME-Version: 1.0\r\n"


def read(data: bytes | EmailMessage) -> Message:
    found = read_message(data if isinstance(data, bytes) else bytes(data))
    assert isinstance(found, Message), found
    return found


def told(body: bytes, *headers: bytes) -> Message:
    """What a message with that body says."""
    return read(HEAD + b"".join(each + b"\r\n" for each in headers) + b"\r\n" + body)


def test_a_message_says_who_wrote_what_when_and_to_what() -> None:
    found = read(
        b"From: =?koi8-r?B?4c7OwSDswdTP18E=?= <Anna@Sky.example>\r\n"
        b"To: Council <council@desk.example>, second@desk.example\r\nDelivered-To: council+k7@desk.example\r\n"
        b"Date: Sat, 9 May 2026 17:03:00 +0300\r\nMessage-ID: <one@sky.example>\r\n"
        b"In-Reply-To: <c@desk.example>\r\nReferences: <a@desk.example>\r\n <b@desk.example> <c@desk.example>\r\n"
        b"Subject: =?windows-1251?Q?=CE_=ED=E5=E1=E5?=\r\n\r\nHello\r\n"
    )
    assert found == Message(
        message_id="<one@sky.example>",
        sender="Anna@Sky.example",
        sender_name="Анна Латова",
        to=("council@desk.example", "second@desk.example", "council+k7@desk.example"),
        subject="О небе",
        sent_at=datetime(2026, 5, 9, 14, 3, tzinfo=UTC),
        about=("<c@desk.example>", "<b@desk.example>", "<a@desk.example>"),
        text="Hello",
    )


@pytest.mark.parametrize(
    ("charset", "claimed"),
    [
        ("koi8-r", "koi8-r"),
        ("windows-1251", "windows-1251"),
        ("windows-1251", "us-ascii"),
        ("windows-1251", "utf-8"),
        ("koi8-r", "x-nobody-knows"),
        ("utf-8", ""),
    ],
)
def test_words_are_read_in_the_encoding_that_they_are_in(charset: str, claimed: str) -> None:
    words = "Министерство приглушит прожекторы до конца года, о чём и сообщаем."
    line = f"Content-Type: text/plain; charset={claimed}".encode()
    assert told(words.encode(charset), line, b"Content-Transfer-Encoding: 8bit").text == words


def test_raw_bytes_in_a_header_are_words_too() -> None:
    data = b"From: x@sky.example\r\nSubject: " + "Ответ министерства о прожекторах".encode("cp1251") + b"\r\n\r\nx"
    assert read(data).subject == "Ответ министерства о прожекторах"


def test_a_character_may_be_cut_in_two_encoded_words() -> None:
    first, second = "=?utf-8?B?0J3QtdCx0Q==?=", "=?utf-8?B?jg==?="
    assert read(f"From: x@sky.example\r\nSubject: {first}\r\n {second}\r\n\r\nx".encode()).subject == "Небю"


def test_of_two_versions_the_plain_one_is_taken_unless_it_is_empty() -> None:
    message = EmailMessage()
    message["From"] = "anna@sky.example"
    message.set_content("Plain")
    message.add_alternative("<p>HTML</p>", subtype="html")
    assert read(message).text == "Plain"
    message = EmailMessage()
    message["From"] = "anna@sky.example"
    message.set_content(" \n")
    message.add_alternative("<p>Мы <b>согласны</b>.</p><ol><li>Да</li></ol><script>alert(1)</script>", subtype="html")
    assert read(message).text == "Мы согласны.\n1. Да"


def test_a_page_is_read_as_the_charset_of_its_part_says() -> None:
    page = '<meta charset="utf-8"><p>Мы приглушим прожекторы.</p>'.encode("cp1251")
    found = told(page, b"Content-Type: text/html; charset=windows-1251", b"Content-Transfer-Encoding: 8bit")
    assert found.text == "Мы приглушим прожекторы."


def test_flowed_lines_are_joined() -> None:
    body = b"This line goes \r\non here.\r\n From the start.\r\n-- \r\nAnna\r\n> quoted \r\n> too\r\n"
    found = told(body, b"Content-Type: text/plain; format=flowed")
    assert found.text == "This line goes on here.\nFrom the start.\n--\nAnna"
    assert found.quoted == "> quoted too"


@pytest.mark.parametrize(
    "introduced",
    [
        "On Sat, 9 May 2026 at 14:03, Council <council@desk.example> wrote:",
        "On Sat, 9 May 2026 at 14:03,\nCouncil <council@desk.example> wrote:",
        "сб, 9 мая 2026 г. в 14:03, Совет <council@desk.example> пишет:",
        "09.05.2026, 14:03, Совет <council@desk.example>:",
        "El sáb, 9 may 2026 a las 14:03, Consejo (<council@desk.example>) escribió:",
    ],
)
def test_what_is_quoted_below_is_apart(introduced: str) -> None:
    found = told(f"We agree.\n\n{introduced}\n\n> Please dim\n> the lights.\n".encode())
    assert (found.text, found.quoted) == ("We agree.", f"{introduced}\n\n> Please dim\n> the lights.")


@pytest.mark.parametrize(
    "head",
    [
        "-----Original Message-----\nFrom: Council\nSent: 9 May 2026\nSubject: Sky",
        "________________________________\nОт: Совет\nОтправлено: 9 мая 2026 г.\nТема: Небо",
        "De: Consejo\nEnviado el: 9 de mayo de 2026\nAsunto: Cielo",
    ],
)
def test_what_hangs_under_a_head_is_apart(head: str) -> None:
    found = told(f"Согласны.\n\n{head}\n\nПросим приглушить.\n".encode())
    assert (found.text, found.quoted) == ("Согласны.", f"{head}\n\nПросим приглушить.")


def test_a_quotation_above_is_apart_and_one_in_pieces_stays() -> None:
    above = told(b"Council wrote:\n> Please dim the lights.\n\nWe will.\n")
    assert (above.text, above.quoted) == ("We will.", "Council wrote:\n> Please dim the lights.")
    pieces = "> Dim the lights?\nYes.\n> By July?\nNo."
    assert told(pieces.encode()).text == pieces


def test_a_message_that_is_only_a_quotation_is_its_words() -> None:
    assert told(b"> Please dim the lights.\n").text == "> Please dim the lights."


@pytest.mark.parametrize(
    "cited",
    [
        '<div class="gmail_quote"><div>On Sat Anna wrote:</div><blockquote>Dim the lights</blockquote></div>',
        '<blockquote type="cite">Dim the lights</blockquote>',
        '<div id="divRplyFwdMsg">From: Anna</div><div>Dim the lights</div>',
    ],
)
def test_a_quotation_in_a_page_is_apart(cited: str) -> None:
    found = told(f"<div>We agree.</div>{cited}".encode(), b"Content-Type: text/html; charset=utf-8")
    assert found.text == "We agree."
    assert found.quoted.endswith("Dim the lights")


def test_files_come_with_their_bytes_and_safe_names() -> None:
    message = EmailMessage()
    message["From"] = "anna@sky.example"
    message.set_content("See the letter.")
    message.add_attachment(b"%PDF-1.7", maintype="application", subtype="pdf", filename="../../Письмо №5.pdf")
    message.add_attachment(b"\x78\x9f\x3e\x22", maintype="application", subtype="ms-tnef", filename="winmail.dat")
    message.add_attachment(b"\x89PNG", maintype="image", subtype="png")
    found = read(message)
    assert found.text == "See the letter."
    assert found.attachments == (
        Attachment("Письмо №5.pdf", "application/pdf", b"%PDF-1.7"),
        Attachment("winmail.dat", "application/ms-tnef", b"\x78\x9f\x3e\x22"),
        Attachment("file.png", "image/png", b"\x89PNG"),
    )


@pytest.mark.parametrize(
    "disposition",
    [
        "attachment; filename*=UTF-8''%D0%9E%D1%82%D0%B2%D0%B5%D1%82.pdf",
        'attachment; filename="=?UTF-8?B?0J7RgtCy0LXRgi5wZGY=?="',
        "attachment;\r\n filename*0*=UTF-8''%D0%9E%D1%82;\r\n filename*1*=%D0%B2%D0%B5%D1%82.pdf",
        'attachment; filename="Ответ.pdf"',
    ],
)
def test_names_of_files_in_every_way_that_programs_write_them(disposition: str) -> None:
    found = told(b"x", b"Content-Type: application/pdf", f"Content-Disposition: {disposition}".encode())
    assert [each.name for each in found.attachments] == ["Ответ.pdf"]


@pytest.mark.parametrize(
    ("name", "safe"),
    [
        ("C:\\Windows\\cmd.exe", "cmd.exe"),
        ("/etc/passwd", "passwd"),
        ("..", "file"),
        (".htaccess", "htaccess"),
        ("a\r\nContent-Type: text/html.pdf", "html.pdf"),
        ("invoice\u202efdp.exe", "invoicefdp.exe"),
        ('<script>alert("1")<b>.pdf', "_script_alert(_1_)_b_.pdf"),
        ("nul\x00l.pdf", "null.pdf"),
        ("я" * 300 + ".pdf", "я" * 146 + ".pdf"),
        ("", "file"),
    ],
)
def test_a_name_leads_nowhere_and_hides_nothing(name: str, safe: str) -> None:
    assert safe_name(name) == safe


def test_a_forwarded_message_is_a_file() -> None:
    inner = EmailMessage()
    inner["From"] = "boss@sky.example"
    inner["Subject"] = "Yes"
    inner.set_content("Do it.")
    outer = EmailMessage()
    outer["From"] = "anna@sky.example"
    outer.set_content("Forwarded.")
    outer.add_attachment(inner)
    found = read(outer)
    assert found.text == "Forwarded."
    (file,) = found.attachments
    assert (file.name, file.media_type) == ("Yes.eml", "message/rfc822")
    assert b"Do it." in file.data


@pytest.mark.parametrize(
    "line",
    [
        b"Auto-Submitted: auto-replied",
        b"Auto-Submitted: auto-generated; x=y",
        b"Precedence: auto_reply",
        b"X-Autoreply: yes",
    ],
)
def test_a_machine_that_answers_says_so(line: bytes) -> None:
    assert told(b"I am away.", line).automatic
    assert not told(b"I am here.", b"Auto-Submitted: no").automatic


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"", "file-empty"),
        (b" \r\n", "file-empty"),
        (b"Dear council, we agree.", "mail-not-one"),
        (b"%PDF-1.7 whatever", "mail-not-one"),
        (b"\x00" * 1000, "mail-not-one"),
    ],
)
def test_what_is_no_message_is_refused(data: bytes, code: str) -> None:
    found = read_message(data)
    assert isinstance(found, Refusal)
    assert found.code == code


def test_ten_thousand_parts_are_refused() -> None:
    parts = b"--x\r\nContent-Type: text/plain\r\n\r\nhello\r\n" * 10_000
    found = read_message(HEAD + b"Content-Type: multipart/mixed; boundary=x\r\n\r\n" + parts + b"--x--\r\n")
    assert isinstance(found, Refusal)
    assert found.code == "mail-too-many-parts"


@pytest.mark.parametrize("depth", [60, 2_000])
def test_parts_in_parts_without_end_are_refused(depth: int) -> None:
    data = HEAD + b"".join(
        f"Content-Type: multipart/mixed; boundary=b{each}\r\n\r\n--b{each}\r\n".encode() for each in range(depth)
    )
    found = read_message(data + b"\r\nhello")
    assert isinstance(found, Refusal)
    assert found.code == "mail-too-many-parts"


def test_broken_base64_and_null_bytes_are_read_as_far_as_they_go() -> None:
    found = told(b"SGVsbG8g\x00\x00d29y!!", b"Content-Transfer-Encoding: base64")
    assert found.text.startswith("Hello")
    assert "\x00" not in found.text


def test_headers_cannot_bring_others_with_them() -> None:
    subject = b"=?utf-8?Q?Hi=0D=0ABcc=3A_all=40sky.example=E2=80=AE?="
    found = read(b"From: x@sky.example\r\nSubject: " + subject + b"\r\n\r\nx")
    assert found.subject == "Hi Bcc: all@sky.example"
    assert read(b"From: =?utf-8?Q?A=0D=0AB?= <x@sky.example>\r\n\r\nx").sender_name == "A B"


def test_a_name_cannot_pass_for_the_address() -> None:
    found = read(b'From: "minister@state.example" <thief@else.example>\r\n\r\nx')
    assert (found.sender, found.sender_name) == ("thief@else.example", "minister@state.example")


def test_a_date_that_is_none_is_left_out() -> None:
    for said in (b"yesterday", b"Mon, 99 Foo 99999 99:99:99 +9999", b"", b"Fri, 1 Jan 10000 00:00:00 +0000"):
        assert read(HEAD + b"Date: " + said + b"\r\n\r\nx").sent_at is None


PIECES = [
    b"From: ", b"To: unlisted-recipients:; (no To-header on input)\n", b"Subject: =?utf-8?q?=0a?=", b"=?x?q?=", b"\n",
    b"\r\n", b"\n\n", b"Content-Type: text/plain; charset*=utf-8''x", b"; charset=bogus", b"; charset=\"\x00\"",
    b"Content-Type: multipart/mixed; boundary=a\n", b"--a\n", b"--a--\n", b"; boundary*0*=", b"; x*1*=", b"filename*0*",
    b"Content-Disposition: attachment; filename*=x''%FF", b"Content-Transfer-Encoding: base64\n", b"QQ=", b"\xff\xfe",
    b"Content-Transfer-Encoding: x-uuencode\n\nbegin 666 x\n", b"Content-Type: message/rfc822\n", b"Date: 1 ", b"<a@b>",
    b"Content-Type: message/delivery-status\n", b"Action: failed\n", b"Content-Type: text/html\n\n<p", b"<!--", b" ",
    b"References: <", b"In-Reply-To: =?utf-8?b?!?=", b"Content-Type: multipart/report\n", b"From mailer-daemon@x\n",
    b"Content-Type: multipart/alternative; boundary=\"\"\n", b"format=flowed; delsp=yes\n", b"> wrote:\n",
    b"On 1 x wrote:\n",
]  # fmt: skip


@given(st.lists(st.sampled_from(PIECES) | st.binary(max_size=8), max_size=40))
def test_whatever_is_put_together_is_read_or_refused(pieces: list[bytes]) -> None:
    found = read_message(b"From: a@sky.example\n" + b"".join(pieces))
    assert isinstance(found, Message | Refusal)
    if isinstance(found, Message):
        words = [found.sender, found.sender_name, found.subject, *found.to, *(each.name for each in found.attachments)]
        assert all(each.isprintable() for each in words)
        f"{found.text}{found.quoted}".encode()
        assert "\x00" not in found.text + found.quoted
