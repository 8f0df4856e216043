"""Letters on paper, read back: where the address stands, what is on them, and that everybody can read them."""

import io
from dataclasses import replace
from datetime import date

import pypdfium2 as pdfium
import pytest

from plenaria.core.refusal import Refusal, unacceptable
from plenaria.formats.letter_pdf import LetterPaper, label_sheet, pdf, write_labels, write_letters
from plenaria.formats.paper import Letterhead
from plenaria.formats.print_run import print_run, write_print_run
from tests.formats import pdf_ua

EMBLEM = b'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 8 8"><circle cx="4" cy="4" r="3"/></svg>'
HEAD = Letterhead(
    body_name={"ru": "Совет ночного неба", "en": "Council of the Night Sky"},
    lines=("Тенистый переулок, 7", "sovet@sky.example"),
    accent="#1b4f8a",
    emblem_svg=EMBLEM,
)
LETTER = LetterPaper(
    language="ru",
    letterhead=HEAD,
    reference="2026/14",
    day=date(2026, 5, 9),
    to=("Министерство света", "г-же Лампадовой", "Фонарная улица, 12", "30100 Вальдеос"),
    subject="Просьба в резолюции № XIV/1",
    text="Уважаемые коллеги!\n\n#set *text* $x$ гласит:\nприглушить.\n\nС уважением,\nАнна Гребень\nПредседатель",
    enclosed=("Резолюция № XIV/1 с печатью",),
)
MILLIMETRE = 72 / 25.4


def made(letter: LetterPaper) -> bytes:
    data = pdf(letter)
    assert isinstance(data, bytes), data
    return data


def words(data: bytes) -> list[str]:
    return [page.get_textpage().get_text_range() for page in pdfium.PdfDocument(io.BytesIO(data))]


def place(data: bytes, sought: str) -> tuple[float, float]:
    """Where some words begin on the first page: millimetres from the left and from the top."""
    page = pdfium.PdfDocument(io.BytesIO(data))[0]
    text = page.get_textpage()
    found = text.search(sought).get_next()
    assert found is not None, sought
    left, _bottom, _right, top = text.get_charbox(found[0])
    return left / MILLIMETRE, (page.get_height() - top) / MILLIMETRE


def test_everything_is_on_it_as_written() -> None:
    (page,) = words(made(LETTER))
    for said in (*LETTER.to, "Совет ночного неба", "2026/14", "#set *text* $x$", "Анна Гребень", *LETTER.enclosed):
        assert said in page.replace("\N{NO-BREAK SPACE}", " "), said


@pytest.mark.parametrize(("window", "left"), [("left", 25), ("right", 110)])
def test_the_address_stands_in_the_window(window: str, left: float) -> None:
    # DIN 5008, form B: the lines of the address between 62.7 and 90 mm from the top.
    data = made(replace(LETTER, window=window))
    x, y = place(data, "Министерство света")
    assert x == pytest.approx(left, abs=1)
    assert 60 < y < 67
    assert place(data, "30100")[1] < 88


def test_the_longest_address_stays_in_the_window() -> None:
    lines = tuple(f"Строка {number}" for number in range(1, 9))
    assert place(made(replace(LETTER, to=lines)), "Строка 8")[1] < 90


def test_it_is_pdf_ua_and_the_same_each_time() -> None:
    for letter in (LETTER, replace(LETTER, answer="https://sky.example/ru/a/token", text="Абзац.\n\n" * 60)):
        assert list(pdf_ua.findings(made(letter))) == []
    assert made(LETTER) == made(LETTER)


def test_pages_are_counted_where_there_are_several() -> None:
    pages = words(made(replace(LETTER, text="Абзац.\n\n" * 60)))
    assert len(pages) > 1
    assert all("2026/14" in page for page in pages)


def test_a_letter_that_no_font_has_is_refused() -> None:
    assert pdf(replace(LETTER, subject="光")) == unacceptable("paper-letters-missing", letters="光")


def test_the_same_from_a_process_of_its_own() -> None:
    assert write_letters([LETTER, replace(LETTER, reference="2026/15")]) == [
        made(LETTER),
        made(replace(LETTER, reference="2026/15")),
    ]
    assert write_letters([]) == []
    refused = write_letters([replace(LETTER, subject="光")])
    assert isinstance(refused, Refusal)
    assert refused.code == "paper-letters-missing"


def test_twenty_four_labels_on_a_sheet() -> None:
    sheet = label_sheet("Labels", [LETTER.to] * 25)
    assert isinstance(sheet, bytes)
    assert [page.count("Фонарная") for page in words(sheet)] == [24, 1]
    assert write_labels("Labels", [LETTER.to] * 25) == sheet


def test_every_paper_of_a_print_run_begins_on_a_fresh_sheet() -> None:
    one, two = made(LETTER), made(replace(LETTER, text="Абзац.\n\n" * 60))
    whole = print_run([one, two, one])
    assert isinstance(whole, bytes)
    pages = words(whole)
    starts = [number for number, page in enumerate(pages) if "Фонарная" in page]
    assert starts[:2] == [0, 2]
    assert all(number % 2 == 0 for number in starts)
    made_apart = write_print_run([one, two, one])
    assert isinstance(made_apart, bytes)
    assert words(made_apart) == pages


def test_what_is_no_pdf_is_not_printed() -> None:
    assert print_run([b"not a PDF"]) == unacceptable("letter-unprinted")
    assert write_print_run([b"not a PDF"]) == unacceptable("letter-unprinted")
