"""What other sites show beside a link to a resolution (Open Graph): words in the page's head, and a picture."""

from collections.abc import Mapping
from dataclasses import dataclass

from django.conf import settings
from django.http import Http404, HttpResponse
from django.urls import URLPattern
from django.utils.translation import gettext as _
from django.utils.translation import pgettext
from django.views.decorators.http import condition, require_safe

from plenaria.core.refusal import Refusal
from plenaria.core.text.resolution import Resolution
from plenaria.delivery import cards
from plenaria.formats.card import HEIGHT, WIDTH, Card
from plenaria.interfaces.kit.access import PUBLIC, refused, route
from plenaria.interfaces.kit.exported import exported
from plenaria.interfaces.kit.progress import DONE
from plenaria.interfaces.kit.requests import Request
from plenaria.interfaces.kit.wording import day, in_language
from plenaria.interfaces.register.page import today
from plenaria.store.queries import published, register
from plenaria.store.queries.published import Published

LOCALES = {"en": "en_GB", "es": "es_ES", "ru": "ru_RU"}


@dataclass(frozen=True, slots=True)
class Graph:
    """The properties of a page (ogp.me)."""

    title: str
    description: str
    url: str
    site: str
    locale: str
    others: tuple[str, ...]
    image: str
    alt: str
    width: int = WIDTH
    height: int = HEIGHT


def graph(found: Published, text: Resolution, language: str, states: Mapping[str, int]) -> Graph:
    """Of a resolution, in the language of the page; ``states`` are those of its commitments."""
    body, number = in_language(found.body_names), _number(found)
    path = f"{language}/b/{found.body_slug}/r/{found.slug}/"
    told = _("Adopted on %(day)s by %(body)s.") % {"day": day(found.adopted_on), "body": body}
    count = sum(1 for each in text.walk())
    return Graph(
        title=f"{number}: {text.title}" if number else text.title,
        description=f"{told} {_('Clauses: %(count)s.') % {'count': count}} {_said(*_progress(states))}".strip(),
        url=f"{settings.BASE_URL}/{path}",
        site=body,
        locale=LOCALES[language],
        others=tuple(LOCALES[each] for each in found.texts if each in LOCALES and each != language),
        image=image(found.body_slug, found.slug, language),
        alt=f"{number}. {text.title} {told}".strip(". "),
    )


def image(body: str, number: str, language: str) -> str:
    """Where the card of a resolution is."""
    return f"{settings.BASE_URL}/{language}/b/{body}/r/{number}/card.png"


def _tag(request: Request, body: str, number: str) -> str | None:
    found = _card(request, body, number)
    return f'"{found[1].key}"' if found else None


@require_safe
@condition(etag_func=_tag)
def card(request: Request, body: str, number: str) -> HttpResponse:
    """The picture, in the language of its address."""
    found = _card(request, body, number)
    if found is None:
        raise Http404
    of, shown = found
    made = cards.picture(of, shown, isolated=exported(request) is None)
    if isinstance(made, Refusal):
        return refused(request, made)
    response = HttpResponse(made, content_type="image/png")
    response["Cache-Control"] = "public, max-age=3600"
    return response


def _card(request: Request, body: str, number: str) -> tuple[str, Card] | None:
    found = published.published(body, number, today())
    if found is None:
        return None
    text = found.texts.get(request.LANGUAGE_CODE) or found.texts[found.language]
    done, total = _progress(register.progress([found.id], today()).get(found.id, {}))
    shown = Card(
        language=request.LANGUAGE_CODE,
        body=in_language(found.body_names),
        title=text.title,
        number=_number(found),
        date=day(found.adopted_on),
        said=_said(done, total),
        done=done,
        total=total,
        accent=found.body_accent or "#1f3a5f",
        emblem=published.emblem(body) or "",
    )
    return found.id, shown


def _number(found: Published) -> str:
    return pgettext("resolution", "No. %(number)s") % {"number": found.number} if found.number else ""


def _progress(states: Mapping[str, int]) -> tuple[int, int]:
    return sum(states.get(each, 0) for each in DONE), sum(states.values())


def _said(done: int, total: int) -> str:
    return _("%(done)s of %(total)s done") % {"done": done, "total": total} if total else ""


urlpatterns: list[URLPattern] = [
    route("b/<slug:body>/r/<slug:number>/card.png", card, name="register-card", permit=PUBLIC),
]
