"""Two conferences of a union of gardens and the year between them, through the pages and in Russian.

The first adopts twenty-six clauses; its plan is confirmed on one page. In the year after it the clock moves: owners
report by one tap from real mails, from a telephone and from the desk; some keep silent; three hand their office on;
letters are answered or not; somebody who was nominated travels, and reports. The second conference hears the report,
votes on it clause by clause, and adopts a text that carries on what continues.

What the pages have shown elsewhere is done without them, by ``tests.browser.union``: who is accredited and present, and
how a text is tabled, debated and voted on (``test_whole_way``, ``test_sitting``, ``test_votes``); ballots from phones;
coming in by a mailed code. Of the votes on the report three go through the chair's page, the others without it.

With ``make pictures`` each page is kept in ``build/pictures`` to be looked at.
"""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.browser import figures, first_conference, one_year, second_conference
from tests.browser.chromium import CHROMIUM
from tests.browser.chronicle import Chronicle, beginning

pytestmark = [
    pytest.mark.browser,
    # A whole way through Chromium on both: test_whole_way.py. What the year stores: tests/actions, store and delivery.
    pytest.mark.one_engine,
    pytest.mark.skipif(CHROMIUM is None, reason="no Chromium is installed on this machine"),
]


@pytest.fixture(scope="module")
def told(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Chronicle]:
    """The union on the day of its first conference, and the server that it works with."""
    with beginning(tmp_path_factory.mktemp("gardens"), "2026-05-16") as chronicle:
        yield chronicle


def test_two_conferences(told: Chronicle) -> None:
    secretary = told.come_in("secretary")
    first_conference.hold(told, secretary)
    one_year.pass_by(told, secretary)
    told.it_is("2027-05-22")
    figures.check_progress(told, "2027-05-22", "phone")
    second_conference.hold(told, secretary)
    figures.check_progress(told, "2027-05-22", "laptop")
    figures.check_board(told, secretary, "2027-05-22")
    figures.check_report(told, "2027-05-22")
    figures.check_votes(told)
    second_conference.read_in_public(told)
    assert [each for visitor in told.visitors for each in visitor.strangers] == []
    assert [each for visitor in told.visitors for each in visitor.barriers] == []
    log = Path(told.environment["PLENARIA_DATA"], "server.log").read_text(encoding="utf-8")
    assert "Traceback" not in log, log
