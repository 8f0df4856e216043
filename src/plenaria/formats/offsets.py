"""Where characters of a paragraph's raw text stand once it is broken into lines and these are cleaned."""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from itertools import accumulate
from unicodedata import combining, normalize

_UNSEEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\u00ad\u200b\u2060\ufeff]")
"""Characters that no print shows; they would come between a word and its entry in a lexicon."""

_LIGATURES = {"ﬀ": "ff", "ﬁ": "fi", "ﬂ": "fl", "ﬃ": "ffi", "ﬄ": "ffl", "ﬅ": "st", "ﬆ": "st"}
"""Letters that a typesetter joined: no lexicon has words with them."""
_JOINED = re.compile("[ﬀ-ﬆ]")


def clean(text: str) -> str:
    """Text in composed form (Unicode NFC) without characters that no print shows; spaces inside stay as they are."""
    return seen(text).strip()


def seen(text: str) -> str:
    """The same with the blanks at both ends."""
    if text.isascii() and text.isprintable():
        return text
    return _JOINED.sub(lambda sign: _LIGATURES[sign[0]], _UNSEEN.sub("", normalize("NFC", text)))


class Rows:
    """The raw lines of a paragraph, and which of them are kept: offsets count through all, line feeds included."""

    def __init__(self, raw: Sequence[str], kept: Sequence[int], *, goes_on: bool = False) -> None:
        """``goes_on`` where the paragraph's own end is proposed only: before, it went on in the next."""
        self._raw = raw
        self._kept = kept
        self._goes_on = goes_on
        self._starts = list(accumulate((len(row) + 1 for row in raw), initial=0))
        self._places: dict[int, list[int]] = {}
        self._cleaned = [clean(raw[index]) for index in kept]

    def spans(self, start: int, end: int) -> Iterator[tuple[int, int, str]]:
        """What stands between two offsets: the kept row (from 0), the character of it, and the words as cleaned.

        The words end with a line feed where the end of the row lies between the offsets, too.
        """
        row = bisect_right(self._starts, start) - 1
        for at in range(max(bisect_right(self._kept, row) - 1, 0), len(self._kept)):
            index = self._kept[at]
            begins = self._starts[index]
            if begins >= end:
                return
            following = self._starts[-1] if at + 1 == len(self._kept) else self._starts[self._kept[at + 1]]
            first = self._position(at, start - begins)
            words = self._cleaned[at][first : self._position(at, end - begins)]
            if start <= begins + len(self._raw[index]) and end >= following:
                words += "\n"
            if words:
                yield at, first, words

    def row(self, offset: int) -> int:
        """The raw row in which an offset lies."""
        return min(bisect_right(self._starts, offset) - 1, len(self._raw) - 1)

    def gap(self, offset: int, text: str, *, last: bool = True) -> tuple[int, int, str]:
        """Where text stood that is gone: the kept row, or the next if that is dropped; the character; the text.

        A row that is dropped is gone with its end, if this is the ``last`` that stood in it; blanks that cleaning takes
        off beside the text stay with it.
        """
        row = self.row(offset)
        at = bisect_left(self._kept, row)
        text = seen(text)
        if at == len(self._kept) or self._kept[at] != row:
            return at, 0, text if text.endswith("\n") or self._goes_on or not last else f"{text}\n"
        before, after = self._raw[row][: offset - self._starts[row]], self._raw[row][offset - self._starts[row] :]
        position = self._position(at, len(before))
        if position == 0 and after[:1].isspace() and not text[-1:].isspace():
            text += " "
        elif position and position == len(self._cleaned[at]) and before[-1:].isspace() and not text[:1].isspace():
            text = f" {text}"
        return at, position, text

    def _position(self, at: int, offset: int) -> int:
        """The character of a cleaned row for an offset in it, at most its length."""
        index = self._kept[at]
        if index not in self._places:
            self._places[index] = list(accumulate(_widths(self._raw[index]), initial=0))
        places = self._places[index]
        return min(places[min(max(offset, 0), len(places) - 1)], len(self._cleaned[at]))


def _widths(row: str) -> Iterator[int]:
    """How many characters each one of a raw row leaves when it is cleaned: none where it begins with blanks."""
    before, begun = "", False
    for sign in row:
        width = 0 if _UNSEEN.match(sign) else len(_LIGATURES.get(sign, sign))
        if width and combining(sign) and before:
            width = len(normalize("NFC", before + sign)) - 1
        begun = begun or (width > 0 and not sign.isspace())
        yield width if begun else 0
        before = sign
