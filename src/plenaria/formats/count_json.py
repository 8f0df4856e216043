"""The count of an election for a program: what ``plenaria count --json`` prints and the register hands out."""

from collections.abc import Sequence
from typing import Any

from plenaria.core.voting.elections import meek
from plenaria.core.voting.elections.count import Count, Round, Tie, exact
from plenaria.phrases import elections as phrases

LANGUAGES = ("en", "es", "ru")
"""In which the result is said."""


def contract(count: Count) -> dict[str, Any]:
    """The count for a program: names and numbers of candidates, votes as exact decimals in strings."""
    return {
        "method": count.method,
        "title": count.title,
        "candidates": list(count.candidates),
        "withdrawn": list(count.withdrawn),
        "seats": count.seats,
        "votes": count.exact(count.total),
        "blank": count.exact(count.blank),
        "spoilt": count.exact(count.spoilt),
        "elected": list(count.names(count.elected)),
        "elected_numbers": list(count.elected),
        "waiting_for_lot": count.waiting is not None,
        "rounds": [_round(count, each, changes) for each, changes in zip(count.rounds, count.changes(), strict=True)],
        "ties": [_tie(count, each) for each in count.lots],
        "sentence": {each: phrases.sentence(count, each) for each in LANGUAGES},
    }


def _round(count: Count, this: Round, changes: Sequence[int]) -> dict[str, Any]:
    """A round; what its method does not know is left out."""
    more = {
        "value": None if this.value is None else count.exact(this.value),
        "keep": [exact(each, meek.SCALE) for each in this.keep] or None,
        "iterations": this.iterations or None,
        "going_on": list(this.going_on) or None,
    }
    return {
        "number": this.number,
        "action": this.action,
        "about": list(this.about),
        "votes": [count.exact(units) for units in this.votes],
        "changes": [count.exact(units) for units in changes],
        "exhausted": count.exact(this.exhausted),
        "rounding": count.exact(this.rounding),
        "quota": None if this.quota is None else count.exact(this.quota),
        "elected": list(this.elected),
        "why": list(this.why),
        "ties": [_tie(count, each) for each in count.ties if each.round == this.number],
        **{name: value for name, value in more.items() if value is not None},
    }


def _tie(count: Count, tie: Tie) -> dict[str, Any]:
    return {
        "round": tie.round,
        "purpose": tie.purpose,
        "candidates": list(count.names(tie.candidates)),
        "candidate_numbers": list(tie.candidates),
        "settled": tie.settled,
        "chosen": tie.chosen,
    }
