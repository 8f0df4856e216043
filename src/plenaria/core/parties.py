"""Which institution of the address book a paper means: as printed it is inflected, shortened, or both.

Names are compared word by word on what stays when a word is inflected, in any of the languages in which the party is
known, and by its aliases as they are.
"""

import re
from collections.abc import Iterable, Mapping, Sequence

_WORD = re.compile(r"\w+")
_SMALL = 3
"""Words of up to so many letters (prepositions, articles) say nothing about who is meant."""
_ENDING = 3
"""The most letters that an inflected word differs in, from its end."""


def match(printed: str, names: Mapping[str, Iterable[str]]) -> str | None:
    """The key of the one party whose name or alias fits; ``None`` where none does, or several do equally well.

    ``names``: key → every name and alias.
    """
    wanted = _words(printed)
    if not wanted:
        return None
    scores = {key: max((_score(wanted, _words(name)) for name in each), default=0) for key, each in names.items()}
    best = max(scores.values(), default=0)
    fitting = [key for key, score in scores.items() if score == best]
    return fitting[0] if best > 0 and len(fitting) == 1 else None


def _words(text: str) -> list[str]:
    return [word for word in _WORD.findall(text.casefold()) if len(word) > _SMALL or word.isdigit()]


def _score(wanted: Sequence[str], name: Sequence[str]) -> int:
    """How many words fit, where all words of the shorter are found in the longer; else 0."""
    if not name:
        return 0
    shorter, longer = sorted((wanted, name), key=len)
    found = sum(any(_same(word, other) for other in longer) for word in shorter)
    return found if found == len(shorter) else 0


def _same(word: str, other: str) -> bool:
    """Whether two words are forms of one: alike but for their endings."""
    if word == other:
        return True
    stem = max(_SMALL, max(len(word), len(other)) - _ENDING)
    return word[:stem] == other[:stem] and abs(len(word) - len(other)) <= _ENDING


def closest(wanted: str, available: Sequence[str], authentic: str) -> str:
    """In which of the languages of a text a party is written to: its own, else English, else the authentic one."""
    for language in (wanted, wanted.partition("-")[0], "en"):
        if language in available:
            return language
    return authentic
