"""Akoma Ntoso 3.0 (OASIS LegalDocML) in the shape of AKN4UN: ``<statement name="resolution">``.

Sources: Akoma Ntoso Version 1.0, Parts 1 and 2; its Naming Convention (IRIs 4, eIds 5); the AKN4UN guidelines of the
UN High-Level Committee on Management. The id that a clause keeps from draft to report stands in ``GUID``; ``wId`` is
one across the languages of a paper. What a clause does (its kinds) is what it ``refersTo``; what its words name is
marked in them. :mod:`plenaria.formats.akn_house` reads all of it back.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from lxml import etree

from plenaria.core.text.identifiers import eids
from plenaria.core.text.resolution import Clause, Resolution
from plenaria.formats.akn_meta import finish, meta
from plenaria.formats.akn_names import Names, write_words
from plenaria.formats.akn_tree import add, broken, indent, paragraphs, root
from plenaria.formats.labels import labels
from plenaria.formats.paper import Paper
from plenaria.formats.pieces import around_recitals, mark
from plenaria.formats.text_out import letterhead_lines
from plenaria.phrases import dates

_XML_LANG = "{http://www.w3.org/XML/1998/namespace}lang"


@dataclass(frozen=True, slots=True)
class _Clauses:
    """eIds of this language and wIds of the work, by the id of the clause; and all that the document names."""

    expression: Mapping[str, str]
    work: Mapping[str, str]
    language: str
    names: Names

    def of(self, clause: Clause) -> dict[str, str]:
        eid = self.expression[clause.id]
        named = {"eId": eid, "wId": self.work.get(clause.id, eid)}
        # The schema allows any GUID without white space.
        return named | {"GUID": clause.id} if clause.id and not any(map(str.isspace, clause.id)) else named

    def kinds(self, clause: Clause) -> str:
        return " ".join(self.names.concept(f"kind_{kind}") for kind in (clause.kind, *clause.also))


def akn(paper: Paper, text: Resolution | None = None) -> bytes:
    """One language version of ``paper`` as XML in UTF-8; the leading one unless another of its ``texts`` is named."""
    text = text or paper.resolution
    authentic = next((each for each in paper.texts if each.language == paper.authentic), paper.resolution)
    names = Names(paper, paper.letterhead.name(text.language) if paper.letterhead else text.body or paper.body_code)
    document = root()
    statement = add(document, "statement", name="resolution")
    about = meta(statement, paper, text)
    _preface(statement, paper, text, names)
    _preamble(statement, text, names)
    _main_body(statement, text, _Clauses(eids(text), eids(authentic), text.language, names))
    _conclusions(statement, text, names)
    _attachments(statement, paper, text)
    finish(about, text, names)
    for part in statement.iterchildren("{*}preface", "{*}preamble", "{*}mainBody", "{*}conclusions"):
        # The schema knows no language of the whole statement.
        part.set(_XML_LANG, text.language)
    indent(document)
    return etree.tostring(document, xml_declaration=True, encoding="UTF-8") + b"\n"


def _preface(parent: etree._Element, paper: Paper, text: Resolution, names: Names) -> None:
    preface = add(parent, "preface", eId="preface")
    head = letterhead_lines(paper, text)
    if head:
        container = add(preface, "container", name="letterhead", eId="container_letterhead")
        for shown in head:
            add(container, "p", shown)
    title = add(preface, "longTitle", eId="longTitle_1")
    line = add(title, "p")
    kind = add(line, "docType", labels(text.language).resolution)
    if paper.number:
        kind.tail = " "
        add(line, "docNumber", paper.number)
    broken(add(title, "p"), "docTitle", text.title)
    day = paper.adopted
    if text.venue or day:
        line = add(preface, "p")
        if text.venue:
            place = add(line, "location", text.venue, refersTo=names.refer("TLCLocation", "place", text.venue))
            place.tail = ", " if day else None
        if day:
            add(line, "docDate", dates.day(day, text.language), date=day.isoformat())


def _preamble(parent: etree._Element, text: Resolution, names: Names) -> None:
    if not (text.formula or text.recitals):
        return
    preamble = add(parent, "preamble", eId="preamble")
    opening, leading = around_recitals(text.formula)
    if opening:
        _formula(preamble, "enactingFormula", opening, "formula_1")
    if text.recitals:
        recitals = add(preamble, "recitals", eId="recs_1")
        for place, recital in enumerate(text.recitals, 1):
            eid = f"recs_1__rec_{place}"
            write_words(add(recitals, "recital", eId=eid, wId=eid), recital.text, recital, text.language, names)
    if leading:
        _formula(preamble, "enactingFormula", leading, "formula_2")


def _formula(parent: etree._Element, name: str, text: str, eid: str) -> None:
    paragraphs(add(parent, "formula", name=name, eId=eid), text)


def _main_body(parent: etree._Element, text: Resolution, clauses: _Clauses) -> None:
    body = add(parent, "mainBody", eId="mainBody")
    holder, sections = body, 0
    for clause in text.clauses:
        if clause.heading:
            sections += 1
            holder = add(body, "hcontainer", name="section", eId=f"hcontainer_{sections}")
            broken(holder, "heading", clause.heading)
        _clause(holder, "paragraph", clause, clauses, heading=False)
    if not text.clauses:
        add(body, "p")


def _clause(parent: etree._Element, tag: str, clause: Clause, clauses: _Clauses, *, heading: bool) -> None:
    own = clauses.of(clause)
    element = add(parent, tag, **own, refersTo=clauses.kinds(clause))

    def words(holder: etree._Element, text: str, **attributes: str) -> None:
        write_words(holder, text, clause, clauses.language, clauses.names, **attributes)

    if clause.number:
        add(element, "num", mark(clause.number))
    if heading and clause.heading:
        broken(element, "heading", clause.heading)
    if not clause.children:
        content = add(element, "content")
        words(content, clause.text)
        if clause.tail:
            words(content, clause.tail, class_="tail")
        return
    points = add(element, "list", eId=f"{own['eId']}__list_1", wId=f"{own['wId']}__list_1")
    if clause.text:
        words(add(points, "intro"), clause.text)
    for child in clause.children:
        _clause(points, "point", child, clauses, heading=True)
    if clause.tail:
        words(add(points, "wrapUp"), clause.tail)


def _conclusions(parent: etree._Element, text: Resolution, names: Names) -> None:
    if not (text.closing or text.adoption or text.signatures or text.dispatch or text.unplaced):
        return
    conclusions = add(parent, "conclusions", eId="conclusions")
    if text.closing:
        _formula(conclusions, "closing", text.closing, "formula_3")
    if text.adoption:
        said = [f"method_{text.adoption.method}".replace(" ", "-")] if text.adoption.method else []
        said += [f"result_{text.adoption.result}"] if text.adoption.result else []
        container = _container(conclusions, "adoption", text.adoption.text.split("\n"))
        if said:
            container.set("refersTo", " ".join(map(names.concept, said)))
    if text.signatures:
        container = add(conclusions, "container", name="signatures", eId="container_signatures")
        for signature in text.signatures:
            line = add(add(container, "p"), "signature")
            if signature.role:
                role = names.refer("TLCRole", "role", signature.role)
                broken(line, "role", signature.role, refersTo=role).tail = " "
            broken(line, "person", signature.name, refersTo=names.refer("TLCPerson", "person", signature.name))
    words = labels(text.language)
    if text.dispatch:
        _container(conclusions, "dispatch", text.dispatch, words.distribution)
    if text.unplaced:
        _container(conclusions, "unplaced", text.unplaced, words.unplaced)


def _container(parent: etree._Element, name: str, lines: Sequence[str], label: str | None = None) -> etree._Element:
    """Lines under a name; ``label`` is the line that a printed paper shows above them."""
    container = add(parent, "container", name=name, eId=f"container_{name}")
    if label:
        add(container, "p", f"{label}:", class_="label")
    for line in lines:
        broken(container, "p", line)
    return container


def _attachments(parent: etree._Element, paper: Paper, text: Resolution) -> None:
    if not text.attachments:
        return
    attachments = add(parent, "attachments")
    for place, annex in enumerate(text.attachments, 1):
        attachment = add(attachments, "attachment", eId=f"att_{place}")
        broken(attachment, "heading", annex.title)
        document = add(attachment, "doc", name="annex")
        meta(document, paper, text, component=f"annex_{place}")
        body = add(document, "mainBody")
        for paragraph in annex.paragraphs or ("",):
            broken(body, "p", paragraph)
