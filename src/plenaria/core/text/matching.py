"""Which resolution of a register a citation means.

Rules:

1. What is printed and does not fit rules an entry out: another number, another year or day, another meeting, a day
   after that of the text that cites. Another body rules it out, too, unless number and full day fit: a body is printed
   in so many ways.
2. A citation is certain where enough is printed (the number with a day, a meeting, or a body and a year; a number that
   holds its year or meeting; a day with a body) and fits exactly one entry. Where it fits several, the one whose body
   is printed in full is preferred, and then the one of the bodies above and the own body.
3. Without a body, the number and the year mean a resolution of the own body, if none of a body above fits as well.
4. Whatever fits, and is not certain, is offered: superior bodies first, then the own one, then the others.

Numbers are compared without the year, the Roman number of a meeting and signs: *4*, *XIV/4*, *4/2022*, *№ 4*. Names are
compared word by word, as far as their endings bend: *резолюции Восточного сектора* is one of the *Восточный сектор*.
"""

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from plenaria.core.text.naming import likeness
from plenaria.core.text.numbers import Number, meetings_in, number_of
from plenaria.core.text.resolution import Citation

OFFERED = 8
"""So many resolutions are offered for a doubtful citation."""
_DAY = len("2022-05-14")


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """A resolution of the register, as far as citations speak of it."""

    id: str
    body: str
    names: tuple[str, ...]
    """All that its body and its meeting are called, in every language, and what its own paper calls the body."""
    number: str
    adopted_on: date
    meetings: frozenset[int] = frozenset()
    """The number of its meeting; more than one where its papers count differently."""


@dataclass(frozen=True, slots=True)
class Match:
    """The one entry that is certainly meant, or those that may be, the likeliest first."""

    certain: str | None = None
    possible: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class _Fit:
    """How an entry fits: ``None`` where a side is silent. ``body`` is a likeness, 0 to 3."""

    entry: Entry
    prints_number: bool
    """Whether the citation prints a number at all."""
    number: bool | None
    year: bool | None
    day: bool
    meeting: bool | None
    body: int | None
    whole: bool
    """The number as printed holds its year or meeting, and is all of the entry's."""


def match(
    citation: Citation, entries: Iterable[Entry], *, above: Sequence[str], own: str, before: date | None = None
) -> Match:
    """What ``citation`` means, in a text of the body ``own`` under the bodies ``above`` (ids, the highest first).

    ``before`` is the day of the text that cites, where it has one. ``entries`` may leave out whatever has neither the
    citation's number nor its year.
    """
    near = {body: place for place, body in enumerate((*above, own))}
    fits = [fit for each in entries if (before is None or each.adopted_on <= before) and (fit := _fit(citation, each))]
    fits.sort(key=lambda fit: (near.get(fit.entry.body, len(near)), -(fit.body or 0), fit.entry.adopted_on))
    strong = [fit for fit in fits if _is_enough(fit, fit.entry.body in near)]
    strong = _preferred(strong, frozenset(near))
    if len(strong) == 1:
        return Match(certain=strong[0].entry.id)
    if not strong and (alone := _in_own_body(fits, above, own)):
        return Match(certain=alone)
    offered = strong or [fit for fit in fits if _is_likely(fit, fit.entry.body in near)]
    return Match(possible=tuple(fit.entry.id for fit in offered[:OFFERED]))


def _preferred(fits: list[_Fit], near: frozenset[str]) -> list[_Fit]:
    """Those that fit best of several that are certain by themselves."""
    preferences: tuple[Callable[[_Fit], bool], ...] = (
        lambda fit: fit.day,
        lambda fit: (fit.body or 0) >= 2,
        lambda fit: fit.entry.body in near,
        lambda fit: fit.body == 3,
    )
    for is_better in preferences:
        fits = [fit for fit in fits if is_better(fit)] or fits
    return fits


def _fit(citation: Citation, entry: Entry) -> _Fit | None:
    """How the entry fits what is printed; ``None`` where something speaks against it."""
    cited, known = number_of(citation.number or ""), number_of(entry.number)
    number = cited.fits(known)
    years = cited.years | ({int(citation.date[:4])} if citation.date else frozenset())
    year = None if not years else years <= {entry.adopted_on.year, *known.years}
    dated = None if citation.date is None else entry.adopted_on.isoformat().startswith(citation.date)
    day = bool(dated) and len(citation.date or "") == _DAY
    meetings = cited.meetings | (meetings_in(citation.text) - cited.as_meetings)
    held = known.meetings | entry.meetings
    meeting = None if not meetings or not held else bool(meetings & held)
    body = likeness(citation.body, entry.names) if citation.body else None
    if number is False or year is False or meeting is False or (dated is False and not _same_year_only(citation)):
        return None
    if body == 0 and not (number and day):
        return None
    return _Fit(
        entry,
        bool(cited.parts),
        number,
        year,
        day,
        meeting,
        body,
        whole=bool(number) and _is_whole(cited, year, meeting),
    )


