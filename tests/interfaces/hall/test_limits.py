"""Limits by seat: a phone that behaves does not come near them."""

from plenaria.interfaces.hall import limits
from plenaria.interfaces.kit.limits import Limit


class Clock:
    """A time that goes on when it is told to."""

    now = 1_000.0

    def __call__(self) -> float:
        return self.now


def test_no_phone_that_behaves_comes_near_them() -> None:
    clock = Clock()
    votes = Limit(limits.votes.burst, limits.votes.every, clock)
    # Twenty identical posts at once, and a vote sent again twice a second for a minute.
    assert all(votes.refuses("phone") is None for _ in range(20))
    for _ in range(120):
        clock.now += 0.5
        assert votes.refuses("phone") is None
