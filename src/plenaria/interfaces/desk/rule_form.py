"""The form in which a voting rule is composed of its parts: a question for each, and the way there and back.

What doesn't apply under what was chosen is neither asked for nor read: a rule of unanimity has no part of a whole, one
without a quorum no second call. The page puts such fields out of sight by its style sheet alone.
"""

import re
from collections.abc import Mapping
from fractions import Fraction
from typing import Any

from django import forms
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from plenaria.core.voting.rule import BASES, NAMES, TIES, NoObjection, Number, Quorum, Rule, Share, Unanimity
from plenaria.interfaces.kit.forms import offer

type Choices = list[tuple[str, str | Promise]]

OWN = "own"
"""The choice of a name that no language knows yet."""
MORE, LEAST, NUMBER = "more-than", "at-least", "number"
BROKEN = re.compile(r"(\d{1,9})\s*/\s*(\d{1,9})")
DECIMAL = re.compile(r"(\d{1,9}(?:[.,]\d{1,9})?)\s*(%?)")
LONGEST = 60
"""Characters of a rule's own name."""

MAJORITIES: Choices = [
    (MORE, gettext_lazy("More than a part")),
    (LEAST, gettext_lazy("At least a part")),
    ("unanimous", gettext_lazy("Nobody may be against; abstaining is allowed")),
    ("all-for", gettext_lazy("Everybody who votes must be for it")),
    ("no-objection", gettext_lazy("Adopted unless somebody objects")),
]
WHOLES: dict[str, str | Promise] = {
    "for-and-against": gettext_lazy("The votes for and against; whoever abstains doesn’t count"),
    "cast": gettext_lazy("All votes cast, abstentions too"),
    "present": gettext_lazy("Everybody who is present"),
    "roll": gettext_lazy("All seats, present or not"),
    "fixed": gettext_lazy("A fixed number of votes"),
}
QUORUMS: Choices = [
    ("none", gettext_lazy("Nobody has to be there: no quorum")),
    (MORE, gettext_lazy("More than a part")),
    (LEAST, gettext_lazy("At least a part")),
    (NUMBER, gettext_lazy("A number")),
]
SECOND: Choices = [
    ("same", gettext_lazy("As many as at the first")),
    ("any", gettext_lazy("Whoever came is enough")),
    (MORE, gettext_lazy("More than a part")),
    (LEAST, gettext_lazy("At least a part")),
    (NUMBER, gettext_lazy("A number")),
]
PART_HELP = gettext_lazy("As a fraction or in per cent: 1/2, 2/3, 50 %.")


