"""The number at the start of a line: what is printed, and what it may mean.

``(i)`` is the ninth letter or the first Roman number: both readings are kept, and the outline takes the one that goes
on. A date (``25.04.2023``), a year, an amount (``1.5 million``) or initials (``I. Petrov``) are no number.
"""

import re
from dataclasses import dataclass
from functools import cache

from plenaria.core.text import vocabulary
from plenaria.core.text.ordinals import ordinal_word, roman_value

_ORDINAL = re.compile(
    r"(?P<number>[^\W\d_][\w'’ʼ-]{1,16}(?:\s[^\W\d_]{5,8})?)\s?(?P<tail>[.:)]\s?[-–—]?|[-–—]"
    # "Firstly," and "во-первых," count; "Second," may go on as a sentence.
    r"|(?:(?<=ly)|(?<=ment)|(?<=mente)|(?<=ens)|(?<=ых)),)(?=\s|$)"
)
_FIGURES = re.compile(
    r"(?P<open>\()?(?P<number>\d{1,3}(?:\.\d{1,3}){0,4}(?:\.[a-zа-яґєії](?=[\s.)]))?)(?P<tail>\)[.]?|\.?[º°ª]\)?\.?(?:\s?[-–—])?|\s?\.(?:\s?[-–—])?|\s?:|\s?[-–—](?=\s+\D)|/(?=\s))?"
)
_LETTERS = re.compile(r"(?P<open>\()?(?P<number>[^\W\d_]{1,6})(?P<tail>\)[.]?|\.(?:\s?[-–—])?|\s[-–—])(?=\s|$)")
_BULLET = re.compile(r"[-–—•*·▪◦‣●○■□➢✓\uf0b7\uf0a7](?=\s)")
_DATE = re.compile(
    r"\d{1,2}\.?\s(?:de\s)?[^\W\d_]+\.?,?\s(?:de\s)?\d{4}(?!\d)|\d{1,2}[./]\d{1,2}[./]\d{2,4}|\d{4}(?!\d)|\d{1,2}[.:]\d{2}\s?(?:h|час|ч\.)",
    re.IGNORECASE,
)
_INITIALS = re.compile(
    r"[^\W\d_]\.\s?[^\W\d_]\.\s?[A-ZА-ЯЁІЇЄҐÁÉÍÓÚÑ][^\W\d_]+|[^\W\d_]\.\s?[A-ZА-ЯЁІЇЄҐÁÉÍÓÚÑ][^\W\d_]+(?:\s*[,;]|\s*$)"
)


@cache
def _keyword_pattern() -> re.Pattern[str]:
    """A word of any language and a number after it: ``Article 5``, ``п. 1``, ``Art. 1.º``."""
    words = "|".join(vocabulary.alternatives(language, "numbering", "words") for language in vocabulary.LANGUAGES)
    return re.compile(
        rf"(?P<word>{words})\s*(?P<number>\d{{1,3}}(?:\.\d{{1,3}})*(?:er|re|ère|\.?[º°ª])?|[ivxlc]+|[^\W\d_]{{5,14}})\s?"
        r"(?P<tail>[.):º°ª]*\s?[-–—]?)(?=\s|$)",
        re.IGNORECASE,
    )


@cache
def _ordinal_noun() -> re.Pattern[str]:
    """A line over what it counts: *Première résolution*, *Segunda resolução – contas*."""
    nouns = "|".join(vocabulary.alternatives(language, "numbering", "nouns") for language in vocabulary.LANGUAGES)
    return re.compile(rf"(?P<number>[^\W\d_]{{4,14}})\s(?i:{nouns})(?P<tail>)(?P<rest>\s*(?:[(:–—-].{{0,100}})?)\.?")


@cache
def _alphabets() -> tuple[str, ...]:
    """The letters by which languages count that have an order of their own."""
    listed = (vocabulary.phrases(language, "numbering", "alphabets") for language in vocabulary.LANGUAGES)
    return tuple(alphabet for alphabets in listed for alphabet in alphabets)


@dataclass(frozen=True, slots=True)
class Marker:
    """A number as printed, and where the text after it starts."""

    label: str
    """Without brackets and full stop: ``3``, ``1.2``, ``а``; empty for a bullet."""
    readings: tuple[tuple[str, int], ...]
    """Style and value, the likeliest first. A style is the kind of number and what encloses it."""
    end: int
    path: tuple[int, ...] = ()
    """``1.2`` is (1, 2); empty for all but figures."""

    @property
    def style(self) -> str:
        """The likeliest style."""
        return self.readings[0][0]

    @property
    def value(self) -> int:
        """The likeliest value."""
        return self.readings[0][1]

    @property
    def is_bullet(self) -> bool:
        """Whether this is a sign without a number."""
        return self.style == "bullet"

    @property
    def is_bare(self) -> bool:
        """Whether a figure stands with neither full stop nor bracket, so that it may be a word of the sentence."""
        return self.style == "figures "


def marker(text: str, automatic: str | None = None) -> Marker | None:
    """The number at the start of ``text``, or the automatic number that its file gives it."""
    if automatic and automatic.strip():
        found = _typed(automatic.strip() + " x") or _bare(automatic.strip())
        if found is not None:
            return Marker(found.label, found.readings, 0, found.path)
    return _typed(text)


