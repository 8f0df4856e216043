"""What a tally means under a rule, with the arithmetic that made it.

1. The quorum first: where it is missing the poll is void, however the votes stand.
2. Then the threshold: the votes for it are at least as many as were needed.
3. A tie only where the rule knows one (see ``rule``); the chair's vote or the lot settles it where the rule says so.
4. A tie that is to be put again is rejected if it is one again (UN General Assembly, rule 95).
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from plenaria.core.voting import rule as rules
from plenaria.core.voting.rule import NoObjection, Rule, Share, Unanimity
from plenaria.core.voting.tally import Tally

OUTCOMES = ("adopted", "rejected", "void", "tie")
REASONS = (
    "reached",
    "not-reached",
    "no-quorum",
    "unanimous",
    "not-unanimous",
    "no-objection",
    "objection",
    "tie-lost",
    "tie-chair",
    "tie-again",
    "tie-twice",
    "tie-lot",
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Decision:
    """The outcome of a poll, and why.

    ``base`` and ``needed`` are in units of 1/``tally.denominator``: the whole that the threshold is a part of, and the
    least number of votes for it that meets the threshold; ``None`` where no share decides (unanimity, no objection).
    ``quorum_needed`` and ``quorum_present`` are in what the quorum counts (seats, or units of votes); ``None`` without
    a quorum. ``settled`` is how the chair or the lot settled a tie: for or against; an outcome of *tie* still waits.
    ``putting`` counts how often the question was put, from 1, this time included and void polls left out.
    """

    outcome: str
    reason: str
    rule: Rule
    tally: Tally
    call: int = 1
    base: int | None = None
    needed: int | None = None
    quorum_needed: int | None = None
    quorum_present: int | None = None
    settled: str | None = None
    putting: int = 1

    @property
    def quorum_met(self) -> bool:
        """Whether as many were there as the rule asks for."""
        return (self.quorum_present or 0) >= (self.quorum_needed or 0)

    def to_data(self) -> dict[str, Any]:
        """As JSON values, for the store and the journal; ``from_data`` gives the same decision back."""
        return {
            "outcome": self.outcome,
            "reason": self.reason,
            "rule": rules.to_data(self.rule),
            "tally": self.tally.to_data(),
            "call": self.call,
            "base": self.base,
            "needed": self.needed,
            "quorum_needed": self.quorum_needed,
            "quorum_present": self.quorum_present,
            "settled": self.settled,
            "putting": self.putting,
        }

    @classmethod
    def from_data(cls, data: Mapping[str, Any]) -> "Decision":
        """The decision that ``to_data`` wrote."""
        return cls(**{**data, "rule": rules.from_data(data["rule"]), "tally": Tally.from_data(data["tally"])})


def decide(
    rule: Rule, tally: Tally, *, call: int = 1, putting: int = 1, chair: str | None = None, lot: str | None = None
) -> Decision:
    """What this tally means under this rule.

    ``call`` is the meeting's call, from 1; ``chair`` and ``lot`` (for, against) settle a tie where the rule leaves it
    to them, and are ignored anywhere else. ``putting`` is how often the question has been put, this time included and
    void polls left out: where a tie is to be put again, the second one rejects (UN General Assembly, rule 95).
    """
    base, needed = _needed(rule, tally)
    quorum_needed, quorum_present = _quorum(rule, tally, call)
    if quorum_needed is not None and quorum_present is not None and quorum_present < quorum_needed:
        outcome, reason, settled = "void", "no-quorum", None
    elif needed is None:
        outcome, reason = _without_share(rule, tally)
        settled = None
    elif tally.in_favour >= needed:
        outcome, reason, settled = "adopted", "reached", None
    elif _is_tie(rule, tally, base):
        outcome, reason, settled = _settle(rule.tie, chair, lot, putting)
    else:
        outcome, reason, settled = "rejected", "not-reached", None
    return Decision(
        outcome=outcome,
        reason=reason,
        rule=rule,
        tally=tally,
        call=call,
        base=base,
        needed=needed,
        quorum_needed=quorum_needed,
        quorum_present=quorum_present,
        settled=settled,
        putting=putting,
    )


def _needed(rule: Rule, tally: Tally) -> tuple[int | None, int | None]:
    """The base and the votes that were needed; nothing is adopted without a single vote for it."""
    if not isinstance(rule.threshold, Share):
        return None, None
    base = {
        "for-and-against": tally.in_favour + tally.against,
        "cast": tally.cast,
        "present": tally.present_votes,
        "roll": tally.roll_votes,
        "fixed": (rule.fixed or 0) * tally.denominator,
    }[rule.base]
    return base, max(1, rule.threshold.least(base))


def _quorum(rule: Rule, tally: Tally, call: int) -> tuple[int | None, int | None]:
    """What the quorum asked for, and the fewest that were there at any of the moments at which it is counted."""
    quorum = rule.quorum
    if quorum is None:
        return None, None
    parts = 1 if quorum.of == "seats" else tally.denominator
    needed = quorum.needed(tally.whole(quorum.of), call=call, denominator=parts)
    return needed, min(tally.there(quorum.of, moment) for moment in quorum.at)


def _without_share(rule: Rule, tally: Tally) -> tuple[str, str]:
    match rule.threshold:
        case NoObjection():
            return ("adopted", "no-objection") if tally.against == 0 else ("rejected", "objection")
        case Unanimity(abstaining):
            met = tally.in_favour > 0 and tally.against == 0 and (abstaining or tally.abstaining == 0)
            return ("adopted", "unanimous") if met else ("rejected", "not-unanimous")
    raise AssertionError("a share has a number that is needed")


def _is_tie(rule: Rule, tally: Tally, base: int | None) -> bool:
    return rule.knows_ties and tally.in_favour == tally.against and 0 < 2 * tally.in_favour == base


def _settle(tie: str, chair: str | None, lot: str | None, putting: int) -> tuple[str, str, str | None]:
    voice = {"chair": chair, "lot": lot}.get(tie)
    reason = f"tie-{tie}"
    if tie == "lost":
        return "rejected", reason, None
    if tie == "again" and putting > 1:
        return "rejected", "tie-twice", None
    return {"for": "adopted", "against": "rejected"}.get(voice or "", "tie"), reason, voice
