"""Limits by seat and badge: what a client gone wild is told, and that a hall behind one address is not limited."""

from plenaria.core.refusal import too_many
from plenaria.interfaces.hall import limits
from plenaria.interfaces.hall.limits import Limit


class Clock:
    """A time that goes on when it is told to."""

    now = 1_000.0

    def __call__(self) -> float:
        return self.now


def test_so_many_at_once_and_then_one_by_one() -> None:
    clock = Clock()
    limit = Limit(3, 2.0, clock)
    assert [limit.refuses("a") for _ in range(4)] == [None, None, None, too_many("too-many-tries", seconds=2)]
    assert limit.refuses("b") is None
    clock.now += 1.5
    assert limit.refuses("a") == too_many("too-many-tries", seconds=1)
    clock.now += 0.5
    assert [limit.refuses("a") for _ in range(2)] == [None, too_many("too-many-tries", seconds=2)]
    clock.now += 100
    assert [limit.refuses("a") is None for _ in range(4)] == [True, True, True, False]


def test_who_has_not_sent_for_long_is_forgotten() -> None:
    clock = Clock()
    limit = Limit(1, 1.0, clock)
    for number in range(limits.FORGET_AT):
        assert limit.refuses(str(number)) is None
    clock.now += 2
    assert limit.refuses("one more") is None
    assert len(limit._due) == 1


def test_no_phone_that_behaves_comes_near_them() -> None:
    clock = Clock()
    votes = Limit(200, 0.1, clock)
    # Twenty identical posts at once, and a vote sent again twice a second for a minute.
    assert all(votes.refuses("phone") is None for _ in range(20))
    for _ in range(120):
        clock.now += 0.5
        assert votes.refuses("phone") is None
