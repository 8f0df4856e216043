"""The names of institutions in running text: a head word (*ministry*, *комитет*) and the words that go with it."""

import re
from collections.abc import Iterator
from functools import cache

from plenaria.core.text import vocabulary
from plenaria.core.text.inflection import PHRASE
from plenaria.core.text.verbs import Finder, Mark, finder

SLAVIC = ("ru", "uk")
BLANK = "\x00"
"""Stands for letters that belong to no name."""

_CAPITAL = r"[A-ZА-ЯЁÁÉÍÓÚÑÇÜÄÖÀÂÈÊÎÔÕІЇЄҐ]"
_QUOTED = r"«[^»]{1,80}»|“[^”]{1,80}”|\"[^\"]{1,80}\"|„[^“”]{1,80}[“”]"
_NO_MODIFIER = (
    "the|to|of|and|for|a|an|its|our|by|with|on|in|at|from|all|that|their|as|or|is|are|be|upon|among|who|which|has|have"
    "|not|shall|will|no|every|each|other|also|continue|continued|continuing"
)


_BEFORE = 50
"""Characters before its head that the name of an institution may take."""


def institutions(text: str, language: str) -> Iterator[tuple[int, int]]:
    """Where institutions and organs stand: first their head words are looked up, then what goes with them."""
    at = 0
    # Of two head words at one place the longer.
    heads = {head.start: head for head in sorted((each for each, _ in _heads(language)(text)), key=_place)}
    for head in heads.values():
        if head.start < at:
            continue
        if language == "de" and not text[head.start].isupper():
            continue
        before, after = _around(language)
        behind = after.match(text, head.end)
        if behind is None:
            continue
        ahead = before.search(text, max(at, head.start - _BEFORE), head.start)
        at = behind.end()
        yield ahead.start() if ahead else head.start, at


def _place(head: Mark) -> tuple[int, int]:
    return head.start, head.end


def names_institution(text: str, language: str) -> bool:
    """Whether an institution's head word is among the words."""
    return any(head.sort == "institution" for head, _ in _heads(language)(text))


@cache
def _heads(language: str) -> Finder:
    listed = (("names", "institutions", "institution"), ("operative", "own", "organ"))
    return finder(
        language,
        [
            (phrase, sort, PHRASE)
            for section, key, sort in listed
            for phrase in vocabulary.phrases(language, section, key)
        ],
    )


@cache
def _around(language: str) -> tuple[re.Pattern[str], re.Pattern[str]]:
    before, after = _words(language)
    return re.compile(rf"(?<![\w-])(?:{before})$"), re.compile(after)


def after_head(language: str) -> re.Pattern[str]:
    """What may go on with a name behind its head word."""
    return _around(language)[1]


@cache
def institution(language: str) -> re.Pattern[str]:
    """An institution: its head word and the words that go with it."""
    before, after = _words(language)
    capital = rf"(?={_CAPITAL})" if language == "de" else ""
    return re.compile(rf"(?<![\w-])(?:{before}){capital}(?i:{_listed(language)}){after}")


def _listed(language: str) -> str:
    return "|".join(
        (
            vocabulary.alternatives(language, "names", "institutions"),
            vocabulary.alternatives(language, "operative", "own"),
        )
    )


@cache
def _words(language: str) -> tuple[str, str]:
    """What may stand before a head word, and behind it."""
    heads = _listed(language)
    if language in SLAVIC:
        return _slavic()
    capital = rf"(?!(?:The|A|An|All|Its|This|That|Our|Their|Every|Each)\s){_CAPITAL}[\w’'.&-]*"
    if language == "en":
        other = rf"(?!(?:{capital}\s){{0,4}}(?i:{heads})(?!\w))"
        joined = (
            rf"(?:of|for|on|to)\s(?:the\s)?(?:{capital}|{_QUOTED})|{capital}|{_QUOTED}|and\s{other}{capital}"
            rf"|of\s(?:the\s)?[a-z]+(?=\sof\s[A-Z])|of\sthe\s(?:[a-z]+\s)?[a-z]+(?=\s(?:for|to|in|that)\s|[,;.])"
        )
        plain = rf"(?!(?:{_NO_MODIFIER})\s)[a-z][\w-]*"
        lead = rf"(?:{capital}\s|(?!(?i:{heads})(?!\w)){capital}\s(?:of|and|&)\s(?={_CAPITAL}))"
        before = rf"(?:{lead}{{1,5}}|(?:{plain}\s){{0,2}})"
        return before, rf"(?![\w-]|[’']s)(?:\s(?:{joined})){{0,8}}(?:\s\({_CAPITAL}[\w\s-]+\))?"
    return _german() if language == "de" else _romance(language, heads)


