"""Plain text in any encoding, whole paragraphs or broken at a width."""

import re
from itertools import pairwise
from statistics import median

from charset_normalizer import from_bytes

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
_CYRILLIC = re.compile("[А-Яа-яЁёЄєІіЇїҐґ]")
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
    best = from_bytes(data[:65536], cp_isolation=_ENCODINGS, preemptive_behaviour=False).best()
    return best.encoding if best else "cp1252"


def read(data: bytes) -> Source:
    """A text's lines; see :func:`is_wrapped` for texts that are broken at a width.

    :raises Unreadable: there is too much of it, or nothing.
    """
    text = decoded(data)
    if len(text) > LONGEST:
        raise Unreadable("file-too-long", limit=LONGEST)
    rows = text.replace("\r\n", "\n").replace("\r", "\n").replace("\f", "\n").replace("\x85", "\n").split("\n")
    wrapped = is_wrapped(rows)
    gathering = Gathering()
    paragraph = 1
    for row in rows:
        if not row.strip():
            paragraph += 1
            continue
        margin = row[: len(row) - len(row.lstrip())].expandtabs(8)
        gathering.add(row, SourceLine(text="", indent=6 * len(margin), paragraph=paragraph if wrapped else None))
    return gathering.source("txt", wrapped=wrapped)


def is_wrapped(rows: list[str]) -> bool:
    """Whether a text was broken at a width: no line is much longer than a typewriter's, and most go on in the next.

    A line goes on where it is nearly as long as the longest and the next is not blank.
    """
    written = [len(row.rstrip()) for row in rows if row.strip()]
    if len(written) < 6 or max(written) > 120:
        return False
    full = sorted(written)[int(len(written) * 0.9)]
    pairs = [(row.rstrip(), follower) for row, follower in pairwise(rows) if row.strip() and follower.strip()]
    if len(pairs) < 4 or full < 40:
        return False
    going_on = [len(row) for row, _ in pairs if row[-1:] not in ".;:!?"]
    return len(going_on) >= len(pairs) * 0.4 and median(going_on) >= 0.8 * full
