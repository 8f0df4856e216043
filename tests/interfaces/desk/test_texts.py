"""A text at the desk: beside its translation, changed in place, taken on, and as it stood."""

import html
import re
from dataclasses import replace
from io import BytesIO
from zipfile import ZipFile

import pytest
from django.test import Client

from plenaria.actions import texts as actions
from plenaria.core.permits import Actor
from plenaria.core.text.resolution import Clause, Recital, Resolution
from plenaria.store.queries import texts
from tests import builders
from tests.builders import AT, Sitting, done

pytestmark = pytest.mark.django_db


@pytest.fixture
def secretary() -> Actor:
    return builders.person("Ann", builders.body(), "secretary", email="ann@desk.example")


@pytest.fixture
def desk(client: Client, secretary: Actor) -> Client:
    return builders.logged_in(client, secretary)


@pytest.fixture
def sitting(secretary: Actor) -> Sitting:
    (_, body), *_ = secretary.roles
    return builders.meeting(str(body), secretary)


@pytest.fixture
def draft(sitting: Sitting) -> str:
    """A draft in Russian with two recitals, and points under its second clause."""
    text = builders.text()
    points = tuple(Clause(id=f"p{n}", number=letter, text=f"раз {n};", level=2) for n, letter in enumerate("аб"))
    one, two, three = text.clauses
    text = replace(
        text,
        recitals=(Recital(text="Напоминая,"), Recital(text="Отмечая,")),
        clauses=(one, replace(two, children=points), three),
        unplaced=("Строка без места",),
    )
    return done(actions.import_text(actor=sitting.secretary, at=AT, body=sitting.body, meeting=sitting.id, text=text))


@pytest.fixture
def bilingual(desk: Client, draft: str) -> str:
    response = desk.post(f"/desk/r/{draft}/text/language?language=es", {"title": "Sobre el cielo oscuro"})
    assert response.status_code == 302
    return draft


def shown(client: Client, address: str, status: int = 200) -> str:
    response = client.get(address)
    assert response.status_code == status, response.content.decode()[-2000:]
    return str(html.unescape(response.content.decode()))


def stored(resolution: str, language: str = "ru") -> Resolution:
    found = texts.latest(resolution, language)
    assert found is not None
    return found


def outline(resolution: str, language: str = "ru") -> list[tuple[int, str, str]]:
    return [(clause.level, clause.number, clause.text) for clause in stored(resolution, language).walk()]


def clause(resolution: str, place: int) -> str:
    return list(stored(resolution).walk())[place].id


def form(client: Client, address: str) -> dict[str, str]:
    """The first form of a page as a browser would send it back."""
    page = client.get(address).content.decode()
    inner = page[page.index('<form method="post">') :]
    inner = inner[: inner.index("</form>")]
    data: dict[str, str] = {}
    for tag in re.findall(r"<input[^>]*>", inner):
        fields = dict(re.findall(r'(\w[\w-]*)="([^"]*)"', tag))
        if fields.get("name") not in (None, "csrfmiddlewaretoken"):
            data[fields["name"]] = html.unescape(fields.get("value", ""))
    for name, words in re.findall(r'<textarea name="([^"]+)"[^>]*>\n?(.*?)</textarea>', inner, re.DOTALL):
        data[name] = html.unescape(words)
    for name, options in re.findall(r'<select name="([^"]+)"[^>]*>(.*?)</select>', inner, re.DOTALL):
        chosen = re.search(r'value="([^"]*)" selected', options)
        data[name] = chosen[1] if chosen else ""
    return data


def change(client: Client, address: str, status: int = 302, **typed: str) -> str:
    """Open a form, type, and send it."""
    response = client.post(
        address, {**form(client, address), **{key.replace("__", "-"): v for key, v in typed.items()}}
    )
    assert response.status_code == status, response.content.decode()[-3000:]
    return str(html.unescape(response.content.decode()))


