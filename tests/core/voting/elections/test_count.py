"""The shape that all methods share."""

import json

import pytest

from plenaria.core.voting.elections.count import Count, exact
from plenaria.core.voting.elections.ers97 import count
from tests.core.voting.elections.making import election


@pytest.mark.parametrize(
    ("units", "scale", "shown"),
    [
        (0, 1, "0"),
        (1200, 1, "1200"),
        (0, 100, "0"),
        (300, 100, "3"),
        (333, 100, "3.33"),
        (-5, 100, "-0.05"),
        (1233333, 100000, "12.33333"),
        (7, 20, "0.35"),
        (10, 16, "0.625"),
        (2, 3, "2/3"),
        (6, 3, "2"),
    ],
)
def test_votes_are_shown_exactly(units: int, scale: int, shown: str) -> None:
    assert exact(units, scale) == shown


def test_changes_are_the_differences_between_rounds() -> None:
    made = count(election("ABC", "9 A>B", "5 B", "4 C>B", seats=2))
    assert isinstance(made, Count)
    assert made.changes() == ((900, 500, 400), (-300, 297, 0))
    assert made.names(made.elected) == ("A", "B")


def test_a_count_comes_back_from_json() -> None:
    made = count(election("ABC", "5 A", "4 B", "4 C", seats=1), lot=(3, 2, 1))
    assert isinstance(made, Count) and made.lots
    assert Count.from_data(json.loads(json.dumps(made.to_data()))) == made
