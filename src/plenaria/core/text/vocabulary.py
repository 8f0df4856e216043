"""The lexicons, and how their phrases become patterns.

A phrase is words; ``*`` stands for any letters (alone: one word), ``…`` for up to nine words (``……`` for up to
sixteen), ``(a|b)`` for a choice, ``<name>`` for any phrase of that list under ``[lists]``, and ``&`` stands before a
word that comes up to sixteen words later (*fordert&auf*). Case does not matter, nor
``ё`` or ``е``, ``ß`` or ``ss``, nor the form of an apostrophe.
"""

import re
import tomllib
from collections.abc import Mapping
from functools import cache
from importlib import resources
from typing import Any

from plenaria.core.text.inflection import forms

LANGUAGES = tuple(
    sorted(
        entry.name.removesuffix(".toml")
        for entry in resources.files("plenaria.core.text.lexicon").iterdir()
        if entry.name.endswith(".toml")
    )
)

# A stop ends a sentence, but not after a number or an abbreviation: "Die VIII. Länderkonferenz", "am 5. Mai".
_WORD = r"(?:[^\s;:.]+|(?:\d{1,2}|[IVXLC]{1,6}|\w)\.)"
_GAP = rf"(?:{_WORD}\s+){{0,9}}?"
_LONG_GAP = rf"(?:{_WORD}\s+){{0,16}}?"
_REST = r"[^;:.]*"
_LETTERS_FIRST = re.compile(r"[\w’'ʼ-]*")
_LETTERS_WITHIN = re.compile(r"\*([^\s*…<>(|)&ß]+)")
_FOLDED = str.maketrans({"’": "'", "ʼ": "'", "ё": "е"})
NOTHING = re.compile(r"(?!)")
"""Matches nowhere."""


@cache
def data(language: str) -> Mapping[str, Any]:
    """The lexicon of ``language`` as written; that of English where there is none."""
    known = language if language in LANGUAGES else "en"
    text = resources.files("plenaria.core.text.lexicon").joinpath(f"{known}.toml").read_text(encoding="utf-8")
    return tomllib.loads(text)


def phrases(language: str, section: str, key: str) -> tuple[str, ...]:
    """The phrases of one list, as written."""
    return tuple(data(language).get(section, {}).get(key, ()))


@cache
def anywhere(language: str, section: str, key: str) -> re.Pattern[str]:
    """Finds a phrase of the list as whole words."""
    listed = phrases(language, section, key)
    return re.compile(rf"(?<!\w)(?:{_alternatives(language, listed)})(?!\w)", re.IGNORECASE) if listed else NOTHING


@cache
def opening(language: str, section: str, key: str) -> re.Pattern[str]:
    """Matches a phrase of the list at the start of a text."""
    listed = phrases(language, section, key)
    if not listed:
        return NOTHING
    return re.compile(rf"[\s\"«“(]*(?:{_alternatives(language, listed)})(?!\w)", re.IGNORECASE)


@cache
def opening_in_any(section: str, key: str) -> re.Pattern[str]:
    """Matches a phrase of that list of any language: what a form prints may be in another language than its text."""
    listed = "|".join(alternatives(language, section, key) for language in LANGUAGES)
    return re.compile(rf"[\s\"«“(]*(?:{listed})(?!\w)", re.IGNORECASE)


@cache
def whole(language: str, section: str, key: str) -> re.Pattern[str]:
    """Matches a line that is a phrase of the list, a number or a colon after it, and nothing more."""
    listed = phrases(language, section, key)
    if not listed:
        return NOTHING
    return re.compile(rf"\W*(?:{_alternatives(language, listed)})\W*", re.IGNORECASE)


@cache
def operative(language: str) -> re.Pattern[str]:
    """Matches the operative verb at the start of a paragraph, with the adverbs before it."""
    adverbs = _alternatives(language, phrases(language, "operative", "adverbs"))
    verbs = _alternatives(language, _with_inflected(language, phrases(language, "operative", "verbs")))
    never = _alternatives(language, phrases(language, "operative", "never"))
    return re.compile(rf"\s*(?:(?:{adverbs}),?\s+)*(?!(?:{never})(?!\w))(?:{verbs})(?!\w)", re.IGNORECASE)


