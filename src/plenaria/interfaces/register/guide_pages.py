"""The users' guide as it is kept: which pages there are, their order, and where something stands in them."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from pathlib import Path

from django.templatetags.static import static

import plenaria.interfaces.kit
from plenaria.formats import guide
from plenaria.formats.guide import GuidePage, Section
from plenaria.store import search
from plenaria.store.search import Term

FRONT = "index"
"""The page that lists the others: its headings are the parts of the guide, its links their pages in their order."""
PICTURES = Path(plenaria.interfaces.kit.__file__).parent / "static" / "plenaria" / "guide"
AROUND = 90
"""Letters of a section shown on each side of what was found in it."""


@dataclass(frozen=True, slots=True)
class Part:
    """Pages that belong together, each with its title."""

    title: str
    pages: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Place:
    """A section in which something was found: the words around it in pieces, each with whether it was asked for."""

    page: str
    title: str
    section: Section
    pieces: tuple[tuple[str, bool], ...]


@cache
def page(language: str, name: str) -> GuidePage:
    """The page of that name. Raises ``KeyError`` where the guide has none."""
    file = files("plenaria") / "guide" / language / f"{name}.md"
    if not name.replace("-", "").isalnum() or not file.is_file():
        raise KeyError(name)
    return guide.read(file.read_text(encoding="utf-8"), lambda picture: _picture(language, picture))


@cache
def parts(language: str) -> tuple[Part, ...]:
    """The table of contents."""
    sections = (each for each in page(language, FRONT).sections if each.anchor)
    return tuple(
        Part(each.title, tuple((name, page(language, name).title) for name in each.links)) for each in sections
    )


@cache
def order(language: str) -> tuple[str, ...]:
    """The names of all pages, as they are read one after the other."""
    return (FRONT, *(name for part in parts(language) for name, _ in part.pages))


def find(language: str, query: str) -> list[Place]:
    """The sections that hold all that the query asks for: those with it in their heading first, then as they stand."""
    asked = search.terms(query)
    places = [
        (not _holds(_stems(language, section.title), asked), Place(name, title, section, pieces))
        for name, title, section, stems in _all_sections(language)
        if asked and _holds(stems, asked)
        for pieces in [_around(search.marked(section.text, asked, language))]
    ]
    return [place for _, place in sorted(places, key=lambda each: each[0])]


def _picture(language: str, file: str) -> dict[str, str]:
    """Address and size of a picture, so that the page does not jump when it arrives."""
    # A PNG says its size in the first chunk (PNG 3rd edition, 11.2.1).
    head = (PICTURES / language / file).read_bytes()[:24]
    width, height = (str(int.from_bytes(head[at : at + 4])) for at in (16, 20))
    return {"src": static(f"plenaria/guide/{language}/{file}"), "width": width, "height": height}


@cache
def _all_sections(language: str) -> tuple[tuple[str, str, Section, tuple[str, ...]], ...]:
    """Each section with the name and title of its page, and its stems; the page's title counts as words of it."""
    return tuple(
        (name, here.title, section, _stems(language, f"{here.title} {section.title} {section.text}"))
        for name in order(language)
        if name != FRONT
        for here in [page(language, name)]
        for section in here.sections
    )


def _stems(language: str, text: str) -> tuple[str, ...]:
    return tuple(search.stems(text, language))


def _holds(stems: Sequence[str], asked: Sequence[Term]) -> bool:
    """Whether each term stands there, its stems one after the other."""
    return all(any(_stands(stems, option, term.begins) for option in term.options) for term in asked)


def _stands(stems: Sequence[str], option: Sequence[str], begins: bool) -> bool:
    *before, last = option
    return any(
        list(stems[at : at + len(before)]) == before
        and (stems[at + len(before)].startswith(last) if begins else stems[at + len(before)] == last)
        for at in range(len(stems) - len(before))
    )


def _around(pieces: Sequence[tuple[str, bool]]) -> tuple[tuple[str, bool], ...]:
    """The first word that was asked for, with some words on each side; the beginning where it is in the heading."""
    first = next((at for at, (_, wanted) in enumerate(pieces) if wanted), None)
    if first is None:
        return ((_cut("".join(text for text, _ in pieces), 2 * AROUND), False),)
    before = "".join(text for text, _ in pieces[:first])
    return ((_cut(before, -AROUND), False), pieces[first], *_after(pieces[first + 1 :]))


def _after(pieces: Sequence[tuple[str, bool]]) -> Iterator[tuple[str, bool]]:
    left = AROUND
    for text, wanted in pieces:
        yield (text if wanted else _cut(text, left)), wanted
        left -= len(text)
        if left <= 0:
            return


def _cut(text: str, length: int) -> str:
    """So many letters of its beginning, or of its end where negative, at a word's edge."""
    if len(text) <= abs(length):
        return text
    if length < 0:
        return "… " + text[length:].partition(" ")[2]
    return text[:length].rpartition(" ")[0] + " …"
