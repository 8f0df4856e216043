"""Sending a resolution: its parties and letters, their states, and what came back."""

from datetime import UTC, datetime
from typing import Any

from django import forms
from django.conf import settings
from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.urls import URLPattern, reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext, pgettext
from django.views.decorators.http import require_http_methods, require_POST

from plenaria.actions import answers, bodies, deliveries, parties
from plenaria.actions import dispatches as actions
from plenaria.actions._perform import Receipt
from plenaria.core.correspondence import CORRESPONDENCE
from plenaria.core.letters import LONGEST_TEXT
from plenaria.core.permits import Where
from plenaria.core.refusal import Refusal
from plenaria.interfaces.desk.adopted import show_paper, the_paper, today, where
from plenaria.interfaces.desk.page import may_do
from plenaria.interfaces.kit.access import refused, route
from plenaria.interfaces.kit.forms import offer
from plenaria.interfaces.kit.requests import Request
from plenaria.interfaces.kit.wording import in_language, language_name
from plenaria.phrases import letters
from plenaria.phrases.refusals import sentence
from plenaria.store.queries import dispatches as queries
from plenaria.store.queries.dispatches import DispatchView
from plenaria.store.queries.followup import PaperView

ANSWERS = [
    ("accept", gettext_lazy("Accepted")),
    ("accept-in-part", gettext_lazy("Accepted in part")),
    ("decline", gettext_lazy("Declined")),
]


class LetterForm(forms.Form):
    """The words of a letter that hasn't gone yet."""

    subject = forms.CharField(label=gettext_lazy("Subject"), max_length=200)
    text = forms.CharField(
        label=gettext_lazy("Letter"),
        max_length=LONGEST_TEXT,
        widget=forms.Textarea({"rows": 16, "class": "text"}),
    )


class AnswerForm(forms.Form):
    """What a party answered."""

    answer = forms.ChoiceField(label=gettext_lazy("Answer"), choices=ANSWERS, widget=forms.RadioSelect)
    text = forms.CharField(
        label=gettext_lazy("In its words"),
        required=False,
        max_length=LONGEST_TEXT,
        widget=forms.Textarea({"rows": 5}),
    )


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
    result = actions.send_dispatches(actor=request.actor, at=datetime.now(UTC), dispatches=ids)
    if isinstance(result, Refusal):
        return _shown(request, the_paper(resolution), result)
    sent = ngettext("%(count)s letter is on its way.", "%(count)s letters are on their way.", len(ids))
    messages.success(request, sent % {"count": len(ids)})
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


@require_http_methods(["GET", "POST"])
def letter(request: Request, dispatch: str) -> HttpResponse:
    """One letter: its words, to be changed until it goes; then what came back."""
    view = the_dispatch(dispatch)
    form = LetterForm(request.POST or None, initial={"subject": view.subject, "text": view.text})
    if request.method != "POST":
        return _letter(request, view, form, 200)
    status = 422
    if form.is_valid():
        result = actions.edit_letter(actor=request.actor, at=datetime.now(UTC), dispatch=dispatch, **form.cleaned_data)
        if isinstance(result, Receipt):
            messages.success(request, _("The letter is stored. It has not been sent yet."))
            return redirect("desk-send", view.resolution)
        form.add_error(None, sentence(result, request.LANGUAGE_CODE))
        status = result.because.value
    return _letter(request, view, form, status)


@require_POST
def record(request: Request, dispatch: str, verb: str) -> HttpResponse:
    """Note by hand what became of a letter: delivered, come back, received, answered."""
    view, at = the_dispatch(dispatch), datetime.now(UTC)
    result: Receipt | Refusal
    match verb:
        case "deliver" | "bounce":
            result = deliveries.record_delivery(actor=request.actor, at=at, dispatch=dispatch, verb=verb)
        case "acknowledge":
            result = deliveries.acknowledge(actor=request.actor, at=at, dispatch=dispatch)
        case "answer":
            form = AnswerForm(request.POST)
            if not form.is_valid():
                return _letter(request, view, LetterForm(), 422, form)
            result = answers.record_answer(actor=request.actor, at=at, dispatch=dispatch, **form.cleaned_data)
        case _:
            raise Http404
    if isinstance(result, Refusal):
        return refused(request, result)
    messages.success(request, _("It is recorded."))
    return redirect("desk-letter", dispatch)


def _shown(
    request: Request, paper: PaperView, refusal: Refusal | None = None, wrong: PartyForm | None = None
) -> HttpResponse:
    found = sorted(
        queries.dispatches(paper.id, today()), key=lambda view: (view.position, in_language(view.party.names))
    )
    known = _known(paper)
    names = {each.printed: each for each in queries.unmatched(paper.id)}
    unmatched = [(each, _asked(paper, known, each.printed, place, wrong)) for place, each in enumerate(names.values())]
    context = {
        "to_send": [each for each in found if each.state == CORRESPONDENCE.initial],
        "gone": [each for each in found if each.state != CORRESPONDENCE.initial],
        "unmatched": unmatched,
        "refusal": refusal and sentence(refusal, request.LANGUAGE_CODE),
        "may_send": may_do(request.actor, "dispatches.send", paper.body),
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


def _letter(
    request: Request, view: DispatchView, form: LetterForm, status: int, answer: AnswerForm | None = None
) -> HttpResponse:
    paper = the_paper(view.resolution)
    address = f"{settings.BASE_URL}/{view.language}/b/{paper.body_slug}/r/{paper.slug}/"
    context = {
        "view": view,
        "form": form,
        "answer": answer or AnswerForm(),
        "foot": letters.note(view.language, paper=address, answer=f"{settings.BASE_URL}/{view.language}/a/…"),
        "language": language_name(view.language),
        "may_send": may_do(request.actor, "dispatches.send", paper.body),
        "editable": view.state == CORRESPONDENCE.initial,
    }
    under = (pgettext("step", "Send"), reverse("desk-send", args=[paper.id]))
    title = in_language(view.party.names)
    return show_paper(request, "desk/letter.html", paper, context, title=title, under=under, status=status)


def the_dispatch(dispatch_id: str) -> DispatchView:
    """The letter that the address names; 404 where there is none."""
    view = queries.dispatch(dispatch_id, today())
    if view is None:
        raise Http404
    return view


def where_dispatch(request: Request, dispatch: str, **_rest: str) -> Where | None:
    """The body of the letter that the address names."""
    return queries.where_of_dispatch(dispatch)


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
    route("desk/letters/<str:dispatch>", letter, name="desk-letter", permit="desk.see", where=where_dispatch),
    route(
        "desk/letters/<str:dispatch>/<str:verb>",
        record,
        name="desk-letter-record",
        permit="dispatches.answer",
        where=where_dispatch,
    ),
]
