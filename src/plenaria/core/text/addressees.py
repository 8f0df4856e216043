"""Whom a clause speaks to: institutions and organs that are asked, thanked, told or charged, as printed.

An institution that is only spoken of (*the report of the Board*, *a delegate to the World Congress*) is no party. What
makes one a party is its place: right after a verb that addresses, after its preposition, joined to another party, or as
the subject of a duty (*the Board shall*, *Правлению подготовить*).
"""

import re
from bisect import bisect_left
from collections.abc import Iterator
from functools import cache

from plenaria.core.text import vocabulary
from plenaria.core.text.around import own_after
from plenaria.core.text.asked import asked
from plenaria.core.text.called import called
from plenaria.core.text.institutions import BLANK, SLAVIC, institutions
from plenaria.core.text.marks import dates_as_words, marks
from plenaria.core.text.unnamed import unnamed
from plenaria.core.text.verbs import Mark

DIRECT = frozenset({"ask", "charge", "contact", "demand", "impose", "oblige", "thank", "request", "thanks"})
"""Classes whose verb is followed by whom it addresses."""

INDIRECT = DIRECT | {
    "send",
    "tell",
    "publish",
    "publication",
    "express",
    "repeat",
    "announce",
    "give",
    "write",
    "judge",
}
"""Classes whose addressee comes after a preposition, or in the dative, behind what is sent."""

_THAT = frozenset({"decide", "fix", "approve"})
"""Classes that lay something on whoever follows *that*."""
_DUTY = frozenset({"must", "future"})
_LAID_ON = frozenset({"charge", "decide", "ask"})
"""Classes that may say without a person what somebody has to do: *Ревизору предписывается*, *Исполкому надлежит*."""
_DONE = frozenset({"do", "publish", "send", "tell"})
_REACH = 200
_DATIVE = re.compile(r"(?:у|ю|ам|ям|ому|ему|ой|ей|ым|им|ии|е|и|і|ї)$")
_SURELY_DATIVE = re.compile(r"(?:у|ю|ам|ям|ому|ему)$")
_DATIVE_NAME = re.compile(r"[\w-]+(?:у|ю|ам|ям)(?!\w)|(?:[\w-]+[ыи]м\s)+[\w-]+[ая]м(?!\w)", re.IGNORECASE)
"""*казначею*, *учёному секретарю*, *братским союзам*."""
_PRESENT = re.compile(r"[аеиуюя]т(?:ся)?$")
_INITIALS = re.compile(r"(?<!\w)[А-ЯЁІЇЄ]\.")
_LOCATIVE = re.compile(r"(?<!\w)(?:в|во|у)\s.*(?:[^оеыи]е|ах|ях|ии|і|ї)$")


def parties(text: str, language: str) -> tuple[str, ...]:
    """Whom ``text`` addresses, in order, without articles; names of people are not asked for here."""
    words = dates_as_words(text, language)
    found = [mark for mark in marks(text, language) if mark.form != "noun"] or list(marks(text, language))
    blanked = _without(words, found)
    names: list[str] = []
    end = -1
    named = list(_names(blanked, language))
    served: set[Mark] = set()
    for start, stop in named:
        before = _before(blanked, start, language)
        mark = None
        if not (0 <= end <= start and _joined(language).fullmatch(blanked, end, start)):
            mark = _addressing(blanked, before, start, stop, found, served, language)
            mark = mark or _verb_last(blanked, before, start, stop, found, language)
            together = _together(language).search(blanked, max(0, before - 60), before)
            subject = _subject(blanked, before, start, stop, found, language) or _acts(
                words, before, start, stop, found
            )
            if mark is None and not together and not subject:
                continue
        if mark is not None and not _preposition(language).search(blanked, max(0, before - 25), before):
            served.add(mark)
        if not text[stop:].startswith(" ; "):
            names.append(text[start:stop].strip(" ,"))
        end = stop
    if language == "en":
        names += _unnamed(text, found, served, named)
        names += [text[start:stop] for start, stop in called(text, found, named) if text[start:stop] not in names]
        names = sorted(map(_unstopped, names), key=text.find)
    others = (*unnamed(text, found, named, language), *asked(text, found, named, language))
    if others:
        names = sorted([*names, *others], key=text.find)
    return tuple(dict.fromkeys(names))


def _unstopped(name: str) -> str:
    """*Ministry for Primary Industries.* without the stop of its sentence; one that is abbreviated keeps its own."""
    return name[:-1] if re.search(r"[a-z]{4}\.$", name) else name


_ASKED = re.compile(
    r"\s+(?:(?:upon|on|to|all|its|the|other|relevant|our)\s+)*(?P<name>(?!(?:that|this|these|those|copies|any|continued|further|them|it|him|her|us)\s)[^,;:.()]{3,70}?)"
    r"\s(?:to|that|in order)\s"
)


