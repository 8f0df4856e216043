"""Numbers spelt out (ST_NumberFormat ``cardinalText`` and ``ordinalText``) in the languages of our papers, 1 to 99.

Ordinals are masculine, as word processors print them before *article* or *point*.
"""

from collections.abc import Mapping
from dataclasses import dataclass

HIGHEST = 99


@dataclass(frozen=True, slots=True)
class _Words:
    """The words of a language: 1 to 19, then 20, 30 … 90; ``joint`` stands between tens and units."""

    cardinals: tuple[str, ...]
    tens: tuple[str, ...]
    ordinals: tuple[str, ...]
    ordinal_tens: tuple[str, ...]
    joint: str = " "
    exceptions: Mapping[int, str] | None = None
    ordinal_exceptions: Mapping[int, str] | None = None
    ordinal_keeps_tens: bool = True
    """Whether only the last word of an ordinal is one: *twenty-first*."""


def _of(text: str) -> tuple[str, ...]:
    return tuple(text.split())


_EN = _Words(
    _of(
        "one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen "
        "eighteen nineteen"
    ),
    _of("twenty thirty forty fifty sixty seventy eighty ninety"),
    _of(
        "first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth fourteenth "
        "fifteenth sixteenth seventeenth eighteenth nineteenth"
    ),
    _of("twentieth thirtieth fortieth fiftieth sixtieth seventieth eightieth ninetieth"),
    "-",
)
_RU = _Words(
    _of(
        "один два три четыре пять шесть семь восемь девять десять одиннадцать двенадцать тринадцать четырнадцать "
        "пятнадцать шестнадцать семнадцать восемнадцать девятнадцать"
    ),
    _of("двадцать тридцать сорок пятьдесят шестьдесят семьдесят восемьдесят девяносто"),
    _of(
        "первый второй третий четвёртый пятый шестой седьмой восьмой девятый десятый одиннадцатый двенадцатый "
        "тринадцатый четырнадцатый пятнадцатый шестнадцатый семнадцатый восемнадцатый девятнадцатый"
    ),
    _of("двадцатый тридцатый сороковой пятидесятый шестидесятый семидесятый восьмидесятый девяностый"),
)
_UK = _Words(
    _of(
        "один два три чотири пʼять шість сім вісім девʼять десять одинадцять дванадцять тринадцять чотирнадцять "
        "пʼятнадцять шістнадцять сімнадцять вісімнадцять девʼятнадцять"
    ),
    _of("двадцять тридцять сорок пʼятдесят шістдесят сімдесят вісімдесят девʼяносто"),
    _of(
        "перший другий третій четвертий пʼятий шостий сьомий восьмий девʼятий десятий одинадцятий дванадцятий "
        "тринадцятий чотирнадцятий пʼятнадцятий шістнадцятий сімнадцятий вісімнадцятий девʼятнадцятий"
    ),
    _of("двадцятий тридцятий сороковий пʼятдесятий шістдесятий сімдесятий вісімдесятий девʼяностий"),
)
_TWENTY_SOMETHING = _of(
    "veintiuno veintidós veintitrés veinticuatro veinticinco veintiséis veintisiete veintiocho veintinueve"
)
_ES = _Words(
    _of(
        "uno dos tres cuatro cinco seis siete ocho nueve diez once doce trece catorce quince dieciséis diecisiete "
        "dieciocho diecinueve"
    ),
    _of("veinte treinta cuarenta cincuenta sesenta setenta ochenta noventa"),
    _of(
        "primero segundo tercero cuarto quinto sexto séptimo octavo noveno décimo decimoprimero decimosegundo "
        "decimotercero decimocuarto decimoquinto decimosexto decimoséptimo decimoctavo decimonoveno"
    ),
    _of("vigésimo trigésimo cuadragésimo quincuagésimo sexagésimo septuagésimo octogésimo nonagésimo"),
    " y ",
    dict(enumerate(_TWENTY_SOMETHING, start=21)),
    {
        20 + at: f"vigesimo{word}"
        for at, word in enumerate(_of("primero segundo tercero cuarto quinto sexto séptimo octavo noveno"), start=1)
    },
    ordinal_keeps_tens=False,
)
_PT = _Words(
    _of(
        "um dois três quatro cinco seis sete oito nove dez onze doze treze quatorze quinze dezasseis dezassete dezoito "
        "dezanove"
    ),
    _of("vinte trinta quarenta cinquenta sessenta setenta oitenta noventa"),
    (
        *_of("primeiro segundo terceiro quarto quinto sexto sétimo oitavo nono décimo"),
        *(f"décimo {word}" for word in _of("primeiro segundo terceiro quarto quinto sexto sétimo oitavo nono")),
    ),
    _of("vigésimo trigésimo quadragésimo quinquagésimo sexagésimo septuagésimo octogésimo nonagésimo"),
    " e ",
    ordinal_keeps_tens=False,
)
_DE_UNITS = "ein zwei drei vier fünf sechs sieben acht neun"
_DE_TENS = _of("zwanzig dreißig vierzig fünfzig sechzig siebzig achtzig neunzig")
_DE = _Words(
    _of(
        "eins zwei drei vier fünf sechs sieben acht neun zehn elf zwölf dreizehn vierzehn fünfzehn sechzehn siebzehn "
        "achtzehn neunzehn"
    ),
    _DE_TENS,
    _of(
        "erste zweite dritte vierte fünfte sechste siebte achte neunte zehnte elfte zwölfte dreizehnte vierzehnte "
        "fünfzehnte sechzehnte siebzehnte achtzehnte neunzehnte"
    ),
    tuple(f"{word}ste" for word in _DE_TENS),
    "",
    {
        ten * 10 + unit: f"{word}und{_DE_TENS[ten - 2]}"
        for ten in range(2, 10)
        for unit, word in enumerate(_of(_DE_UNITS), start=1)
    },
    {
        ten * 10 + unit: f"{word}und{_DE_TENS[ten - 2]}ste"
        for ten in range(2, 10)
        for unit, word in enumerate(_of(_DE_UNITS), start=1)
    },
)
_FR_CARDINALS = _of(
    "un deux trois quatre cinq six sept huit neuf dix onze douze treize quatorze quinze seize dix-sept dix-huit "
    "dix-neuf"
)
_FR_ORDINALS = _of(
    "unième deuxième troisième quatrième cinquième sixième septième huitième neuvième dixième onzième douzième "
    "treizième quatorzième quinzième seizième dix-septième dix-huitième dix-neuvième"
)


