"""Names of people in running text, as printed.

A run of words with capitals names a person where something in it or right before it says so: a given name, a
patronymic, initials, a title (*Mrs*), a verb that elects, or a person whom it is joined to.
"""

import re
from functools import cache

from plenaria.core.text import vocabulary
from plenaria.core.text.institutions import names_institution
from plenaria.core.text.marks import marks

_CAPITAL = r"[A-ZА-ЯЁÁÉÍÓÚÑÇÜÄÖÀÂÈÊÎÔÕŠŽČŁІЇЄҐ]"
_WORD = rf"{_CAPITAL}[^\W\d_]+(?:[-’'ʼ]{_CAPITAL}?[^\W\d_]+)*"
_INITIAL = rf"{_CAPITAL}[a-zа-яё]?\."
_PARTICLE = r"(?:de la|de las|de los|de|del|la|los|van der|van|von|der|da|dos|do|di|фон|ван|де)"
_RUN = re.compile(
    rf"(?<![\w«“\"])(?:{_INITIAL}\s?){{0,3}}{_WORD}"
    rf"(?:\s(?:{_PARTICLE}\s)?(?:{_INITIAL}\s?){{0,3}}{_WORD}|\s(?:{_INITIAL}\s?){{1,3}}(?!\s?{_WORD}))*"
)
_PATRONYMIC = re.compile(
    r"[А-ЯЁІЇЄ][а-яёіїєʼ’']+(?:[оеё]вич(?:а|у|ем|еві|ові)?|[оеєїі]вн(?:а|ы|е|у|ой|ою|і)|ьич(?:а|у|ом|ем))"
)
_WITH_INITIALS = re.compile(rf"(?:{_INITIAL}\s?)+{_WORD}|{_WORD}\s{_INITIAL}")
_ENDINGS = frozenset(
    [
        "а",
        "у",
        "ом",
        "ем",
        "ём",
        "е",
        "ы",
        "и",
        "ой",
        "ей",
        "ою",
        "ею",
        "ю",
        "я",
        "ь",
        "й",
        "ью",
        "ию",
        "ия",
        "ией",
        "ием",
        "ии",
        "ові",
        "еві",
        "і",
        "ї",
        "єю",
        "ією",
        "єві",
        "о",
        "в",
        "ви",
    ]
)
"""What Slavic cases put behind the stem of a given name."""

_NAMED_AFTER = re.compile(
    r"(?:имени|им\.|імені|ім\.|named after|St\.?|Saint|San|Santa|Santo|São|calle|plaza|avenida)\s+$"
)


def people(text: str, language: str, *, listed: bool = False) -> tuple[str, ...]:
    """The people whom ``text`` names; ``listed``: a point of a list of people, which opens with a name."""
    blanked = _without_verbs(text, language)
    electing = [mark.end for mark in marks(text, language) if mark.sort in ("elect", "nomination", "appoint")]
    found: list[str] = []
    last = -1
    for run in _RUN.finditer(blanked):
        start, name = _trimmed(run, language)
        if not name or _NAMED_AFTER.search(text, max(0, start - 20), start):
            continue
        joined = 0 <= last <= start and (
            bool(_joined(language).fullmatch(text, last, start))
            or (text[last:start] == ", " and bool(_goes_on(language).match(text, start + len(name))))
        )
        near = joined or any(0 <= start - end <= 12 and text[end:start].islower() for end in electing)
        near = near or any(text[end:start].strip() == "" for end in electing if end <= start)
        near = near or (listed and start == 0)
        near = near or (
            any(end <= start for end in electing) and bool(_follows(language).search(text, max(0, start - 80), start))
        )
        if _is_person(name, text[max(0, start - 16) : start], language, near=near):
            found.append(name)
            last = start + len(name)
    return tuple(dict.fromkeys(found))


def _without_verbs(text: str, language: str) -> str:
    """``text`` with the verbs that have a capital in small letters: they belong to no name."""
    parts, at = [], 0
    for mark in marks(text, language):
        if mark.start >= at and text[mark.start].isupper() and mark.form != "noun":
            word = text[mark.start : mark.end].split(maxsplit=1)[0]
            small = word.lower()
            # Every letter keeps its place.
            parts += [text[at : mark.start], small if len(small) == len(word) else word]
            at = mark.start + len(word)
    return "".join([*parts, text[at:]])


