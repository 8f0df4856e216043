"""The index finds what a reader with much patience would, on either engine: so both find the same."""

from collections.abc import Sequence

import pytest
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from plenaria.store import index
from plenaria.store.index import Document
from plenaria.store.models import Passage
from plenaria.store.search import Term, stems, terms

pytestmark = pytest.mark.django_db

WORDS = {
    "ru": "небо небом неба тёмное темного тёмных обсерватория обсерваторию школьная школьной XIII/1 район и о — d'a",
    "es": "cielo cielos oscuro oscura resolución resoluciones señal señales año años de la escuela XIII/1 O'Higgins",
    "en": "sky skies dark darker resolution resolutions school schools the of night nights XIII/1 rock'n'roll",
}
TOKENS = ("=b:one", "=b:two", "=k:task", "=p:clause", "=l:ru")


@st.composite
def documents(draw: st.DrawFn) -> list[Document]:
    """Up to a dozen passages of a few words, each at a place of its own."""
    found = []
    for place in draw(st.lists(st.integers(1, 1 << 60), unique=True, max_size=12)):
        language = draw(st.sampled_from(sorted(WORDS)))
        words = draw(st.lists(st.sampled_from(WORDS[language].split()), max_size=8))
        tokens = draw(st.lists(st.sampled_from(TOKENS), unique=True))
        found.append(Document(place, stems(" ".join(words), language), tokens))
    return found


QUERY_WORDS = sorted({word for words in WORDS.values() for word in words.split()})
ONE = st.sampled_from(QUERY_WORDS) | st.sampled_from(
    ["обс*", "res*", "XIII/*", "'", "<->", "OR", "небо:*", "\\", "&|!"]
)
PHRASE = st.lists(st.sampled_from(QUERY_WORDS), min_size=1, max_size=3).map(lambda words: f'"{" ".join(words)}"')
QUERY = st.lists(ONE | PHRASE, max_size=3).map(" ".join)


def is_found(document: Document, asked: Sequence[Term], tokens: Sequence[Sequence[str]]) -> bool:
    """All the terms, each in any of its forms, the words of each next to each other; and one of each of the tokens."""
    return all(any(_has(document.stems, option, term.begins) for option in term.options) for term in asked) and all(
        any(each in document.tokens for each in some) for some in tokens
    )


def _has(words: Sequence[str], option: Sequence[str], begins: bool) -> bool:
    *whole, last = option
    pieces = [list(words[place : place + len(option)]) for place in range(len(words) - len(option) + 1)]
    return any(each[:-1] == whole and (each[-1].startswith(last) if begins else each[-1] == last) for each in pieces)


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    documents(),
    QUERY,
    st.lists(st.lists(st.sampled_from(TOKENS), min_size=1, max_size=2), max_size=2),
    st.integers(1, 5),
    st.booleans(),
)
def test_it_finds_the_newest_that_have_everything(
    corpus: list[Document], query: str, tokens: list[list[str]], most: int, narrowed: bool
) -> None:
    asked = terms(query)
    among = {each.place for each in corpus[::2]} if narrowed else None
    first, last = (min(each.place for each in corpus) + 1, 1 << 60) if corpus else (1, 2)
    right = [
        each.place
        for each in corpus
        if is_found(each, asked, tokens) and first <= each.place <= last and (among is None or each.place in among)
    ]
    expected = sorted(right, reverse=True)[:most] if asked or tokens else []
    with transaction.atomic():
        Passage.objects.bulk_create(
            Passage(place=each.place, language="ru", position=0, part="clause", text="") for each in corpus
        )
        index.put(corpus)
        found = index.newest(asked, tokens, first=first, last=last, most=most, among=among)
        transaction.set_rollback(True)
    assert found == expected
