"""A roll-call as a file: CSV with the columns seat, weight and choice (RFC 4180, UTF-8).

Two more things may stand there: the column *opening* (yes, no) says who was there when the vote was opened; the choice
*present* is of a seat that was there and did not vote. ``write_roll_call`` writes both, and beside them the *name* and
the *proxy*, the seat that voted for this one, which nobody counts.
"""

import csv
import io
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal, localcontext
from fractions import Fraction

from plenaria.core.refusal import Refusal, unacceptable
from plenaria.core.voting.tally import CHOICES, exact

AWAY = ("", "absent", "-")
"""What a roll-call writes for a seat that did not vote."""

PRESENT = "present"
"""What it writes for one that did not vote either, but was there."""

OPENING = {"yes": True, "no": False}
COLUMNS = ("seat", "name", "weight", "choice", "opening", "proxy")


@dataclass(frozen=True, slots=True)
class RollCall:
    """A roll-call as exported: the weight of every seat of the roll, and the choice of those that voted.

    ``present`` were there at the close without voting; ``opening`` were there at the opening, ``None`` where the file
    doesn't say.
    """

    weights: Mapping[str, Fraction]
    votes: Mapping[str, str]
    present: frozenset[str] = frozenset()
    opening: frozenset[str] | None = None

    @property
    def there(self) -> frozenset[str]:
        """Who was there at the close, voting or not."""
        return self.present | self.votes.keys()


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """A seat as it is written: ``choice`` is empty where it did not vote, ``proxy`` where it voted itself."""

    seat: str
    name: str
    votes: Fraction
    choice: str
    opening: bool
    there: bool
    proxy: str


def write_roll_call(lines: Iterable[Line]) -> bytes:
    """The CSV, with a byte order mark for spreadsheets; ``read_roll_call`` reads the same roll-call."""
    buffer = io.StringIO()
    writer = csv.writer(buffer)
    buffer.write("\ufeff")
    writer.writerow(COLUMNS)
    for line in lines:
        choice = line.choice or (PRESENT if line.there else "absent")
        opening = "yes" if line.opening else "no"
        writer.writerow((line.seat, tame(line.name), _written(line.votes), choice, opening, line.proxy))
    return buffer.getvalue().encode()


def _written(votes: Fraction) -> str:
    """Exact: a decimal of nine digits at most, else a fraction."""
    if 10**9 % votes.denominator:
        return str(votes)
    with localcontext(prec=40):
        return f"{(Decimal(votes.numerator) / votes.denominator).normalize():f}"


def tame(name: str) -> str:
    """A name that no spreadsheet takes for a formula (OWASP, CSV injection)."""
    return f"'{name}" if name.startswith(("\t", "\r")) or name.lstrip().startswith(("=", "+", "-", "@")) else name


def read_roll_call(data: bytes, weights: Mapping[str, Fraction]) -> RollCall | Refusal:
    """The roll-call in a CSV (RFC 4180, UTF-8); ``weights`` are for a file without a column of them.

    These are the whole roll then: a seat that only they name is away, and one that they don't name is refused.
    Refused, with the line: ``roll-call-columns``, ``roll-call-cells``, ``roll-call-choice``, ``roll-call-seat-twice``,
    ``roll-call-seat-unknown``, ``roll-call-weight``, ``roll-call-opening``, ``roll-call-empty``,
    ``roll-call-encoding``.
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
        table = {} if "weight" in columns else weights
        units: dict[str, Fraction] = {}
        votes: dict[str, str] = {}
        present: set[str] = set()
        before: set[str] = set()
        for line, row in _rows(reader, columns):
            if row is None:
                return unacceptable("roll-call-cells", line=line)
            seat, weight, choice, opening = row
            votes_of = _weight(weight) if "weight" in columns else table.get(seat, Fraction(1))
            if not seat or seat in units:
                return unacceptable("roll-call-seat-twice", line=line, seat=seat)
            if table and seat not in table:
                return unacceptable("roll-call-seat-unknown", line=line, seat=seat[:40])
            if votes_of is None:
                return unacceptable("roll-call-weight", line=line, weight=weight[:40])
            if choice not in (*CHOICES, *AWAY, PRESENT):
                return unacceptable("roll-call-choice", line=line, choice=choice[:40])
            if "opening" in columns and opening not in OPENING:
                return unacceptable("roll-call-opening", line=line, opening=opening[:40])
            units[seat] = votes_of
            if choice in CHOICES:
                votes[seat] = choice
            if choice == PRESENT:
                present.add(seat)
            if OPENING.get(opening):
                before.add(seat)
    except csv.Error:
        return unacceptable("roll-call-columns")
    if not units:
        return unacceptable("roll-call-empty")
    units |= {seat: votes_of for seat, votes_of in table.items() if seat not in units}
    return RollCall(units, votes, frozenset(present), frozenset(before) if "opening" in columns else None)


def _rows(
    reader: "csv.DictReader[str]", columns: Mapping[str, str]
) -> Iterator[tuple[int, tuple[str, str, str, str] | None]]:
    """Every line's seat, weight, choice and opening; ``None`` where it has more cells than the first has names.

    A comma too many has moved what is right of it: ``34,25`` without quotes would be 34 votes.
    """
    for row in reader:
        if any((cell or "").strip() for cell in row.get(reader.restkey) or ()):
            yield reader.line_num, None
            continue
        seat, weight, choice, opening = (
            (row.get(columns.get(name, "")) or "").strip() for name in ("seat", "weight", "choice", "opening")
        )
        yield reader.line_num, (seat, weight, choice.lower(), opening.lower())


def _weight(written: str) -> Fraction | None:
    """A weight of zero or more; ``None`` for what is none."""
    try:
        value = exact(written)
    except ValueError:
        return None
    return value if value >= 0 else None
