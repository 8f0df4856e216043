"""Elements of an Akoma Ntoso tree, and the addresses of what it describes."""

import re
from urllib.parse import quote

from lxml import etree

from plenaria.core.text.resolution import Resolution
from plenaria.formats.paper import Paper

NAMESPACE = "http://docs.oasis-open.org/legaldocml/ns/akn/3.0"

_LINES = {f"{{{NAMESPACE}}}{name}" for name in ("p", "num", "heading", "signature")}

UNDATED = "0001-01-01"
"""Stands where the schema asks for a date and the paper has none; its ``name`` says *undated*."""

_THREE_LETTERS = {
    "de": "deu", "en": "eng", "es": "spa", "fr": "fra", "pt": "por", "ru": "rus", "uk": "ukr",
}  # fmt: skip


def root() -> etree._Element:
    """An empty document."""
    return etree.Element(f"{{{NAMESPACE}}}akomaNtoso", nsmap={None: NAMESPACE})  # type: ignore[dict-item] # the stubs know no default namespace


def add(parent: etree._Element, tag: str, text: str | None = None, **attributes: str) -> etree._Element:
    """A new last child. A trailing underscore of an attribute's name is dropped (``as_``)."""
    element = etree.SubElement(parent, f"{{{NAMESPACE}}}{tag}")
    for name, value in attributes.items():
        element.set(name.rstrip("_"), value)
    element.text = text
    return element


def paragraphs(parent: etree._Element, text: str, **attributes: str) -> None:
    """The lines of a text, a ``p`` each; one empty ``p`` for an empty text, as containers may not be empty."""
    for line in text.split("\n"):
        add(parent, "p", line or None, **attributes)


def broken(parent: etree._Element, tag: str, text: str, **attributes: str) -> etree._Element:
    """A new last child whose text is broken into lines by ``eol``, for elements that must stay one."""
    first, *rest = text.split("\n")
    element = add(parent, tag, first or None, **attributes)
    for line in rest:
        add(element, "eol").tail = line
    return element


def indent(element: etree._Element, depth: int = 0) -> None:
    """Line breaks between blocks; inside a line of text white space is text, so nothing is added there."""
    children = list(element)
    if not children or element.tag in _LINES:
        return
    element.text = "\n" + "  " * (depth + 1)
    for child in children:
        indent(child, depth + 1)
        child.tail = "\n" + "  " * (depth + 1)
    children[-1].tail = "\n" + "  " * depth


def language_code(language: str) -> str:
    """ISO 639-2 (three letters), which the naming convention asks for; an unknown language as it is."""
    return _THREE_LETTERS.get(language, language)


def work_address(paper: Paper) -> str:
    """``/akn/COUNTRY/statement/deliberation/BODY/DATE/NUMBER``; ``nn`` for *not numbered* (Naming Convention, 4.4)."""
    day = paper.adopted.isoformat() if paper.adopted else UNDATED
    return f"/akn/{paper.country}/statement/deliberation/{paper.body_code}/{day}/{number_slug(paper.number)}"


def expression_address(paper: Paper, text: Resolution) -> str:
    """The work in one language, as adopted."""
    return f"{work_address(paper)}/{language_code(text.language)}@"


def number_slug(number: str | None) -> str:
    """A printed number in an address: ``XIV/5`` → ``xiv-5``."""
    return quote(re.sub(r"[\W_]+", "-", number or "").strip("-").lower()) or "nn"
