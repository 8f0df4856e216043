"""The index finds what a reader with much patience would, on either engine: so both find the same."""

from collections.abc import Sequence
from dataclasses import dataclass

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


ODD = ("'", "<->", "OR", "небо:*", "\\", "&|!", "=b:one", "нет")


@dataclass(frozen=True)
class Case:
    """Some passages, and what is asked for."""

    corpus: tuple[Document, ...]
    query: str
    tokens: list[list[str]]
    most: int
    among: frozenset[int] | None
    sample: tuple[int, int]
    """How many of the newest are looked at first, and how frequent what is found there must be."""


@st.composite
def cases(draw: st.DrawFn) -> Case:
    """Up to eight passages of a few words, and a query that is mostly made of their words."""
    texts = [
        (language, draw(st.lists(st.sampled_from(WORDS[language].split()), min_size=1, max_size=7)))
        for language in draw(st.lists(st.sampled_from(sorted(WORDS)), min_size=1, max_size=8))
    ]
    places = draw(st.lists(st.integers(1, 1 << 60), unique=True, min_size=len(texts), max_size=len(texts)))
    corpus = tuple(
        Document(place, stems(" ".join(words), language), draw(st.lists(st.sampled_from(TOKENS), unique=True)))
        for place, (language, words) in zip(places, texts, strict=True)
    )
    among = draw(st.none() | st.frozensets(st.sampled_from(places)))
    tokens = draw(st.lists(st.lists(st.sampled_from(TOKENS), min_size=1, max_size=2), max_size=1))
    query = " ".join(draw(_part(texts)) for _ in range(draw(st.integers(0, 2))))
    return Case(corpus, query, tokens, draw(st.integers(1, 5)), among, draw(st.sampled_from(((4_000, 200), (3, 3)))))


@st.composite
def _part(draw: st.DrawFn, texts: list[tuple[str, list[str]]]) -> str:
    _language, words = draw(st.sampled_from(texts))
    start = draw(st.integers(0, len(words) - 1))
    match draw(st.sampled_from(("word", "word", "phrase", "phrase", "begins", "odd"))):
        case "word":
            return words[start]
        case "phrase":
            return f'"{" ".join(words[start : start + 3])}"'
        case "begins":
            return f"{words[start][:3]}*"
    return draw(st.sampled_from(ODD))


def is_found(document: Document, asked: Sequence[Term], tokens: Sequence[Sequence[str]]) -> bool:
    """All the terms, each in any of its forms, the words of each next to each other; and one of each of the tokens."""
    return all(any(_has(document.stems, option, term.begins) for option in term.options) for term in asked) and all(
        any(each in document.tokens for each in some) for some in tokens
    )


def _has(words: Sequence[str], option: Sequence[str], begins: bool) -> bool:
    *whole, last = option
    pieces = [list(words[place : place + len(option)]) for place in range(len(words) - len(option) + 1)]
    return any(each[:-1] == whole and (each[-1].startswith(last) if begins else each[-1] == last) for each in pieces)


@settings(max_examples=200, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(case=cases())
def test_it_finds_the_newest_that_have_everything(case: Case, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(index, "SAMPLE", case.sample[0])
    monkeypatch.setattr(index, "FREQUENT", case.sample[1])
    asked, places = terms(case.query), sorted(each.place for each in case.corpus)
    first, last = places[len(places) // 4], places[-1]
    right = [
        each.place
        for each in case.corpus
        if is_found(each, asked, case.tokens)
        and each.place >= first
        and (case.among is None or each.place in case.among)
    ]
    expected = sorted(right, reverse=True)[: case.most] if asked or case.tokens else []
    with transaction.atomic():
        Passage.objects.bulk_create(
            Passage(place=each.place, language="ru", position=0, part="clause", text="") for each in case.corpus
        )
        index.put(case.corpus)
        found = index.newest(asked, case.tokens, first=first, last=last, most=case.most, among=case.among)
        transaction.set_rollback(True)
    assert found == expected
