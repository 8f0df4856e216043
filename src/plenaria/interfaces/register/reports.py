"""The report of a body on what became of its resolutions, as everybody may read it once it is tabled."""

from django.http import Http404, HttpResponse
from django.urls import URLPattern
from django.utils.translation import pgettext
from django.views.decorators.http import require_safe

from plenaria.core.refusal import Refusal
from plenaria.delivery.reports import FORMS, as_file, forms_of
from plenaria.formats.minutes import FORMATS
from plenaria.interfaces.kit.access import PUBLIC, route
from plenaria.interfaces.kit.kept import kept
from plenaria.interfaces.kit.report_bar import bar, states
from plenaria.interfaces.kit.requests import Request
from plenaria.interfaces.kit.wording import language_name
from plenaria.interfaces.register.page import show_of_body, today
from plenaria.store.queries import reports

READ = ("pdf", "docx", "txt")
"""Forms for people; the others are for machines."""


def page(request: Request, body: str, meeting: str) -> HttpResponse:
    """Clause by clause: what was done, what is proposed, what the meeting decided; without what only members see."""
    found = reports.published_report(body, meeting, today())
    if found is None:
        raise Http404
    public = [reports.public_part(each) for each in found.sections]
    language, forms = request.LANGUAGE_CODE, [(form, form.upper()) for form in READ if form in forms_of(found)]
    context = {
        "report": found,
        "rows": [(each, each.told(language), each.hindered(language)) for each in public],
        "bar": bar([each.decision or each.proposal for each in public]),
        "states": states(public),
        "files": [(each, language_name(each), forms) for each in found.languages],
    }
    return show_of_body(
        request,
        "register/report.html",
        slug=found.body_slug,
        names=found.body_names,
        accent=found.accent,
        has_emblem=found.has_emblem,
        context=context,
        trail=pgettext("paper", "Report"),
    )


@require_safe
def file(request: Request, body: str, meeting: str, form: str) -> HttpResponse:
    """The report as everybody may read it, in the language ``?in=`` or that of the reader."""
    found = reports.published_report(body, meeting, today())
    if found is None or form not in FORMS:
        raise Http404
    asked = request.GET.get("in") or request.LANGUAGE_CODE
    language = asked if asked in found.languages else found.languages[0]
    made = as_file(found, language, form, today(), public=True)
    if isinstance(made, Refusal):
        raise Http404
    known = FORMATS[form]
    name = f"{found.body_slug}-{found.meeting_slug}-report.{language}.{known.extension}"
    headers = {"Content-Disposition": f'attachment; filename="{name}"', "Content-Language": language}
    if "in" not in request.GET:
        headers["Vary"] = "Accept-Language, Cookie"
    return HttpResponse(made, content_type=known.media_type, headers=headers)


_REPORT = "b/<slug:body>/m/<slug:meeting>/report/"

urlpatterns: list[URLPattern] = [
    route(_REPORT, kept(page), name="register-report", permit=PUBLIC),
    route(f"{_REPORT}<slug:form>", file, name="register-report-file", permit=PUBLIC),
]
