"""Citations as links: the words of a text stay as they are, and those that cite lead to what they mean.

Links are laid over the printed words when a page is made; the text itself, which is sealed, knows nothing of them.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from django.utils.html import escape, format_html
from django.utils.safestring import SafeString, mark_safe

from plenaria.core.text.references import citing
from plenaria.core.text.resolution import Resolution


@dataclass(frozen=True, slots=True)
class Anchor:
    """Words of a text that lead somewhere; ``title`` says where to."""

    words: str
    url: str
    title: str


type Anchors = dict[str, tuple[Anchor, ...]]
"""A recital, clause or tail as printed → the links in it."""


def anchors(text: Resolution, targets: Mapping[int, tuple[str, str]]) -> Anchors:
    """The links of a text; ``targets`` has address and title by the place of a citation among all of the text."""
    tails = {clause.id: clause.tail for clause in text.walk()}
    words_of = {clause.id: clause.text for clause in text.walk()}
    found: Anchors = {}
    for each in citing(text):
        if each.position not in targets:
            continue
        anchor = Anchor(each.citation.text, *targets[each.position])
        for words in (words_of.get(each.place, each.words), tails.get(each.place, "")):
            if anchor.words in words:
                found[words] = (*found.get(words, ()), anchor)
                break
    return found


def linked(words: str, found: Anchors | None, *, broken: bool = False) -> SafeString:
    """Words with their links, each citation once, in the order in which they stand; ``broken`` keeps their lines."""
    parts: list[str] = []
    at = 0
    for anchor in (found or {}).get(words, ()):
        start = words.find(anchor.words, at)
        if start < 0:
            continue
        shown = format_html('<a class="cites" href="{}" title="{}">{}</a>', anchor.url, anchor.title, anchor.words)
        parts += [escape(words[at:start]), shown]
        at = start + len(anchor.words)
    whole = "".join([*parts, escape(words[at:])])
    return mark_safe(whole.replace("\n", "<br>") if broken else whole)  # noqa: S308 - every part is escaped
