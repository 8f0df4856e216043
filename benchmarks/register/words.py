"""Words of nobody's: a language of invented stems with the endings of a real one, as often as words are (Zipf).

The commonest are the real little words of the language. An invented stem takes the endings of its class, so that a
search meets it in many forms, as it would in Russian, Spanish or English.
"""

import random
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import accumulate

STEMS = 6_000
"""Invented stems of one language."""

LITTLE = {
    "en": "the of and to in on for with by its all as that their at from or is which an",
    "ru": "и в на о об с к по для от за из что его их при а до или как не",
    "es": "de la y en los el las a que del por con para su una al se lo sobre sus",
}
ENDINGS = {
    "en": (("", "s"), ("e", "es", "ed", "ing"), ("ation", "ations"), ("al", "ally"), ("ment", "ments")),
    "ru": (
        ("", "а", "у", "ом", "е", "ы", "ов", "ам", "ами", "ах"),
        ("ый", "ого", "ому", "ым", "ые", "ых", "ая", "ую"),
        ("ать", "ает", "ают", "ал", "али", "ание", "ания", "анию"),
        ("ость", "ости", "остью", "остей"),
    ),
    "es": (("o", "os", "a", "as"), ("ar", "a", "an", "ando", "ado"), ("ción", "ciones"), ("al", "ales"), ("mente",)),
}
SYLLABLES = {
    "en": "ba bel cor dan der fen gar hol in jor kel lan mar nor pel ras sol tan ul ver wis",
    "ru": "ба вер го дол жен зар кол лан мир нор пол рас сов тан ул фен хор цел шар яв",
    "es": "ba ce dor fe gal ho in jar le mon nar o pel qui ras sol tir u ven zar",
}
VERBS = {
    "en": "Decides Requests Urges Calls Encourages Invites Reaffirms Welcomes Notes Condemns Approves Recommends",
    "ru": "Постановляет Просит Призывает Предлагает Подтверждает Приветствует Отмечает Осуждает Утверждает Поручает",
    "es": "Decide Pide Insta Exhorta Alienta Invita Reafirma Acoge Observa Condena Aprueba Recomienda",
}
MARKED = {"en": "zorvelith", "ru": "зорвелит", "es": "zorvelit"}
"""A stem that the generator puts into few texts: a rare word."""


@dataclass(frozen=True, slots=True)
class Language:
    """The words of one language, and how often each is used."""

    code: str
    words: Sequence[str]
    weights: Sequence[float]
    """Added up."""
    verbs: Sequence[str]

    def text(self, chance: random.Random, length: int) -> str:
        """That many words, some with a comma behind them."""
        found = chance.choices(self.words, cum_weights=self.weights, k=length)
        for place in range(7, length - 1, 11):
            found[place] += ","
        return " ".join(found)

    def clause(self, chance: random.Random, length: int) -> str:
        """A sentence that begins as operative clauses do."""
        return f"{chance.choice(self.verbs)} {self.text(chance, length)};"

    def title(self, chance: random.Random) -> str:
        """A few words with a capital letter."""
        words = self.text(chance, chance.randint(4, 9))
        return words[0].upper() + words[1:]


def language(code: str) -> Language:
    """The language with that code; the same words each time."""
    chance = random.Random(f"words of {code}")
    little = LITTLE[code].split()
    forms: list[tuple[str, float]] = [(word, 1 / (rank + 2.7)) for rank, word in enumerate(little, 1)]
    for rank, stem in enumerate(_stems(code, chance), len(little) + 1):
        endings = chance.choice(ENDINGS[code])
        forms += [(stem + ending, 1 / (rank + 2.7) / len(endings)) for ending in endings]
    words, weights = zip(*forms, strict=True)
    return Language(code, words, tuple(accumulate(weights)), VERBS[code].split())


def _stems(code: str, chance: random.Random) -> list[str]:
    syllables, found = SYLLABLES[code].split(), dict[str, None]()
    while len(found) < STEMS:
        # The commoner a word the shorter it is.
        length = 1 + (len(found) > 40) + (len(found) > 2_000) + chance.randint(0, 1)
        found[
            "".join(chance.choices(syllables, k=length)) + chance.choice("dgklmnrst" if code != "ru" else "дгклмнрст")
        ] = None
    return list(found)
