"""What a compositor does to a text before it is set: blanks at which no line may end, and heads that fit.

Only the printed page is changed, never the text that is stored, sealed or attached.
"""

import re

HEAD = 84
"""Characters of a running head: one line across the page, or two in a column."""
NO_BREAK = "\N{NO-BREAK SPACE}"
_RANGE = re.compile(r"(?<=[\dIVX])[–-](?=[\dIVX])")

_LETTER = r"[^\W\d_]"
_CAPITAL = r"[A-ZÁÉÍÓÚÑÄÖÜÀÈÊÇА-ЯЁІЇЄҐ]"
_RULES = tuple(
    re.compile(rule)
    for rule in (
        rf"(\b{_CAPITAL}\.)[ \u202f](?={_CAPITAL}(?:\.|{_LETTER}))",  # M. A. Orlova
        rf"({_LETTER})[ \u202f](?={_CAPITAL}\.[ \u00a0\u202f]?{_CAPITAL}\.(?!\w))",  # Орлова М. А.
        rf"(\b\d\d?)[ \u202f](?={_LETTER})",  # 17 May, 5 points
        r"(\d)[ \u202f](?=[%‰°€$]|(?:г|гг|р|рр|ст|руб)\.|(?:года|году|годом|год|року|році)\b|\d{3}\b)",  # 2025 г.
        r"([№§]|\b(?:[Nn]\.º|[Nn]os?|[Nn]ro|[Nn]úm|[Nn]r|ст|пп?|ч|гл|[Aa]rt|p)\.?)[ \u202f](?=[\dIVXLC]+\b)",  # № 5
        r"(\S)[ \u202f](?=[—–] )",  # a dash does not begin a line
        r"((?:^|[\s(«“„])[вксуоиаяВКСУОИАЯ])[ \u202f](?=\w)",  # в Лиме
    )
)


def unbroken(text: str) -> str:
    """``text`` with no-break spaces inside initials, dates, quantities and references (``№ 5``), and after the
    one-letter words of Russian and Ukrainian, as compositors of these languages set them."""
    for rule in _RULES:
        text = rule.sub(rf"\1{NO_BREAK}", text)
    return _RANGE.sub(lambda dash: f"{dash[0]}\N{WORD JOINER}", text).replace("\u202f", NO_BREAK)


def shortened(text: str, length: int) -> str:
    """At most ``length`` characters, cut after a word and marked with an ellipsis where something is left out."""
    if len(text) <= length:
        return text
    cut = text.rfind(" ", length // 2, length)
    return f"{text[: cut if cut > 0 else length - 1].rstrip(' ,.;:—–-')}…"
