"""Numbers written otherwise than in figures: Roman numbers and ordinal words."""

import re
from collections.abc import Mapping
from functools import cache

from plenaria.core.text import vocabulary

_ROMAN = {"i": 1, "v": 5, "x": 10, "l": 50, "c": 100, "d": 500, "m": 1000}
_LOOK_ALIKE = str.maketrans("іх", "ix")
_ROMAN_FORM = re.compile(r"(?=[mdclxvi])m{0,3}(cm|cd|d?c{0,3})(xc|xl|l?x{0,3})(ix|iv|v?i{0,3})")


def ordinal_word(text: str) -> int | None:
    """The value of an ordinal word of any language, in either case and with any apostrophe, or ``None``."""
    return _words().get(" ".join(re.sub("[’ʼ]", "'", text.casefold()).split()))


@cache
def _words() -> Mapping[str, int]:
    """Ordinals in words of every language that has a lexicon, small, and their values."""
    return {
        word: value
        for language in vocabulary.LANGUAGES
        for value, forms in enumerate(vocabulary.phrases(language, "numbering", "ordinals"), 1)
        for word in forms.split("|")
    }


def roman_value(text: str) -> int | None:
    """The value of a well-formed Roman number in either case, or ``None``."""
    # In Cyrillic papers the letters of Roman numbers are often Cyrillic too.
    text = text.casefold().translate(_LOOK_ALIKE)
    if not text or not _ROMAN_FORM.fullmatch(text):
        return None
    values = [_ROMAN[letter] for letter in text]
    return sum(-one if one < next_one else one for one, next_one in zip(values, [*values[1:], 0], strict=True))


def ordinal_value(text: str) -> int | None:
    """The value of a number in figures, in Roman figures of two letters or more, or of an ordinal word."""
    text = " ".join(text.casefold().split())
    figures = re.fullmatch(r"(\d+)(?:\.?[ºª°]|er|re|ère)?", text)
    if figures:
        return int(figures[1])
    return ordinal_word(text) or (roman_value(text) if len(text) > 1 else None)
