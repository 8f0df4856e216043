"""The register cut into pieces of work: what is not of a body, each body, each meeting, each resolution."""

from collections.abc import Iterator, Mapping

from plenaria.interfaces.cli.site.places import Address
from plenaria.interfaces.cli.site.plan import FRAME, MOVED, SEARCH, Unit
from plenaria.interfaces.kit.exported import Exported
from plenaria.store.queries import register
from plenaria.store.queries.addresses import Place, former_pages

AT_ONCE = 10_000
"""So many pages are listed at once; also the size of a sitemap."""


def units(of: Exported) -> Iterator[Unit]:
    """All of them; those of the register's own list, with what belongs to each but is not always linked."""
    count = register.pages_count(of.bodies)
    maps = tuple(f"/sitemap-{number}.xml" for number in range(1, max(1, -(-count // AT_ONCE)) + 1))
    yield Unit(FRAME, ("/", "/search", "/verify", "/guide/", "/robots.txt", "/sitemap.xml", *maps))
    for first in range(0, count, AT_ONCE):
        for page in register.pages(first, first + AT_ONCE, of.bodies):
            yield Unit(page.path, (page.path, *_beside(page.path)))
    former = former_pages(of.bodies)
    if former:
        yield Unit(MOVED, tuple(_path(each) for each in former))
    yield Unit(SEARCH, ())


def _path(of: Place) -> str:
    if of.meeting:
        return f"/b/{of.body}/m/{of.meeting}/"
    return f"/b/{of.body}/r/{of.number}/" if of.number else f"/b/{of.body}/"


def _beside(path: str) -> tuple[str, ...]:
    match path.strip("/").split("/"):
        case ["b", body, "r", number]:
            feeds = f"/feeds/r/{body}/{number}"
            return f"{feeds}.atom", f"{feeds}.ics", f"{path}card.png", f"/embed/r/{body}/{number}/"
        case ["b", body, "m", meeting]:
            return (f"/api/popolo/b/{body}/m/{meeting}.json",)
        case ["b", body]:
            return f"/feeds/b/{body}.atom", f"/feeds/b/{body}.ics", f"/embed/b/{body}/"
    return ()


def owner(address: Address) -> str:
    """The name of the unit to which an address belongs."""
    given: Mapping[str, object] = address.arguments
    match given:
        case {"body": body, "meeting": meeting}:
            return f"/b/{body}/m/{meeting}/"
        case {"body": body, "number": number}:
            return f"/b/{body}/r/{number}/"
        case {"body": body}:
            return f"/b/{body}/"
    return FRAME
