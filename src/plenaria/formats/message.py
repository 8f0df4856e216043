"""Reading one message of e-mail (RFC 5322, MIME) as what somebody wrote: its words, what it answers, what is attached.

1. A message is a stranger's: whatever its headers hold becomes one line of printable characters, and a file's name a
   name without folders.
2. Bytes that are not in the encoding that they claim are read in the one that makes the likelier words.
3. What a server wrote (a report of delivery, an automatic reply) is told apart from what a person wrote.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from email import message_from_bytes
from email.message import Message as Part
from email.utils import getaddresses, parseaddr, parsedate_to_datetime
from pathlib import PurePosixPath

from plenaria.core.refusal import Refusal
from plenaria.formats import bounce, message_text
from plenaria.formats.bounce import Report
from plenaria.formats.message_header import content, decoded_words, header, inside, one_line, raw, sound, whole
from plenaria.formats.unreadable import Unreadable

LARGEST = 40
"""Megabytes (10⁶ bytes) of a message: servers take 20 to 35."""
MOST_PARTS = 500
DEEPEST = 40
"""Levels of parts in parts: forwarded answers of answers come to ten."""
_READABLE = ("text/plain", "text/html", "text/enriched")
_TO = ("to", "cc", "delivered-to", "x-original-to", "envelope-to", "x-envelope-to")
_ID = re.compile(r"<[^<>\s]{3,250}>")
_ADDRESS = re.compile(r"[^\s<>\"@,;:]+@[^\s<>\"@,;:]+")
_AUTOMATIC = ("x-autoreply", "x-autorespond", "x-ms-exchange-generated-message-source")
_ENDINGS = {"application/pdf": ".pdf", "image/jpeg": ".jpg", "image/png": ".png", "text/calendar": ".ics"}
"""Of files without a name."""


@dataclass(frozen=True, slots=True)
class Attachment:
    """A file that came with a message; ``media_type`` is what the sender says that it is."""

    name: str
    media_type: str
    data: bytes


@dataclass(frozen=True, slots=True, kw_only=True)
class Message:
    """What one message says. ``sent_at`` is its own claim, in UTC; addresses are bare (``anna@sky.example``)."""

    message_id: str = ""
    sender: str = ""
    sender_name: str = ""
    to: tuple[str, ...] = ()
    """Everybody to whom it went, and the address in whose box it was put."""
    subject: str = ""
    sent_at: datetime | None = None
    about: tuple[str, ...] = ()
    """Message-IDs that it answers (``In-Reply-To``, then ``References``, the latest first)."""
    text: str = ""
    """What was written for this message; an HTML-only one as its lines."""
    quoted: str = ""
    """The earlier messages that hang under it."""
    attachments: tuple[Attachment, ...] = ()
    automatic: bool = False
    """Whether a machine wrote it (RFC 3834)."""
    report: Report | None = None
    """What a server says of a message of ours."""


def read_message(data: bytes) -> Message | Refusal:
    """Read the bytes of a message, such as those of an ``.eml``.

    Refused: ``file-empty``, ``file-too-large`` (limit, MB), ``mail-not-one``, ``mail-too-many-parts`` (limit).
    """
    try:
        return _read(data)
    except Unreadable as error:
        return error.refusal
    except RecursionError:
        return Unreadable("mail-too-many-parts", limit=MOST_PARTS).refusal


def _read(data: bytes) -> Message:
    if len(data) > LARGEST * 1_000_000:
        raise Unreadable("file-too-large", limit=LARGEST)
    if not data.strip():
        raise Unreadable("file-empty")
    # An mbox begins each message with a line of its own; .eml files cut out of one still have it.
    root = message_from_bytes(re.sub(rb"\A(?:\xef\xbb\xbf)?(?:From [^\n]*\n)?", b"", data, count=1))
    if not (root.keys() and any(root.get(each) is not None for each in ("from", "date", "subject", "received"))):
        raise Unreadable("mail-not-one")
    for number, (_part, depth) in enumerate(_walk(root, 0)):
        if number >= MOST_PARTS or depth > DEEPEST:
            raise Unreadable("mail-too-many-parts", limit=MOST_PARTS)
    name, sender = _sender(root)
    gathered = _Gathered()
    _gather(root, gathered)
    text, quoted = gathered.words()
    answered = [*_ids(header(root, "in-reply-to")), *reversed(_ids(header(root, "references")))]
    return Message(
        message_id=next(iter(_ids(header(root, "message-id"))), ""),
        sender=sender,
        sender_name=name,
        to=_addresses(root, _TO),
        subject=header(root, "subject")[:1000],
        sent_at=_date(header(root, "date")),
        about=tuple(dict.fromkeys(answered))[:100],
        text=text,
        quoted=quoted,
        attachments=tuple(gathered.files),
        automatic=_automatic(root),
        report=bounce.read_report(root, sender, f"{text}\n{quoted}"),
    )


def safe_name(name: str, media_type: str = "") -> str:
    """A file's name without folders, hidden marks or a dot in front; ``file`` with a fitting ending where none is left.

    At most 150 characters; the ending stays.
    """
    plain = one_line(name.replace("\\", "/").rpartition("/")[2]).lstrip(". ").translate(_UNFIT)
    if not plain:
        return f"file{_ENDINGS.get(media_type, '')}"
    ending = PurePosixPath(plain).suffix[:20]
    return plain if len(plain) <= 150 else f"{plain[: 150 - len(ending)]}{ending}"


_UNFIT = str.maketrans(dict.fromkeys('<>:"|?*', "_"))
"""What file systems and headers can't have in a name."""


