"""Bringing in a paper: read, corrected beside its source, saved as a draft."""

import html
import re
from pathlib import Path
from urllib.parse import urlencode

import pytest
from django.conf import settings
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from plenaria.actions import texts as actions
from plenaria.core.permits import Actor
from plenaria.core.text.resolution import Resolution
from plenaria.store import models
from plenaria.store.queries import texts
from tests import builders
from tests.formats import papers
from tests.formats.papers import abstract, docx, lvl, num, p, r

pytestmark = pytest.mark.django_db

NUMBERED = abstract(1, lvl(0, "decimal", "%1."), lvl(1, "russianLower", "%2)")) + num(1, 1)
LETTERHEAD = "Совет обсерваторий долины · Вальдеос, ул. Звёздная, 3 · sovet@valdehoz.example"


def russian() -> bytes:
    """A paper with automatic numbers, and with its letterhead repeated between two clauses."""
    body = [
        p(LETTERHEAD),
        p("РЕЗОЛЮЦИЯ"),
        p("О тёмном небе долины"),
        p("9 мая 2026 года, Вальдеос"),
        p("Конференция,"),
        p("отмечая, что ночное небо над долиной светлеет с каждым годом,"),
        p("решает:"),
        p("Поддержать создание заповедника тёмного неба.", num=1, level=0),
        p("Провести в октябре 2026 года неделю наблюдений:", num=1, level=0),
        p("в обсерватории на перевале;", num=1, level=1),
        p("в школах долины.", num=1, level=1),
        p(LETTERHEAD),
        p("Обратиться к мэрии Вальдеоса с просьбой погасить прожекторы после полуночи.", num=1, level=0),
        p("Выразить благодарность Вере Ланской за карту засветки.", num=1, level=0),
        p("Резолюция принята единогласно открытым голосованием."),
        p("Председатель В. А. Ланская"),
    ]
    return docx("".join(body), numbering=NUMBERED)


def upload(data: bytes, name: str = "Резолюция.docx") -> dict[str, object]:
    return {"paper": SimpleUploadedFile(name, data), "pasted": "", "language": ""}


def sent(page: str) -> dict[str, str]:
    """The form of the preview as a browser would send it back."""
    form = page[page.index('class="preview"') : page.rindex("</form>")]
    data: dict[str, str] = {}
    for tag in re.findall(r"<input[^>]*>", form):
        fields = dict(re.findall(r'(\w[\w-]*)="([^"]*)"', tag))
        if fields.get("type") in ("radio", "checkbox") and not tag.endswith(" checked>"):
            continue
        if "name" in fields and fields["name"] != "csrfmiddlewaretoken":
            data[fields["name"]] = html.unescape(fields.get("value", ""))
    for name, words in re.findall(r'<textarea name="([^"]+)"[^>]*>\n?(.*?)</textarea>', form, re.DOTALL):
        data[name] = html.unescape(words)
    for name, options in re.findall(r'<select name="([^"]+)"[^>]*>(.*?)</select>', form, re.DOTALL):
        chosen = re.search(r'value="([^"]*)" selected', options)
        data[name] = chosen[1] if chosen else ""
    return data


def kept() -> list[Path]:
    return [path for path in (Path(settings.DATA) / "files").rglob("*") if path.is_file()]


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, settings: object) -> None:
    """A data folder of its own, so that a test sees what was kept."""
    settings.DATA = tmp_path  # type: ignore[attr-defined] # pytest-django's


@pytest.fixture
def secretary() -> Actor:
    return builders.person("Ann", builders.body(), "secretary", email="ann@desk.example")


@pytest.fixture
def desk(client: Client, secretary: Actor) -> Client:
    return builders.logged_in(client, secretary)


@pytest.fixture
def meeting(secretary: Actor) -> str:
    (_, body), *_ = secretary.roles
    return builders.planned_meeting(str(body), secretary)


def read(desk: Client, meeting: str, data: bytes | None = None, name: str = "Резолюция.docx") -> str:
    response = desk.post(f"/desk/m/{meeting}/import", upload(data or russian(), name))
    assert response.status_code == 200, response.content.decode()[-3000:]
    return str(response.content.decode())


