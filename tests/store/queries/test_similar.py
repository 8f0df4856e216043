"""Clauses in force that say something like a given one."""

from dataclasses import replace

import pytest

from plenaria.actions import texts, validity
from plenaria.core.text.resolution import Clause
from plenaria.store.queries.similar import called, similar
from tests import builders
from tests.builders import AT, Sitting, done

pytestmark = pytest.mark.django_db

WORDS = (
    "Провести осенью 2026 года фестиваль тёмного неба в обсерватории на Каменной горе.",
    "Поручить секретариату подготовить руководство по измерению яркости ночного неба.",
    "Выразить благодарность городской библиотеке за предоставленный зал.",
)


@pytest.fixture
def sitting() -> Sitting:
    body = builders.body()
    secretary = builders.person("Secretary", body, "secretary", "drafter", "chair", email="secretary@council.example")
    return builders.meeting(body, secretary)


def published(sitting: Sitting) -> list[str]:
    text = builders.text("ru")
    clauses = tuple(Clause(id=f"c{place}", number=str(place), text=each) for place, each in enumerate(WORDS, 1))
    draft = done(
        texts.import_text(
            actor=sitting.secretary,
            at=AT,
            body=sitting.body,
            meeting=sitting.id,
            text=replace(text, clauses=clauses),
        )
    )
    done(texts.table_text(actor=sitting.secretary, at=AT, resolution=draft))
    done(texts.debate_text(actor=sitting.secretary, at=AT, resolution=draft))
    return builders.clauses_of(builders.published_text(sitting, resolution=draft))


def test_the_most_similar_clause_comes_first_whatever_its_endings(sitting: Sitting) -> None:
    published(sitting)
    found = similar("О фестивале тёмного неба: провести его в обсерватории Каменной горы весной 2027 года.", "ru")
    assert [each.clause for each in found] == ["1"]
    assert [each.clause for each in similar("Руководства для измерений яркости неба", "ru")] == ["2"]


def test_what_shares_nothing_is_not_shown(sitting: Sitting) -> None:
    published(sitting)
    assert similar("Принять новую организацию в члены совета.", "ru") == ()
    assert similar("и", "ru") == ()
    assert similar(WORDS[0], "es") == ()


def test_what_is_no_longer_in_force_is_not_shown(sitting: Sitting) -> None:
    first, *_ = published(sitting)
    assert [each.id for each in similar(WORDS[0], "ru")] == [first]
    done(validity.note_spent(actor=sitting.secretary, at=AT, clause=first, since=AT.date()))
    assert similar(WORDS[0], "ru") == ()


def test_a_clause_is_found_by_its_words(sitting: Sitting) -> None:
    _, second, _ = published(sitting)
    found = called("измерение яркости", "ru")
    assert [(each.id, each.number) for each in found] == [(second, "XIV/1")]
    assert called("", "ru") == ()
    assert called("яркости", "ru", but=found[0].resolution) == ()