def _romance(language: str, heads: str) -> tuple[str, str]:
    """After the head an adjective, then capitals and what *of* joins to it."""
    capital = rf"(?!(?:La|El|Las|Los|Le|Les|O|A|Os|As)\s){_CAPITAL}[\w’'&-]*(?:\.[\w’'&-]+)*"
    article = r"(?:la\s|las\s|los\s|el\s|o\s|os\s|a\s|as\s|le\s|les\s|l[’'])?"
    of = r"(?:(?:de|del|da|do|das|dos|des|du)\s|d[’'])"
    other = rf"(?!{article}(?:{capital}\s)?(?i:{heads})(?!\w))"
    letters = "[a-záéíóúñçãõâêôàèùîûëïœ-]"
    words = vocabulary.alternatives(language, "names", "follows")
    ends = vocabulary.alternatives(language, "names", "adjectives")
    follows = rf"(?=[,;:.()]|$|\s(?:{words})(?!\w))"
    adjective = rf"(?!(?:{words})(?!\w))(?:{letters}+(?:{ends})){follows}"
    verb = vocabulary.alternatives(language, "names", "infinitives")
    small = rf"{of}{article}(?!(?:{verb})(?!\w)){letters}{{3,}}(?:\s{adjective})?{follows}"
    joined = rf"{of}{article}(?:{capital}|{_QUOTED})|{capital}|{_QUOTED}|(?:[yeéà]|et)\s{other}{capital}"
    return "", rf"(?![\w-])(?:\s{adjective})?(?:\s(?:{joined}|{small}|{adjective})){{0,8}}"


def _german() -> tuple[str, str]:
    """A noun, with the adjectives before it and the genitives after it; a name follows only at the end."""
    noun = "[A-ZÄÖÜ][\\w-]+"
    article = r"(?i:der|die|das|den|dem|des|alle[nr]?|(?:sein|ihr|unser|ein|kein|dies|jed)(?:e|en|em|er|es)?)"
    adjective = rf"(?:(?!{article}\s)[A-ZÄÖÜa-zäöü][a-zäöüß]+(?:en|er|e|es|em)\s(?={_CAPITAL}))"
    other = "(?:[a-zäöü][a-zäöüß]+(?:en|er)\\s)?"
    joined = rf"(?:des|der|für|im)\s{other}{noun}(?:\s(?:und|sowie)\s{noun}(?=[,;.)]|\s(?:für|zu|im|um)\s))?|{_QUOTED}"
    name = rf"(?:{noun}(?=[,;:.()]|$|\s(?:der|des|für|um|im|in|zu|wird|werden|und|mit|auf)\s))"
    return rf"(?:{adjective}(?={noun})){{0,2}}", rf"(?![\w-])(?:\s(?:{joined})|\s{name}){{0,4}}"


def _slavic() -> tuple[str, str]:
    """Adjectives before the head; after it capitals, small genitives, and a few prepositions."""
    function_words = (
        "и|или|на|с|в|о|об|от|до|за|из|для|при|по|под|над|без|их|его|её|если|перед|между|не|у|к|та|і|й|з|від|про"
    )
    endings = "ого|его|ой|ей|ых|их|ия|ии|ий|ов|ев|ы|и|а|я|і|ї|ів"
    asked = r"просьб\w*|(?:прохан|клопотан|питан|виконан|надан)н\w*|[а-яіїєґ’'-]+(?:увати|ювати|нути|дати|ити|ися)"
    genitive = rf"(?!(?:{function_words}|{asked}|этом|том)\s)[а-яёіїєґ’'-]+(?:{endings})(?!\w)"
    word = rf"{_QUOTED}|{_CAPITAL}[\w-]*"
    said = rf"(?!(?:{asked}|вимог\w*|пропозиці\w*)(?!\w))"
    qualified = rf"(?:по|з|із)\s{said}[а-яёіїє-]+|(?:при|имени|ім\.|им\.)\s{_CAPITAL}[\w-]+|[№]\s?\d+"
    joined = rf"(?:и|та|і)\s(?:{genitive})(?=\s(?:{_CAPITAL}|«|{BLANK})|[,;:.()«»\"“”\n]|$)"
    ends = "ый|ой|ий|ая|яя|ое|ее|ому|ему|его|ого|ую|юю|им|ым|ей|ые|ие|ых|их|ем|ом|ыми|ими|ій|ої|ою|і"
    ends += "|[сцз]ьку|льну|[чщйнрд]ну"
    # "в связи с закрытием школы", "заседание совета": nouns, for all that they end like adjectives.
    noun = r"[\w-]+(?:[аея]ние|[ыя]тие|ием)\s"
    adjective = rf"(?:[IVXLC]+|(?!{noun})[\w-]{{2,}}(?:{ends}))"
    return rf"(?:{adjective}\s){{0,3}}", rf"(?![\w-])(?:\s(?:{word}|{qualified}|{joined}|{genitive})){{0,9}}"
