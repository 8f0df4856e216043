"""Which language a text is in, from its function words and, where that does not tell, its letters."""

import re
from collections import Counter

from plenaria.core.text import vocabulary

_LETTERS = {"uk": "іїєґ", "ru": "ыэёъ", "es": "ñ¿¡", "pt": "ãõ", "de": "äöüß", "fr": "èêçœû"}
_CYRILLIC = re.compile("[\u0400-\u04ff]")


_CLEARLY = 1.3
"""How many times likelier a language must be than the one that a file declares, to be believed."""


def guess(text: str, declared: str = "en") -> str:
    """The language of ``text`` among those that have a lexicon; ``declared`` where nothing tells.

    Words are believed before declarations: a word processor declares the language of its menus.
    """
    words = Counter(re.findall(r"[^\W\d_]+", text.casefold()))
    total = sum(words.values()) or 1
    letters = Counter(text.casefold())
    cyrillic = sum(len(word) * count for word, count in words.items() if _CYRILLIC.match(word))
    cyrillic_share = cyrillic / (sum(len(word) * count for word, count in words.items()) or 1)

    def likelihood(language: str) -> float:
        listed = vocabulary.data(language)["function_words"]
        found = sum(words[word] for word in listed) / total
        found += 2.0 * sum(letters[letter] for letter in _LETTERS.get(language, "")) / total
        # "No. 4" over a Russian text makes it no Portuguese one.
        return (found + 0.01) * (cyrillic_share if _CYRILLIC.match(listed[0]) else 1 - cyrillic_share)

    best = max(vocabulary.LANGUAGES, key=likelihood)
    if declared not in vocabulary.LANGUAGES:
        declared = "en"
    return best if likelihood(best) > _CLEARLY * likelihood(declared) else declared
