"""The approved minutes of a meeting in public: to read, and as files that never change."""

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.urls import URLPattern, reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import condition, require_safe

from plenaria.delivery.public_minutes import public_file
from plenaria.interfaces.kit.access import PUBLIC, route
from plenaria.interfaces.kit.kept import kept
from plenaria.interfaces.kit.requests import Request
from plenaria.interfaces.kit.wording import in_language
from plenaria.interfaces.register.files import sent
from plenaria.interfaces.register.page import noindex, show_of_body
from plenaria.store.queries import minutes, published
from plenaria.store.queries.meetings import MeetingView, meeting_at
from plenaria.store.queries.public_minutes import public_text
from plenaria.store.queries.published import FileView


@require_safe
def page(request: Request, body: str, meeting: str) -> HttpResponse:
    """The text of the latest approved version, in the language ``?in=`` or the reader's."""
    found = _meeting(body, meeting)
    current = minutes.current(found.id) if found else None
    language = _language(request, found) if found else ""
    written = public_text(found.id, language) if found and current else None
    if found is None or written is None:
        raise Http404
    context = {
        "found": found,
        "current": current,
        "written": written,
        "names_people": True,
        "language": language,
        "files": [each for each in current.files if each.language == language] if current else [],
        "meeting_url": reverse("register-meeting", args=[body, meeting]),
    }
    return show_of_body(
        request,
        "register/minutes.html",
        slug=found.body_slug,
        names=found.body_names,
        accent=found.body_accent,
        has_emblem=published.emblem(body) is not None,
        context=context,
        trail=f"{in_language(found.names)}: {_('Minutes')}",
    )


def _tag(request: HttpRequest, body: str, meeting: str, form: str) -> str | None:
    found = _file(request, body, meeting, form)
    return f'"{found[0].sha256}"' if found else None


@require_safe
@condition(etag_func=_tag)
def download(request: Request, body: str, meeting: str, form: str) -> HttpResponseBase:
    """One file, in the language ``?in=`` or that of the reader; of the version ``?version=``, else of the latest."""
    found = _file(request, body, meeting, form)
    if found is None:
        raise Http404
    return noindex(sent(request, *found))


def _file(request: HttpRequest, body: str, meeting: str, form: str) -> tuple[FileView, bytes] | None:
    found, version = _meeting(body, meeting), request.GET.get("version", "")
    if found is None:
        return None
    wanted = int(version) if version.isdecimal() and len(version) < 5 else None
    return public_file(found.id, form, _language(request, found), wanted)


def _meeting(body: str, meeting: str) -> MeetingView | None:
    found = meeting_at(body, meeting)
    return None if found is None or found.state == "planned" else found


def _language(request: HttpRequest, found: MeetingView) -> str:
    asked = request.GET.get("in") or str(getattr(request, "LANGUAGE_CODE", ""))
    return asked if asked in found.languages else found.languages[0]


_MINUTES = "b/<slug:body>/m/<slug:meeting>/minutes/"

urlpatterns: list[URLPattern] = [
    route(_MINUTES, kept(page), name="register-minutes", permit=PUBLIC),
    route(f"{_MINUTES}<slug:form>", download, name="register-minutes-file", permit=PUBLIC),
]
