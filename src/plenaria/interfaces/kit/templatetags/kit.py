"""Template tags of the kit: ``{% load kit %}``. The components they belong to are in the kit's README."""

from collections.abc import Iterable
from dataclasses import fields
from datetime import date
from functools import cache

from django import template
from django.conf import settings
from django.utils.html import escape, format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language

from plenaria.core.text.identifiers import fragments
from plenaria.core.text.resolution import Clause, Resolution
from plenaria.interfaces.kit import clauses as set_out
from plenaria.interfaces.kit import icons, linking, wording
from plenaria.interfaces.kit.exported import exported
from plenaria.interfaces.kit.states import FACES, TONES

register = template.Library()

register.filter("in_language", wording.in_language)
register.filter("day", wording.day)
register.filter("number", wording.number)
register.filter("votes", wording.votes)
register.filter("rule_name", wording.rule_name)
register.filter("moment", wording.moment)
register.filter("shortly", wording.shortly)
register.filter("clock", wording.clock)
register.filter("void_reason", wording.void_reason)
register.filter("language_name", wording.language_name)
register.simple_tag(wording.period, name="period")
register.simple_tag(wording.label, name="label")
register.simple_tag(linking.linked, name="linked")


@register.simple_tag(takes_context=True)
def webcal(context: template.RequestContext, path: str) -> str:
    """A calendar's address as programs subscribe to it; empty where the page is read without a server."""
    if exported(context.request):
        return ""
    return f"webcal:{settings.BASE_URL.partition(':')[2]}{path}"


@register.simple_tag
def icon(name: str) -> SafeString:
    """The shape ``name`` of ``icons.PATHS`` as inline SVG."""
    return mark_safe(icons.svg(name))  # noqa: S308 - constants of this package


@register.simple_tag
def badge(group: str, state: str) -> SafeString:
    """A state (see ``states.FACES``): word and shape. ``KeyError`` for one that there is not."""
    return _badge(group, state, get_language())


@cache
def _badge(group: str, state: str, _language: str | None) -> SafeString:
    """Kept, in each language: a page has dozens, of a few hundred that there are."""
    face = FACES[group][state]
    return mark(face.tone, face.icon, wording.label(group, state))


@register.simple_tag
def mark(tone: str, shape: str, text: str) -> SafeString:
    """A badge with a word of the page's own."""
    if tone not in TONES:
        raise ValueError(tone)
    return format_html('<span class="badge {}">{}<span>{}</span></span>', tone, icon(shape), text)


@register.simple_tag
def permalinks(resolution: Resolution) -> dict[str, str]:
    """The permalink of every clause by its id: ``c14``, ``c3.a``."""
    return fragments(resolution)


@register.simple_tag(takes_context=True)
def clauses(context: template.Context, shown: Iterable[Clause]) -> SafeString:
    """Clauses as items of a list, set as the context of ``kit/parts/paper.html`` says."""
    names = (each.name for each in fields(set_out.Setting))
    return set_out.clauses(shown, set_out.Setting(**{name: context[name] for name in names if context.get(name)}))


@register.filter
def highlighted(pieces: Iterable[tuple[str, bool]]) -> SafeString:
    """A text in pieces, each with whether it is one that was asked for (``store.search.marked``)."""
    shown = (f"<mark>{escape(piece)}</mark>" if asked else escape(piece) for piece, asked in pieces)
    return mark_safe("".join(shown))  # noqa: S308 - each piece is escaped


@register.filter
def iso_day(day: str) -> str:
    """A day that is kept in ISO 8601, as people read it; nothing for none."""
    return wording.day(date.fromisoformat(day)) if day else ""


@register.filter
def of(links: dict[str, str], clause: Clause) -> str:
    """The permalink of one clause."""
    return links[clause.id]
