"""PDF by typst: PDF/A-3a (ISO 19005-3) and PDF/UA-1 (ISO 14289-1) in one file, with the text attached as data.

The same paper gives the same bytes: the only time in the file is the day of adoption, and the fonts are the package's
own. Text reaches typst as JSON, never as markup.
"""

import json
import re
from collections.abc import Iterable, Iterator
from itertools import groupby
from typing import Any

from plenaria.core.refusal import Refusal
from plenaria.core.text.resolution import Attachment, Clause, Resolution
from plenaria.formats.akn_out import akn
from plenaria.formats.json_out import json_bytes
from plenaria.formats.labels import date_line, labels, number_line, title_line
from plenaria.formats.paper import Paper
from plenaria.formats.pieces import Piece, mark, paired, pieces
from plenaria.formats.text_out import letterhead_lines
from plenaria.formats.typeset_pdf import typeset
from plenaria.formats.typesetting import HEAD, shortened, unbroken
from plenaria.phrases import dates

type Data = dict[str, Any]

_KEPT_WHOLE = 420
"""Characters of a row in two languages that moves to the next page rather than part: about seven lines."""

_ITEM = re.compile(r"((?:\d{1,3}|[IVXLC]{1,6}|[^\W\d_])[.)]|\d{1,3}(?:\.\d{1,3})+\.?|[–—•-])\s+(?=\S)")


def pdf(paper: Paper) -> bytes | Refusal:
    """The paper as A4 pages; refused where no font has a letter of it (``paper-letters-missing``)."""
    attached = list(_attached(paper))
    inputs = {f"file-{at}": data.decode() for at, (_, data) in enumerate(attached)}
    inputs["paper"] = json.dumps(_data(paper) | {"attached": [about for about, _ in attached]}, ensure_ascii=False)
    if paper.letterhead and paper.letterhead.emblem_svg:
        inputs["emblem"] = paper.letterhead.emblem_svg.decode()
    return typeset("resolution", inputs, paper.adopted)


def _attached(paper: Paper) -> Iterator[tuple[Data, bytes]]:
    for text in paper.texts:
        name = f"resolution.{text.language}"
        about = {"name": f"{name}.akn.xml", "relationship": "alternative", "media": "application/akn+xml"}
        yield about | {"description": f"Akoma Ntoso 3.0, {text.language}"}, akn(paper, text)
        about = {"name": f"{name}.json", "relationship": "source", "media": "application/json"}
        yield about | {"description": f"Canonical form (RFC 8785), {text.language}"}, json_bytes(text)


def _data(paper: Paper) -> Data:
    text, seal = paper.resolution, paper.sealed
    words = labels(text.language)
    head = letterhead_lines(paper, *paper.texts)
    day = paper.adopted
    return {
        "accent": paper.letterhead.accent if paper.letterhead else "#1f3a5f",
        "author": paper.letterhead.name(text.language) if paper.letterhead else text.body,
        "date": {"year": day.year, "month": day.month, "day": day.day} if day else None,
        "letterhead": head,
        "names": len({paper.letterhead.name(each.language) for each in paper.texts}) if paper.letterhead else 1,
        "emblem": bool(paper.letterhead and paper.letterhead.emblem_svg),
        "emblem-alt": words.emblem.format(body=head[0]) if head else "",
        "page": words.page,
        "number": number_line(paper, text) or "",
        "address": seal.permalink if seal else "",
        "permalink": seal.permalink if seal else "",
        "check": words.check,
        "seal": [
            words.adopted.format(date=dates.day(seal.adopted, text.language)),
            words.sealed.format(hash=seal.short_hash),
        ]
        if seal
        else [],
        "texts": [_text(paper, each) for each in paper.texts],
        "groups": list(_groups(paper.resolution, paper.other)) if paper.other else [],
        "marks": [_marks(each) for each in paper.texts] if paper.other else [],
    }


def _text(paper: Paper, text: Resolution) -> Data:
    return {
        "lang": text.language,
        "title": unbroken(title_line(text)),
        "head": shortened(" ".join((paper.head(text) or title_line(text)).split()), HEAD),
        "number": number_line(paper, text),
        "date": unbroken(date_line(paper, text) or "") or None,
        "signed": bool(text.signatures),
        "parts": [] if paper.other else list(_parts(text)),
    }


