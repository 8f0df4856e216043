"""For programs that read the whole web: what there is to read here (sitemaps.org), and what is none of their business.

``/sitemap.xml`` lists sitemaps of 10,000 pages each. A page is named once, at its address without a language; the page
itself names its languages.
"""

from collections.abc import Iterable
from datetime import date

from django.conf import settings
from django.http import Http404, HttpResponse
from django.urls import URLPattern
from django.views.decorators.http import conditional_page, require_safe
from lxml import etree

from plenaria.interfaces.kit.access import PUBLIC, route
from plenaria.interfaces.kit.exported import bodies_of
from plenaria.interfaces.kit.kept import kept
from plenaria.interfaces.kit.requests import Request
from plenaria.store.queries import register

NAMESPACE = "http://www.sitemaps.org/schemas/sitemap/0.9"
SIZE = 10_000
PRIVATE = ("/desk/", "/hall/", "/me/", "/u/", "/a/", "/s/", "/w/", "/h/", "/account/")
"""Each also behind the prefix of a language."""


@require_safe
@conditional_page
def index(request: Request) -> HttpResponse:
    """The list of sitemaps."""
    count = -(-register.pages_count(bodies_of(request)) // SIZE) or 1
    addresses = [(f"/sitemap-{number}.xml", None) for number in range(1, count + 1)]
    return _sent("sitemapindex", "sitemap", addresses)


@require_safe
@conditional_page
def sitemap(request: Request, number: int) -> HttpResponse:
    """Some of the pages: bodies, then their meetings, then resolutions, each the oldest first."""
    found = register.pages((number - 1) * SIZE, number * SIZE, bodies_of(request)) if number else ()
    if not found and number != 1:
        raise Http404
    return _sent("urlset", "url", [(each.path, each.changed) for each in found])


@require_safe
def robots(request: Request) -> HttpResponse:
    """What is not for them, and where the list is."""
    languages = ("", *(f"/{code}" for code, _name in settings.LANGUAGES))
    lines = ["User-agent: *", *(f"Disallow: {prefix}{path}" for prefix in languages for path in PRIVATE)]
    lines += ["", f"Sitemap: {settings.BASE_URL}/sitemap.xml", ""]
    return HttpResponse("\n".join(lines), content_type="text/plain; charset=utf-8")


def _sent(kind: str, each: str, addresses: Iterable[tuple[str, date | None]]) -> HttpResponse:
    root = etree.Element(f"{{{NAMESPACE}}}{kind}", nsmap={None: NAMESPACE})  # type: ignore[dict-item] # no prefix
    for path, changed in addresses:
        entry = etree.SubElement(root, f"{{{NAMESPACE}}}{each}")
        etree.SubElement(entry, f"{{{NAMESPACE}}}loc").text = f"{settings.BASE_URL}{path}"
        if changed:
            etree.SubElement(entry, f"{{{NAMESPACE}}}lastmod").text = changed.isoformat()
    written = etree.tostring(root, xml_declaration=True, encoding="UTF-8")
    return HttpResponse(written, content_type="application/xml; charset=utf-8")


urlpatterns: list[URLPattern] = [
    route("sitemap.xml", kept(index), name="sitemaps", permit=PUBLIC),
    route("sitemap-<int:number>.xml", kept(sitemap), name="sitemap", permit=PUBLIC),
    route("robots.txt", robots, name="robots", permit=PUBLIC),
]
