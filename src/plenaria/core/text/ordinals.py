"""Numbers written otherwise than in figures: Roman numbers and ordinal words."""

import re

_ROMAN = {"i": 1, "v": 5, "x": 10, "l": 50, "c": 100, "d": 500, "m": 1000}
_ROMAN_FORM = re.compile(r"(?=[mdclxvi])m{0,3}(cm|cd|d?c{0,3})(xc|xl|l?x{0,3})(ix|iv|v?i{0,3})")

_WORDS = {
    "en": "first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth fourteenth "
    "fifteenth sixteenth seventeenth eighteenth nineteenth twentieth",
    "es": "primero segundo tercero cuarto quinto sexto séptimo octavo noveno décimo undécimo duodécimo "
    "decimotercero decimocuarto decimoquinto decimosexto decimoséptimo decimoctavo decimonoveno vigésimo",
    "pt": "primeiro segundo terceiro quarto quinto sexto sétimo oitavo nono décimo",
    "fr": "premier deuxième troisième quatrième cinquième sixième septième huitième neuvième dixième onzième douzième "
    "treizième quatorzième quinzième seizième",
    "ru": "первое второе третье четвёртое пятое шестое седьмое восьмое девятое десятое одиннадцатое двенадцатое",
    "ru-m": "первый второй третий четвёртый пятый шестой седьмой восьмой девятый десятый одиннадцатый двенадцатый",
}
ORDINAL_WORDS: dict[str, int] = {
    word: value for words in _WORDS.values() for value, word in enumerate(words.split(), 1)
}
ORDINAL_WORDS |= {
    word[:-1] + "a": value for word, value in ORDINAL_WORDS.items() if word.endswith("o") and word.isalpha()
}
ORDINAL_WORDS |= {
    "decimoprimero": 11, "décimo primero": 11, "décimo segundo": 12, "decimosegundo": 12, "décimo tercero": 13,
    "décimo cuarto": 14, "décimo quinto": 15, "décimo sexto": 16, "décimo séptimo": 17, "décimo octavo": 18,
    "décimo noveno": 19, "vigésimo primero": 21, "vigésimo segundo": 22, "vigésimo tercero": 23,
    "vigésimo cuarto": 24, "vigésimo quinto": 25, "vigésimo sexto": 26, "vigésimo séptimo": 27,
    "vigésimo octavo": 28, "vigésimo noveno": 29, "trigésimo": 30, "четвертое": 4, "septimo": 7, "decimo": 10,
    "vigesimo": 20, "único": 1,
}  # fmt: skip


def roman_value(text: str) -> int | None:
    """The value of a well-formed Roman number in either case, or ``None``."""
    text = text.casefold()
    if not text or not _ROMAN_FORM.fullmatch(text):
        return None
    values = [_ROMAN[letter] for letter in text]
    return sum(-one if one < next_one else one for one, next_one in zip(values, [*values[1:], 0], strict=True))


def ordinal_value(text: str) -> int | None:
    """The value of a number in figures, in Roman figures of two letters or more, or of an ordinal word."""
    text = " ".join(text.casefold().split())
    if text.isdecimal():
        return int(text)
    if text in ORDINAL_WORDS:
        return ORDINAL_WORDS[text]
    return roman_value(text) if len(text) > 1 else None
