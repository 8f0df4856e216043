"""Amendments at the desk: by place in the order of voting, in each language, with what can be done to each."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.urls import URLPattern, reverse
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from plenaria.actions import amendments as actions
from plenaria.actions._perform import Receipt
from plenaria.core.amendments import AMENDABLE, LONGEST, LONGEST_NOTE
from plenaria.core.refusal import Refusal
from plenaria.core.text.amendment import KINDS, WORDED
from plenaria.interfaces.desk.page import address, may_do
from plenaria.interfaces.desk.texts import page, sentence_of, the_resolution, where
from plenaria.interfaces.kit.access import route
from plenaria.interfaces.kit.amendments import Redline, redline, ruling, wordings, written
from plenaria.interfaces.kit.requests import Request
from plenaria.interfaces.kit.wording import label, language_name
from plenaria.store.queries import amendments, credentials, texts
from plenaria.store.queries.amendments import AmendmentView
from plenaria.store.queries.texts import ResolutionView


@dataclass(frozen=True, slots=True)
class Row:
    """An amendment with its redline in each language of the text; ``missing`` are those in which it has no words.

    ``typed`` is what was written for them before a refusal, language → words.
    """

    amendment: AmendmentView
    title: str
    redlines: tuple[Redline, ...]
    missing: tuple[tuple[str, str, str], ...]
    ruling: str


@require_GET
def listing(request: Request, resolution: str) -> HttpResponse:
    """The amendments to a text: those that wait in the order of voting, then the others."""
    return _listing(request, resolution)


def _listing(request: Request, resolution: str, refusal: Refusal | None = None) -> HttpResponse:
    view = the_resolution(resolution)
    typed = request.POST if refusal else {}
    rows = [_row(each, typed) for each in amendments.amendments(view.id)]
    text = texts.latest(view.id, view.language)
    body = view.body.id
    context = {
        "waiting": [each for each in rows if each.amendment.waits],
        "over": [each for each in rows if not each.amendment.waits],
        "may_rule": may_do(request.actor, "amendments.rule", body),
        "may_translate": may_do(request.actor, "amendments.translate", body),
        "may_withdraw": may_do(request.actor, "amendments.withdraw", body),
        "may_propose": view.state in AMENDABLE and may_do(request.actor, "amendments.propose", body),
        "clauses": tuple(text.walk()) if text else (),
        "kinds": [(each, label("change", each)) for each in KINDS],
        "chair": address(f"hall/{view.meeting}/chair") if view.meeting and view.state == "debated" else "",
        "typed": typed,
        "refusal": sentence_of(request, refusal),
    }
    status = refusal.because.value if refusal else 200
    return page(request, "desk/amendments.html", view, context, title=_("Amendments"), status=status)


def _row(amendment: AmendmentView, typed: Mapping[str, str]) -> Row:
    here = typed if typed.get("amendment") == amendment.id else {}
    shown = [redline(amendment, [each]) for each in amendment.languages]
    return Row(
        amendment=amendment,
        title=shown[0].title if shown else redline(amendment).title,
        redlines=tuple(shown),
        missing=tuple((each, language_name(each), here.get(f"words_{each}", "")) for each in amendment.missing),
        ruling=ruling(amendment),
    )


# Deeds

type Deed = Callable[[Request, datetime, str], Receipt | Refusal]


def _admit(request: Request, at: datetime, amendment: str) -> Receipt | Refusal:
    return actions.admit_amendment(actor=request.actor, at=at, amendment=amendment)


def _turn_down(request: Request, at: datetime, amendment: str) -> Receipt | Refusal:
    reason = request.POST.get("reason", "")
    return actions.turn_down_amendment(actor=request.actor, at=at, amendment=amendment, reason=reason)


def _withdraw(request: Request, at: datetime, amendment: str) -> Receipt | Refusal:
    return actions.withdraw_amendment(actor=request.actor, at=at, amendment=amendment)


def _lapse(request: Request, at: datetime, amendment: str) -> Receipt | Refusal:
    reason = request.POST.get("reason", "")
    return actions.lapse_amendment(actor=request.actor, at=at, amendment=amendment, reason=reason)


def _translate(request: Request, at: datetime, amendment: str) -> Receipt | Refusal:
    given = request.POST.items()
    words = {name.removeprefix("words_"): str(text) for name, text in given if name.startswith("words_")}
    return actions.translate_amendment(actor=request.actor, at=at, amendment=amendment, words=words)


DEEDS: dict[str, tuple[Deed, str | Promise]] = {
    "admit": (_admit, gettext_lazy("The amendment is admitted. Next: show it, and put it.")),
    "turn-down": (_turn_down, gettext_lazy("The amendment is not admitted.")),
    "withdraw": (_withdraw, gettext_lazy("The amendment is withdrawn.")),
    "lapse": (_lapse, gettext_lazy("The amendment has lapsed.")),
    "translate": (_translate, gettext_lazy("The words are stored.")),
}


@require_POST
def press(request: Request, resolution: str) -> HttpResponse:
    """Do what was pressed to one of the amendments, and say what happened."""
    found = amendments.amendment(request.POST.get("amendment", ""))
    verb = request.POST.get("do", "")
    if found is None or found.resolution != resolution or verb not in DEEDS:
        raise Http404
    deed, done = DEEDS[verb]
    answer = deed(request, datetime.now(UTC), found.id)
    if isinstance(answer, Refusal):
        return _listing(request, resolution, answer)
    messages.success(request, str(done))
    return redirect(f"{reverse('desk-amendments', args=[resolution])}#a{found.number}")


@require_http_methods(["GET", "POST"])
def propose(request: Request, resolution: str) -> HttpResponse:
    """Write an amendment for somebody without a phone, or for the drafters: ``?clause=…&kind=replace``."""
    view = the_resolution(resolution)
    versions = texts.versions(view.id)
    given: Mapping[str, str] = request.POST if request.method == "POST" else {}
    clause = request.GET.get("clause", "")
    kind = request.GET.get("kind", "replace" if clause else "insert")
    text = versions[view.language].text
    place = next((each for each in text.walk() if each.id == clause), None)
    if kind not in KINDS or (place is None and kind != "insert" and not given):
        raise Http404
    forms = wordings(versions, clause, given)
    refusal: Refusal | None = None
    if given:
        own = given.get("language", view.language) if kind in WORDED else view.language
        answer = actions.submit_amendment(
            actor=request.actor,
            at=datetime.now(UTC),
            resolution=view.id,
            kind=kind,
            clause=clause,
            behind=given.get("behind", "") if kind == "move" else "",
            words=written(kind, forms, own, given),
            language=own,
            note=given.get("note", ""),
            seat=given.get("seat") or None,
            seen={each: given.get(f"base_{each}", "") for each in forms},
        )
        if not isinstance(answer, Refusal):
            made = amendments.amendment(answer.subject)
            messages.success(request, _("The amendment is submitted. Next: rule on whether it is admitted."))
            return redirect(f"{reverse('desk-amendments', args=[view.id])}#a{made.number if made else 0}")
        refusal = answer
    context: dict[str, Any] = {
        "kind": kind,
        "kind_name": label("change", kind),
        "clause": place,
        "forms": forms.values(),
        "languages": [(each, language_name(each)) for each in forms],
        "language": given.get("language", view.language),
        "seats": _seats(view),
        "seat": given.get("seat", ""),
        "note": given.get("note", ""),
        "behind": given.get("behind", ""),
        "places": [each for each in text.walk() if each.id != clause],
        "longest": LONGEST,
        "longest_note": LONGEST_NOTE,
        "meanwhile": bool(refusal and refusal.code == "amendment-place-changed"),
        "refusal": sentence_of(request, refusal),
    }
    title = _("Write an amendment")
    status = refusal.because.value if refusal else 200
    return page(request, "desk/amendments-new.html", view, context, title=title, status=status)


def _seats(view: ResolutionView) -> list[credentials.SeatView]:
    """Those for whom one can be written."""
    found = credentials.credentials_of(view.meeting) if view.meeting else ()
    return [each for each in found if each.state == "accredited"]


_HERE = "desk/r/<str:resolution>/amendments"

urlpatterns: list[URLPattern] = [
    route(_HERE, listing, name="desk-amendments", permit="desk.see", where=where),
    route(f"{_HERE}/do", press, name="desk-amendments-press", permit="amendments.propose", where=where),
    route(f"{_HERE}/new", propose, name="desk-amendments-new", permit="amendments.propose", where=where),
]