def _trimmed(run: re.Match[str], language: str) -> tuple[int, str]:
    """The run without words of office before the name; empty where an institution has the name."""
    start, name = run.start(), run[0].strip()
    if vocabulary.data(language).get("nouns_capitalised"):
        start, name = _after_nouns(start, name)
    while name:
        first, _, rest = name.partition(" ")
        if (
            _is_title(first, language)
            or (rest and _leads_in(language).fullmatch(first))
            or (rest and _is_office(first, language))
        ):
            start, name = start + len(first) + 1, rest.lstrip()
        elif names_institution(first, language) and rest and language in ("ru", "uk"):
            start, name = start + len(first) + 1, rest
        else:
            break
    if names_institution(name, language) and not _WITH_INITIALS.search(name):
        return start, ""
    return start, re.sub(rf"\s{_PARTICLE}$", "", name)


def _after_nouns(start: int, name: str) -> tuple[int, str]:
    """*Entsendung von Lina Petersohn*, *der Kreistag Jens Pallasch*: the nouns before a name have capitals too."""
    words = list(re.finditer(r"\S+", name))
    first = next((each for each in words[:-1] if _is_given(each[0])), None)
    noun = re.match(r"\S+ung von ", name)
    cut = first.start() if first else noun.end() if noun else 0
    return start + cut, name[cut:]


def _is_person(name: str, before: str, language: str, *, near: bool) -> bool:
    words = re.findall(_WORD, name)
    if not words:
        return False
    if _WITH_INITIALS.search(name) or any(_PATRONYMIC.fullmatch(word) for word in words):
        return True
    if _titled(language).search(before):
        return True
    if len(name.split()) < 2:
        return False
    if vocabulary.anywhere(language, "lists", "event").search(name):
        return False
    return near or _is_given(words[0]) or (len(words) == 2 and language in ("ru", "uk") and _is_given(words[1]))


@cache
def _given() -> frozenset[str]:
    """All given names of the lexicons, and the stems of the Slavic ones."""
    names = {
        vocabulary.folded(name)
        for language in vocabulary.LANGUAGES
        for name in vocabulary.phrases(language, "names", "given")
    }
    stems = {name.rstrip("аяйьоі") for name in names if re.match("[а-яіїєґ]", name)}
    fleeting = {"павел": "павл", "лев": "льв", "петро": "петр"}
    return frozenset(names | stems | {fleeting[name] for name in names if name in fleeting})


def _is_given(word: str) -> bool:
    word = vocabulary.folded(word)
    known = _given()
    if word in known or word.split("-")[0] in known:
        return True
    if not re.match("[а-яіїєґ]", word):
        return False
    return any(word[:-n] in known and word[-n:] in _ENDINGS for n in range(1, 4) if len(word) - n > 1)


def _is_office(word: str, language: str) -> bool:
    return bool(vocabulary.whole(language, "lists", "office").fullmatch(word))


def _is_title(word: str, language: str) -> bool:
    return bool(vocabulary.whole(language, "names", "titles").fullmatch(word))


@cache
def _titled(language: str) -> re.Pattern[str]:
    titles = vocabulary.alternatives(language, "names", "titles")
    return re.compile(rf"(?<!\w)(?:{titles})\s+$", re.IGNORECASE)


@cache
def _follows(language: str) -> re.Pattern[str]:
    """What stands before the name of whoever is elected."""
    joins = "|".join(vocabulary.data(language)["and"])
    that = vocabulary.alternatives(language, "operative", "that")
    office = vocabulary.alternatives(language, "lists", "office")
    members = vocabulary.alternatives(language, "operative", "members")
    return re.compile(rf"(?:[,:]\s|(?<!\w)(?:{joins}|{that}|a|{office}|{members})\s)$", re.IGNORECASE)


@cache
def _leads_in(language: str) -> re.Pattern[str]:
    that = vocabulary.alternatives(language, "operative", "that")
    articles = vocabulary.alternatives(language, "names", "articles")
    return re.compile(rf"{that}|{articles}", re.IGNORECASE)


@cache
def _goes_on(language: str) -> re.Pattern[str]:
    """A list of names goes on after this one."""
    joins = "|".join(vocabulary.data(language)["and"])
    return re.compile(rf"(?:,|,?\s(?:{joins}))\s{_CAPITAL}")


@cache
def _joined(language: str) -> re.Pattern[str]:
    joins = "|".join(vocabulary.data(language)["and"])
    return re.compile(rf",?\s+(?:{joins}|e|и)\s+(?:(?:a|à|к)\s+)?", re.IGNORECASE)
