"""Amendments in the hall: proposed from the phone, ruled on, shown and put by the chair; and the text to be read."""

from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import URLPattern, reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from plenaria.actions import amendments as actions
from plenaria.actions._perform import Receipt
from plenaria.actions.showing import show_clause
from plenaria.core.amendments import AMENDABLE, LONGEST, LONGEST_NOTE
from plenaria.core.refusal import Refusal, conflict
from plenaria.core.text.resolution import Clause
from plenaria.interfaces.hall import page, putting
from plenaria.interfaces.kit.access import refused, route
from plenaria.interfaces.kit.amendments import Wording, redline, ruling, wordings, written
from plenaria.interfaces.kit.clauses import beside
from plenaria.interfaces.kit.requests import Request
from plenaria.interfaces.kit.wording import in_language, language_name
from plenaria.phrases.refusals import sentence
from plenaria.store.queries import amendments, credentials, texts
from plenaria.store.queries.amendments import AmendmentView
from plenaria.store.queries.credentials import SeatView
from plenaria.store.queries.meetings import MeetingView
from plenaria.store.queries.putting import text_on_table
from plenaria.store.queries.texts import ResolutionView, Version

# The chair's table


def for_chair(now: page.OnNow, proposed: Sequence[AmendmentView]) -> dict[str, Any]:
    """The amendments that wait, in the order in which to put them, and the clauses that can be shown."""
    return {
        "proposed": [redline(each) for each in proposed],
        "can_show": bool(now.text and now.text.state in AMENDABLE and now.item),
    }


def waiting(now: page.OnNow) -> tuple[AmendmentView, ...]:
    """The amendments to the text on the table of which nothing has become yet, in their order."""
    if now.text is None or now.text.state not in AMENDABLE:
        return ()
    return tuple(each for each in amendments.amendments(now.text.id) if each.waits)


def _show(request: Request, at: datetime, meeting: str, subject: str) -> Receipt | Refusal:
    """A clause on every screen; with none chosen, the screens show the point again."""
    return show_clause(actor=request.actor, at=at, meeting=meeting, clause=request.POST.get("clause") or None)


def _show_amendment(request: Request, at: datetime, meeting: str, subject: str) -> Receipt | Refusal:
    return show_clause(actor=request.actor, at=at, meeting=meeting, amendment=subject)


def _admit(request: Request, at: datetime, meeting: str, subject: str) -> Receipt | Refusal:
    return actions.admit_amendment(actor=request.actor, at=at, amendment=subject)


def _turn_down(request: Request, at: datetime, meeting: str, subject: str) -> Receipt | Refusal:
    reason = request.POST.get("reason", "")
    return actions.turn_down_amendment(actor=request.actor, at=at, amendment=subject, reason=reason)


def _put(request: Request, at: datetime, meeting: str, subject: str) -> Receipt | Refusal:
    """A vote on it, which is then opened as any other."""
    asked = actions.put_amendment(actor=request.actor, at=at, amendment=subject)
    if isinstance(asked, Refusal):
        return asked
    return putting.prepare(request, at, asked.subject)


DEEDS = {
    "show-clause": (_show, gettext_lazy("The screens show it.")),
    "show-amendment": (_show_amendment, gettext_lazy("The amendment is on the screens. Next: put it.")),
    "admit-amendment": (_admit, gettext_lazy("The amendment is admitted. Next: show it, and put it.")),
    "turn-down-amendment": (_turn_down, gettext_lazy("The amendment is not admitted.")),
    "put-amendment": (_put, gettext_lazy("The amendment is put. Next: open the vote.")),
}
"""What the chair's page can do with them (``chair.DEEDS``)."""


# Phones


def for_phone(meeting: MeetingView, now: page.OnNow) -> dict[str, Any]:
    """Where the text on the table is read, and where a change of it is proposed. The same for every phone."""
    if now.text is None:
        return {}
    found: dict[str, Any] = {"text_url": reverse("hall-text", args=[meeting.id, now.text.id])}
    if now.text.state in AMENDABLE:
        found["amendments_url"] = reverse("hall-amendments", args=[meeting.id, now.text.id])
        if now.put and now.beside and now.poll is None:
            found["amend_url"] = _amend_url(meeting.id, now.text.id, now.put.clauses[0].id)
    return found