def press(desk: Client, meeting: str, page: str, do: str, **typed: str) -> str:
    response = desk.post(f"/desk/m/{meeting}/import", {**sent(page), "do": do, **typed})
    assert response.status_code == 200, response.content.decode()[-3000:]
    return str(response.content.decode())


def saved(desk: Client, meeting: str, page: str, **typed: str) -> Resolution:
    response = desk.post(f"/desk/m/{meeting}/import", {**sent(page), "do": "save", **typed})
    assert response.status_code == 302, response.content.decode()[-3000:]
    (paper,) = texts.papers(meeting)
    assert response["Location"] == f"/desk/r/{paper.id}/text"
    found = texts.latest(paper.id, paper.language)
    assert found is not None
    return found


def outline(text: Resolution) -> list[tuple[int, str, str]]:
    return [(clause.level, clause.number, clause.text) for clause in text.walk()]


CLAUSES = [
    (1, "1", "Поддержать создание заповедника тёмного неба."),
    (1, "2", "Провести в октябре 2026 года неделю наблюдений:"),
    (2, "а", "в обсерватории на перевале;"),
    (2, "б", "в школах долины."),
    (1, "3", "Обратиться к мэрии Вальдеоса с просьбой погасить прожекторы после полуночи."),
    (1, "4", "Выразить благодарность Вере Ланской за карту засветки."),
]


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


def at_line(page: str, words: str) -> str:
    """The number of the line of the paper that holds these words."""
    items = re.findall(r'<li id="line-(\d+)".*?</li>', page, re.DOTALL)
    shown = re.findall(r'<li id="line-\d+".*?</li>', page, re.DOTALL)
    plain = [html.unescape(re.sub(r"<[^>]+>", "", each)) for each in shown]
    return next(number for number, line in zip(items, plain, strict=True) if words in line)


def test_each_line_says_what_it_is_and_what_was_found_in_it(desk: Client, meeting: str) -> None:
    page = read(desk, meeting)
    for line, what, target in (
        ("РЕЗОЛЮЦИЯ", "title", ""),
        ("отмечая", "recital", "recital-0"),
        ("перевале", "clause", "clause-2"),
    ):
        number = at_line(page, line)
        item = re.search(rf'<li id="line-{number}"[^>]*>', page)
        assert item is not None
        assert f"of-{what}" in item[0]
        assert (f'data-of="{target}"' in item[0]) == bool(target)
    assert re.search(r'<mark class="verb" title="verb">Поддержать</mark>', page)
    assert re.search(r'<mark class="person" title="person">Вере Ланской</mark>', page)
    assert re.search(r'Verb:\s*<b lang="ru">Поддержать</b>', page)
    data = sent(page) | {"do": "show", "mark": "verb"}
    again = desk.post(f"/desk/m/{meeting}/import", data).content.decode()
    assert re.findall(r'value="(\w+)" id="show-\w+" checked', again) == ["verb"]


def test_lines_of_the_paper_are_told_what_they_are(desk: Client, meeting: str) -> None:
    page = read(desk, meeting)
    page = press(desk, meeting, page, "line-continuation", line=at_line(page, "в школах"))
    page = press(desk, meeting, page, "line", line=at_line(page, "Выразить"), **{"as": "recital"})
    skip = str(len("3.Обратитьсякмэрии"))
    page = press(desk, meeting, page, "line-clause", line=at_line(page, "Обратиться"), skip=skip)
    page = press(desk, meeting, page, "number-all")
    text = saved(desk, meeting, page)
    assert outline(text) == [
        CLAUSES[0],
        CLAUSES[1],
        (2, "а", "в обсерватории на перевале; б. в школах долины."),
        (1, "3", "Обратиться к мэрии"),
        (1, "4", "Вальдеоса с просьбой погасить прожекторы после полуночи."),
    ]
    assert text.recitals[-1].text == "4. Выразить благодарность Вере Ланской за карту засветки."


def test_a_line_has_to_be_chosen(desk: Client, meeting: str) -> None:
    page = press(desk, meeting, read(desk, meeting), "line-furniture")
    assert "choose a line, and say what it should be" in page


