"""A web page as a browser shows it."""

from plenaria.core.text.source import Source, SourceLine, TrackedChange
from plenaria.formats.reading import read


def source(text: str) -> Source:
    answer = read(text.encode())
    assert isinstance(answer, Source), answer
    assert answer.format == "html"
    return answer


def brief(text: str) -> list[tuple[str | None, int, str]]:
    return [(line.number, line.level, line.text) for line in source(text).lines]


def test_blocks_make_lines_and_scripts_none() -> None:
    page = (
        '<!doctype html><html lang="ru-RU"><head><title>Не печатается</title><style>p {}</style></head><body>'
        "<header>Союз обществ</header><h1>Резолюция</h1><script>alert(1)</script>"
        '<div align="center">Рига,\n   12 мая<p class="MsoNormal Other">Совет <b>решил</b></p>хвост</div>'
        "<p><strong>Решает:</strong> <b>всё</b></p><p hidden>скрыто</p><p style='display: none'>скрыто</p>"
        "<pre>раз\n  два</pre><footer>Страница</footer></body></html>"
    )
    assert source(page) == Source(
        lines=(
            SourceLine(text="Союз обществ", zone="header", paragraph=1),
            SourceLine(text="Резолюция", style="heading 1", bold=True, paragraph=2),
            SourceLine(text="Рига, 12 мая", centred=True, paragraph=3),
            SourceLine(text="Совет решил", style="msonormal", centred=True, paragraph=4),
            SourceLine(text="хвост", centred=True, paragraph=5),
            SourceLine(text="Решает: всё", bold=True, paragraph=6),
            SourceLine(text="раз", paragraph=7),
            SourceLine(text="два", paragraph=7),
            SourceLine(text="Страница", zone="footer", paragraph=8),
        ),
        format="html",
        language="ru",
    )


def test_lists_are_numbered_as_a_browser_numbers_them() -> None:
    page = (
        "<ol><li>Один<ul><li>Черта</li></ul></li><li value=5>Пять</li><li>Шесть<p>Дальше</p></li></ol>"
        '<ol type="a" start="26"><li>z</li><li>aa</li></ol><ol type="I" reversed><li>x</li><li type="i">y</li></ol>'
        "<ol start=x><li>n</li></ol>"
    )
    assert brief(page) == [
        ("1.", 1, "Один"), ("•", 2, "Черта"), ("5.", 1, "Пять"), ("6.", 1, "Шесть"), (None, 0, "Дальше"),
        ("z.", 1, "z"), ("aa.", 1, "aa"), ("II.", 1, "x"), ("i.", 1, "y"), ("1.", 1, "n"),
    ]  # fmt: skip


def test_a_paragraph_in_an_item_bears_its_number() -> None:
    assert brief("<ol><li><p>Один</p><p>Дальше</p></li><li><div><p>Два</p></div></li></ol>") == [
        ("1.", 1, "Один"), (None, 0, "Дальше"), ("2.", 1, "Два"),
    ]  # fmt: skip


def test_line_breaks_and_rows() -> None:
    lines = source("<p>Союз<br>Рига</p><table><tr><th>Роль<th>Имя<tr><td>Секретарь<td>П. Звягин</table>").lines
    assert [(line.text, line.zone, line.paragraph) for line in lines] == [
        ("Союз", "body", 1), ("Рига", "body", 1), ("Роль\tИмя", "table", 2), ("Секретарь\tП. Звягин", "table", 3),
    ]  # fmt: skip


def test_insertions_and_deletions_are_tracked_changes() -> None:
    answer = source("<p>Провести <del>одну</del><ins>две</ins> недели</p>")
    assert [line.text for line in answer.lines] == ["Провести две недели"]
    assert answer.changes == (
        TrackedChange(line=1, kind="deleted", text="одну", start=9),
        TrackedChange(line=1, kind="inserted", text="две", start=9),
    )  # fmt: skip


def test_the_declared_encoding_is_used() -> None:
    page = '<html><head><meta http-equiv="Content-Type" content="text/html; charset=windows-1251"></head><p>Ось</p>'
    answer = read(page.encode("cp1251"))
    assert isinstance(answer, Source)
    assert [line.text for line in answer.lines] == ["Ось"]
    wrong = read(page.replace("windows-1251", "no-such-thing").encode())
    assert isinstance(wrong, Source)
    assert [line.text for line in wrong.lines] == ["Ось"]


def test_xhtml_with_its_declaration_is_read() -> None:
    page = '<?xml version="1.0" encoding="UTF-8"?>\n<html xmlns="http://www.w3.org/1999/xhtml"><body><p>Ось</p></body></html>'
    assert [line.text for line in source(page).lines] == ["Ось"]


def test_lists_of_word_are_lists() -> None:
    """Word saves a list as paragraphs with typed signs, for browsers that know no lists."""

    def item(level: int, sign: str, text: str) -> str:
        return (
            f"<p class=MsoListParagraph style='margin-left:36.0pt;mso-list:l0 level{level} lfo1'>"
            "<![if !supportLists]><span lang=RU style='font-family:Symbol'><span style='mso-list:Ignore'>"
            f"{sign}<span style='font:7.0pt \"Times New Roman\"'>&nbsp;&nbsp;&nbsp; </span></span></span><![endif]>"
            f"<span lang=RU>{text}<o:p></o:p></span></p>"
        )

    page = (
        "<html xmlns:o='urn:schemas-microsoft-com:office:office'><head><!--[if gte mso 9]><xml><w:WordDocument/></xml>"
        "<![endif]--><style>p.MsoNormal {margin:0cm}</style></head><body lang=RU><div class=WordSection1>"
        "<p class=MsoTitle align=center style='text-align:center'><b>Резолюция<o:p></o:p></b></p>"
        + item(1, "1.", "Издать каталог") + item(2, "а)", "печатный;") + item(2, "·", "для сайта.")
        + "<p class=MsoNormal>Конец<o:p>&nbsp;</o:p></p></div></body></html>"
    )  # fmt: skip
    assert brief(page) == [
        (None, 0, "Резолюция"), ("1.", 1, "Издать каталог"), ("а)", 2, "печатный;"), ("•", 2, "для сайта."),
        (None, 0, "Конец"),
    ]  # fmt: skip
