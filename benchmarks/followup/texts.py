"""The words of a generated resolution: twenty-six clauses in three languages, with what each of them does."""

import random
from collections.abc import Sequence
from datetime import date

from benchmarks.register.words import Language

from plenaria.core.text.resolution import Citation, Clause, Recital, Resolution

RECITALS = 3
CITING = {
    "en": "Recalling its resolution {number} of {day}, {words},",
    "es": "Recordando su resolución {number} de {day}, {words},",
    "ru": "ссылаясь на свою резолюцию {number} от {day}, {words},",
}


def texts(
    chance: random.Random,
    languages: Sequence[Language],
    *,
    number: str,
    on: date,
    names: dict[str, str],
    ids: Sequence[str],
    kinds: Sequence[str],
    cited: tuple[str, date] | None,
) -> list[Resolution]:
    """One resolution in each language; ``ids`` are those of its clauses, ``kinds`` what they do."""
    lengths = [max(6, min(40, round(chance.lognormvariate(2.9, 0.4)))) for _ in range(len(ids) + RECITALS)]
    return [
        Resolution(
            language=each.code,
            title=each.title(chance),
            number=number,
            date=on,
            body=names[each.code],
            formula=f"{names[each.code]},",
            recitals=tuple(_recitals(chance, each, lengths[len(ids) :], cited)),
            clauses=tuple(
                Clause(id=ids[place], number=str(place + 1), text=each.clause(chance, lengths[place]), kind=kind)
                for place, kind in enumerate(kinds)
            ),
        )
        for each in languages
    ]


def _recitals(
    chance: random.Random, language: Language, lengths: Sequence[int], cited: tuple[str, date] | None
) -> list[Recital]:
    found = [Recital(text=f"{language.text(chance, length)},") for length in lengths]
    if cited is not None:
        number, day = cited
        words = language.text(chance, lengths[0])
        text = CITING[language.code].format(number=number, day=day.isoformat(), words=words)
        found[0] = Recital(text=text, citations=(Citation(text=number, number=number, date=day.isoformat()),))
    return found
