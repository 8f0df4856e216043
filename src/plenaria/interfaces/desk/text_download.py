"""A draft as a file to take along: PDF, DOCX and the rest, in one language or two, or with what changed in it."""

from dataclasses import replace

from django.conf import settings
from django.http import Http404, HttpResponse
from django.urls import URLPattern
from django.utils import translation
from django.utils.translation import gettext as _

from plenaria.core.refusal import Refusal
from plenaria.formats.paper import Letterhead, Paper, Redline
from plenaria.formats.writing import FORMATS
from plenaria.formats.writing_isolated import write_isolated
from plenaria.interfaces.desk.texts import the_resolution, where
from plenaria.interfaces.kit.access import refused, route
from plenaria.interfaces.kit.downloads import disposition
from plenaria.interfaces.kit.requests import Request
from plenaria.interfaces.kit.wording import day
from plenaria.store import files
from plenaria.store.queries import texts
from plenaria.store.queries.texts import ResolutionView, Version


def download(request: Request, resolution: str, form: str) -> HttpResponse:
    """The text as it stands, as a file; ``language``, and for paper ``beside``, choose what is in it.

    ``changed`` names a revision: the text as it stood then, with what it changed tracked (DOCX).
    """
    view = the_resolution(resolution)
    if form not in FORMATS:
        raise Http404
    there = texts.versions(resolution)
    language, changed = request.GET.get("language", "") or view.language, request.GET.get("changed", "")
    second = there.get(request.GET.get("beside", ""))
    version = texts.version(resolution, language, int(changed)) if changed.isdecimal() else there.get(language)
    before = texts.version(resolution, language, int(changed) - 1) if changed.isdecimal() else None
    if version is None or (changed and (before is None or form != "docx")):
        raise Http404
    paper = _paper(view, version, second if second is not version else None)
    if before:
        author = version.author.get(language) or next(iter(version.author.values()), "")
        paper = replace(paper, redline=Redline(before=before.text, author=author, at=version.made_at))
    written = write_isolated(paper, form)
    if isinstance(written, Refusal):
        return refused(request, written)
    kind = FORMATS[form]
    revision = f"{before.revision}-{version.revision}" if before else version.revision
    name = f"{view.body.slug}-{view.slug or 'draft'}-{revision}.{version.language}.{kind.extension}"
    headers = {"Content-Disposition": f'attachment; filename="{name}"', "Cache-Control": "private, no-store"}
    return HttpResponse(written, content_type=kind.media_type, headers=headers)


def source(request: Request, resolution: str, language: str) -> HttpResponse:
    """The file that the text in this language was read from, byte for byte."""
    the_resolution(resolution)
    found = texts.sources(resolution).get(language)
    if found is None:
        raise Http404
    try:
        content = files.load(found.sha256)
    except FileNotFoundError:
        raise Http404 from None
    headers = {
        "Content-Disposition": disposition(found.name),
        "Cache-Control": "private, no-store",
    }
    # A stranger's file is only ever saved, never shown: an HTML page of it would speak in our name.
    return HttpResponse(content, content_type="application/octet-stream", headers=headers)


def _paper(view: ResolutionView, version: Version, second: Version | None) -> Paper:
    """The paper of a draft: it says under the letterhead that it is one."""
    body = view.body
    lines = body.letterhead.get(version.language) or next(iter(body.letterhead.values()), [])
    with translation.override(version.language):
        draft = _("Draft, revision %(number)s, %(day)s") % {
            "number": version.revision,
            "day": day(version.made_at.date()),
        }
    return Paper(
        resolution=version.text,
        other=second.text if second else None,
        letterhead=Letterhead(
            body_name=body.names,
            lines=(*lines, draft),
            accent=body.accent,
            emblem_svg=body.emblem.encode() or None,
        ),
        running_head={version.language: f"{draft} · {version.text.title}"},
        base_url=settings.BASE_URL,
        body_code=body.slug,
        authentic=view.language,
    )


urlpatterns: list[URLPattern] = [
    route(
        "desk/r/<str:resolution>/download/<str:form>",
        download,
        name="desk-text-download",
        permit="desk.see",
        where=where,
    ),
    route(
        "desk/r/<str:resolution>/source/<str:language>",
        source,
        name="desk-text-source",
        permit="desk.see",
        where=where,
    ),
]
