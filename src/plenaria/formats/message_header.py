"""A message as the standard library takes it apart, and its headers as a stranger's program wrote them: folded, encoded
twice over, or as raw bytes.
"""

import re
from email.header import decode_header
from email.message import Message as Part

from plenaria.formats import encoding, message_text


def inside(part: Part) -> list[Part]:
    """The parts of a multipart, or the message that a part encloses."""
    payload = part.get_payload() if part.is_multipart() else None
    return [each for each in payload if isinstance(each, Part)] if isinstance(payload, list) else []


def content(part: Part) -> bytes:
    """The bytes of a part without their transport encoding; what is not sound base64 as far as it goes."""
    try:
        found = part.get_payload(decode=True)
    except (ValueError, TypeError):  # a charset that is none, which the library asks for on its way
        return b""
    return found if isinstance(found, bytes) else b""


def whole(part: Part) -> bytes:
    """A part with its headers, as it was written."""
    try:
        return part.as_bytes()
    except (ValueError, TypeError, LookupError, AttributeError):
        return content(part)


def header(part: Part, name: str) -> str:
    """The words of the first header of that name as one line; empty where there is none."""
    return one_line(decoded_words(raw(part, name)))


def raw(part: Part, name: str) -> str:
    """The first header of that name in one line as it was written; empty where there is none."""
    value = next((value for key, value in part.raw_items() if key.lower() == name), "")
    return re.sub(r"[\r\n]+", "", sound(str(value)))


def one_line(text: str) -> str:
    """Text without line breaks and without what can't be seen, such as the marks that turn the direction of writing."""
    return " ".join("".join(sign if sign.isprintable() else " " if sign.isspace() else "" for sign in text).split())


def sound(raw: str) -> str:
    """A header's characters, where it holds bytes that it should not (RFC 5322 knows ASCII only)."""
    if raw.isascii():
        return raw
    return encoding.decoded(raw.encode("utf-8", "surrogateescape"))


def decoded_words(text: str) -> str:
    """Encoded words (RFC 2047) as their characters, whatever encoding they name."""
    return _ENCODED.sub(lambda found: _run(found.group()), text)


_ENCODED = re.compile(r"=\?[^?\s]{1,60}\?[bBqQ]\?[^?]*\?=(?:\s*=\?[^?\s]{1,60}\?[bBqQ]\?[^?]*\?=)*")
"""Words that follow each other are decoded together: a character may begin in one and end in the next."""


def _run(words: str) -> str:
    try:
        pieces = decode_header(words)
    except ValueError:  # base64 that is none
        return words
    said = (each if isinstance(each, str) else message_text.decoded(each, charset or "") for each, charset in pieces)
    return "".join(said)
