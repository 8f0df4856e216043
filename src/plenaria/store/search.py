"""Words as they are searched: without case, accents and endings, the same on both engines.

A word is folded (*ё* is found as *е*, *ñ* as *n*; *й* stays, for it is a letter of its own) and then cut to its stem in
the language of its text (Snowball). In which language a query is written nobody says, so each of its words stands for
its stem in every language of the same script. Neither engine cuts or folds anything itself.
"""

import re
import threading
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise
from unicodedata import category, name, normalize

import Stemmer

STEMMERS = {
    "de": "german",
    "en": "english",
    "es": "spanish",
    "fr": "french",
    "it": "italian",
    "pt": "portuguese",
    "ru": "russian",
}
LONGEST = 60
"""So many letters of a word are looked at."""
REMEMBERED = 100_000
"""So many words are known without being looked at again: a language's common ones are most of every text."""
SHORTEST = 3
"""Letters of a beginning: fewer begin too many words to look for them all."""
WORD = re.compile(r"\w+(?:/\w+)*")
_QUERY = re.compile(r'"([^"]*)"?|(\S+)')
_WITHOUT_MARKS = re.compile("[\0-\u02ff\u0370-\u0482\u048a-\u0590\u1e00-\u20cf\u2100-\u2cee]*")
"""Letters of Latin, Greek, Cyrillic and Armenian with what is set between them; marks over letters are elsewhere."""
_kept = threading.local()


@dataclass(frozen=True, slots=True)
class Term:
    """What one word of a query, or one phrase in quotes, stands for: any of these, each its stems in their order.

    ``begins``: the last of them need only begin a word (``обсерв*``), where it has three letters.
    """

    options: tuple[tuple[str, ...], ...]
    begins: bool = False


def words(text: str) -> list[str]:
    """The words of a text, small and without accents; a number such as *XIII/1* is one."""
    return [_folded(each) for each in _found(text)]


def stems(text: str, language: str) -> list[str]:
    """The stems of a text's words in their order; of a language whose endings nobody here knows, the words."""
    return [_stemmed(each, language) for each in _found(text)]


def terms(query: str) -> tuple[Term, ...]:
    """What a query asks for: all of it in one place. What was typed together is looked for together."""
    found = []
    for phrase, word in _QUERY.findall(query):
        given = words(phrase or word)
        if given:
            begins = word.endswith("*") and len(given[-1]) >= SHORTEST
            found.append(Term(_options(given, begins), begins))
    return tuple(dict.fromkeys(found))


def marked(text: str, asked: Sequence[Term], language: str) -> list[tuple[str, bool]]:
    """The text in pieces, each with whether it is a word that was asked for."""
    wanted = {stem for term in asked for option in term.options for stem in option}
    beginnings = tuple(option[-1] for term in asked if term.begins for option in term.options)
    found = [
        match.span()
        for match in WORD.finditer(text)
        if not wanted.isdisjoint(_cut(match.group(), language))
        or (beginnings and any(each.startswith(beginnings) for each in words(match.group())))
    ]
    cuts = [0, *(place for span in found for place in span), len(text)]
    pieces = [(text[start:end], turn % 2 == 1) for turn, (start, end) in enumerate(pairwise(cuts))]
    return [piece for piece in pieces if piece[0]]


def _options(given: Sequence[str], begins: bool) -> tuple[tuple[str, ...], ...]:
    """Words that were typed together, as a text in each language has them, and as they are."""
    whole = given[:-1] if begins else given
    found = (
        tuple(_stem(each, "ru" if _is_cyrillic(each) and language else language) for each in whole)
        for language in ("", *STEMMERS)
    )
    return tuple(dict.fromkeys((*stems, given[-1]) if begins else stems for stems in found))


def _is_cyrillic(word: str) -> bool:
    return name(word[0], "").startswith("CYRILLIC")


def _stem(word: str, language: str) -> str:
    if language not in STEMMERS or not word.isalpha():
        return word
    stemmers: dict[str, Stemmer.Stemmer] = _kept.__dict__
    if language not in stemmers:
        # One for each thread: it keeps what it is at within itself.
        stemmers[language] = Stemmer.Stemmer(STEMMERS[language])
    stem: str = stemmers[language].stemWord(word)
    return stem


def _found(text: str) -> list[str]:
    """The words of a text, small, each with its accents where every one of them is part of a letter."""
    small = normalize("NFC", text.casefold())
    return WORD.findall(small if _WITHOUT_MARKS.fullmatch(small) else _plain(small))


@lru_cache(REMEMBERED)
def _folded(word: str) -> str:
    return _plain(word)[:LONGEST]


@lru_cache(REMEMBERED)
def _stemmed(word: str, language: str) -> str:
    return _stem(_folded(word), language)


@lru_cache(REMEMBERED)
def _cut(word: str, language: str) -> tuple[str, ...]:
    """The stems of what stands in a text as one word: as it is typed, it may be two."""
    return tuple(_stem(each, language) for each in words(word))


def _plain(text: str) -> str:
    kept = text.replace("й", "\0")
    letters: Iterable[str] = (letter for letter in normalize("NFD", kept) if category(letter) != "Mn")
    return normalize("NFC", "".join(letters)).replace("\0", "й")