def test_the_papers_with_their_next_step(desk: Client, sitting: Sitting, draft: str) -> None:
    page = shown(desk, f"/desk/m/{sitting.id}/papers")
    assert "О тёмном небе" in page
    assert "Read it through and table it" in page
    builders.debated_text(sitting)
    page = shown(desk, f"/desk/m/{sitting.id}/papers")
    assert f'href="/hall/{sitting.id}/chair">Put it to the vote' in page


def test_a_text_alone(desk: Client, draft: str) -> None:
    page = shown(desk, f"/desk/r/{draft}/text")
    assert "Беречь темноту в долине номер 2." in page
    assert "Строка без места" in page
    assert '<button class="button primary">Table</button>' in page
    assert f"/desk/r/{draft}/import?language=es" in page
    assert page.count("Напоминая,") == 1


def test_the_way_to_the_vote(desk: Client, draft: str, sitting: Sitting) -> None:
    for verb, button in (("table", "Open the debate"), ("debate", "Put it to the vote")):
        assert desk.post(f"/desk/r/{draft}/step/{verb}").status_code == 302
        assert button in shown(desk, f"/desk/r/{draft}/text")
    assert desk.post(f"/desk/r/{draft}/step/table").status_code == 409
    assert "This can't be undone." in shown(desk, f"/desk/r/{draft}/step/withdraw")
    assert desk.post(f"/desk/r/{draft}/step/withdraw").status_code == 302
    page = shown(desk, f"/desk/r/{draft}/text")
    assert "Change head and end" not in page
    shown(desk, f"/desk/r/{draft}/step/eat", 404)
    at = clause(draft, 0)
    response = desk.post(
        f"/desk/r/{draft}/text/clause/{at}", form(desk, f"/desk/r/{draft}/text/clause/{at}") | {"ru-text": "Нет."}
    )
    assert response.status_code == 409
    assert "The text was put to the vote" in response.content.decode()


def test_a_language_is_added_by_typing_and_what_is_empty_is_marked(desk: Client, bilingual: str) -> None:
    page = shown(desk, f"/desk/r/{bilingual}/text")
    assert "unequal in 7 places" in page
    assert page.count("(missing)") == 7
    assert page.count("missing in the translation") == 7
    assert [level for level, _, _ in outline(bilingual, "es")] == [1, 1, 2, 2, 1]
    at = clause(bilingual, 0)
    change(desk, f"/desk/r/{bilingual}/text/clause/{at}", es__text="Cuidar la oscuridad.")
    assert stored(bilingual, "es").clauses[0].text == "Cuidar la oscuridad."
    assert stored(bilingual, "es").clauses[0].id == at
    page = shown(desk, f"/desk/r/{bilingual}/text")
    assert "unequal in 6 places" in page
    shown(desk, f"/desk/r/{bilingual}/text/language?language=es", 404)
    shown(desk, f"/desk/r/{bilingual}/text/language?language=xx", 404)


def test_a_clause_is_changed_in_both_languages_at_once(desk: Client, bilingual: str) -> None:
    at = clause(bilingual, 4)
    address = f"/desk/r/{bilingual}/text/clause/{at}"
    change(
        desk, address, ru__text="Провести 3 мая 2027 года ночь звёзд.", es__text="Celebrar la noche.", ru__kind="event"
    )
    (russian, spanish) = (stored(bilingual, language).clauses[2] for language in ("ru", "es"))
    assert (russian.text, russian.kind) == ("Провести 3 мая 2027 года ночь звёзд.", "event")
    assert str(russian.dates[0][0]) == "2027-05-03"
    assert (spanish.text, spanish.kind, spanish.id) == ("Celebrar la noche.", "event", russian.id)
    # The Spanish was typed with it, so it is not behind; a later change of the Russian alone leaves it behind.
    assert "changed later" not in shown(desk, f"/desk/r/{bilingual}/text")
    change(desk, address, ru__text="Провести ночь звёзд.")
    assert "the authentic text changed later" in shown(desk, f"/desk/r/{bilingual}/text")
    response = desk.post(f"/desk/r/{bilingual}/check", {"language": "es", "based_on": "2"})
    assert response.status_code == 302
    assert "changed later" not in shown(desk, f"/desk/r/{bilingual}/text")
    assert desk.post(f"/desk/r/{bilingual}/check", {"language": "es", "based_on": "2"}).status_code == 409
    assert "checked, no word changed" in shown(desk, f"/desk/r/{bilingual}/history")


