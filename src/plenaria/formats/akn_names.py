"""What an Akoma Ntoso document names: people, organisations, places, concepts, documents (TLC, *top level classes*).

Each is listed once in ``references``; whatever names it refers there, so that no reference dangles.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from urllib.parse import quote

from lxml import etree

from plenaria.core.text.dates import periods
from plenaria.core.text.resolution import Clause, Recital
from plenaria.formats.akn_tree import add
from plenaria.formats.paper import Paper

BODY = "body"
"""eId of the body's reference; every ``#body`` points to it."""

_PATHS = {
    "TLCOrganization": "organization",
    "TLCPerson": "person",
    "TLCRole": "role",
    "TLCLocation": "location",
    "TLCConcept": "concept",
    "TLCReference": "reference",
}


@dataclass(frozen=True, slots=True)
class _Mark:
    """Characters of a line that name something."""

    start: int
    end: int
    tag: str
    attributes: dict[str, str]


class Names:
    """The references of one document, in the order in which they are first made."""

    def __init__(self, paper: Paper, body: str) -> None:
        self._ontology = f"/akn/ontology/{{}}/{paper.country}/{paper.body_code}"
        self._listed: dict[tuple[str, str], tuple[str, str]] = {}
        self._body = body
        self._counts: dict[str, int] = {}

    def refer(self, tag: str, prefix: str, shown: str) -> str:
        """``#eId`` of something by the words that show it; numbered by ``prefix``."""
        if (tag, shown) not in self._listed:
            self._counts[prefix] = self._counts.get(prefix, 0) + 1
            href = f"{self._ontology.format(_PATHS[tag])}/{quote(shown, safe='')}"
            self._listed[tag, shown] = (f"{prefix}_{self._counts[prefix]}", href)
        return f"#{self._listed[tag, shown][0]}"

    def concept(self, name: str) -> str:
        """``#eId`` of a concept of the house, such as ``kind_task`` or ``adopted``."""
        self._listed.setdefault(("TLCConcept", name), (name, f"/akn/ontology/concept/{name.replace('_', '/', 1)}"))
        return f"#{name}"

    def list_in(self, parent: etree._Element) -> None:
        """Write ``references``."""
        element = add(parent, "references", source=f"#{BODY}")
        add(element, "TLCOrganization", eId=BODY, href=self._ontology.format("organization"), showAs=self._body)
        for (tag, shown), (eid, href) in self._listed.items():
            name = {"name": "citation"} if tag == "TLCReference" else {}
            add(element, tag, eId=eid, href=href, showAs=shown, **name)


def write_words(
    parent: etree._Element, text: str, piece: Clause | Recital, language: str, names: Names, **p: str
) -> None:
    """The lines of a clause or recital, a ``p`` each, in which what it names is marked."""
    for line in text.split("\n"):
        element = add(parent, "p", **p)
        at, last = 0, None
        for mark in _apart(_marks(line, piece, language, names)):
            _say(element, last, line[at : mark.start])
            last = add(element, mark.tag, line[mark.start : mark.end], **mark.attributes)
            at = mark.end
        _say(element, last, line[at:])


def _say(parent: etree._Element, last: etree._Element | None, words: str) -> None:
    if last is None:
        parent.text = words or None
    else:
        last.tail = words or None


def _marks(line: str, piece: Clause | Recital, language: str, names: Names) -> Iterator[_Mark]:
    named = [("ref", "href", "TLCReference", "cit", citation.text) for citation in piece.citations]
    if isinstance(piece, Clause):
        named += [("person", "refersTo", "TLCPerson", "person", each) for each in piece.people]
        named += [("organization", "refersTo", "TLCOrganization", "org", each) for each in piece.parties]
        named += [("location", "refersTo", "TLCLocation", "place", each) for each in piece.places]
    for tag, attribute, listed, prefix, words in named:
        start = line.find(words) if words else -1
        if start >= 0:
            yield _Mark(start, start + len(words), tag, {attribute: names.refer(listed, prefix, words)})
    for period in periods(line, language):
        if period.first == period.last:
            yield _Mark(period.start, period.end, "date", {"date": period.first.isoformat()})


def _apart(marks: Iterable[_Mark]) -> Iterator[_Mark]:
    """Marks in order; of two that overlap the longer one, as a citation holds the date of what it cites."""
    taken: list[_Mark] = []
    for mark in sorted(marks, key=lambda each: each.start - each.end):
        if all(mark.end <= other.start or other.end <= mark.start for other in taken):
            taken.append(mark)
    yield from sorted(taken, key=lambda each: each.start)
