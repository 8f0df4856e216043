"""What stands under the words of a clause."""

from datetime import date

import pytest

from plenaria.interfaces.register.beside import _done
from plenaria.store.queries.published import PublicCommitment


@pytest.mark.parametrize(("many", "told"), [(1, False), (2, True)])
def test_what_is_due_time_and_again_is_told_apart_by_its_day(many: int, told: bool) -> None:
    due = [PublicCommitment(state="begun", due=date(2026 + number, 11, 24)) for number in range(many)]
    shown = "".join(_done(due))
    assert shown.count("begun") == many
    assert [f"due 24 November {2026 + number}" in shown for number in range(many)] == [told] * many
