from dataclasses import replace
from pathlib import Path

import pytest
from django.test import Client
from pytest_django import Settings

from plenaria.actions import polls, texts
from plenaria.core.permits import Actor
from plenaria.core.text.resolution import Signature
from plenaria.delivery import keys
from plenaria.store.models import Resolution as Row
from plenaria.store.queries.sealing import sealing
from plenaria.store.queries.texts import latest
from tests import builders
from tests.builders import AT, Sitting, done

pytestmark = pytest.mark.django_db
PASSPHRASE = "a sky without lamps"


@pytest.fixture(autouse=True)
def data(tmp_path: Path, settings: Settings) -> None:
    settings.DATA = tmp_path


@pytest.fixture
def sitting() -> Sitting:
    body = builders.body()
    return builders.meeting(body, builders.person("Ann", body, "secretary", email="ann@desk.example"))


@pytest.fixture
def desk(client: Client, sitting: Sitting) -> Client:
    return builders.logged_in(client, sitting.secretary)


def form(**changed: object) -> dict[str, object]:
    """The form of adoption as a browser sends it."""
    return {
        "number": "XIV/1",
        "adopted_on": "2026-05-09",
        "languages": ["es"],
        "signatures_ru": "Председатель: А. Лебедева\r\nСекретарь: В. Горелова\r\n",
        "signatures_es": "A. Lébedeva",
        **changed,
    }


def state(resolution: str) -> str:
    return Row.objects.get(id=resolution).state


def test_the_way_from_the_vote_to_the_register(desk: Client, sitting: Sitting) -> None:
    keys.make_seal_key(PASSPHRASE)
    resolution = builders.decided_text(sitting)
    page = f"/en/desk/r/{resolution}/adopt"
    asked = desk.post(page, form())
    assert (asked.status_code, state(resolution)) == (200, "put")
    assert "Adopt it as XIV/1?" in asked.content.decode()
    adopted = desk.post(page, form(confirmed="1"), follow=True)
    assert "The resolution is adopted. Next: seal it." in adopted.content.decode()
    sealed = desk.post(f"/en/desk/r/{resolution}/seal", {"passphrase": PASSPHRASE}, follow=True)
    assert "The resolution is sealed. Next: publish it." in sealed.content.decode()
    assert desk.get("/b/council/r/xiv-1/").status_code == 404
    published = desk.post(f"/en/desk/r/{resolution}/publish", follow=True)
    assert "The resolution is published." in published.content.decode()
    assert 'href="/en/b/council/r/xiv-1/"' in published.content.decode()
    assert desk.get("/b/council/r/xiv-1/").status_code == 200


def test_the_second_question_repeats_what_was_entered(desk: Client, sitting: Sitting) -> None:
    resolution = builders.decided_text(sitting)
    asked = desk.post(f"/en/desk/r/{resolution}/adopt", form()).content.decode()
    for kept in ('name="number" value="XIV/1"', 'name="adopted_on" value="2026-05-09"', 'name="languages" value="es"'):
        assert kept in asked
    assert "Секретарь: В. Горелова" in asked


def test_who_goes_back_finds_what_they_typed(desk: Client, sitting: Sitting) -> None:
    resolution = builders.decided_text(sitting)
    shown = desk.post(f"/en/desk/r/{resolution}/adopt", form(number="XIV/7", back="1")).content.decode()
    assert "Before it can be adopted" in shown
    assert 'name="number" value="XIV/7"' in shown


def test_those_who_sign_are_read_line_by_line(desk: Client, sitting: Sitting) -> None:
    resolution = builders.decided_text(sitting)
    desk.post(f"/desk/r/{resolution}/adopt", form(confirmed="1"))
    found = sealing(resolution)
    assert found is not None
    assert {language: text.signatures for language, text in found.texts.items()} == {
        "ru": (Signature("Председатель", "А. Лебедева"), Signature("Секретарь", "В. Горелова")),
        "es": (Signature("", "A. Lébedeva"),),
    }


def test_the_next_number_of_the_meeting_is_proposed(desk: Client, sitting: Sitting) -> None:
    builders.adopted_text(sitting, number="XIV/1")
    builders.adopted_text(sitting, number="XIV/3")
    resolution = builders.decided_text(sitting)
    shown = desk.get(f"/desk/r/{resolution}/adopt").content.decode()
    assert 'name="number" value="XIV/4"' in shown
    assert 'name="adopted_on" value="2026-05-09"' in shown


def test_without_a_vote_there_is_nothing_to_press(desk: Client, sitting: Sitting) -> None:
    resolution = builders.debated_text(sitting)
    shown = desk.get(f"/en/desk/r/{resolution}/adopt").content.decode()
    assert "No vote has adopted it as a whole yet." in shown
    assert f'href="/en/hall/{sitting.id}/chair"' in shown
    assert 'name="number"' not in shown


def test_a_vote_that_is_still_open_adopts_nothing(desk: Client, sitting: Sitting) -> None:
    resolution = builders.debated_text(sitting)
    poll = builders.open_poll(sitting, resolution=resolution)
    refused = desk.post(f"/en/desk/r/{resolution}/adopt", form(confirmed="1"))
    assert refused.status_code == 409
    assert "No vote has adopted the text as a whole." in refused.content.decode()
    builders.done(polls.close_poll(actor=sitting.secretary, at=AT, poll=poll))


