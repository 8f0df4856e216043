"""The names of institutions in running text: a head word (*ministry*, *комитет*) and the words that go with it."""

import re
from functools import cache

from plenaria.core.text import vocabulary

SLAVIC = ("ru", "uk")
BLANK = "\x00"
"""Stands for letters that belong to no name."""

_CAPITAL = r"[A-ZА-ЯЁÁÉÍÓÚÑÇÜÄÖÀÂÈÊÎÔÕІЇЄҐ]"
_QUOTED = r"«[^»]{1,80}»|“[^”]{1,80}”|\"[^\"]{1,80}\"|„[^“”]{1,80}[“”]"
_NO_MODIFIER = (
    "the|to|of|and|for|a|an|its|our|by|with|on|in|at|from|all|that|their|as|or|is|are|be|upon|among|who|which|has|have"
    "|not|shall|will|no|every|each|other|also|continue|continued|continuing"
)


@cache
def institution(language: str) -> re.Pattern[str]:
    """An institution: its head word and the words that go with it."""
    heads = "|".join(
        (
            vocabulary.alternatives(language, "names", "institutions"),
            vocabulary.alternatives(language, "operative", "own"),
        )
    )
    if language in SLAVIC:
        return _slavic(heads)
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
        return re.compile(
            rf"(?<![\w-]){before}(?i:{heads})(?![\w-]|[’']s)(?:\s(?:{joined})){{0,8}}(?:\s\({_CAPITAL}[\w\s-]+\))?"
        )
    capital = rf"(?!(?:La|El|Las|Los|Le|Les|Der|Die|Das|O|A|Os|As)\s){capital}"
    article = r"(?:la\s|las\s|los\s|el\s|o\s|os\s|a\s|as\s|le\s|les\s|l[’'])?"
    of = r"(?:de|del|da|do|das|dos|des|du|für|der|von|zur|zum)"
    other = rf"(?!{article}(?:{capital}\s)?(?i:{heads})(?!\w))"
    joined = (
        rf"{of}\s{article}(?:{capital}|{_QUOTED})|d[’']{capital}|{capital}|{_QUOTED}"
        rf"|(?:[yeéà]|et|und)\s{other}{capital}"
    )
    adjective = r"[a-záéíóúñçãâê]+(?:os|as|al|ales|ais|ar|ares|ivo|iva|ico|ica|icos|icas|nte|ntes)"
    adjective = rf"(?!(?:antes|después|ante|las|los|durante)(?!\w)){adjective}"
    small = rf"{of}\s{article}[a-záéíóúñçãâê]+(?=\s{of}\s|[,;:.()]|$|\s(?:que|a|al|y|e|para|por|su|la|el|se|en)\s)"
    follows = r"(?=[,;:.()]|$|\s(?:que|a|al|y|e|para|por|su|la|el|se|en|de|del)\s)"
    return re.compile(
        rf"(?<![\w-])(?i:{heads})(?![\w-])(?:\s(?:{adjective}){follows})?(?:\s(?:{joined}|{small})){{0,8}}"
    )


def _slavic(heads: str) -> re.Pattern[str]:
    """Adjectives before the head; after it capitals, small genitives, and a few prepositions."""
    function_words = (
        "и|или|на|с|в|о|об|от|до|за|из|для|при|по|под|над|без|их|его|её|если|перед|между|не|у|к|та|і|й|з|від|про"
    )
    endings = "ого|его|ой|ей|ых|их|ия|ии|ий|ов|ев|ы|и|а|я|і|ї|ів"
    genitive = rf"(?!(?:{function_words}|просьб\w*|этом|том)\s)[а-яёіїєґ’'-]+(?:{endings})(?!\w)"
    word = rf"{_QUOTED}|{_CAPITAL}[\w-]*"
    qualified = rf"(?:по|з|із)\s[а-яёіїє-]+|(?:при|имени|ім\.|им\.)\s{_CAPITAL}[\w-]+|[№]\s?\d+"
    joined = rf"(?:и|та|і)\s(?:{genitive})(?=\s(?:{_CAPITAL}|«|{BLANK})|[,;:.()«»\"“”\n]|$)"
    ends = "ый|ой|ий|ая|яя|ое|ее|ому|ему|его|ого|ую|юю|им|ым|ей|ые|ие|ых|их|ем|ом|ыми|ими|ій|ої|ою|і"
    adjective = rf"(?:[IVXLC]+|[\w-]{{2,}}(?:{ends}))"
    return re.compile(
        rf"(?<![\w-])(?:{adjective}\s){{0,3}}(?i:{heads})(?![\w-])(?:\s(?:{word}|{qualified}|{joined}|{genitive})){{0,9}}"
    )
