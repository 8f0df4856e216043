"""PDF by typst: PDF/A-3a (ISO 19005-3) and PDF/UA-1 (ISO 14289-1) in one file, with the text attached as data.

The same paper gives the same bytes: the only time in the file is the day of adoption, and the fonts are the package's
own. Text reaches typst as JSON, never as markup.
"""

import json
import re
from collections.abc import Iterable, Iterator
from datetime import UTC, datetime
from functools import cache
from importlib.resources import as_file, files
from itertools import groupby
from typing import Any

import typst

from plenaria.core.refusal import Refusal, unacceptable
from plenaria.core.text.resolution import Clause, Resolution
from plenaria.formats.akn_out import akn
from plenaria.formats.json_out import json_bytes
from plenaria.formats.labels import date_line, labels, number_line, title_line
from plenaria.formats.paper import Paper
from plenaria.formats.pieces import Piece, mark, paired, pieces
from plenaria.formats.text_out import letterhead_lines
from plenaria.phrases import dates

type Data = dict[str, Any]

_NO_GLYPH = re.compile(r'(?:the text|codepoint) `"(.+?)"`')


def pdf(paper: Paper) -> bytes | Refusal:
    """The paper as A4 pages; refused where no font has a letter of it (``paper-letters-missing``)."""
    attached = list(_attached(paper))
    inputs = {f"file-{at}": data.decode() for at, (_, data) in enumerate(attached)}
    inputs["paper"] = json.dumps(_data(paper) | {"attached": [about for about, _ in attached]}, ensure_ascii=False)
    if paper.letterhead and paper.letterhead.emblem_svg:
        inputs["emblem"] = paper.letterhead.emblem_svg.decode()
    day = paper.adopted
    try:
        written = typst.compile(
            _template(),
            font_paths=_fonts(),
            sys_inputs=inputs,
            format="pdf",
            pdf_standards=["a-3a", "ua-1"],
            timestamp=datetime(day.year, day.month, day.day, tzinfo=UTC) if day else 0,
        )
    except typst.TypstError as error:
        return _refused(error)
    # A line end after the last %%EOF: an incremental update, such as a signature, is PDF/A only with it.
    return written.rstrip(b"\n") + b"\n"


def _refused(error: typst.TypstError) -> Refusal:
    if found := _NO_GLYPH.search(str(error)):
        return unacceptable("paper-letters-missing", letters=found[1])
    raise error


@cache
def _template() -> bytes:
    return files("plenaria.formats").joinpath("typst/resolution.typ").read_bytes()


@cache
def _fonts() -> typst.Fonts:
    """PT Serif from its package and the faces that typst brings along; nothing of the machine's own."""
    with as_file(files("fontpkg_pt_serif").joinpath("files")) as folder:
        return typst.Fonts(include_system_fonts=False, font_paths=[folder])


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
        "rows": list(_rows(paper.resolution, paper.other)) if paper.other else [],
    }


def _text(paper: Paper, text: Resolution) -> Data:
    return {
        "lang": text.language,
        "title": title_line(text),
        "head": " ".join((paper.head(text) or title_line(text)).split()),
        "number": number_line(paper, text),
        "date": date_line(paper, text),
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
                yield {"kind": "signatures", "items": [{"role": each.mark, "name": each.text} for each in group]}
            case "dispatch" | "unplaced":
                heading = words.distribution if kind == "dispatch" else words.unplaced
                yield {"kind": "list", "heading": f"{heading}:", "items": [each.text for each in group]}
            case "annexes":
                for each in group:
                    if each.kind == "annex":
                        items = [other.text for other in group if other.key[1].startswith(f"{each.key[1]}.")]
                        yield {"kind": "annex", "heading": each.text, "items": items}
            case _:
                yield from ({"kind": each.kind, "text": each.text} for each in group)


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
        "text": clause.text,
        "tail": clause.tail,
        "children": [_node(child) for child in clause.children],
    }


def _rows(first: Resolution, second: Resolution) -> Iterator[list[Data | None]]:
    last = ""
    for pair in paired(first, second):
        kind = next(piece.kind for piece in pair if piece)
        if kind != last and kind in ("dispatch", "unplaced"):
            words = [labels(text.language) for text in (first, second)]
            shown = [each.distribution if kind == "dispatch" else each.unplaced for each in words]
            yield [{"kind": "label", "text": f"{label}:"} for label in shown]
        yield [
            {"kind": piece.kind, "mark": piece.mark, "text": piece.text, "level": piece.level} if piece else None
            for piece in pair
        ]
        last = kind