def _unnamed(text: str, found: list[Mark], served: set[Mark], named: list[tuple[int, int]]) -> Iterator[str]:
    """Whoever is asked in words that name no institution: *urges all its Parties to …*."""
    for mark in found:
        match = _ASKED.match(text, mark.end) if mark.sort in ("ask", "request") and mark not in served else None
        if match is None or len(match["name"].split()) > 6:
            continue
        if not any(start < match.end("name") and stop > match.start("name") for start, stop in named):
            yield match["name"].strip()


def _without(text: str, found: list[Mark]) -> str:
    """``text`` with its verbs blanked: a verb belongs to no name."""
    parts, at = [], 0
    for mark in found:
        end = max(
            at, mark.start + len(text[mark.start : mark.end].split(maxsplit=1)[0]) if mark.end > mark.start else at
        )
        start = max(at, mark.start)
        parts += [text[at:start], BLANK * (end - start)]
        at = end
    return "".join([*parts, text[at:]])


def _names(text: str, language: str) -> Iterator[tuple[int, int]]:
    """Where institutions and organs stand."""
    for start, stop in institutions(text, language):
        while start < stop and text[start] in " ,":
            start += 1
        if stop > start:
            yield start, stop


def _before(text: str, start: int, language: str) -> int:
    """Where the words end that stand before a name, its articles left out."""
    match = _articles(language).search(text, max(0, start - 40), start)
    return match.start() if match else start


def _addressing(
    text: str, before: int, start: int, stop: int, found: list[Mark], served: set[Mark], language: str
) -> Mark | None:
    """The verb that addresses the name."""
    for at in range(bisect_left(found, start, key=_start) - 1, -1, -1):
        mark = found[at]
        if start - mark.start > _REACH:
            return None
        if mark in served or mark.sort not in INDIRECT | _THAT:
            continue
        if re.search(r"[;.](?=\s)", text[mark.start : start]):
            return None
        first_word = re.compile(BLANK + "+").match(text, mark.start)
        ends = {mark.end, first_word.end() if first_word else mark.end}
        if mark.sort in DIRECT and any(
            _nothing(language).fullmatch(text, end, before) for end in ends if end <= before
        ):
            return mark
        if mark.sort in _THAT:
            speaks = language == "en" and re.match(r"\s(?!is\s|has\s)[a-z]+s\s", text[stop:])
            # "that the Chamber supports …": the one who decides.
            if mark.end <= before and _that(language).fullmatch(text, mark.end, before) and not speaks:
                return mark
            continue
        preposition = _preposition(language).search(text, max(mark.start, before - 25), before)
        if preposition and _elsewhere(language).search(text[mark.start : preposition.start()]):
            return None
        if preposition:
            place = language in SLAVIC and _LOCATIVE.search(preposition[0] + _first_words(text[start:stop]))
            return None if place else mark
        if language in SLAVIC and _in_dative(text[start:stop]) and _dative_place(text, before):
            # Whoever gets what others were asked to send is no party.
            first = mark.sort in DIRECT or at == 0
            return mark if first else None
    return None


def _start(mark: Mark) -> int:
    return mark.start


def _verb_last(text: str, before: int, start: int, stop: int, found: list[Mark], language: str) -> Mark | None:
    """*dem Kreistag zu übersenden*: in German the verb may come last, after whoever gets something."""
    dative = vocabulary.phrases(language, "names", "dative")
    if not dative or not _gets(language).search(text, max(0, before - 25), start):
        return None
    earlier = next((mark for mark in reversed(found) if mark.start < start and mark.sort in INDIRECT), None)
    if earlier is not None and not re.search(r"[;.:](?=\s)", text[earlier.start : start]):
        return earlier
    later = next((mark for mark in found if mark.start >= stop), None)
    near = (
        later is not None
        and len(text[stop : later.start].split()) <= 6
        and not re.search(r"[;.,:](?=\s)", text[stop : later.start])
    )
    return later if later is not None and near and later.sort in INDIRECT else None


@cache
def _gets(language: str) -> re.Pattern[str]:
    dative = vocabulary.alternatives(language, "names", "dative")
    prepositions = vocabulary.alternatives(language, "names", "addressed")
    articles = vocabulary.alternatives(language, "names", "articles")
    return re.compile(rf"(?<!\w)(?:(?:{dative})|(?:{prepositions})(?:\s+(?:{articles}))*)\s+$", re.IGNORECASE)


def _dative_place(text: str, before: int) -> bool:
    """No preposition stands before a dative that names who gets something."""
    return not re.search(r"(?<!\w)(?:на|по|при|о|об|в|во|для|из|от|у|до|за|со?|із?|з|від|про)\s+$", text[:before])


def _first_noun(name: str) -> str:
    word = re.search(r"[\w-]+", name)
    return word[0].casefold() if word else ""


def _acts(text: str, before: int, start: int, stop: int, found: list[Mark]) -> bool:
    """*Секретарь оформит протокол*: an organ of one's own that has something to do."""
    following = next((mark for mark in found if mark.start >= stop), None)
    if following is None or following.sort not in _DONE | DIRECT or not _opens("ru").fullmatch(text, 0, before):
        return False
    near = len(text[stop : following.start].split()) <= 1
    if following.sort in DIRECT:
        # "Областной суд призываем …", "Мэрию просить …"
        asks = following.form == "infinitive" or text[following.start : following.end].endswith(("ем", "им"))
        return near and asks and not _DATIVE_NAME.match(text, start, stop)
    return near and bool(_PRESENT.search(text, following.start, following.end) and own_after("ru").match(text, start))


