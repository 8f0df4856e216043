"""What a search found, as items of a list: a page has twenty, each with places, and a template for each took as long as
to find them."""

from collections.abc import Iterable

from django.utils.html import escape
from django.utils.safestring import SafeString
from django.utils.translation import get_language, pgettext
from django.utils.translation import gettext as _

from plenaria.interfaces.kit.addressing import address
from plenaria.interfaces.kit.templatetags.kit import badge, highlighted
from plenaria.interfaces.kit.wording import day, in_language, label
from plenaria.store.queries.register import ResolutionCard
from plenaria.store.queries.search import Hit, MeetingFound, Place


def drawn(hits: Iterable[Hit]) -> SafeString:
    """The items, in their order."""
    return SafeString("".join(map(_item, hits)))


def _item(hit: Hit) -> str:
    if hit.resolution:
        return _resolution(hit.resolution, hit.places)
    return _meeting(hit.meeting, hit.places) if hit.meeting else ""


def _resolution(of: ResolutionCard, places: Iterable[Place]) -> str:
    there = address("register-resolution", of.body_slug, of.slug)
    about = [in_language(of.body_names)]
    about += [pgettext("resolution", "No. %(number)s") % {"number": of.number}] if of.number else []
    about += [day(of.adopted_on), *([label("resolution", "historical")] if of.historical else [])]
    end = badge("validity", of.validity) if of.validity != "in-force" else ""
    shown = (_place(each, there) for each in places)
    return _line(there, in_language(of.titles, of.language), about, "".join(shown), end)


def _meeting(of: MeetingFound, places: Iterable[Place]) -> str:
    if of.vote:
        there = address("register-vote", of.body_slug, of.slug, of.vote)
        what = _("Vote %(number)s") % {"number": of.vote}
    else:
        there, what = address("register-minutes", of.body_slug, of.slug), _("Minutes")
    here = get_language()
    shown = (_place(each, there if each.language == here else f"{there}?in={each.language}") for each in places)
    return _line(there, f"{in_language(of.names)}: {what}", [in_language(of.body_names), day(of.on)], "".join(shown))


def _line(there: str, title: str, about: Iterable[str], places: str, end: str = "") -> str:
    words = escape(" · ".join(about))
    return f'<li><div class="what"><a href="{there}">{escape(title)}</a>\n<p>{words}</p>\n{places}</div>\n{end}</li>'


def _place(of: Place, there: str) -> str:
    """A recital, a clause, a paragraph: its permalink, and its words."""
    link = f'<a href="{there}#{escape(of.fragment)}">{escape(of.fragment[1:])}</a> ' if of.fragment else ""
    return f'<p class="found">{link}<span lang="{escape(of.language)}">{highlighted(of.pieces)}</span></p>'