def test_a_number_that_is_taken_is_said_and_nothing_typed_is_lost(desk: Client, sitting: Sitting) -> None:
    builders.adopted_text(sitting, number="XIV/1")
    resolution = builders.decided_text(sitting)
    refused = desk.post(f"/en/desk/r/{resolution}/adopt", form(confirmed="1"))
    assert refused.status_code == 409
    assert "Another resolution of this body has the number XIV/1" in refused.content.decode()
    assert "Секретарь: В. Горелова" in refused.content.decode()


def test_a_language_that_does_not_fit_is_told_and_not_ticked(desk: Client, sitting: Sitting) -> None:
    resolution = builders.debated_text(sitting)
    spanish = latest(resolution, "es")
    assert spanish is not None
    shorter = replace(spanish, clauses=spanish.clauses[:2])
    builders.done(texts.revise_text(actor=sitting.secretary, at=AT, resolution=resolution, text=shorter, based_on=1))
    builders.decided_text(sitting, resolution=resolution)
    shown = desk.get(f"/en/desk/r/{resolution}/adopt").content.decode()
    assert "Español: 1 piece is missing or divided otherwise" in shown
    assert 'value="es" id="id_languages_0" checked' not in shown
    desk.post(f"/desk/r/{resolution}/adopt", form(confirmed="1", languages=[]))
    found = sealing(resolution)
    assert found is not None
    assert list(found.texts) == ["ru"]


def test_a_preview_is_a_pdf_and_changes_nothing(desk: Client, sitting: Sitting) -> None:
    resolution = builders.decided_text(sitting)
    response = desk.post(f"/desk/r/{resolution}/adopt/preview/es", form())
    assert (response.status_code, response["Content-Type"], response.content[:5]) == (200, "application/pdf", b"%PDF-")
    assert state(resolution) == "put"
    assert desk.post(f"/desk/r/{resolution}/adopt/preview/de", form()).status_code == 404


def test_a_wrong_passphrase_is_said(desk: Client, sitting: Sitting) -> None:
    keys.make_seal_key(PASSPHRASE)
    resolution = builders.adopted_text(sitting)
    refused = desk.post(f"/en/desk/r/{resolution}/seal", {"passphrase": "guessed"})
    assert "This is not the passphrase of the seal key. Nothing was sealed." in refused.content.decode()
    assert "guessed" not in refused.content.decode()
    assert (refused.status_code, state(resolution)) == (refused.status_code, "adopted")
    assert refused.status_code in (409, 422)


def test_without_a_seal_key_the_page_says_whom_to_ask(desk: Client, sitting: Sitting) -> None:
    resolution = builders.adopted_text(sitting)
    assert "There is no seal key yet" in desk.get(f"/en/desk/r/{resolution}/adopt").content.decode()
    refused = desk.post(f"/en/desk/r/{resolution}/seal", {"passphrase": "x"})
    assert (refused.status_code, state(resolution)) == (409, "adopted")


def test_what_is_not_sealed_is_not_published(desk: Client, sitting: Sitting) -> None:
    resolution = builders.adopted_text(sitting)
    refused = desk.post(f"/en/desk/r/{resolution}/publish")
    assert (refused.status_code, state(resolution)) == (409, "adopted")


def test_the_chair_adopts_and_seals_but_leaves_publishing_to_the_secretary(client: Client, sitting: Sitting) -> None:
    chair = builders.person("Carl", sitting.body, "chair", email="carl@desk.example")
    resolution = builders.sealed_text(sitting)
    builders.logged_in(client, chair)
    shown = client.get(f"/en/desk/r/{resolution}/adopt").content.decode()
    assert "The secretary publishes it." in shown
    assert client.post(f"/desk/r/{resolution}/publish").status_code == 403


@pytest.mark.parametrize("role", ["secretary", "chair", "administrator"])
def test_officers_of_another_body_see_nothing(client: Client, sitting: Sitting, role: str) -> None:
    resolution = builders.decided_text(sitting)
    stranger: Actor = builders.person("Bea", builders.body("other"), role, email="bea@other.example")
    builders.logged_in(client, stranger)
    assert client.get(f"/desk/r/{resolution}/adopt").status_code == 403
    assert client.post(f"/desk/r/{resolution}/adopt/preview/ru", form()).status_code == 403
    assert client.get("/desk/r/nowhere/adopt").status_code == 404


def test_lines_without_a_place_are_shown_before_it_is_too_late(desk: Client, sitting: Sitting) -> None:
    resolution = builders.debated_text(sitting)
    authentic = latest(resolution, "ru")
    assert authentic is not None
    stray = replace(authentic, unplaced=("Протокол вела О. Зимина",))
    done(texts.revise_text(actor=sitting.secretary, at=AT, resolution=resolution, text=stray, based_on=1))
    builders.decided_text(sitting, resolution=resolution)
    assert "Протокол вела О. Зимина" in desk.get(f"/en/desk/r/{resolution}/adopt").content.decode()
