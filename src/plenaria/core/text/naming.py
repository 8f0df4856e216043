"""Whether two names mean one body, however languages bend their words: *Восточного сектора*, *Восточный сектор*."""

import re
from collections.abc import Iterable
from functools import lru_cache

_SMALL = frozenset(
    {
        *("and", "the", "for", "with"),
        *("del", "los", "las", "para", "por", "entre"),
        *("des", "les", "aux", "der", "die", "das", "und", "dos", "das"),
        *("для", "при", "над", "под", "имени"),
    }
)


def likeness(printed: str, names: Iterable[str]) -> int:
    """How far the words printed are one of the ``names``.

    3: all words of both; 2: all words of a name, and more; 1: some words of a name and no others; 0: another name.
    """
    return max((_alike(_words(printed), _words(name)) for name in names if name), default=0)


def _alike(printed: tuple[str, ...], name: tuple[str, ...]) -> int:
    if not printed or not name:
        return 0
    says_all = all(any(_bends(word, each) for each in printed) for word in name)
    says_only = all(any(_bends(word, each) for each in name) for word in printed)
    return 3 if says_all and says_only else 2 if says_all else 1 if says_only else 0


def _bends(one: str, two: str) -> bool:
    """Whether two words differ in their ending alone."""
    if one == two:
        return True
    short, long = sorted((one, two), key=len)
    if len(short) < 4 or len(long) - len(short) > 3:
        return False
    stem = len(short) - (1 if len(short) <= 6 else 2)
    return short[:stem] == long[:stem]


@lru_cache(maxsize=4096)
def _words(name: str) -> tuple[str, ...]:
    """The words that tell: of three letters and more, without numbers of meetings and years."""
    plain = name.replace("ё", "е").replace("Ё", "Е")
    words = re.findall(r"[^\W\d_]{3,}", re.sub(r"(?<!\w)[IVXLCХІ]+(?!\w)", " ", plain))
    return tuple(dict.fromkeys(word for each in words if (word := each.casefold()) not in _SMALL))
