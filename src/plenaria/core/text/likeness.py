"""How much two pieces of text in different languages say the same, as far as that shows without a dictionary.

Figures are the same in every language; translations keep their length to each other; and many words of assemblies
are cognates (*declaration*, *декларация*), which agree in their first consonants. A cognate tells the more, the fewer
pieces of its own text hold it. After Gale and Church (1993) and Simard, Foster and Isabelle (1992).
"""

import re
import unicodedata
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

_LATIN = str.maketrans(
    dict(zip("абвгґдеєжзиіїйклмнопрстуфхцчшщыэюя", "abvggdeegziiiiklmnoprstufhssssieua", strict=True))
)
_CLASSES = str.maketrans({"c": "k", "q": "k", "x": "k", "z": "s", "w": "v", "f": "v", "j": "g", "h": None, "p": "b"})
_SHORTEST = 5
"""Letters of a word that is compared; shorter ones are alike by chance."""


@dataclass(frozen=True, slots=True)
class Look:
    """What of a piece can be compared across languages."""

    length: int
    figures: frozenset[str]
    cognates: frozenset[str]


def look(text: str) -> Look:
    """What can be compared of these words."""
    words = re.findall(r"[^\W\d_]+", text)
    cognates = frozenset(each for word in words if len(word) >= _SHORTEST and (each := cognate(word)))
    return Look(len(text), frozenset(re.findall(r"\d+", text)), cognates)


@lru_cache(maxsize=20_000)
def cognate(word: str) -> str:
    """The first consonants of a word in classes, the same for a word and its cognates; empty where they are too few."""
    plain = unicodedata.normalize("NFKD", word.casefold().translate(_LATIN))
    plain = "".join(sign for sign in plain if sign.isalpha() and not unicodedata.combining(sign))
    plain = plain.replace("ph", "f").replace("ß", "s")
    plain = re.sub(r"t(?=i[aeou])", "s", re.sub(r"c(?=[eiy])", "s", plain)).translate(_CLASSES)
    bones = re.sub(r"(.)\1+", r"\1", re.sub(r"[aeiouy]", "", plain))
    return bones[:4] if len(bones) >= 3 else ""


class Likeness:
    """Compares the pieces of two texts; how long each text is, and how common its words are, comes in."""

    def __init__(self, ours: Sequence[Look], theirs: Sequence[Look]) -> None:
        self._ratio = (sum(each.length for each in ours) or 1) / (sum(each.length for each in theirs) or 1)
        self._common = Counter(word for each in (*ours, *theirs) for word in each.cognates)

    def of(self, one: Look, two: Look) -> float:
        """From 0 to 1: figures, cognates and length together."""
        measures = [(0.4, _near(one.length, two.length * self._ratio)), (0.4, self._kin(one, two))]
        if one.figures or two.figures:
            measures.append((0.4, len(one.figures & two.figures) / len(one.figures | two.figures)))
        return sum(weight * value for weight, value in measures) / sum(weight for weight, _ in measures)

    def _kin(self, one: Look, two: Look) -> float:
        """How many of their words are cognates; a third of them is as much as translations ever have."""

        def weight(words: frozenset[str]) -> float:
            return sum(1 / self._common[word] for word in words)

        all_words = weight(one.cognates) + weight(two.cognates)
        return min(1.0, 3 * 2 * weight(one.cognates & two.cognates) / all_words) if all_words else 0.0


def together(one: Look, two: Look) -> Look:
    """Two pieces as if they were one."""
    return Look(one.length + two.length, one.figures | two.figures, one.cognates | two.cognates)


def _near(one: float, two: float) -> float:
    return min(one, two) / max(one, two) if one and two else float(one == two)
