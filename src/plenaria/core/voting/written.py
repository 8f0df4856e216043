"""A rule as a person writes it, in TOML: ``threshold = "> 1/2"``; see ``docs/rules.md`` for every key with examples."""

import re
from collections.abc import Mapping
from fractions import Fraction
from typing import Any

from plenaria.core.refusal import Refusal, unacceptable
from plenaria.core.voting.rule import (
    BASES,
    MEASURES,
    TIES,
    WEIGHTS,
    NoObjection,
    Number,
    Quorum,
    Rule,
    Share,
    Unanimity,
)

KEYS = ("threshold", "base", "fixed", "tie", "quorum", "weights", "proxies", "division", "changes")
QUORUM_KEYS = ("first", "second", "of", "at")
MOMENTS = ("opening", "close")

_SHARE = re.compile(r"(>=|≥|>)\s*(\d+(?:\.\d+)?\s*%|\d+(?:/\d+)?)")
_WITHOUT_SHARE: dict[str, Unanimity | NoObjection] = {
    "unanimous": Unanimity(),
    "unanimous, nobody abstaining": Unanimity(abstaining=False),
    "no objection": NoObjection(),
}


class _UnreadableError(Exception):
    """A key that can't be read, as a refusal."""

    def __init__(self, refusal: Refusal) -> None:
        self.refusal = refusal


def rule_of(data: Mapping[str, Any]) -> Rule | Refusal:
    """The rule that ``data`` says; a table of ``weights`` means shares, and is read by whoever counts.

    Refuses ``rule-key-unknown`` (key, known), ``rule-key-missing`` (key) and ``rule-value`` (key, value, known).
    """
    try:
        return _rule(data)
    except _UnreadableError as wrong:
        return wrong.refusal


def _rule(data: Mapping[str, Any]) -> Rule:
    _known(data, KEYS, "")
    if "threshold" not in data:
        raise _UnreadableError(unacceptable("rule-key-missing", key="threshold"))
    threshold = _threshold(data["threshold"])
    base = _one_of(data, "base", BASES)
    fixed = data.get("fixed")
    if fixed is not None and (not isinstance(fixed, int) or isinstance(fixed, bool) or fixed < 1):
        raise _wrong("fixed", fixed, "1, 2, 3 …")
    if (base == "fixed") != (fixed is not None):
        raise _UnreadableError(unacceptable("rule-key-missing", key="fixed" if fixed is None else 'base = "fixed"'))
    quorum = data.get("quorum")
    return Rule(
        threshold=threshold,
        base=base,
        fixed=fixed,
        tie=_one_of(data, "tie", TIES),
        quorum=None if quorum is None else _quorum(quorum),
        weights="share" if isinstance(data.get("weights"), Mapping) else _one_of(data, "weights", WEIGHTS),
        proxies=_proxies(data.get("proxies", 0)),
        division=_yes_or_no(data, "division"),
        changes=_yes_or_no(data, "changes"),
    )


def _proxies(value: object) -> int | None:
    if value == "any":
        return None
    if not isinstance(value, int) or isinstance(value, bool) or value < 0:
        raise _wrong("proxies", value, '0, 1, 2 … "any"')
    return value


def _yes_or_no(data: Mapping[str, Any], key: str) -> bool:
    value = data.get(key, True)
    if not isinstance(value, bool):
        raise _wrong(key, value, "true, false")
    return value


def _threshold(value: object) -> Share | Unanimity | NoObjection:
    if isinstance(value, str) and value in _WITHOUT_SHARE:
        return _WITHOUT_SHARE[value]
    return _share("threshold", value, ", ".join(('"> 1/2"', '">= 2/3"', *(f'"{each}"' for each in _WITHOUT_SHARE))))


def _quorum(data: object) -> Quorum:
    if not isinstance(data, Mapping):
        raise _wrong("quorum", data, '[quorum], first = "> 1/2"')
    _known(data, QUORUM_KEYS, "quorum.")
    if "first" not in data:
        raise _UnreadableError(unacceptable("rule-key-missing", key="quorum.first"))
    at = data.get("at", list(MOMENTS))
    if not isinstance(at, list) or not at or not set(map(str, at)) <= set(MOMENTS):
        raise _wrong("quorum.at", at, '["opening", "close"]')
    return Quorum(
        first=_bar("quorum.first", data["first"]),
        second=_bar("quorum.second", data["second"]) if "second" in data else None,
        of=_one_of(data, "of", MEASURES, "quorum."),
        at=tuple(moment for moment in MOMENTS if moment in at),
    )


def _bar(key: str, value: object) -> Share | Number:
    if isinstance(value, int) and not isinstance(value, bool):
        if value < 0:
            raise _wrong(key, value, '"> 1/2", 30')
        return Number(value)
    return _share(key, value, '"> 1/2", ">= 50 %", 30')


def _share(key: str, value: object, known: str) -> Share:
    found = _SHARE.fullmatch(value.strip()) if isinstance(value, str) else None
    if found is None:
        raise _wrong(key, value, known)
    sign, number = found.groups()
    try:
        fraction = Fraction(number.rstrip("% ")) / 100 if number.endswith("%") else Fraction(number)
        return Share(fraction, strict=sign == ">")
    except (ValueError, ZeroDivisionError) as error:
        raise _wrong(key, value, known) from error


def _one_of(data: Mapping[str, Any], key: str, known: tuple[str, ...], prefix: str = "") -> str:
    """The value of a key that has a list of them, the first of which is meant where it is left out."""
    value = data.get(key, known[0])
    if value not in known:
        raise _wrong(f"{prefix}{key}", value, ", ".join(known))
    return str(value)


def _known(data: Mapping[str, Any], known: tuple[str, ...], prefix: str) -> None:
    for key in data:
        if key not in known:
            raise _UnreadableError(unacceptable("rule-key-unknown", key=f"{prefix}{key}", known=", ".join(known)))


def _wrong(key: str, value: object, known: str) -> _UnreadableError:
    return _UnreadableError(unacceptable("rule-value", key=key, value=str(value)[:60], known=known))
