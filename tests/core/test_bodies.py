import pytest

from plenaria.core.bodies import LEVELS, may_stand_under


@pytest.mark.parametrize("level", LEVELS)
def test_a_parent_is_not_below(level: str) -> None:
    allowed = {
        "local": ["local", "country", "regional", "world"],
        "country": ["country", "regional", "world"],
        "regional": ["regional", "world"],
        "world": ["world"],
    }
    assert [parent for parent in LEVELS if may_stand_under(level, parent)] == allowed[level]
