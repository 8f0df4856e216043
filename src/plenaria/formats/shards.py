"""A search that needs no server: an index in many small files, of which a query takes a few (ADR 0020).

Three steps lead from a word to what is shown. ``w/…`` knows every word of the texts and its stems, so that a browser
need not cut endings; ``p/…`` knows where a stem is, newest first, in parts of which only the first is taken as a rule;
``t/…`` holds the texts. ``index`` says which ``w`` a word is in, and how words end (for a form that no text has),
``u/…`` which page a number means. Each file is a script that calls ``plenariaShard(NAME, DATA)``: a page opened from a
folder may not fetch, but it may have scripts.

A list of places is numbers: of a page its own (the first as it is, each later one as its distance), then how many
passages of it, then these, again as distances. None at all: all of it.
"""

import json
from array import array
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

BYTES = 24_000
"""About so large is a file of many entries."""
PART = 4_000
"""So many numbers of a list are taken at once."""
BLOCK = 250
"""So many pages are named in one file."""
LONGEST_ENDING = 6
IN = "=l"
"""The token of a language: what has a text in it."""

type File = tuple[str, bytes]
"""Name without its ending, and what is in it."""


@dataclass(frozen=True, slots=True)
class Passage:
    """A piece of a page that is found by itself; ``words`` (folded) and ``stems`` are level with each other."""

    part: str
    text: str
    words: Sequence[str]
    stems: Sequence[str]
    number: str = ""
    fragment: str = ""
    tokens: Sequence[str] = ()
    """What it can be narrowed down to, such as its kind; no word is one."""


@dataclass(frozen=True, slots=True)
class Page:
    """What a search leads to. ``about`` is shown of it in whatever language; ``tokens`` hold for all of it."""

    path: str
    on: date
    about: Mapping[str, object]
    texts: Mapping[str, Sequence[Passage]]
    tokens: Sequence[str] = ()