def _amend_url(meeting: str, resolution: str, clause: str, language: str = "") -> str:
    query = {"clause": clause} | ({"lang": language} if language else {})
    return f"{reverse('hall-amend', args=[meeting, resolution])}?{urlencode(query)}"


@require_GET
def text(request: Request, meeting: str, resolution: str) -> HttpResponse:
    """The whole text in one of its languages (``?lang=es``), each clause with an address of its own."""
    view, paper = _paper(meeting, resolution)
    versions = texts.versions(paper.id)
    language = _tongue(request, versions)
    put = text_on_table(paper.id, [language])
    assert put is not None  # it has the version in this language
    is_open = paper.state in AMENDABLE and _seat(request, meeting) is not None
    base = f"{reverse('hall-amend', args=[meeting, paper.id])}?{urlencode({'lang': language})}&clause="
    context = {
        "paper": paper,
        "resolution": put.text,
        "struck": put.struck,
        "languages": _languages(versions, language),
        "amend_base": base if is_open else "",
        "beside": beside(put.text, "hall/parts/amend_link.html", {"amend_base": base}) if is_open else {},
        "amendments_url": reverse("hall-amendments", args=[meeting, paper.id]) if paper.state in AMENDABLE else "",
    }
    return _render(request, "text", view, context, title=put.text.title)


@require_GET
def listing(request: Request, meeting: str, resolution: str) -> HttpResponse:
    """All amendments to a text: those that wait in their order, then what has become of the others."""
    return _listing(request, meeting, resolution)


def _listing(request: Request, meeting: str, resolution: str, refusal: Refusal | None = None) -> HttpResponse:
    view, paper = _paper(meeting, resolution)
    seat = _seat(request, meeting)
    found = amendments.amendments(paper.id)
    context = {
        "paper": paper,
        "listed": [(redline(each), ruling(each), _is_own(each, seat)) for each in found],
        "text_url": reverse("hall-text", args=[meeting, paper.id]),
        "refusal": sentence(refusal, request.LANGUAGE_CODE) if refusal else "",
    }
    status = refusal.because.value if refusal else 200
    return _render(request, "amendments", view, context, title=_("Amendments"), status=status)


def _is_own(amendment: AmendmentView, seat: SeatView | None) -> bool:
    """Whether this seat has proposed it and may still withdraw it."""
    own = seat and amendment.proposer and amendment.proposer.credential == seat.id
    return bool(own and amendment.waits)


@require_POST
def withdraw(request: Request, meeting: str, resolution: str) -> HttpResponse:
    """Its proposer takes an amendment back."""
    _paper(meeting, resolution)
    subject = request.POST.get("amendment", "")
    found = amendments.amendment(subject)
    if found is None or found.resolution != resolution:
        raise Http404
    answer = actions.withdraw_amendment(actor=request.actor, at=datetime.now(UTC), amendment=subject)
    if isinstance(answer, Refusal):
        return _listing(request, meeting, resolution, answer)
    messages.success(request, _("Amendment %(number)s is withdrawn.") % {"number": found.number})
    return redirect("hall-amendments", meeting, resolution)


