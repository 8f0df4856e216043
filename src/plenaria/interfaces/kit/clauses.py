"""The clauses of a text as HTML: the same on every page that shows them, at the desk, in the hall and in public.

Made by functions and not by templates: a text has dozens of clauses, and a template that calls itself for each took
more time than all the rest of a page. Whatever is not marked as HTML is escaped.
"""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from django.template.loader import get_template
from django.utils.html import conditional_escape, format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _
from django.utils.translation import override

from plenaria.core.text.resolution import Clause, Resolution
from plenaria.interfaces.kit.linking import Anchors, linked


@dataclass(frozen=True, slots=True, kw_only=True)
class Setting:
    """How the clauses of a text are set on a page."""

    links: Mapping[str, str]
    """The permalink of each by its id (``core.text.identifiers.fragments``)."""
    anchors: Anchors | None = None
    """The citations that lead somewhere."""
    page_url: str = ""
    """Where the permalinks are, if not on this page."""
    idless: bool = False
    """Whether the permalinks are on another page, or elsewhere on this one."""
    here: str = ""
    """The clause that is spoken of."""
    struck: Collection[str] = ()
    """Clauses that are no longer there, shown crossed out; ``struck_as`` says why."""
    struck_as: str = ""
    beside: Mapping[str, SafeString] = field(default_factory=dict)
    """What the page says under the words of each."""


def joined(parts: Iterable[str]) -> SafeString:
    """Pieces of HTML, one after the other."""
    return mark_safe("".join(map(conditional_escape, parts)))  # noqa: S308 - every piece is HTML, or is escaped here


def clause(shown: Clause, setting: Setting) -> SafeString:
    """A clause with all below it, as an item of a list."""
    struck, place = shown.id in setting.struck, setting.links[shown.id]
    kinds = ("" if shown.number else " without-no", " here" if shown.id == setting.here else "")
    link = '<a class="no" href="{}#{}">{}<span class="hidden-text">. </span></a>'
    words, tail = linked(shown.text, setting.anchors), linked(shown.tail, setting.anchors)
    if struck:
        why = setting.struck_as or _("Voted out:")
        words = format_html('<span class="hidden-text">{} </span><del>{}</del>', why, words)
        tail = format_html("<del>{}</del>", tail)
    return format_html(
        '<li class="clause{}{}"{}>{}<p>{}</p>{}{}{}</li>\n',
        "".join(kinds),
        " struck" if struck else "",
        "" if setting.idless else format_html(' id="{}"', place),
        format_html(link, setting.page_url, place, shown.number) if shown.number else "",
        words,
        format_html('<div class="beside">{}</div>', setting.beside.get(shown.id, "")) if setting.beside else "",
        format_html("<ol>{}</ol>", clauses(shown.children, setting)) if shown.children else "",
        format_html("<p>{}</p>", tail) if shown.tail else "",
    )


def clauses(shown: Iterable[Clause], setting: Setting) -> SafeString:
    """Clauses, one after the other."""
    return joined(clause(each, setting) for each in shown)


def beside(text: Resolution, template: str, context: Mapping[str, Any]) -> dict[str, SafeString]:
    """What a template says under each clause of a text, which it sees as ``clause``, in the language of the text."""
    made = get_template(template)
    with override(text.language):
        return {each.id: SafeString(made.render({**context, "clause": each})) for each in text.walk()}
