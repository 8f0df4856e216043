"""The desk's page of amendments: written for somebody, said in other languages, ruled on, withdrawn, lapsed."""

import pytest
from django.test import Client

from plenaria.core.permits import Actor
from plenaria.store.models import Amendment
from tests import builders
from tests.builders import Sitting

pytestmark = pytest.mark.django_db


@pytest.fixture
def sitting(secretary: Actor) -> Sitting:
    (_, body), *_ = secretary.roles
    return builders.meeting(str(body), secretary)


@pytest.fixture
def text(sitting: Sitting) -> str:
    return builders.debated_text(sitting)


def write(desk: Client, text: str, **given: str) -> str:
    """The address of the form of a clause; what is ``given`` is sent, and the page that follows returned."""
    clause = builders.clauses_of(text)[1]
    kind = given.pop("kind", "replace")
    address = f"/en/desk/r/{text}/amendments/new?clause={clause}&kind={kind}"
    form = desk.get(address)
    assert form.status_code == 200
    if not given:
        return str(form.content.decode())
    unchanged = {} if kind == "insert" else {"words_ru": "Беречь темноту в долине номер 2."}
    return str(desk.post(address, {"note": "", **unchanged, **given}, follow=True).content.decode())


def press(desk: Client, text: str, **given: str) -> int:
    amendment = Amendment.objects.order_by("-number").first()
    assert amendment is not None
    return desk.post(f"/en/desk/r/{text}/amendments/do", {"amendment": amendment.id, **given}).status_code


def test_one_is_written_for_a_seat_and_said_in_the_other_language(desk: Client, sitting: Sitting, text: str) -> None:
    form = write(desk, text)
    assert "Беречь темноту в долине номер 2." in form and "3. Delegate 3" in form
    told = {"words_es": "Oscuridad.", "language": "es", "seat": sitting.credentials[2]}
    page = write(desk, text, **told)
    assert "Amendment 1 to clause 2" in page and "Delegate 3" in page and "The authentic language" in page
    row = Amendment.objects.get()
    assert (row.words, row.language, row.proposer_id) == ({"es": "Oscuridad."}, "es", sitting.credentials[2])
    assert press(desk, text, do="translate", words_ru="Тьма.") == 302
    page = desk.get(f"/en/desk/r/{text}/amendments").content.decode()
    assert page.count('class="redline"') == 2 and "<ins>Тьма</ins>" in page and "The authentic language" not in page


def test_nothing_typed_is_lost_on_a_refusal(desk: Client, text: str) -> None:
    page = write(desk, text, words_es="", note="Por eso.", language="ru")
    assert "This would leave the text as it is." in page and "Por eso." in page
    write(desk, text, words_es="Oscuridad.", language="es")
    bad = {"do": "translate", "words_ru": "Беречь темноту в долине номер 2.", "amendment": Amendment.objects.get().id}
    answer = desk.post(f"/en/desk/r/{text}/amendments/do", bad)
    assert answer.status_code == 422
    assert '<textarea class="text" id="words-1-ru" name="words_ru" lang="ru" rows="4">Беречь' in answer.content.decode()


@pytest.mark.parametrize(
    ("presses", "state", "words"),
    [
        ([{"do": "admit"}], "admitted", "admitted"),
        ([{"do": "turn-down", "reason": "Off the point."}], "not-admitted", "Off the point."),
        ([{"do": "turn-down", "reason": "No."}, {"do": "admit"}], "admitted", "admitted"),
        ([{"do": "withdraw"}], "withdrawn", "withdrawn"),
        ([{"do": "admit"}, {"do": "lapse", "reason": "Moot."}], "lapsed", "Moot."),
    ],
)
def test_what_becomes_of_it(desk: Client, text: str, presses: list[dict[str, str]], state: str, words: str) -> None:
    write(desk, text, kind="insert", new_ru="Измерить свет.", language="ru")
    for each in presses:
        assert press(desk, text, **each) == 302
    assert Amendment.objects.get().state == state
    assert words in desk.get(f"/en/desk/r/{text}/amendments").content.decode()


def test_what_waits_for_a_ruling_stands_on_the_first_page(desk: Client, text: str) -> None:
    write(desk, text, kind="insert", new_ru="Измерить свет.", language="ru")
    assert f"/en/desk/r/{text}/amendments" in desk.get("/en/desk/").content.decode()
    press(desk, text, do="admit")
    assert f"/en/desk/r/{text}/amendments" not in desk.get("/en/desk/").content.decode()


def test_a_reason_is_asked_for_and_what_is_not_here_is_not_found(desk: Client, text: str) -> None:
    assert "No amendments yet" in desk.get(f"/en/desk/r/{text}/amendments").content.decode()
    write(desk, text, kind="delete", seat="")
    assert press(desk, text, do="turn-down", reason=" ") == 422
    assert press(desk, text, do="burn") == 404
    assert press(desk, text, do="admit", amendment="none") == 404
    assert desk.get(f"/en/desk/r/{text}/amendments/new?kind=burn").status_code == 404
    assert write(desk, text, kind="move")
