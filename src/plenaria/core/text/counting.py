"""Numbering clauses by hand: from one of them on, or all of them, in the way in which they are numbered already.

A way of numbering is figures (``7``), figures below a parent (``4.7``), Roman numbers, letters of an alphabet, or
ordinal words. A clause without a number counts in figures, a point without one in letters.
"""

import re
from collections.abc import Callable, Sequence
from dataclasses import replace

from plenaria.core.text import vocabulary
from plenaria.core.text.editing import Rows, rows, with_rows
from plenaria.core.text.ordinals import ordinal_word, roman_value
from plenaria.core.text.resolution import Clause, Resolution

_ALPHABETS = ("abcdefghijklmnopqrstuvwxyz", "абвгдежзиклмнопрстуфхцчшщэюя")
"""Latin, and the letters by which Russian counts: without ё, й, ъ, ы, ь."""

_CYRILLIC = ("ru", "uk")

type _Label = Callable[[int], str]


def counted_on(changed: Rows, at: int, language: str, *, restart: bool = False) -> Rows:
    """The row ``at`` and its siblings behind it number on from its own number, or from the first with ``restart``.

    A row without a number follows the sibling before it. What stands below 4 as 4.1 follows it as well.
    """
    group = [at, *_behind(changed, at)]
    before = _before(changed, at)
    numbers = [changed[each].number for each in (*before, *group)]
    like = changed[at].number or (changed[before[-1]].number if before else "")
    label = _way(like, numbers, changed[at].level, language)
    own, last = _value(changed[at].number, label), _value(changed[before[-1]].number, label) if before else 0
    first = 1 if restart else own or last + 1
    made = list(changed)
    for place, each in enumerate(group, first):
        _number(made, each, label(place))
    return tuple(made)


def counted(resolution: Resolution) -> Resolution:
    """Every clause numbers on from the first of its siblings, whose number becomes the first of its sort."""
    made = list(rows(resolution))
    for at, row in enumerate(made):
        if not _before(made, at):
            group = [at, *_behind(made, at)]
            numbers = [made[each].number for each in group]
            like = next(filter(None, numbers), "")
            label = _way(like, numbers, row.level, resolution.language)
            for place, each in enumerate(group, 1):
                _number(made, each, label(place))
    return with_rows(resolution, made)


def _number(made: list[Clause], at: int, number: str) -> None:
    """Give the row a number, and change the numbers below it that begin with its old one."""
    old, level = made[at].number, made[at].level
    made[at] = replace(made[at], number=number)
    for place in range(at + 1, len(made)):
        if made[place].level <= level:
            break
        if old and made[place].number.startswith(f"{old}."):
            made[place] = replace(made[place], number=f"{number}{made[place].number[len(old) :]}")


def _behind(changed: Sequence[Clause], at: int) -> list[int]:
    """The siblings behind a row."""
    found = []
    for place in range(at + 1, len(changed)):
        if changed[place].level < changed[at].level:
            break
        if changed[place].level == changed[at].level:
            found.append(place)
    return found


def _before(changed: Sequence[Clause], at: int) -> list[int]:
    """The siblings before a row."""
    found: list[int] = []
    for place in range(at - 1, -1, -1):
        if changed[place].level < changed[at].level:
            break
        if changed[place].level == changed[at].level:
            found.insert(0, place)
    return found


def _value(number: str, label: _Label) -> int:
    """Which number of that way this is; 0 for none of its first hundreds."""
    return next((value for value in range(1, 400) if label(value) == number), 0) if number else 0


def _way(number: str, siblings: Sequence[str], level: int, language: str) -> _Label:
    """How ``number`` counts; its siblings tell whether *I* or *v* is a letter or Roman."""
    below = re.fullmatch(r"(.+\.)\d+", number)
    if below:
        return lambda value: f"{below[1]}{value}"
    if _is_roman(number, siblings):
        return lambda value: _cased(_roman(value), number)
    for alphabet in _ALPHABETS:
        if len(number) == 1 and number.casefold() in alphabet:
            return lambda value: _cased(_letter(alphabet, value), number)
    if ordinal_word(number) is not None:
        return lambda value: _cased(_ordinal(number, value), number)
    if not number and level > 1:
        alphabet = _ALPHABETS[language in _CYRILLIC]
        return lambda value: _letter(alphabet, value)
    return str


def _is_roman(number: str, siblings: Sequence[str]) -> bool:
    if roman_value(number) is None:
        return False
    longer = any(len(each) > 1 and roman_value(each) for each in siblings)
    return len(number) > 1 or longer or (number in ("I", "i") and siblings[0] == number)


def _roman(value: int) -> str:
    written = ""
    signs = (("c", 100), ("xc", 90), ("l", 50), ("xl", 40), ("x", 10), ("ix", 9), ("v", 5), ("iv", 4), ("i", 1))
    for sign, worth in signs:
        times, value = divmod(value, worth)
        written += sign * times
    return written


def _letter(alphabet: str, value: int) -> str:
    rounds, place = divmod(value - 1, len(alphabet))
    return f"{alphabet[place]}{rounds + 1}" if rounds else alphabet[place]


def _ordinal(like: str, value: int) -> str:
    """The ordinal word in the language of another; figures where its list ends."""
    for language in vocabulary.LANGUAGES:
        words = [each.split("|") for each in vocabulary.phrases(language, "numbering", "ordinals")]
        form = next((forms.index(like.casefold()) for forms in words if like.casefold() in forms), None)
        if form is not None and value <= len(words):
            return words[value - 1][min(form, len(words[value - 1]) - 1)]
    return str(value)


def _cased(label: str, like: str) -> str:
    if like.isupper():
        return label.upper()
    return label.capitalize() if like[:1].isupper() else label
