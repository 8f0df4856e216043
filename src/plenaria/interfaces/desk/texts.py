"""Texts at the desk: the papers of a meeting, a text beside its translation, its steps, its history, its drafts."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.urls import URLPattern, reverse
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST

from plenaria.actions import texts as actions
from plenaria.actions._perform import Receipt
from plenaria.core.permits import Where
from plenaria.core.plans import passed
from plenaria.core.refusal import Refusal
from plenaria.core.resolutions import TEXT_OPEN
from plenaria.core.text.alignment import Pair
from plenaria.core.text.alignment import beside as aligned
from plenaria.core.text.resolution import Clause, Recital, Resolution
from plenaria.core.text.vocabulary import LANGUAGES
from plenaria.formats.writing import FORMATS
from plenaria.interfaces.desk import text_citations
from plenaria.interfaces.desk.changes import changes
from plenaria.interfaces.desk.meetings import language_name, the_meeting
from plenaria.interfaces.desk.meetings import where as where_of_meeting
from plenaria.interfaces.desk.page import address, may_do, show, show_meeting
from plenaria.interfaces.kit.access import refused, route
from plenaria.interfaces.kit.requests import Request
from plenaria.interfaces.kit.wording import in_language
from plenaria.phrases.refusals import sentence
from plenaria.store.queries import citations, texts
from plenaria.store.queries.texts import ResolutionView

FLAGS: dict[str, tuple[str, str, str | Promise]] = {
    "missing": ("bad", "warning", gettext_lazy("missing in the translation")),
    "extra": ("bad", "warning", gettext_lazy("not in the authentic text")),
    "outdated": ("warn", "clock", gettext_lazy("the authentic text changed later")),
    "number": ("warn", "warning", gettext_lazy("not the same number")),
    "level": ("warn", "warning", gettext_lazy("on different levels")),
    "points": ("warn", "warning", gettext_lazy("not the same number of points")),
    "unlike": ("warn", "warning", gettext_lazy("may not say the same")),
    "merged": ("warn", "warning", gettext_lazy("holds more than one paragraph of the other text")),
}
"""How two texts are unequal in a place: tone, shape and word."""


@dataclass(frozen=True, slots=True)
class Row:
    """A piece of the text beside its translation; ``edit`` is where it is changed, empty where it can't be."""

    part: str
    anchor: str
    level: int
    left: Clause | Recital | None
    right: Clause | Recital | None
    flags: tuple[tuple[str, str, str], ...]
    edit: str
    passed: date | None = None
    """The day that a clause of a draft names, where it is over (``core.plans.passed``)."""


@dataclass(frozen=True, slots=True)
class PaperRow:
    """A paper of a meeting with the one thing that comes next."""

    paper: ResolutionView
    languages: tuple[str, ...]
    next: str
    url: str


def papers(request: Request, meeting: str) -> HttpResponse:
    """The papers of the meeting: where each stands, and its next step."""
    view = the_meeting(meeting)
    context = {
        "papers": [
            PaperRow(each, tuple(map(language_name, each.languages)), *_next(request, each, meeting))
            for each in texts.papers(meeting)
        ],
        "may_import": may_do(request.actor, "texts.import", view.body),
    }
    return page(request, "desk/texts-papers.html", meeting, context, title=_("Papers"))


def _next(request: Request, paper: ResolutionView, meeting: str) -> tuple[str, str]:
    """The one next step of a paper, and where it is done; nothing for whoever may not do it."""
    desk, hall = address(f"desk/r/{paper.id}/"), address(f"hall/{meeting}/chair")
    steps = {
        "draft": (_("Read it through and table it"), f"{desk}text", "resolutions.table"),
        "tabled": (_("Open the debate"), f"{desk}text", "resolutions.debate"),
        "debated": (_("Put it to the vote"), hall, "meetings.conduct"),
        "put": (_("Vote"), hall, "meetings.conduct"),
        "adopted": (_("Seal"), f"{desk}adopt", "resolutions.seal"),
        "sealed": (_("Publish"), f"{desk}adopt", "resolutions.publish"),
        "published": (_("Follow up"), f"{desk}follow", "desk.see"),
    }
    label, url, verb = steps.get(paper.state, ("", "", ""))
    return (label, url) if may_do(request.actor, verb, paper.body.id) else ("", "")


