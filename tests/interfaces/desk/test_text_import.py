"""Bringing in a paper: read, corrected beside its source, saved as a draft."""

import re
from collections.abc import Callable
from urllib.parse import urlencode

import pytest
from django.test import Client

from plenaria.actions import texts as actions
from plenaria.core.permits import Actor
from plenaria.store import models
from plenaria.store.queries import texts
from tests import builders
from tests.formats import papers
from tests.formats.papers import docx

from .importing import CLAUSES, kept, outline, press, read, russian, saved, sent, upload

# The way of a paper into the tables is walked on both engines by tests/actions/test_texts and tests/browser.
pytestmark = [pytest.mark.django_db, pytest.mark.one_engine, pytest.mark.usefixtures("folder")]


def test_a_paper_is_read_shown_and_saved_as_a_draft(desk: Client, meeting: str) -> None:
    assert "Bring in a paper" in desk.get(f"/desk/m/{meeting}/import").content.decode()
    page = read(desk, meeting)
    assert "4 clauses were recognised." in page
    assert "Поддержать создание" in page
    assert models.Resolution.objects.count() == 0
    assert len(kept()) == 1
    text = saved(desk, meeting, page)
    assert outline(text) == CLAUSES
    assert "О тёмном небе долины" in text.title
    assert (text.language, text.warnings) == ("ru", ())
    assert [each.name for each in text.signatures] == ["В. А. Ланская"]
    source = models.StoredFile.objects.get()
    assert (source.name, source.sha256, source.size) == ("Резолюция.docx", kept()[0].name, len(russian()))
    assert "Резолюция.docx" in desk.get(f"/desk/m/{meeting}/papers").content.decode()


def test_what_is_typed_is_what_is_saved(desk: Client, meeting: str) -> None:
    page = read(desk, meeting)
    typed = {
        "head-title": "О небе",
        "head-date": "2026-05-10",
        "head-dispatch": "мэрия Вальдеоса\r\nсовет школ\r\n",
        "clause-0-text": "Поддержать заповедник.",
        "clause-0-kind": "task",
        "clause-0-number": "I",
        "clause-4-text": "",
        "signature-1-name": "П. Мирный",
    }
    text = saved(desk, meeting, page, **typed)
    assert outline(text) == [(1, "I", "Поддержать заповедник."), *CLAUSES[1:4], CLAUSES[5]]
    assert text.clauses[0].kind == "task"
    assert (text.title, str(text.date), text.dispatch) == ("О небе", "2026-05-10", ("мэрия Вальдеоса", "совет школ"))
    assert [each.name for each in text.signatures] == ["В. А. Ланская", "П. Мирный"]


def test_buttons_change_the_structure_and_keep_what_is_typed(desk: Client, meeting: str) -> None:
    page = read(desk, meeting)
    page = press(desk, meeting, page, "join:0", **{"head-title": "О небе"})
    page = press(desk, meeting, page, "higher:1")
    split = "Обратиться к мэрии.\r\n\r\n7. Погасить прожекторы."
    page = press(desk, meeting, page, "split:3", **{"clause-3-text": split})
    page = press(desk, meeting, page, "out:5")
    page = press(desk, meeting, page, "recital:4")
    text = saved(desk, meeting, press(desk, meeting, page, "add"))
    assert text.title == "О небе"
    assert outline(text) == [
        (1, "1", "Поддержать создание заповедника тёмного неба.\n2. Провести в октябре 2026 года неделю наблюдений:"),
        (1, "а", "в обсерватории на перевале;"),
        (2, "б", "в школах долины."),
        (1, "3", "Обратиться к мэрии."),
    ]
    assert text.recitals[-1].text == "7. Погасить прожекторы."
    assert "4 Выразить благодарность Вере Ланской за карту засветки." in text.furniture


def test_lines_outside_the_text_find_their_place(desk: Client, meeting: str) -> None:
    page = press(desk, meeting, read(desk, meeting), "out:4")
    lines = re.findall(r'<p class="line"[^>]*>(.*?)(?: <span|</p>)', page)
    at = next(place for place, line in enumerate(lines) if "мэрии" in line)
    page = press(desk, meeting, page, "show", **{f"aside-{at}-becomes": "clause"})
    assert "мэрии" in sent(page)["clause-4-text"] or "мэрии" in sent(page)["clause-5-text"]
    text = saved(desk, meeting, page)
    assert any("мэрии" in clause.text for clause in text.clauses)
    assert not any("мэрии" in line for line in text.furniture)


