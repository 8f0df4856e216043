"""What can't be counted is refused before anything is."""

from dataclasses import replace

import pytest

from plenaria.core.refusal import unacceptable
from plenaria.core.voting.elections.election import Ballot, check
from tests.core.voting.elections.making import election

SOUND = election("ABC", "5 A>B=C", "2 B", "1", withdrawn="C")


def test_a_sound_election_is_not_refused() -> None:
    assert check(SOUND) is None
    assert SOUND.standing == (1, 2)


@pytest.mark.parametrize(
    ("broken", "code", "data"),
    [
        (replace(SOUND, seats=0), "election-without-seats", {"seats": 0}),
        (replace(SOUND, withdrawn=frozenset({1, 2, 3})), "election-without-candidates", {}),
        (
            replace(SOUND, ballots=(Ballot(((1,),)), Ballot(((4,),)))),
            "ballot-for-nobody",
            {"ballot": 2, "candidate": 4},
        ),
        (replace(SOUND, ballots=(Ballot(((1,), (2, 1))),)), "ballot-names-twice", {"ballot": 1, "candidate": 1}),
        (replace(SOUND, ballots=(Ballot(((1,),), -2),)), "ballot-weight", {"ballot": 1, "weight": -2}),
    ],
)
def test_what_is_wrong_is_named(broken: object, code: str, data: dict[str, int]) -> None:
    assert check(broken) == unacceptable(code, **data)  # type: ignore[arg-type]
