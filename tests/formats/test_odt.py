"""What an OpenDocument text says, numbers as Writer prints them."""

from pathlib import Path

import pytest

from plenaria.core.text.source import Source, SourceLine, TrackedChange
from plenaria.formats.reading import read
from tests.formats.office import TEXT, converted, numbered, printed
from tests.formats.papers import odt


def level(at: int, format_: str, suffix: str = ".", *, prefix: str = "", shown: int = 1, start: int = 1) -> str:
    return (
        f'<text:list-level-style-number text:level="{at}" style:num-format="{format_}" style:num-prefix="{prefix}" '
        f'style:num-suffix="{suffix}" text:display-levels="{shown}" text:start-value="{start}"/>'
    )


def list_style(name: str, *levels: str) -> str:
    return f'<text:list-style style:name="{name}">{"".join(levels)}</text:list-style>'


def p(text: str, style: str = "") -> str:
    return f'<text:p text:style-name="{style}">{text}</text:p>' if style else f"<text:p>{text}</text:p>"


def h(at: int, text: str, more: str = "") -> str:
    return f'<text:h text:outline-level="{at}" {more}>{text}</text:h>'


def item(*content: str, more: str = "") -> str:
    return f"<text:list-item {more}>{''.join(content)}</text:list-item>"


def listed(*items: str, style: str = "L1", more: str = "") -> str:
    return f'<text:list text:style-name="{style}" {more}>{"".join(items)}</text:list>'


def sub(*items: str, more: str = "") -> str:
    return f"<text:list {more}>{''.join(items)}</text:list>"


L1 = list_style("L1", level(1, "1"), level(2, "1", shown=2), level(3, "a", ")"), level(4, "I", ")", prefix="("))
FORMATS = (
    "1", "a", "A", "i", "I", "а, б, .., аа, бб, ... (ru)", "А, Б, .., Аа, Бб, ... (ru)", "а, б, .., аа, аб, ... (ru)",
    "А, Б, .., Аа, Аб, ... (ru)",
    "1st", "01, 02, 03, ...", "",
)  # fmt: skip
OUTLINE = (
    '<text:outline-style style:name="Outline">'
    '<text:outline-level-style text:level="1" style:num-format="I" style:num-suffix="."/>'
    '<text:outline-level-style text:level="2" style:num-format="1" style:num-suffix="." text:display-levels="2"/>'
    "</text:outline-style>"
)
CONTINUED = 'text:continue-numbering="true"'
PAPERS = {
    "formats": odt(
        "".join(
            listed(*[item(p(f"{at} {n}")) for n in range(1, 33)], style=f"F{at}") for at in range(len(FORMATS))
        ),
        automatic="".join(list_style(f"F{at}", level(1, name, ")")) for at, name in enumerate(FORMATS)),
    ),
    "nested": odt(
        listed(
            item(p("a"), sub(item(p("b")), item(p("c"), sub(item(p("d")), item(p("e"), sub(item(p("f")))))))),
            item(p("g"), p("h"), sub(item(p("i")))),
            item(p("j")),
        ),
        automatic=L1,
    ),
    "skipped levels": odt(
        listed(item(sub(item(p("a")), item(p("b")))), item(p("c")), item(sub(item(p("d")), item(sub(item(p("e"))))))),
        automatic=L1,
    ),
    "restart": odt(
        listed(item(p("a")), item(p("b"))) + p("x") + listed(item(p("c"))) + p("y")
        + listed(item(p("d")), more=CONTINUED) + listed(item(p("e"), more='text:start-value="9"'), item(p("f"))),
        automatic=L1,
    ),
    "continued": odt(
        listed(item(p("a")), item(p("b")), more='xml:id="one"') + p("x") + listed(item(p("c")), more='xml:id="two"')
        + listed(item(p("d")), more='text:continue-list="one" xml:id="three"')
        + listed(item(p("e")), more='text:continue-list="two"')
        + listed(item(p("f")), more='text:continue-list="three"'),
        automatic=L1,
    ),
    "continued below": odt(
        listed(item(p("a"), sub(item(p("b")), item(p("c"))))) + p("x")
        + listed(item(sub(item(p("d")), item(p("e")))), item(p("f")), more=CONTINUED),
        automatic=L1,
    ),
    "two lists in an item": odt(
        listed(item(p("a"), sub(item(p("b")), item(p("c"))), p("x"), sub(item(p("d")))), item(p("e"))), automatic=L1
    ),
    "list header": odt(
        listed(item(p("a")), f"<text:list-header>{p('x')}</text:list-header>", item(p("b"))), automatic=L1
    ),
    "override": odt(
        listed(item(p("a")), item(p("b"), more='text:style-override="L2"'), item(p("c"))),
        automatic=L1 + list_style("L2", level(1, "I", "]", prefix="[")),
    ),
    "starts": odt(
        listed(item(p("a"), sub(item(p("b")), item(p("c"))))),
        automatic=list_style("L1", level(1, "1", start=5), level(2, "а, б, .., аа, бб, ... (ru)", ")", start=3)),
    ),
    "outline": odt(
        h(1, "a") + h(2, "b") + p("x") + h(2, "c") + h(1, "d") + h(2, "e")
        + h(1, "f", 'text:is-list-header="true"') + h(1, "g", 'text:restart-numbering="true" text:start-value="7"')
        + h(3, "i"),
        styles=OUTLINE,
    ),
    "spaces": odt(
        p("a  b\n c<text:s text:c='3'/>d<text:tab/>e<text:span> f</text:span> <text:span>g</text:span> ")
    ),
}  # fmt: skip