def test_a_split_without_an_empty_line_is_explained(desk: Client, meeting: str) -> None:
    page = press(desk, meeting, read(desk, meeting), "split:0")
    assert "put an empty line where the clause should break" in page


def test_what_cannot_be_taken_over_is_said_and_nothing_typed_is_lost(desk: Client, meeting: str) -> None:
    data = sent(read(desk, meeting)) | {"head-date": "вчера", "clause-1-text": "Иначе.", "do": "save"}
    response = desk.post(f"/desk/m/{meeting}/import", data)
    page = response.content.decode()
    assert response.status_code == 422
    assert "вчера" in page
    assert "Иначе." in page
    response = desk.post(f"/desk/m/{meeting}/import", {**sent(page), "head-date": "", "head-title": "", "do": "save"})
    assert response.status_code == 422
    assert models.Resolution.objects.count() == 0


def test_a_text_is_pasted(desk: Client, meeting: str) -> None:
    pasted = "RESOLUTION\nOn the dark sky\nThe Assembly decides:\n1. Keep the dark.\n2. Thank Vera Lanskaya.\n"
    response = desk.post(f"/desk/m/{meeting}/import", {"pasted": pasted, "language": ""})
    text = saved(desk, meeting, response.content.decode())
    assert [clause.text for clause in text.clauses] == ["Keep the dark.", "Thank Vera Lanskaya."]
    assert text.language == "en"
    assert models.StoredFile.objects.get().name == "pasted.txt"


def test_a_paper_is_read_again_in_another_language(desk: Client, meeting: str) -> None:
    page = press(desk, meeting, read(desk, meeting), "again", language="en")
    assert saved(desk, meeting, page).language == "en"


def bomb() -> bytes:
    return docx("<w:p><w:r><w:t>" + "a" * 30_000_000 + "</w:t></w:r></w:p>")


PROGRAM = b"MZ\x90\x00\x03\x00\x00\x00\x04\x00\x00\x00\xff\xff\x00\x00" + bytes(range(256)) * 20


@pytest.mark.parametrize(
    ("made", "name", "words"),
    [
        (papers.scan, "скан.pdf", "The file is a picture of a paper and holds no text."),
        (lambda: papers.locked(papers.pdf("Решение")), "paper.pdf", "The file is protected by a password."),
        (bomb, "paper.docx", "The file unpacks to far more than a paper could hold"),
        (lambda: PROGRAM, "paper.docx", "The name of the file ends in .docx, but its contents are something else."),
        (bytes, "paper.docx", "The file holds no text."),
        (lambda: b"a" * 50_000_001, "paper.txt", "The file is larger than 50 MB."),
    ],
    ids=["scan", "locked", "bomb", "program", "empty", "large"],
)
def test_hostile_files_get_a_sentence_and_leave_nothing(
    desk: Client, meeting: str, made: Callable[[], bytes], name: str, words: str
) -> None:
    response = desk.post(f"/desk/m/{meeting}/import", upload(made(), name))
    assert response.status_code == 422
    page = response.content.decode()
    assert words in page
    assert "Nothing was stored." in page
    assert 'type="file"' in page
    assert kept() == []
    assert models.Resolution.objects.count() == models.StoredFile.objects.count() == 0


def test_nothing_handed_in_is_said(desk: Client, meeting: str) -> None:
    response = desk.post(f"/desk/m/{meeting}/import", {"pasted": " ", "language": ""})
    assert response.status_code == 422
    assert "Choose a file, or paste the text." in response.content.decode()


def test_the_state_of_an_import_cannot_be_made_up(client: Client, desk: Client, meeting: str, secretary: Actor) -> None:
    data = sent(read(desk, meeting)) | {"do": "save"}
    forged = desk.post(f"/desk/m/{meeting}/import", data | {"state": "x" + data["state"]})
    assert forged.status_code == 400
    (_, body), *_ = secretary.roles
    other = builders.logged_in(Client(), builders.person("Bea", str(body), "secretary", email="bea@desk.example"))
    assert other.post(f"/desk/m/{meeting}/import", data).status_code == 400