class RuleForm(forms.Form):
    """A rule composed of parts."""

    # What is asked for only in some cases must not keep a browser from sending the others.
    use_required_attribute = False
    majority = forms.ChoiceField(
        label=gettext_lazy("How many votes for it are needed?"), choices=MAJORITIES, widget=forms.RadioSelect
    )
    part = forms.CharField(label=gettext_lazy("Which part?"), max_length=30, help_text=PART_HELP)
    base = forms.ChoiceField(
        label=gettext_lazy("A part of what?"), choices=list(WHOLES.items()), widget=forms.RadioSelect
    )
    fixed = forms.IntegerField(label=gettext_lazy("Of how many votes?"), min_value=1)
    quorum = forms.ChoiceField(label=gettext_lazy("How many must be there?"), choices=QUORUMS, widget=forms.RadioSelect)
    quorum_part = forms.CharField(label=gettext_lazy("Which part?"), max_length=30, help_text=PART_HELP)
    quorum_number = forms.IntegerField(label=gettext_lazy("How many?"), min_value=0)
    of = forms.ChoiceField(
        label=gettext_lazy("What is counted?"),
        choices=[("seats", gettext_lazy("Seats")), ("votes", gettext_lazy("Votes, each seat with its weight"))],
        widget=forms.RadioSelect,
    )
    at = forms.MultipleChoiceField(
        label=gettext_lazy("When is it counted?"),
        choices=[
            ("opening", gettext_lazy("When a vote opens")),
            ("close", gettext_lazy("When a vote closes")),
        ],
        widget=forms.CheckboxSelectMultiple,
    )
    second = forms.ChoiceField(label=gettext_lazy("And at the second call?"), choices=SECOND, widget=forms.RadioSelect)
    second_part = forms.CharField(label=gettext_lazy("Which part?"), max_length=30, help_text=PART_HELP)
    second_number = forms.IntegerField(label=gettext_lazy("How many?"), min_value=0)
    tie = forms.ChoiceField(
        label=gettext_lazy("What if the votes are equal?"),
        choices=[
            ("lost", gettext_lazy("The question is lost")),
            ("chair", gettext_lazy("The chair has the casting vote")),
            ("again", gettext_lazy("It is put again; equal once more, it is lost")),
            ("lot", gettext_lazy("The lot decides")),
        ],
        widget=forms.RadioSelect,
    )
    weights = forms.ChoiceField(
        label=gettext_lazy("How many votes has a seat?"),
        choices=[
            ("one", gettext_lazy("One")),
            ("delegation", gettext_lazy("As many whole votes as its delegation has")),
            ("share", gettext_lazy("Its exact share, such as 0.35")),
        ],
        widget=forms.RadioSelect,
    )
    proxies = forms.ChoiceField(
        label=gettext_lazy("May somebody who is away give their mandate to another seat?"),
        choices=[
            ("none", gettext_lazy("No")),
            ("some", gettext_lazy("Yes, and one seat holds only so many")),
            ("any", gettext_lazy("Yes, as many as are given")),
        ],
        widget=forms.RadioSelect,
    )
    proxies_most = forms.IntegerField(label=gettext_lazy("How many may one seat hold?"), min_value=1, max_value=10_000)
    division = forms.BooleanField(label=gettext_lazy("Clauses may be put separately before the whole"), required=False)
    changes = forms.BooleanField(label=gettext_lazy("A vote can be changed until the vote closes"), required=False)
    remote = forms.BooleanField(
        label=gettext_lazy("Whoever takes part from elsewhere counts as present and votes"), required=False
    )
    correspondence = forms.ChoiceField(
        label=gettext_lazy("May a question be put by correspondence, open for days?"),
        choices=[
            ("no", gettext_lazy("No")),
            ("to-the-end", gettext_lazy("Yes, and it stays open until its time is over")),
            ("all-voted", gettext_lazy("Yes, and the chair may close it once everybody has voted")),
            ("early", gettext_lazy("Yes, and the chair may close it at any time")),
        ],
        widget=forms.RadioSelect,
        required=False,
    )

    def clean(self) -> dict[str, Any]:
        """Reads what applies; what is missing or wrong where it doesn't apply is left alone."""
        data = super().clean() or {}
        has_part, has_quorum = self._has_part, self._has_quorum
        applies = {
            "part": has_part,
            "base": has_part,
            "fixed": has_part and data.get("base") == "fixed",
            "tie": has_part,
            "quorum_part": data.get("quorum") in (MORE, LEAST),
            "quorum_number": data.get("quorum") == NUMBER,
            "of": has_quorum,
            "at": has_quorum,
            "second": has_quorum,
            "second_part": has_quorum and data.get("second") in (MORE, LEAST),
            "second_number": has_quorum and data.get("second") == NUMBER,
            "proxies_most": data.get("proxies") == "some",
        }
        for field, does in applies.items():
            if not does:
                self.errors.pop(field, None)
        for field, choice in (("part", "majority"), ("quorum_part", "quorum"), ("second_part", "second")):
            if applies[field] and field not in self.errors:
                self._read(field, data[field], strict=data[choice] == MORE)
        return data

    @property
    def _has_part(self) -> bool:
        return self.cleaned_data.get("majority") in (MORE, LEAST)

    @property
    def _has_quorum(self) -> bool:
        return self.cleaned_data.get("quorum") in (MORE, LEAST, NUMBER)

    def _read(self, field: str, written: str, *, strict: bool) -> None:
        """The share that is written in a field, kept beside it in ``cleaned_data``."""
        fraction = fraction_of(written)
        if fraction is None:
            self.add_error(field, _("Write a part between nothing and the whole: 1/2, 2/3 or 50 %."))
        elif fraction == 1 and strict:
            self.add_error(field, _("Nothing is more than the whole. Choose “at least”, or a smaller part."))
        else:
            self.cleaned_data[f"{field}_share"] = Share(fraction, strict=strict)

    def rule(self) -> Rule:
        """The rule that was composed; the form is valid."""
        data = self.cleaned_data
        base = data["base"] if self._has_part else BASES[0]
        return Rule(
            threshold=self._threshold(),
            base=base,
            fixed=data.get("fixed") if base == "fixed" else None,
            quorum=self._quorum() if self._has_quorum else None,
            tie=data["tie"] if self._has_part else TIES[0],
            weights=data["weights"],
            proxies={"none": 0, "some": data.get("proxies_most"), "any": None}[data["proxies"]],
            division=data["division"],
            changes=data["changes"],
            remote=data["remote"],
            correspondence=data["correspondence"] or "no",
        )

    def _threshold(self) -> Share | Unanimity | NoObjection:
        others: dict[str, Unanimity | NoObjection] = {
            "unanimous": Unanimity(),
            "all-for": Unanimity(abstaining=False),
            "no-objection": NoObjection(),
        }
        share: Share | None = self.cleaned_data.get("part_share")
        return share or others[self.cleaned_data["majority"]]

    def _quorum(self) -> Quorum:
        data = self.cleaned_data
        first = Number(data["quorum_number"]) if data["quorum"] == NUMBER else data["quorum_part_share"]
        second = {
            "same": None,
            "any": Share(Fraction(0)),
            NUMBER: Number(data.get("second_number") or 0),
        }.get(data["second"], data.get("second_part_share"))
        at = tuple(each for each in ("opening", "close") if each in data["at"])
        return Quorum(first=first, second=second, of=data["of"], at=at)


