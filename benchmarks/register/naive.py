"""What the register is measured against: the same pages as they are written at first.

``/search?q=`` looks for the letters in every text (``LIKE``), and asks for each resolution by itself;
``/b/BODY/`` and ``/b/BODY/r/NUMBER/`` are rendered by the same templates' words, with a question to the database for
each line of a list and each clause, and nothing is kept.
"""

import os
from datetime import UTC, datetime

# ruff: noqa: E402 - models can only be imported once Django is set up
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "plenaria.conf.settings")

import django

django.setup()

from django.conf import settings
from django.core.asgi import get_asgi_application
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.template import engines
from django.urls import path

from plenaria.core.resolutions import IN_REGISTER
from plenaria.store import models
from plenaria.store.queries.published import published

ON_A_PAGE, FOUND = 40, 20
LINES = "<ul>{% for title, body, day in lines %}<li>{{ title }} {{ body }} {{ day }}</li>{% endfor %}</ul>"
CLAUSES = "<ol>{% for number, text, state in lines %}<li>{{ number }} {{ text }} {{ state }}</li>{% endfor %}</ol>"


def search(request: HttpRequest) -> HttpResponse:
    """The newest resolutions with these letters in a title, a recital or a clause."""
    rows = models.Resolution.objects.filter(passages__text__icontains=request.GET["q"], state__in=IN_REGISTER)
    return _page(LINES, [_line(each) for each in rows.distinct().order_by("-adopted_on")[:FOUND]])


def body(request: HttpRequest, body: str) -> HttpResponse:
    """A page of a body's resolutions."""
    rows = models.Resolution.objects.filter(body__slug=body, state__in=IN_REGISTER).order_by("-adopted_on")
    page = Paginator(rows, ON_A_PAGE).get_page(request.GET.get("page"))
    return _page(LINES, [_line(each) for each in page.object_list])


def resolution(_: HttpRequest, body: str, number: str) -> HttpResponse:
    """A resolution, each clause with what became of it."""
    found = published(body, number, datetime.now(UTC).date())
    assert found is not None
    lines = []
    for each in found.texts[found.language].walk():
        row = models.Clause.objects.get(id=each.id)
        lines.append((row.number, each.text, [one.state for one in row.commitments.all()]))
    return _page(CLAUSES, lines)


def _line(row: models.Resolution) -> tuple[str, str, str]:
    title = row.passages.filter(position=0).first()
    return (title.text if title else "", row.body.names["en"], str(row.adopted_on))


def _page(template: str, lines: object) -> HttpResponse:
    return HttpResponse(engines["django"].from_string(template).render({"lines": lines}))


urlpatterns = [
    path("<str:language>/search", lambda request, language: search(request)),
    path("<str:language>/b/<slug:body>/", lambda request, language, body: globals()["body"](request, body)),
    path(
        "<str:language>/b/<slug:body>/r/<slug:number>/",
        lambda request, language, body, number: resolution(request, body, number),
    ),
]
settings.ROOT_URLCONF = __name__
settings.MIDDLEWARE = []
settings.ALLOWED_HOSTS = ["*"]
application = get_asgi_application()
