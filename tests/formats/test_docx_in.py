"""What a Word document says: tracked changes, fields, boxes, tables, notes, headers."""

from plenaria.core.text.source import Source, SourceLine, TrackedChange
from plenaria.formats.reading import read
from tests.formats.papers import abstract, docx, lvl, num, p, r

NUMBERING = abstract(0, lvl(0, "decimal", "%1."), lvl(1, "russianLower", "%2)")) + num(1, 0)
STYLES = (
    '<w:docDefaults><w:rPrDefault><w:rPr><w:lang w:val="ru-RU"/></w:rPr></w:rPrDefault></w:docDefaults>'
    '<w:style w:type="paragraph" w:default="1" w:styleId="a"><w:name w:val="Normal"/></w:style>'
    '<w:style w:type="paragraph" w:styleId="1"><w:name w:val="heading 1"/><w:basedOn w:val="a"/>'
    '<w:pPr><w:jc w:val="center"/></w:pPr><w:rPr><w:b/></w:rPr></w:style>'
    '<w:style w:type="paragraph" w:styleId="2"><w:name w:val="Раздел"/><w:basedOn w:val="1"/>'
    '<w:pPr><w:ind w:left="720"/><w:outlineLvl w:val="1"/></w:pPr></w:style>'
    '<w:style w:type="paragraph" w:styleId="loop"><w:name w:val="Loop"/><w:basedOn w:val="loop"/></w:style>'
    '<w:style w:type="character" w:styleId="s"><w:name w:val="Strong"/><w:rPr><w:b/></w:rPr></w:style>'
)


def source(body: str, **parts: str) -> Source:
    answer = read(docx(body, **parts))
    assert isinstance(answer, Source), answer
    return answer


def texts(body: str, **parts: str) -> list[str]:
    return [line.text for line in source(body, **parts).lines]


def box(content: str) -> str:
    """A text box as Word writes it: once for new programs, once more for old ones."""
    return (
        f'<w:r><mc:AlternateContent><mc:Choice Requires="wps"><w:drawing><wp:anchor><a:graphic><a:graphicData><wps:wsp>'
        f"<wps:txbx><w:txbxContent>{content}</w:txbxContent></wps:txbx></wps:wsp></a:graphicData></a:graphic></wp:anchor>"
        f"</w:drawing></mc:Choice><mc:Fallback><w:pict><v:shape><v:textbox><w:txbxContent>{content}</w:txbxContent>"
        "</v:textbox></v:shape></w:pict></mc:Fallback></mc:AlternateContent></w:r>"
    )


def field(instruction: str, result: str) -> str:
    return (
        f'<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText>{instruction}</w:instrText></w:r>'
        f'<w:r><w:fldChar w:fldCharType="separate"/></w:r>{r(result)}<w:r><w:fldChar w:fldCharType="end"/></w:r>'
    )


def test_a_paragraph_is_a_line_with_its_look() -> None:
    body = (
        p("Резолюция", style="1")
        + p("Общие вопросы", style="2")
        + p(r("Совет ") + r("поручает", '<w:rStyle w:val="s"/>'))
        + p(r("Совет", "<w:b/>") + r(" ") + r("поручает", '<w:rStyle w:val="s"/>'), more='<w:ind w:start="1440"/>')
        + p("Вправо", style="1", more='<w:jc w:val="right"/>')
        + p("Круг", style="loop")
    )
    assert source(body, styles=STYLES).lines == (
        SourceLine(text="Резолюция", style="heading 1", bold=True, centred=True),
        SourceLine(text="Общие вопросы", style="heading 2", bold=True, centred=True, indent=36),
        SourceLine(text="Совет поручает", style="normal"),
        SourceLine(text="Совет поручает", style="normal", bold=True, indent=72),
        SourceLine(text="Вправо", style="heading 1", bold=True),
        SourceLine(text="Круг", style="loop"),
    )


def test_the_language_is_that_of_most_of_the_text() -> None:
    assert source(p("Резолюция"), styles=STYLES).language == "ru"
    spanish = p(r("Se aprueba el informe.", '<w:lang w:val="es-CL"/>') + r("да", '<w:lang w:val="ru-RU"/>'))
    assert source(spanish, styles=STYLES).language == "es"


def test_tracked_changes_are_read_as_accepted_and_listed() -> None:
    ins = '<w:ins w:id="1" w:author="Ирма Лацис" w:date="2031-05-01T10:00:00Z">{}</w:ins>'
    gone = '<w:del w:id="2" w:author="Пётр Звягин"><w:r><w:delText>{}</w:delText></w:r></w:del>'
    body = p("Начало.") + p(r("Провести ") + gone.format("одну") + ins.format(r("две")) + r(" недели."), num=1, level=0)
    assert source(body, numbering=NUMBERING) == Source(
        lines=(
            SourceLine(text="Начало."),
            SourceLine(text="Провести две недели.", number="1.", level=1, indent=18),
        ),
        format="docx",
        changes=(
            TrackedChange(line=2, kind="deleted", text="одну", author="Пётр Звягин", start=9),
            TrackedChange(
                line=2, kind="inserted", text="две", author="Ирма Лацис", date="2031-05-01T10:00:00Z", start=9
            ),
        ),
    )