@require_http_methods(["GET", "POST"])
def amend(request: Request, meeting: str, resolution: str) -> HttpResponse:
    """Propose a change of one clause: other words for it, a new one after it, its deletion, another place.

    Without a clause: a new one before all others.
    """
    view, paper = _paper(meeting, resolution)
    seat = _seat(request, meeting)
    if seat is None:
        return refused(request, conflict("seat-missing"))
    versions = texts.versions(paper.id)
    language = _tongue(request, versions)
    given = request.POST if request.method == "POST" else {}
    clause_id = request.GET.get("clause", "")
    forms = wordings(versions, clause_id, given)
    shown = _found(versions[language], clause_id)
    if shown is None and clause_id and not given:
        raise Http404
    refusal: Refusal | None = None
    if request.method == "POST":
        answer = _submitted(request, paper, seat, clause_id, forms[language], forms)
        if not isinstance(answer, Refusal):
            made = amendments.amendment(answer.subject)
            number = made.number if made else 0
            said = _("Proposed as amendment %(number)s. The chair rules on whether it is admitted.")
            messages.success(request, said % {"number": number})
            return redirect(f"{reverse('hall-amendments', args=[meeting, paper.id])}#a{number}")
        refusal = answer
    context = {
        "paper": paper,
        "clause": shown,
        # What was typed was written on other words: these are shown beside it before it is pressed again.
        "meanwhile": shown.text if shown and refusal and refusal.code == "amendment-place-changed" else "",
        "language": language,
        "languages": _languages(versions, language, clause=clause_id),
        "own": forms[language],
        "others": [form for each, form in forms.items() if each != language],
        "kind": given.get("kind", "replace" if clause_id else "insert"),
        "note": given.get("note", ""),
        "behind": given.get("behind", ""),
        "places": [each for each in versions[language].text.walk() if each.id != clause_id],
        "longest": LONGEST,
        "longest_note": LONGEST_NOTE,
        "refusal": sentence(refusal, request.LANGUAGE_CODE) if refusal else "",
        "text_url": f"{reverse('hall-text', args=[meeting, paper.id])}?{urlencode({'lang': language})}",
    }
    title = _("Propose a change to clause %(number)s") % {"number": shown.number} if shown else _("Propose a change")
    return _render(request, "amend", view, context, title=title, status=refusal.because.value if refusal else 200)


def _submitted(
    request: Request, paper: ResolutionView, seat: SeatView, clause: str, own: Wording, forms: Mapping[str, Wording]
) -> Receipt | Refusal:
    given, kind = request.POST, request.POST.get("kind", "replace")
    return actions.submit_amendment(
        actor=request.actor,
        at=datetime.now(UTC),
        resolution=paper.id,
        kind=kind,
        clause=clause,
        behind=given.get("behind", "") if kind == "move" else "",
        words=written(kind, forms, own.language, given),
        language=own.language,
        note=given.get("note", ""),
        seat=seat.id,
        seen={own.language: given.get("base", "")},
    )


def _found(version: Version, clause: str) -> Clause | None:
    return next((each for each in version.text.walk() if each.id == clause), None)


def _paper(meeting: str, resolution: str) -> tuple[MeetingView, ResolutionView]:
    """The meeting and one of its papers."""
    paper = texts.resolution(resolution)
    if paper is None or all(each.id != paper.id for each in texts.papers(meeting)):
        raise Http404
    return page.meeting_or_404(meeting), paper


def _seat(request: Request, meeting: str) -> SeatView | None:
    return credentials.seat_of(meeting, credential=request.actor.seat, person=request.actor.person)


def _tongue(request: Request, versions: Mapping[str, Version]) -> str:
    """The language that was asked for, else the reader's, else the authentic one."""
    wanted = (request.GET.get("lang", ""), request.LANGUAGE_CODE)
    return next((each for each in wanted if each in versions), next(iter(versions)))


def _languages(versions: Mapping[str, Version], here: str, **query: str) -> list[dict[str, Any]]:
    return [
        {
            "code": each,
            "name": language_name(each),
            "here": each == here,
            "query": f"?{urlencode(query | {'lang': each})}",
        }
        for each in versions
    ]


def _render(
    request: Request, name: str, meeting: MeetingView, context: Mapping[str, Any], *, title: str, status: int = 200
) -> HttpResponse:
    """A page that does not follow the meeting: nothing that is read or typed on it goes away."""
    frame = {
        "meeting": meeting,
        "title": title,
        "body_name": in_language(meeting.body_names),
        "accent": meeting.body_accent.removeprefix("#").lower(),
        "back_url": reverse("hall-delegate", args=[meeting.id]),
    }
    return render(request, f"hall/{name}.html", {**frame, **context}, status=status)


_HERE = "hall/<str:meeting>/text/<str:resolution>/"

urlpatterns: list[URLPattern] = [
    route(_HERE, text, name="hall-text", permit="hall.see", where=page.where),
    route(f"{_HERE}amend", amend, name="hall-amend", permit="hall.see", where=page.where),
    route(f"{_HERE}amendments", listing, name="hall-amendments", permit="hall.see", where=page.where),
    route(
        f"{_HERE}amendments/withdraw", withdraw, name="hall-amendments-withdraw", permit="hall.see", where=page.where
    ),
]
