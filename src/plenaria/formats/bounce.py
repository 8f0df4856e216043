"""What a mail server says became of a message of ours: reports of delivery (RFC 3464, RFC 6533), of reading (RFC 8098),
and the letters in which older and simpler servers say the same.

A report is believed only as far as it names one of our messages, which ``about`` and ``envelope`` are for; who reads it
decides whether they are ours.
"""

import base64
import binascii
import re
from collections.abc import Iterator
from dataclasses import dataclass
from email.message import Message as Part
from email.parser import HeaderParser

from plenaria.formats import encoding
from plenaria.formats.message_header import content, header, inside, one_line, whole

ACTIONS = ("failed", "delayed", "relayed", "expanded", "delivered")
"""RFC 3464, 2.3.3; the gravest first."""
LONGEST_WORDS = 500

_STATUS_PARTS = ("message/delivery-status", "message/global-delivery-status")
_READ_PARTS = ("message/disposition-notification", "message/global-disposition-notification")
_ENCLOSED = (
    "message/rfc822",
    "message/global",
    "text/rfc822-headers",
    "message/rfc822-headers",
    "message/global-headers",
)
_OUR_ID = re.compile(r"^[>\s]*(?:X-Original-)?Message-ID:\s*(<[^<>\s]{3,250}>)", re.IGNORECASE | re.MULTILINE)
_ANY_ID = re.compile(r"<[^<>\s]{3,250}>")
_ADDRESS = re.compile(r"[\w.!#$%&'*+/=?^`{|}~-]+@[\w-]+(?:\.[\w-]+)+")
_STATUS = re.compile(r"\b([245]\.\d{1,3}\.\d{1,3})\b")
_REPLY = re.compile(r"(?<![\d.])([45])\d\d(?=[ \-:][^\d])")
"""A reply code of SMTP (RFC 5321, 4.2)."""
_SERVERS = re.compile(r"^(?:mailer-?daemon|mail-?daemon|postmaster|mailer|mdaemon)$", re.IGNORECASE)
_TITLES = re.compile(
    r"undeliver|delivery (?:status|failure|has failed|problem)|failure notice|returned mail|mail delivery|non remis"
    r"|mail system error|warning: (?:message|could not)|delayed|недоставлен|не доставлен|невозможно доставить"
    r"|ошибка доставки|сбой доставки|no se pudo entregar|no entregad|devuelto|error de entrega",
    re.IGNORECASE,
)
_DELAYED = re.compile(
    r"\bdelayed\b|not yet been delivered|will (?:continue|keep|be retried|retry)|still trying|no action is required"
    r"|do not need to resend|warning message only|temporar|доставка (?:задерж|отлож)|ещё не доставлен|еще не доставлен"
    r"|будут продолжены|попытки (?:доставки )?продолж|se ha retrasado|retrasad|seguirá intentando|se reintentará",
    re.IGNORECASE,
)
_FINAL = re.compile(
    r"permanent|fatal error|giving up|given up|gave up|could not be delivered|couldn't be delivered|wasn't delivered"
    r"|undeliverable|did not reach|has failed|rejected|прекращены|окончательн|не может быть доставлено|не доставлено"
    r"|недоставлен|невозможно доставить|no se ha podido entregar|no se pudo entregar|definitiv",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """What became of one message of ours: ``action`` is one of ``ACTIONS``, ``status`` a code of RFC 3463, if any."""

    action: str
    recipient: str = ""
    status: str = ""
    words: str = ""
    """What the server said, in its own language."""
    about: tuple[str, ...] = ()
    """Message-IDs that it names."""
    envelope: str = ""
    """The envelope id with which the message was handed over (RFC 3461, 4.4)."""


def read_report(root: Part, sender: str, text: str) -> Report | None:
    """The report that a message is; nothing where it is none.

    :param sender: its address.
    :param text: what it says to people.
    """
    about = _about(root, text)
    for part in _parts(root):
        if part.get_content_type() in _STATUS_PARTS:
            return _of_status(part, about)
        if part.get_content_type() in _READ_PARTS:
            return _of_reading(part, about)
    return _of_letter(root, text, about) if _from_server(root, sender) else None


def _parts(root: Part) -> Iterator[Part]:
    """The parts of the message itself, not of what it encloses."""
    yield root
    if root.get_content_maintype() == "multipart":
        for each in inside(root):
            yield from _parts(each)


def _about(root: Part, text: str) -> tuple[str, ...]:
    """Message-IDs of what is enclosed, in whatever way, then of what is answered."""
    found = [
        each
        for part in _parts(root)
        if part.get_content_type() in _ENCLOSED
        for each in _OUR_ID.findall(_enclosed(part))
    ]
    found += _OUR_ID.findall(text)
    for name in ("in-reply-to", "references", "x-original-message-id"):
        found += _ANY_ID.findall(header(root, name))
    return tuple(dict.fromkeys(found))[:50]


def _enclosed(part: Part) -> str:
    """The beginning of an enclosed part as text."""
    enclosed = b"\n\n".join(map(whole, inside(part)))
    return encoding.decoded((enclosed or content(part))[:100_000], cut=True)


def _blocks(part: Part) -> list[Part]:
    """The groups of fields of a report (RFC 3464, 2.1): of the message first, then of each recipient."""
    groups = inside(part)
    rest = encoding.decoded(b"\n\n".join(map(content, groups)))
    if header(part, "content-transfer-encoding").lower() == "base64":
        # RFC 2046 forbids it for these parts, and servers do it.
        rest = _from_base64(rest)
    return groups + [HeaderParser().parsestr(each) for each in re.split(r"\n[ \t]*\n+", rest) if each.strip()]


def _from_base64(text: str) -> str:
    try:
        data = base64.b64decode(text.encode("ascii", "ignore"))
    except (binascii.Error, ValueError):
        return ""
    return re.sub(r"\r\n?", "\n", encoding.decoded(data))


def _of_status(part: Part, about: tuple[str, ...]) -> Report | None:
    blocks = _blocks(part)
    found = [_recipient(block) for block in blocks]
    told = sorted((each for each in found if each), key=lambda each: ACTIONS.index(each.action))
    if not told:
        return None
    named = next(filter(None, (header(each, "original-envelope-id") for each in blocks)), "")
    gravest = told[0]
    return Report(
        action=gravest.action,
        recipient=gravest.recipient,
        status=gravest.status,
        words=gravest.words,
        about=about,
        envelope=named[:200],
    )


def _recipient(block: Part) -> Report | None:
    """What is said of one recipient; nothing in a group of another kind, or of an action that nobody knows."""
    action = header(block, "action").partition(" ")[0].lower()
    if action not in ACTIONS:
        return None
    whose = _typed(block, "original-recipient") or _typed(block, "final-recipient")
    status = _STATUS.search(header(block, "status"))
    return Report(
        action=action,
        recipient=whose[:320],
        status=status.group(1) if status else "",
        words=_typed(block, "diagnostic-code")[:LONGEST_WORDS],
    )


def _of_reading(part: Part, about: tuple[str, ...]) -> Report | None:
    """Whoever shows or deletes a message has it (RFC 8098, 3.2.6)."""
    for block in _blocks(part):
        if said := header(block, "disposition")[:LONGEST_WORDS]:
            named = _ANY_ID.findall(header(block, "original-message-id"))
            whose = _typed(block, "original-recipient") or _typed(block, "final-recipient")
            every = tuple(dict.fromkeys([*named, *about]))
            return Report(action="delivered", recipient=whose[:320], words=said, about=every)
    return None


def _typed(block: Part, name: str) -> str:
    """A value behind its type: ``rfc822; anna@sky.example``, ``smtp; 550 no such user``."""
    value = header(block, name)
    return value.partition(";")[2].strip().strip("<>") if ";" in value else value


def _from_server(root: Part, sender: str) -> bool:
    """Whether a mail server wrote it, by the name that it goes under and the title that it gave."""
    if root.get("x-failed-recipients") is not None:
        return True
    local = sender.partition("@")[0]
    from_server = bool(_SERVERS.match(local)) or header(root, "return-path") == "<>"
    return from_server and (bool(_SERVERS.match(local)) or bool(_TITLES.search(header(root, "subject"))))


def _of_letter(root: Part, text: str, about: tuple[str, ...]) -> Report | None:
    """A report in words only (qmail, Exim, old Exchange and many others)."""
    said = _OUR_ID.split(text, maxsplit=1)[0]
    words = f"{header(root, 'subject')}\n{said}"
    status = next(iter(_STATUS.findall(said)), "")
    code = _REPLY.search(said)
    final, delayed = bool(_FINAL.search(words)), bool(_DELAYED.search(words))
    grade = status[:1] or (code.group(1) if code else "")
    if not (final or delayed or grade in ("4", "5") or _TITLES.search(words)):
        return None
    late = delayed and grade != "5" and not (final and not _says_late(root))
    whose = header(root, "x-failed-recipients").partition(",")[0] or _who(said)
    return Report(
        action="delayed" if late else "failed",
        recipient=whose[:320],
        status=status or (f"{grade}.0.0" if grade in ("4", "5") else ""),
        words=_why(said, whose),
        about=about,
    )


def _says_late(root: Part) -> bool:
    return bool(_DELAYED.search(header(root, "subject")))


def _who(text: str) -> str:
    """The recipient that a report names: alone in its line, as servers set it, else the first address of all."""
    for line in text.splitlines():
        found = re.fullmatch(rf"\s*<?({_ADDRESS.pattern})>?\s*:?\s*", line)
        if found:
            return found.group(1)
    first = _ADDRESS.search(text)
    return first.group() if first else ""


def _why(text: str, whose: str) -> str:
    """The server's reason: the paragraph with its code, else the one that names the recipient, else the beginning."""
    paragraphs = [one_line(each) for each in re.split(r"\n\s*\n", text) if each.strip()]
    for fits in (
        lambda each: _STATUS.search(each) or _REPLY.search(each),
        lambda each: bool(whose) and whose in each,
        lambda each: _FINAL.search(each) or _DELAYED.search(each),
    ):
        found = next((each for each in paragraphs if fits(each)), "")
        if found:
            return found[:LONGEST_WORDS]
    return " ".join(paragraphs)[:LONGEST_WORDS]
