"""Everything that was read is found again in the lines of its source."""

import datetime
import tomllib
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from plenaria.core.text.locating import Found, located
from plenaria.core.text.reading import read
from plenaria.core.text.resolution import Clause, Place, Resolution

from .papers import PAPERS, plain

LINES = [
    "Allotment Society of Elmham",
    "1. To thank the Ministry of Agri-",
    "culture for its help, and to hold",
    "Allotment Society of Elmham",
    "an open day on 8–9 June 2025.",
    "2. To ask Elmham Parish Council for a second tap.",
]

PERIOD = (datetime.date(2025, 6, 8), datetime.date(2025, 6, 9))

WORDS = "To thank the Ministry of Agriculture for its help, and to hold an open day on 8–9 June 2025."

TEXT = Resolution(
    language="en",
    title="",
    clauses=(
        Clause(
            id="c1",
            number="1",
            text=WORDS,
            verb="thank",
            parties=("Ministry of Agriculture",),
            dates=(PERIOD,),
            place=Place(2, 3),
        ),
        Clause(id="c2", number="2", text="To ask Elmham Parish Council for a second tap.", place=Place(6, 3)),
    ),
    furniture=("Allotment Society of Elmham", "Allotment Society of Elmham"),
)


def found(what: str) -> list[tuple[str, list[tuple[int, int, int | None]]]]:
    every = located(LINES, TEXT)
    return [(each.clause, [(at.line, at.start, at.end) for at in each.places]) for each in every if each.what == what]


def test_a_clause_is_found_over_a_hyphen_and_over_furniture() -> None:
    assert found("clause") == [("c1", [(2, 3, 32), (3, 0, 33), (5, 0, 29)]), ("c2", [(6, 3, 49)])]


def test_each_mark_has_its_span() -> None:
    assert found("verb") == [("c1", [(2, 6, 11)])]
    assert found("date") == [("c1", [(5, 15, 28)])]
    assert found("party") == [("c1", [(2, 16, 32), (3, 0, 7)])]


def test_furniture_is_found_wherever_it_stands() -> None:
    assert found("furniture") == [("", [(1, 0, 27)]), ("", [(4, 0, 27)])]


def test_what_a_person_typed_has_no_place() -> None:
    text = Resolution(language="en", title="Other", clauses=(Clause(id="c1", number="1", text="Never printed."),))
    assert located(["One line."], text) == (
        Found("title", "Other", "", ()),
        Found("clause", "Never printed.", "c1", ()),
    )


def test_a_word_within_another_is_not_marked() -> None:
    text = Resolution(
        language="en",
        title="T",
        clauses=(Clause(id="c1", number="1", text="Asks Borough and Bor.", parties=("Bor",), place=Place(1)),),
    )
    marks = [each for each in located(["1. Asks Borough and Bor."], text) if each.what == "party"]
    assert marks == [Found("party", "Bor", "c1", (Place(1, 20, 23),))]


@pytest.mark.parametrize("path", sorted((PAPERS / "more").glob("*.toml")), ids=lambda path: path.stem)
def test_all_that_was_read_in_the_papers_is_found_letter_by_letter(path: Path) -> None:
    source = plain(tomllib.loads(path.read_text(encoding="utf-8"))["text"])
    lines = [line.text for line in source.lines]

    def letters(text: str) -> str:
        return "".join(sign for sign in text if sign.isalnum())

    every = located(lines, read(source))
    shown = [letters("".join(lines[at.line - 1][at.start : at.end] for at in each.places)) for each in every]
    assert shown == [letters(each.text) for each in every]


@given(st.lists(st.text(alphabet="aб -\u00ad1.", max_size=12), max_size=8), st.text(alphabet="aб -1.", max_size=20))
def test_places_lie_within_their_lines(lines: list[str], words: str) -> None:
    text = Resolution(language="en", title="T", clauses=(Clause(id="c1", number="", text=words, place=Place(1)),))
    for each in located(lines, text):
        for at in each.places:
            assert at.end is not None
            assert 0 <= at.start < at.end <= len(lines[at.line - 1])


def test_a_clause_that_was_changed_by_hand_keeps_the_places_of_its_other_words() -> None:
    words = WORDS.replace("for its help", "for all that it did")
    text = replace(TEXT, clauses=(replace(TEXT.clauses[0], text=words), TEXT.clauses[1]))
    every = [each for each in located(LINES, text) if each.clause == "c1"]
    assert [(each.what, [at.line for at in each.places]) for each in every] == [
        ("clause", [2, 3, 5]),
        ("verb", [2]),
        ("party", [2]),
        ("date", [5]),
    ]


def test_the_same_words_are_found_once_each() -> None:
    text = replace(TEXT, letterhead=("Allotment Society of Elmham",), furniture=("Allotment Society of Elmham",))
    every = [
        (each.what, each.places[0].line) for each in located(LINES, text) if each.what in ("letterhead", "furniture")
    ]
    assert every == [("letterhead", 1), ("furniture", 4)]


def test_a_heading_and_the_day_are_found() -> None:
    lines = ["RESOLUTION of 3 May 2025", "The hall", "1. To paint the hall.", "The hall", "2. To open the hall."]
    text = Resolution(
        language="en",
        title="RESOLUTION",
        date=datetime.date(2025, 5, 3),
        clauses=(
            Clause(id="c1", number="1", text="To paint the hall.", heading="The hall", place=Place(3, 3)),
            Clause(id="c2", number="2", text="To open the hall.", heading="The hall", place=Place(5, 3)),
        ),
    )
    every = [(each.what, each.places) for each in located(lines, text) if each.what in ("heading", "date")]
    assert every == [("date", (Place(1, 14, 24),)), ("heading", (Place(2, 0, 8),)), ("heading", (Place(4, 0, 8),))]


def test_a_page_number_is_not_found_in_the_number_of_a_clause() -> None:
    lines = ["1. To paint the hall.", "2. To open it.", "2"]
    clauses = (
        Clause(id="c1", number="1", text="To paint the hall.", place=Place(1, 3)),
        Clause(id="c2", number="2", text="To open it.", place=Place(2, 3)),
    )
    text = Resolution(language="en", title="", clauses=clauses, furniture=("2",))
    assert [each.places for each in located(lines, text) if each.what == "furniture"] == [(Place(3, 0, 1),)]