def _same_year_only(citation: Citation) -> bool:
    """A bare year is judged with the years of the numbers: a conference of 2022 may have voted in January 2023."""
    return citation.date is not None and len(citation.date) == len("2022")


def _is_whole(cited: Number, year: bool | None, meeting: bool | None) -> bool:
    return bool((cited.years and year) or (cited.meetings and meeting) or len(cited.parts) > 1)


def _is_enough(fit: _Fit, near: bool) -> bool:
    """Whether nothing else can be meant, if it fits no other entry as well."""
    if fit.number:
        named = fit.body is None or fit.body > 0
        return (
            fit.day
            or (bool(fit.meeting) and (bool(fit.body) or near) and named)
            or (bool(fit.body) and (bool(fit.year) or fit.whole))
            or (fit.whole and fit.body is None and near)
        )
    return not fit.prints_number and fit.day and bool(fit.body)


def _in_own_body(fits: Sequence[_Fit], above: Sequence[str], own: str) -> str | None:
    numbered = [fit for fit in fits if fit.number and fit.year and fit.body is None]
    mine = [fit for fit in numbered if fit.entry.body == own]
    superior = [fit for fit in numbered if fit.entry.body in above]
    return mine[0].entry.id if len(mine) == 1 and not superior else None


def _is_likely(fit: _Fit, near: bool) -> bool:
    """Whether it is worth offering: a number alone only means something near."""
    if fit.number:
        return bool(fit.year or fit.meeting or fit.body) or near
    return (fit.day and near) or (bool(fit.body) and bool(fit.year or fit.meeting))


_CLAUSE = (
    r"clauses?|paragraphs?|points?|items?|articles?|sections?|cl\.|para\.|"
    r"пункт\w*|п\.|подпункт\w*|пп\.|стат(?:ья|ьи|ье|ью|ьёй|ей|ті|тя|тею)|ст\.|параграф\w*|"
    r"puntos?|cláusulas?|párrafos?|apartados?|artículos?|numeral(?:es)?|"
    r"alinéas?|Punkt\w*|Ziffer\w*|Absatz\w*|Nummer\w*|pontos?|parágrafos?|artigos?|alíneas?"
)
_MORE = r"(?P<more>(?:\s?[-–,]\s?|\s(?:and|y|и|і|e|et|та|und)\s)\d+)?"
"""Further numbers: *clauses 2 and 3*."""
_BEFORE = re.compile(
    rf"(?<!\w)(?:{_CLAUSE})\s*(?:№|no\.?|n\.?º)?\s*(?P<number>\d+(?:\.\d+)*|[a-zа-я](?=\))){_MORE}\)?,?\s+"
    r"(?:(?:of|de|del|der|des|da|do|du)\s+)?(?:(?:the|its|la|las|el|esta|наст\w+|said|above|вышеназванн\w+)\s+)?$",
    re.IGNORECASE,
)
_WITHIN = re.compile(rf"(?<!\w)(?:{_CLAUSE})\s*(?P<number>\d+(?:\.\d+)*|[a-zа-я](?=\))){_MORE}", re.IGNORECASE)
_AFTER = re.compile(rf"[\s,;(–-]{{1,3}}(?:in\s|en\s|su\s|в\s)?{_WITHIN.pattern}", re.IGNORECASE)


def clause_cited(words: str, citation: Citation) -> str | None:
    """The printed number of the one clause that a citation speaks of: *clause 7 of resolution No. 4*.

    ``words`` is the recital or clause that cites. ``None`` where it speaks of the whole, or of several clauses.
    """
    at = words.find(citation.text)
    found = list(_WITHIN.finditer(citation.text))
    if at >= 0:
        after = _AFTER.match(words, at + len(citation.text))
        found += [each for each in (_BEFORE.search(words, 0, at), after) if each]
    numbers = {each["number"] for each in found}
    return numbers.pop() if len(numbers) == 1 and not any(each["more"] for each in found) else None