def _first_words(name: str) -> str:
    """The first word of a name, and the noun behind an adjective in *-ой*, which tells no case."""
    words = name.casefold().split()
    return " ".join(words[:2] if words and words[0].endswith(("ой", "ей")) else words[:1])


def _in_dative(name: str) -> bool:
    return bool(_SURELY_DATIVE.search(_first_noun(name)) or _DATIVE_NAME.match(name))


def _subject(text: str, before: int, start: int, stop: int, found: list[Mark], language: str) -> bool:
    """Whether the name opens the clause and is told what to do, or is what a request in the passive asks."""
    if not _opens(language).fullmatch(text, 0, before):
        return False
    if language in SLAVIC and _DATIVE.search(_first_noun(text[start:stop])):
        unknown = vocabulary.anywhere(language, "operative", "verb_sure").match(text, stop + 1)
        if unknown:
            return True
    behind = bisect_left(found, stop, key=_start)
    following = found[behind] if behind < len(found) else None
    if following is None:
        return False
    between = re.sub(r"0+\s*(?:г\.|года)?,?", "", _INITIALS.sub("", text[stop : following.start]))
    if re.search(r"[;:.,](?=\s)", between):
        return False
    if language in SLAVIC and following.sort not in _DUTY:
        if following.sort in _LAID_ON and following.form in ("finite", "passive"):
            return bool(_DATIVE_NAME.match(text, start, stop))
        return following.form == "infinitive" and bool(_DATIVE.search(_first_noun(text[start:stop])))
    near = len(between.split()) <= 2
    future = following.form == "infinitive" or (language == "en" and between == " to ")
    return near and (future or following.sort in _DUTY or (following.sort in DIRECT and following.form != "finite"))


@cache
def _articles(language: str) -> re.Pattern[str]:
    articles = vocabulary.alternatives(language, "names", "articles")
    return re.compile(rf"(?:(?<!\w)(?:{articles})(?:\s+|(?<=[’'])))+$", re.IGNORECASE)


@cache
def _nothing(language: str) -> re.Pattern[str]:
    """What may stand between a verb and whom it addresses."""
    prepositions = vocabulary.alternatives(language, "names", "addressed")
    adverbs = vocabulary.adverbs(language)
    that = vocabulary.alternatives(language, "operative", "that")
    asked_of = vocabulary.alternatives(language, "names", "asked_of")
    return re.compile(
        rf"[\s\"«“]*(?:(?:{adverbs}),?\s+)*(?:(?:{prepositions}|{asked_of}|{that})(?:\s+|(?<=[’'])))?[\"«“]?",
        re.IGNORECASE,
    )


@cache
def _preposition(language: str) -> re.Pattern[str]:
    prepositions = vocabulary.alternatives(language, "names", "addressed")
    return re.compile(rf"(?<!\w)(?:{prepositions})(?:\s+|(?<=[’']))$", re.IGNORECASE)


@cache
def _elsewhere(language: str) -> re.Pattern[str]:
    """Words with which the preposition names no addressee: *frente a la escuela*."""
    words = vocabulary.alternatives(language, "names", "elsewhere")
    return re.compile(rf"(?<!\w)(?:{words})\s+$", re.IGNORECASE)


@cache
def _together(language: str) -> re.Pattern[str]:
    """Before whom one works with."""
    words = vocabulary.alternatives(language, "names", "together")
    return re.compile(rf"(?<!\w)(?:{words})\s+$", re.IGNORECASE)


@cache
def _that(language: str) -> re.Pattern[str]:
    return re.compile(rf"[\s,]*(?:{vocabulary.alternatives(language, 'operative', 'that')})\s+", re.IGNORECASE)


@cache
def _joined(language: str) -> re.Pattern[str]:
    joins = "|".join((*vocabulary.data(language)["and"], "as well as", "а также", "así como"))
    prepositions = vocabulary.alternatives(language, "names", "addressed")
    articles = vocabulary.alternatives(language, "names", "articles")
    return re.compile(
        rf"(?:\s*,\s*|\s+)(?:(?:{joins}|both|и|e)\s+)?(?:(?:{prepositions})\s+)?(?:(?:{articles})\s+)*", re.IGNORECASE
    )


@cache
def _opens(language: str) -> re.Pattern[str]:
    that = vocabulary.alternatives(language, "operative", "that")
    deadline = vocabulary.alternatives(language, "dates", "deadline")
    resolved = vocabulary.alternatives(language, "operative", "lead_in")
    sentence = r"(?:.*[.;]\s+)?" if language == "en" else ""
    return re.compile(
        rf"{sentence}[\s\"«“]*(?:(?:{resolved}),?\s+)?(?:(?:{that})\s+)?(?:(?:(?:{deadline})\s+)?0+\s*,?\s*)?",
        re.IGNORECASE | re.DOTALL,
    )
