"""Secret ballots: what may be voted in secret, when the secrecy is thin, and the form of a ballot before it is sealed.

1. Every ballot counts as one vote: a ballot of another weight would name its voter. A proxy is a ballot of its own.
2. Of all ballots nothing is kept but how many said the same, in the order of the words: no order of arrival is left.
3. Where few have voted, or all the same, everybody can tell or guess how the others voted: it is done, and said.
4. Every ballot of a poll fills the same number of bytes, whatever it says.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from plenaria.core.refusal import Refusal, unacceptable
from plenaria.core.voting.rule import Rule
from plenaria.core.voting.tally import CHOICES

FEW = 8
"""With fewer ballots than this the secrecy is thin."""

ENVELOPE, LONG_ENVELOPE = 16, 416
"""Bytes of a ballot before it is sealed: for, against, abstain; and up to 400 characters of an election's."""

SHEET = 48_000
"""Bytes that the contents of one journal entry may take; a leaf holds 65,535 with everything around them."""

_EVEN = max(map(len, CHOICES))
_END = b"\x80"


@dataclass(frozen=True, slots=True)
class Thin:
    """Why a vote is less secret than it seems: ``few-expected``, ``few-voters``, ``few-papers`` or ``unanimous``;
    of how many people or ballots."""

    code: str
    ballots: int


def refused(rule: Rule) -> Refusal | None:
    """Why no secret vote can be held under this rule: ``secret-weighted``."""
    return None if rule.weights == "one" else unacceptable("secret-weighted")


def expected(voters: int) -> tuple[Thin, ...]:
    """What to warn of before a secret vote is opened, with so many who may vote."""
    return (Thin("few-expected", voters),) if voters < FEW else ()


def found(ballots: Mapping[str, int], papers: Mapping[str, int]) -> tuple[Thin, ...]:
    """What to warn of beside the result: how many said each thing in the ballot box, and on the tellers' papers.

    The two are told apart in the count, so each has to hide its own voters.
    """
    thin = []
    for code, part in (("few-voters", ballots), ("few-papers", papers)):
        if 0 < sum(part.values()) < FEW:
            thin.append(Thin(code, sum(part.values())))
    alike = [sum(part.values()) for part in (ballots, papers) if sum(1 for many in part.values() if many) == 1]
    return (*thin, *(Thin("unanimous", many) for many in alike[:1]))


def contents(ballots: Iterable[str]) -> dict[str, int]:
    """How many ballots say each thing, in the order of the words."""
    sums: dict[str, int] = {}
    for ballot in sorted(ballots):
        sums[ballot] = sums.get(ballot, 0) + 1
    return sums


def sheets(whole: Mapping[str, int]) -> tuple[dict[str, int], ...]:
    """The contents in parts that each fit an entry of the journal; at least one."""
    parts: list[dict[str, int]] = [{}]
    filled = 0
    for ballot, many in sorted(whole.items()):
        room = len(ballot.encode()) + 16  # quotes, colon, comma, and more ballots than there are people
        if filled + room > SHEET:
            parts.append({})
            filled = 0
        parts[-1][ballot] = many
        filled += room
    return tuple(parts)


def envelope(ballot: str, size: int = ENVELOPE) -> bytes:
    """The ballot in ``size`` bytes, whatever it says (padding: ISO/IEC 7816-4).

    :raises ValueError: it does not fit.
    """
    data = ballot.encode() + _END
    if len(data) > size:
        raise ValueError(f"a ballot of {len(data) - 1} bytes; {size - 1} is the most")
    return data.ljust(size, b"\0")


def unfolded(data: bytes) -> str:
    """The ballot that ``envelope`` filled in.

    :raises ValueError: these bytes are none.
    """
    ballot, end, rest = data.rpartition(_END)
    if not end or rest.strip(b"\0"):
        raise ValueError("not an envelope")
    return ballot.decode()


def even(choice: str) -> str:
    """The choice as a phone sends it: all of the same length, for even an encrypted line shows how much was sent."""
    return choice.ljust(_EVEN, ".")


def plain(choice: str) -> str:
    """What ``even`` evened, as a ballot says it."""
    return choice.rstrip(".")
