"""The report of a body on what became of its resolutions, as everybody may read it once it is tabled."""

from django.http import Http404, HttpResponse
from django.urls import URLPattern
from django.utils.translation import gettext as _

from plenaria.interfaces.kit.access import PUBLIC, route
from plenaria.interfaces.kit.report_bar import bar
from plenaria.interfaces.kit.requests import Request
from plenaria.interfaces.register.page import show_of_body, today
from plenaria.store.queries import reports


def page(request: Request, body: str, meeting: str) -> HttpResponse:
    """Clause by clause: what was done, what is proposed, what the meeting decided; without what only members see."""
    found = reports.published_report(body, meeting, today())
    if found is None:
        raise Http404
    public = [reports.public_part(each) for each in found.sections]
    context = {
        "report": found,
        "rows": [(each, each.told(request.LANGUAGE_CODE)) for each in public],
        "bar": bar([each.decision or each.proposal for each in public]),
    }
    return show_of_body(
        request,
        "register/report.html",
        slug=found.body_slug,
        names=found.body_names,
        accent=found.accent,
        has_emblem=found.has_emblem,
        context=context,
        trail=_("Report"),
    )


urlpatterns: list[URLPattern] = [
    route("b/<slug:body>/m/<slug:meeting>/report/", page, name="register-report", permit=PUBLIC),
]
