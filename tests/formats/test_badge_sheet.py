"""The sheet of badges, read back: what is on it, how many to a page, and that its codes can be read."""

import io
from dataclasses import replace

import pypdfium2 as pdfium

from plenaria.formats.badge_sheet import Card, Sheet, pdf, pdf_isolated

HEADS = ("XIV конференция", "XIV Conferencia")
HEAD = " · ".join(HEADS)


def sheet(count: int, kind: str = "badges", **of_card: object) -> Sheet:
    given = {"names": ("Вера Дальская", "Vera Dalskaya"), "delegation": "Ñandú Astronómico", "votes": "3 голоса"}
    cards = [
        Card(**(given | {"seat": f"Место {number}", "link": f"https://hall.example/h/{number}"} | of_card))  # type: ignore[arg-type]
        for number in range(1, count + 1)
    ]
    return Sheet("pins" if kind == "pins" else "badges", "Бейджи", HEADS, "Foot", "#1b4f8a", cards)


def pages(data: bytes) -> list[str]:
    return [page.get_textpage().get_text_range() for page in pdfium.PdfDocument(io.BytesIO(data))]


def test_ten_on_a_page_of_a4_with_every_name() -> None:
    data = pdf(sheet(11))
    found = pages(data)
    assert [each.count("Место") for each in found] == [10, 1]
    for words in ("Вера Дальская", "Vera Dalskaya", "Ñandú Astronómico", "3 голоса", HEAD, "Foot"):
        assert words in found[1]
    size = pdfium.PdfDocument(io.BytesIO(data))[0].get_size()
    assert [round(each) for each in size] == [595, 842]


def test_pins_stand_on_slips_without_a_code() -> None:
    found = pages(pdf(sheet(25, "pins", pin="0427", link="")))
    assert [each.count("0427") for each in found] == [24, 1]
    assert "Место 25 · Вера Дальская" in found[1]


def test_long_names_and_signs_of_markup_stay_on_their_card() -> None:
    long = "Константин-Александр Константинович Верещагин-Рождественский фон Бергенштрассе-Крузенштерн"
    found = pages(pdf(sheet(1, names=(f"{long} #set *text* $x$",), delegation="Sociedad " * 30, seat="Место 500")))
    assert len(found) == 1 and "#set" in found[0] and "Место 500" in found[0]


def test_a_long_name_of_the_meeting_stands_in_as_many_languages_as_fit_whole() -> None:
    names = tuple(f"XIV {word} Nacional de Sociedades de Aficionados a la Astronomía del Perú" for word in "ABCD")
    for kind, fit in (("badges", 3), ("pins", 1)):
        words = " ".join(pages(pdf(replace(sheet(1, kind), head=names)))[0].split())
        assert [each in words for each in names] == [at < fit for at in range(4)]


def test_a_letter_that_no_font_has_does_not_stop_the_sheet() -> None:
    assert len(pages(pdf(sheet(1, names=("田中",))))) == 1


def test_the_same_from_a_process_of_its_own() -> None:
    given = sheet(3)
    assert pdf_isolated(given) == pdf(given)


def test_secrets_are_not_printed_with_the_values() -> None:
    assert "hall.example" not in repr(sheet(1)) and "0427" not in repr(sheet(1, pin="0427"))
