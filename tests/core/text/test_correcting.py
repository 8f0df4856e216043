"""What a person says of a line of the source: the words go where they belong, and none is lost."""

import re
from collections import Counter

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from plenaria.core.text import editing
from plenaria.core.text.correcting import corrected, exchanged, pieces
from plenaria.core.text.reading import read
from plenaria.core.text.resolution import Clause, Place, Recital, Resolution

from .papers import plain

LINES = [
    "Allotment Society of Elmham",  # 1
    "RESOLUTION on water",
    "Recalling decision 4 of 2022,",
    "noting the dry summer,",
    "The Meeting decides:",  # 5
    "1. To thank the Parish Council for",
    "the second tap, and",
    "Allotment Society of Elmham",
    "to ask for a third.",
    "2. To hold an open day:",  # 10
    "a) with seeds;",
    "b) with tea.",
    "Adopted unanimously.",
    "Chair A. Petrie",
]
TEXT = Resolution(
    language="en",
    title="RESOLUTION on water",
    letterhead=("Allotment Society of Elmham",),
    formula="The Meeting decides:",
    recitals=(
        Recital(text="Recalling decision 4 of 2022,", place=Place(3)),
        Recital(text="noting the dry summer,", place=Place(4)),
    ),
    clauses=(
        Clause(
            id="c1",
            number="1",
            text="To thank the Parish Council for the second tap, and to ask for a third.",
            place=Place(6),
        ),
        Clause(
            id="c2",
            number="2",
            text="To hold an open day:",
            place=Place(10),
            children=(
                Clause(id="c2.1", number="a", text="with seeds;", level=2, place=Place(11)),
                Clause(id="c2.2", number="b", text="with tea.", level=2, place=Place(12)),
            ),
        ),
    ),
    unplaced=("Adopted unanimously.", "Chair A. Petrie"),
    furniture=("Allotment Society of Elmham",),
)


def outline(text: Resolution | None) -> list[tuple[int, str, str]]:
    assert text is not None
    return [(clause.level, clause.number, clause.text) for clause in text.walk()]


SECOND = [(1, "2", "To hold an open day:"), (2, "a", "with seeds;"), (2, "b", "with tea.")]


def test_each_line_shows_its_pieces() -> None:
    shown = [(each.line, each.what, each.at, each.first, each.last) for each in pieces(TEXT, LINES)]
    assert shown[5:9] == [
        (6, "clause", 0, 0, 26),
        (7, "clause", 0, 26, 42),
        (8, "furniture", 0, 0, 24),
        (9, "clause", 0, 42, 57),
    ]


def test_a_clause_starts_at_a_line_within_another() -> None:
    assert outline(corrected(TEXT, LINES, 9, "clause")) == [
        (1, "1", "To thank the Parish Council for the second tap, and"),
        (1, "", "to ask for a third."),
        *SECOND,
    ]


def test_a_clause_starts_within_a_line() -> None:
    text = corrected(TEXT, LINES, 6, "clause", skip=len("1.Tothank"))
    assert outline(text)[:2] == [
        (1, "1", "To thank"),
        (1, "", "the Parish Council for the second tap, and to ask for a third."),
    ]
    assert text is not None
    assert text.clauses[1].place == Place(6)


def test_points_stand_below_the_clause_that_starts_before_them() -> None:
    text = corrected(TEXT, LINES, 10, "clause", skip=len("2.Tohold"))
    assert outline(text)[1:] == [(1, "2", "To hold"), (1, "", "an open day:"), *SECOND[1:]]


def test_a_recital_becomes_a_clause_and_a_clause_a_recital() -> None:
    text = corrected(TEXT, LINES, 4, "clause")
    assert outline(text)[0] == (1, "", "noting the dry summer,")
    text = corrected(TEXT, LINES, 6, "recital")
    assert text is not None
    assert [each.text for each in text.recitals][2:] == [
        "1. To thank the Parish Council for the second tap, and to ask for a third."
    ]
    assert outline(text) == SECOND


def test_furniture_leaves_the_clause_in_whose_middle_it_stood() -> None:
    text = corrected(TEXT, LINES, 7, "furniture")
    assert outline(text)[0] == (1, "1", "To thank the Parish Council for to ask for a third.")
    assert text is not None
    assert text.furniture == ("Allotment Society of Elmham", "the second tap, and")


def test_a_line_that_is_taken_away_whole_takes_its_number_along() -> None:
    text = corrected(TEXT, LINES, 10, "title")
    assert text is not None
    assert text.title == "2. To hold an open day:"
    assert outline(text)[1:] == [(1, "a", "with seeds;"), (1, "b", "with tea.")]
    text = corrected(TEXT, LINES, 6, "furniture")
    assert outline(text)[0] == (1, "", "the second tap, and to ask for a third.")


