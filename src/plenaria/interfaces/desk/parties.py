"""The institutions that a body writes to: entered in its address book, and corrected there."""

from datetime import UTC, datetime
from typing import Any

from django import forms
from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.urls import URLPattern
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods

from plenaria.actions import bodies as body_actions
from plenaria.actions import parties as actions
from plenaria.actions.parties import WAYS, Particulars
from plenaria.core.permits import Where
from plenaria.core.refusal import Refusal
from plenaria.interfaces.desk.bodies import the_body, where
from plenaria.interfaces.desk.page import may_do, show
from plenaria.interfaces.desk.tongues import NamedForm, choices, offered
from plenaria.interfaces.kit.access import route
from plenaria.interfaces.kit.forms import offer
from plenaria.interfaces.kit.requests import Request
from plenaria.interfaces.kit.wording import in_language, label
from plenaria.phrases.refusals import sentence
from plenaria.store.queries import dispatches as queries
from plenaria.store.queries.bodies import BodyView
from plenaria.store.queries.dispatches import PartyView

MOST_LINES, LONGEST_LINE = 6, 80
"""Of an address: what a window of an envelope shows."""


class PartyForm(NamedForm):
    """An institution to which the body writes."""

    language = forms.ChoiceField(label=gettext_lazy("Language of letters to it"))
    contact = forms.CharField(
        label=gettext_lazy("Whom to write to there"),
        required=False,
        max_length=200,
        help_text=gettext_lazy("Stands under the name in the address."),
    )
    salutation = forms.CharField(
        label=gettext_lazy("How a letter begins"),
        required=False,
        max_length=200,
        help_text=gettext_lazy("In its language, such as “Dear Ms Lamp,”. Left empty, the usual words are taken."),
    )
    email = forms.EmailField(label=gettext_lazy("E-mail address"), required=False)
    address = forms.CharField(
        label=gettext_lazy("Address, as on an envelope"),
        required=False,
        widget=forms.Textarea({"rows": 4}),
        help_text=gettext_lazy("Six lines at most, the country last. The name is put above, unless it stands here."),
    )
    way = forms.ChoiceField(label=gettext_lazy("How to write to it"), required=False, widget=forms.RadioSelect)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer(self, "language", choices(self.tongues))
        usual = _("By mail where there is an address for it")
        offer(self, "way", [(each, label("letter-way", each).capitalize() if each else usual) for each in WAYS])

    def clean_address(self) -> list[str]:
        """The lines of the address."""
        lines = [" ".join(line.split()) for line in self.cleaned_data["address"].splitlines()]
        lines = [line for line in lines if line]
        if len(lines) > MOST_LINES or any(len(line) > LONGEST_LINE for line in lines):
            said = _("At most %(lines)s lines of %(signs)s characters fit on an envelope.")
            raise forms.ValidationError(said % {"lines": MOST_LINES, "signs": LONGEST_LINE})
        return lines

    def given(self) -> dict[str, Any]:
        """What the actions take; the form is valid."""
        data = self.cleaned_data
        kept = {each: data[each] for each in ("language", "email", "contact", "salutation", "way")}
        return {"names": self.names(), "address": data["address"], **kept}


@require_http_methods(["GET", "POST"])
def new(request: Request, body: str) -> HttpResponse:
    """Enter an institution in the address book."""
    view = the_body(body)
    form = PartyForm(request.POST or None, tongues=offered(view.languages))
    if not form.is_bound or not form.is_valid():
        return _show(request, form, _("New institution"), view, 422 if form.is_bound else 200)
    done = body_actions.add_party(actor=request.actor, at=datetime.now(UTC), body=body, **form.given())
    if isinstance(done, Refusal):
        form.add_error(None, sentence(done, request.LANGUAGE_CODE))
        return _show(request, form, _("New institution"), view, done.because.value)
    messages.success(request, _("The institution is in the address book. Dispatches can be sent to it."))
    return redirect("desk-body", body)


@require_http_methods(["GET", "POST"])
def page(request: Request, party: str) -> HttpResponse:
    """One institution: its particulars, to be corrected, and the letters to it."""
    found = queries.party(party)
    if found is None:
        raise Http404
    body, view = found
    of_body = the_body(body)
    initial = {
        "language": view.language,
        "contact": view.contact,
        "salutation": view.salutation,
        "email": view.email,
        "address": "\n".join(view.address),
        "way": view.preferred,
    }
    tongues = offered(of_body.languages, [view.language], list(view.names))
    form = PartyForm(request.POST or None, tongues=tongues, names=view.names, initial=initial)
    if not form.is_bound or not form.is_valid():
        return _show(request, form, in_language(view.names), of_body, 422 if form.is_bound else 200, view)
    given = form.given()
    particulars = Particulars(**given | {"address": tuple(given["address"])})
    done = actions.change_party(actor=request.actor, at=datetime.now(UTC), party=party, particulars=particulars)
    if isinstance(done, Refusal):
        form.add_error(None, sentence(done, request.LANGUAGE_CODE))
        return _show(request, form, in_language(view.names), of_body, done.because.value, view)
    messages.success(request, _("It is stored. Letters that went already stay as they are."))
    return redirect("desk-party", party)


def _show(
    request: Request, form: PartyForm, title: str, body: BodyView, status: int, view: PartyView | None = None
) -> HttpResponse:
    today = datetime.now(UTC).date()
    context = {
        "title": title,
        "over": in_language(body.names),
        "form": form,
        "body": body,
        "party": view,
        "letters": [each for each in queries.letters_of(body.id, today) if view and each.party.id == view.id],
        "may_change": may_do(request.actor, "people.edit", body.id),
    }
    return show(request, "desk/party.html", context, status=status)


def _where(request: Request, party: str) -> Where | None:
    found = queries.party(party)
    return Where(body=found[0]) if found else None


urlpatterns: list[URLPattern] = [
    route("desk/bodies/<str:body>/institution", new, name="desk-party-new", permit="people.edit", where=where),
    route("desk/parties/<str:party>", page, name="desk-party", permit="people.edit", where=_where),
]
