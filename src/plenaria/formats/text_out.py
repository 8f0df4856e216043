"""Plain text and Markdown, made to be read in a mail."""

import re
from collections.abc import Iterator
from textwrap import fill
from typing import Any

from plenaria.core.text.resolution import Resolution
from plenaria.formats.labels import date_line, labels, number_line, title_line
from plenaria.formats.paper import Paper
from plenaria.formats.pieces import Piece, pieces
from plenaria.formats.typesetting import NO_BREAK, unbroken

WIDTH = 76
"""Columns of plain text, as mail programs expect (RFC 3676, 4.2, advises fewer than 78)."""

_STARTS_A_BLOCK = re.compile(r"^(\s*)([#>+*=|~-]|\d+[.)])")
_MARKUP = re.compile(r"([\\`*_\[\]<&])")


def plain_text(paper: Paper, *, width: int = WIDTH) -> str:
    """The leading language version, wrapped at ``width`` columns."""
    return "\n\n".join(_plain_blocks(paper, paper.resolution, width)) + "\n"


def markdown(paper: Paper) -> str:
    """The leading language version in CommonMark; what looks like markup in the text is escaped."""
    return "\n\n".join(_markdown_blocks(paper, paper.resolution)) + "\n"


def letterhead_lines(paper: Paper, *texts: Resolution) -> list[str]:
    """What stands above the title: the body's letterhead with its name in each language, or what the texts brought."""
    if paper.letterhead:
        names = [paper.letterhead.name(text.language) for text in texts]
        return [*dict.fromkeys(names), *paper.letterhead.lines]
    return list(dict.fromkeys(line for text in texts for line in text.letterhead))


def _plain_blocks(paper: Paper, text: Resolution, width: int) -> Iterator[str]:
    words = labels(text.language)
    head = letterhead_lines(paper, text)
    if head:
        yield "\n".join(head)
    if line := number_line(paper, text):
        yield line
    yield fill(_flat(title_line(text)), width)
    if line := date_line(paper, text):
        yield line
    for kind, group in _runs(text):
        if kind == "signature":
            yield from (_signature(piece, width) for piece in group)
        elif kind in ("dispatch", "unplaced"):
            heading = words.distribution if kind == "dispatch" else words.unplaced
            yield "\n".join([f"{heading}:", *(_hang(piece.text, "- ", 0, width) for piece in group)])
        else:
            for piece in group:
                indent = 4 * max(0, piece.level - 1) if piece.kind in ("clause", "tail") else 0
                yield _hang(piece.text, f"{piece.mark} " if piece.mark else "", indent, width)
    if paper.sealed:
        # What follows is not of the text: mail programs know this line (RFC 3676, 4.3).
        yield "\n".join(["-- ", *_seal_lines(paper, text)])


def _markdown_blocks(paper: Paper, text: Resolution) -> Iterator[str]:
    words = labels(text.language)
    head = [escaped(line) for line in letterhead_lines(paper, text)]
    if head:
        yield "  \n".join(head)
    if line := number_line(paper, text):
        yield f"**{escaped(line)}**"
    yield f"# {escaped(_flat(title_line(text)))}"
    if line := date_line(paper, text):
        yield f"*{escaped(line)}*"
    columns: list[int] = []
    for kind, group in _runs(text):
        if kind == "signature":
            yield from (escaped(f"{piece.mark}: {piece.text}" if piece.mark else piece.text) for piece in group)
        elif kind in ("dispatch", "unplaced"):
            heading = words.distribution if kind == "dispatch" else words.unplaced
            yield f"**{escaped(heading)}:**"
            yield "\n".join(f"- {_indented(piece.text, 2)}" for piece in group)
        else:
            for piece in group:
                yield _markdown_piece(piece, columns)
    if paper.sealed:
        yield "---"
        yield from (escaped(line) for line in _seal_lines(paper, text))


def _markdown_piece(piece: Piece, columns: list[int]) -> str:
    """One paragraph; ``columns`` are the widths of the marks by which deeper levels are indented (CommonMark 5.2)."""
    if piece.kind in ("heading", "annex"):
        return f"## {escaped(_flat(piece.text))}"
    if piece.kind == "formula":
        return f"**{_indented(piece.text, 0)}**" if piece.text.strip() == piece.text else _indented(piece.text, 0)
    if piece.kind not in ("clause", "tail"):
        return _indented(piece.text, 0)
    del columns[piece.level - (1 if piece.kind == "clause" else 0) :]
    before = " " * sum(columns)
    if piece.kind == "tail":
        return before + _indented(piece.text, len(before))
    mark = piece.mark if re.fullmatch(r"\d{1,9}\.", piece.mark) else escaped(piece.mark)
    # Only figures start a list in CommonMark; under any other mark a deeper indent would read as code.
    columns.append(len(mark) + 1 if mark is piece.mark and mark else 0)
    lead = f"{mark} " if mark else ""
    return before + lead + _indented(piece.text, len(before) + columns[-1])


def _runs(text: Resolution) -> Iterator[tuple[str, list[Piece]]]:
    """Signatures, addressees and unplaced lines together, everything else by itself."""
    group: list[Piece] = []
    for piece in pieces(text):
        if group and (piece.kind != group[0].kind or piece.kind not in ("signature", "dispatch", "unplaced")):
            yield group[0].kind, group
            group = []
        group.append(piece)
    if group:
        yield group[0].kind, group


def _signature(piece: Piece, width: int) -> str:
    """Role at the left, name at the right; under each other where a line does not hold both."""
    if not piece.mark:
        return piece.text
    space = width - len(piece.mark) - len(piece.text)
    return f"{piece.mark}{' ' * space}{piece.text}" if space >= 4 else f"{piece.mark}\n{piece.text}"


def _seal_lines(paper: Paper, text: Resolution) -> Iterator[str]:
    if paper.sealed:
        words = labels(text.language)
        yield words.sealed.format(hash=paper.sealed.short_hash)
        yield words.check.format(address=paper.sealed.permalink)


def _hang(text: str, mark: str, indent: int, width: int) -> str:
    """A paragraph with its mark hanging; lines of the text itself stay lines."""
    first, after = " " * indent + mark, " " * (indent + len(mark))
    filled = [
        _filled(
            line,
            width,
            initial_indent=first if at == 0 else after,
            subsequent_indent=after,
            break_long_words=False,
            break_on_hyphens=False,
        )
        for at, line in enumerate(text.split("\n"))
    ]
    return "\n".join(filled) if text else first.rstrip()


def _filled(line: str, width: int, **options: Any) -> str:
    """``line`` wrapped, with no line ending inside a date, initials or a number; the text itself stays as it is."""
    bound = line if NO_BREAK in line or "\u2060" in line else unbroken(line)
    wrapped = fill(bound, width, **options)
    return wrapped if bound is line else wrapped.replace(NO_BREAK, " ").replace("\u2060", "")


def _flat(text: str) -> str:
    return " ".join(text.split())


def escaped(text: str) -> str:
    """Words in which CommonMark sees no markup."""
    text = _MARKUP.sub(r"\\\1", text)
    return _STARTS_A_BLOCK.sub(lambda found: f"{found[1]}{_block_start(found[2])}", text)


def _block_start(start: str) -> str:
    return f"{start[:-1]}\\{start[-1]}"


def _indented(text: str, column: int) -> str:
    """Escaped lines of one block, each on its own line, the later ones indented to ``column``."""
    return f"  \n{' ' * column}".join(escaped(line) for line in text.split("\n"))
