"""The smallest update: an owner says how things stand by one press, from a mail without logging in, or from their list.

Opening the page changes nothing, since mail programs open links by themselves; a press does. What was pressed in the
mail is the first button of the page.
"""

from collections.abc import Sequence
from datetime import UTC, datetime
from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import URLPattern, reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from plenaria.actions import commitment_details, commitments, tokens
from plenaria.actions._perform import Receipt
from plenaria.actions.commitments import LONGEST_SENTENCE, Report
from plenaria.actions.corrections import correct_update
from plenaria.actions.hand_over_notes import propose_handing_over
from plenaria.core.followup import SETTLED
from plenaria.core.permits import Actor
from plenaria.core.refusal import Refusal, forbidden, unacceptable
from plenaria.interfaces.desk.adopted import the_paper, today
from plenaria.interfaces.desk.answer_files import FilesField
from plenaria.interfaces.desk.commitments import the_commitment, where
from plenaria.interfaces.desk.evidence_form import gathered_files
from plenaria.interfaces.desk.page import show
from plenaria.interfaces.kit.access import BY_TOKEN, refused, route
from plenaria.interfaces.kit.requests import Request
from plenaria.interfaces.kit.wording import in_language
from plenaria.phrases.refusals import sentence
from plenaria.store.queries import followup, one_tap
from plenaria.store.queries.followup import CommitmentView

TAPS = (
    ("begun", "report-begun", "quarter", gettext_lazy("Begun")),
    ("done", "report-done", "check", gettext_lazy("Done")),
    ("nothing-new", "report-nothing-new", "dash", gettext_lazy("Nothing new")),
)
"""What a mail offers, as its links name it; its verb, icon and word."""
ADVANCED = ("well-advanced", "report-well-advanced", "three", gettext_lazy("Well advanced"))
"""What the page offers besides once something is begun; in the place of that once it is said."""
BLOCKED, HAND_OVER = "report-blocked", "hand-over"
OFFERED = frozenset({*(verb for _say, verb, _icon, _word in (*TAPS, ADVANCED)), BLOCKED})
TOLD_BEFORE = 5
ACCEPTED = "image/*,.pdf,.docx,.odt,.xlsx,.txt"
"""A telephone offers its camera for it."""


