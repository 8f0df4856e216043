"""Plain text in any encoding, whole paragraphs or broken at a width."""

import re

from plenaria.core.text.source import Source, SourceLine
from plenaria.formats.gathering import LONGEST, Gathering
from plenaria.formats.unreadable import Unreadable

_ENCODINGS = ["cp1251", "koi8_r", "cp866", "iso8859_5", "mac_cyrillic", "cp1252"]
"""The eight-bit encodings of our languages; cp1252 holds all of latin-1's letters."""
_MARKS = (
    (b"\xef\xbb\xbf", "utf-8-sig"),
    (b"\xff\xfe\x00\x00", "utf-32"),
    (b"\xff\xfe", "utf-16"),
    (b"\xfe\xff", "utf-16"),
)
_BREAK = re.compile("\r\n|[\r\n\f\v\x85\u2028\u2029]")
_CONTROLS = bytes(set(range(32)) - {9, 10, 12, 13, 27})


def is_binary(data: bytes) -> bool:
    """Whether these bytes are no text in any encoding: control characters that no text has, and no UTF-16."""
    if any(data.startswith(mark) for mark, _ in _MARKS) or _utf_16(data):
        return False
    head = data[:65536]
    return len(head) - len(head.translate(None, _CONTROLS)) > len(head) // 500


def _utf_16(data: bytes) -> str | None:
    """UTF-16 without a mark: every other byte of western or Cyrillic text is 0 or 4."""
    head = data[:4096]
    if len(head) < 4:
        return None
    low, high = head[0::2], head[1::2]
    few = (b"\x00", b"\x04", b"\x20")
    for other, encoding in ((high, "utf-16-le"), (low, "utf-16-be")):
        if sum(other.count(byte) for byte in few) > 0.97 * len(other) and other.count(b"\x20") < 0.1 * len(other):
            return encoding
    return None


def decoded(data: bytes, *, cut: bool = False) -> str:
    """The characters of a text whose encoding nobody names; ``cut`` where the bytes may end inside a character.

    A byte order mark decides, then sound UTF-8, then UTF-16 by its zero bytes, then the eight-bit encoding
    whose letters make the likelier words.
    """
    errors = "ignore" if cut else "replace"
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return data.decode(encoding, errors)
    if encoding := _utf_16(data) or "":
        return data.decode(encoding, errors)
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError as error:
        if cut and error.start > len(data) - 4:
            return data[: error.start].decode("utf-8")
    return data.decode(_eight_bit(data), errors)


def _eight_bit(data: bytes) -> str:
    """The likeliest eight-bit encoding."""
    from charset_normalizer import from_bytes

    best = from_bytes(data[:65536], cp_isolation=_ENCODINGS, preemptive_behaviour=False).best()
    return best.encoding if best else "cp1252"


def read(data: bytes) -> Source:
    """A text's lines, blank ones too, so that their count is that of an editor.

    Whether it is broken at a width is for ``core.text`` to see, which knows how a clause goes on.

    :raises Unreadable: there is too much of it, or nothing.
    """
    text = decoded(data)
    if len(text) > LONGEST:
        raise Unreadable("file-too-long", limit=LONGEST)
    gathering = Gathering()
    for row in _BREAK.split(text):
        if row.strip():
            margin = row[: len(row) - len(row.lstrip())].expandtabs(8)
            gathering.add(row, SourceLine(text="", indent=6 * len(margin)))
        else:
            gathering.add_blank()
    return gathering.source("txt")
