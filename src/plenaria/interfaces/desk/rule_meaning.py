"""What a rule means: in words, and in an example with a body's own figures.

With 60 seats, 44 present and 5 abstaining, how many votes for are enough; what one more or one fewer makes of it; and
the whole sentence of the result for votes that were typed in.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from fractions import Fraction
from math import lcm
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from plenaria.core.refusal import Refusal
from plenaria.core.voting.decision import Decision, decide
from plenaria.core.voting.explaining import enough
from plenaria.core.voting.rule import NoObjection, Rule
from plenaria.core.voting.tally import Tally, check
from plenaria.interfaces.desk.rule_form import DECIMAL
from plenaria.phrases import results
from plenaria.phrases.refusals import sentence

MOST = 1_000_000
SEATS = 60
"""The seats of the example where the body has had no meeting yet."""


class VotesField(forms.CharField):
    """An exact number of votes: 20, or 20,35 where seats have shares."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(max_length=20, widget=forms.TextInput({"inputmode": "decimal", "class": "short"}), **kwargs)

    def clean(self, value: Any) -> Fraction | None:
        """The number, if there is one."""
        text = str(super().clean(value)).strip()
        if not text:
            return None
        found = DECIMAL.fullmatch(text)
        if found is None or found[2]:
            raise forms.ValidationError(_("Write a number of votes: 20 or 20.35."))
        return Fraction(found[1].replace(",", "."))


class ExampleForm(forms.Form):
    """The figures of an example; ``votes`` are asked for where seats have several."""

    use_required_attribute = False
    seats = forms.IntegerField(label=gettext_lazy("Seats"), min_value=1, max_value=MOST)
    present = forms.IntegerField(label=gettext_lazy("Present"), min_value=0, max_value=MOST)
    votes = VotesField(label=gettext_lazy("Votes of all seats"), required=False)
    votes_present = VotesField(label=gettext_lazy("Votes present"), required=False)
    abstaining = VotesField(label=gettext_lazy("Abstaining"))
    in_favour = VotesField(label=gettext_lazy("For"))
    against = VotesField(label=gettext_lazy("Against"))
    call = forms.ChoiceField(
        label=gettext_lazy("Call"), choices=[("1", gettext_lazy("First")), ("2", gettext_lazy("Second"))]
    )

    def clean(self) -> dict[str, Any]:
        """Nobody can be present who has no seat."""
        data = super().clean() or {}
        if data.get("present", 0) > data.get("seats", MOST):
            self.add_error("present", _("There are not as many seats."))
        return data


@dataclass(frozen=True, slots=True)
class Case:
    """One row of the neighbouring cases; numbers are votes."""

    in_favour: Fraction
    against: Fraction
    abstaining: Fraction
    outcome: str
    is_least: bool


@dataclass(frozen=True, slots=True)
class Meaning:
    """What a rule makes of an example. ``wrong`` says why the votes that were typed in can't be."""

    words: tuple[str, ...]
    enough: str
    cases: tuple[Case, ...]
    result: str
    wrong: str = ""


def figures(seats: int) -> dict[str, Any]:
    """A close vote in a hall that is not full: what a rule makes of it shows what it means."""
    present = max(1, seats * 11 // 15)
    abstaining = seats // 12
    in_favour = (present - abstaining) // 2 + 1
    return {
        "seats": seats,
        "present": present,
        "abstaining": abstaining,
        "in_favour": in_favour,
        "against": present - abstaining - in_favour,
        "call": "1",
    }


def meaning(rule: Rule, example: Mapping[str, Any], language: str) -> Meaning:
    """What this rule means with the figures of a valid ``ExampleForm``."""
    weighted = rule.weights != "one"
    call = int(example["call"])
    known = {
        "seats": example["seats"],
        "present": example["present"],
        "abstaining": example["abstaining"],
        "votes": example["votes"] if weighted else None,
        "votes_present": example["votes_present"] if weighted else None,
    }
    least = enough(rule, call=call, **known)
    said = results.enough(rule, call=call, language=language, **known)
    typed = _tally(in_favour=example["in_favour"], against=example["against"], **known)
    wrong = check(typed)
    return Meaning(
        words=results.rule(rule, language),
        enough=sentence(said, language) if isinstance(said, Refusal) else said,
        cases=() if isinstance(least, Refusal) else tuple(_cases(least)),
        result="" if wrong else results.sentence(decide(rule, typed, call=call), language),
        wrong=sentence(wrong, language) if wrong else "",
    )


def _cases(least: Decision) -> list[Case]:
    """One vote fewer, exactly enough, one vote more; the vote is moved to those against or from them. Where only
    objections are asked for: none, and one."""
    tally = least.tally
    if least.outcome == "void":
        return []
    if isinstance(least.rule.threshold, NoObjection):
        one = replace(tally, against=min(tally.denominator, tally.present_votes - tally.abstaining))
        return [_case(least, each) for each in (tally, one)]
    moves = [each for each in (-1, 0, 1) if tally.in_favour + each >= 0 and each <= tally.against]
    return [
        _case(least, replace(tally, in_favour=tally.in_favour + each, against=tally.against - each)) for each in moves
    ]


def _case(least: Decision, tally: Tally) -> Case:
    one = tally.denominator
    return Case(
        in_favour=Fraction(tally.in_favour, one),
        against=Fraction(tally.against, one),
        abstaining=Fraction(tally.abstaining, one),
        outcome=decide(least.rule, tally, call=least.call).outcome,
        is_least=tally == least.tally and least.outcome == "adopted",
    )


def _tally(
    *,
    seats: int,
    present: int,
    in_favour: Fraction,
    against: Fraction,
    abstaining: Fraction,
    votes: Fraction | None,
    votes_present: Fraction | None,
) -> Tally:
    roll, there = (
        Fraction(votes if votes is not None else seats),
        Fraction(present if votes_present is None else votes_present),
    )
    one = lcm(*(each.denominator for each in (in_favour, against, abstaining, roll, there)))
    return Tally(
        in_favour=int(in_favour * one),
        against=int(against * one),
        abstaining=int(abstaining * one),
        present=present,
        roll=seats,
        present_votes=int(there * one),
        roll_votes=int(roll * one),
        denominator=one,
    )
