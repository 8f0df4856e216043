"""Corrigenda of sealed texts: what stood, what it should read, in which language and where.

1. A corrigendum mends slips: neither the text nor the corrigendum is ever rewritten, both are shown side by side.
2. What stood must stand there, word for word, in the adopted text of that language.
3. It is decided by a vote that was adopted, or by an office that may mend slips by itself.
4. draft → issued (its words are fixed and in the journal) → sealed; a draft may be withdrawn.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Self

from plenaria.core.refusal import Refusal, unacceptable
from plenaria.core.states import Table
from plenaria.core.text.resolution import Resolution

CORRIGENDUM = Table(
    "corrigendum",
    "draft",
    {
        ("draft", "issue"): "issued",
        ("draft", "withdraw"): "withdrawn",
        ("issued", "seal"): "sealed",
    },
)
"""draft → issued → sealed; a draft may be withdrawn."""

OFFICES = ("secretary", "chair")
"""Whose holders may mend a slip without a vote."""
TITLE, FORMULA, CLOSING, RECITAL = "title", "formula", "closing", "recital-"
"""The places that are no clauses; recitals are counted from 1. A clause's place is its id."""
MOST = 100
"""Corrections in one corrigendum."""


@dataclass(frozen=True, slots=True)
class Correction:
    """One correction: in the text of ``language`` at ``place``, for what ``stood`` read what it ``reads``."""

    language: str
    place: str
    stood: str
    reads: str

    def to_data(self) -> dict[str, str]:
        """As JSON values; ``from_data`` gives the same correction back."""
        return {"language": self.language, "place": self.place, "stood": self.stood, "reads": self.reads}

    @classmethod
    def from_data(cls, data: Mapping[str, str]) -> Self:
        """The correction that ``to_data`` wrote."""
        return cls(data["language"], data["place"], data["stood"], data["reads"])


def places(text: Resolution) -> dict[str, str]:
    """Place → its words, in the order of the text."""
    found = {TITLE: text.title}
    found |= {f"{RECITAL}{number}": each.text for number, each in enumerate(text.recitals, 1)}
    found |= {FORMULA: text.formula} if text.formula else {}
    found |= {each.id: "\n".join(part for part in (each.heading, each.text, each.tail) if part) for each in text.walk()}
    found |= {CLOSING: text.closing} if text.closing else {}
    return found


def unfit(corrections: Sequence[Correction], texts: Mapping[str, Resolution]) -> Refusal | None:
    """Why these can't be corrections of these adopted texts, if they can't.

    Refused: ``corrections-missing``, ``corrections-too-many`` (most), ``correction-language`` (language),
    ``correction-place`` (number), ``correction-not-found`` (number), ``correction-same`` (number).
    """
    if not corrections:
        return unacceptable("corrections-missing")
    if len(corrections) > MOST:
        return unacceptable("corrections-too-many", most=MOST)
    refusals = (_unfit(number, each, texts) for number, each in enumerate(corrections, 1))
    return next((each for each in refusals if each is not None), None)


def _unfit(number: int, correction: Correction, texts: Mapping[str, Resolution]) -> Refusal | None:
    text = texts.get(correction.language)
    if text is None:
        return unacceptable("correction-language", language=correction.language)
    words = places(text).get(correction.place)
    if words is None:
        return unacceptable("correction-place", number=number)
    if not correction.stood.strip() or correction.stood not in words:
        return unacceptable("correction-not-found", number=number)
    return unacceptable("correction-same", number=number) if correction.stood == correction.reads else None
