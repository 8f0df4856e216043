"""One lot for a whole election: it grows, and never contradicts itself."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from plenaria.core.refusal import Refusal, conflict, unacceptable
from plenaria.core.voting.elections.lots import joined, keeping
from tests.core.voting.elections.test_setting import setting


@pytest.mark.parametrize(
    ("lot", "drawn", "tied", "whole"),
    [
        ([], [2, 1], (1, 2), [2, 1]),
        ([3, 1], [5, 3], (3, 5), [5, 3, 1]),
        ([3, 1], [3, 5], (3, 5), [3, 1, 5]),
        ([3, 1], [3, 5, 1], (1, 3, 5), [3, 5, 1]),
        ([3, 1], [1, 5, 3], (1, 3, 5), conflict("lot-contradicts", first="Вера", second="Ада")),
        ([], [2, 1], (1, 2, 3), unacceptable("lot-for-others")),
        ([], [2, 2], (1, 2), unacceptable("lot-for-others")),
        ([], [2, 9], (1, 2), unacceptable("lot-for-others")),
    ],
)
def test_a_lot_drawn_by_hand_joins_the_earlier_one(
    lot: list[int], drawn: list[int], tied: tuple[int, ...], whole: list[int] | Refusal
) -> None:
    assert joined(lot, drawn, tied, setting()) == whole


@given(st.permutations(range(1, 8)), st.permutations(range(1, 8)), st.integers(0, 7))
def test_an_order_drawn_later_keeps_the_earlier_one(order: list[int], earlier: list[int], size: int) -> None:
    lot = earlier[:size]
    found = keeping(order, lot)
    assert sorted(found) == sorted(order)
    assert [each for each in found if each in lot] == lot


@given(st.permutations(range(1, 5)), st.data())
def test_what_was_joined_holds_both_orders(lot: list[int], data: st.DataObject) -> None:
    known = lot[: data.draw(st.integers(0, 4))]
    drawn = data.draw(st.permutations(range(1, 5)))[: data.draw(st.integers(2, 4))]
    whole = joined(known, drawn, drawn, setting())
    if not isinstance(whole, Refusal):
        assert [each for each in whole if each in known] == known
        assert [each for each in whole if each in drawn] == drawn
