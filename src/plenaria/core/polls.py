"""A poll's states and methods: one putting of a question, and how its votes come in.

1. Nothing counts after the close. A poll that is void, for want of a quorum or for a fault, decided nothing and is put
   again as a new poll.
2. A hand and a paper count one seat each and say not whose: a rule that gives seats different votes can't be applied to
   them, and whoever votes for others can't raise a hand for each.
3. Where only objections are asked for, one of them is enough against it; quorum and votes are those of the rule.
4. A vote by correspondence is open for days: nobody has to be there when it opens, and whoever votes has taken part, so
   that quorum and presence are counted on the votes when it closes (Civil Code of Russia, article 181.2 (1.1): at least
   half of all must have sent theirs in).
5. A roll is called in an order drawn by lot: the alphabet from the seat that was drawn on (United Nations, General
   Assembly, rule 87), or every place of it drawn.
"""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from unicodedata import combining, normalize

from plenaria.core.refusal import Refusal, conflict, unacceptable
from plenaria.core.states import Table, from_each
from plenaria.core.voting import secrecy
from plenaria.core.voting.rule import NoObjection, Rule
from plenaria.core.voting.tally import CHOICES

POLL = Table(
    "poll",
    "prepared",
    {
        ("prepared", "open"): "open",
        ("open", "close"): "closed",
        ("closed", "declare"): "declared",
        **from_each(("prepared", "open", "closed"), "void", "void"),
    },
)
"""prepared → open → closed → declared; or void, until it is declared."""

METHODS = ("electronic", "hands", "roll-call", "secret", "paper", "no-objection")
"""How a poll is taken. An electronic one is by name; one on paper is secret and counted by tellers."""

BY_NAME = frozenset({"electronic", "roll-call", "no-objection"})
"""Methods in which each vote is recorded with its seat."""

CALLED = BY_NAME
"""Methods in which the clerk may enter the answer of a seat: one that is called, has no phone, or objects aloud."""

COUNTED = frozenset({"hands", "paper"})
"""Methods in which tellers count all votes."""

EFFECTS = ("close-list",)
"""What the adoption of a question may do by itself: close the list of speakers of its point."""

DRAWINGS = ("first", "whole")
"""What is drawn for a roll-call: the first to be called, or the whole order."""


def takes_phones(method: str, mixed: bool) -> bool:
    """Whether phones vote in it. In a roll-call only where the chair lets them answer beside it."""
    return method in ("electronic", "secret", "no-objection") or (method == "roll-call" and mixed)


def choices_of(method: str) -> tuple[str, ...]:
    """What a seat can say in it: where only objections are asked for, *against* alone."""
    return ("against",) if method == "no-objection" else CHOICES


def waits_for_word(method: str, mixed: bool) -> bool:
    """Whether somebody has to declare it after the close: not where every vote came from its voter's own device."""
    return mixed or method not in ("electronic", "secret")


def as_put(rule: Rule, method: str) -> Rule | Refusal:
    """The rule as it applies to a poll taken so.

    Refuses ``hands-weighted``, ``paper-weighted`` and ``secret-weighted``, where the rule's seats have different votes.
    """
    if method == "secret" and (thin := secrecy.refused(rule)):
        return thin
    if method in COUNTED and rule.weights != "one":
        return conflict(f"{method}-weighted")
    if method == "no-objection" and not isinstance(rule.threshold, NoObjection):
        return replace(rule, threshold=NoObjection(), base="for-and-against", fixed=None, tie="lost")
    return rule


BY_CORRESPONDENCE = ("electronic", "secret")
"""Methods in which a vote can stay open for days: nobody has to be asked in the room."""


def as_put_by_correspondence(rule: Rule, method: str, mixed: bool = False) -> Rule | Refusal:
    """The rule as it applies to a vote that stays open for days, after ``as_put``.

    Refuses ``correspondence-not-allowed`` by the rule, and ``correspondence-not-so`` (method) what needs a room.
    """
    if rule.correspondence == "no":
        return conflict("correspondence-not-allowed")
    if method not in BY_CORRESPONDENCE or mixed:
        return unacceptable("correspondence-not-so", method=method)
    return replace(rule, quorum=replace(rule.quorum, at=("close",))) if rule.quorum else rule


def alphabetical[Seat](names: Mapping[Seat, str]) -> list[Seat]:
    """The seats by name; letters with marks stand beside those without."""

    def key(seat: Seat) -> tuple[str, str]:
        folded = names[seat].casefold()
        return "".join(each for each in normalize("NFKD", folded) if not combining(each)), folded

    return sorted(names, key=key)


def from_drawn[Seat](order: Sequence[Seat], first: Seat) -> list[Seat]:
    """That order, beginning with the one that was drawn. Raises ``ValueError`` for one that is not in it."""
    place = order.index(first)
    return [*order[place:], *order[:place]]