def test_an_authentic_clause_is_not_left_without_words(desk: Client, draft: str) -> None:
    page = change(desk, f"/desk/r/{draft}/text/clause/{clause(draft, 0)}", 422, ru__text=" ")
    assert "This field is required." in page
    assert "Nothing was changed." in shown_after(desk, f"/desk/r/{draft}/text/clause/{clause(draft, 0)}")


def shown_after(client: Client, address: str) -> str:
    """The page after a form was sent unchanged."""
    response = client.post(address, form(client, address), follow=True)
    return str(response.content.decode())


def test_who_changes_another_clause_meanwhile_is_not_in_the_way(desk: Client, draft: str, secretary: Actor) -> None:
    address = f"/desk/r/{draft}/text/clause/{clause(draft, 0)}"
    opened = form(desk, address)
    change(desk, f"/desk/r/{draft}/text/clause/{clause(draft, 4)}", ru__text="Чужое.")
    assert desk.post(address, {**opened, "ru-text": "Моё."}).status_code == 302
    assert [text for _, _, text in outline(draft)][::4] == ["Моё.", "Чужое."]


def test_who_changes_the_same_words_meanwhile_is_shown(desk: Client, draft: str) -> None:
    address = f"/desk/r/{draft}/text/clause/{clause(draft, 0)}"
    opened = form(desk, address)
    change(desk, address, ru__text="Чужие слова.")
    response = desk.post(address, {**opened, "ru-text": "Мои слова."})
    page = response.content.decode()
    assert response.status_code == 409
    assert "Somebody else changed this text meanwhile" in page
    assert "Чужие слова." in page
    assert "Мои слова.</textarea>" in page
    assert outline(draft)[0][2] == "Чужие слова."
    again = {**opened, "ru-text": "Мои слова.", "based_on_ru": "2"}
    assert 'name="based_on_ru" value="2"' in page
    assert desk.post(address, again).status_code == 302
    assert outline(draft)[0][2] == "Мои слова."


def test_a_clause_is_added_and_numbers_go_on(desk: Client, bilingual: str) -> None:
    address = f"/desk/r/{bilingual}/text/add?after={clause(bilingual, 1)}"
    assert "After clause 2:" in shown(desk, address)
    change(desk, address, text_ru="Поблагодарить хор.", text_es="Agradecer al coro.", level="0")
    assert [number for _, number, _ in outline(bilingual)] == ["1", "2", "а", "б", "3", "4"]
    (new,) = (each for each in stored(bilingual).walk() if each.text == "Поблагодарить хор.")
    assert new.kind == "thanks"
    assert next(each for each in stored(bilingual, "es").walk() if each.id == new.id).text == "Agradecer al coro."
    change(desk, f"/desk/r/{bilingual}/text/add?after={clause(bilingual, 0)}", text_ru="точка;", level="1")
    change(desk, f"/desk/r/{bilingual}/text/add", text_ru="В конце.")
    assert [(level, number) for level, number, _ in outline(bilingual)] == [
        (1, "1"), (2, ""), (1, "2"), (2, "а"), (2, "б"), (1, "3"), (1, "4"), (1, "5"),
    ]  # fmt: skip
    page = shown(desk, f"/desk/r/{bilingual}/text")
    assert "not the same number of points" in page
    # A clause that the translation lacks is written where the authentic text has it.
    at = clause(bilingual, 1)
    change(desk, f"/desk/r/{bilingual}/text/clause/{at}", es__text="punto;")
    assert [each.id for each in stored(bilingual, "es").walk()][:3] == [each.id for each in stored(bilingual).walk()][
        :3
    ]


