"""Akoma Ntoso 3.0 (OASIS LegalDocML) in the shape of AKN4UN: ``<statement name="resolution">``.

Sources: Akoma Ntoso Version 1.0, Parts 1 and 2; its Naming Convention (IRIs 4, eIds 5); the AKN4UN guidelines of the
UN High-Level Committee on Management. The id that a clause keeps from draft to report stands in ``GUID``; ``wId`` is
one across the languages of a paper.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from lxml import etree

from plenaria.core.text.identifiers import eids
from plenaria.core.text.resolution import Clause, Resolution
from plenaria.formats.akn_meta import meta
from plenaria.formats.akn_tree import add, paragraphs, root
from plenaria.formats.labels import date_line, labels
from plenaria.formats.paper import Paper
from plenaria.formats.pieces import around_recitals, mark
from plenaria.formats.text_out import letterhead_lines

_XML_LANG = "{http://www.w3.org/XML/1998/namespace}lang"


@dataclass(frozen=True, slots=True)
class _Names:
    """eIds of this language and wIds of the work, by the id of the clause."""

    expression: Mapping[str, str]
    work: Mapping[str, str]

    def of(self, clause: Clause) -> dict[str, str]:
        eid = self.expression[clause.id]
        names = {"eId": eid, "wId": self.work.get(clause.id, eid)}
        # The schema allows any GUID without white space.
        return names | {"GUID": clause.id} if clause.id and not any(map(str.isspace, clause.id)) else names


def akn(paper: Paper, text: Resolution | None = None) -> bytes:
    """One language version of ``paper`` as XML in UTF-8; the leading one unless another of its ``texts`` is named."""
    text = text or paper.resolution
    authentic = next((each for each in paper.texts if each.language == paper.authentic), paper.resolution)
    names = _Names(eids(text), eids(authentic))
    document = root()
    statement = add(document, "statement", name="resolution")
    meta(statement, paper, text)
    _preface(statement, paper, text)
    _preamble(statement, text)
    _main_body(statement, text, names)
    _conclusions(statement, text)
    _attachments(statement, paper, text)
    for part in statement.iterchildren("{*}preface", "{*}preamble", "{*}mainBody", "{*}conclusions"):
        # The schema knows no language of the whole statement.
        part.set(_XML_LANG, text.language)
    etree.indent(document)
    _close_up(document)
    return etree.tostring(document, xml_declaration=True, encoding="UTF-8") + b"\n"


def _close_up(document: etree._Element) -> None:
    """Take back the line breaks that indenting put between words: inside ``p`` white space is text."""
    for element in document.iter("{*}p", "{*}signature"):
        if len(element):
            element.text = None
            for child in element:
                child.tail = None if child.getnext() is None else " "


def _preface(parent: etree._Element, paper: Paper, text: Resolution) -> None:
    preface = add(parent, "preface", eId="preface")
    head = letterhead_lines(paper, text)
    if head:
        container = add(preface, "container", name="letterhead", eId="container_letterhead")
        for shown in head:
            add(container, "p", shown)
    title = add(preface, "longTitle", eId="longTitle_1")
    if paper.number:
        line = add(title, "p")
        add(line, "docType", labels(text.language).resolution).tail = " "
        add(line, "docNumber", paper.number)
    add(add(title, "p"), "docTitle", text.title)
    dated = date_line(paper, text)
    if dated and paper.adopted:
        add(add(preface, "p"), "docDate", dated, date=paper.adopted.isoformat())
    elif dated:
        add(preface, "p", dated)


def _preamble(parent: etree._Element, text: Resolution) -> None:
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
            paragraphs(add(recitals, "recital", eId=eid, wId=eid), recital.text)
    if leading:
        _formula(preamble, "enactingFormula", leading, "formula_2")


def _formula(parent: etree._Element, name: str, text: str, eid: str) -> None:
    paragraphs(add(parent, "formula", name=name, eId=eid), text)


def _main_body(parent: etree._Element, text: Resolution, names: _Names) -> None:
    body = add(parent, "mainBody", eId="mainBody")
    holder, sections = body, 0
    for clause in text.clauses:
        if clause.heading:
            sections += 1
            holder = add(body, "hcontainer", name="section", eId=f"hcontainer_{sections}")
            add(holder, "heading", clause.heading)
        _clause(holder, "paragraph", clause, names, heading=False)
    if not text.clauses:
        add(body, "p")


def _clause(parent: etree._Element, tag: str, clause: Clause, names: _Names, *, heading: bool) -> None:
    element = add(parent, tag, **names.of(clause))
    if clause.number:
        add(element, "num", mark(clause.number))
    if heading and clause.heading:
        add(element, "heading", clause.heading)
    if not clause.children:
        content = add(element, "content")
        paragraphs(content, clause.text)
        if clause.tail:
            paragraphs(content, clause.tail)
        return
    own = names.of(clause)
    points = add(element, "list", eId=f"{own['eId']}__list_1", wId=f"{own['wId']}__list_1")
    if clause.text:
        paragraphs(add(points, "intro"), clause.text)
    for child in clause.children:
        _clause(points, "point", child, names, heading=True)
    if clause.tail:
        paragraphs(add(points, "wrapUp"), clause.tail)


def _conclusions(parent: etree._Element, text: Resolution) -> None:
    if not (text.closing or text.adoption or text.signatures or text.dispatch or text.unplaced):
        return
    conclusions = add(parent, "conclusions", eId="conclusions")
    if text.closing:
        _formula(conclusions, "closing", text.closing, "formula_3")
    if text.adoption:
        _container(conclusions, "adoption", text.adoption.text.split("\n"))
    if text.signatures:
        container = add(conclusions, "container", name="signatures", eId="container_signatures")
        for place, signature in enumerate(text.signatures, 1):
            line = add(add(container, "p"), "signature")
            if signature.role:
                add(line, "role", signature.role, refersTo=f"#role_{place}").tail = " "
            add(line, "person", signature.name, refersTo=f"#person_{place}")
    words = labels(text.language)
    if text.dispatch:
        _container(conclusions, "dispatch", text.dispatch, words.distribution)
    if text.unplaced:
        _container(conclusions, "unplaced", text.unplaced, words.unplaced)


def _container(parent: etree._Element, name: str, lines: Sequence[str], label: str | None = None) -> None:
    """Lines under a name; ``label`` is the line that a printed paper shows above them."""
    container = add(parent, "container", name=name, eId=f"container_{name}")
    if label:
        add(container, "p", f"{label}:", class_="label")
    for line in lines:
        add(container, "p", line or None)


def _attachments(parent: etree._Element, paper: Paper, text: Resolution) -> None:
    if not text.attachments:
        return
    attachments = add(parent, "attachments")
    for place, annex in enumerate(text.attachments, 1):
        attachment = add(attachments, "attachment", eId=f"att_{place}")
        add(attachment, "heading", annex.title)
        document = add(attachment, "doc", name="annex")
        meta(document, paper, text, component=f"annex_{place}")
        body = add(document, "mainBody")
        for paragraph in annex.paragraphs or ("",):
            paragraphs(body, paragraph)