def text(request: Request, resolution: str) -> HttpResponse:
    """The authentic text and, beside it, another language; what is unequal is said at its place."""
    view = the_resolution(resolution)
    there = texts.versions(resolution)
    shown = other_language(view, request.GET.get("language", request.LANGUAGE_CODE))
    left, right = there[view.language], there.get(shown)
    may_edit = view.state in TEXT_OPEN and may_do(request.actor, "texts.edit", view.body.id)
    outdated = texts.outdated(resolution, shown) if right else frozenset()
    rows = _rows(view, left.text, right.text if right else None, outdated, may_edit)
    puts = view.state in ("debated", "put") and may_do(request.actor, "meetings.conduct", view.body.id)
    cited = citations.citations_of(resolution)
    context = {
        "cited": [(each, text_citations.url_of(each.target) if each.target else "") for each in cited],
        "anchors": text_citations.links(cited, (left.text, *([right.text] if right else []))),
        "may_choose": may_do(request.actor, "citations.choose", view.body.id),
        "left": left,
        "right": right,
        "recitals": [row for row in rows if row.part == "recital"],
        "clauses": [row for row in rows if row.part == "clause"],
        "unequal": sum(bool(row.flags) for row in rows) + ("title" in outdated),
        "title_outdated": "title" in outdated,
        "outdated": outdated,
        "names": {each: language_name(each) for each in view.languages},
        "others": [(each, language_name(each), each == shown) for each in view.languages[1:]],
        "addable": [(each, language_name(each)) for each in _wanted(view) if each not in view.languages],
        "may_edit": may_edit,
        "steps": _steps(request, view),
        "chair": address(f"hall/{view.meeting}/chair") if puts and view.meeting else "",
        "sources": {each: found.name for each, found in texts.sources(resolution).items()},
        "formats": [(each, each.upper()) for each in FORMATS if each != "json"],
    }
    return page(request, "desk/texts-text.html", view, context)


@dataclass(frozen=True, slots=True)
class Step:
    """A step of a text: the action, its button, what is said afterwards, and who may."""

    act: Callable[..., Receipt | Refusal]
    button: str | Promise
    done: str | Promise
    permit: str
    states: tuple[str, ...]


STEPS = {
    "table": Step(
        actions.table_text,
        gettext_lazy("Table"),
        gettext_lazy("The text is tabled: it lies before the meeting. Next: open the debate."),
        "resolutions.table",
        ("draft",),
    ),
    "debate": Step(
        actions.debate_text,
        gettext_lazy("Open the debate"),
        gettext_lazy("The debate is open. Next: put the text to the vote on the chair’s page."),
        "resolutions.debate",
        ("tabled",),
    ),
    "withdraw": Step(
        actions.withdraw_text,
        gettext_lazy("Withdraw"),
        gettext_lazy("The text is withdrawn. It stays on record."),
        "resolutions.table",
        ("draft", "tabled", "debated"),
    ),
}


@require_http_methods(["GET", "POST"])
def step(request: Request, resolution: str, verb: str) -> HttpResponse:
    """Take a text a step on; withdrawing is asked for twice, for it can't be undone."""
    if verb not in STEPS:
        raise Http404
    view, taken = the_resolution(resolution), STEPS[verb]
    if request.method == "GET":
        words = {
            "withdraw": _("A withdrawn text is not tabled again. This can't be undone."),
        }
        context = {"step": taken, "words": words.get(verb, ""), "back": reverse("desk-text", args=[resolution])}
        return page(request, "desk/texts-step.html", view, context, title=str(taken.button))
    result = taken.act(actor=request.actor, at=datetime.now(UTC), resolution=resolution)
    if isinstance(result, Refusal):
        return refused(request, result)
    messages.success(request, str(taken.done))
    return redirect("desk-text", resolution)


