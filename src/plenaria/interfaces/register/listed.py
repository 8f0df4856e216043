"""Items of lists of the register: resolutions, each with what became of it.

Made by functions, since a page has forty, and a template for each took half of its time.
"""

from collections.abc import Iterable

from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from plenaria.interfaces.kit.addressing import address
from plenaria.interfaces.kit.clauses import joined
from plenaria.interfaces.kit.progress import bar, done
from plenaria.interfaces.kit.templatetags.kit import badge
from plenaria.interfaces.kit.wording import day, in_language, label
from plenaria.store.queries.register import ResolutionCard


def resolutions(cards: Iterable[ResolutionCard], *, bodied: bool = False) -> SafeString:
    """The items, each with its bar; ``bodied`` names the body of each."""
    return joined(resolution(each, _bar(each), bodied=bodied) for each in cards)


def resolution(of: ResolutionCard, below: SafeString | str = "", *, bodied: bool = True) -> SafeString:
    """One of them, with what stands below its name and day."""
    about = [in_language(of.body_names)] if bodied else []
    about += [pgettext("resolution", "No. %(number)s") % {"number": of.number}] if of.number else []
    about += [day(of.adopted_on), *([label("resolution", "historical")] if of.historical else [])]
    end = badge("validity", of.validity) if of.validity != "in-force" else ""
    there = address("register-resolution", of.body_slug, of.slug)
    return line(there, in_language(of.titles, of.language), about, below, end)


def line(
    there: str, title: str, about: Iterable[str], below: SafeString | str, end: SafeString | str = ""
) -> SafeString:
    """An item: what it is and where, a few words about it, what stands below them, and its state."""
    item = '<li><div class="what"><a href="{}">{}</a>\n<p>{}</p>\n{}</div>\n{}</li>\n'
    return format_html(item, there, title, " · ".join(about), below, end)


def _bar(of: ResolutionCard) -> SafeString | str:
    if not of.states:
        return ""
    words = _("%(done)s of %(total)s done") % {"done": done(of.states), "total": sum(of.states.values())}
    return format_html('{}<p class="small soft">{}</p>', bar(of.states), words)
