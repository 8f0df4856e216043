"""Which language a text is in, from its function words and, where that does not tell, its letters."""

import re
from collections import Counter

from plenaria.core.text import vocabulary

_LETTERS = {"uk": "іїєґ", "ru": "ыэёъ", "es": "ñ¿¡", "pt": "ãõ", "de": "äöüß", "fr": "èêçœû"}


def guess(text: str) -> str:
    """The language of ``text`` among those that have a lexicon; ``en`` where nothing tells."""
    words = Counter(re.findall(r"[^\W\d_]+", text.casefold()))
    total = sum(words.values()) or 1
    letters = Counter(text.casefold())

    def likelihood(language: str) -> float:
        listed = vocabulary.data(language)["function_words"]
        found = sum(words[word] for word in listed) / total
        return found + 2.0 * sum(letters[letter] for letter in _LETTERS.get(language, "")) / total

    return max(("en", *(each for each in vocabulary.LANGUAGES if each != "en")), key=likelihood)
