"""What a delegate must meet to be accredited, or should, and whether what was found is enough.

1. A criterion is required or recommended, and says where it comes from.
2. Nobody is accredited while a required one has no finding, or one that it is not met and not waived.
3. One that is not met is waived only with a reason.
4. What stands with a body is asked at each of its later meetings and nominations; those that are there keep theirs.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from plenaria.core.credentials import Finding
from plenaria.core.refusal import Refusal, conflict, unacceptable

SOURCES = ("rule", "clause", "superior")
"""Where a criterion comes from: a rule of this body, a clause of an earlier resolution, a superior body."""

ASKED_OF = ("both", "delegates", "nominees")
"""Of whom a criterion is asked that stands with a body: who comes to a meeting, who is nominated, or both."""

FOUND = ("met", "not-met", "waived")
"""What can be found on one."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Criterion:
    """One criterion of a meeting; ``number`` is its place among them, from 1."""

    id: str
    number: int
    required: bool = True
    names: Mapping[str, str] = field(default_factory=dict)


def found(finding: Finding) -> str:
    """The word of ``FOUND`` for it."""
    return "met" if finding.met else "waived" if finding.waived else "not-met"


def merged(before: Sequence[Finding], later: Sequence[Finding]) -> tuple[Finding, ...]:
    """All findings of a seat; a later one on the same criterion stands in the place of the earlier."""
    by_criterion = {each.criterion: each for each in before} | {each.criterion: each for each in later}
    return tuple(by_criterion.values())


def unreasoned(findings: Sequence[Finding]) -> Refusal | None:
    """``waiver-unreasoned`` where a criterion is waived and nothing says why."""
    bare = any(each.waived and not each.met and not each.note.strip() for each in findings)
    return unacceptable("waiver-unreasoned") if bare else None


def not_accredited(criteria: Sequence[Criterion], findings: Sequence[Finding]) -> Refusal | None:
    """Why a seat with these findings can't be accredited, if so.

    ``criterion-unmet`` (number) names the first required criterion that is not met and not waived,
    ``criterion-unchecked`` (number) the first on which nothing was found.
    """
    known = {each.criterion: each for each in findings}
    required = [each for each in criteria if each.required]
    for each in required:
        if each.id in known and not known[each.id].passes:
            return conflict("criterion-unmet", number=each.number)
    for each in required:
        if each.id not in known:
            return conflict("criterion-unchecked", number=each.number)
    return None
