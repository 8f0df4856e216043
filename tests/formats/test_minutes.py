"""Minutes as files: what is in them, the same bytes twice, and what a PDF must be for everybody to read."""

import io
from dataclasses import replace
from datetime import date

import pikepdf
import pypdfium2
import pytest
from docx import Document

from plenaria.core.minutes.written import CLERK, Annex, Paragraph, Section, Table, Written
from plenaria.core.refusal import Refusal, unacceptable
from plenaria.formats.minutes import FORMATS, MinutesPaper, write, write_isolated
from plenaria.formats.paper import Letterhead
from tests.formats import pdf_ua

EMBLEM = b'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 10 10"><circle cx="5" cy="5" r="4"/></svg>'
VOTE = Table(
    caption="Голосование 1: принято",
    head=("Что подсчитано", "Число"),
    rows=(("за", "31"), ("против", "8"), ("воздержались", "5")),
    figures=(1,),
)
ATTENDANCE = Table(
    caption="Явка",
    head=("Место", "Имя", "Присутствие"),
    rows=tuple((str(seat), f"Делегат {seat} | участник", "10:00 – 18:00") for seat in range(1, 81)),
    figures=(0,),
)
WRITTEN = Written(
    language="ru",
    title="Протокол: XIV конференция",
    over="Совет астрономических обществ",
    mark="",
    about=(("Дата", "9 мая 2026 г."), ("Место", "Вальдеос")),
    sections=(
        Section(
            number="1",
            title="О тёмном небе",
            paragraphs=(
                Paragraph(number="1.1", text="Голосование открыто: *не разметка* #1.", key="5-poll-put", entries=(5,)),
                Paragraph(number="1.2", text="Принято: 31 за, 8 против.", key="6-poll-decided", table=VOTE),
                Paragraph(number="1.3", text="Пели гимн.\nСтоя.", key="6-poll-decided", source=CLERK),
            ),
        ),
    ),
    annexes=(Annex(title="Приложение 1. Явка", table=ATTENDANCE), Annex(title="Приложение 2", lines=("Тур 1.",))),
    signatures=(("Председатель", "Анна Орлова"), ("Секретарь", "Пётр Лесков")),
    foot=("В журнале 120 записей; корень cm9vdA==.",),
)
PAPER = MinutesPaper(
    WRITTEN,
    Letterhead(body_name={"ru": WRITTEN.over}, lines=("Почта: совет.example",), emblem_svg=EMBLEM),
    date(2026, 5, 9),
)


def made(form: str, paper: MinutesPaper = PAPER) -> bytes:
    written = write(paper, form)
    assert not isinstance(written, Refusal), written
    return written


def words_of(data: bytes) -> str:
    with pypdfium2.PdfDocument(data) as file:
        pages = [page.get_textpage().get_text_bounded() for page in file]
    return " ".join(" ".join(pages).replace("\xa0", " ").replace("\u2060", "").split())


def test_what_is_read_back_from_json_is_what_was_approved() -> None:
    assert made("json") == WRITTEN.data()
    assert WRITTEN.digest == replace(WRITTEN).digest != replace(WRITTEN, version=2).digest


@pytest.mark.parametrize("form", FORMATS)
def test_the_same_minutes_give_the_same_bytes(form: str) -> None:
    assert made(form) == made(form)


def test_a_pdf_holds_everything_and_the_text_as_data() -> None:
    data = made("pdf")
    words = words_of(data)
    for part in ("Протокол: XIV конференция", "1.1 Голосование открыто: *не разметка* #1.", "воздержались 5"):
        assert part in words
    for part in ("Пели гимн. Стоя.", "Анна Орлова", "80 Делегат 80 | участник", "корень cm9vdA=="):
        assert part in words
    with pikepdf.open(io.BytesIO(data)) as file:
        assert file.attachments["minutes.ru.json"].get_file().read_bytes() == WRITTEN.data()
        assert file.open_metadata()["pdfaid:conformance"] == "A"


def test_a_pdf_can_be_read_by_everybody() -> None:
    assert list(pdf_ua.findings(made("pdf"))) == []


def test_a_word_file_has_tables_with_heads_that_repeat() -> None:
    document = Document(io.BytesIO(made("docx")))
    assert [len(table.rows) for table in document.tables] == [4, 81]
    assert [cell.text for cell in document.tables[0].rows[1].cells] == ["за", "31"]
    assert document.tables[1].rows[0]._tr.xpath("w:trPr/w:tblHeader")
    texts = [line.text for line in document.paragraphs]
    assert "1.1\tГолосование открыто: *не разметка* #1." in texts
    assert "Председатель\t\tАнна Орлова" in texts
    assert document.core_properties.title == WRITTEN.title


def test_text_and_markdown_say_the_same() -> None:
    plain, marked = made("txt").decode(), made("md").decode()
    assert "1.3 Пели гимн.\n    Стоя." in plain
    assert "за — 31" in plain
    assert "**1.1** Голосование открыто: \\*не разметка\\* #1." in marked
    assert "| 1 | Делегат 1 \\| участник | 10:00 – 18:00 |" in marked


def test_a_draft_says_so() -> None:
    draft = replace(PAPER, written=replace(WRITTEN, mark="ЧЕРНОВИК"))
    assert "ЧЕРНОВИК" in words_of(made("pdf", draft))
    assert "ЧЕРНОВИК" in [line.text for line in Document(io.BytesIO(made("docx", draft))).paragraphs]
    assert made("txt", draft).decode().startswith("ЧЕРНОВИК")


def test_what_no_page_can_hold_is_refused() -> None:
    bad = replace(PAPER, written=replace(WRITTEN, title="Прото\x07кол"))
    assert write(bad, "pdf") == unacceptable("paper-control-characters", letters="U+0007")
    assert write(PAPER, "odt") == unacceptable("format-unknown", format="odt", known="pdf, docx, md, txt, json")
    broken = replace(PAPER, letterhead=replace(PAPER.letterhead, emblem_svg=b"<svg"))
    assert write(broken, "docx") == unacceptable("emblem-unreadable")


def test_a_process_of_its_own_writes_the_same() -> None:
    assert write_isolated([(PAPER, "pdf"), (PAPER, "md")]) == [made("pdf"), made("md")]
    bad = replace(PAPER, written=replace(WRITTEN, title="Прото\x07кол"))
    assert write_isolated([(bad, "txt")]) == unacceptable("paper-control-characters", letters="U+0007")
