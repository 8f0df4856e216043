"""Numbers as Word and Writer print them in front of a paragraph.

The names of the formats are those of ECMA-376 part 1, 17.18.59 (ST_NumberFormat).
"""

import re

from plenaria.formats.spelling import spelt

LATIN = "abcdefghijklmnopqrstuvwxyz"
RUSSIAN = "абвгдежзиклмнопрстуфхцчшщыэюя"
"""29 letters: without ё, й, ъ, ь (ECMA-376 part 1, 17.18.59, russianLower)."""
UKRAINIAN = "абвгґдеєжзиіїйклмнопрстуфхцчшщьюя"
_SAMPLES = re.compile(r"(0+)1, 0")
_ROMAN = (
    (1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"), (50, "l"), (40, "xl"),
    (10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"),
)  # fmt: skip
_CHICAGO = "*†‡§"


def roman(value: int) -> str:
    """Lower-case Roman, for 1 to 32,767 (Word's largest number); a decimal number outside."""
    if not 0 < value <= 32_767:
        return str(value)
    digits = []
    for worth, letters in _ROMAN:
        count, value = divmod(value, worth)
        digits.append(letters * count)
    return "".join(digits)


def repeated(value: int, alphabet: str) -> str:
    """A letter, doubled after the alphabet's end: z, aa, bb."""
    if not 0 < value <= len(alphabet) * 100:
        return str(value)
    rounds, index = divmod(value - 1, len(alphabet))
    return alphabet[index] * (rounds + 1)


def positional(value: int, alphabet: str) -> str:
    """Letters as a spreadsheet names its columns: z, aa, ab."""
    if value < 1:
        return str(value)
    letters = ""
    while value:
        value, index = divmod(value - 1, len(alphabet))
        letters = alphabet[index] + letters
    return letters


def ordinal(value: int, language: str) -> str:
    """A number with the ending of an ordinal: 1st, 1º, 1-й."""
    if language in ("es", "pt", "it"):
        return f"{value}º"
    if language in ("ru", "uk"):
        return f"{value}-й"
    if language == "fr":
        return "1er" if value == 1 else f"{value}e"
    if language == "de":
        return f"{value}."
    ending = "th" if value % 100 in (11, 12, 13) else {1: "st", 2: "nd", 3: "rd"}.get(value % 10, "th")
    return f"{value}{ending}"


def sampled(value: int, sample: str) -> str | None:
    """A value in a format that is written as a sample (``001, 002, 003, ...``), of Word's and Writer's own."""
    if zeros := _SAMPLES.match(sample):
        return f"{value:0{len(zeros[1]) + 1}d}"
    if sample[:2] in ("а,", "А,"):
        alphabet = UKRAINIAN if "(uk)" in sample else RUSSIAN
        letters = repeated(value, alphabet) if "аа, бб" in sample.lower() else positional(value, alphabet)
        if sample[0] == "а":
            return letters
        return letters.capitalize() if ", Аа" in sample else letters.upper()
    return None


def is_known(format_: str) -> bool:
    """Whether it is a format of the standard, or a sample that :func:`sampled` understands."""
    return format_.isalnum() or sampled(1, format_) is not None


def numeral(value: int, format_: str, language: str = "en") -> str:
    """A value in a format; decimal for formats that no paper in our languages uses."""
    match format_:
        case "none" | "bullet":
            return ""
        case "lowerRoman":
            return roman(value)
        case "upperRoman":
            return roman(value).upper()
        case "lowerLetter":
            return repeated(value, LATIN)
        case "upperLetter":
            return repeated(value, LATIN).upper()
        case "russianLower":
            return repeated(value, RUSSIAN)
        case "russianUpper":
            return repeated(value, RUSSIAN).upper()
        case "decimalZero":
            return f"{value:02d}"
        case "ordinal":
            return ordinal(value, language)
        case "numberInDash":
            return f"- {value} -"
        case "decimalEnclosedParen":
            return f"({value})"
        case "decimalEnclosedFullstop":
            return f"{value}."
        case "decimalEnclosedCircle" | "decimalEnclosedCircleChinese" if 1 <= value <= 20:
            return chr(0x2460 + value - 1)
        case "hex":
            return f"{value:X}"
        case "cardinalText" | "ordinalText":
            return spelt(value, language, ordinal=format_ == "ordinalText")
        case "chicago":
            return repeated(value, _CHICAGO)
        case _:
            return sampled(value, format_) or str(value)
