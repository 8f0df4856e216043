"""How a debate is held, as a form: for a body, a meeting, or one point of its agenda."""

from typing import Any

from django import forms
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from plenaria.core.speakers import LONGEST, MOST, ORDERS, Debate
from plenaria.phrases import speakers as phrases

TIMES = ("speech", "point_of_order", "reply")
"""Fields in minutes, stored in seconds."""
COUNTS = ("by_person", "by_delegation")


class DebateForm(forms.Form):
    """How speakers follow each other, and what is limited; an empty field is no limit."""

    order = forms.ChoiceField(label=_("Order of the list"))
    speech = forms.FloatField(label=_("Minutes for a speech"), required=False, min_value=0, max_value=LONGEST / 60)
    point_of_order = forms.FloatField(
        label=_("Minutes for a point of order"), required=False, min_value=0, max_value=LONGEST / 60
    )
    reply = forms.FloatField(label=_("Minutes for a reply"), required=False, min_value=0, max_value=LONGEST / 60)
    by_person = forms.IntegerField(label=_("Speeches each"), required=False, min_value=0, max_value=MOST)
    by_delegation = forms.IntegerField(label=_("Speeches a delegation"), required=False, min_value=0, max_value=MOST)
    by_itself = forms.BooleanField(label=_("A speech ends by itself when its time is over"), required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        order = self.fields["order"]
        assert isinstance(order, forms.ChoiceField)
        order.choices = [(each, phrases.order(each, get_language() or "en")) for each in ORDERS]
        for name in TIMES:
            self.fields[name].widget.attrs |= {"step": "any", "inputmode": "decimal", "class": "short"}
        for name in COUNTS:
            self.fields[name].widget.attrs |= {"inputmode": "numeric", "class": "short"}

    def debate(self) -> dict[str, str | int]:
        """What was filled in, as ``core.speakers.debate`` reads it."""
        given = self.cleaned_data
        times = {name: round((given[name] or 0) * 60) for name in TIMES}
        counts = {name: given[name] or 0 for name in COUNTS}
        return {"order": given["order"], "by_itself": int(given["by_itself"]), **times, **counts}


def initial(debate: Debate) -> dict[str, Any]:
    """What the form shows of what is laid down."""
    data: dict[str, Any] = debate.to_data()
    minutes = {name: f"{data[name] / 60:g}" if data[name] else "" for name in TIMES}
    return {**data, **minutes, **{name: data[name] or "" for name in COUNTS}}