@require_POST
def check(request: Request, resolution: str) -> HttpResponse:
    """Say that a translation was read beside the authentic text and is right as it is."""
    language = request.POST.get("language", "")
    there = texts.version(resolution, language)
    if there is None:
        raise Http404
    based_on = request.POST.get("based_on", "")
    result = actions.revise_text(
        actor=request.actor,
        at=datetime.now(UTC),
        resolution=resolution,
        text=there.text,
        based_on=int(based_on) if based_on.isdecimal() else 0,
    )
    if isinstance(result, Refusal):
        return refused(request, result)
    messages.success(request, _("It is recorded that the translation was checked."))
    return redirect(f"{reverse('desk-text', args=[resolution])}?language={language}")


def history(request: Request, resolution: str) -> HttpResponse:
    """Every revision, the latest first."""
    view = the_resolution(resolution)
    listed = [(each, language_name(each.language)) for each in texts.history(resolution)]
    timezone = the_meeting(view.meeting).timezone if view.meeting else "UTC"
    context = {"changes": listed, "timezone": timezone}
    return page(request, "desk/texts-history.html", view, context, title=_("History"))


def revision(request: Request, resolution: str, language: str, number: int) -> HttpResponse:
    """A text as it stood, and which words came and went with this revision."""
    view = the_resolution(resolution)
    there, before = texts.version(resolution, language, number), texts.version(resolution, language, number - 1)
    if there is None:
        raise Http404
    context = {
        "version": there,
        "language": language_name(language),
        "changes": changes(before.text, there.text) if before else [],
        "first": before is None,
        "timezone": the_meeting(view.meeting).timezone if view.meeting else "UTC",
    }
    return page(request, "desk/texts-revision.html", view, context, title=_("Revision %(number)s") % {"number": number})


def _rows(
    view: ResolutionView, left: Resolution, right: Resolution | None, outdated: frozenset[str], may_edit: bool
) -> list[Row]:
    """The recitals and clauses, each beside its translation."""
    alone: list[Clause | Recital] = [*left.recitals, *left.walk()]
    pairs = aligned(left, right) if right else tuple(Pair(each, None) for each in alone)
    rows: list[Row] = []
    for pair in pairs:
        piece = pair.authentic or pair.other
        assert piece is not None
        if isinstance(piece, Recital):
            part, level = "recital", 1
            anchor, edit = _recital(view, pair, left, right)
            translated = _index(right.recitals, pair.other) if right else None
            is_late = f"recital:{translated}" in outdated
        else:
            part, anchor, level = "clause", f"clause-{piece.id}", piece.level
            edit = reverse("desk-text-clause", args=[view.id, piece.id])
            is_late = piece.id in outdated
        codes = (*pair.flags, *(("outdated",) if is_late and "missing" not in pair.flags else ()))
        flags = tuple((tone, shape, str(word)) for tone, shape, word in (FLAGS[code] for code in codes))
        over = (
            passed(piece, datetime.now(UTC).date()) if isinstance(piece, Clause) and view.state in TEXT_OPEN else None
        )
        rows.append(Row(part, anchor, level, pair.authentic, pair.other, flags, edit if may_edit else "", over))
    return rows


def _recital(view: ResolutionView, pair: Pair, left: Resolution, right: Resolution | None) -> tuple[str, str]:
    """The anchor of a recital, and where it is changed: by its place in the authentic text, else in the other."""
    at = _index(left.recitals, pair.authentic)
    if at is not None:
        return f"recital-{at}", reverse("desk-text-recital", args=[view.id, at])
    assert right is not None
    at = _index(right.recitals, pair.other)
    return f"recital-{right.language}-{at}", (
        f"{reverse('desk-text-recital', args=[view.id, at])}?language={right.language}"
    )