def _with_inflected(language: str, listed: tuple[str, ...]) -> tuple[str, ...]:
    """The phrases, with what ``[verbs]`` may begin a clause with where they name it."""
    if "<verbs>" not in listed:
        return listed
    lexicon = data(language)
    found = (
        phrase
        for sort, verbs in lexicon["verbs"].items()
        for verb in verbs
        for form, phrase in forms(verb, lexicon["inflection"])
        if sort != "must" and form in ("infinitive", "finite")
    )
    return (*(each for each in listed if each != "<verbs>"), *dict.fromkeys(found))


@cache
def alternatives(language: str, section: str, key: str) -> str:
    """The list as one alternative of a pattern, to build with."""
    return _alternatives(language, phrases(language, section, key))


@cache
def adverbs(language: str) -> str:
    """Adverbs that may stand before a verb, without those that take in other words, as one alternative."""
    listed = tuple(each for each in phrases(language, "operative", "adverbs") if "…" not in each)
    return _alternatives(language, listed)


def compiled(language: str, phrase: str) -> re.Pattern[str]:
    """One phrase as whole words."""
    return re.compile(rf"(?:{_compiled(language, phrase)})(?!\w)", re.IGNORECASE)


@cache
def heads(language: str, phrase: str) -> frozenset[str]:
    """With which letters a phrase can begin; an empty string among them where any letters may."""
    phrase = phrase.strip()
    if phrase.startswith("<"):
        listed = phrases(language, "lists", phrase[1 : phrase.index(">")])
        return frozenset(head for each in listed for head in heads(language, each))
    if phrase.startswith("("):
        inner, rest = _bracket(phrase)
        choices = [choice if choice.strip() else rest for choice in inner]
        return frozenset(head for choice in choices for head in heads(language, choice)) or frozenset({""})
    literal = _LETTERS_FIRST.match(phrase)
    return frozenset({folded(literal[0]) if literal else ""})


def within(phrase: str) -> str:
    """Letters that the first word of a phrase has somewhere, of one that may begin with any."""
    literal = _LETTERS_WITHIN.match(phrase)
    return folded(literal[1]) if literal else ""


def folded(word: str) -> str:
    """A word as it is looked up."""
    return word.casefold().translate(_FOLDED)


def _bracket(phrase: str) -> tuple[list[str], str]:
    """The choices of the bracket that ``phrase`` opens with, and what follows it."""
    depth, choice = 0, ""
    choices: list[str] = []
    for at, char in enumerate(phrase):
        depth += (char == "(") - (char == ")")
        if depth == 0:
            return [*choices, choice], phrase[at + 1 :]
        if char == "|" and depth == 1:
            choices.append(choice)
            choice = ""
        elif not (char == "(" and depth == 1):
            choice += char
    return [*choices, choice], ""


def _alternatives(language: str, listed: tuple[str, ...]) -> str:
    # The longest first: an alternative takes the first that fits.
    return "|".join(_compiled(language, phrase) for phrase in sorted(listed, key=len, reverse=True)) or "(?!)"


def _spelt(word: str) -> str:
    """A word however it is spelt: ``е`` for ``ё``, any apostrophe, the Swiss ``ss`` for ``ß``."""
    return re.sub("['’ʼ]", "['’ʼ]", re.sub("[её]", "[её]", word)).replace("ß", "(?:ß|ss)")


def _compiled(language: str, phrase: str) -> str:
    phrase, apart, particle = phrase.partition("&")
    if apart:
        return rf"{_compiled(language, phrase)}(?=\s+{_LONG_GAP}{_compiled(language, particle)}(?!\w))"
    parts: list[str] = []
    for piece in re.findall(r"<\w+>|……|…|\s+|\*|[(|)]|[^\s*…<>(|)]+", phrase.strip()):
        if piece.startswith("<"):
            parts.append(f"(?:{_alternatives(language, phrases(language, 'lists', piece[1:-1]))})")
        elif piece in ("…", "……"):
            parts.append(_GAP if piece == "…" else _LONG_GAP)
        elif piece.isspace():
            # The gap brings its own blank after it.
            parts.append("" if parts and parts[-1] in (_GAP, _LONG_GAP) else r"\s+")
        elif piece == "*":
            parts.append(r"\w*")
        elif piece in "(|)":
            parts.append({"(": "(?:", "|": "|", ")": ")"}[piece])
        else:
            parts.append(_spelt(re.escape(piece)))
    if parts[-1] == _GAP:
        # At the end of a phrase there is no blank to come after it.
        parts[-1] = _REST
    pattern = "".join(parts)
    # A choice of nothing must not ask for two blanks.
    return pattern.replace(r"|)\s+", r"|)\s*").replace(_GAP + "|)\\s*", _GAP + "|)")
