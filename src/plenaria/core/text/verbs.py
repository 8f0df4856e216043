"""Verbs and phrases found in running text, fast: each word is looked up by its first letters.

A verb stands in the lexicon as in a dictionary, under its class (``[verbs]``); ``[inflection]`` makes its forms of it:
the longest ending that the verb has is replaced by those listed for it.
"""

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import cache, lru_cache

from plenaria.core.text import vocabulary
from plenaria.core.text.inflection import PHRASE, forms

_WORD = re.compile(r"[^\W\d_][\w’'-]*|0+")
_ELIDED = re.compile("[^\\W\\d_]{1,2}[’'](?=\\w)")
_MORE_THAN_A_WORD = re.compile(r"[\s…<&*]")
_PLAIN = {"es": str.maketrans("áéíóúüÁÉÍÓÚÜ", "aeiouuAEIOUU")}
"""Letters that are looked up without their accents: an enclitic moves them (*apruebe*, *apruébese*)."""
_LETTERS = 3
"""How many first letters the index looks at."""


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
    phrase: str
    sort: str
    form: str
    words: float
    alone: bool
    """Whether it is one word, so that nothing around it matters."""


Finder = Callable[[str], Iterator[tuple[Mark, float]]]
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
    return finder(language, [*settled, *inflected])


@cache
def objects(language: str) -> Finder:
    """Finds the nouns of ``[lists]``, by list."""
    return finder(
        language,
        [(phrase, name, PHRASE) for name, listed in vocabulary.data(language)["lists"].items() for phrase in listed],
    )


def finder(language: str, listed: Iterable[tuple[str, str, str]]) -> Finder:
    """Finds the listed phrases, each with its sort and form."""
    index: dict[str, list[_Entry]] = {}
    plain = _PLAIN.get(language, {})
    for written, sort, form in listed:
        phrase = written.translate(plain) if plain else written
        alone = phrase[:1] != "*" and not _MORE_THAN_A_WORD.search(phrase.removesuffix("*"))
        within, words = vocabulary.within(phrase), _words(phrase)
        for head in vocabulary.heads(language, phrase):
            entry = _Entry(head, within, phrase, sort, form, words, alone)
            index.setdefault(head[:_LETTERS], []).append(entry)

    @cache
    def compiled(phrase: str) -> re.Pattern[str]:
        # Few of the thousands of phrases are met in a text: only those are compiled.
        return vocabulary.compiled(language, phrase)

    @lru_cache(maxsize=8192)
    def known(raw: str) -> tuple[tuple[tuple[int, _Entry], ...], tuple[_Entry, ...]]:
        """Of one word: the entries that it is by itself, with their length, and those that it may begin."""
        raw = raw.translate(plain) if plain else raw
        word = vocabulary.folded(raw)
        found = dict.fromkeys(
            entry
            for length in range(_LETTERS + 1)
            for entry in index.get(word[:length], ())
            if len(word) >= length and word.startswith(entry.head) and entry.within in word
        )
        alone = (
            (match.end(), entry) for entry in found if entry.alone and (match := compiled(entry.phrase).match(raw))
        )
        return tuple(alone), tuple(entry for entry in found if not entry.alone)

    def find(text: str) -> Iterator[tuple[Mark, float]]:
        text = text.translate(plain) if plain else text
        for start, word in _starts(text):
            alone, beginning = known(word)
            for length, entry in alone:
                yield Mark(start, start + length, entry.sort, entry.form), entry.words
            for entry in beginning:
                match = compiled(entry.phrase).match(text, start)
                if match:
                    yield Mark(match.start(), match.end(), entry.sort, entry.form), entry.words

    return find


def _starts(text: str) -> Iterator[tuple[int, str]]:
    """Where words start, and after an elided article too: *l'assemblée*."""
    for word in _WORD.finditer(text):
        yield word.start(), word[0]
        elided = _ELIDED.match(word[0]) if "'" in word[0] or "’" in word[0] else None
        if elided:
            yield word.start() + elided.end(), word[0][elided.end() :]


def _words(phrase: str) -> float:
    """How many words tell; a gap may take in anything, so that a phrase around it tells no more than two words do.

    A particle that stands apart tells more than its verb alone, and less than a phrase.
    """
    return 1.5 if "&" in phrase else 2 if "…" in phrase else len(phrase.split())
