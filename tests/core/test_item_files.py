import pytest

from plenaria.core.item_files import SHOWN, is_shown

STATES = ("planned", "convened", "open", "suspended", "closed", "cancelled")


@pytest.mark.parametrize(
    ("shown", "public", "seen"),
    [
        ("delegates", False, ("convened", "open", "suspended", "closed")),
        ("sitting", False, ("open", "suspended", "closed")),
        ("public", False, ("convened", "open", "suspended", "closed")),
        ("delegates", True, ()),
        ("sitting", True, ()),
        ("public", True, ("convened", "open", "suspended", "closed")),
    ],
)
def test_who_sees_a_file_from_when(shown: str, public: bool, seen: tuple[str, ...]) -> None:
    assert shown in SHOWN
    assert tuple(state for state in STATES if is_shown(shown, state, public=public)) == seen
