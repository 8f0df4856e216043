"""Reading our own Akoma Ntoso back: each element says what it is, so nothing is guessed.

The shape is that of :mod:`plenaria.formats.akn_out`; :mod:`plenaria.core.text.declared` puts the lines together.
"""

import re

from plenaria.core.text.source import SourceLine
from plenaria.formats.akn_meta import HOUSE
from plenaria.formats.akn_names import BODY
from plenaria.formats.gathering import Gathering
from plenaria.formats.markup import Element, local

_BLANKS = re.compile(r"[ \t\r\n]+")
_PARTS = {"letterhead": "letterhead", "dispatch": "dispatch", "unplaced": "unplaced"}
_COUNTS = ("for", "against", "abstaining")

type About = dict[str, str]


def is_ours(root: Element) -> bool:
    """Whether the document bears our mark (``proprietary``)."""
    return root.find(f"./{{*}}statement/{{*}}meta/{{*}}proprietary/{{{HOUSE}}}text") is not None


def gather(root: Element) -> Gathering:
    """The lines of a document that is ours, each with what it is."""
    statement = root.find("{*}statement")
    assert statement is not None
    reader = _Reader(statement)
    for name in ("preface", "preamble", "mainBody", "conclusions", "attachments"):
        for element in statement.iterchildren(f"{{*}}{name}"):
            getattr(reader, name.lower())(element)
    return reader.gathering


class _Reader:
    """Goes through a statement from top to bottom."""

    def __init__(self, statement: Element) -> None:
        self.gathering = Gathering()
        self._statement = statement

    def preface(self, preface: Element) -> None:
        """Letterhead, number, title, place and date."""
        for container in preface.iterchildren("{*}container"):
            self._lines(container, "letterhead")
        about = self._about(preface)
        for title in preface.iterchildren("{*}longTitle"):
            for line in title:
                if line.find("{*}docTitle") is not None:
                    self._say(line, "title", about)
                else:
                    self._say(line, "number")
        self._lines(preface, "date")

    def preamble(self, preamble: Element) -> None:
        """Formulas and recitals."""
        for element in preamble:
            if local(element) == "formula":
                self._lines(element, "formula", {"id": element.get("eId", "")})
            for recital in element.iterchildren("{*}recital"):
                self._lines(recital, "recital", {"id": recital.get("eId", "")})

    def mainbody(self, body: Element) -> None:
        """Sections and clauses."""
        for element in body:
            if local(element) == "hcontainer":
                for heading in element.iterchildren("{*}heading"):
                    self._say(heading, "heading")
                self.mainbody(element)
            elif local(element) == "paragraph":
                self._clause(element, 1)

    def conclusions(self, conclusions: Element) -> None:
        """What follows the clauses."""
        for element in conclusions:
            name = element.get("name", "")
            if local(element) == "formula":
                self._lines(element, "closing", {"id": "closing"})
            elif name == "adoption":
                self._lines(element, "adoption", self._adoption(element))
            elif name == "signatures":
                for line in element.iter("{*}signature"):
                    role = line.find("{*}role")
                    self._say(line, "signature", {"role": "" if role is None else _text(role)})
            elif name in _PARTS:
                self._lines(element, _PARTS[name])

    def attachments(self, attachments: Element) -> None:
        """The annexes."""
        for annex in attachments.iterchildren("{*}attachment"):
            for heading in annex.iterchildren("{*}heading"):
                self._say(heading, "annex")
            for body in annex.iterfind("{*}doc/{*}mainBody"):
                self._lines(body, "annexed")

    def _clause(self, element: Element, level: int) -> None:
        number = element.find("{*}num")
        name = next(filter(None, map(element.get, ("GUID", "eId"))), "")
        kinds = [
            each.removeprefix("#kind_") for each in element.get("refersTo", "").split() if each.startswith("#kind_")
        ]
        about: About = {
            "id": name,
            "number": "" if number is None else _text(number)[:-1],
            "level": str(level),
            "kind": kinds[0] if kinds else "",
            "also": " ".join(kinds[1:]),
        }
        tail: About = {"id": name, "level": str(level)}
        for heading in element.iterchildren("{*}heading"):
            self._say(heading, "heading")
        holder = next(element.iterchildren("{*}content", "{*}list"), None)
        if holder is None:
            return
        words = next(holder.iterchildren("{*}intro"), None) if local(holder) == "list" else holder
        lines = [] if words is None else [each for each in words if each.get("class") != "tail"]
        if not any(map(_text, lines)) and number is not None:
            self._say(number, "clause", about)
        for line in lines:
            self._say(
                line, "clause", about, before=_text(number) + " " if number is not None and line is lines[0] else ""
            )
        for point in holder.iterchildren("{*}point"):
            self._clause(point, level + 1)
        for line in holder.iterfind("{*}wrapUp/{*}p") if local(holder) == "list" else holder.iterchildren("{*}p"):
            if local(holder) == "list" or line.get("class") == "tail":
                self._say(line, "tail", tail)

    def _about(self, preface: Element) -> About:
        """Number, date, place and body, as elements say them."""
        about = {"language": next((each.get("language", "") for each in self._statement.iter("{*}FRBRlanguage")), "")}
        for name, path in (("number", ".//{*}docNumber"), ("venue", "{*}p/{*}location")):
            if (element := preface.find(path)) is not None:
                about[name] = _text(element)
        if (day := preface.find(".//{*}docDate")) is not None:
            about["date"] = day.get("date", "")
        for body in self._statement.iterfind(f"{{*}}meta/{{*}}references/{{*}}TLCOrganization[@eId='{BODY}']"):
            # A body without a name is shown by its code.
            if body.get("showAs") != body.get("href", "").rpartition("/")[2]:
                about["body"] = body.get("showAs", "")
        return about

    def _adoption(self, container: Element) -> About:
        about = {"id": "adoption"}
        for concept in container.get("refersTo", "").split():
            name, _, value = concept.removeprefix("#").partition("_")
            if name in ("method", "result"):
                about[name] = value.replace("-", " ")
        for count in self._statement.iterfind("{*}meta/{*}analysis/{*}parliamentary/{*}voting/{*}count"):
            name = count.get("refersTo", "").removeprefix("#")
            if name in _COUNTS:
                about[name] = count.get("value", "")
        return about

    def _lines(self, parent: Element, part: str, about: About | None = None) -> None:
        for line in parent.iterchildren("{*}p"):
            self._say(line, "label" if line.get("class") == "label" else part, about)

    def _say(self, element: Element, part: str, about: About | None = None, *, before: str = "") -> None:
        like = SourceLine(text="", part=part, about=tuple((about or {}).items()), zone="body")
        self.gathering.add(before + _text(element), like)


def _text(element: Element) -> str:
    """The words of an element, its breaks as line ends."""
    if local(element) == "eol":
        return "\n"
    words = _BLANKS.sub(" ", element.text or "")
    for child in element:
        words += _text(child) + _BLANKS.sub(" ", child.tail or "")
    return words
