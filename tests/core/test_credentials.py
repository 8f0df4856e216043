from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from plenaria.core.credentials import votes_written
from plenaria.core.refusal import Refusal, unacceptable


@pytest.mark.parametrize(
    ("written", "kept"),
    [
        ("3", "3"),
        ("0.35", "0.35"),
        ("0,35", "0.35"),
        (" 1/3 ", "1/3"),
        ("2 / 6", "1/3"),
        ("4/2", "2"),
        ("007", "7"),
        ("0.350", "0.35"),
        ("1.0", "1"),
        ("999999999.999999999", "999999999.999999999"),
        ("1/999999999", "1/999999999"),
    ],
)
def test_votes_are_kept_exactly_as_they_were_meant(written: str, kept: str) -> None:
    assert votes_written(written) == kept


@pytest.mark.parametrize("written", ["0", "0,0", "0/5", "-1", "−2", "– 0.35"])
def test_nobody_has_no_votes_or_less(written: str) -> None:
    assert votes_written(written) == unacceptable("weight-unfit")


@pytest.mark.parametrize("written", ["", "many", "1e5", "1_000", "1 000", "1.5/2", "1/0", "٣", "0.3.5", ".5", "½"])
def test_what_is_no_number_of_votes_is_said(written: str) -> None:
    assert votes_written(written) == unacceptable("weight-unreadable", weight=written)


@pytest.mark.parametrize("written", ["1234567890", "0.1234567890", "1/1234567890", "9" * 1_000_000])
def test_no_number_is_absurdly_long(written: str) -> None:
    assert votes_written(written) == unacceptable("weight-too-long", most=9)


@given(st.text(max_size=40))
def test_whatever_is_typed_is_kept_exactly_or_refused(typed: str) -> None:
    kept = votes_written(typed)
    assert isinstance(kept, Refusal) or (Fraction(kept) > 0 and len(kept) <= 24 and votes_written(kept) == kept)
