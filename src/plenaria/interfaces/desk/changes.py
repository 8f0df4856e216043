"""Which words came and went between two revisions of a text, piece by piece."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher

from django.utils.translation import gettext as _

from plenaria.core.text.resolution import Resolution


@dataclass(frozen=True, slots=True)
class Change:
    """A piece that differs: what it is called, and its words in order, each run ``same``, ``gone`` or ``new``."""

    name: str
    runs: tuple[tuple[str, str], ...]


def changes(before: Resolution, after: Resolution) -> list[Change]:
    """The pieces of which a word changed, in the order of the later text, and then those that are gone."""
    old, new = dict(_pieces(before)), dict(_pieces(after))
    keys = [*new, *(key for key in old if key not in new)]
    found = []
    for key in keys:
        (name, words), (_name, earlier) = new.get(key, old.get(key, ("", ""))), old.get(key, ("", ""))
        later = words if key in new else ""
        if earlier != later:
            found.append(Change(name, tuple(runs(earlier, later))))
    return found


def runs(before: str, after: str) -> Iterator[tuple[str, str]]:
    """The words of both texts in order: ``("same", …)``, ``("gone", …)``, ``("new", …)``."""
    one, two = (re.findall(r"\w+|\s+|[^\w\s]", text) for text in (before, after))
    for what, start, end, first, last in SequenceMatcher(None, one, two, autojunk=False).get_opcodes():
        if what == "equal":
            yield "same", "".join(one[start:end])
            continue
        if start < end:
            yield "gone", "".join(one[start:end])
        if first < last:
            yield "new", "".join(two[first:last])


def _pieces(text: Resolution) -> Iterator[tuple[str, tuple[str, str]]]:
    """Key → name and words."""
    yield "title", (_("Title"), text.title)
    head = (text.number or "", text.date.isoformat() if text.date else "", text.venue or "", text.body or "")
    yield "head", (_("Number, date, place and body"), "\n".join(each for each in head if each))
    yield "letterhead", (_("Letterhead"), "\n".join(text.letterhead))
    for place, recital in enumerate(text.recitals, 1):
        yield f"recital {place}", (_("Recital %(number)s") % {"number": place}, recital.text)
    yield "formula", (_("Formula"), text.formula or "")
    for clause in text.walk():
        words = "\n".join(part for part in (clause.heading, clause.text, clause.tail) if part)
        name = _("Clause %(number)s") % {"number": clause.number} if clause.number else _("Clause without a number")
        yield clause.id, (name, words)
    yield "closing", (_("Closing"), text.closing or "")
    yield "adoption", (_("Statement of adoption"), text.adoption.text if text.adoption else "")
    signatures = "\n".join(f"{each.role} {each.name}".strip() for each in text.signatures)
    yield "signatures", (_("Signatures"), signatures)
    yield "dispatch", (_("Dispatch list"), "\n".join(text.dispatch))
