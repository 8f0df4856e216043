"""One standalone HTML page: a permalink for every clause, schema.org data, and a style that prints well.

The style is embedded because the page is a file that is handed on, not a page of the site. A page in one language says
of each paragraph what it is (``data-part`` and what belongs to it), so that it can be read back without guessing:
:mod:`plenaria.core.text.declared`.
"""

import base64
from collections.abc import Iterator
from html import escape
from importlib.resources import files

from plenaria.core.text.identifiers import fragments
from plenaria.core.text.resolution import Resolution
from plenaria.formats.labels import date_line, labels, number_line, title_line
from plenaria.formats.linked_data import flat, linked_data
from plenaria.formats.paper import Paper
from plenaria.formats.pieces import Piece, paired, pieces
from plenaria.formats.text_out import letterhead_lines
from plenaria.phrases import dates

_GROUPED = {"signature": "div", "dispatch": "ul", "unplaced": "ul"}
"""What holds a run of such pieces together."""


def html(paper: Paper) -> str:
    """The paper as a page: in one language, or in two beside each other with their clauses aligned."""
    text = paper.resolution
    style = files("plenaria.formats").joinpath("resolution.css").read_text("utf-8")
    accent = paper.letterhead.accent if paper.letterhead else "#1f3a5f"
    parts = [
        "<!doctype html>",
        f'<html lang="{_attribute(text.language)}">',
        "<head>",
        '<meta charset="utf-8">',
        '<meta name="viewport" content="width=device-width, initial-scale=1">',
        f"<title>{escape(' · '.join(flat(title_line(each)) for each in paper.texts))}</title>",
        *([f'<link rel="canonical" href="{_attribute(paper.sealed.permalink)}">'] if paper.sealed else []),
        f"<style>\n:root {{ --accent: {accent}; }}\n{style}</style>",
        f'<script type="application/ld+json">{_data(paper)}</script>',
        "</head>",
        "<body>",
        *_letterhead(paper),
        *(_two_languages(paper, paper.other) if paper.other else _one_language(paper, text)),
        *_seal(paper),
        "</body>",
        "</html>",
    ]
    return "\n".join(parts) + "\n"


def _letterhead(paper: Paper) -> Iterator[str]:
    head = letterhead_lines(paper, *paper.texts)
    if not head:
        return
    yield f'<header class="letterhead"{_said("letterhead")}>'
    if paper.letterhead and paper.letterhead.emblem_svg:
        # As a picture: what a drawing may carry beside its lines (scripts, links) stays dead there.
        source = "data:image/svg+xml;base64," + base64.b64encode(paper.letterhead.emblem_svg).decode()
        alt = labels(paper.resolution.language).emblem.format(body=head[0])
        yield f'<img src="{source}" alt="{_attribute(alt)}" width="64" height="64">'
    names = {paper.letterhead.name(each.language) for each in paper.texts} if paper.letterhead else {head[0]}
    yield '<div class="names">'
    yield from (f'<p class="body">{escape(each)}</p>' if each in names else f"<p>{escape(each)}</p>" for each in head)
    yield "</div>"
    yield "</header>"


def _one_language(paper: Paper, text: Resolution) -> Iterator[str]:
    anchors = fragments(text)
    yield "<main>"
    yield from _title(paper, text)
    last = ""
    for piece in pieces(text):
        yield from _boundary(last, piece.kind, text)
        yield _piece(piece, anchors, _facts(piece, text))
        last = piece.kind
    yield from _boundary(last, "", text)
    yield "</main>"


def _boundary(before: str, after: str, text: Resolution) -> Iterator[str]:
    """Lists open and close where a run of signatures, addressees or unplaced lines begins and ends."""
    if before == after:
        return
    if before in _GROUPED:
        yield f"</{_GROUPED[before]}>"
    if after in ("dispatch", "unplaced"):
        words = labels(text.language)
        heading = words.distribution if after == "dispatch" else words.unplaced
        yield f"<h2{_said('label')}>{escape(heading)}</h2>"
    if after in _GROUPED:
        yield f'<{_GROUPED[after]} class="{after}-list">'


def _two_languages(paper: Paper, other: Resolution) -> Iterator[str]:
    text = paper.resolution
    anchors, others = fragments(text), {key: f"{other.language}-{name}" for key, name in fragments(other).items()}
    yield '<main class="two">'
    yield '<div class="row">'
    for column, each in enumerate((text, other), 1):
        yield f'<div lang="{_attribute(each.language)}" data-column="{column}">'
        yield from _title(paper, each)
        yield "</div>"
    yield "</div>"
    last = ""
    for left, right in paired(text, other):
        kind = (left or right or _NOTHING).kind
        if kind != last and kind in ("dispatch", "unplaced"):
            yield from _row(
                paper, *(f"<h2{_said('label')}>{escape(_heading(each, kind))}</h2>" for each in (text, other))
            )
        yield from _row(paper, _cell(left, anchors, text), _cell(right, others, other))
        last = kind
    yield "</main>"


_NOTHING = Piece(kind="", key=("", ""), text="")