def _typed(text: str) -> Marker | None:
    start = len(text) - len(text.lstrip())
    for reader in (_keyword, _ordinal, _figures, _letters, _bullet):
        found = reader(text, start)
        if found is not None:
            rest = text[found.end :]
            return Marker(found.label, found.readings, found.end + len(rest) - len(rest.lstrip()), found.path)
    return None


def _keyword(text: str, at: int) -> Marker | None:
    match = _keyword_pattern().match(text, at)
    if not match:
        return None
    number, word = match["number"], match["word"].casefold()
    if number[0].isdigit():
        path = tuple(map(int, re.findall(r"\d+", number)))
        # "Article 5 of the Statutes …" begins a sentence; a number that numbers is followed by a stop or a capital.
        rest = text[match.end() :].lstrip()
        if not match["tail"].strip() and rest and not rest[:1].isupper():
            return None
        return Marker(number, ((f"{word} ", path[-1]),), match.end(), path)
    value = ordinal_word(number) or roman_value(number)
    return Marker(number, ((f"{word} ", value),), match.end()) if value else None


def _ordinal(text: str, at: int) -> Marker | None:
    match = _ORDINAL.match(text, at) or _ordinal_noun().fullmatch(text, at)
    if not match:
        return None
    value = ordinal_word(match["number"])
    end = match.start("rest") if "rest" in match.groupdict() else match.end()
    return Marker(match["number"], (("ordinal", value),), end) if value else None


def _figures(text: str, at: int) -> Marker | None:
    match = _FIGURES.match(text, at)
    if not match or _DATE.match(text, at):
        return None
    tail, following = (match["tail"] or "").strip(), text[match.end() :]
    if bool(match["open"]) and not tail.startswith(")"):
        return None
    *outer, last = match["number"].split(".")
    letter = not last.isdigit()
    places = [alphabet.index(last) + 1 for alphabet in _alphabets() if last in alphabet]
    value = int(last) if not letter else (places[0] if places else ord(last) - ord("a") + 1)
    path = (*map(int, outer), value)
    if not tail:
        # Without a stop: 1.2 and a blank, or one figure and a blank, which only its neighbours can vouch for.
        if not re.match(r"\s+\S", following) or (len(path) == 1 and not following.lstrip()[:1].isalpha()):
            return None
        enclosure = "." if len(path) > 1 else " "
    else:
        if following[:1].isdigit() or (following and following[0] in ",;%"):
            return None
        enclosure = f"{match['open'] or ''}{tail[0]}"
    # 1.a stands beside 1.5, and begins a count of its own.
    style = f"figures{enclosure}{'letter' if letter else ''}"
    printed = re.match(r"\.?[º°ª]", tail)
    label = match["number"] + (printed[0] if printed else "")
    return Marker(label, ((style, value),), match.end(), path)


def _letters(text: str, at: int) -> Marker | None:
    match = _LETTERS.match(text, at)
    if not match or (match["open"] and not match["tail"].startswith(")")):
        return None
    number, readings = match["number"], []
    enclosure = f"{match['open'] or ''}{match['tail'].strip()[0]}"
    folded, case = number.casefold(), "upper" if number.isupper() else "lower"
    if not (number.islower() or number.isupper()) or (case == "upper" and _INITIALS.match(text, at)):
        return None
    if match["tail"][0] == " " and not re.fullmatch(r"[IVXL]+", number):
        return None
    places = [alphabet.index(folded) + 1 for alphabet in _alphabets() if folded in alphabet] if len(number) == 1 else []
    if places:
        readings += [(f"cyrillic {case}{enclosure}", place) for place in dict.fromkeys(places)]
    elif re.fullmatch(r"([a-z])\1?", folded):
        value = ord(folded[0]) - ord("a") + 1 + 26 * (len(folded) - 1)
        readings.append((f"latin {case}{enclosure}", value))
        if len(folded) > 1:
            # aa) after z), or as the first of its own kind.
            readings.append((f"latin double {case}{enclosure}", value - 26))
    roman = roman_value(folded)
    if roman and (len(folded) > 1 or folded in "ivx" or case == "upper"):
        reading = (f"roman {case}{enclosure}", roman)
        readings.insert(0 if case == "upper" or len(folded) > 1 else len(readings), reading)
    return Marker(number, tuple(readings), match.end()) if readings else None


def _bullet(text: str, at: int) -> Marker | None:
    match = _BULLET.match(text, at)
    return Marker("", (("bullet", 0),), match.end()) if match else None


def _bare(automatic: str) -> Marker | None:
    """An automatic number of a form that nobody types."""
    if not any(char.isalnum() for char in automatic):
        return Marker("", (("bullet", 0),), 0)
    figures = re.search(r"\d+(?:\.\d+)*", automatic)
    if figures:
        path = tuple(int(part) for part in figures[0].split("."))
        return Marker(automatic.rstrip(".): "), (("figures automatic", path[-1]),), 0, path)
    value = roman_value(automatic)
    return Marker(automatic, (("letters automatic", value or ord(automatic[0].casefold())),), 0)