@pytest.fixture(scope="module")
def exported(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("export")
    converted(PAPERS, "odt", folder, TEXT)
    return folder


@pytest.mark.parametrize("name", PAPERS)
def test_every_line_is_numbered_as_writer_numbers_it(name: str, exported: Path) -> None:
    assert numbered(PAPERS[name]) == printed(exported, name)


def source(body: str, **more: str) -> Source:
    answer = read(odt(body, **more))
    assert isinstance(answer, Source), answer
    return answer


def test_a_list_without_a_style_takes_that_of_its_paragraphs() -> None:
    """ODF 1.3 part 3, 19.508."""
    style = '<style:style style:name="PS" style:family="paragraph" style:list-style-name="L1"/>'
    body = f"<text:list>{item(p('a', 'PS'))}{item(p('b', 'PS'))}</text:list>"
    assert [line.number for line in source(body, automatic=style + L1).lines] == ["1.", "2."]


def test_a_numbered_paragraph_names_its_list() -> None:
    one = '<text:numbered-paragraph text:list-id="l" text:style-name="L1" text:level="{}">{}</text:numbered-paragraph>'
    answer = source(one.format(1, p("a")) + p("x") + one.format(1, p("b")) + one.format(2, p("c")), automatic=L1)
    assert [(line.number, line.level) for line in answer.lines] == [("1.", 1), (None, 0), ("2.", 1), ("2.1.", 2)]


def test_a_paragraph_is_a_line_with_its_look() -> None:
    styles = (
        '<style:style style:name="Text_20_body" style:display-name="Text body" style:family="paragraph">'
        '<style:paragraph-properties fo:margin-left="1.27cm"/></style:style>'
        '<style:style style:name="Middle" style:family="paragraph" style:parent-style-name="Text_20_body">'
        '<style:paragraph-properties fo:text-align="center"/></style:style>'
    )
    automatic = (
        '<style:style style:name="P1" style:family="paragraph" style:parent-style-name="Middle">'
        '<style:text-properties fo:font-weight="bold"/></style:style>'
    ) + "".join(
        f'<style:style style:name="{name}" style:family="text"><style:text-properties fo:font-weight="{weight}"/>'
        "</style:style>"
        for name, weight in (("T1", "bold"), ("T2", "normal"))
    )
    bold, plain = '<text:span text:style-name="T1">{}</text:span>', '<text:span text:style-name="T2">{}</text:span>'
    body = (
        p("Резолюция", "P1") + p(bold.format("Совет") + " " + bold.format("решил"), "Text_20_body")
        + p("Совет " + plain.format("решил"), "P1") + h(2, "Раздел")
    )  # fmt: skip
    assert source(body, styles=styles, automatic=automatic).lines == (
        SourceLine(text="Резолюция", style="middle", bold=True, centred=True, indent=36),
        SourceLine(text="Совет решил", style="text body", bold=True, indent=36),
        SourceLine(text="Совет решил", style="middle", centred=True, indent=36),
        SourceLine(text="Раздел", style="heading 2"),
    )


def test_tracked_changes_are_read_as_accepted_and_listed() -> None:
    info = "<office:change-info><dc:creator>Ирма Лацис</dc:creator><dc:date>2031-05-01</dc:date></office:change-info>"
    regions = (
        f'<text:changed-region text:id="i"><text:insertion>{info}</text:insertion></text:changed-region>'
        f'<text:changed-region text:id="d"><text:deletion>{info}{p("одну")}</text:deletion></text:changed-region>'
    )
    body = (
        f"<text:tracked-changes>{regions}</text:tracked-changes>" + p("Начало.")
        + p('Провести <text:change text:change-id="d"/><text:change-start text:change-id="i"/>две')
        + p('три<text:change-end text:change-id="i"/> недели.')
    )  # fmt: skip
    answer = source(body)
    assert [line.text for line in answer.lines] == ["Начало.", "Провести две", "три недели."]
    assert answer.changes == (
        TrackedChange(line=2, kind="deleted", text="одну", author="Ирма Лацис", date="2031-05-01", start=9),
        TrackedChange(line=2, kind="inserted", text="две\n", author="Ирма Лацис", date="2031-05-01", start=9),
        TrackedChange(line=3, kind="inserted", text="три", author="Ирма Лацис", date="2031-05-01"),
    )


def test_notes_boxes_tables_and_comments() -> None:
    note = f"<text:note-citation>1</text:note-citation><text:note-body>{p('Сноска.')}</text:note-body>"
    box = f"<draw:frame><draw:text-box>{p('Бланк')}</draw:text-box></draw:frame>"
    remark = f"<office:annotation><dc:creator>А</dc:creator>{p('замечание')}</office:annotation>"
    rows = (
        f"<table:table-header-rows><table:table-row><table:table-cell>{p('Роль')}</table:table-cell>"
        f"<table:table-cell>{p('Имя')}</table:table-cell></table:table-row></table:table-header-rows>"
        f"<table:table-row><table:table-cell>{p('Один')}{p('Два')}</table:table-cell><table:covered-table-cell/>"
        "</table:table-row>"
    )
    body = p(f"Текст<text:note>{note}</text:note> дальше{remark}{box}") + f"<table:table>{rows}</table:table>"
    section = f'<text:section text:name="s">{p("В разделе")}</text:section>'
    answer = source(body + section + '<text:section text:display="none">' + p("скрыто") + "</text:section>")
    assert [(line.number, line.text, line.zone) for line in answer.lines] == [
        (None, "Текст дальше", "body"),
        (None, "Бланк", "textbox"),
        (None, "Роль\tИмя", "table"),
        (None, "Один", "table"),
        (None, "Два", "table"),
        (None, "В разделе", "body"),
        ("1", "Сноска.", "footnote"),
    ]


def test_headers_and_footers_of_the_pages_in_use() -> None:
    def master(name: str, head: str, foot: str) -> str:
        return (
            f'<style:master-page style:name="{name}" style:page-layout-name="pm1"><style:header>{p(head)}'
            f"</style:header><style:footer>{p(foot)}</style:footer></style:master-page>"
        )

    masters = master("Standard", "Союз", "Страница") + master("First", "Бланк", "Адрес") + master("Other", "Нет", "Нет")
    automatic = '<style:style style:name="P1" style:family="paragraph" style:master-page-name="First"/>'
    answer = source(p("Текст", "P1"), masters=masters, automatic=automatic)
    assert [(line.text, line.zone) for line in answer.lines] == [
        ("Союз", "header"), ("Бланк", "header"), ("Текст", "body"), ("Страница", "footer"), ("Адрес", "footer"),
    ]  # fmt: skip


def test_the_language_is_that_of_the_default_style() -> None:
    style = (
        '<style:default-style style:family="paragraph"><style:text-properties fo:language="es" fo:country="CL"/>'
        "</style:default-style>"
    )
    assert source(p("Acuerdo"), styles=style).language == "es"