class TapForm(forms.Form):
    """A sentence and what shows it; all of it may stay empty."""

    sentence = forms.CharField(
        label=gettext_lazy("In a sentence"),
        required=False,
        max_length=LONGEST_SENTENCE,
        widget=forms.Textarea({"rows": 3}),
    )
    enclosed = FilesField(
        label=gettext_lazy("Photographs or files"),
        help_text=gettext_lazy("A photograph loses where it was taken."),
    )
    caption = forms.CharField(
        label=gettext_lazy("What is to be seen on the photograph"), required=False, max_length=300
    )
    link = forms.URLField(
        label=gettext_lazy("Link that shows it"), required=False, assume_scheme="https", max_length=500
    )
    words = forms.CharField(
        label=gettext_lazy("What stands in the way, or who does it"),
        required=False,
        max_length=LONGEST_SENTENCE,
        widget=forms.Textarea({"rows": 3}),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["enclosed"].widget.attrs["accept"] = ACCEPTED

    @property
    def shows_evidence(self) -> bool:
        """Whether something of the evidence was typed already, so that its part is open."""
        return any(self[name].value() or self[name].errors for name in ("link", "caption", "enclosed"))

    @property
    def shows_words(self) -> bool:
        """The same of an obstacle or of somebody else."""
        return bool(self["words"].value() or self["words"].errors)


@never_cache
@require_http_methods(["GET", "POST"])
def mailed(request: Request, token: str) -> HttpResponse:
    """By the link of a mail."""
    named = tokens.opened(tokens.UPDATE, token, at=datetime.now(UTC))
    if isinstance(named, Refusal):
        return refused(request, named)
    view = followup.commitment(named[0], today())
    if view is None or not view.confirmed:
        return refused(request, forbidden("mail-link-expired"))
    if view.owner != named[1]:
        return refused(request, forbidden("mail-link-of-former-owner"))
    return _page(request, view, Actor(person=named[1]), reverse("mailed-update", args=[token]))


@never_cache
@require_http_methods(["GET", "POST"])
def mine(request: Request, commitment: str) -> HttpResponse:
    """From the list of what one answers for."""
    return _page(request, the_commitment(commitment), request.actor, reverse("mine-commitment", args=[commitment]))


def _page(request: Request, view: CommitmentView, actor: Actor, here: str) -> HttpResponse:
    at, form = datetime.now(UTC), TapForm(request.POST or None, request.FILES or None)
    status = 200
    if request.method == "POST":
        status = 422
        if form.is_valid():
            result = _recorded(request, form, actor, at, view)
            if isinstance(result, Receipt):
                messages.success(request, _("It is stored. Thank you."))
                return redirect(here)
            form.add_error(None, sentence(result, request.LANGUAGE_CODE))
            status = result.because.value
    own = one_tap.own_report(view.id, str(actor.person), at)
    wanted = request.GET.get("correct") or request.POST.get("corrects")
    correcting = own if own and own.correctable and wanted else None
    if correcting and not form.is_bound:
        form = TapForm(initial={"sentence": correcting.sentence, "link": correcting.link})
    paper, by_mail = the_paper(view.resolution), request.actor.person != actor.person
    context = {
        "base": "kit/register.html" if by_mail else "kit/desk.html",
        "by_mail": by_mail,
        "view": view,
        "form": form,
        "here": here,
        "own": own,
        "correcting": correcting,
        "open": correcting is not None or view.state not in SETTLED,
        "taps": _taps(request.GET.get("say", ""), view.state),
        "steps": () if correcting else one_tap.steps_left(view.id),
        "hand_over": one_tap.asked(view.id).hand_over,
        "history": [each for each in followup.history(view.id) if not own or each.id != own.id][:TOLD_BEFORE],
        "paper": paper,
        "title": _("How do things stand?"),
        "body_name": in_language(paper.body_names),
        "accent": paper.accent.removeprefix("#").lower(),
        "trail": [{"label": _("What I answer for"), "url": reverse("mine")}, {"label": _("How do things stand?")}],
    }
    if by_mail:
        return render(request, "desk/one-tap.html", context | {"trail": ()}, status=status)
    return show(request, "desk/one-tap.html", context, status=status)


def _taps(say: str, state: str) -> list[dict[str, Any]]:
    """The buttons: what was pressed in the mail first and alone in colour; else what says that something happened."""
    chosen = {each[0] for each in TAPS} & {say}
    begun, *others = TAPS
    offered = [begun, *others]
    if state in ("begun", "well-advanced"):
        offered = [*([begun] if state == "begun" or chosen == {"begun"} else []), ADVANCED, *others]
    ordered = sorted(offered, key=lambda each: each[0] not in chosen)
    happened = {"done", "well-advanced" if state in ("begun", "well-advanced") else "begun"}
    return [
        {"verb": verb, "icon": icon, "word": word, "primary": name in (chosen or happened)}
        for name, verb, icon, word in ordered
    ]


def _recorded(request: Request, form: TapForm, actor: Actor, at: datetime, view: CommitmentView) -> Receipt | Refusal:
    """What was pressed, with all that came with it."""
    given, pressed = form.cleaned_data, request.POST.get("verb", "")
    if pressed == HAND_OVER:
        return propose_handing_over(actor=actor, at=at, commitment=view.id, words=given["words"])
    # What is no button of this page is no verb at all: the table refuses it.
    verb = pressed if pressed in OFFERED else ""
    said = given["words"] if verb == BLOCKED else given["sentence"]
    if verb == BLOCKED and not said.strip():
        return unacceptable("obstacle-missing")
    shown = gathered_files(given["enclosed"], given["caption"])
    if isinstance(shown, Refusal):
        return shown
    report = Report(sentence=said, link=given["link"], language=request.LANGUAGE_CODE, evidence=shown)
    corrected = request.POST.get("corrects", "")
    if corrected:
        without = request.POST.getlist("without")
        return correct_update(actor=actor, at=at, update=corrected, verb=verb, report=report, without=without)
    done = commitments.update_commitment(
        actor=actor,
        at=at,
        commitment=view.id,
        verb=verb,
        sentence=report.sentence,
        link=report.link,
        language=report.language,
        evidence=report.evidence,
    )
    if isinstance(done, Receipt):
        _reach(request.POST.getlist("reached"), actor, at, view.id)
    return done


def _reach(ticked: Sequence[str], actor: Actor, at: datetime, commitment: str) -> None:
    """Note the milestones that were ticked as reached today."""
    for step in one_tap.steps_left(commitment):
        if step.id in ticked:
            commitment_details.milestone_done(actor=actor, at=at, milestone=step.id, on=today())


urlpatterns: list[URLPattern] = [
    route("u/<str:token>", mailed, name="mailed-update", permit=BY_TOKEN),
    route("me/commitments/<str:commitment>", mine, name="mine-commitment", permit="commitments.update", where=where),
]
