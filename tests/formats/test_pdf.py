"""Lines of a PDF, and PDFs that hold none."""

import pytest

from plenaria.core.refusal import unacceptable
from plenaria.core.text.source import Source
from plenaria.formats.pdf import is_false
from plenaria.formats.reading import read
from tests.formats.papers import locked, owned, pdf, scan

CLAUSES = (
    "Провести в апреле неделю наблюдений за двойными звёздами и пригласить к участию школьные кружки всех областей.",
    "Поручить совету обществ подготовить к осени каталог площадок, где небо ещё темно, и разослать его участникам.",
    "Выразить благодарность Марте Озолс, которая много лет вела переписку с обсерваториями трёх континентов.",
    "Считать защиту ночного неба делом каждого общества и каждого города, в котором оно работает не первый год.",
)
YEARS = ("Срок: до весны.", "Срок: до осени, когда откроется школа.", "Срок не ставится.")
PAPER = (
    "#set page(header: [Союз звёздных обществ], footer: context align(center)[#counter(page).display()])\n"
    "#align(center)[*РЕЗОЛЮЦИЯ № 4*]\n\n#v(20pt)\n"
    + "\n#pagebreak()\n".join(
        "\n\n".join(f"{n}\\. {clause} {YEARS[page]}" for n, clause in enumerate(CLAUSES, start=1 + 4 * page))
        for page in range(3)
    )
)


@pytest.fixture(scope="module")
def source() -> Source:
    answer = read(pdf(PAPER), "paper.txt")
    assert isinstance(answer, Source), answer
    return answer


def test_lines_come_in_order_with_their_pages(source: Source) -> None:
    assert (source.format, source.wrapped) == ("pdf", True)
    body = [line for line in source.lines if line.zone == "body" and line.text]
    assert [line.page for line in body if line.text[:2] in ("1.", "5.", "9.")] == [1, 2, 3]
    joined = " ".join(line.text for line in body)
    assert joined.replace("- ", "") == " ".join(
        ["РЕЗОЛЮЦИЯ № 4", *(f"{n}. {CLAUSES[(n - 1) % 4]} {YEARS[(n - 1) // 4]}" for n in range(1, 13))]
    )


def test_what_repeats_at_the_edge_of_pages_is_furniture(source: Source) -> None:
    assert [line.text for line in source.lines if line.zone == "header"] == ["Союз звёздных обществ"] * 3
    assert [line.text for line in source.lines if line.zone == "footer"] == ["1", "2", "3"]


def test_the_look_of_a_line_is_known(source: Source) -> None:
    title = next(line for line in source.lines if line.text.startswith("РЕЗОЛЮЦИЯ"))
    clause = next(line for line in source.lines if line.text.startswith("1."))
    assert (title.bold, title.centred) == (True, True)
    assert (clause.bold, clause.centred) == (False, False)
    assert clause.indent <= 2  # the side bearing of a figure


def test_a_wide_gap_is_a_blank_line(source: Source) -> None:
    texts = [line.text for line in source.lines if line.page == 1]
    assert texts[texts.index("РЕЗОЛЮЦИЯ № 4") + 1] == ""


def test_a_word_broken_at_the_end_of_a_line_is_whole_again() -> None:
    narrow = "#set page(width: 130pt, height: 400pt, margin: 20pt)\n#set par(justify: true)\n"
    answer = read(pdf(narrow + "Научно-просветительское общество наблюдателей переменных звёзд. " * 4))
    assert isinstance(answer, Source)
    text = " ".join(line.text for line in answer.lines)
    assert "-" not in text.replace("Научно-просветительское", "")


def test_a_scan_is_refused() -> None:
    assert read(scan()) == unacceptable("scan-without-text")


def test_a_pdf_of_blank_pages_is_empty() -> None:
    assert read(pdf("#pagebreak()")) == unacceptable("file-empty")


def test_a_locked_pdf_is_refused() -> None:
    assert read(locked(pdf("Резолюция"))) == unacceptable("file-encrypted")


def test_a_pdf_that_only_its_owner_may_change_is_read() -> None:
    answer = read(owned(pdf("Резолюция")))
    assert isinstance(answer, Source)
    assert [line.text for line in answer.lines] == ["Резолюция"]


def test_joined_letters_and_soft_hyphens_are_those_of_words() -> None:
    answer = read(pdf("The official office \u00adaffects the eﬃciency of ﬁve ﬂeets.", language="en"))
    assert isinstance(answer, Source)
    assert [line.text for line in answer.lines] == ["The official office affects the efficiency of five fleets."]


def test_a_damaged_pdf_is_refused() -> None:
    assert read(b"%PDF-1.7\n" + bytes(500)) == unacceptable("file-broken")
    assert read(pdf(PAPER)[:300]) == unacceptable("file-broken")


def test_latin_letters_in_cyrillic_words_are_a_false_text_layer() -> None:
    looks = str.maketrans("аеосрх", "aeocpx")
    assert read(pdf("\n\n".join(CLAUSES).translate(looks))) == unacceptable("text-layer-false")
    assert is_false(" ".join(CLAUSES).translate(looks))
    assert not is_false(" ".join(CLAUSES))
    assert not is_false(" ".join(CLAUSES) + " Кaталог")
    assert not is_false("The Council requests all societies to observe. IT и Wi-Fi, x-лучи, USB-порт " * 3)
    assert is_false("\ufffd\ue012\ue013 a" * 30)


def test_a_word_broken_at_the_end_of_a_page_is_whole_again() -> None:
    small = (
        "#set page(width: 150pt, height: 130pt, margin: (x: 20pt, y: 44pt), "
        "header: text(size: 8pt)[Бланк], footer: context text(size: 8pt)[Лист #counter(page).display()])\n"
        "#set par(justify: true)\n#set text(hyphenate: true)\n"
    )
    words = "Научно-просветительское общество наблюдателей переменных звёзд благодарит корреспондентов. " * 6
    answer = read(pdf(small + words))
    assert isinstance(answer, Source)
    assert answer.language == "ru"
    body = " ".join(line.text for line in answer.lines if line.zone == "body" and line.text)
    assert body == words.strip()
    assert {line.text for line in answer.lines if line.zone == "header"} == {"Бланк"}
