"""The number of a resolution as papers print it, taken apart: *XIV/4*, *4/2022*, *A/RES/65/281*, *№ 4*."""

import re
from dataclasses import dataclass
from functools import lru_cache

from plenaria.core.text.ordinals import ordinal_value, roman_value

_SIGN = re.compile(r"(?i)^\s*(?:no\.?|nr\.?|№|n\.?\s?º|n°|núm\.?|number|número|номер)\s*")
_YEARS = range(1850, 2101)
_MEETINGS = range(1, 100)
_ALIKE = str.maketrans("ХІМСхімс", "XIMCximc")
"""Cyrillic letters that are typed for Roman figures."""
_ROMAN = re.compile(r"(?<![\w/-])[IVXL]{1,7}(?![\w/])(?=[\s-])")
_COUNTED = re.compile(
    r"(?<![\w/.-])(\d{1,3})(?:st|nd|rd|th|-?[йяе]|-?(?:го|ой|ей|му|ая|ую|ый|ий)|\.?[ªº]|[ªº]|e|ème|er|\.)(?=\s+[^\W\d])",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Number:
    """``parts`` are what is left without years and meetings, in small letters; all are empty for no number."""

    parts: tuple[str, ...] = ()
    years: frozenset[int] = frozenset()
    meetings: frozenset[int] = frozenset()
    as_meetings: frozenset[int] = frozenset()
    """The Roman number that it is itself: *Resolution IV* names no meeting."""

    @property
    def key(self) -> str:
        """The number as it is looked up: ``4``, ``a-res-65-281``."""
        return "-".join(self.parts)

    def fits(self, other: "Number") -> bool | None:
        """Whether both are the same number; ``None`` where one is silent or leaves a series out (*7* and *A/7*)."""
        if not self.parts or not other.parts:
            return None
        if self.parts == other.parts:
            return True
        short, long = sorted((self.parts, other.parts), key=len)
        return None if len(short) < len(long) and long[-len(short) :] == short else False


@lru_cache(maxsize=4096)
def number_of(printed: str) -> Number:
    """A printed number, taken apart.

    A Roman number beside figures is that of a meeting, and a year one of four figures beside others; alone, either is
    the number itself.
    """
    plain = _SIGN.sub("", printed).translate(_ALIKE)
    tokens = re.findall(r"\w+", plain)
    figures = [each for each in tokens if each.isdecimal() and int(each) not in _YEARS]
    years = frozenset(int(each) for each in tokens if each.isdecimal() and int(each) in _YEARS)
    others = [each for each in tokens if not (each.isdecimal() and int(each) in years)]
    if len(tokens) == 1 and (alone := roman_value(tokens[0])):
        return Number((str(alone),), as_meetings=frozenset({alone}))
    if not others:
        return Number(tuple(_plain(each) for each in tokens))
    romans = {each: value for each in others if each.isupper() and (value := _meeting(each)) and figures}
    parts = tuple(_plain(each) for each in others if each not in romans)
    return Number(parts, years, frozenset(romans.values()))


def meetings_in(words: str) -> frozenset[int]:
    """The numbers of meetings that words name: *the XIV Conference*, *14-й конференции*, *la sexta asamblea*."""
    words = words.translate(_ALIKE)
    found = {value for each in _ROMAN.findall(words) if (value := _meeting(each))}
    found |= {int(each) for each in _COUNTED.findall(words) if int(each) in _MEETINGS}
    # "the Fourteenth Congress": a number written as a word, before another word.
    for word in re.findall(r"(?<!\w)([^\W\d_]{4,})(?=\s+[^\W\d_])", words):
        value = _word_value(word)
        if value:
            found.add(value)
    return frozenset(found)


def _plain(token: str) -> str:
    return str(int(token)) if token.isdecimal() else token.casefold()


def _meeting(roman: str) -> int | None:
    value = roman_value(roman)
    return value if value in _MEETINGS else None


_BENT = re.compile(r"(?:ый|ой|ий|ая|ья|ого|его|ьего|ьей|ей|ому|ую|ью|ом|ым|ье|ое)$")


def _word_value(word: str) -> int | None:
    """An ordinal as a word, in its first form or bent: *второй*, *второго*."""
    small = word.casefold()
    if (value := ordinal_value(small)) and not roman_value(small):
        return value
    stem = _BENT.sub("", small)
    return next(
        (value for form in (f"{stem}ый", f"{stem}ой", f"{stem}ий") if stem != small and (value := ordinal_value(form))),
        None,
    )