def test_a_deleted_paragraph_is_gone_and_not_counted() -> None:
    mark = '<w:rPr><w:del w:id="1" w:author="А"/></w:rPr>'
    gone = '<w:del w:id="2" w:author="А"><w:r><w:delText>Отменить.</w:delText></w:r></w:del>'
    body = p("Один.", num=1, level=0) + p(gone, num=1, level=0, more=mark) + p("Два.", num=1, level=0)
    answer = source(body, numbering=NUMBERING)
    assert [(line.number, line.text) for line in answer.lines] == [("1.", "Один."), ("2.", "Два.")]
    assert answer.changes == (TrackedChange(line=2, kind="deleted", text="Отменить.\n", author="А"),)


def test_a_paragraph_whose_end_is_deleted_goes_on_in_the_next() -> None:
    mark = '<w:rPr><w:del w:id="1" w:author="А"/></w:rPr>'
    body = p("Поручить совету", more=mark) + p(" и секретарю.", num=1, level=0) + p("Конец", more=mark)
    lines = source(body, numbering=NUMBERING).lines
    assert [(line.number, line.text) for line in lines] == [("1.", "Поручить совету и секретарю."), (None, "Конец")]


def test_moved_text_is_read_where_it_went() -> None:
    body = p('<w:moveFrom w:id="1">' + r("Старое место.") + "</w:moveFrom>") + p(
        '<w:moveTo w:id="2">' + r("Новое место.") + "</w:moveTo>"
    )
    assert texts(body) == ["Новое место."]


def test_fields_show_their_result_only() -> None:
    link = '<w:hyperlink r:id="x">' + r("сайте общества") + "</w:hyperlink>"
    nested = (
        '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText>IF </w:instrText></w:r>'
        + field("PAGE", "7")
        + '<w:r><w:fldChar w:fldCharType="separate"/></w:r>'
        + r("итог")
        + '<w:r><w:fldChar w:fldCharType="end"/></w:r>'
    )
    simple = '<w:fldSimple w:instr="REF c1">' + r("пункте 3") + "</w:fldSimple>"
    body = p(r("См. ") + field("REF x", "пункт 2") + r(" на ") + link + r(" и в ") + simple + r(": ") + nested)
    assert texts(body) == ["См. пункт 2 на сайте общества и в пункте 3: итог"]


def test_wrappings_print_nothing_themselves() -> None:
    body = (
        "<w:sdt><w:sdtPr><w:alias w:val='Имя'/></w:sdtPr><w:sdtContent>" + p("Содержимое") + "</w:sdtContent></w:sdt>"
        + p('<w:smartTag w:element="place">' + r("Рига") + "</w:smartTag>" + r(", 12 мая"))
        + p("<w:sdt><w:sdtContent>" + r("дата") + "</w:sdtContent></w:sdt>" + r(" собрания"))
        + "<w:customXml>" + p("Ещё") + "</w:customXml>"
    )  # fmt: skip
    assert texts(body) == ["Содержимое", "Рига, 12 мая", "дата собрания", "Ещё"]


def test_signs_that_are_elements() -> None:
    signs = r("Председатель") + "<w:r><w:tab/></w:r>" + r("И. Лацис")
    hyphens = r("юго") + "<w:r><w:noBreakHyphen/></w:r>" + r("запад") + "<w:r><w:softHyphen/></w:r>" + r("ный")
    symbol = '<w:r><w:sym w:font="Wingdings" w:char="F0FC"/></w:r>' + r(" готово")
    assert texts(p(signs) + p(hyphens) + p(symbol) + p(r("скрыто", "<w:vanish/>") + r("видно"))) == [
        "Председатель\tИ. Лацис", "юго‑западный", "✓ готово", "видно",
    ]  # fmt: skip


def test_line_breaks_make_lines_of_one_paragraph() -> None:
    body = p("Прежде") + p(r("Союз обществ") + "<w:r><w:br/></w:r>" + r("Рига")) + p("После")
    assert [(line.text, line.paragraph) for line in source(body).lines] == [
        ("Прежде", 1), ("Союз обществ", 2), ("Рига", 2), ("После", 3),
    ]  # fmt: skip


def test_a_list_typed_with_line_breaks_is_paragraphs() -> None:
    br = "<w:r><w:br/></w:r>"
    body = p(r("Решили:") + br + r("1. Провести неделю") + br + r("наблюдений.") + br + r("2. Издать каталог."))
    assert [(line.text, line.paragraph) for line in source(body).lines] == [
        ("Решили:", 1), ("1. Провести неделю", 2), ("наблюдений.", 2), ("2. Издать каталог.", 3),
    ]  # fmt: skip


