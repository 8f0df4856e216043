"""Verbs and phrases found in running text, fast: each word is looked up by its first letters.

A verb stands in the lexicon as in a dictionary, under its class (``[verbs]``); ``[inflection]`` makes its forms of it:
the longest ending that the verb has is replaced by those listed for it.
"""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Any

from plenaria.core.text import vocabulary

_WORD = re.compile(r"[^\W\d_][\w’'-]*|0+")
_ELIDED = re.compile("[^\\W\\d_]{1,2}[’'](?=\\w)")
_LETTERS = 3
"""How many first letters the index looks at."""

PHRASE = "phrase"
"""The form of what is taken as the lexicon writes it."""


@dataclass(frozen=True, slots=True)
class Mark:
    """Where a phrase stands in a text, what it is (``sort``) and in which form."""

    start: int
    end: int
    sort: str
    form: str


@dataclass(frozen=True, slots=True)
class _Entry:
    head: str
    within: str
    """Letters that the word has somewhere."""
    pattern: re.Pattern[str]
    sort: str
    form: str
    words: int


Finder = Callable[[str], Iterator[tuple[Mark, int]]]
"""Finds all phrases of a text, each with the number of words that the lexicon wrote it with."""


@cache
def kinds(language: str) -> Finder:
    """Finds the phrases that settle a kind, and the verbs by class."""
    lexicon = vocabulary.data(language)
    settled = [(phrase, kind, PHRASE) for kind, listed in lexicon["kinds"].items() for phrase in listed]
    inflected = [
        (phrase, sort, form)
        for sort, listed in lexicon.get("verbs", {}).items()
        for verb in listed
        for form, phrase in forms(verb, lexicon.get("inflection", {}))
    ]
    return _finder(language, [*settled, *inflected])


@cache
def objects(language: str) -> Finder:
    """Finds the nouns of ``[lists]``, by list."""
    return _finder(
        language,
        [(phrase, name, PHRASE) for name, listed in vocabulary.data(language)["lists"].items() for phrase in listed],
    )


def forms(verb: str, inflection: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    """The forms of a verb as phrases, by group; one that no rule fits, or with ``=`` before it, as it is written.

    ``~`` stands before a noun that is made of a verb, ``_`` in an ending for the stem (``ge_t``), and ``|`` in a verb
    after the particle that German parts from it.
    """
    if verb[0] in "=~":
        yield ("finite" if verb[0] == "=" else "noun"), verb[1:]
        return
    first, blank, rest = verb.partition(" ")
    particle, bar, base = first.partition("|") if "(" not in first else ("", "", first)
    first = base if bar else first
    endings = [ending for ending in inflection if first.endswith(ending) and "*" not in first and "(" not in first]
    if not endings:
        yield PHRASE if "*" in first else "finite", verb
        return
    ending = max(endings, key=len)
    stem = first.removesuffix(ending)
    for form, written in inflection[ending].items():
        words = "|".join(each.replace("_", stem) if "_" in each else stem + each for each in written.split("|"))
        if bar:
            yield from _separated(form, words, particle, f"{blank}{rest}")
        else:
            yield form, f"({words}){blank}{rest}"


def _separated(form: str, words: str, particle: str, rest: str) -> Iterator[tuple[str, str]]:
    """``auf|fordern``: *auffordern*, *aufzufordern*, *fordert … auf*, *aufgefordert*."""
    if form == "finite":
        yield form, f"({words})&{particle}{rest}"
    yield form, f"{particle}({'zu|' if form == 'infinitive' else ''})({words}){rest}"


def _finder(language: str, listed: Iterable[tuple[str, str, str]]) -> Finder:
    index: dict[str, list[_Entry]] = {}
    for phrase, sort, form in listed:
        pattern = vocabulary.compiled(language, phrase)
        for head in vocabulary.heads(language, phrase):
            entry = _Entry(head, vocabulary.within(phrase), pattern, sort, form, _words(phrase))
            index.setdefault(head[:_LETTERS], []).append(entry)

    @lru_cache(maxsize=8192)
    def candidates(word: str) -> tuple[_Entry, ...]:
        found = [
            entry
            for length in range(_LETTERS + 1)
            for entry in index.get(word[:length], ())
            if len(word) >= length and word.startswith(entry.head) and entry.within in word
        ]
        return tuple(dict.fromkeys(found))

    def find(text: str) -> Iterator[tuple[Mark, int]]:
        for start, word in _starts(text):
            for entry in candidates(vocabulary.folded(word)):
                match = entry.pattern.match(text, start)
                if match:
                    yield Mark(match.start(), match.end(), entry.sort, entry.form), entry.words

    return find


def _starts(text: str) -> Iterator[tuple[int, str]]:
    """Where words start, and after an elided article too: *l'assemblée*."""
    for word in _WORD.finditer(text):
        yield word.start(), word[0]
        elided = _ELIDED.match(word[0])
        if elided:
            yield word.start() + elided.end(), word[0][elided.end() :]


def _words(phrase: str) -> int:
    """How many words tell; a gap may take in anything, so that a phrase around it tells no more than two words do."""
    return 2 if "…" in phrase or "&" in phrase else len(phrase.split())