def spanish(clauses: int = 3) -> str:
    """Whether or not all clauses are there, in plain text."""
    lines = [f"{n}. Cuidar la oscuridad del valle número {n} y de sus caminos." for n in range(1, clauses + 1)]
    return "\n".join(["RESOLUCIÓN", "Sobre el cielo oscuro", "La Conferencia resuelve:", *lines])


def test_a_second_language_is_shown_beside_and_takes_over_the_ids(desk: Client, secretary: Actor) -> None:
    (_, body), *_ = secretary.roles
    sitting = builders.meeting(str(body), secretary)
    resolution = builders.done(
        actions.import_text(
            actor=secretary, at=builders.AT, body=sitting.body, meeting=sitting.id, text=builders.text()
        )
    )
    address = f"/desk/r/{resolution}/import?{urlencode({'language': 'es'})}"
    assert "Bring in the text: español" in desk.get(address).content.decode()
    page = desk.post(address, {"pasted": spanish(2)}).content.decode()
    assert "Only in the authentic text: 3. Беречь темноту в долине номер 3." in page
    assert "Stands beside:" in page
    response = desk.post(address, {**sent(page), "do": "save"})
    assert response.status_code == 302, response.content.decode()[-2000:]
    there = texts.versions(resolution)
    ids = {language: [clause.id for clause in each.text.walk()] for language, each in there.items()}
    assert ids["es"] == ids["ru"][:2]
    # Its file is kept as well, and given back as it was.
    (source,) = texts.sources(resolution).values()
    assert (source.language, source.name, source.sha256) == ("es", "pasted.txt", kept()[0].name)
    assert "pasted.txt" in desk.get(f"/desk/r/{resolution}/text").content.decode()
    given = desk.get(f"/desk/r/{resolution}/source/es")
    assert given.content.decode() == spanish(2)
    assert given["Content-Disposition"] == 'attachment; filename="pasted.txt"'
    assert desk.get(f"/desk/r/{resolution}/source/ru").status_code == 404
    # The next file becomes the next revision; two who bring one in at once do not overwrite each other.
    assert "becomes its next revision" in desk.get(address).content.decode()
    whole = desk.post(address, {"pasted": spanish(3)}).content.decode()
    for expected in (302, 409):
        response = desk.post(address, {**sent(whole), "do": "save"})
        assert response.status_code == expected
    assert "Somebody else changed this text meanwhile" in response.content.decode()
    assert [each.revision for each in texts.versions(resolution).values()] == [1, 2]
    russian_paper = desk.post(address, upload(russian())).content.decode()
    assert "This paper looks like another language: русский." in russian_paper
    assert desk.get(f"/desk/r/{resolution}/import?language=xx").status_code == 404


def test_a_file_of_another_resolution_is_said(desk: Client, secretary: Actor) -> None:
    (_, body), *_ = secretary.roles
    sitting = builders.meeting(str(body), secretary)
    resolution = builders.done(
        actions.import_text(
            actor=secretary, at=builders.AT, body=sitting.body, meeting=sitting.id, text=builders.text()
        )
    )
    address = f"/desk/r/{resolution}/import?{urlencode({'language': 'es'})}"
    bees = ["RESOLUCIÓN", "Sobre apicultura", "La Asamblea acuerda:", "1. Comprar 40 colmenas.", "2. Ahorrar en 2019."]
    other = "\n".join(bees)
    words = "This paper has little in common with the authentic text."
    assert words in desk.post(address, {"pasted": other}).content.decode()
    assert words not in desk.post(address, {"pasted": spanish(3)}).content.decode()


def test_only_who_imports_gets_in(client: Client, meeting: str, secretary: Actor) -> None:
    (_, body), *_ = secretary.roles
    chair = builders.logged_in(client, builders.person("Carl", str(body), "chair", email="carl@desk.example"))
    assert chair.get(f"/desk/m/{meeting}/import").status_code == 403
    assert "Bring in a paper" not in chair.get(f"/desk/m/{meeting}/papers").content.decode()
    foreign = builders.logged_in(
        Client(), builders.person("Bea", builders.body("other"), "secretary", email="bea@desk.example")
    )
    assert foreign.post(f"/desk/m/{meeting}/import", upload(russian())).status_code == 403