def _parts(text: Resolution) -> Iterator[Data]:
    """What stands under the title, with clauses as trees and what belongs together as one part."""
    words = labels(text.language)
    for kind, run in groupby(pieces(text), key=_family):
        group = list(run)
        match kind:
            case "clauses":
                yield from _sections(text.clauses)
            case "signature":
                items = [{"role": unbroken(each.mark), "name": unbroken(each.text)} for each in group]
                yield {"kind": "signatures", "items": items}
            case "dispatch" | "unplaced":
                heading = words.distribution if kind == "dispatch" else words.unplaced
                yield {"kind": "list", "heading": f"{heading}:", "items": [unbroken(each.text) for each in group]}
            case "annexes":
                yield from (_annex(each) for each in text.attachments)
            case _:
                yield from ({"kind": each.kind, "text": unbroken(each.text)} for each in group)


def _family(piece: Piece) -> str:
    if piece.kind in ("heading", "clause", "tail"):
        return "clauses"
    return "annexes" if piece.kind in ("annex", "annexed") else piece.kind


def _sections(clauses: Iterable[Clause]) -> Iterator[Data]:
    """Runs of clauses, each beginning where a section's heading stands."""
    section: Data | None = None
    for clause in clauses:
        if section is None or clause.heading:
            if section:
                yield section
            section = {"kind": "clauses", "heading": clause.heading, "nodes": []}
        section["nodes"].append(_node(clause))
    if section:
        yield section


def _node(clause: Clause) -> Data:
    return {
        "mark": mark(clause.number),
        "text": unbroken(clause.text),
        "tail": unbroken(clause.tail),
        "children": [_node(child) for child in clause.children],
    }


def _annex(annex: Attachment) -> Data:
    nodes = [
        {"mark": mark, "text": unbroken(text), "tail": "", "children": []}
        for mark, text in map(_item, annex.paragraphs)
    ]
    return {"kind": "annex", "heading": annex.title, "nodes": nodes}


def _item(paragraph: str) -> tuple[str, str]:
    """A paragraph of an annex as its printed number, if it begins with one, and the rest."""
    found = _ITEM.match(paragraph)
    return (found[1], paragraph[found.end() :]) if found else ("", paragraph)


def _groups(first: Resolution, second: Resolution) -> Iterator[Data]:
    """Rows of two languages; a heading is a group of its own that sticks to the next."""
    for kind, run in groupby(_rows(first, second), key=lambda row: next(each["kind"] for each in row if each)):
        lead = kind in ("heading", "label", "annex", "formula")
        rows = [[*row, _is_short(row)] for row in run]
        yield {"sticky": lead, "break-before": kind == "annex", "rows": rows}


def _is_short(row: list[Data | None]) -> bool:
    return all(each is None or len(each["text"]) < _KEPT_WHOLE for each in row)


def _rows(first: Resolution, second: Resolution) -> Iterator[list[Data | None]]:
    last = ""
    for pair in paired(first, second):
        kind = next(piece.kind for piece in pair if piece)
        if kind != last and kind in ("dispatch", "unplaced"):
            yield [_label(kind, text) for text in (first, second)]
        yield [_cell(piece) if piece else None for piece in pair]
        last = kind


def _label(kind: str, text: Resolution) -> Data | None:
    words = labels(text.language)
    if kind == "dispatch":
        return {"kind": "label", "text": f"{words.distribution}:"} if text.dispatch else None
    return {"kind": "label", "text": f"{words.unplaced}:"} if text.unplaced else None


def _cell(piece: Piece) -> Data:
    kind, mark, text, level = piece.kind, piece.mark, piece.text, piece.level
    if kind == "annexed":
        (mark, text), level = _item(text), 1
        kind = "point"
    return {"kind": kind, "mark": unbroken(mark), "text": unbroken(text), "level": level}


def _marks(text: Resolution) -> list[list[str]]:
    """The marks of each of the four levels that are told apart, for the width of their columns."""
    found: list[set[str]] = [set() for _ in range(4)]
    for piece in pieces(text):
        if piece.kind == "clause":
            found[min(piece.level, 4) - 1].add(piece.mark)
        elif piece.kind == "annexed":
            found[0].add(_item(piece.text)[0])
    return [sorted(each) for each in found]
