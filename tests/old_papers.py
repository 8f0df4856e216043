"""A drawer of old resolutions of invented bodies, in many formats and three languages, always the same ones."""

from collections.abc import Sequence
from datetime import date, timedelta
from pathlib import Path

from plenaria.core.text.resolution import Adoption, Citation, Clause, Recital, Resolution, Signature
from plenaria.formats.paper import Paper
from plenaria.formats.writing import FORMATS, write

FORMS = ("docx", "txt", "html", "md", "akn", "pdf")
WORDS = {
    "ru": {
        "title": "Резолюция № {n}\nО тёмном небе над долиной",
        "recital": "Напоминая о резолюции № {before} Совета долин от {day},",
        "formula": "Совет долин решил:",
        "clauses": (
            "Поручить секретариату подготовить отчёт о темноте долины.",
            "Поддержать наблюдателей долины и продолжать измерения.",
            "Обратиться с просьбой в городское управление о фонарях у перевала.",
            "Выразить благодарность хранителям обсерватории за {n} ночей наблюдений.",
        ),
        "adoption": "Резолюция принята единогласно открытым голосованием.",
        "role": "Председатель",
        "name": "Лев Туманов",
    },
    "es": {
        "title": "Resolución n.º {n}\nSobre el cielo oscuro del valle",
        "recital": "Recordando la resolución n.º {before} del Consejo de los Valles, de {day},",
        "formula": "El Consejo de los Valles resuelve:",
        "clauses": (
            "Encargar a la secretaría la elaboración de un informe sobre la oscuridad del valle.",
            "Respaldar a los observadores del valle y continuar las mediciones.",
            "Solicitar al ayuntamiento que revise las farolas del puerto.",
            "Agradecer a los guardianes del observatorio las {n} noches de observación.",
        ),
        "adoption": "La resolución fue aprobada por unanimidad en votación pública.",
        "role": "Presidenta",
        "name": "Alba Nocedal",
    },
    "en": {
        "title": "Resolution No. {n}\nOn the dark sky of the valley",
        "recital": "Recalling resolution No. {before} of the Council of Valleys of {day},",
        "formula": "The Council of Valleys resolves:",
        "clauses": (
            "Instructs the secretariat to prepare a report on the darkness of the valley.",
            "Supports the observers of the valley and continues the measurements.",
            "Requests the town council to look at the lamps on the pass.",
            "Thanks the keepers of the observatory for {n} nights of observation.",
        ),
        "adoption": "The resolution was adopted unanimously by open vote.",
        "role": "Chair",
        "name": "Una Fell",
    },
}
MONTHS = {
    "ru": "января февраля марта апреля мая июня июля августа сентября октября ноября декабря",
    "es": "enero febrero marzo abril mayo junio julio agosto septiembre octubre noviembre diciembre",
    "en": "January February March April May June July August September October November December",
}


def printed(day: date, language: str) -> str:
    """A day as papers print it."""
    month = MONTHS[language].split()[day.month - 1]
    of = " de " if language == "es" else " "
    return f"{day.day}{of}{month}{of}{day.year}" + (" года" if language == "ru" else "")


def day_of(number: int) -> date:
    """When the paper of that number was adopted: two weeks after the one before."""
    return date(2003, 3, 1) + timedelta(days=14 * number)


def old_text(number: int, language: str) -> Resolution:
    """Resolution ``number`` of the Council of Valleys; each recalls the one before."""
    words = WORDS[language]
    before, day = number - 1, printed(day_of(number - 1), language)
    recital = str(words["recital"]).format(before=before, day=day)
    return Resolution(
        language=language,
        title=str(words["title"]).format(n=number),
        number=str(number),
        date=day_of(number),
        formula=str(words["formula"]),
        recitals=(Recital(text=recital, citations=(Citation(text=f"{before}"),)),) if before else (),
        clauses=tuple(
            Clause(id=f"c{at}", number=str(at), text=each.format(n=number))
            for at, each in enumerate(words["clauses"], 1)
        ),
        adoption=Adoption(text=str(words["adoption"]), method="open vote", result="unanimous"),
        signatures=(Signature(str(words["role"]), str(words["name"])),),
    )


def write_drawer(folder: Path, count: int, *, forms: Sequence[str] = FORMS) -> list[str]:
    """``count`` papers in folders by year; every seventh in two languages. Their names, in order."""
    names = []
    for number in range(1, count + 1):
        first = ("ru", "es", "en")[number % 3]
        languages = [first, "es" if first == "ru" else "ru"] if number % 7 == 0 else [first]
        for language in languages:
            form = forms[len(names) % len(forms)]
            year = folder / str(day_of(number).year)
            year.mkdir(parents=True, exist_ok=True)
            path = year / f"{number:03}.{language}.{FORMATS[form].extension}"
            data = write(Paper(resolution=old_text(number, language)), form)
            assert isinstance(data, bytes)
            path.write_bytes(data)
            names.append(path.relative_to(folder).as_posix())
            if len(names) == count:
                return names
    return names
