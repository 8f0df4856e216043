"""Markdown as a reader of the finished page sees it."""

from plenaria.core.text.source import Source, SourceLine
from plenaria.formats.reading import read


def lines(text: str) -> tuple[SourceLine, ...]:
    answer = read(text.encode(), "paper.md")
    assert isinstance(answer, Source), answer
    assert answer.format == "md"
    return answer.lines


def brief(text: str) -> list[tuple[str | None, int, str]]:
    return [(line.number, line.level, line.text) for line in lines(text)]


def test_blocks_and_emphasis() -> None:
    text = "# Резолюция\n\n**Совет** решил\nпровести *неделю*.\n\n**Решает:**\n\n> Цитата `код` [сайт](https://x.example)\n\n---\n"
    assert lines(text) == (
        SourceLine(text="Резолюция", style="heading 1"),
        SourceLine(text="Совет решил провести неделю."),
        SourceLine(text="Решает:", bold=True),
        SourceLine(text="Цитата код сайт", links=((11, 15, "https://x.example"),)),
    )


def test_lists_keep_their_numbers_and_levels() -> None:
    text = "1. Один\n   - Черта\n   - Ещё\n2. Два\n\n   Дальше.\n\n   1) Раз\n   2) Два\n4. Четыре\n"
    assert brief(text) == [
        ("1.", 1, "Один"), ("•", 2, "Черта"), ("•", 2, "Ещё"), ("2.", 1, "Два"), (None, 0, "Дальше."),
        ("1)", 2, "Раз"), ("2)", 2, "Два"), ("4.", 1, "Четыре"),
    ]  # fmt: skip


def test_a_list_numbered_all_alike_is_counted() -> None:
    assert brief("3. a\n3. b\n3. c") == [("3.", 1, "a"), ("4.", 1, "b"), ("5.", 1, "c")]


def test_what_is_no_list_in_markdown_stays_as_typed() -> None:
    assert brief("а) Один\n\n25.04.2031 собрание\n\n1.1. Подпункт") == [
        (None, 0, "а) Один"), (None, 0, "25.04.2031 собрание"), (None, 0, "1.1. Подпункт"),
    ]  # fmt: skip


def test_line_breaks_tables_and_html() -> None:
    assert [line.text for line in lines("Союз  \nРига\\\nЛира<br>Вега")] == ["Союз", "Рига", "Лира", "Вега"]
    table = [(line.text, line.zone) for line in lines("| Роль | Имя |\n|---|---|\n| Председатель | И. Лацис |\n")]
    assert table == [("Роль\tИмя", "table"), ("Председатель\tИ. Лацис", "table")]
    assert [line.text for line in lines('<a id="c1"></a>Текст\n\n<div>\nБлок\n</div>\n')] == ["Текст", "Блок"]
