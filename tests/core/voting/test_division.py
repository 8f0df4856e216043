"""How a text stands that is put in parts."""

import pytest

from plenaria.core.voting.division import Division, divide


@pytest.mark.parametrize(
    ("outcomes", "kept", "lost", "waiting", "whole_is_lost", "whole_can_be_put"),
    [
        ({}, "abc", "", "", False, True),
        ({"b": "rejected"}, "ac", "b", "", False, True),
        ({"b": "adopted"}, "abc", "", "", False, True),
        ({"c": "rejected", "a": "rejected"}, "b", "ac", "", False, True),
        ({"a": "rejected", "b": "rejected", "c": "rejected"}, "", "abc", "", True, False),
        ({"a": "rejected", "b": "rejected", "c": "void"}, "", "ab", "c", False, False),
        ({"a": "rejected", "b": "rejected", "c": "tie"}, "", "ab", "c", False, False),
        ({"a": "rejected", "b": None}, "c", "a", "b", False, False),
        ({"z": "rejected"}, "abc", "", "", False, True),
    ],
)
def test_what_is_kept_is_put_as_a_whole(
    outcomes: dict[str, str | None], kept: str, lost: str, waiting: str, whole_is_lost: bool, whole_can_be_put: bool
) -> None:
    division = divide("abc", outcomes)
    assert division == Division(kept=tuple(kept), lost=tuple(lost), waiting=tuple(waiting))
    assert (division.whole_is_lost, division.whole_can_be_put) == (whole_is_lost, whole_can_be_put)


def test_a_text_without_clauses_is_not_lost_by_division() -> None:
    assert divide((), {}).whole_is_lost is False
