"""A limit: so many at once, then one by one; what is left is told; who has not sent for long is forgotten."""

from plenaria.core.refusal import too_many
from plenaria.interfaces.kit import limits
from plenaria.interfaces.kit.limits import Limit, Standing


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


def test_what_is_left_is_told() -> None:
    clock = Clock()
    limit = Limit(3, 2.0, clock)
    assert [limit.ask("a") for _ in range(3)] == [Standing(2, 2), Standing(1, 4), Standing(0, 6)]
    assert limit.ask("a") == Standing(0, 6, refused_for=2)
    clock.now += 5
    assert limit.ask("a") == Standing(1, 3)


def test_who_has_not_sent_for_long_is_forgotten() -> None:
    clock = Clock()
    limit = Limit(1, 1.0, clock)
    for number in range(limits.FORGET_AT):
        assert limit.refuses(str(number)) is None
    clock.now += 2
    assert limit.refuses("one more") is None
    assert len(limit._due) == 1
