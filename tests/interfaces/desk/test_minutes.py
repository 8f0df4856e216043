"""The minutes at the desk: the text beside the journal, words of the clerk's, the approval, files."""

from html import unescape

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from plenaria.actions import meetings, polls
from plenaria.store.models import Leaf, MinutesWords
from tests import builders
from tests.builders import AT, done

pytestmark = pytest.mark.django_db


@pytest.fixture
def sitting() -> builders.Sitting:
    body = builders.body()
    secretary = builders.person("Secretary", body, "secretary", "chair", email="secretary@example.org")
    sitting = builders.meeting(body, secretary)
    poll = builders.open_poll(sitting)
    builders.votes(sitting, poll, "for", "against", "for")
    done(polls.close_poll(actor=secretary, at=AT, poll=poll))
    return sitting


@pytest.fixture
def desk(client: Client, sitting: builders.Sitting) -> Client:
    return builders.logged_in(client, sitting.secretary)


def address(sitting: builders.Sitting, rest: str = "") -> str:
    return f"/en/desk/m/{sitting.id}/minutes/{rest}"


def words(response: object) -> str:
    return unescape(response.content.decode())  # type: ignore[attr-defined]


def key(kind: str = "meeting-opened", code: str = "") -> str:
    return f"{Leaf.objects.filter(kind=kind).latest('index').index}-{code or kind}"


def typed(sitting: builders.Sitting, text: str, **other: str) -> dict[str, str]:
    return {"language": "ru", "key": key(), "place": "after", "version": "0", "text": text} | other


def test_the_journal_stands_beside_the_text(desk: Client, sitting: builders.Sitting) -> None:
    page = words(desk.get(address(sitting)))
    assert "The meeting was opened on" in page or "Заседание" in page
    entry = Leaf.objects.get(kind="meeting-opened").index
    assert f'<span class="num">{entry}</span>' in page
    assert f'id="p-{key()}"' in page


def test_words_are_stored_and_stand_after_their_paragraph(desk: Client, sitting: builders.Sitting) -> None:
    answer = desk.post(address(sitting), typed(sitting, "Пели гимн."))
    assert (answer.status_code, answer["Location"]) == (302, f"{address(sitting)}?language=ru#p-{key()}")
    assert "Пели гимн." in words(desk.get(address(sitting) + "?language=ru"))
    assert "Пели гимн." not in words(desk.get(address(sitting) + "?language=es"))


def test_the_form_opens_at_its_place_with_what_stands_there(desk: Client, sitting: builders.Sitting) -> None:
    desk.post(address(sitting), typed(sitting, "Пели гимн."))
    page = words(desk.get(f"{address(sitting)}?language=ru&edit={key()}&place=after"))
    assert page.count("<textarea") == 1
    assert ">Пели гимн.</textarea>" in page
    assert '<input type="hidden" name="version" value="1">' in page
    other = words(desk.get(f"{address(sitting)}?language=ru&edit={key()}&place=instead"))
    assert "Пели гимн.</textarea>" not in other and other.count("<textarea") == 1


def test_the_second_clerk_gets_a_sentence_and_their_text_back(desk: Client, sitting: builders.Sitting) -> None:
    desk.post(address(sitting), typed(sitting, "Первая"))
    answer = desk.post(address(sitting), typed(sitting, "Вторая"))
    page = words(answer)
    assert answer.status_code == 409
    assert "Somebody else has changed these words meanwhile." in page
    assert ">Вторая</textarea>" in page and '<blockquote lang="ru">Первая</blockquote>' in page
    assert '<input type="hidden" name="version" value="1">' in page
    assert MinutesWords.objects.get().text == "Первая"


@pytest.mark.parametrize(
    "given", [{"key": "7-gone"}, {"key": "x"}, {"key": "99999999-meeting-opened"}, {"place": "up"}]
)
def test_nothing_typed_is_lost_where_its_place_is_not_there(
    desk: Client, sitting: builders.Sitting, given: dict[str, str]
) -> None:
    answer = desk.post(address(sitting), typed(sitting, "Слова клерка", **given))
    if answer.status_code == 302:
        assert MinutesWords.objects.get().text == "Слова клерка"
        assert "Слова клерка" in words(desk.get(address(sitting) + "?language=ru"))
    else:
        assert answer.status_code == 422
        assert ">Слова клерка</textarea>" in words(answer)