@dataclass(slots=True)
class Shards:
    """The index as it grows: the pages in their order, the oldest first."""

    options: Callable[[str], Iterable[str]]
    """The stems for which a word stands that is asked for."""
    _paths: list[str] = field(default_factory=list)
    _years: list[tuple[int, int]] = field(default_factory=list)
    _lists: dict[tuple[str, str], array[int]] = field(default_factory=dict)
    _counts: dict[tuple[str, str], int] = field(default_factory=dict)
    _forms: dict[tuple[str, str], set[str]] = field(default_factory=dict)
    _taught: dict[str, dict[str, str]] = field(default_factory=dict)

    def add(self, page: Page) -> Iterator[File]:
        """One more page; gives the files of its texts."""
        at = len(self._paths)
        self._paths.append(page.path)
        if not self._years or self._years[-1][0] != page.on.year:
            self._years.append((page.on.year, at))
        for token in page.tokens:
            self._enter((token, ""), at, [])
        for language, passages in page.texts.items():
            self._index(at, language, passages)
            shown = [[each.part, each.number, each.fragment, each.text] for each in passages]
            yield _file(f"t/{page.path}{language}", {**page.about, "passages": shown})

    def _index(self, at: int, language: str, passages: Sequence[Passage]) -> None:
        found: dict[str, list[int]] = {}
        self._enter((IN, language), at, [])
        for place, passage in enumerate(passages):
            for word, stem in zip(passage.words, passage.stems, strict=True):
                self._forms.setdefault((stem, language), set()).add(word)
            for stem in {*passage.stems, *passage.tokens}:
                found.setdefault(stem, []).append(place)
        for stem, places in found.items():
            self._enter((stem, language), at, places)

    def teach(self, language: str, forms: Mapping[str, str]) -> None:
        """Words of a language with their stems, to know more of how they end than the texts that are searched say."""
        self._taught.setdefault(language, {}).update(forms)

    def _endings(self, language: str) -> list[tuple[str, str]]:
        """The endings by which a browser tells the stem of a form that no text has, the shortest first."""
        forms = {word: stem for (stem, of), some in self._forms.items() if of == language for word in some}
        counted = Counter(_ending(word, stem) for word, stem in {**self._taught.get(language, {}), **forms}.items())
        usual = [pair for pair, times in counted.items() if times > 1 and len(pair[0]) <= LONGEST_ENDING]
        return sorted(usual, key=lambda pair: (len(pair[0]), pair))

    def _enter(self, key: tuple[str, str], at: int, places: Sequence[int]) -> None:
        distances = [after - before for before, after in zip((0, *places), places, strict=False)]
        self._lists.setdefault(key, array("I")).extend([at, len(places), *distances])
        self._counts[key] = self._counts.get(key, 0) + 1

    def finish(self, about: Mapping[str, object]) -> Iterator[File]:
        """All other files; ``about`` is what the page of the search wants to know besides."""
        where: dict[tuple[str, str], int] = {}
        for number, shard in enumerate(_packed(self._entries())):
            where |= dict.fromkeys((key for key, _entry, _more in shard), number)
            yield _file(f"p/{number}", {".".join(key): entry for key, entry, _more in shard})
            for _key, _entry, more in shard:
                yield from more
        languages = sorted({language for _stem, language in self._forms})
        firsts = []
        for number, words in enumerate(_packed(self._words(where))):
            firsts.append(words[0][0])
            yield _file(f"w/{number}", {word: known for word, known, _more in words})
        for first in range(0, len(self._paths), BLOCK):
            yield _file(f"u/{first // BLOCK}", self._paths[first : first + BLOCK])
        yield _file(
            "index",
            {
                **about,
                "pages": len(self._paths),
                "block": BLOCK,
                "years": self._years,
                "languages": languages,
                "words": firsts,
                "endings": {language: self._endings(language) for language in languages},
                "tokens": {".".join(key): where[key] for key in sorted(self._lists) if key not in self._forms},
            },
        )

    def _entries(self) -> "Iterator[_Entry]":
        """Every stem with its words and the first part of its list; the other parts are files of their own."""
        made = 0
        for key in sorted(self._lists, key=lambda key: (_order(key[0]), key[1])):
            first, *others = _parts(self._lists[key])
            more = [_file(f"m/{made + at}", part) for at, part in enumerate(others)]
            tops = [[part[0], made + at] for at, part in enumerate(others)]
            made += len(others)
            entry: dict[str, object] = {"f": sorted(self._forms.get(key, ())), "c": first}
            yield key, {**entry, "m": tops} if tops else entry, more

    def _words(self, where: Mapping[tuple[str, str], int]) -> "Iterator[_Word]":
        """Every word with the stems that it stands for: stem, language, file of its list, in how many pages it is."""
        languages = sorted({language for _stem, language in self._forms})
        for word in sorted({word for forms in self._forms.values() for word in forms}, key=_order):
            stems = sorted(self.options(word))
            keys = [(stem, language) for stem in stems for language in languages if (stem, language) in self._forms]
            yield word, [[*key, where[key], self._counts[key]] for key in keys], ()


type _Entry = tuple[tuple[str, str], object, Sequence[File]]
type _Word = tuple[str, object, Sequence[File]]


def _ending(word: str, stem: str) -> tuple[str, str]:
    """How a word ends, and how its stem does: *galaxies*, *galaxi* → *es* and nothing."""
    common = next((at for at, (one, other) in enumerate(zip(word, stem, strict=False)) if one != other), len(stem))
    return word[common:], stem[common:]


def _parts(found: "array[int]") -> list[list[int]]:
    """A list, which grew from the oldest on, from the newest on and in parts."""
    pages = []
    at = 0
    while at < len(found):
        end = at + 2 + found[at + 1]
        pages.append((found[at], found[at + 1 : end].tolist()))
        at = end
    parts: list[list[int]] = []
    last = 0
    for page, places in reversed(pages):
        if not parts or len(parts[-1]) >= PART:
            parts.append([page, *places])
        else:
            parts[-1] += [last - page, *places]
        last = page
    return parts


def _packed[K](entries: Iterable[tuple[K, object, Sequence[File]]]) -> Iterator[list[tuple[K, object, Sequence[File]]]]:
    """Entries in their order, as many together as make a file."""
    held: list[tuple[K, object, Sequence[File]]] = []
    size = 0
    for entry in entries:
        held.append(entry)
        size += len(json.dumps([entry[0], entry[1]], ensure_ascii=False).encode())
        if size >= BYTES:
            yield held
            held, size = [], 0
    if held:
        yield held


def _order(word: str) -> bytes:
    """The order in which a browser has words: by units of UTF-16."""
    return word.encode("utf-16-be", "surrogatepass")


def _file(name: str, data: object) -> File:
    written = json.dumps(data, ensure_ascii=False, separators=(",", ":"))
    return name, f"plenariaShard({json.dumps(name)},{written});\n".encode("utf-8", "replace")
