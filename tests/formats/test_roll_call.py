"""Exported roll-calls, right and broken."""

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from plenaria.core.refusal import unacceptable
from plenaria.formats.roll_call import Line, RollCall, read_roll_call, write_roll_call


def test_seats_weights_and_choices_are_read() -> None:
    data = "\ufeffSeat,Weight,Choice\r\n1,0.35,FOR\r\n2,1/3,against\r\n3,2,\r\n4,1,absent\r\n".encode()
    weights = {"1": Fraction(7, 20), "2": Fraction(1, 3), "3": Fraction(2), "4": Fraction(1)}
    assert read_roll_call(data, {}) == RollCall(weights, {"1": "for", "2": "against"})


def test_weights_may_come_from_the_rule() -> None:
    data = b"choice,seat\nfor,1\nabstain,2\n"
    weights = {"1": Fraction(137, 4), "2": Fraction(1, 3)}
    assert read_roll_call(data, weights) == RollCall(weights, {"1": "for", "2": "abstain"})


def test_the_weights_of_the_rule_are_the_whole_roll() -> None:
    weights = {"1": Fraction(3), "2": Fraction(2)}
    assert read_roll_call(b"seat,choice\n1,for\n", weights) == RollCall(weights, {"1": "for"})
    stranger = read_roll_call(b"seat,choice\n1,for\n3,for\n", weights)
    assert stranger == unacceptable("roll-call-seat-unknown", line=3, seat="3")


def test_a_decimal_comma_does_not_move_the_cells() -> None:
    assert read_roll_call(b"seat,choice,weight\n1,for,34,25\n", {}) == unacceptable("roll-call-cells", line=2)
    assert read_roll_call(b"seat,choice\n1,for,,\n", {}) == RollCall({"1": Fraction(1)}, {"1": "for"})


@pytest.mark.parametrize(
    ("data", "refusal"),
    [
        (b"", unacceptable("roll-call-columns")),
        (b"name,vote\nA,for\n", unacceptable("roll-call-columns")),
        (b'seat,choice\n"1,for\n', unacceptable("roll-call-columns")),
        (b"seat,choice\n", unacceptable("roll-call-empty")),
        (b"seat,choice\n1,for\n1,against\n", unacceptable("roll-call-seat-twice", line=3, seat="1")),
        (b"seat,choice\n,for\n", unacceptable("roll-call-seat-twice", line=2, seat="")),
        (b"seat,choice\n1,for\n2,maybe\n", unacceptable("roll-call-choice", line=3, choice="maybe")),
        (b"seat,weight,choice\n1,-1,for\n", unacceptable("roll-call-weight", line=2, weight="-1")),
        (b"seat,weight,choice\n1,one,for\n", unacceptable("roll-call-weight", line=2, weight="one")),
        ("seat,choice\n1,за\n".encode("cp1251"), unacceptable("roll-call-encoding")),
    ],
)
def test_a_broken_roll_call_names_its_line(data: bytes, refusal: object) -> None:
    assert read_roll_call(data, {}) == refusal


def test_who_was_there_is_read() -> None:
    data = b"seat,choice,opening\n1,for,yes\n2,present,no\n3,absent,Yes\n"
    found = read_roll_call(data, {})
    assert isinstance(found, RollCall)
    assert (found.there, found.opening) == (frozenset("12"), frozenset("13"))
    broken = b"seat,choice,opening\n1,for,perhaps\n"
    assert read_roll_call(broken, {}) == unacceptable("roll-call-opening", line=2, opening="perhaps")


@given(
    st.dictionaries(
        st.integers(1, 99).map(str),
        st.tuples(
            st.fractions(0, 10**9, max_denominator=10**9),
            st.sampled_from(["", "for", "against", "abstain"]),
            st.booleans(),
            st.booleans(),
            st.text(st.characters(exclude_categories=["Cs", "Cc"]), max_size=12),
        ),
        min_size=1,
    )
)
def test_what_is_written_is_read_again(seats: dict[str, tuple[Fraction, str, bool, bool, str]]) -> None:
    lines = [
        Line(seat=seat, name=name, votes=votes, choice=choice, opening=opening, there=there, proxy="")
        for seat, (votes, choice, opening, there, name) in seats.items()
    ]
    found = read_roll_call(write_roll_call(lines), {})
    assert found == RollCall(
        {line.seat: line.votes for line in lines},
        {line.seat: line.choice for line in lines if line.choice},
        frozenset(line.seat for line in lines if line.there and not line.choice),
        frozenset(line.seat for line in lines if line.opening),
    )