def _french(words: tuple[str, ...], tens: tuple[str, ...]) -> dict[int, str]:
    """21 to 99 where a unit follows: *et* before one and eleven, but not after eighty; 70 to 79 and 90 to 99 go on."""
    made = {}
    for number in range(21, HIGHEST + 1):
        ten, unit = divmod(number, 10)
        if ten in (7, 9):
            ten, unit = ten - 1, unit + 10
        if unit:
            joint = "-et-" if unit in (1, 11) and ten != 8 else "-"
            made[number] = f"{tens[ten - 2].removesuffix('s')}{joint}{words[unit - 1]}"
    return made


_FR_TENS = ("vingt", "trente", "quarante", "cinquante", "soixante", "soixante-dix", "quatre-vingts", "quatre-vingt-dix")
_FR = _Words(
    _FR_CARDINALS,
    _FR_TENS,
    ("premier", *_FR_ORDINALS[1:]),
    ("vingtième", "trentième", "quarantième", "cinquantième", "soixantième", "", "quatre-vingtième", ""),
    "-",
    _french(_FR_CARDINALS, _FR_TENS),
    _french(_FR_ORDINALS, _FR_TENS),
)
_LANGUAGES = {"de": _DE, "en": _EN, "es": _ES, "fr": _FR, "pt": _PT, "ru": _RU, "uk": _UK}


def spelt(value: int, language: str, *, ordinal: bool = False) -> str:
    """A number in words, with a capital; in figures above 99, below 1, and in other languages."""
    words = _LANGUAGES.get(language)
    if words is None or not 1 <= value <= HIGHEST:
        return str(value)
    word = _ordinal(value, words) if ordinal else _cardinal(value, words)
    return word[0].upper() + word[1:]


def _cardinal(value: int, words: _Words) -> str:
    if words.exceptions and value in words.exceptions:
        return words.exceptions[value]
    if value < 20:
        return words.cardinals[value - 1]
    ten, unit = divmod(value, 10)
    return words.tens[ten - 2] if not unit else f"{words.tens[ten - 2]}{words.joint}{words.cardinals[unit - 1]}"


def _ordinal(value: int, words: _Words) -> str:
    if words.ordinal_exceptions and value in words.ordinal_exceptions:
        return words.ordinal_exceptions[value]
    if value < 20:
        return words.ordinals[value - 1]
    ten, unit = divmod(value, 10)
    if not unit:
        return words.ordinal_tens[ten - 2]
    if words.ordinal_keeps_tens:
        return f"{words.tens[ten - 2]}{words.joint}{words.ordinals[unit - 1]}"
    return f"{words.ordinal_tens[ten - 2]} {words.ordinals[unit - 1]}"