def _index(recitals: tuple[Recital, ...], wanted: Clause | Recital | None) -> int | None:
    return next((place for place, each in enumerate(recitals) if each is wanted), None)


def _steps(request: Request, view: ResolutionView) -> list[tuple[str, str, bool]]:
    """Verb, button, and whether it is the next step; only those that this person may take now."""
    return [
        (verb, str(each.button), verb != "withdraw")
        for verb, each in STEPS.items()
        if view.state in each.states and may_do(request.actor, each.permit, view.body.id)
    ]


def _wanted(view: ResolutionView) -> tuple[str, ...]:
    """The languages that the text should have: those of its meeting, or of its body, that can be read."""
    tongues = the_meeting(view.meeting).languages if view.meeting else view.body.languages
    return tuple(each for each in tongues if each in LANGUAGES)


def other_language(view: ResolutionView, wanted: str) -> str:
    """The language that is shown beside the authentic one: the wanted one where there is such a text, or the next."""
    return wanted if wanted in view.languages[1:] else next(iter(view.languages[1:]), "")


def page(
    request: Request,
    template: str,
    place: ResolutionView | str,
    context: Mapping[str, Any],
    *,
    title: str = "",
    status: int = 200,
) -> HttpResponse:
    """A page about a text, or about the papers of a meeting (``place`` is its id), under the path of its meeting."""
    meeting = place if isinstance(place, str) else place.meeting
    trail: list[dict[str, str]] = [{"label": _("Desk"), "url": reverse("desk")}]
    if meeting:
        view = the_meeting(meeting)
        trail.append({"label": in_language(view.names), "url": reverse("desk-meeting", args=[meeting])})
        trail.append({"label": _("Papers"), "url": reverse("desk-papers", args=[meeting])})
    elif isinstance(place, ResolutionView):
        trail.append({"label": in_language(place.body.names), "url": reverse("desk-body", args=[place.body.id])})
    if isinstance(place, ResolutionView):
        name = in_language(place.titles, place.language)
        trail.append({"label": name, "url": reverse("desk-text", args=[place.id])})
        context = {"resolution": place, "name": name, **context}
        title = title or name
    if trail[-1]["label"] == title:
        trail.pop()
    trail.append({"label": title})
    whole = {**context, "trail": trail, "title": title}
    if meeting:
        return show_meeting(request, template, view, datetime.now(UTC), whole, title=title, status=status)
    return show(request, template, whole, status=status)


def the_resolution(resolution: str) -> ResolutionView:
    """The resolution that the address names; 404 where there is none."""
    view = texts.resolution(resolution)
    if view is None:
        raise Http404
    return view


def where(request: Request, resolution: str, **_rest: object) -> Where | None:
    """The body of the resolution that the address names."""
    return texts.where_of_resolution(resolution)


def sentence_of(request: Request, refusal: Refusal | None) -> str:
    """A refusal in the reader's language, or nothing."""
    return sentence(refusal, request.LANGUAGE_CODE) if refusal else ""


_TEXT = "desk/r/<str:resolution>/"

urlpatterns: list[URLPattern] = [
    route("desk/m/<str:meeting>/papers", papers, name="desk-papers", permit="desk.see", where=where_of_meeting),
    route(f"{_TEXT}text", text, name="desk-text", permit="desk.see", where=where),
    route(f"{_TEXT}step/<str:verb>", step, name="desk-text-step", permit="resolutions.table", where=where),
    route(f"{_TEXT}check", check, name="desk-text-check", permit="texts.edit", where=where),
    route(f"{_TEXT}history", history, name="desk-text-history", permit="desk.see", where=where),
    route(
        f"{_TEXT}history/<str:language>/<int:number>",
        revision,
        name="desk-text-revision",
        permit="desk.see",
        where=where,
    ),
]
