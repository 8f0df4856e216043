"""A feed that any reader of feeds can follow (Atom, RFC 4287)."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime

from lxml import etree

NAMESPACE = "http://www.w3.org/2005/Atom"
MEDIA = "http://search.yahoo.com/mrss/"
"""Of pictures beside what happened (Media RSS 1.5.1), which readers of feeds know best."""
MEDIA_TYPE = "application/atom+xml"


@dataclass(frozen=True, slots=True, kw_only=True)
class Item:
    """Something that happened. ``key`` never changes and names it alone (an IRI); ``url`` is where it is read."""

    key: str
    title: str
    url: str
    published: datetime
    updated: datetime
    author: str
    summary: str = ""
    summary_language: str = ""
    """Empty where it is the feed's own."""
    image: str = ""
    """Address of a picture of it (PNG)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Feed:
    """What somebody follows. ``url`` is the feed's own permanent address, ``page`` the page that shows the same."""

    url: str
    page: str
    title: str
    language: str
    items: Sequence[Item]
    since: datetime
    """When the feed itself was last changed, if nothing has happened yet."""


def write(feed: Feed) -> bytes:
    """The feed as a file, its items as given. What XML cannot hold is left out of the words."""
    names: Mapping[str | None, str] = {None: NAMESPACE, "media": MEDIA}
    root = etree.Element(f"{{{NAMESPACE}}}feed", nsmap=names)  # type: ignore[arg-type] # the default has no prefix
    root.set("{http://www.w3.org/XML/1998/namespace}lang", feed.language)
    _put(root, "id", feed.url)
    _put(root, "title", feed.title)
    _put(root, "updated", _instant(max((item.updated for item in feed.items), default=feed.since)))
    _link(root, "self", feed.url, MEDIA_TYPE)
    _link(root, "alternate", feed.page, "text/html")
    for item in feed.items:
        _item(root, item)
    return etree.tostring(root, xml_declaration=True, encoding="UTF-8")


def _item(root: etree._Element, item: Item) -> None:
    entry = etree.SubElement(root, f"{{{NAMESPACE}}}entry")
    _put(entry, "id", item.key)
    _put(entry, "title", item.title)
    _put(entry, "published", _instant(item.published))
    _put(entry, "updated", _instant(item.updated))
    _put(etree.SubElement(entry, f"{{{NAMESPACE}}}author"), "name", item.author)
    _link(entry, "alternate", item.url, "text/html")
    if item.image:
        etree.SubElement(entry, f"{{{MEDIA}}}thumbnail", url=item.image)
    if item.summary:
        summary = _put(entry, "summary", item.summary)
        if item.summary_language:
            summary.set("{http://www.w3.org/XML/1998/namespace}lang", item.summary_language)


def _put(parent: etree._Element, name: str, text: str) -> etree._Element:
    element = etree.SubElement(parent, f"{{{NAMESPACE}}}{name}")
    element.text = "".join(each for each in text if _allowed(ord(each)))
    return element


def _link(parent: etree._Element, relation: str, url: str, media_type: str) -> None:
    etree.SubElement(parent, f"{{{NAMESPACE}}}link", rel=relation, href=url, type=media_type)


def _instant(moment: datetime) -> str:
    """RFC 3339, to the second."""
    return moment.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def _allowed(point: int) -> bool:
    """Whether XML 1.0 (2.2) has the character."""
    return point in (0x9, 0xA, 0xD) or 0x20 <= point <= 0xD7FF or 0xE000 <= point <= 0xFFFD or point >= 0x10000
