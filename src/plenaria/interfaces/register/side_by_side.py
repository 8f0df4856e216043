"""A resolution in two languages: what says the same stands level."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from plenaria.core.text.alignment import align
from plenaria.core.text.identifiers import fragments
from plenaria.core.text.resolution import Clause, Recital, Resolution
from plenaria.interfaces.kit.clauses import Setting, clause
from plenaria.interfaces.kit.linking import Anchors, linked


@dataclass(frozen=True, slots=True)
class Row:
    """A recital, the formula or a top clause in both languages, as HTML."""

    first: SafeString
    second: SafeString


def rows(text: Resolution, other: Resolution, anchors: Anchors, beside: Mapping[str, SafeString]) -> Iterator[Row]:
    """The rows of a page; what is below a clause stays with it. Only the first language has permalinks here."""
    first = Setting(links=fragments(text), anchors=anchors, beside=beside)
    second = Setting(links=fragments(other), anchors=anchors, idless=True)
    mine = {id(each) for each in (*text.recitals, *text.clauses)}
    theirs = {id(each) for each in (*other.recitals, *other.clauses)}
    pairs = [pair for pair in align(text, other) if id(pair.authentic) in mine or id(pair.other) in theirs]
    recitals = [pair for pair in pairs if isinstance(pair.authentic or pair.other, Recital)]
    yield from (Row(_part(each.authentic, first), _part(each.other, second)) for each in recitals)
    if text.formula or other.formula:
        yield Row(_formula(text), _formula(other))
    yield from (Row(_part(each.authentic, first), _part(each.other, second)) for each in pairs[len(recitals) :])


def _formula(text: Resolution) -> SafeString:
    return format_html('<p class="formula">{}</p>', text.formula or "")


def _part(part: Clause | Recital | None, setting: Setting) -> SafeString:
    if part is None:
        return format_html('<p class="soft">{}</p>', _("Not in this language"))
    if isinstance(part, Recital):
        return format_html('<p class="recital">{}</p>', linked(part.text, setting.anchors))
    return format_html('<ol class="clauses">{}</ol>', clause(part, setting))
