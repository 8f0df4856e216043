"""Walking an export as a link checker would: from its first page, over HTTP, to whatever can be reached."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import partial
from html.parser import HTMLParser
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from urllib.error import HTTPError
from urllib.parse import unquote, urldefrag, urljoin, urlsplit
from urllib.request import urlopen

LOADED = {("img", "src"), ("script", "src"), ("iframe", "src"), ("link", "href"), ("source", "src")}
"""What a browser takes by itself."""
NOT_LOADED = {"alternate", "next", "prev", "author", "license"}
"""Relations of a link of which it takes nothing."""
SAID = {"canonical"}
"""Those of a link that says where the page is read, and leads nowhere."""


@contextmanager
def served(folder: Path) -> Iterator[str]:
    """The folder on a free port of the loopback, by the plainest server there is."""

    class Quiet(SimpleHTTPRequestHandler):
        def log_message(self, *_: object) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(Quiet, directory=str(folder)))
    thread = Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_address[1]}"
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


class Page(HTMLParser):
    """The links and the ids of a page."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.links: list[str] = []
        self.loaded: list[str] = []
        self.ids: set[str] = set()
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        if "id" in given:
            self.ids.add(given["id"])
        for name in ("href", "src", "action"):
            if name not in given or SAID & set(given.get("rel", "").split()):
                continue
            by_itself = (tag, name) in LOADED and not NOT_LOADED & set(given.get("rel", "").split())
            (self.loaded if by_itself else self.links).append(given[name])


@dataclass(slots=True)
class Walk:
    """What a walk over a site found."""

    pages: dict[str, Page] = field(default_factory=dict)
    files: set[str] = field(default_factory=set)
    dead: list[str] = field(default_factory=list)
    """Links that lead nowhere, or to no such place on a page: *from → to*."""
    outside: set[str] = field(default_factory=set)
    """Addresses elsewhere that somebody may follow."""
    requested: set[str] = field(default_factory=set)
    """Addresses elsewhere that a browser would take by itself."""


def walk(site: str, start: str = "/") -> Walk:
    """Follow every link of the site."""
    found, waiting, fragments = Walk(), [(f"{site}{start}", "")], list[tuple[str, str, str]]()
    known = {f"{site}{start}"}
    while waiting:
        address, source = waiting.pop()
        try:
            with urlopen(address, timeout=10) as answer:
                kind, data, there = answer.headers.get_content_type(), answer.read(), answer.url
        except HTTPError as error:
            found.dead.append(f"{source} → {address} ({error.code})")
            continue
        if kind != "text/html":
            found.files.add(address)
            continue
        page = found.pages[there] = Page(data.decode())
        for link in [*page.links, *page.loaded]:
            whole, fragment = urldefrag(urljoin(there, link))
            if not whole.startswith("http"):
                continue
            if not whole.startswith(f"{site}/"):
                (found.requested if link in page.loaded else found.outside).add(whole)
                continue
            target = whole.partition("?")[0]
            if fragment:
                fragments.append((there, target, unquote(fragment)))
            if target not in known:
                known.add(target)
                waiting.append((target, there))
    found.dead += [
        f"{source} → {target}#{fragment}"
        for source, target, fragment in fragments
        if target in found.pages and fragment not in found.pages[target].ids
    ]
    return found


def path_of(address: str) -> str:
    """The path of an address."""
    return urlsplit(address).path
