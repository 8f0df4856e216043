"""A roll-call as a file: CSV with the columns seat, weight and choice (RFC 4180, UTF-8)."""

import csv
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from plenaria.core.refusal import Refusal, unacceptable
from plenaria.core.voting.tally import CHOICES, exact

AWAY = ("", "absent", "-")
"""What a roll-call writes for a seat that did not vote."""


@dataclass(frozen=True, slots=True)
class RollCall:
    """A roll-call as exported: the weight of every seat of the roll, and the choice of those that voted."""

    weights: Mapping[str, Fraction]
    votes: Mapping[str, str]


def read_roll_call(data: bytes, weights: Mapping[str, Any]) -> RollCall | Refusal:
    """The roll-call in a CSV (RFC 4180, UTF-8); ``weights`` are for a file without a column of them.

    Refused, with the line: ``roll-call-columns``, ``roll-call-choice``, ``roll-call-seat-twice``,
    ``roll-call-weight``, ``roll-call-empty``, ``roll-call-encoding``.
    """
    try:
        lines = data.decode("utf-8-sig").splitlines()
    except UnicodeDecodeError:
        return unacceptable("roll-call-encoding")
    reader = csv.DictReader(lines, strict=True)
    try:
        columns = {(name or "").strip().lower(): name for name in reader.fieldnames or ()}
        if not {"seat", "choice"} <= columns.keys():
            return unacceptable("roll-call-columns")
        units: dict[str, Fraction] = {}
        votes: dict[str, str] = {}
        for line, (seat, weight, choice) in _rows(reader, columns):
            written = weight if "weight" in columns else weights.get(seat, 1)
            votes_of = _weight(written)
            if not seat or seat in units:
                return unacceptable("roll-call-seat-twice", line=line, seat=seat)
            if votes_of is None:
                return unacceptable("roll-call-weight", line=line, weight=str(written)[:40])
            if choice not in (*CHOICES, *AWAY):
                return unacceptable("roll-call-choice", line=line, choice=choice[:40])
            units[seat] = votes_of
            if choice in CHOICES:
                votes[seat] = choice
    except csv.Error:
        return unacceptable("roll-call-columns")
    return RollCall(units, votes) if units else unacceptable("roll-call-empty")


def _rows(reader: "csv.DictReader[str]", columns: Mapping[str, str]) -> Iterator[tuple[int, tuple[str, str, str]]]:
    for row in reader:
        seat, weight, choice = ((row.get(columns.get(name, "")) or "").strip() for name in ("seat", "weight", "choice"))
        yield reader.line_num, (seat, weight, choice.lower())


def _weight(written: object) -> Fraction | None:
    """A weight of zero or more; ``None`` for what is none."""
    if isinstance(written, float):
        # TOML has read it as a binary number already; exact weights are written in quotes.
        return None
    try:
        value = exact(str(written))
    except ValueError:
        return None
    return value if value >= 0 else None