def test_a_clause_is_split_at_the_cursor_and_numbered_on(desk: Client, meeting: str) -> None:
    page = read(desk, meeting)
    page = press(desk, meeting, page, "split:0", behind=str(len("Поддержатьсоздание")))
    page = press(desk, meeting, page, "number:1")
    assert outline(saved(desk, meeting, page))[:3] == [
        (1, "1", "Поддержать создание"),
        (1, "2", "заповедника тёмного неба."),
        (1, "3", "Провести в октябре 2026 года неделю наблюдений:"),
    ]


def test_every_step_is_undone_and_done_again(desk: Client, meeting: str) -> None:
    first = read(desk, meeting)
    assert 'value="undo" disabled' in first
    before = sent(first)
    pages = [press(desk, meeting, first, "join:0")]
    pages.append(press(desk, meeting, pages[-1], "out:1", **{"head-title": "О небе"}))
    pages.append(press(desk, meeting, pages[-1], "number-all"))

    def seen(page: str) -> dict[str, str]:
        return {name: value for name, value in sent(page).items() if name not in ("state", "mark")}

    page = pages[-1]
    for _ in range(4):
        page = press(desk, meeting, page, "undo")
    assert 'value="undo" disabled' in page
    assert seen(page) == {name: value for name, value in before.items() if name not in ("state", "mark")}
    for _ in range(4):
        page = press(desk, meeting, page, "redo")
    assert seen(page) == seen(pages[-1])
    # What was typed before a press is undone apart from it.
    page = press(desk, meeting, press(desk, meeting, page, "undo"), "undo")
    assert sent(page)["head-title"] == "О небе"
    assert "There is nothing to do again." in press(desk, meeting, page, "redo", **{"head-number": "7"})


def changed(what: str, words: str) -> str:
    """A run that somebody proposed to insert or delete."""
    run = r(words).replace("w:t", "w:delText") if what == "del" else r(words)
    return f'<w:{what} w:id="1" w:author="Ann" w:date="2026-05-09T10:00:00Z">{run}</w:{what}>'


def test_tracked_changes_are_shown_and_read_as_rejected(desk: Client, meeting: str) -> None:
    body = [
        p("RESOLUTION on the dark sky"),
        p("The Assembly decides:"),
        p(r("1. To keep ") + changed("del", "ten") + changed("ins", "twelve") + r(" hills dark.")),
        p("2. To thank Vera Lanskaya."),
    ]
    page = read(desk, meeting, docx("".join(body)), "tracked.docx")
    assert "Changes that the file still holds" in page
    assert re.search(r"<del>ten</del>\s*<ins>twelve</ins>", page)
    assert "Ann" in page
    page = press(desk, meeting, page, "judge:0")
    assert "read as rejected" in page
    assert sent(page)["clause-0-text"] == "To keep ten hills dark."
    page = press(desk, meeting, page, "judge:0")
    assert sent(page)["clause-0-text"] == "To keep twelve hills dark."
    lost = press(desk, meeting, page, "judge:0", **{"clause-0-text": "To do something else."})
    assert "These words are no longer in the text." in lost


BOMB = docx("<w:p><w:r><w:t>" + "a" * 30_000_000 + "</w:t></w:r></w:p>")
PROGRAM = b"MZ\x90\x00\x03\x00\x00\x00\x04\x00\x00\x00\xff\xff\x00\x00" + bytes(range(256)) * 20


@pytest.mark.parametrize(
    ("data", "name", "words"),
    [
        (papers.scan(), "скан.pdf", "The file is a picture of a paper and holds no text."),
        (papers.locked(papers.pdf("Решение")), "paper.pdf", "The file is protected by a password."),
        (BOMB, "paper.docx", "The file unpacks to far more than a paper could hold"),
        (PROGRAM, "paper.docx", "The name of the file ends in .docx, but its contents are something else."),
        (b"", "paper.docx", "The file holds no text."),
        (b"a" * 50_000_001, "paper.txt", "The file is larger than 50 MB."),
    ],
    ids=["scan", "locked", "bomb", "program", "empty", "large"],
)
def test_hostile_files_get_a_sentence_and_leave_nothing(
    desk: Client, meeting: str, data: bytes, name: str, words: str
) -> None:
    response = desk.post(f"/desk/m/{meeting}/import", upload(data, name))
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
