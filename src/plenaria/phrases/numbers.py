"""Numbers as a reader writes them (CLDR, through Babel)."""

from decimal import Decimal
from fractions import Fraction
from functools import cache

from babel import Locale, UnknownLocaleError
from babel.numbers import format_decimal


@cache
def locale(language: str) -> Locale:
    """The CLDR locale of a language (BCP 47); British English for ``en`` and wherever CLDR has none."""
    tag = language.replace("_", "-")
    for candidate in (tag, tag.split("-")[0]):
        if candidate.lower() == "en":
            break
        try:
            return Locale.parse(candidate, sep="-")
        except (UnknownLocaleError, ValueError):
            continue
    return Locale("en", "GB")


def number(value: int | Fraction, language: str) -> str:
    """A whole number, an exact decimal, or, where no decimal is exact, a fraction: 1,942 · 0.35 · 11/3."""
    exact = Fraction(value)
    if exact.denominator == 1:
        return format_decimal(exact.numerator, locale=locale(language))
    rest, digits = exact.denominator, 0
    while rest % 10 == 0 or rest % 5 == 0 or rest % 2 == 0:
        rest //= 10 if rest % 10 == 0 else 5 if rest % 5 == 0 else 2
        digits += 1
    if rest != 1:
        return f"{exact.numerator}/{exact.denominator}"
    decimal = Decimal(exact.numerator) / Decimal(exact.denominator)
    return format_decimal(decimal, format="#,##0." + "#" * digits, locale=locale(language))


def plural(value: int | Fraction) -> int:
    """The whole number by which gettext chooses the form of a noun beside ``value``.

    A broken number takes the form of two in English, Spanish and Russian (*0,35 голоса*, *2 голоса*).
    """
    exact = Fraction(value)
    return exact.numerator if exact.denominator == 1 else 2


def governed(value: int | Fraction, language: str) -> int:
    """The same where the phrase puts the noun into the genitive: *из 2 голосов*, but *из 0,35 голоса*.

    Russian has no form of its own for a broken number; there it takes that of one.
    """
    broken = Fraction(value).denominator != 1
    return 1 if broken and language.lower().startswith("ru") else plural(value)
