"""What the clauses of a text do to earlier ones, at the desk."""

from dataclasses import replace

import pytest
from django.test import Client
from django.urls import reverse
from django.utils.html import strip_tags

from plenaria.actions import texts
from plenaria.actions.texts import Revision
from plenaria.core.text.resolution import Clause as Point
from plenaria.store.models import Clause, Effect
from tests import builders
from tests.builders import Sitting

pytestmark = pytest.mark.django_db


@pytest.fixture
def sitting() -> Sitting:
    body = builders.body()
    secretary = builders.person("Secretary", body, "secretary", "drafter", "chair", email="secretary@council.example")
    return builders.meeting(body, secretary)


@pytest.fixture
def desk(client: Client, sitting: Sitting) -> Client:
    client.cookies["plenaria_language"] = "en"
    return builders.logged_in(client, sitting.secretary)


@pytest.fixture
def earlier(sitting: Sitting) -> list[str]:
    return builders.clauses_of(builders.published_text(sitting))


def words(client: Client, address: str) -> str:
    return " ".join(strip_tags(client.get(address).content.decode()).split())


def test_a_similar_clause_is_ticked_and_annulled(desk: Client, sitting: Sitting, earlier: list[str]) -> None:
    draft = builders.debated_text(sitting)
    first = builders.clauses_of(draft)[0]
    page = f"/en/desk/r/{draft}/validity/{first}"
    assert "Беречь темноту в долине номер 1." in words(desk, page)
    assert "XIV/1 · clause 1" in words(desk, page)
    answer = desk.post(page, {"clauses": earlier[:1], "verb": "annul", "since": ""}, follow=True)
    assert "annuls XIV/1, clause 1 proposed" in " ".join(strip_tags(answer.content.decode()).split())
    builders.adopted_text(sitting, resolution=draft, number="XIV/2")
    assert Clause.objects.get(id=earlier[0]).validity == "annulled"


def test_a_reader_sees_the_words_in_their_language_and_points_with_the_number_of_their_clause(
    desk: Client, sitting: Sitting
) -> None:
    ru, es = builders.text("ru", clauses=2), builders.text("es", clauses=2)
    point = Point(id="p", number="а", text="ночью;", level=2)
    below = replace(ru.clauses[1], children=(point,))
    given = {"actor": sitting.secretary, "at": builders.AT, "body": sitting.body, "meeting": sitting.id}
    draft = builders.done(texts.import_text(**given, text=replace(ru, clauses=(ru.clauses[0], below))))
    revision = Revision(es, 0)
    builders.done(texts.revise_texts(actor=sitting.secretary, at=builders.AT, resolution=draft, revisions=[revision]))
    shown = words(desk, f"/es/desk/r/{draft}/validity")
    assert (es.clauses[0].text in shown, ru.clauses[0].text in shown) == (True, False)
    assert "2 а" in shown


def test_what_is_missing_is_said_and_what_was_typed_stays(desk: Client, sitting: Sitting, earlier: list[str]) -> None:
    draft = builders.debated_text(sitting)
    page = f"/en/desk/r/{draft}/validity/{builders.clauses_of(draft)[0]}"
    given = {"clauses": earlier[:1], "verb": "amend", "words-ru": "Беречь её.", "words-es": ""}
    answer = desk.post(page, given)
    shown = answer.content.decode()
    assert answer.status_code == 422
    assert ("new words of the clause are missing" in shown, "Беречь её." in shown) == (True, True)
    assert f'value="{earlier[0]}" checked' in shown
    assert not Effect.objects.exists()


def test_it_is_looked_for_by_its_words(desk: Client, sitting: Sitting, earlier: list[str]) -> None:
    draft = builders.debated_text(sitting)
    page = f"/en/desk/r/{draft}/validity/{builders.clauses_of(draft)[0]}"
    assert "Clauses in force with these words" in words(desk, f"{page}?q=долины")
    assert "No clause in force has these words." in words(desk, f"{page}?q=обсерватория")


def test_what_was_proposed_is_taken_back(desk: Client, sitting: Sitting, earlier: list[str]) -> None:
    draft = builders.debated_text(sitting)
    page = f"/en/desk/r/{draft}/validity/{builders.clauses_of(draft)[0]}"
    desk.post(page, {"clauses": earlier[:1], "verb": "supersede"})
    effect = Effect.objects.get().id
    answer = desk.post(reverse("desk-effect-drop", args=[draft, effect]), follow=True)
    assert "It is taken back." in answer.content.decode()
    assert not Effect.objects.exists()


def test_a_clause_that_has_done_its_work_is_noted(desk: Client, sitting: Sitting, earlier: list[str]) -> None:
    resolution = Clause.objects.get(id=earlier[0]).resolution_id
    answer = desk.post(
        f"/en/desk/r/{resolution}/validity/{earlier[0]}/spent", {"reason": "The fair is over"}, follow=True
    )
    assert "The fair is over" in answer.content.decode()
    assert Clause.objects.get(id=earlier[0]).validity == "spent"


def test_whoever_may_not_change_it_sees_no_button(client: Client, sitting: Sitting, earlier: list[str]) -> None:
    clerk = builders.person("Clerk", sitting.body, "clerk", email="clerk@council.example")
    desk = builders.logged_in(client, clerk)
    draft = builders.debated_text(sitting)
    assert "Change an earlier clause" not in words(desk, f"/en/desk/r/{draft}/validity")
    assert desk.get(f"/en/desk/r/{draft}/validity/{builders.clauses_of(draft)[0]}").status_code == 403
