"""Markdown (CommonMark with tables) as lines: what a reader of the finished page would see."""

import re
from collections import deque
from collections.abc import Sequence

from markdown_it import MarkdownIt
from markdown_it.token import Token

from plenaria.core.text.source import Source, SourceLine
from plenaria.formats import encoding
from plenaria.formats.gathering import LONGEST, Gathering, Words
from plenaria.formats.unreadable import Unreadable

_TAG = re.compile(r"<[^<>]*>")
NESTING = 100
"""Lists and quotations inside each other; the parser leaves out what is nested deeper (its own limit is 20)."""
INDENT = 18
"""Points that each level of a list is set in."""


def read(data: bytes) -> Source:
    """A Markdown text's lines, lists with their numbers.

    :raises Unreadable: there is too much of it, or nothing.
    """
    text = encoding.decoded(data)
    if len(text) > LONGEST:
        raise Unreadable("file-too-long", limit=LONGEST)
    parser = MarkdownIt("commonmark", {"maxNesting": NESTING}).enable("table")
    return _Reader(parser.parse(text)).read().source("md")


class _Reader:
    """Walks the flat list of tokens, which open and close like brackets."""

    def __init__(self, tokens: Sequence[Token]) -> None:
        self._tokens = tokens
        self._gathering = Gathering()
        self._lists: list[deque[str]] = []
        """The numbers still to be given out, for each list that is open."""
        self._number: str | None = None
        self._style = ""
        self._cells: list[Gathering] | None = None
        self._rows: list[list[Gathering]] = []

    def read(self) -> Gathering:
        """Every line of the tokens."""
        for index, token in enumerate(self._tokens):
            match token.type:
                case "ordered_list_open":
                    self._lists.append(deque(_numbers(self._tokens, index)))
                case "bullet_list_open":
                    self._lists.append(deque())
                case "ordered_list_close" | "bullet_list_close":
                    self._lists.pop()
                case "list_item_open":
                    self._number = self._lists[-1].popleft() if self._lists[-1] else "•"
                case "list_item_close":
                    self._number = None
                case "heading_open":
                    self._style = f"heading {token.tag[1:]}"
                case "heading_close":
                    self._style = ""
                case "tr_open":
                    self._cells = []
                case "tr_close":
                    self._rows.append(self._cells or [])
                    self._cells = None
                case "table_close":
                    self._gathering.add_table(self._rows)
                    self._rows = []
                case "inline":
                    self._inline(token)
                case "fence" | "code_block":
                    self._line(_plain(token.content), bold=False)
                case "html_block":
                    self._line(_plain(_TAG.sub("", token.content)), bold=False)
        return self._gathering

    def _inline(self, token: Token) -> None:
        children = token.children or []
        words = _said(children)
        if self._cells is not None:
            cell = Gathering()
            cell.add(words.text, SourceLine(text="", zone="table"), words)
            self._cells.append(cell)
            return
        kinds = [child.type for child in children if child.type != "text" or child.content]
        bold = kinds[:1] == ["strong_open"] and kinds[-1] == "strong_close" and kinds.count("strong_open") == 1
        self._line(words, bold=bold)

    def _line(self, words: Words, *, bold: bool) -> None:
        depth = len(self._lists)
        level = depth if self._number is not None else 0
        like = SourceLine(
            text="", number=self._number, level=level, style=self._style, bold=bold, indent=INDENT * depth
        )
        self._gathering.add(words.text, like, words)
        self._number = None


def _said(children: Sequence[Token]) -> Words:
    """What the pieces of a line show, and where its links lead."""
    words = Words()
    links: list[tuple[str, tuple[int, int]]] = []
    for child in children:
        if child.type == "link_open":
            links.append((str(child.attrs.get("href", "")), words.here()))
        elif child.type == "link_close" and links:
            address, since = links.pop()
            words.linked(since, address)
        else:
            words.say(_words(child))
    return words


def _plain(text: str) -> Words:
    words = Words()
    words.say(text)
    return words


def _words(token: Token) -> str:
    """What a piece of a line shows; emphasis shows nothing of its own."""
    match token.type:
        case "text" | "code_inline":
            return token.content
        case "softbreak":
            return " "
        case "hardbreak":
            return "\n"
        case "html_inline":
            return "\n" if token.content.lower().startswith("<br") else ""
        case "image":
            return "".join(_words(child) for child in token.children or ())
        case _:
            return ""


def _numbers(tokens: Sequence[Token], start: int) -> list[str]:
    """The numbers of an ordered list's items: as typed, so that gaps stay; counted where all are typed alike.

    CommonMark prints ``1. 1. 1.`` as 1, 2, 3 and would print ``1. 2. 4.`` so too, which here would hide a gap.
    """
    opening = tokens[start]
    typed = []
    for token in tokens[start + 1 :]:
        if token.level == opening.level and token.type == "ordered_list_close":
            break
        if token.level == opening.level + 1 and token.type == "list_item_open":
            typed.append(int(token.info or 1))
    if len(typed) > 1 and len(set(typed)) == 1:
        typed = list(range(typed[0], typed[0] + len(typed)))
    return [f"{value}{opening.markup}" for value in typed]
