"""Words as they are searched: without case and accents, the same on both engines."""

import re
from unicodedata import category, normalize

ENDINGS = ((3, 0), (5, 1))
"""Up to this length, so many letters of a word are left out as its ending; two of a longer one."""


def folded(text: str) -> str:
    """The words of a text, small and without accents, each with a space before it: `` резолюции xiii/1``.

    *ё* is found as *е*, *ñ* as *n*; *й* stays, for it is a letter of its own.
    """
    return "".join(f" {word}" for word in _words(text))


def roots(query: str) -> tuple[str, ...]:
    """What each word of a query is looked for as, in ``folded`` words: it may begin one, whatever that one's ending."""
    return tuple(dict.fromkeys(f" {word[: len(word) - _ending(word)]}" for word in _words(query)))


def _ending(word: str) -> int:
    return 0 if "/" in word else next((letters for length, letters in ENDINGS if len(word) <= length), 2)


def _words(text: str) -> list[str]:
    return re.findall(r"\w+(?:/\w+)*", _plain(text.casefold()))


def _plain(text: str) -> str:
    kept = text.replace("й", "\0")
    letters = (letter for letter in normalize("NFD", kept) if category(letter) != "Mn")
    return normalize("NFC", "".join(letters)).replace("\0", "й")