def test_what_the_journal_tells_is_kept_beside_what_the_clerk_wrote(desk: Client, sitting: builders.Sitting) -> None:
    desk.post(address(sitting), typed(sitting, "Открылись.", place="instead"))
    page = words(desk.get(address(sitting) + "?language=ru"))
    assert "Открылись." in page and "What the journal tells" in page
    own = MinutesWords.objects.get()
    assert own.generated and own.generated in page
    MinutesWords.objects.update(generated="Something else")
    assert "The journal has gone on since this was written." in words(desk.get(address(sitting) + "?language=ru"))


def test_who_voted_against_is_recorded_from_the_roll_call(desk: Client, sitting: builders.Sitting) -> None:
    poll = sitting_poll(sitting)
    page = words(desk.get(f"{address(sitting)}?language=ru&dissent={poll}"))
    assert page.count("<option") == 1 and "2. Delegate 2</option>" in page
    seat = sitting.credentials[1]
    assert desk.post(address(sitting, f"dissent/{poll}"), {"seat": seat}).status_code == 302
    assert Leaf.objects.filter(kind="dissent-recorded").count() == 1
    assert desk.post(address(sitting, f"dissent/{poll}"), {"seat": seat}).status_code == 409


def sitting_poll(sitting: builders.Sitting) -> str:
    return Leaf.objects.get(kind="poll-declared").subject


@pytest.mark.parametrize("form", ["pdf", "docx", "md", "txt", "json"])
def test_a_draft_can_be_taken_along(desk: Client, sitting: builders.Sitting, form: str) -> None:
    answer = desk.get(address(sitting, f"file/{form}?language=ru"))
    assert (answer.status_code, answer["Cache-Control"]) == (200, "private, no-store")
    assert answer["Content-Disposition"] == f'attachment; filename="council-xiv-minutes.ru.{form}"'


def test_what_is_not_there_is_not_found(desk: Client, sitting: builders.Sitting) -> None:
    for rest in ("file/odt", "file/pdf?version=1", "correct"):
        assert desk.get(address(sitting, rest)).status_code == 404
    assert desk.get("/en/desk/m/nowhere/minutes/").status_code == 404
    assert desk.post(address(sitting, "dissent/nowhere"), {"seat": "x"}).status_code == 404


def test_the_minutes_are_approved_and_corrected(desk: Client, sitting: builders.Sitting) -> None:
    secretary = builders.person("Second", sitting.body, "secretary", email="second@example.org")
    signing = {"chair": str(sitting.secretary.person), "secretary": str(secretary.person)}
    refused = desk.post(address(sitting, "approve"), signing)
    assert refused.status_code == 409 and "The meeting is not over." in words(refused)
    done(meetings.close_meeting(actor=sitting.secretary, at=AT, meeting=sitting.id))
    same = desk.post(address(sitting, "approve"), {**signing, "secretary": signing["chair"]})
    assert same.status_code == 422 and "the same person" in words(same)
    assert desk.post(address(sitting, "approve"), signing).status_code == 302
    page = words(desk.get(address(sitting)))
    assert "Nothing of this version changes any more" in page and "Word it otherwise" not in page
    assert desk.post(address(sitting), typed(sitting, "Поздно")).status_code == 409
    answer = desk.get(address(sitting, "file/docx?language=es&version=1"))
    assert answer["Content-Disposition"] == 'attachment; filename="council-xiv-minutes.es.docx"'
    assert desk.post(address(sitting, "correct"), {"ru": "", "es": ""}).status_code == 422
    assert desk.post(address(sitting, "correct"), {"ru": "Имя", "es": "Nombre"}).status_code == 302
    assert "Word it otherwise" in words(desk.get(address(sitting)))


@pytest.mark.parametrize("votes", [1, 3])
def test_the_page_costs_the_same_for_one_vote_and_for_three(
    desk: Client, sitting: builders.Sitting, votes: int, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    for _ in range(votes - 1):
        poll = builders.open_poll(sitting)
        builders.votes(sitting, poll, "for", "against", "for")
        done(polls.close_poll(actor=sitting.secretary, at=AT, poll=poll))
    desk.post(address(sitting), typed(sitting, "Пели гимн."))
    desk.get(address(sitting))
    with django_assert_num_queries(30):
        assert desk.get(address(sitting)).status_code == 200


def test_nobody_else_sees_or_writes_them(client: Client, sitting: builders.Sitting) -> None:
    assert client.get(address(sitting)).status_code == 302
    stranger = builders.person("Stranger", sitting.body, "delegate", email="stranger@example.org")
    outside = builders.logged_in(client, stranger)
    assert outside.get(address(sitting)).status_code == 403
    assert outside.post(address(sitting, "approve"), {}).status_code == 403
