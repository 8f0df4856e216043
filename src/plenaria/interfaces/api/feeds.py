"""What happens in the register, for readers of feeds: of a body, a resolution, a clause, a search.

``/feeds/b/BODY.atom``, ``/feeds/r/BODY/NUMBER.atom``, ``/feeds/r/BODY/NUMBER/FRAGMENT.atom``,
``/feeds/search.atom?q=``. Each in the language of its address (``/ru/feeds/…``).
"""

from collections.abc import Sequence
from datetime import UTC, datetime
from urllib.parse import quote

from django.conf import settings
from django.http import Http404, HttpResponse
from django.urls import URLPattern, get_script_prefix, reverse
from django.utils.http import urlencode
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import conditional_page, require_safe

from plenaria.formats import atom
from plenaria.interfaces.kit.access import PUBLIC, route
from plenaria.interfaces.kit.kept import kept
from plenaria.interfaces.kit.requests import Request
from plenaria.interfaces.kit.wording import day, in_language, label
from plenaria.store.queries import news, subjects
from plenaria.store.queries.news import News, Source
from plenaria.store.queries.search import Wanted

FRESH = 600
"""Seconds for which a reader of feeds need not ask again."""
LONGEST = 200
"""So many characters of a query are looked at."""
OLD = datetime(2000, 1, 1, tzinfo=UTC)


@require_safe
@conditional_page
def feed(request: Request, body: str, number: str = "", fragment: str = "") -> HttpResponse:
    """A body, a resolution or one clause of it as an Atom feed."""
    about = source_of(body, number, fragment)
    told = news.of_source(about)
    return _answer(request, title_of(about), _page(about), told, about.since)


@require_safe
@conditional_page
def subject(request: Request, body: str, subject: str) -> HttpResponse:
    """The resolutions that deal with a subject, as an Atom feed."""
    view = subjects.subject_at(body, subject)
    if view is None:
        raise Http404
    about, page = source_of(body), reverse("register-subject", args=[body, subject])
    title = f"{in_language(view.names)} · {in_language(about.names)}"
    return _answer(request, title, page, news.of_subject(view.id), about.since)


@require_safe
@conditional_page
def search(request: Request) -> HttpResponse:
    """What a search finds, as an Atom feed: the same words, whenever something new has them."""
    query = request.GET.get("q", "")[:LONGEST].strip()
    title = _("Search: %(query)s") % {"query": query}
    found = news.of_search(Wanted(query=query), datetime.now(UTC).date())
    return _answer(request, title, f"{reverse('register-search')}?{urlencode({'q': query})}", found, OLD)


def source_of(body: str, number: str = "", fragment: str = "") -> Source:
    """What is at a public address; 404 where nothing is."""
    found = news.source(body, number, fragment)
    if found is None:
        raise Http404
    return found


def _answer(request: Request, title: str, page: str, told: Sequence[News], since: datetime) -> HttpResponse:
    # A feed is known by its address; the words that are searched are part of it, and nothing else of the query.
    query = f"?{urlencode({'q': request.GET['q']})}" if "q" in request.GET else ""
    written = atom.write(
        atom.Feed(
            url=absolute(f"{get_script_prefix().rstrip('/')}{request.path_info}{query}"),
            page=absolute(page),
            title=title,
            language=request.LANGUAGE_CODE,
            items=[_item(each) for each in told],
            since=since,
        )
    )
    return _sent(written, atom.MEDIA_TYPE)


def _sent(written: bytes, media_type: str) -> HttpResponse:
    response = HttpResponse(written, content_type=f"{media_type}; charset=utf-8")
    response["Cache-Control"] = f"public, max-age={FRESH}"
    return response


def _item(of: News) -> atom.Item:
    address = reverse("register-resolution", args=[of.body_slug, of.slug])
    title = in_language(of.titles)
    if not of.state:
        called, summary, language = f"{of.number}: {title}" if of.number else title, day(of.adopted_on), ""
    else:
        words = {"number": of.number, "clause": of.clause, "state": label("commitment", of.state)}
        called = _("%(number)s, clause %(clause)s: %(state)s") % words
        summary, language = (of.sentence, of.language) if of.sentence else (in_language(of.texts), "")
    part = f"?update={of.key}" if of.state or of.fragment else ""
    return atom.Item(
        key=f"{settings.BASE_URL}/b/{of.body_slug}/r/{of.slug}/{part}",
        title=called,
        url=absolute(f"{address}#{of.fragment}" if of.fragment else address),
        published=of.at,
        updated=of.at,
        author=in_language(of.body_names),
        summary=summary,
        summary_language=language,
        image="" if of.state else absolute(f"/{get_language()}/b/{of.body_slug}/r/{of.slug}/card.png"),
    )


def title_of(about: Source) -> str:
    """What a feed or calendar of it is called."""
    names = in_language(about.names)
    if not about.resolution:
        return names
    title = f"{about.number}: {in_language(about.titles)}" if about.number else in_language(about.titles)
    if not about.fragment:
        return f"{title} · {names}"
    return f"{_('Clause %(number)s') % {'number': about.clause}} · {title}"


def _page(about: Source) -> str:
    if not about.resolution:
        return reverse("register-body", args=[about.body_slug])
    address = reverse("register-resolution", args=[about.body_slug, about.slug])
    return f"{address}#{about.fragment}" if about.fragment else address


def absolute(path: str) -> str:
    """A whole address, for what is read elsewhere."""
    return f"{settings.BASE_URL}{quote(path, safe='/?#=&%+:')}"


urlpatterns: list[URLPattern] = [
    route("feeds/b/<slug:body>.atom", kept(feed), name="feed-body", permit=PUBLIC),
    route("feeds/r/<slug:body>/<slug:number>.atom", kept(feed), name="feed-resolution", permit=PUBLIC),
    route("feeds/r/<slug:body>/<slug:number>/<slug:fragment>.atom", kept(feed), name="feed-clause", permit=PUBLIC),
    route("feeds/s/<slug:body>/<slug:subject>.atom", kept(subject), name="feed-subject", permit=PUBLIC),
    route("feeds/search.atom", kept(search), name="feed-search", permit=PUBLIC),
]