def test_a_line_goes_on_with_the_one_before() -> None:
    assert outline(corrected(TEXT, LINES, 8, "continuation"))[0] == (
        1,
        "1",
        "To thank the Parish Council for the second tap, and Allotment Society of Elmham to ask for a third.",
    )
    assert outline(corrected(TEXT, LINES, 12, "continuation"))[2:] == [(2, "a", "with seeds; b. with tea.")]
    assert outline(corrected(TEXT, LINES, 6, "continuation")) == SECOND
    text = corrected(TEXT, LINES, 6, "continuation")
    assert text is not None
    assert text.formula == (
        "The Meeting decides: 1. To thank the Parish Council for the second tap, and to ask for a third."
    )
    text = corrected(TEXT, LINES, 4, "continuation")
    assert text is not None
    assert [each.text for each in text.recitals] == ["Recalling decision 4 of 2022, noting the dry summer,"]


def test_the_ending_is_put_in_its_place() -> None:
    text = corrected(TEXT, LINES, 13, "adoption")
    assert text is not None
    assert text.adoption is not None
    assert (text.adoption.text, text.adoption.result) == ("Adopted unanimously.", "unanimous")
    text = corrected(text, LINES, 14, "signature")
    assert text is not None
    assert ([each.name for each in text.signatures], text.unplaced) == (["Chair A. Petrie"], ())


@pytest.mark.parametrize(
    ("line", "role"), [(6, "clause"), (7, "continuation"), (3, "recital"), (8, "furniture"), (1, "letterhead")]
)
def test_what_is_so_already_stays(line: int, role: str) -> None:
    assert corrected(TEXT, LINES, line, role) is None


def test_a_new_clause_is_proposed_a_kind_and_the_old_one_keeps_its_own() -> None:
    text = corrected(TEXT, LINES, 9, "clause")
    assert text is not None
    assert [(clause.kind, clause.id) for clause in text.clauses[:2]] == [("position", "c1"), ("request", "new1")]


def test_a_tracked_change_is_read_as_rejected() -> None:
    text = exchanged(TEXT, LINES, 10, "2. To hold an open day:", "2. To hold a fair:")
    assert outline(text)[1] == (1, "2", "To hold a fair:")
    assert text is not None
    assert outline(exchanged(text, LINES, 10, "2. To hold a fair:", "2. To hold an open day:")) == outline(TEXT)
    assert outline(exchanged(TEXT, LINES, 11, "with seeds;", "")) == [outline(TEXT)[0], SECOND[0], SECOND[2]]
    assert outline(exchanged(TEXT, LINES, 12, "", "b) with cake;"))[3:] == [(2, "b", "with cake;"), SECOND[2]]
    recitals = exchanged(TEXT, LINES, 4, "", "aware of the drought,")
    assert recitals is not None
    assert [each.text for each in recitals.recitals][1] == "aware of the drought,"
    whole = exchanged(TEXT, LINES, 3, "Recalling decision 4 of 2022,\nnoting the dry summer,", "Recalling the summer,")
    assert whole is not None
    assert [each.text for each in whole.recitals] == ["Recalling the summer,"]
    assert exchanged(TEXT, LINES, 3, "Never printed.", "Other.") is None


def letters(text: Resolution) -> Counter[str]:
    words = [text.title, text.formula or "", text.closing or "", text.adoption.text if text.adoption else ""]
    words += [*text.letterhead, *text.dispatch, *text.furniture, *text.unplaced]
    words += [f"{each.role} {each.name}" for each in text.signatures]
    words += [each.text for each in text.recitals]
    words += [f"{each.number} {each.heading} {each.text} {each.tail}" for each in text.walk()]
    words += [word for each in text.attachments for word in (each.title, *each.paragraphs)]
    return Counter(re.sub(r"[\W_]+", "", "".join(words)))


moves = st.lists(
    st.tuples(st.integers(1, len(LINES)), st.sampled_from(editing.ROLES), st.integers(0, 8)), min_size=1, max_size=6
)


@settings(deadline=None, max_examples=60, suppress_health_check=[HealthCheck.too_slow])
@given(moves)
def test_no_letter_is_lost_whatever_is_said_of_the_lines(said: list[tuple[int, str, int]]) -> None:
    text = read(plain("\n".join(LINES)))
    before = letters(text)
    for line, role, skip in said:
        text = corrected(text, LINES, line, role, skip) or text
    assert not before - letters(text)
