"""Sending a resolution: whom it goes to, what is missing, and what became of each letter."""

from datetime import UTC, datetime
from typing import Any

from django import forms
from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.urls import URLPattern
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext, pgettext
from django.views.decorators.http import require_POST

from plenaria.actions import bodies, parties
from plenaria.actions import dispatches as actions
from plenaria.actions._perform import Receipt
from plenaria.core.correspondence import CORRESPONDENCE, WAITING
from plenaria.core.refusal import Refusal
from plenaria.delivery import letters as delivery
from plenaria.interfaces.desk.adopted import show_paper, the_paper, today, where
from plenaria.interfaces.desk.page import may_do
from plenaria.interfaces.kit.access import refused, route
from plenaria.interfaces.kit.forms import offer
from plenaria.interfaces.kit.requests import Request
from plenaria.interfaces.kit.wording import in_language, language_name
from plenaria.phrases.refusals import sentence
from plenaria.store.queries import dispatches as queries
from plenaria.store.queries.followup import PaperView


class PartyForm(forms.Form):
    """Who is meant by a name that no entry of the address book fits: one of its parties, or a new one."""

    known = forms.ChoiceField(label=gettext_lazy("In the address book"), required=False)
    name = forms.CharField(label=gettext_lazy("Name"), required=False, max_length=300)
    email = forms.EmailField(label=gettext_lazy("E-mail"), required=False)
    language = forms.ChoiceField(label=gettext_lazy("Language"))
    printed = forms.CharField(widget=forms.HiddenInput, max_length=500)

    def __init__(self, *args: Any, paper: PaperView, known: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer(self, "known", [("", _("a new party")), *known])
        offer(self, "language", [(each, language_name(each)) for each in paper.titles])


def page(request: Request, resolution: str) -> HttpResponse:
    """Everybody who is written to, what has still to go with one button, and names that nobody is known by."""
    paper = the_paper(resolution)
    return _shown(request, paper)


@require_POST
def send(request: Request, resolution: str) -> HttpResponse:
    """Send the letters that are ticked."""
    the_paper(resolution)
    ids = request.POST.getlist("dispatch")
    mine = {each.id for each in queries.dispatches(resolution, today())}
    if not set(ids) <= mine:
        raise Http404
    result = delivery.send(actor=request.actor, at=datetime.now(UTC), letters=ids)
    if isinstance(result, Refusal):
        return _shown(request, the_paper(resolution), result)
    printed = sum(each.state == "to-post" for each in queries.dispatches(resolution, today()) if each.id in ids)
    if mailed := len(ids) - printed:
        sent = ngettext("%(count)s letter is on its way.", "%(count)s letters are on their way.", mailed)
        messages.success(request, sent % {"count": mailed})
    if printed:
        queued = ngettext(
            "%(count)s letter is in the print queue. Next: print and post it.",
            "%(count)s letters are in the print queue. Next: print and post them.",
            printed,
        )
        messages.success(request, queued % {"count": printed})
    return redirect("desk-send", resolution)


@require_POST
def prepare(request: Request, resolution: str) -> HttpResponse:
    """Draft the letters, where that hasn't come about by itself."""
    result = actions.prepare_dispatches(actor=request.actor, at=datetime.now(UTC), resolution=resolution)
    if isinstance(result, Refusal):
        return refused(request, result)
    messages.success(request, _("The letters are drafted. Next: look at them and send them."))
    return redirect("desk-send", resolution)


@require_POST
def enter_party(request: Request, resolution: str) -> HttpResponse:
    """Say who is meant by a printed name, and draft the letter at once."""
    paper, at = the_paper(resolution), datetime.now(UTC)
    form = PartyForm(request.POST, paper=paper, known=_known(paper))
    if not form.is_valid():
        return _shown(request, paper, wrong=form)
    data = form.cleaned_data
    if data["known"]:
        result = parties.know_as(actor=request.actor, at=at, party=data["known"], alias=data["printed"])
    else:
        result = bodies.add_party(
            actor=request.actor,
            at=at,
            body=paper.body,
            names={data["language"]: data["name"] or data["printed"]},
            language=data["language"],
            email=data["email"],
            aliases=[data["printed"]],
        )
    if isinstance(result, Receipt):
        result = actions.prepare_dispatches(actor=request.actor, at=at, resolution=resolution)
    if isinstance(result, Refusal):
        return _shown(request, paper, result)
    messages.success(request, _("The party is in the address book, and its letter is drafted."))
    return redirect("desk-send", resolution)


def _shown(
    request: Request, paper: PaperView, refusal: Refusal | None = None, wrong: PartyForm | None = None
) -> HttpResponse:
    found = sorted(
        queries.dispatches(paper.id, today()), key=lambda view: (view.position, in_language(view.party.names))
    )
    known = _known(paper)
    names = {each.printed: each for each in queries.unmatched(paper.id)}
    unmatched = [(each, _asked(paper, known, each.printed, place, wrong)) for place, each in enumerate(names.values())]
    waiting = [each for each in found if each.state == CORRESPONDENCE.initial]
    context = {
        "to_send": waiting,
        "unreachable": [each for each in waiting if not each.party.reachable],
        "to_post": [each for each in found if each.state == "to-post"],
        "gone": [each for each in found if each.state not in (*WAITING, "dropped")],
        "dropped": [each for each in found if each.state == "dropped"],
        "unmatched": unmatched,
        "refusal": refusal and sentence(refusal, request.LANGUAGE_CODE),
        "may_send": may_do(request.actor, "dispatches.send", paper.body),
        "may_enter": may_do(request.actor, "people.edit", paper.body),
        "sealed": paper.state in actions.SEALED,
    }
    status = refusal.because.value if refusal else 422 if wrong else 200
    return show_paper(request, "desk/send.html", paper, context, title=pgettext("step", "Send"), status=status)


def _asked(
    paper: PaperView, known: list[tuple[str, str]], printed: str, place: int, wrong: PartyForm | None
) -> PartyForm:
    """The form for one name; the one that was wrong with what was typed."""
    if wrong is not None and wrong.data.get("printed") == printed:
        return wrong
    initial = {"name": printed, "printed": printed, "language": paper.language}
    return PartyForm(paper=paper, known=known, initial=initial, auto_id=f"party-{place}-%s")


def _known(paper: PaperView) -> list[tuple[str, str]]:
    return sorted(
        ((each.id, in_language(each.names)) for each in queries.parties_of(paper.body)), key=lambda pair: pair[1]
    )


urlpatterns: list[URLPattern] = [
    route("desk/r/<str:resolution>/send", page, name="desk-send", permit="desk.see", where=where),
    route("desk/r/<str:resolution>/send/now", send, name="desk-send-now", permit="dispatches.send", where=where),
    route(
        "desk/r/<str:resolution>/send/prepare",
        prepare,
        name="desk-send-prepare",
        permit="dispatches.prepare",
        where=where,
    ),
    route("desk/r/<str:resolution>/send/party", enter_party, name="desk-send-party", permit="people.edit", where=where),
]