def test_a_text_box_is_read_once() -> None:
    answer = source(p(r("Резолюция") + box(p("Союз обществ") + p("Рига"))))
    assert [(line.text, line.zone) for line in answer.lines] == [
        ("Резолюция", "body"), ("Союз обществ", "textbox"), ("Рига", "textbox"),
    ]  # fmt: skip


def test_rows_of_short_cells_are_one_line() -> None:
    def row(*cells: str, more: str = "") -> str:
        return f"<w:tr>{more}" + "".join(f"<w:tc>{cell}</w:tc>" for cell in cells) + "</w:tr>"

    deleted = '<w:trPr><w:del w:id="1" w:author="А"/></w:trPr>'
    gone = p("<w:del><w:r><w:delText>Ушло</w:delText></w:r></w:del>")
    table = "<w:tbl>" + "".join(
        [
            row(p("Председатель"), p(""), p("И. Лацис")),
            row(p("Один") + p("Два"), p("Три")),
            row(p("Конференция решает:"), p("La Conferencia decide:")),
            row(p("Провести неделю наблюдений во всех областях, где есть общества."), p("Celebrar una semana.")),
            row(p("Пункт", num=1, level=0), p("Текст")),
            row(gone, gone, more=deleted),
        ]
    ) + "</w:tbl>"  # fmt: skip
    answer = source(p("До") + table + p("После"), numbering=NUMBERING)
    assert [(line.number, line.text, line.zone) for line in answer.lines] == [
        (None, "До", "body"),
        (None, "Председатель\tИ. Лацис", "table"),
        (None, "Один", "table"),
        (None, "Два", "table"),
        (None, "Три", "table"),
        (None, "Конференция решает:", "table"),
        (None, "La Conferencia decide:", "table"),
        (None, "Провести неделю наблюдений во всех областях, где есть общества.", "table"),
        (None, "Celebrar una semana.", "table"),
        ("1.", "Пункт", "table"),
        (None, "Текст", "table"),
        (None, "После", "body"),
    ]
    assert answer.changes == (TrackedChange(line=12, kind="deleted", text="Ушло\tУшло\n", author="А"),)


def test_notes_follow_the_text_in_the_order_of_their_signs() -> None:
    notes = "".join(
        f'<w:footnote w:id="{at}">{p(text)}</w:footnote>' for at, text in ((0, "черта"), (1, "Вторая."), (2, "Первая."))
    )
    sign = '<w:r><w:footnoteReference w:id="{}"/></w:r>'
    answer = source(p(r("Текст") + sign.format(2) + r(" дальше") + sign.format(1)), footnotes=notes)
    assert [(line.number, line.text, line.zone) for line in answer.lines] == [
        (None, "Текст дальше", "body"), ("1", "Первая.", "footnote"), ("2", "Вторая.", "footnote"),
    ]  # fmt: skip


def test_headers_and_footers_stand_around_the_text() -> None:
    section = (
        '<w:sectPr><w:headerReference w:type="default" r:id="header1"/>'
        '<w:headerReference w:type="first" r:id="header2"/><w:headerReference w:type="even" r:id="header3"/>'
        '<w:footerReference w:type="default" r:id="footer1"/>{}</w:sectPr>'
    )
    parts = {
        "header1": p("Союз обществ"),
        "header2": p("Бланк"),
        "header3": p("Чётная"),
        "footer1": p(r("Страница ") + field("PAGE", "1")),
    }
    zones = [(line.text, line.zone) for line in source(p("Текст") + section.format(""), **parts).lines]
    assert zones == [("Союз обществ", "header"), ("Текст", "body"), ("Страница 1", "footer")]
    first = texts(p("Текст") + section.format("<w:titlePg/>"), **parts)
    assert first == ["Союз обществ", "Бланк", "Текст", "Страница 1"]
    even = texts(p("Текст") + section.format(""), settings="<w:evenAndOddHeaders/>", **parts)
    assert even == ["Союз обществ", "Чётная", "Текст", "Страница 1"]


def test_letters_are_composed_and_unseen_characters_left_out() -> None:
    assert texts(p("и\u0306од\u00ad\u200bный")) == ["йодный"]


def test_the_strict_form_is_read_like_the_other() -> None:
    data = docx(p("Резолюция", num=1, level=0), numbering=NUMBERING)
    import zipfile
    from io import BytesIO

    from tests.formats.papers import zipped

    with zipfile.ZipFile(BytesIO(data)) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    strict = {
        name: part.replace(
            b"http://schemas.openxmlformats.org/wordprocessingml/2006/main",
            b"http://purl.oclc.org/ooxml/wordprocessingml/main",
        ).replace(
            b"http://schemas.openxmlformats.org/officeDocument/2006/relationships",
            b"http://purl.oclc.org/ooxml/officeDocument/relationships",
        )
        for name, part in parts.items()
    }
    assert read(zipped(strict)) == read(data)