def _heading(text: Resolution, kind: str) -> str:
    words = labels(text.language)
    return words.distribution if kind == "dispatch" else words.unplaced


def _row(paper: Paper, left: str, right: str) -> Iterator[str]:
    yield '<div class="row">'
    for column, (text, cell) in enumerate(zip(paper.texts, (left, right), strict=True), 1):
        yield f'<div lang="{_attribute(text.language)}" data-column="{column}">{cell}</div>'
    yield "</div>"


def _cell(piece: Piece | None, anchors: dict[str, str], text: Resolution) -> str:
    if piece is None:
        return ""
    inner = _piece(piece, anchors, _facts(piece, text))
    group = _GROUPED.get(piece.kind)
    return f'<{group} class="{piece.kind}-list">{inner}</{group}>' if group else inner


def _title(paper: Paper, text: Resolution) -> Iterator[str]:
    if line := number_line(paper, text):
        yield f'<p class="number"{_said("number")}>{escape(line)}</p>'
    yield f"<h1{_said('title', **_head(paper, text))}>{_lines(title_line(text))}</h1>"
    if line := date_line(paper, text):
        yield f'<p class="date"{_said("date")}>{escape(line)}</p>'


def _head(paper: Paper, text: Resolution) -> dict[str, str | None]:
    body = paper.letterhead.name(text.language) if paper.letterhead else text.body
    day = paper.adopted.isoformat() if paper.adopted else None
    return {"language": text.language, "number": paper.number, "date": day, "venue": text.venue, "body": body}


def _facts(piece: Piece, text: Resolution) -> str:
    """What a page says of a paragraph beside its words, as attributes."""
    about: dict[str, str | None] = {}
    if clause := piece.clause:
        also = " ".join(clause.also) or None
        about = {"id": clause.id, "number": clause.number, "level": str(piece.level), "kind": clause.kind, "also": also}
    elif piece.kind == "tail":
        about = {"level": str(piece.level)}
    elif piece.kind == "signature":
        about = {"role": piece.mark}
    elif piece.kind == "adoption" and (adoption := text.adoption):
        counts = {"for": adoption.in_favour, "against": adoption.against, "abstaining": adoption.abstaining}
        about = {"id": "adoption", "method": adoption.method, "result": adoption.result}
        about |= {name: None if count is None else str(count) for name, count in counts.items()}
    return _said(piece.kind, **about)


def _said(part: str, **about: str | None) -> str:
    """Attributes that say what part of the paper an element is; those without a value are left out."""
    kept = {"part": part} | {name: value for name, value in about.items() if value is not None}
    return "".join(f' data-{name}="{_attribute(value)}"' for name, value in kept.items())


def _piece(piece: Piece, anchors: dict[str, str], facts: str) -> str:
    words = _lines(piece.text)
    if piece.clause is not None:
        name = _attribute(anchors[piece.clause.id])
        told = "" if piece.mark else ' aria-label="¶"'
        link = f'<a class="mark" href="#{name}"{told}>{escape(piece.mark)}</a>'
        return f'<p class="clause level-{min(piece.level, 4)}" id="{name}"{facts}>{link} <span>{words}</span></p>'
    match piece.kind:
        case "heading" | "annex":
            return f'<h2 class="{piece.kind}"{facts}>{words}</h2>'
        case "tail":
            return f'<p class="tail level-{min(piece.level, 4)}"{facts}>{words}</p>'
        case "signature":
            role = f'<span class="role">{escape(piece.mark)}</span> ' if piece.mark else ""
            return f'<p class="signature"{facts}>{role}<span class="name">{words}</span></p>'
        case "dispatch" | "unplaced":
            return f"<li{facts}>{words}</li>"
        case _:
            return f'<p class="{piece.kind}"{facts}>{words}</p>'


def _seal(paper: Paper) -> Iterator[str]:
    if not paper.sealed:
        return
    words, address = labels(paper.resolution.language), _attribute(paper.sealed.permalink)
    day = dates.day(paper.sealed.adopted, paper.resolution.language)
    before, _, after = words.check.partition("{address}")
    yield f'<footer class="seal"{_said("furniture")}>'
    yield f"<p>{escape(words.adopted.format(date=day))}</p>"
    yield f"<p>{escape(words.sealed.format(hash=paper.sealed.short_hash))}</p>"
    yield f'<p>{escape(before)}<a href="{address}">{escape(paper.sealed.permalink)}</a>{escape(after)}</p>'
    yield "</footer>"


def _data(paper: Paper) -> str:
    """The paper as schema.org data."""
    text = paper.resolution
    return linked_data(
        text,
        languages=[each.language for each in paper.texts],
        number=paper.number,
        adopted=paper.adopted,
        body=paper.letterhead.name(text.language) if paper.letterhead else text.body,
        base_url=paper.base_url,
        permalink=paper.sealed.permalink if paper.sealed else None,
    )


def _lines(text: str) -> str:
    return "<br>".join(escape(line) for line in text.split("\n"))


def _attribute(text: str) -> str:
    return escape(text, quote=True)
