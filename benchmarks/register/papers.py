"""Resolutions of nobody's: titles, recitals that cite earlier ones, and clauses, in three languages."""

import random
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from benchmarks.register.words import MARKED, Language

from plenaria.core.text.resolution import KINDS, Citation, Clause, Recital, Resolution

LANGUAGES = ("en", "es", "ru")
CLAUSES = 15
RECITALS = 4
RARE = 1_500
"""One clause in so many has the rare word."""
RECALLING = {
    "en": "Recalling its resolution {number} of {day}, {words},",
    "ru": "ссылаясь на свою резолюцию {number} от {day}, {words},",
    "es": "Recordando su resolución {number} de {day}, {words},",
}
DECIDES = {"en": "The Assembly", "ru": "Ассамблея", "es": "La Asamblea"}


@dataclass(frozen=True, slots=True)
class Earlier:
    """A resolution that is cited."""

    id: str
    number: str
    on: date


def texts(
    chance: random.Random,
    languages: Sequence[Language],
    *,
    number: str,
    on: date,
    ids: Sequence[str],
    cited: Earlier | None,
) -> list[Resolution]:
    """One resolution in each language; ``ids`` are those of its clauses."""
    lengths = [max(8, min(70, round(chance.lognormvariate(3.2, 0.5)))) for _ in range(CLAUSES + RECITALS)]
    kinds = chance.choices(KINDS, k=CLAUSES)
    marked = {place for place in range(CLAUSES) if chance.randrange(RARE) == 0}
    return [
        Resolution(
            language=each.code,
            title=each.title(chance),
            number=number,
            date=on,
            body=DECIDES[each.code],
            formula=f"{DECIDES[each.code]},",
            recitals=tuple(_recitals(chance, each, lengths[CLAUSES:], cited)),
            clauses=tuple(
                Clause(
                    id=ids[place],
                    number=str(place + 1),
                    text=each.clause(chance, lengths[place]) + (f" {MARKED[each.code]}" if place in marked else ""),
                    kind=kinds[place],
                )
                for place in range(CLAUSES)
            ),
        )
        for each in languages
    ]


def _recitals(
    chance: random.Random, language: Language, lengths: Sequence[int], cited: Earlier | None
) -> list[Recital]:
    found = [Recital(text=f"{language.text(chance, length)},") for length in lengths]
    if cited is not None:
        citation = Citation(text=f"{cited.number}", number=cited.number, date=cited.on.isoformat())
        words = language.text(chance, lengths[0])
        text = RECALLING[language.code].format(number=cited.number, day=cited.on.isoformat(), words=words)
        found[0] = Recital(text=text, citations=(citation,))
    return found
