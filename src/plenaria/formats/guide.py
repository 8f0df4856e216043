"""A page of the users' guide: Markdown in; title, sections and HTML out.

CommonMark with tables; HTML in it stays text. Two things are added: a heading may end in its anchor, ``## Open the vote
{#open}``, the same in every language, and what stands in bold is the name of something on the screen. A link to
``vote.md#open`` leads to the page of that name beside this one, a picture is named by its file alone.
"""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from markdown_it import MarkdownIt
from markdown_it.common.utils import escapeHtml
from markdown_it.renderer import RendererHTML
from markdown_it.token import Token

_ANCHOR = re.compile(r"\s*\{#([a-z][a-z0-9-]*)\}$")
_PAGE = re.compile(r"([a-z][a-z0-9-]*)\.md(#[a-z][a-z0-9-]*)?")


@dataclass(frozen=True, slots=True)
class Section:
    """A heading and what stands under it, as words. The beginning of a page has the page's title and no anchor."""

    anchor: str
    title: str
    text: str
    links: tuple[str, ...]
    """The pages to which it leads, with their anchors (``vote#open``), in their order."""


@dataclass(frozen=True, slots=True)
class GuidePage:
    """One page in one language.

    ``names`` are the names of things on the screen, ``pictures`` each file with its alternative text.
    """

    title: str
    html: str
    sections: tuple[Section, ...]
    names: tuple[str, ...]
    pictures: tuple[tuple[str, str], ...]


def read(text: str, picture: Callable[[str], Mapping[str, str]] = lambda file: {"src": file}) -> GuidePage:
    """The page that the Markdown says; ``picture`` gives the attributes of a picture's file: address, width, height.

    Its title is its one first-level heading, which is not part of the HTML.
    """
    parser = MarkdownIt("commonmark", {"html": False, "typographer": False}, renderer_cls=_Renderer).enable("table")
    tokens = parser.parse(text)
    inlines = [child for token in tokens for child in token.children or []]
    title = _title(tokens)
    sections = tuple(_sections(title, tokens))
    pictures = tuple((str(each.attrs["src"]), each.content) for each in inlines if each.type == "image")
    names = tuple(_names(tokens))
    _adapt(tokens, picture)
    html = parser.renderer.render(tokens[3:], parser.options, {})
    return GuidePage(title, html, sections, names, pictures)


def address(target: str) -> str:
    """The address of a link beside the page: without the ending of its file; another one stays."""
    found = _PAGE.fullmatch(target)
    return f"{found[1]}{found[2] or ''}" if found else target


def _title(tokens: Sequence[Token]) -> str:
    if not tokens or tokens[0].tag != "h1":
        raise ValueError("a page of the guide begins with its title")
    return _words(tokens[1])


def _sections(title: str, tokens: Sequence[Token]) -> Iterator[Section]:
    """The page cut at its second-level headings; the anchors are taken off the headings on the way."""
    anchor, heading, said, links = "", title, list[str](), list[str]()
    for index, token in enumerate(tokens):
        if token.type == "heading_open" and token.tag == "h2":
            yield Section(anchor, heading, " ".join(said), tuple(links))
            inline = tokens[index + 1]
            anchor, said, links = _take_anchor(inline), [], []
            if anchor:
                token.attrSet("id", anchor)
            heading = _words(inline)
        elif token.type in ("fence", "code_block"):
            said.append(token.content.strip())
        elif token.type == "inline" and tokens[index - 1].tag not in ("h1", "h2"):
            said += [words] if (words := _words(token)) else []
            links += [address(str(each.attrs["href"])) for each in token.children or [] if each.type == "link_open"]
    yield Section(anchor, heading, " ".join(said), tuple(links))


def _take_anchor(inline: Token) -> str:
    last = (inline.children or [inline])[-1]
    found = _ANCHOR.search(last.content)
    if not found:
        return ""
    last.content = last.content[: found.start()]
    return found[1]


def _words(inline: Token) -> str:
    return "".join(
        " " if each.type in ("softbreak", "hardbreak") else "" if each.type == "image" else each.content
        for each in inline.children or []
    ).strip()


def _names(tokens: Sequence[Token]) -> Iterator[str]:
    """What stands in bold."""
    for token in tokens:
        within: list[str] | None = None
        for child in token.children or []:
            if child.type == "strong_open":
                within = []
            elif child.type == "strong_close" and within is not None:
                yield "".join(within)
                within = None
            elif within is not None:
                within.append(" " if child.type == "softbreak" else child.content)


def _adapt(tokens: Sequence[Token], picture: Callable[[str], Mapping[str, str]]) -> None:
    """Addresses as they are on the site; no style attribute, which the pages' policy forbids."""
    for token in tokens:
        token.attrs.pop("style", None)
        for child in token.children or []:
            if child.type == "link_open":
                child.attrSet("href", address(str(child.attrs["href"])))
            elif child.type == "image":
                child.attrs.update({"loading": "lazy", **picture(str(child.attrs["src"]))})
            elif child.type in ("strong_open", "strong_close"):
                child.tag = "b"


class _Renderer(RendererHTML):
    """Tables may be wider than a phone: they scroll by themselves. A picture leads to itself in full size."""

    def image(self, tokens: Sequence[Token], idx: int, options: Any, env: Any) -> str:
        source = escapeHtml(str(tokens[idx].attrs["src"]))
        return f'<a href="{source}">{super().image(tokens, idx, options, env)}</a>'

    def table_open(self, tokens: Sequence[Token], idx: int, options: Any, env: Any) -> str:
        return '<div class="scroll" tabindex="0" role="group">\n' + self.renderToken(tokens, idx, options, env)

    def table_close(self, tokens: Sequence[Token], idx: int, options: Any, env: Any) -> str:
        return self.renderToken(tokens, idx, options, env) + "</div>\n"

    def fence(self, tokens: Sequence[Token], idx: int, options: Any, env: Any) -> str:
        return (
            '<div class="scroll code-block" tabindex="0" role="group">'
            + super().fence(tokens, idx, options, env).rstrip()
            + "</div>\n"
        )
