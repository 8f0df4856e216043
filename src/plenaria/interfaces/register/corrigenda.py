"""Corrigenda in public: beside what they correct, on a page of their own, and as sealed files."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.urls import URLPattern, reverse
from django.views.decorators.http import condition, require_safe

from plenaria.formats.writing import FORMATS
from plenaria.interfaces.kit.access import PUBLIC, route
from plenaria.interfaces.kit.requests import Request
from plenaria.interfaces.kit.wording import language_name
from plenaria.interfaces.register.files import sent
from plenaria.interfaces.register.page import show_of_body, today
from plenaria.store.queries import corrigenda as queries
from plenaria.store.queries import published
from plenaria.store.queries.corrigenda import CorrigendumView
from plenaria.store.queries.published import FileView, Published


@dataclass(frozen=True, slots=True)
class Note:
    """A correction as it stands beside its clause, with the page of its corrigendum."""

    symbol: str
    url: str
    language: str
    stood: str
    reads: str


@dataclass(frozen=True, slots=True)
class Shown:
    """A corrigendum in a list, with its page, and what it corrects that is no clause."""

    view: CorrigendumView
    url: str
    elsewhere: tuple[Note, ...]


def of_page(found: Published) -> tuple[tuple[Shown, ...], Mapping[str, Sequence[Note]]]:
    """The corrigenda of a resolution, and clause → its corrections."""
    notes: dict[str, list[Note]] = {}
    listed = []
    for view in queries.sealed_of(found.id):
        url = address(found, view)
        said = [(each, Note(view.symbol, url, each.language, each.stood, each.reads)) for each in view.corrections]
        for each, note in said:
            notes.setdefault(each.place, []).append(note)
        listed.append(Shown(view, url, tuple(note for each, note in said if not each.fragment)))
    return tuple(listed), notes


def address(found: Published, view: CorrigendumView) -> str:
    """The page of a corrigendum."""
    return reverse("register-corrigendum", args=[found.body_slug, found.slug, view.number])


@require_safe
def page(request: Request, body: str, number: str, corrigendum: int) -> HttpResponse:
    """Read a corrigendum."""
    found = published.published(body, number, today())
    view = queries.sealed_at(body, number, corrigendum)
    if found is None or view is None:
        raise Http404
    wanted = [request.GET.get("in", ""), request.LANGUAGE_CODE, found.language]
    language = next((each for each in wanted if each in view.texts), next(iter(view.texts)))
    context = {
        "found": found,
        "view": view,
        "text": view.texts[language],
        "tongues": [(each, language_name(each), each == language) for each in view.texts],
        "files": [(each, each.format.upper()) for each in view.files if each.language == language],
        "address": reverse("register-resolution", args=[body, number]),
        "formats": tuple(FORMATS),
    }
    return show_of_body(
        request,
        "register/corrigendum.html",
        slug=found.body_slug,
        names=found.body_names,
        accent=found.body_accent,
        has_emblem=found.has_emblem,
        context=context,
        trail=view.symbol,
    )


def _file(request: HttpRequest, body: str, number: str, corrigendum: int, form: str) -> FileView | None:
    view = queries.sealed_at(body, number, corrigendum)
    language = request.GET.get("in") or str(getattr(request, "LANGUAGE_CODE", ""))
    return queries.file_of(view, form, language) if view else None


def _tag(request: HttpRequest, body: str, number: str, corrigendum: int, form: str) -> str | None:
    file = _file(request, body, number, corrigendum, form)
    return f'"{file.sha256}"' if file else None


@require_safe
@condition(etag_func=_tag)
def download(request: Request, body: str, number: str, corrigendum: int, form: str) -> HttpResponseBase:
    """One of its files."""
    file = _file(request, body, number, corrigendum, form)
    if file is None:
        raise Http404
    return sent(request, file)


_PLACE = "b/<slug:body>/r/<slug:number>/corr/<int:corrigendum>/"
urlpatterns: list[URLPattern] = [
    route(_PLACE, page, name="register-corrigendum", permit=PUBLIC),
    route(f"{_PLACE}<slug:form>", download, name="register-corrigendum-file", permit=PUBLIC),
]
