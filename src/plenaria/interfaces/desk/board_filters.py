"""By what a board is narrowed: a form above it whose answers stand in the address."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy

from plenaria.core.followup import COMMITMENT
from plenaria.core.text.resolution import KINDS
from plenaria.interfaces.kit.forms import offer
from plenaria.interfaces.kit.wording import in_language, label
from plenaria.store.queries.board import Choices
from plenaria.store.queries.board_scope import Scope

ANY = ("", "—")


class FilterForm(forms.Form):
    """Everything that a board can be narrowed by; what it is of already is not asked for."""

    resolution = forms.ChoiceField(label=gettext_lazy("Resolution"), required=False)
    programme = forms.ChoiceField(label=gettext_lazy("Programme"), required=False)
    owner = forms.ChoiceField(label=gettext_lazy("Owner"), required=False)
    kind = forms.ChoiceField(label=gettext_lazy("Kind"), required=False)
    state = forms.ChoiceField(label=gettext_lazy("State"), required=False)
    until = forms.DateField(
        label=gettext_lazy("Due until"), required=False, widget=forms.DateInput({"type": "date"}, "%Y-%m-%d")
    )
    silent = forms.BooleanField(label=gettext_lazy("Only with an unanswered reminder"), required=False)
    below = forms.BooleanField(label=gettext_lazy("With the bodies below"), required=False)

    def __init__(self, data: Mapping[str, Any], known: Choices, *, of_resolution: bool, has_below: bool) -> None:
        super().__init__(data)
        offer(self, "resolution", [ANY, *((each, f"{number}") for each, number, _names in known.resolutions)])
        offer(self, "programme", [ANY, *((each, in_language(names)) for each, names in known.programmes)])
        people = sorted(((each, in_language(names)) for each, names in known.owners), key=lambda pair: pair[1])
        offer(self, "owner", [ANY, *people])
        offer(self, "kind", [ANY, *((each, label("kind", each)) for each in KINDS)])
        states = ("overdue", *COMMITMENT.states)
        offer(self, "state", [ANY, *((each, label("commitment", each)) for each in states)])
        gone = {"resolution", "below"} if of_resolution else set() if has_below else {"below"}
        gone |= set() if known.programmes else {"programme"}
        gone |= set() if known.owners else {"owner"}
        for each in gone:
            del self.fields[each]

    def narrowed(self, scope: Scope) -> Scope:
        """The scope as it was asked for; what can't be understood narrows nothing."""
        self.is_valid()
        given = {name: value for name, value in self.cleaned_data.items() if value and name != "below"}
        return replace(scope, **given)

    @property
    def narrows(self) -> bool:
        """Whether anything was asked for."""
        return any(self.cleaned_data.values())
