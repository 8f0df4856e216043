"""What is said where a secret vote is less secret than it seems."""

import pytest

from plenaria.core.voting.secrecy import Thin
from plenaria.phrases.secrecy import void_reason, warning


@pytest.mark.parametrize(
    ("thin", "said"),
    [
        (Thin("few-expected", 1), "Only 1 person can vote. Where so few vote, others may guess how."),
        (Thin("few-expected", 7), "Only 7 people can vote. Where so few vote, others may guess how."),
        (Thin("few-voters", 3), "Only 3 ballots were cast. Where so few vote, others may guess how."),
        (Thin("few-papers", 1), "Only 1 paper was counted. Where so few vote on paper, others may guess how."),
        (Thin("unanimous", 1_200), "All 1,200 ballots say the same, so everybody knows how each of them was cast."),
    ],
)
def test_a_warning_names_the_number(thin: Thin, said: str) -> None:
    assert warning(thin, "en") == said


def test_a_reason_is_a_code_or_somebodys_own_words() -> None:
    assert void_reason("The tablets failed", "en") == "The tablets failed"
    assert void_reason("key-lost", "en") == "The key of its secret ballots was lost, so that nobody can count them."
