"""The form of a nomination: who, for which office or event, when, where, whose it is, and by which clause."""

from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from plenaria.actions.nominations import Put
from plenaria.interfaces.desk.meetings import language_name
from plenaria.interfaces.desk.tongues import NamedForm
from plenaria.interfaces.kit.forms import offer
from plenaria.interfaces.kit.wording import in_language
from plenaria.store.queries import bodies, people
from plenaria.store.queries.bodies import BodyView
from plenaria.store.queries.criteria import superior
from plenaria.store.queries.dispatches import parties_of
from plenaria.store.queries.nominations import NominationView, nominating_clauses


class NominationForm(NamedForm):
    """What is asked of a nomination."""

    name_label = gettext_lazy("Office or event (%(language)s)")

    person = forms.ChoiceField(label=gettext_lazy("Who"))
    clause = forms.ChoiceField(label=gettext_lazy("By which clause"), required=False)
    first_day = forms.DateField(
        label=gettext_lazy("First day"), required=False, widget=forms.DateInput({"type": "date"}, "%Y-%m-%d")
    )
    last_day = forms.DateField(
        label=gettext_lazy("Last day"), required=False, widget=forms.DateInput({"type": "date"}, "%Y-%m-%d")
    )
    host = forms.ChoiceField(label=gettext_lazy("Superior body whose office or event it is"), required=False)
    party = forms.ChoiceField(label=gettext_lazy("To whom the mandate is sent"), required=False)

    def __init__(self, *args: Any, body: BodyView, view: NominationView | None = None, **kwargs: Any) -> None:
        given = {name: value for name, value in kwargs.pop("initial", {}).items() if value}
        initial = (_initial(view) if view else {}) | given
        super().__init__(*args, tongues=body.languages, names=view.names if view else {}, initial=initial)
        for each in body.languages:
            self.fields[f"place_{each}"] = forms.CharField(
                label=_("Place (%(language)s)") % {"language": language_name(each)},
                required=False,
                max_length=200,
                initial=view.places.get(each, "") if view else "",
            )
        offer(self, "person", [(each.id, in_language(each.names)) for each in people.everybody(bodies=[body.id])])
        clauses = [(each.id, _clause(each.resolution_number, each.number)) for each in nominating_clauses(body.id)]
        offer(self, "clause", [("", _("none: the body votes on it by itself")), *clauses])
        above = bodies.bodies(superior(body.id))
        offer(self, "host", [("", "—"), *((each.id, in_language(each.names)) for each in above)])
        offer(self, "party", [("", "—"), *((each.id, in_language(each.names)) for each in parties_of(body.id))])
        names = [f"name_{each}" for each in body.languages]
        places = [f"place_{each}" for each in body.languages]
        self.order_fields(["person", "clause", *names, *places, "first_day", "last_day", "host", "party"])

    def put(self) -> Put:
        """What the actions take; the form is valid."""
        data = self.cleaned_data
        return Put(
            person=data["person"],
            names=self.names(),
            places={each: data[f"place_{each}"] for each in self.tongues if data[f"place_{each}"]},
            first_day=data["first_day"],
            last_day=data["last_day"],
            host=data["host"] or None,
            party=data["party"] or None,
        )


def _initial(view: NominationView) -> dict[str, Any]:
    return {
        "person": view.person,
        "clause": view.clause or "",
        "first_day": view.first_day,
        "last_day": view.last_day,
        "host": view.host or "",
        "party": view.party or "",
    }


def _clause(resolution: str, number: str) -> str:
    if not resolution:
        return _("Draft, clause %(clause)s") % {"clause": number}
    return _("Resolution %(resolution)s, clause %(clause)s") % {"resolution": resolution, "clause": number}