class NameForm(forms.Form):
    """For what a new rule is."""

    use_required_attribute = False
    name = forms.ChoiceField(label=gettext_lazy("What is it for?"), widget=forms.RadioSelect)
    own_name = forms.CharField(label=gettext_lazy("In the body’s own words"), max_length=LONGEST)

    def __init__(self, *args: Any, taken: Mapping[str, Any], words: Mapping[str, str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.taken = taken
        free = [(name, words[name]) for name in NAMES if name not in taken]
        own = (OWN, pgettext_lazy("what a voting rule is for", "Something else"))
        offer(self, "name", [*free, own])

    def clean(self) -> dict[str, Any]:
        """A name of the body's own has to be written, and be another than those that there are."""
        data = super().clean() or {}
        if data.get("name") != OWN:
            self.errors.pop("own_name", None)
        elif own := " ".join(data.get("own_name", "").split()):
            if own.casefold() in {each.casefold() for each in (*NAMES, *self.taken)}:
                self.add_error("own_name", _("There is a rule of this name already. Change that one."))
            data["own_name"] = own
        return data

    @property
    def chosen(self) -> str:
        """The name of the new rule; the form is valid."""
        data = self.cleaned_data
        return str(data["own_name"] if data["name"] == OWN else data["name"])


def fraction_of(written: str) -> Fraction | None:
    """The part of a whole that is written so: ``1/2``, ``66,7 %``, ``0.5``; nothing for what is none."""
    text = written.strip()
    if found := BROKEN.fullmatch(text):
        above, below = int(found[1]), int(found[2])
        value = Fraction(above, below) if below else None
    elif found := DECIMAL.fullmatch(text):
        value = Fraction(found[1].replace(",", ".")) / (100 if found[2] else 1)
    else:
        value = None
    return value if value is not None and 0 <= value <= 1 else None


def initial_of(rule: Rule) -> dict[str, Any]:
    """The rule as the form shows it; ``RuleForm.rule`` gives the same rule back."""
    majority, part = _bar(rule.threshold)
    initial: dict[str, Any] = {
        "majority": majority,
        "part": part or "1/2",
        "base": rule.base,
        "fixed": rule.fixed,
        "quorum": "none",
        "quorum_part": "1/2",
        "of": "seats",
        "at": ["opening", "close"],
        "second": "same",
        "tie": rule.tie,
        "weights": rule.weights,
        "proxies": {0: "none", None: "any"}.get(rule.proxies, "some"),
        "proxies_most": rule.proxies or None,
        "division": rule.division,
        "changes": rule.changes,
        "remote": rule.remote,
        "correspondence": rule.correspondence,
    }
    return initial | (_quorum(rule.quorum) if rule.quorum else {})


def _quorum(quorum: Quorum) -> dict[str, Any]:
    first, part = _bar(quorum.first)
    second, second_part = _bar(quorum.second) if quorum.second is not None else ("same", "")
    if quorum.second == Share(Fraction(0)):
        second, second_part = "any", ""
    return {
        "quorum": first,
        "quorum_part": part or "1/2",
        "quorum_number": quorum.first.number if isinstance(quorum.first, Number) else None,
        "of": quorum.of,
        "at": list(quorum.at),
        "second": second,
        "second_part": second_part,
        "second_number": quorum.second.number if isinstance(quorum.second, Number) else None,
    }


def _bar(bar: Share | Number | Unanimity | NoObjection) -> tuple[str, str]:
    """The choice that stands for it, and the part as it is typed."""
    match bar:
        case Share(fraction, strict):
            return (MORE if strict else LEAST), str(fraction)
        case Number():
            return NUMBER, ""
        case Unanimity(abstaining):
            return ("unanimous" if abstaining else "all-for"), ""
        case NoObjection():
            return "no-objection", ""
