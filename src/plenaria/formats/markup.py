"""XML of a stranger, parsed without entities, network, or trees deeper than libxml2's own limits."""

from lxml import etree

from plenaria.formats.gathering import LONGEST
from plenaria.formats.unreadable import Unreadable

Element = etree._Element

MOST = 20_000_000
"""Bytes of XML: a tree of it takes some ten times as much memory."""
_NO_MEMORY = 2
"""XML_ERR_NO_MEMORY of libxml2."""
_DOCTYPES = tuple("<!DOCTYPE".encode(encoding) for encoding in ("ascii", "utf-16-le", "utf-16-be", "utf-32-le"))


def parse(data: bytes) -> Element:
    """The root element.

    :raises Unreadable: the XML is too long, not well-formed, or has a document type, which is where entities are
        defined (OWASP, *XML External Entity Prevention*); no format that we read needs one.
    """
    if len(data) > MOST:
        raise Unreadable("file-too-long", limit=LONGEST)
    if any(mark in data for mark in _DOCTYPES):
        raise Unreadable("file-external-entities")
    parser = etree.XMLParser(
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        dtd_validation=False,
        huge_tree=False,
        remove_comments=True,
        remove_pis=True,
    )
    try:
        root = etree.fromstring(data, parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        if getattr(error, "code", None) == _NO_MEMORY:
            raise MemoryError from error
        raise Unreadable("file-broken") from error
    if root.getroottree().docinfo.internalDTD is not None:
        raise Unreadable("file-external-entities")
    return root


def local(element: Element) -> str:
    """An element's name without its namespace; empty for what is no element."""
    tag = element.tag
    return tag.rpartition("}")[2] if isinstance(tag, str) else ""
