"""Templates with their places, and the numbers of letters."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from plenaria.core.letters import NOTE, PLACES, TEMPLATES, filled, fit, fit_scheme, numbered
from plenaria.core.refusal import unacceptable

WORDS = st.text(st.characters(blacklist_categories=("Cs", "Cc"), blacklist_characters="{}\u2028\u2029\x85"), min_size=1)


def test_places_are_filled() -> None:
    said = filled(
        "{salutation}\n\nClause {clause} says:\n{text}", {"salutation": "Dear M,", "clause": "3", "text": "a\nb"}
    )
    assert said == "Dear M,\n\nClause 3 says:\na\nb"


def test_a_line_without_anything_to_say_is_left_out_and_its_paragraph_with_it() -> None:
    text = "{party}\n{contact}\n\nAnswer by {answer_due}.\n\nYours"
    assert filled(text, {"party": "P", "contact": "", "answer_due": ""}) == "P\n\nYours"


def test_a_day_that_ends_with_a_full_stop_ends_the_sentence() -> None:
    assert filled("до {date}.", {"date": "1 июля 2026 г."}) == "до 1 июля 2026 г."
    assert filled("{date} принята", {"date": "1 июля 2026 г."}) == "1 июля 2026 г. принята"


@given(WORDS, st.sampled_from(("{party}", "{", "}", "{text}", "{{party}}")))
def test_what_stands_in_a_place_is_never_read_as_a_template(word: str, place: str) -> None:
    value = word + place
    assert filled("a {text} b", {"text": value, "party": "!!!"}) == f"a {value} b"


@given(WORDS, st.sampled_from(TEMPLATES))
def test_whatever_a_template_says_nothing_but_its_places_is_reached(word: str, template: str) -> None:
    wrong = f"{{{word}}}"
    result = fit(template, "Subject", f"{wrong} {{answer}}" if template == NOTE else wrong)
    if word in PLACES[template]:
        assert result is True
    else:
        assert result is not True


@pytest.mark.parametrize(
    ("template", "subject", "text", "refused"),
    [
        ("request", "", "text", unacceptable("letter-empty")),
        ("request", "Subject", " ", unacceptable("letter-empty")),
        ("request", "Subject", "{party", unacceptable("place-unreadable")),
        ("request", "Subject", "{party!r}", unacceptable("place-unreadable")),
        ("request", "Subject", "{party.__class__}", unacceptable("place-unreadable")),
        ("request", "Subject", "x" * 20_001, unacceptable("sentence-too-long", limit=20_000)),
        (NOTE, "", "see {paper}", unacceptable("place-missing", place="{answer}")),
        (
            NOTE,
            "",
            "{answer} {party}",
            unacceptable("place-unknown", place="{party}", places="{paper}, {answer}"),
        ),
    ],
)
def test_what_cannot_be_a_template(template: str, subject: str, text: str, refused: object) -> None:
    assert fit(template, subject, text) == refused


def test_a_note_needs_no_subject() -> None:
    assert fit(NOTE, "", "{answer}") is True


@pytest.mark.parametrize(
    ("scheme", "written"),
    [("{year}/{number}", "2026/14"), ("{number:3}-{year}", "014-2026"), ("№ {number}", "№ 14"), ("{number:1}", "14")],
)
def test_numbers(scheme: str, written: str) -> None:
    assert fit_scheme(scheme) is True
    assert numbered(scheme, 2026, 14) == written


@pytest.mark.parametrize(
    "scheme", ["", "{year}", "{number", "{number:9}", "{nummer}", "{number}\n", "x" * 40 + "{number}"]
)
def test_what_cannot_number_letters(scheme: str) -> None:
    assert fit_scheme(scheme) == unacceptable("letter-scheme-unfit")


@given(st.integers(1, 999_999), st.integers(1, 999_999), st.sampled_from(("{year}/{number}", "{number:4}/{year}")))
def test_no_two_numbers_of_a_year_are_alike(one: int, other: int, scheme: str) -> None:
    assert (numbered(scheme, 2026, one) == numbered(scheme, 2026, other)) is (one == other)
    assert re.fullmatch(r"[0-9/]+", numbered(scheme, 2026, one))
