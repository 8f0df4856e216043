"""Links of a page made relative, so that the folder works at any address and at none."""

import posixpath
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from html import escape, unescape
from urllib.parse import quote, urljoin, urlsplit

# A quotation mark in text is escaped by the templates: what looks like an attribute is one.
_ATTRIBUTE = re.compile(rb'(?<=\s)(href|src|action|data-root)="([^"]*)"')
_HEAD = b'<meta charset="utf-8">'

type Follow = Callable[[str], str | None]
"""An address of this register → where it lies in the export; ``None``: not in it."""


@dataclass(frozen=True, slots=True)
class Here:
    """Where a page is: its address at the register, and its file in the export.

    What is not in the export is read at the register itself, ``elsewhere``.
    """

    address: str
    place: str
    elsewhere: str
    by_file: bool


def relinked(page: bytes, here: Here, follow: Follow, *, head: Sequence[str] = ()) -> bytes:
    """The page as it lies there, with these lines more in its head."""

    def replaced(match: re.Match[bytes]) -> bytes:
        name, link = match[1].decode(), unescape(match[2].decode())
        return f'{name}="{escape(_linked(link, here, follow))}"'.encode()

    more = "".join(f"\n{each}" for each in head).encode()
    return _ATTRIBUTE.sub(replaced, page).replace(_HEAD, _HEAD + more, 1)


def _linked(link: str, here: Here, follow: Follow) -> str:
    parts = urlsplit(link)
    if parts.scheme or parts.netloc or link.startswith("#"):
        return link
    address, mark, fragment = urljoin(here.address, link).partition("#")
    there = follow(address)
    if there is None:
        return f"{here.elsewhere}{address}{mark}{fragment}"
    return f"{relative(there, here.place, by_file=here.by_file)}{mark}{fragment}"


def relative(there: str, here: str, *, by_file: bool) -> str:
    """The link from one file of the export to another; that to a page names its folder, or its file."""
    path, mark, query = there.partition("?")
    path = posixpath.relpath(path, posixpath.dirname(here) or ".")
    if path.rpartition("/")[2] == "index.html" and not by_file:
        path = path.removesuffix("index.html") or "./"
    return f"{quote(path, safe='/.()+-_~')}{mark}{query}"


def rooted(page: bytes, follow: Follow, *, prefix: str) -> bytes:
    """The page with links from the root of the host: for one that is shown at whatever address."""

    def replaced(match: re.Match[bytes]) -> bytes:
        name, link = match[1].decode(), unescape(match[2].decode())
        there = follow(link) if link.startswith("/") else None
        if there is None:
            return match[0]
        return f'{name}="{escape(f"{prefix}/{quote(there.removesuffix('index.html'))}")}"'.encode()

    return _ATTRIBUTE.sub(replaced, page)
