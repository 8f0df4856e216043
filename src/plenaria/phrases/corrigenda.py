"""A corrigendum as a paper in one language: a text like any other, so that it is written and sealed like any other."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date

from babel import Locale

from plenaria.core.corrigenda import CLOSING, FORMULA, RECITAL, TITLE, Correction
from plenaria.core.text.resolution import Clause, Recital, Resolution
from plenaria.phrases import dates
from plenaria.phrases.catalogue import translation
from plenaria.phrases.names import label


def number_of(number: str, corrigendum: int) -> str:
    """*XIV/3/Corr.1*."""
    return f"{number}/Corr.{corrigendum}"


def text(
    language: str,
    *,
    number: str,
    corrigendum: int,
    title: str,
    adopted_on: date,
    corrections: Sequence[Correction],
    numbers: Mapping[str, str],
    reason: str,
    decided: str,
    on: date,
) -> Resolution:
    """The paper. ``numbers`` are the printed numbers of the clauses by id, ``decided`` says who decided it."""
    words = translation(language)
    about = words.gettext("It corrects the resolution {number} of {day}: “{title}”.").format(
        number=number, day=dates.day(adopted_on, language), title=title
    )
    recitals = [Recital(text=each) for each in (about, reason, decided) if each]
    return Resolution(
        language=language,
        title=words.gettext("Corrigendum {number}").format(number=corrigendum),
        number=number_of(number, corrigendum),
        date=on,
        recitals=tuple(recitals),
        clauses=tuple(_clauses(corrections, numbers, language)),
    )


def place(code: str, numbers: Mapping[str, str], language: str) -> str:
    """How a place is called: *Title*, *Recital 2*, *Clause 14*."""
    words = translation(language)
    if code.startswith(RECITAL):
        return words.gettext("Recital {number}").format(number=code.removeprefix(RECITAL))
    named = {TITLE: words.gettext("Title"), FORMULA: words.gettext("Formula"), CLOSING: words.gettext("Closing")}
    return named.get(code) or words.gettext("Clause {number}").format(number=numbers.get(code, "…"))


def decided_by_vote(number: int, meeting: str, language: str) -> str:
    """Who decided: a vote of a meeting."""
    return translation(language).gettext("Decided by vote {number}: {meeting}.").format(number=number, meeting=meeting)


def decided_by_office(office: str, language: str) -> str:
    """Who decided: the holder of an office, who may mend slips."""
    words = translation(language)
    return words.gettext("Issued by office: {office}.").format(office=label("role", office, language))


def _tongue(code: str, language: str) -> str:
    """A language as readers of another call it."""
    return str(Locale.parse(language, sep="-").languages.get(code, code))


def _clauses(corrections: Sequence[Correction], numbers: Mapping[str, str], language: str) -> Iterator[Clause]:
    words = translation(language)
    for count, each in enumerate(corrections, 1):
        tongue = _tongue(each.language, language)
        says = words.gettext("{place} ({language}). For: “{stood}”. Read: “{reads}”.")
        if not each.reads:
            says = words.gettext("{place} ({language}). Leave out: “{stood}”.")
        said = says.format(
            place=place(each.place, numbers, language), language=tongue, stood=each.stood, reads=each.reads
        )
        yield Clause(id=f"k{count}", number=str(count), text=said)
