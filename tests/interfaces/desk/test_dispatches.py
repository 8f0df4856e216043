import pytest
from django.test import Client

from plenaria.actions import dispatches, tokens
from plenaria.core.permits import MACHINE
from plenaria.store.models import OutboxMail
from plenaria.store.queries import dispatches as queries
from plenaria.store.queries.dispatches import DispatchView
from tests import builders, followed
from tests.builders import AT, Sitting, done, now
from tests.followed import letters

pytestmark = pytest.mark.django_db


@pytest.fixture
def sitting() -> Sitting:
    return followed.sitting()


@pytest.fixture
def desk(client: Client, sitting: Sitting) -> Client:
    return builders.logged_in(client, sitting.secretary)


@pytest.fixture
def resolution(sitting: Sitting) -> str:
    followed.parties(sitting.body, museum=False)
    return builders.published_text(sitting, resolution=followed.debated(sitting))


def sent_request(sitting: Sitting, resolution: str) -> DispatchView:
    done(dispatches.prepare_dispatches(actor=MACHINE, at=AT, resolution=resolution))
    request = next(each for each in letters(resolution) if each.purpose == "request")
    done(dispatches.send_dispatches(actor=sitting.secretary, at=AT, dispatches=[request.id]))
    return request


def test_from_the_draft_over_the_address_book_to_the_outbox(desk: Client, resolution: str) -> None:
    page = f"/desk/r/{resolution}/send"
    assert desk.post(f"{page}/prepare").status_code == 302
    shown = desk.get(page).content.decode()
    assert "Просить Министерство света приглушить прожекторы." in shown
    assert "Not in the address book" in shown
    entered = {"known": "", "name": "Музей теней", "email": "bad", "language": "ru", "printed": "Музей теней"}
    wrong = desk.post(f"{page}/party", entered)
    assert wrong.status_code == 422
    assert 'value="bad"' in wrong.content.decode()
    assert desk.post(f"{page}/party", entered | {"email": "shadows@museum.example"}).status_code == 302
    assert "Not in the address book" not in desk.get(page).content.decode()
    ids = [each.id for each in letters(resolution)]
    assert len(ids) == 4
    assert desk.post(f"{page}/now", {"dispatch": ids}).status_code == 302
    assert OutboxMail.objects.count() == 4
    assert "The mail waits in the outbox." in desk.get(page).content.decode()
    assert desk.post(f"{page}/now", {}).status_code == 422


def test_a_name_can_mean_a_party_that_is_known(desk: Client, sitting: Sitting, resolution: str) -> None:
    ministry = next(each.id for each in queries.parties_of(sitting.body) if "light" in each.email)
    given = {"known": ministry, "name": "", "email": "", "language": "ru", "printed": "Музей теней"}
    assert desk.post(f"/desk/r/{resolution}/send/party", given).status_code == 302
    assert queries.unmatched(resolution) == ()
    assert len(letters(resolution)) == 3


def test_letters_of_another_resolution_are_not_sent_from_here(desk: Client, sitting: Sitting, resolution: str) -> None:
    other = builders.published_text(sitting, resolution=followed.debated(sitting), number="XIV/2")
    done(dispatches.prepare_dispatches(actor=MACHINE, at=AT, resolution=other))
    ids = [each.id for each in letters(other)]
    assert desk.post(f"/desk/r/{resolution}/send/now", {"dispatch": ids}).status_code == 404


def test_a_letter_is_edited_before_it_goes_and_its_answer_is_filed_after(
    desk: Client, sitting: Sitting, resolution: str
) -> None:
    done(dispatches.prepare_dispatches(actor=MACHINE, at=AT, resolution=resolution))
    thanks = next(each for each in letters(resolution) if each.purpose == "thanks")
    page = f"/desk/letters/{thanks.id}"
    assert desk.post(page, {"subject": "Спасибо", "text": ""}).status_code == 422
    assert desk.post(page, {"subject": "Спасибо", "text": "За ночь."}).status_code == 302
    assert "За ночь." in desk.get(page).content.decode()
    request = sent_request(sitting, resolution)
    page = f"/desk/letters/{request.id}"
    assert desk.post(f"{page}/acknowledge").status_code == 302
    assert desk.post(f"{page}/answer", {"text": "Подумаем"}).status_code == 422
    assert (
        desk.post(f"{page}/answer", {"answer": "decline", "text": "Не в этом году.", "shown": "members"}).status_code
        == 302
    )
    assert "Не в этом году." in desk.get(page).content.decode()
    assert desk.post(f"{page}/devour").status_code == 404


def test_a_party_says_that_it_arrived_and_answers(client: Client, sitting: Sitting, resolution: str) -> None:
    request = sent_request(sitting, resolution)
    page = "/a/" + tokens.make(tokens.ANSWER, request.id, request.party.id, at=now())
    assert "Просить Министерство света" in client.get(page).content.decode()
    assert letters(resolution)[0].acknowledged_at is None
    assert client.post(page, {"answer": "received"}).status_code == 302
    unclear = client.post(page, {"answer": "", "text": "Подумаем"})
    assert unclear.status_code == 422
    assert "Подумаем" in unclear.content.decode()
    assert client.post(page, {"answer": "accept", "text": "Приглушим."}).status_code == 302
    answered = next(each for each in letters(resolution) if each.id == request.id)
    assert (answered.state, answered.answer_text) == ("accepted", "Приглушим.")
    assert answered.acknowledged_at is not None
    assert client.get("/a/nonsense").status_code == 403


def test_the_chair_looks_and_does_not_send(client: Client, sitting: Sitting, resolution: str) -> None:
    done(dispatches.prepare_dispatches(actor=MACHINE, at=AT, resolution=resolution))
    chair = builders.logged_in(client, builders.person("Carl", sitting.body, "chair", email="carl@desk.example"))
    assert chair.get(f"/desk/r/{resolution}/send").status_code == 200
    ids = [each.id for each in letters(resolution)]
    assert chair.post(f"/desk/r/{resolution}/send/now", {"dispatch": ids}).status_code == 403
    assert OutboxMail.objects.count() == 0