def test_a_clause_is_deleted_in_all_languages(desk: Client, bilingual: str) -> None:
    address = f"/desk/r/{bilingual}/text/clause/{clause(bilingual, 1)}/remove"
    assert "The history keeps them." in shown(desk, address)
    assert desk.post(address).status_code == 302
    assert [number for _, number, _ in outline(bilingual)] == ["1", "2"]
    assert [number for _, number, _ in outline(bilingual, "es")] == ["1", "2"]
    shown(desk, address, 404)
    for _ in range(2):
        last = desk.post(f"/desk/r/{bilingual}/text/clause/{clause(bilingual, 0)}/remove")
    assert last.status_code == 422
    assert len(outline(bilingual)) == 1


def test_a_clause_moves_a_level(desk: Client, bilingual: str) -> None:
    address = f"/desk/r/{bilingual}/text/clause/{clause(bilingual, 4)}"
    assert desk.post(address, {"do": "deeper"}).status_code == 302
    for language in ("ru", "es"):
        assert [(level, number) for level, number, _ in outline(bilingual, language)][-1] == (2, "в")
    assert desk.post(address, {"do": "higher"}).status_code == 302
    assert outline(bilingual)[-1][:2] == (1, "3")


def test_recitals_are_changed_added_and_removed(desk: Client, bilingual: str) -> None:
    address = f"/desk/r/{bilingual}/text/recital/"
    change(desk, f"{address}1", ru__text="Отмечая решение № 5 Совета от 3 мая 2024 года,", es__text="Observando,")
    assert stored(bilingual).recitals[1].citations[0].number == "5"
    change(desk, f"{address}2", ru__text="Считая,")
    assert [each.text for each in stored(bilingual).recitals][2] == "Считая,"
    assert [each.text for each in stored(bilingual, "es").recitals] == ["", "Observando,"]
    change(desk, f"{address}0", ru__text="")
    assert [each.text[:7] for each in stored(bilingual).recitals] == ["Отмечая", "Считая,"]
    shown(desk, f"{address}3", 404)
    opened = form(desk, f"{address}0")
    change(desk, f"{address}0", ru__text="Чужое,")
    response = desk.post(f"{address}0", {**opened, "ru-text": "Моё,"})
    assert response.status_code == 409
    assert "Чужое," in response.content.decode()


def test_a_recital_that_only_the_translation_has(desk: Client, draft: str) -> None:
    text = replace(builders.text("es"), recitals=tuple(Recital(text=f"Visto {n},") for n in range(3)))
    secretary = desk.get(f"/desk/r/{draft}/text").wsgi_request.actor  # type: ignore[attr-defined] # ours
    done(actions.revise_text(actor=secretary, at=AT, resolution=draft, text=text, based_on=0))
    page = shown(desk, f"/desk/r/{draft}/text")
    assert "not in the authentic text" in page
    (address,) = re.findall(r'"(/desk/r/\w+/text/recital/\d\?language=es)"', page)
    assert "ru-text" not in shown(desk, address)
    change(desk, address, es__text="")
    assert len(stored(draft, "es").recitals) == 2


def test_head_and_end(desk: Client, draft: str) -> None:
    address = f"/desk/r/{draft}/text/head"
    change(
        desk,
        address,
        head__title="О небе",
        head__date="2026-05-10",
        head__adoption="Принята единогласно.",
        signature__0__name="В. Ланская",
        unplaced="",
    )
    text = stored(draft)
    assert (text.title, str(text.date), text.unplaced) == ("О небе", "2026-05-10", ())
    assert text.adoption is not None
    assert text.adoption.result == "unanimous"
    assert [each.name for each in text.signatures] == ["В. Ланская"]
    assert len(outline(draft)) == 5
    opened = form(desk, address)
    change(desk, address, head__title="О чужом")
    response = desk.post(address, {**opened, "head-title": "О моём"})
    assert response.status_code == 409
    assert "О чужом" in response.content.decode()
    assert "О моём</textarea>" in response.content.decode()
    assert change(desk, address, 422, head__date="вчера").count("вчера") == 1
    shown(desk, f"{address}?language=xx", 404)


