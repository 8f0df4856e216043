"""Resolutions of every shape, for property tests."""

from datetime import date

from hypothesis import strategies as st

from plenaria.core.text.resolution import (
    KINDS,
    METHODS,
    RESULTS,
    Adoption,
    Attachment,
    Citation,
    Clause,
    Place,
    Recital,
    Resolution,
    Signature,
)
from plenaria.core.text.resolution import Warning as Caution

texts = st.text(alphabet=st.characters(exclude_categories=("Cs", "Cc")), max_size=20)
maybe = st.none() | texts
days = st.dates(min_value=date(1900, 1, 1), max_value=date(2100, 12, 31))
periods = st.tuples(days, days).map(lambda pair: (min(pair), max(pair)))
places = st.none() | st.builds(Place, st.integers(1, 999), st.integers(0, 99), st.none() | st.integers(0, 99))


def several[T](strategy: st.SearchStrategy[T]) -> st.SearchStrategy[tuple[T, ...]]:
    """Up to three of ``strategy``, as a tuple."""
    return st.lists(strategy, max_size=3).map(tuple)


citations = st.builds(Citation, text=texts, body=maybe, number=maybe, date=maybe, place=places)
recitals = st.builds(Recital, text=texts, citations=several(citations), place=places)


def clauses(children: st.SearchStrategy[tuple[Clause, ...]]) -> st.SearchStrategy[Clause]:
    """Clauses whose sub-clauses are of ``children``."""
    return st.builds(
        Clause,
        id=texts,
        number=texts,
        text=texts,
        level=st.integers(1, 5),
        kind=st.sampled_from(KINDS),
        also=several(st.sampled_from(KINDS)),
        verb=maybe,
        parties=several(texts),
        people=several(texts),
        places=several(texts),
        links=several(texts),
        dates=several(periods),
        citations=several(citations),
        children=children,
        tail=texts,
        heading=texts,
        place=places,
    )


resolutions = st.builds(
    Resolution,
    language=st.sampled_from(("ru", "es", "en")),
    title=texts,
    number=maybe,
    date=st.none() | days,
    venue=maybe,
    body=maybe,
    letterhead=several(texts),
    formula=maybe,
    recitals=several(recitals),
    clauses=several(clauses(several(clauses(st.just(()))))),
    closing=maybe,
    adoption=st.none()
    | st.builds(
        Adoption,
        text=texts,
        method=st.none() | st.sampled_from(METHODS),
        result=st.none() | st.sampled_from(RESULTS),
        in_favour=st.none() | st.integers(0, 999),
        against=st.none() | st.integers(0, 999),
        abstaining=st.none() | st.integers(0, 999),
        place=places,
    ),
    signatures=several(st.builds(Signature, texts, texts)),
    dispatch=several(texts),
    attachments=several(st.builds(Attachment, title=texts, paragraphs=several(texts), place=places)),
    furniture=several(texts),
    unplaced=several(texts),
    warnings=several(st.builds(Caution, texts, st.integers(0, 999), texts)),
)
