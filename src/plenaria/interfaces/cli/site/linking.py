"""Links of a page made relative, so that the folder works at any address and at none."""

import posixpath
import re
from collections.abc import Callable
from html import escape, unescape
from urllib.parse import quote

# A quotation mark in text is escaped by the templates: what looks like an attribute is one.
_ATTRIBUTE = re.compile(rb'(?<=\s)(href|src|action|data-root)="([^"]*)"')
_HEAD = b'<meta charset="utf-8">'

type Follow = Callable[[str], str | None]
"""An address of this register → where it lies in the export; ``None``: not in it."""


def relinked(page: bytes, place: str, follow: Follow, *, elsewhere: str, by_file: bool, policy: str = "") -> bytes:
    """The page as it lies at ``place``; what is not in the export is read at the register itself, ``elsewhere``."""

    def replaced(match: re.Match[bytes]) -> bytes:
        name, link = match[1].decode(), unescape(match[2].decode())
        return f'{name}="{escape(_linked(link, place, follow, elsewhere=elsewhere, by_file=by_file))}"'.encode()

    written = _ATTRIBUTE.sub(replaced, page)
    if policy:
        meta = f'\n<meta http-equiv="Content-Security-Policy" content="{escape(policy)}">'.encode()
        written = written.replace(_HEAD, _HEAD + meta, 1)
    return written


def _linked(link: str, place: str, follow: Follow, *, elsewhere: str, by_file: bool) -> str:
    if not link.startswith(("/", "?")) or link.startswith("//"):
        return link
    address, mark, fragment = link.partition("#")
    there = follow(address)
    if there is None:
        return f"{elsewhere}{link}" if link.startswith("/") else link
    return f"{relative(there, place, by_file=by_file)}{mark}{fragment}"


def relative(there: str, here: str, *, by_file: bool) -> str:
    """The link from one file of the export to another; that to a page names its folder, or its file."""
    path = posixpath.relpath(there, posixpath.dirname(here) or ".")
    if path.rpartition("/")[2] == "index.html" and not by_file:
        path = path.removesuffix("index.html") or "./"
    return quote(path, safe="/.()+-_~")


def rooted(page: bytes, follow: Follow, *, prefix: str) -> bytes:
    """The page with links from the root of the host: for one that is shown at whatever address."""

    def replaced(match: re.Match[bytes]) -> bytes:
        name, link = match[1].decode(), unescape(match[2].decode())
        there = follow(link) if link.startswith("/") else None
        if there is None:
            return match[0]
        return f'{name}="{escape(f"{prefix}/{quote(there.removesuffix('index.html'))}")}"'.encode()

    return _ATTRIBUTE.sub(replaced, page)