class _Gathered:
    """The words and files of a message as its parts are walked through."""

    def __init__(self) -> None:
        self.plain: list[tuple[str, str]] = []
        """Own words and quoted ones, part by part."""
        self.files: list[Attachment] = []

    def words(self) -> tuple[str, str]:
        """All own words, and all that is quoted."""
        own, quoted = zip(*self.plain, strict=True) if self.plain else ((), ())
        return "\n\n".join(filter(None, own)), "\n\n".join(filter(None, quoted))


def _walk(part: Part, depth: int) -> Iterator[tuple[Part, int]]:
    yield part, depth
    for child in _children(part):
        yield from _walk(child, depth + 1)


def _children(part: Part) -> list[Part]:
    """The parts of a multipart; what is forwarded whole has none: it is a file."""
    return inside(part) if part.get_content_maintype() == "multipart" else []


def _gather(part: Part, into: _Gathered) -> None:
    kind = part.get_content_type()
    if kind == "multipart/alternative":
        _choose(_children(part), into)
    elif kind == "multipart/report":
        # What is behind the first part is for machines (RFC 6522).
        for each in _children(part)[:1]:
            _gather(each, into)
    elif children := _children(part):
        for each in children:
            _gather(each, into)
    elif _is_body(part):
        into.plain.append(_words(part))
    else:
        into.files.append(_file(part))


def _choose(versions: list[Part], into: _Gathered) -> None:
    """Of several versions of one text the plain one, unless it says nothing; the files of all."""
    tried = []
    for version in versions:
        each = _Gathered()
        _gather(version, each)
        tried.append((version.get_content_type() != "text/plain", not any(each.words()), each))
    for _html, _empty, each in tried:
        into.files += each.files
    told = sorted((each for each in tried if not each[1]), key=lambda each: each[0])
    if told:
        into.plain += told[0][2].plain


def _is_body(part: Part) -> bool:
    """Whether it is words to be read, and not a file: something without a name that is not called an attachment."""
    # Declared as a multipart, and without any part, it is words.
    words = part.get_content_type() in _READABLE or part.get_content_maintype() == "multipart"
    return words and part.get_content_disposition() != "attachment" and not _filename(part)


def _words(part: Part) -> tuple[str, str]:
    data = content(part)
    probe = _probe(part)
    charset = str(probe.get_content_charset() or "")
    text = message_text.decoded(data, charset)
    if part.get_content_type() == "text/html":
        return message_text.of_html(text)
    if str(probe.get_param("format", "")).lower() == "flowed":
        text = message_text.unflowed(text, delsp=str(probe.get_param("delsp", "")).lower() == "yes")
    return message_text.of_plain(text)


def _file(part: Part) -> Attachment:
    kind = part.get_content_type()
    messages = inside(part)
    if part.get_content_maintype() == "message" and messages:
        title = header(messages[0], "subject")
        name = _filename(part) or f"{title[:100] or 'message'}.eml"
        return Attachment(safe_name(name), kind, b"".join(map(whole, messages)))
    return Attachment(safe_name(_filename(part), kind), one_line(kind)[:100], content(part))


def _probe(part: Part) -> Part:
    """The two headers that describe a part, with the characters that raw bytes in them stand for."""
    probe = Part()
    for name in ("content-type", "content-disposition"):
        if part.get(name) is not None:
            probe[name] = raw(part, name)
    return probe


def _filename(part: Part) -> str:
    try:
        found = _probe(part).get_filename("")
    except (UnicodeError, LookupError, ValueError):
        return "file"
    return decoded_words(found)


def _sender(root: Part) -> tuple[str, str]:
    """The name and address of who wrote it."""
    stated = raw(root, "from")
    name, address = parseaddr(stated)
    words = one_line(decoded_words(name))
    if "@" not in address:
        found = _ADDRESS.findall(decoded_words(stated))
        address = found[-1] if found else ""
    return words[:200], one_line(address)[:320]


def _addresses(root: Part, names: tuple[str, ...]) -> tuple[str, ...]:
    lines = [sound(str(value)) for key, value in root.raw_items() if key.lower() in names]
    found = [one_line(address) for _name, address in getaddresses(lines) if "@" in address]
    if not found:
        found = [each for line in lines for each in _ADDRESS.findall(line)]
    return tuple(dict.fromkeys(found))[:100]


def _ids(text: str) -> list[str]:
    return _ID.findall(text)


def _date(text: str) -> datetime | None:
    try:
        moment = parsedate_to_datetime(text)
        return moment.replace(tzinfo=UTC) if moment.tzinfo is None else moment.astimezone(UTC)
    except (ValueError, TypeError, OverflowError, IndexError):
        return None


def _automatic(root: Part) -> bool:
    """RFC 3834, 5; and what programs said before there was one."""
    stated = header(root, "auto-submitted").partition(";")[0].strip().lower()
    if stated and stated != "no":
        return True
    if any(root.get(each) is not None for each in _AUTOMATIC):
        return True
    return header(root, "precedence").lower() == "auto_reply" or header(root, "return-path") == "<>"