def test_a_revision_shows_which_words_came_and_went(desk: Client, draft: str) -> None:
    change(desk, f"/desk/r/{draft}/text/clause/{clause(draft, 0)}", ru__text="Беречь тишину в долине номер 1.")
    page = shown(desk, f"/desk/r/{draft}/history/ru/2")
    assert "<del>темноту</del><ins>тишину</ins>" in page
    assert "What changed" not in shown(desk, f"/desk/r/{draft}/history/ru/1")
    shown(desk, f"/desk/r/{draft}/history/ru/3", 404)
    assert "1 change<" in shown(desk, f"/desk/r/{draft}/history")


@pytest.mark.parametrize(("form", "start"), [("pdf", b"%PDF"), ("docx", b"PK"), ("txt", "О".encode())])
def test_a_draft_is_downloaded(desk: Client, bilingual: str, form: str, start: bytes) -> None:
    response = desk.get(f"/desk/r/{bilingual}/download/{form}?beside=es")
    assert response.status_code == 200
    assert response.content.removeprefix(b"\xef\xbb\xbf")[:200].find(start) >= 0
    assert response["Content-Disposition"] == f'attachment; filename="council-draft-1.ru.{form}"'
    shown(desk, f"/desk/r/{bilingual}/download/exe", 404)
    shown(desk, f"/desk/r/{bilingual}/download/txt?language=xx", 404)


def test_a_revision_is_downloaded_with_its_changes(desk: Client, draft: str) -> None:
    address = f"/desk/r/{draft}/download/docx?language=ru&changed=2"
    shown(desk, address, 404)
    change(desk, f"/desk/r/{draft}/text/clause/{clause(draft, 0)}", ru__text="Беречь тишину в долине номер 1.")
    for page in ("history", "history/ru/2"):
        assert address in shown(desk, f"/desk/r/{draft}/{page}")
    response = desk.get(address)
    assert response["Content-Disposition"] == 'attachment; filename="council-draft-1-2.ru.docx"'
    with ZipFile(BytesIO(response.content)) as package:
        document = package.read("word/document.xml").decode()
    assert re.findall("<w:(delText|t) [^>]*>( тем[^<]*| тиш[^<]*)<", document) == [
        ("delText", " темноту"),
        ("t", " тишину"),
    ]
    shown(desk, address.replace("docx", "pdf"), 404)
    shown(desk, address.replace("changed=2", "changed=1"), 404)


def test_who_may_read_and_who_may_write(client: Client, sitting: Sitting, draft: str) -> None:
    chair = builders.logged_in(Client(), builders.person("Carl", sitting.body, "chair", email="carl@desk.example"))
    page = shown(chair, f"/desk/r/{draft}/text")
    assert "Table" in page
    assert "Change head and end" not in page
    at = clause(draft, 0)
    for rest in ("text/head", f"text/clause/{at}", f"text/clause/{at}/remove", "text/add", "text/recital/0"):
        shown(chair, f"/desk/r/{draft}/{rest}", 403)
    drafter = builders.logged_in(Client(), builders.person("Dan", sitting.body, "drafter", email="dan@desk.example"))
    assert "Change head and end" in shown(drafter, f"/desk/r/{draft}/text")
    assert drafter.post(f"/desk/r/{draft}/step/table").status_code == 403
    foreign = builders.logged_in(
        Client(), builders.person("Bea", builders.body("other"), "secretary", email="bea@desk.example")
    )
    for rest in ("text", "history", "history/ru/1", "download/txt", "text/head", "import?language=es"):
        shown(foreign, f"/desk/r/{draft}/{rest}", 403)
        shown(foreign, f"/desk/r/none/{rest}", 404)
