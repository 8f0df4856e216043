"""Which public addresses are exported, and in which file each comes to lie.

Decided by the names of the routes: a public route that is in none of these lists fails a test.
"""

import posixpath
import re
from collections.abc import Mapping
from dataclasses import dataclass
from urllib.parse import parse_qsl, quote, unquote, urlsplit

from django.urls import Resolver404, resolve

from plenaria.interfaces.kit.exported import Exported
from plenaria.interfaces.kit.languages import prefix_of

PAGES = frozenset(
    {
        "register",
        "register-body",
        "register-body-progress",
        "register-corrigendum",
        "register-in-force",
        "register-list",
        "register-matrix",
        "register-meeting",
        "register-minutes",
        "register-nominations",
        "register-programme",
        "register-progress",
        "register-report",
        "register-resolution",
        "register-search",
        "register-subject",
        "register-verify",
        "register-vote",
    }
)
"""Read by people: each a folder with ``index.html``."""
EMBEDDED = frozenset({"embed-body", "embed-resolution", "embed-clause"})
"""Pages for the frames of others."""
IN_A_LANGUAGE = EMBEDDED | {"register-card"}
"""Their addresses always name a language."""
OF_TEXTS = frozenset({"register-corrigendum", "register-in-force", "register-minutes", "register-resolution"})
"""Pages of texts, which may have languages that the pages of an export have not."""
FILES = frozenset(
    {
        "calendar-body",
        "calendar-resolution",
        "feed-body",
        "feed-clause",
        "feed-resolution",
        "feed-subject",
        "popolo-meeting",
        "register-answer-file",
        "register-card",
        "register-corrigendum-file",
        "register-evidence",
        "register-file",
        "register-item-file",
        "register-minutes-file",
        "register-nomination-file",
        "register-report-file",
        "register-roll-call",
        "register-shown",
        "register-vote-file",
        "robots",
        "sitemap",
        "sitemaps",
    }
)
"""Taken as they are."""
HANDED_IN = frozenset(
    {
        "register-answer-file",
        "register-evidence",
        "register-item-file",
        "register-nomination-file",
        "register-shown",
    }
)
"""Files of strangers, which a host may not serve as something that runs."""
ALIKE = HANDED_IN | {"accent", "register-emblem", "robots", "sitemap", "sitemaps"}
"""Files that are the same in every language: one is enough."""
LEFT_OUT = {
    "feed-search": "What is searched for is the reader's own.",
    "oparl-.*": "Its lists are asked for by days, in pages that depend on them.",
    "api-.*": "So are those of the API, which wants tokens besides.",
    "hall-network.*": "They are about the network of this server.",
    "guide-search": "The guide is found through its list of pages.",
}
"""Public routes that a folder of files cannot answer, and why. Links to them lead to the register itself."""
GUIDE = frozenset({"guide", "guide-page"})
"""The pages of the users' guide, which belong to no body."""
FILTERS = ("year", "body", "kind", "subject")
"""By which a list is narrowed. By one of them it is exported; for several at once there are too many pages."""
QUERY = ("in", "with", "on", "version", *FILTERS, "page", "after")
"""What of a query makes another page, in the order in which it becomes folders."""
SAFE = re.compile(r"\.(pdf|docx|odt|xlsx|ods|png|jpe?g|webp|csv|txt|md|json|zip|xml|html|ics|atom|svg|css|js|woff2)$")
"""Endings under which a host may serve a file as what it is."""
DEAD = re.compile(r"\.(pdf|docx|odt|xlsx|ods|png|jpe?g|webp|csv|txt|md|zip)$", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Address:
    """A public address of the register: the language before it, its path, what of its query counts, its route."""

    language: str
    path: str
    query: tuple[tuple[str, str], ...]
    route: str
    arguments: Mapping[str, object]

    @property
    def asked(self) -> str:
        """As it is asked for."""
        words = "&".join(f"{name}={quote(value)}" for name, value in self.query)
        return f"{f'/{self.language}' if self.language else ''}{self.path}{f'?{words}' if words else ''}"


@dataclass(frozen=True, slots=True)
class Places:
    """Where things lie in an export."""

    of: Exported

    def address(self, link: str) -> Address | None:
        """The exported page or file to which a link leads; nothing where it is none."""
        parts = urlsplit(link)
        language = prefix_of(parts.path) or ""
        path = parts.path[len(language) + 1 :] if language else parts.path
        try:
            match = resolve(unquote(path) or "/")
        except Resolver404:
            return None
        route = match.url_name or ""
        if not is_exported(route):
            return None
        given = dict(parse_qsl(parts.query))
        if language and language not in self.of.languages:
            if route not in OF_TEXTS:
                return None
            given, language = {"in": language, **given}, self.of.languages[0]
        query = tuple((name, given[name]) for name in QUERY if name in given)
        if sum(name in FILTERS for name, _value in query) > 1:
            return None
        if route in IN_A_LANGUAGE:
            language = language or self.of.languages[0]
        elif route in ALIKE or (route in FILES and "in" in given):
            language = ""
        return Address(language, path, query, route, match.kwargs)

    def place(self, address: Address, name: str = "") -> str:
        """Where it lies; ``name`` is what a file without an ending in its address is called."""
        path = f"{address.language}{address.path}".strip("/")
        folders = [path, *(f"{key}/{safe(value)}" for key, value in address.query)]
        if is_page(address.route):
            return posixpath.join(*filter(None, folders), "index.html")
        if SAFE.search(path) and not address.query:
            return path
        last = path.rpartition("/")[2] if SAFE.search(path) else safe(name or "file")
        if address.route in HANDED_IN and not DEAD.search(last):
            last = f"{last}.txt"
        return posixpath.join(*folders, last)

    def has_name_of_its_own(self, address: Address) -> bool:
        """Whether where it lies is known only from what it is called."""
        return not is_page(address.route) and not SAFE.search(address.path)


def is_page(route: str) -> bool:
    """Whether a route is a page in HTML."""
    return route in PAGES or route in EMBEDDED or route in GUIDE


def is_exported(route: str) -> bool:
    """Whether what is at a route is part of an export."""
    return is_page(route) or route in FILES or route in ALIKE


def safe(name: str) -> str:
    """A name that is one on every disk: letters, digits, and little else."""
    return re.sub(r"[^\w.()+-]+", "-", name).strip(".-")[:120] or "file"
