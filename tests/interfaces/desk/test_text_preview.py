"""The preview of a paper: what each line is, what was found, corrections from both sides, and every step undone."""

import re

import pytest
from django.test import Client

from tests.formats.papers import docx, p, r

from .importing import CLAUSES, at_line, outline, press, read, saved, sent

# The preview keeps what is typed in its form: the tables hold none of it yet.
pytestmark = [pytest.mark.django_db, pytest.mark.one_engine, pytest.mark.usefixtures("folder")]


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
