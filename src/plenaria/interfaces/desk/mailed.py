"""The page behind the link of a letter: a party's *received* and its answer.

Opening it changes no state, since mail programs open links by themselves; a press does. That the link of a letter was
opened is noted, and the letter says so.
"""

from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import URLPattern
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from plenaria.actions import answers, deliveries, tokens
from plenaria.actions._perform import Receipt
from plenaria.core.permits import Actor
from plenaria.core.refusal import Refusal, forbidden, unacceptable
from plenaria.formats.answer_files import LARGEST
from plenaria.interfaces.desk.adopted import the_paper, today
from plenaria.interfaces.desk.answer_files import kept_answer
from plenaria.interfaces.desk.letters import ANSWERS
from plenaria.interfaces.desk.page import may_do
from plenaria.interfaces.kit.access import BY_TOKEN, refused, route
from plenaria.interfaces.kit.requests import Request
from plenaria.interfaces.kit.wording import in_language
from plenaria.phrases.refusals import sentence
from plenaria.store.queries import answers as answer_queries
from plenaria.store.queries import dispatches as letters
from plenaria.store.queries.followup import PaperView


@never_cache
@require_http_methods(["GET", "POST"])
def answer(request: Request, token: str) -> HttpResponse:
    """The letter, *received*, and an answer."""
    at = datetime.now(UTC)
    named = tokens.read(tokens.ANSWER, token, at=at)
    view = letters.dispatch(named[0], today()) if named else None
    if named is None or view is None or view.party.id != named[1]:
        return refused(request, forbidden("mail-link-expired"))
    actor, refusal = Actor(party=named[1]), None
    if request.method == "POST":
        result = _answered(request, actor, at, view.id)
        if isinstance(result, Receipt):
            messages.success(request, _("It is recorded. Thank you."))
            return redirect("mailed-answer", token)
        refusal = result
    elif _opens(request, view.body):
        deliveries.note_opened(actor=actor, at=at, dispatch=view.id)
    context = {
        "view": view,
        "answers": ANSWERS,
        "text": request.POST.get("text", ""),
        "chosen": request.POST.get("answer"),
        "filed": [file for each in answer_queries.answers(view.id) for file in each.files],
        "largest": LARGEST,
        "most": answers.MOST_FILES,
    }
    return _page(request, "desk/mailed-answer.html", the_paper(view.resolution), context, refusal)


def _answered(request: Request, actor: Actor, at: datetime, letter: str) -> Receipt | Refusal:
    """*Received*, or an answer with its files."""
    chosen = request.POST.get("answer", "")
    if chosen == "received":
        return deliveries.acknowledge(actor=actor, at=at, dispatch=letter)
    if chosen not in answers.ANSWERS:
        return unacceptable("answer-unknown")
    filed = kept_answer(request.FILES.getlist("enclosed"), request.POST.get("text", ""), answers.Came(way="page"))
    if isinstance(filed, Refusal):
        return filed
    return answers.record_answer(
        actor=actor, at=at, dispatch=letter, answer=chosen, text=filed.text, files=filed.files, came=filed.came
    )


def _opens(request: Request, body: str) -> bool:
    """Whether a visit may be that of the party: not what a browser fetches ahead, nor a look from the desk."""
    ahead = {request.headers.get("Sec-Purpose", ""), request.headers.get("Purpose", "")}
    return request.method == "GET" and ahead == {""} and not may_do(request.actor, "desk.see", body)


def _page(
    request: Request, template: str, paper: PaperView, context: Mapping[str, Any], refusal: Refusal | None
) -> HttpResponse:
    frame = {
        "paper": paper,
        "body_name": in_language(paper.body_names),
        "accent": paper.accent.removeprefix("#").lower(),
        "refusal": refusal and sentence(refusal, request.LANGUAGE_CODE),
        **context,
    }
    return render(request, template, frame, status=refusal.because.value if refusal else 200)


urlpatterns: list[URLPattern] = [
    route("a/<str:token>", answer, name="mailed-answer", permit=BY_TOKEN),
]
