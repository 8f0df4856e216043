"""A credential's states: one seat at one meeting; and the votes that one can have.

Whoever is replaced in mid-meeting has their credential withdrawn; the new one names the old.
"""

import re
from dataclasses import dataclass
from fractions import Fraction

from plenaria.core.refusal import Refusal, unacceptable
from plenaria.core.states import Table, from_each

CREDENTIAL = Table(
    "credential",
    "invited",
    {
        ("invited", "register"): "registered",
        **from_each(("invited", "registered"), "accredit", "accredited"),
        **from_each(("invited", "registered"), "refuse", "refused"),
        ("refused", "reconsider"): "registered",
        **from_each(("invited", "registered", "accredited", "refused"), "withdraw", "withdrawn"),
    },
)
"""invited → registered → accredited | refused → withdrawn. A finding that is put right is reconsidered."""


ATTENDS = ("room", "remote", "correspondence")
"""How the holder of a seat takes part: in the room; in the same sitting from elsewhere; only in votes open for
days."""


@dataclass(frozen=True, slots=True)
class Finding:
    """What the desk found on one criterion; ``note`` says where the proof is or what is missing.

    ``criterion`` is the id of one of the meeting's (``core.criteria``), or one in words for this seat alone. One that
    is not met may be ``waived``, with the reason in the note.
    """

    criterion: str
    met: bool
    note: str = ""
    waived: bool = False

    @property
    def passes(self) -> bool:
        """Whether the seat can be accredited with it, even if it is required."""
        return self.met or self.waived


MOST_DIGITS = 9
"""Digits before and after the decimal point, or above and below the bar: a share of a thousand million parts."""

_DECIMAL = re.compile(rf"([0-9]{{1,{MOST_DIGITS}}})(?:[.,]([0-9]{{1,{MOST_DIGITS}}}))?")
_FRACTION = re.compile(rf"([0-9]{{1,{MOST_DIGITS}}})\s*/\s*([0-9]{{1,{MOST_DIGITS}}})")


def votes_written(written: str) -> str | Refusal:
    """The exact votes of a seat as they are kept: ``3``, ``0.35`` or ``1/3``; a comma is a decimal point.

    Refused: ``weight-too-long`` (most), ``weight-unreadable`` (weight), ``weight-unfit`` (zero or less).
    """
    text = written.strip()
    if len(re.findall(r"\d", text)) > 2 * MOST_DIGITS or any(
        len(run) > MOST_DIGITS for run in re.findall(r"\d+", text)
    ):
        return unacceptable("weight-too-long", most=MOST_DIGITS)
    if re.fullmatch(r"[-−–]\s*[0-9].*", text):
        return unacceptable("weight-unfit")
    if found := _DECIMAL.fullmatch(text):
        whole, parts = int(found[1]), (found[2] or "").rstrip("0")
        kept = f"{whole}.{parts}" if parts else str(whole)
    elif (found := _FRACTION.fullmatch(text)) and int(found[2]):
        kept = str(Fraction(int(found[1]), int(found[2])))
    else:
        return unacceptable("weight-unreadable", weight=text[:40])
    return kept if Fraction(kept) > 0 else unacceptable("weight-unfit")
