"""What the public may see of a body's proceedings: which names, which votes, from when, until when.

Rules:

1. Who holds an office, presides or signs is named by office: their consent is not asked.
2. Anybody else is named where the body names people in that part, and they have not refused or withdrawn their consent;
   where the body asks first, only once they have given it.
3. How many voted which way is public with the result. Who did is seen from the moment that the rule names, so many
   days later and for so many days; before and after, only how many.
4. A change counts from its day. What was promised when a vote was opened is never widened afterwards: of that rule and
   of the present one, the narrower holds.
5. A body without a rule of its own has that of the nearest one above which lays it down for those below, too.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import date, datetime, timedelta
from typing import Any, Self

PARTS = ("officers", "delegates", "speakers", "nominees")
"""In what somebody can be named: holding office, voting and taking part, speaking, standing in an election."""
OWNERS = ("none", "officers", "all")
"""Of which commitments the owners are named, from the narrowest."""
VOTES = ("totals", "delegations", "names")
"""What is seen of an open vote, from the narrowest."""
MOMENTS = ("close", "adoption", "minutes")
"""From when: the close of the vote, the adoption of the text, the approval of the minutes."""
INSTEAD = ("delegation", "initials")
"""What stands where a name may not."""
CONSENTS = ("given", "refused", "withdrawn")
"""What somebody has said to being named; nothing where they were not asked."""
FORMS = ("in-writing", "by-word", "by-mail", "online")
"""How they said it."""
LONGEST = 36_500
"""Days: a hundred years."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """What a body lays down. ``wait`` and ``lasts`` are days; ``lasts`` 0 is for ever."""

    named: frozenset[str] = frozenset(PARTS)
    owners: str = "none"
    votes: str = "names"
    moment: str = "close"
    wait: int = 0
    lasts: int = 0
    asks: bool = False
    """Whether only those are named who have given their consent."""
    instead: str = "delegation"
    below: bool = True
    """Whether it holds for the bodies below, too, as far as they have none of their own."""

    @property
    def is_sound(self) -> bool:
        """Whether every word is known and every number in its bounds."""
        return (
            self.named <= set(PARTS)
            and self.owners in OWNERS
            and self.votes in VOTES
            and self.moment in MOMENTS
            and self.instead in INSTEAD
            and 0 <= self.wait <= LONGEST
            and 0 <= self.lasts <= LONGEST
        )

    def to_data(self) -> dict[str, Any]:
        """As JSON values; ``from_data`` gives the same rule back."""
        return {**asdict(self), "named": [each for each in PARTS if each in self.named]}

    @classmethod
    def from_data(cls, data: Mapping[str, Any]) -> Self:
        """The rule that ``to_data`` wrote. Raises ``ValueError``, ``KeyError`` or ``TypeError`` for anything else."""
        found = cls(**{**data, "named": frozenset(data["named"])})
        if not found.is_sound:
            raise ValueError("not a rule of publication")
        return found


EVERYTHING = Rule()
"""What holds where nobody has laid anything down."""


@dataclass(frozen=True, slots=True)
class Version:
    """A rule and the day from which it counts."""

    since: date
    rule: Rule


def in_force(chain: Iterable[Sequence[Version]], on: date) -> Rule:
    """The rule of a body on a day. ``chain`` are the versions of the body itself, then of each one above it, the
    earliest first; of two that count from the same day the later one holds."""
    for height, versions in enumerate(chain):
        begun = [each.rule for each in versions if each.since <= on]
        if begun and (height == 0 or begun[-1].below):
            return begun[-1]
    return EVERYTHING


def is_named(rules: Iterable[Rule], part: str, consent: str) -> bool:
    """Whether somebody may be named in this part, by all of these rules; ``consent`` is what they have said last."""
    return all(
        part in rule.named
        and (part == "officers" or (consent == "given" if rule.asks else consent not in ("refused", "withdrawn")))
        for rule in rules
    )


def owner_is_named(rules: Iterable[Rule], consent: str, *, in_office: bool) -> bool:
    """Whether the owner of a public commitment may be named; whoever answers for it in an office is named by it."""
    return all(
        rule.owners != "none"
        and (in_office or (rule.owners == "all" and is_named([_naming(rule)], "delegates", consent)))
        for rule in rules
    )


def votes_seen(rules: Iterable[Rule], moments: Mapping[str, datetime | None], at: datetime) -> str:
    """What is seen of an open vote now, by the narrowest of these rules: a word of ``VOTES``.

    ``moments`` says when each of ``MOMENTS`` came; one that has not come yet is missing.
    """
    return min((_seen(rule, moments, at) for rule in rules), key=VOTES.index, default=VOTES[0])


def names_can_stay(rules: Iterable[Rule], moments: Mapping[str, datetime | None], at: datetime) -> bool:
    """Whether who voted how may enter what can't be changed any more: it is seen now, and for ever."""
    every = list(rules)
    return votes_seen(every, moments, at) == "names" and not any(rule.lasts for rule in every)


def _seen(rule: Rule, moments: Mapping[str, datetime | None], at: datetime) -> str:
    came = moments.get(rule.moment)
    if came is None:
        return VOTES[0]
    first = came + timedelta(days=rule.wait)
    over = bool(rule.lasts) and at >= first + timedelta(days=rule.lasts)
    early = bool(rule.wait) and at < first
    return VOTES[0] if early or over else rule.votes


def _naming(rule: Rule) -> Rule:
    """The same where everybody may be named who does not object: owners are a part of their own."""
    return Rule(asks=rule.asks)


def initials(name: str) -> str:
    """*A. O.* for *Anna Orlova*: the first letter of each word that has one."""
    return " ".join(f"{word[0].upper()}." for word in name.split() if word[0].isalpha())
