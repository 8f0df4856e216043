"""Resolutions of every shape; their texts have nothing that a paper cannot show (doubled blanks, control signs)."""

from dataclasses import replace
from datetime import date
from unicodedata import normalize

from hypothesis import strategies as st

from plenaria.core.text.resolution import (
    KINDS,
    METHODS,
    RESULTS,
    Adoption,
    Attachment,
    Clause,
    Recital,
    Resolution,
    Signature,
)

LANGUAGES = ("ru", "es", "en", "fr", "de", "uk", "pt")
NUMBERS = (
    "", "1", "2", "3", "7", "10", "а", "б", "в", "b", "c", "i", "iv", "IV", "1.1", "2.3.1", "PRIMERO", "Artículo 2",
    "§ 3", "12 bis",
)  # fmt: skip

_LETTERS = st.characters(
    exclude_categories=("Cc", "Cs", "Cn", "Co", "Cf", "Zl", "Zp"), exclude_characters="\u00adﬀﬁﬂﬃﬄﬅﬆ"
)


def _tidy(text: str) -> str:
    """As every reader leaves a line: composed (NFC), single blanks, no ligatures, nothing that is not seen."""
    return " ".join(normalize("NFC", text).split())


words = st.text(_LETTERS, min_size=1, max_size=30).map(_tidy).filter(bool)
"""A line."""
texts = st.lists(words, min_size=1, max_size=3).map("\n".join) | words
"""A paragraph, mostly of one line."""


def several[T](strategy: st.SearchStrategy[T], most: int = 2) -> st.SearchStrategy[tuple[T, ...]]:
    return st.lists(strategy, max_size=most).map(tuple)


@st.composite
def any_clauses(draw: st.DrawFn, level: int = 1) -> tuple[Clause, ...]:
    """Clauses with whatever text and numbers, up to three levels; ids are set when the tree stands."""
    count = draw(st.integers(0 if level > 1 else 1, 3))
    return tuple(
        Clause(
            id="",
            number=draw(st.sampled_from(NUMBERS)),
            text=draw(texts),
            level=level,
            kind=draw(st.sampled_from(KINDS)),
            also=tuple(draw(st.lists(st.sampled_from(KINDS), max_size=2, unique=True))),
            heading=draw(st.one_of(st.just(""), words)) if level == 1 else "",
            tail=draw(st.one_of(st.just(""), texts)),
            children=draw(any_clauses(level + 1)) if level < 3 else (),
        )
        for _ in range(count)
    )


def with_ids(clauses: tuple[Clause, ...], prefix: str = "k") -> tuple[Clause, ...]:
    return tuple(
        replace(each, id=f"{prefix}{at}", children=with_ids(each.children, f"{prefix}{at}-"))
        for at, each in enumerate(clauses, 1)
    )


counts = st.none() | st.integers(0, 999)
adoptions = st.builds(
    Adoption,
    text=texts,
    method=st.none() | st.sampled_from(METHODS),
    result=st.none() | st.sampled_from(RESULTS),
    in_favour=counts,
    against=counts,
    abstaining=counts,
)


def any_resolution() -> st.SearchStrategy[Resolution]:
    """A resolution in one of the seven languages, with all that a paper prints and the kinds of its clauses."""
    return st.builds(
        Resolution,
        language=st.sampled_from(LANGUAGES),
        title=texts,
        number=st.none() | words,
        date=st.none() | st.dates(min_value=date(1900, 1, 1), max_value=date(2100, 12, 31)),
        venue=st.none() | words,
        body=st.none() | words,
        # A header of a word processor that says one line twice is read as one.
        letterhead=several(words).map(lambda lines: tuple(dict.fromkeys(lines))),
        formula=st.none() | texts | texts.map("{}:".format) | st.builds("{},\n{}:".format, words, words),
        recitals=several(texts.map(lambda text: Recital(text=text))),
        clauses=any_clauses().map(with_ids),
        closing=st.none() | texts,
        adoption=st.none() | adoptions,
        signatures=several(st.builds(Signature, st.just("") | words, words)),
        dispatch=several(words, 3),
        attachments=several(st.builds(Attachment, title=words, paragraphs=several(texts))),
        unplaced=several(words),
    )
