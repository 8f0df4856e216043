"""Texts as they stand, as they stood, and what one language has not followed yet."""

from dataclasses import replace
from datetime import timedelta

import pytest

from plenaria.actions import agenda, texts
from plenaria.actions.texts import Revision
from plenaria.core.permits import Actor, Where
from plenaria.core.text.resolution import Recital, Resolution
from plenaria.store.queries import texts as queries
from tests import builders
from tests.builders import AT, done

pytestmark = pytest.mark.django_db


@pytest.fixture
def body() -> str:
    return builders.body()


@pytest.fixture
def secretary(body: str) -> Actor:
    return builders.person("Ann", body, "secretary")


@pytest.fixture
def resolution(body: str, secretary: Actor) -> str:
    text = replace(builders.text(), recitals=(Recital(text="Напоминая,"), Recital(text="Отмечая,")))
    return done(texts.import_text(actor=secretary, at=AT, body=body, text=text))


def stored(resolution: str, language: str = "ru") -> Resolution:
    found = queries.latest(resolution, language)
    assert found is not None
    return found


def with_words(text: Resolution, place: int, words: str) -> Resolution:
    clauses = list(text.clauses)
    clauses[place] = replace(clauses[place], text=words)
    return replace(text, clauses=tuple(clauses))


def revise(secretary: Actor, resolution: str, text: Resolution, based_on: int, minutes: int) -> None:
    at = AT + timedelta(minutes=minutes)
    done(texts.revise_text(actor=secretary, at=at, resolution=resolution, text=text, based_on=based_on))


def test_a_resolution_with_its_languages(secretary: Actor, body: str, resolution: str) -> None:
    revise(secretary, resolution, builders.text("es"), 0, 1)
    revise(secretary, resolution, builders.text("en"), 0, 2)
    view = queries.resolution(resolution)
    assert view is not None
    assert (view.language, view.languages, view.state) == ("ru", ("ru", "en", "es"), "draft")
    assert view.titles == {"ru": "О тёмном небе", "es": "Sobre el cielo oscuro", "en": "On the dark sky"}
    assert view.body.id == body
    assert list(queries.versions(resolution)) == ["ru", "en", "es"]
    assert queries.resolution("none") is None
    assert queries.versions("none") == {}
    assert queries.where_of_resolution(resolution) == Where(body=body)
    assert queries.where_of_resolution("none") is None


def test_papers_stand_in_the_order_of_the_agenda(secretary: Actor, body: str, resolution: str) -> None:
    meeting = builders.planned_meeting(body, secretary)

    def paper(minutes: int) -> str:
        at = AT + timedelta(minutes=minutes)
        return done(texts.import_text(actor=secretary, at=at, body=body, meeting=meeting, text=builders.text()))

    old, young, youngest = paper(1), paper(2), paper(3)
    points: list[agenda.Point] = [({"ru": "Один"}, youngest), ({"ru": "Два"}, resolution)]
    done(agenda.set_agenda(actor=secretary, at=AT, meeting=meeting, items=points))
    assert [each.id for each in queries.papers(meeting)] == [youngest, resolution, old, young]


def test_a_text_as_it_stood(secretary: Actor, resolution: str) -> None:
    revise(secretary, resolution, with_words(stored(resolution), 1, "Иначе."), 1, 5)
    revise(secretary, resolution, stored(resolution), 2, 6)
    before = queries.version(resolution, "ru", 1)
    assert before is not None
    assert before.text.clauses[1].text == "Беречь темноту в долине номер 2."
    assert before.author == {"en": "Ann"}
    assert queries.version(resolution, "ru", 9) is None
    assert [(each.language, each.revision, each.changed) for each in queries.history(resolution)] == [
        ("ru", 3, 0),
        ("ru", 2, 1),
        ("ru", 1, 6),
    ]


def test_a_translation_is_outdated_where_the_authentic_words_changed_later(secretary: Actor, resolution: str) -> None:
    revise(secretary, resolution, builders.text("es"), 0, 1)
    assert queries.outdated(resolution, "es") == frozenset()
    first, second, third = (clause.id for clause in stored(resolution).clauses)
    changed = replace(with_words(stored(resolution), 0, "Раз."), title="Об ином")
    revise(secretary, resolution, changed, 1, 2)
    revise(secretary, resolution, with_words(stored(resolution), 2, "Три."), 2, 3)
    assert queries.outdated(resolution, "es") == {first, third, "title"}
    # Other words for one clause settle that clause alone.
    revise(secretary, resolution, with_words(stored(resolution, "es"), 0, "Uno."), 1, 4)
    assert queries.outdated(resolution, "es") == {third, "title"}
    # Both languages changed together are level.
    both = [
        Revision(with_words(stored(resolution), 1, "Два."), 3),
        Revision(with_words(stored(resolution, "es"), 1, "Dos."), 2),
    ]
    at = AT + timedelta(minutes=5)
    done(texts.revise_texts(actor=secretary, at=at, resolution=resolution, revisions=both))
    assert second not in queries.outdated(resolution, "es")
    # Stored again as it is: somebody read the whole and found it right.
    revise(secretary, resolution, stored(resolution, "es"), 3, 6)
    assert queries.outdated(resolution, "es") == frozenset()
    assert queries.outdated(resolution, "ru") == frozenset()
