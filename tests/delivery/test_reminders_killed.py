"""Twelve owners are reminded on one day; the worker is killed three times, and the mail server is away for a while."""

from collections import Counter
from pathlib import Path

import pytest

from tests.delivery.installed import installation, run, start
from tests.delivery.owners import OWNERS
from tests.delivery.post_office import Office, open_office

pytestmark = pytest.mark.database


def test_each_is_reminded_once_through_three_kills_and_a_server_that_is_away(tmp_path: Path) -> None:
    office = Office(hold_in_data=3, hold_after=7)
    nowhere = "smtp://127.0.0.1:9"
    with open_office(office) as smtp, installation(tmp_path, nowhere, "owners") as away:
        environment = {**away, "PLENARIA_SMTP_URL": smtp}
        run(away, "owners", "make")
        # Killed with the rows of three written and not committed.
        with start(away, "owners", "remind-killed 4") as first:
            assert first.wait(60) == 9
        said = run(away, "owners", "told + remind + remind + work 0 + told")
        assert len(said[0]["digests"]) == 4
        assert [said[1], said[2]] == [{"made": 8}, {"made": 0}]
        # There is no server: all of them wait.
        assert (said[3], said[4]["waiting"]) == ({"sent": [0], "errors": [True]}, 12)
        with start(environment, "owners", "work 1") as second:
            assert office.in_data.wait(60)
            second.kill()
        # Its lease holds back what it had taken; the next is killed when the server has a mail and has not said so.
        with start(environment, "owners", "remind-at 2 + work 7 13") as third:
            assert office.taken_unanswered.wait(60)
            third.kill()
        last = run(environment, "owners", "remind-at 19 + work 19 25 31 + remind-at 40 + told")
    assert [last[0], last[2]] == [{"made": 0}, {"made": 0}]
    assert last[3]["waiting"] == 0
    came = Counter(address for address, _message in office.taken)
    assert came == Counter({address: 1 + (address == office.unanswered) for address in OWNERS})
    # The one that came twice is recognisable, and every mail is the digest of its owner.
    ids = {(address, str(message["Message-ID"])) for address, message in office.taken}
    assert sorted(map(list, ids)) == last[3]["digests"]
