"""The files of a published resolution. Sealed once, they never change: their hash is their ETag (RFC 9110, 8.8.3)."""

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.urls import URLPattern
from django.utils.http import content_disposition_header
from django.views.decorators.http import condition, require_safe

from plenaria.interfaces.kit.access import PUBLIC, route
from plenaria.interfaces.kit.downloads import handed_out
from plenaria.interfaces.kit.requests import Request
from plenaria.interfaces.register.page import noindex
from plenaria.store import files
from plenaria.store.queries import publications, published
from plenaria.store.queries.published import FileView

SHOWN = frozenset({"application/pdf"})
"""What browsers show themselves; everything else is saved."""


def _found(request: HttpRequest, body: str, number: str, form: str) -> FileView | None:
    language = request.GET.get("in") or str(getattr(request, "LANGUAGE_CODE", ""))
    return published.document(body, number, form, language)


def _tag(request: HttpRequest, body: str, number: str, form: str) -> str | None:
    file = _found(request, body, number, form)
    return f'"{file.sha256}"' if file else None


@require_safe
@condition(etag_func=_tag)
def download(request: Request, body: str, number: str, form: str) -> HttpResponseBase:
    """One file, in the language ``?in=`` or that of the reader; else in the authentic one."""
    file = _found(request, body, number, form)
    if file is None:
        raise Http404
    return sent(request, file)


def sent(request: HttpRequest, file: FileView, data: bytes | None = None) -> HttpResponseBase:
    """A file that never changes, with its headers; where no ``?in=`` names the language it varies with the reader."""
    response = HttpResponse(files.load(file.sha256) if data is None else data, content_type=file.media_type)
    header = content_disposition_header(file.media_type not in SHOWN, file.name)
    if header:
        response["Content-Disposition"] = header
    response["Cache-Control"] = "public, max-age=3600"
    if file.language:
        response["Content-Language"] = file.language.replace("-", ", ")
    if "in" not in request.GET:
        response["Vary"] = "Accept-Language, Cookie"
    return response


@require_safe
def evidence(_request: Request, body: str, number: str, record: str) -> HttpResponse:
    """What shows that a resolution appeared somewhere: a picture, a cutting."""
    file = publications.evidence_at(body, number, record)
    if file is None:
        raise Http404
    return noindex(handed_out(file.sha256, file.name, file.media_type, public=True))


urlpatterns: list[URLPattern] = [
    route("b/<slug:body>/r/<slug:number>/evidence/<slug:record>", evidence, name="register-evidence", permit=PUBLIC),
    route("b/<slug:body>/r/<slug:number>/<slug:form>", download, name="register-file", permit=PUBLIC),
]
