"""What a search found, as items of a list: a page has twenty, each with places, and a template for each took as long as
to find them."""

from collections.abc import Iterable

from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from plenaria.interfaces.kit.addressing import address
from plenaria.interfaces.kit.clauses import joined
from plenaria.interfaces.kit.templatetags.kit import highlighted
from plenaria.interfaces.kit.wording import day, in_language
from plenaria.interfaces.register import listed
from plenaria.store.queries.search import Hit, MeetingFound, Place


def drawn(hits: Iterable[Hit]) -> SafeString:
    """The items, in their order."""
    return joined(map(_item, hits))


def _item(hit: Hit) -> SafeString | str:
    if hit.resolution:
        there = address("register-resolution", hit.resolution.body_slug, hit.resolution.slug)
        return listed.resolution(hit.resolution, joined(_place(each, there) for each in hit.places))
    return _meeting(hit.meeting, hit.places) if hit.meeting else ""


def _meeting(of: MeetingFound, places: Iterable[Place]) -> SafeString:
    if of.vote:
        there = address("register-vote", of.body_slug, of.slug, of.vote)
        what = _("Vote %(number)s") % {"number": of.vote}
    else:
        there, what = address("register-minutes", of.body_slug, of.slug), _("Minutes")
    here = get_language()
    shown = (_place(each, there if each.language == here else f"{there}?in={each.language}") for each in places)
    about = [in_language(of.body_names), day(of.on)]
    return listed.line(there, f"{in_language(of.names)}: {what}", about, joined(shown))


def _place(of: Place, there: str) -> SafeString:
    """A recital, a clause, a paragraph: its permalink, and its words."""
    link = format_html('<a href="{}#{}">{}</a> ', there, of.fragment, of.fragment[1:]) if of.fragment else ""
    words = highlighted(of.pieces)
    return format_html('<p class="found">{}<span lang="{}">{}</span></p>', link, of.language, words)
