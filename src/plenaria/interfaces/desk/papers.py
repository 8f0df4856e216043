"""Old papers at the desk: handed in many at once, read by the worker, looked at where there is doubt."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from django import forms
from django.contrib import messages
from django.core.files.uploadedfile import UploadedFile
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import URLPattern, reverse
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext, pgettext_lazy
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from plenaria.actions import papers as actions
from plenaria.core.permits import Where
from plenaria.core.refusal import Refusal
from plenaria.core.text.vocabulary import LANGUAGES
from plenaria.delivery import papers as delivery
from plenaria.formats.parcel import is_parcel, unpack
from plenaria.interfaces.desk.bodies import the_body
from plenaria.interfaces.desk.bodies import where as where_of_body
from plenaria.interfaces.desk.meetings import language_name
from plenaria.interfaces.desk.page import address, show
from plenaria.interfaces.kit.access import refused, route
from plenaria.interfaces.kit.downloads import disposition
from plenaria.interfaces.kit.forms import offer
from plenaria.interfaces.kit.requests import Request
from plenaria.interfaces.kit.wording import in_language
from plenaria.phrases.doubts import doubt
from plenaria.phrases.refusals import sentence
from plenaria.store import files
from plenaria.store.queries import papers
from plenaria.store.queries.papers import PaperView

ON_A_PAGE = 50
FILTERS: dict[str, tuple[str | Promise, tuple[str, ...]]] = {
    "all": (pgettext_lazy("papers", "All"), ()),
    "look": (gettext_lazy("Need a look"), ("to-check",)),
    "refused": (gettext_lazy("Could not be read"), ("refused",)),
    "done": (gettext_lazy("In the register"), ("taken-in",)),
    "out": (gettext_lazy("Left out"), ("left-out",)),
    "waiting": (gettext_lazy("Wait to be read"), ("waiting",)),
}
"""The lists: what each is called, and the states of the papers in it."""


class ManyFiles(forms.FileInput):
    """A choice of several files."""

    allow_multiple_selected = True


class ManyFilesField(forms.FileField):
    """Several files."""

    widget = ManyFiles

    def clean(self, data: Any, initial: Any = None) -> Any:
        """All of them as a list."""
        given = data if isinstance(data, list | tuple) and data else [data or None]
        return [super(ManyFilesField, self).clean(each, initial) for each in given]


class DrawerForm(forms.Form):
    """Files of old resolutions, or a zip file with them."""

    papers = ManyFilesField(
        label=gettext_lazy("Files"),
        allow_empty_file=True,
        error_messages={"required": gettext_lazy("Choose the files.")},
        widget=ManyFiles({"accept": ".docx,.odt,.pdf,.html,.htm,.md,.txt,.xml,.akn,.zip"}),
        help_text=gettext_lazy(
            "Up to 100 files of up to 50 MB each, or a ZIP file with up to 500. A larger folder is taken over on "
            "the server: plenaria import FOLDER."
        ),
    )
    language = forms.ChoiceField(label=gettext_lazy("Language of all these papers"), required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        named = sorted((language_name(each), each) for each in LANGUAGES)
        choices = [("", _("as each paper shows")), *((code, name) for name, code in named)]
        offer(self, "language", choices)


@dataclass(frozen=True, slots=True)
class Row:
    """A paper of the list: why it is not in the register, and what can be done with it."""

    paper: PaperView
    why: tuple[str, ...]
    language: str
    can_be_taken: bool
    """As it was read: it has a title, clauses and a date."""
    url: str
    """Its page in the register."""


@require_http_methods(["GET", "POST"])
def drawer(request: Request, body: str) -> HttpResponse:
    """The old papers of a body: hand more in, and see what was read of each and what needs a look."""
    form = DrawerForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        _hand_in(request, body, form.cleaned_data["papers"], form.cleaned_data["language"])
        return redirect("desk-old-papers", body)
    return _list(request, body, form, 422 if form.is_bound else 200)


def _hand_in(request: Request, body: str, given: "Sequence[UploadedFile[bytes]]", language: str) -> None:
    """Keep every file, and say what became of them; the reading goes on by itself."""
    taken, known = 0, 0
    for file in given:
        data = file.read()
        for name, content in unpack(data) if is_parcel(data) else [(file.name or "", data)]:
            done: object = content
            if not isinstance(content, Refusal):
                done = delivery.hand_in(
                    actor=request.actor, at=_now(), body=body, data=content, name=name, language=language
                )
            if not isinstance(done, Refusal):
                taken += 1
            elif done.code == "paper-there":
                known += 1
            else:
                told = sentence(done, request.LANGUAGE_CODE)
                messages.error(request, f"{name or file.name}: {told}")
    if taken:
        said = ngettext("%(n)s paper is being read.", "%(n)s papers are being read.", taken) % {"n": taken}
        messages.success(request, f"{said} {_('What is sure goes into the register; the rest waits here for a look.')}")
    if known:
        said = ngettext("%(n)s file was there already.", "%(n)s files were there already.", known) % {"n": known}
        messages.info(request, said)
    delivery.wake()


def _list(request: Request, body: str, form: DrawerForm, status: int = 200) -> HttpResponse:
    view, progress = the_body(body), papers.progress(body)
    shown = request.GET.get("show", "all")
    if shown not in FILTERS:
        raise Http404
    states = FILTERS[shown][1] or tuple(progress.states)
    pages = Paginator(range(_count(progress, states)), ON_A_PAGE)
    here = pages.get_page(request.GET.get("page"))
    first = max(here.start_index() - 1, 0)
    listed = papers.papers(body, states, first, first + ON_A_PAGE)
    rows = [_row(each, view.slug, request.LANGUAGE_CODE) for each in listed]
    counts = {code: _count(progress, wanted) for code, (_name, wanted) in FILTERS.items()}
    context = {
        "title": _("Old papers"),
        "body": view,
        "over": in_language(view.names),
        "form": form,
        "progress": progress,
        "rows": rows,
        "filters": [
            (code, name, counts[code], code == shown)
            for code, (name, _states) in FILTERS.items()
            if code == "all" or counts[code]
        ],
        "next": next(iter(papers.papers(body, ("to-check",), 0, 1)), None),
        "page": here,
        "page_numbers": pages.get_elided_page_range(here.number, on_each_side=2, on_ends=1),
    }
    return show(request, "desk/papers.html", context, status=status)


def _count(progress: papers.Progress, states: Sequence[str]) -> int:
    return sum(progress.states[each] for each in states or progress.states)


def _row(paper: PaperView, body_slug: str, language: str) -> Row:
    told = [doubt(each, language) for each in paper.doubts] if paper.state in ("to-check", "left-out") else []
    if paper.refusal:
        told.append(sentence(paper.refusal, language))
    if paper.reason:
        told.append(_("Left out: %(reason)s") % {"reason": paper.reason})
    whole = bool(paper.title and paper.clauses and paper.adopted_on)
    return Row(
        paper=paper,
        why=tuple(dict.fromkeys(told)),
        language=language_name(paper.language) if paper.language else "",
        can_be_taken=paper.state == "to-check" and whole,
        url=address(f"b/{body_slug}/r/{paper.slug}/") if paper.slug else "",
    )


@require_safe
def progress(request: Request, body: str) -> HttpResponse:
    """How far the reading is, as a piece of the page; once it is done the page loads itself anew."""
    found = papers.progress(body)
    response = render(request, "desk/papers-progress.html", {"progress": found, "body": the_body(body)})
    if not found.goes_on:
        response["HX-Refresh"] = "true"
    return response


@require_POST
def take_in(request: Request, paper: str) -> HttpResponse:
    """Take a paper in as it was read."""
    done = actions.take_in(actor=request.actor, at=_now(), paper=paper)
    if isinstance(done, Refusal):
        return refused(request, done)
    messages.success(request, _("The resolution is in the register, as historical."))
    return back_to_list(paper)


class ReasonForm(forms.Form):
    """Why a paper is left out."""

    reason = forms.CharField(
        label=gettext_lazy("Reason"),
        max_length=300,
        help_text=gettext_lazy("It stays with the file, so that nobody wonders later."),
    )


@require_http_methods(["GET", "POST"])
def leave_out(request: Request, paper: str) -> HttpResponse:
    """Leave a paper out of the register, with a reason; its file is kept."""
    view = the_paper(paper)
    form = ReasonForm(request.POST or None)
    status = 422 if form.is_bound else 200
    if form.is_bound and form.is_valid():
        done = actions.leave_out(actor=request.actor, at=_now(), paper=paper, reason=form.cleaned_data["reason"])
        if not isinstance(done, Refusal):
            messages.success(request, _("The paper is left out. Its file is kept, and it can be read again."))
            return back_to_list(paper)
        form.add_error(None, sentence(done, request.LANGUAGE_CODE))
        status = done.because.value
    context = {"title": _("Leave the paper out"), "paper": view, "form": form}
    return show(request, "desk/papers-leave-out.html", context, status=status)


@require_POST
def read_again(request: Request, paper: str) -> HttpResponse:
    """Put a paper back to be read."""
    done = actions.read_again(actor=request.actor, at=_now(), paper=paper, language=the_paper(paper).wanted)
    if isinstance(done, Refusal):
        return refused(request, done)
    delivery.wake()
    messages.success(request, _("The paper is being read again."))
    return back_to_list(paper)


@require_http_methods(["GET", "POST"])
def take_back(request: Request, paper: str) -> HttpResponse:
    """Take a resolution out of the register again, where its paper was read wrongly; it is asked for twice."""
    view = the_paper(paper)
    if view.resolution is None:
        raise Http404
    if request.method == "POST":
        done = actions.take_back(actor=request.actor, at=_now(), resolution=view.resolution)
        if isinstance(done, Refusal):
            return refused(request, done)
        messages.success(request, _("It is out of the register. Correct what was read, then take it in again."))
        return redirect("desk-old-paper-look", paper)
    return show(request, "desk/papers-take-back.html", {"title": _("Take it back"), "paper": view})


@require_safe
def file(request: Request, paper: str) -> HttpResponse:
    """The file of a paper, as it was handed in."""
    view = the_paper(paper)
    response = HttpResponse(files.load(view.sha256), content_type=view.media_type)
    response["Content-Disposition"] = disposition(view.name, view.media_type)
    return response


def the_paper(paper: str) -> PaperView:
    """The paper of the address; 404 where there is none."""
    found = papers.paper(paper)
    if found is None:
        raise Http404
    return found


def list_url(view: PaperView) -> str:
    """The list in which a paper that was looked at stood: what still needs a look comes first."""
    left = papers.progress(view.body).states["to-check"]
    return reverse("desk-old-papers", args=[view.body]) + ("?show=look" if left else "")


def back_to_list(paper: str) -> HttpResponse:
    """Back to the list after something was done to a paper."""
    return redirect(list_url(the_paper(paper)))


def where(_request: Request, paper: str) -> Where | None:
    """The body of the paper that the address names."""
    return papers.where_of(paper)


def _now() -> datetime:
    return datetime.now(UTC)


_BODY, _PAPER, _PERMIT = "desk/bodies/<str:body>/papers", "desk/papers/<str:paper>", "papers.take-over"

urlpatterns: list[URLPattern] = [
    route(_BODY, drawer, name="desk-old-papers", permit=_PERMIT, where=where_of_body),
    route(f"{_BODY}/progress", progress, name="desk-old-papers-progress", permit=_PERMIT, where=where_of_body),
    route(f"{_PAPER}/take-in", take_in, name="desk-old-paper-take-in", permit=_PERMIT, where=where),
    route(f"{_PAPER}/leave-out", leave_out, name="desk-old-paper-leave-out", permit=_PERMIT, where=where),
    route(f"{_PAPER}/read-again", read_again, name="desk-old-paper-read-again", permit=_PERMIT, where=where),
    route(f"{_PAPER}/take-back", take_back, name="desk-old-paper-take-back", permit=_PERMIT, where=where),
    route(f"{_PAPER}/file", file, name="desk-old-paper-file", permit=_PERMIT, where=where),
]
