"""Counting a secret poll again: the box as it was opened, papers beside it, and who took part."""

from collections.abc import Mapping
from dataclasses import replace

import pytest

from plenaria.core.journal import recount
from plenaria.core.journal.canonical import Value
from plenaria.core.journal.entry import Entry
from plenaria.core.journal.promises import Broken, NotChecked
from plenaria.core.journal.recount import PollRecord, check_votes, voters_hash

SEATS = [f"seat{number}" for number in range(1, 11)]
POLL = PollRecord(
    poll="poll1",
    question="Shall we adjourn?",
    method="secret",
    counts={"in_favour": 5, "against": 2, "abstaining": 1},
    outcome="adopted",
    roll=dict.fromkeys(SEATS, 1),
    ballots={"abstain": 1, "against": 2, "for": 5},
    voters=SEATS[:8],
)


def entry(kind: str, actor: str = "person/1", **data: Value) -> Entry:
    return Entry(kind, "2026-05-09T14:03:00.000Z", actor, "poll1", data)


def box(contents: Mapping[str, int], *, voters: list[str] = SEATS[:8], sheet: int = 1, sheets: int = 1) -> Entry:
    return entry(
        "ballots-counted",
        contents=contents,
        sheet=sheet,
        sheets=sheets,
        voters=len(voters),
        sha256=voters_hash(voters),
    )


DECLARED = entry("poll-declared", in_favour=5, against=2, abstaining=1, outcome="adopted")
BOX = box({"abstain": 1, "against": 2, "for": 5})


def test_the_ballots_make_the_declared_numbers() -> None:
    assert check_votes([POLL], [BOX, DECLARED]) == {"polls": 1, "votes": 8}


def test_it_is_counted_again_where_nobody_is_named() -> None:
    assert check_votes([replace(POLL, roll=None, voters=None)], [BOX, DECLARED]) == {"polls": 1, "votes": 8}


def test_a_box_of_several_sheets() -> None:
    entries = [box({"abstain": 1}, sheets=2), box({"against": 2, "for": 5}, sheet=2, sheets=2), DECLARED]
    assert check_votes([POLL], entries) == {"polls": 1, "votes": 8}


def test_papers_beside_the_box() -> None:
    papers = entry("ballots-counted", in_favour=1, against=0, abstaining=1)
    declared = entry("poll-declared", in_favour=6, against=2, abstaining=2, outcome="adopted")
    counts = {"in_favour": 6, "against": 2, "abstaining": 2}
    assert check_votes([replace(POLL, counts=counts)], [papers, BOX, declared]) == {"polls": 1, "votes": 8}


def test_the_one_who_opened_the_box_may_also_have_counted_papers() -> None:
    papers = entry("ballots-counted", in_favour=1, against=0, abstaining=0)
    declared = entry("poll-declared", in_favour=6, against=2, abstaining=1, outcome="adopted")
    poll = replace(POLL, counts={"in_favour": 6, "against": 2, "abstaining": 1})
    assert check_votes([poll], [papers, BOX, declared]) == {"polls": 1, "votes": 8}
    with pytest.raises(Broken, match="count-differs"):
        check_votes([poll], [BOX, declared])


@pytest.mark.parametrize(
    ("poll", "entries", "code"),
    [
        (replace(POLL, ballots={"abstain": 1, "against": 3, "for": 4}), [BOX, DECLARED], "ballots-differ"),
        (POLL, [box({"abstain": 1}, sheets=2), DECLARED], "ballots-missing"),
        (POLL, [box({"abstain": 1, "against": 2, "for": 5}, sheet=2), DECLARED], "ballots-missing"),
        (POLL, [box({"abstain": 1, "against": 2, "for": 5}, voters=SEATS[:7]), DECLARED], "ballots-not-voters"),
        (replace(POLL, voters=SEATS[1:9]), [BOX, DECLARED], "voters-differ"),
        (replace(POLL, roll=dict.fromkeys(SEATS[1:], 1)), [BOX, DECLARED], "not-on-roll"),
        (
            replace(POLL, ballots={"abstain": 1, "against": 1, "for": 6}),
            [box({"abstain": 1, "against": 1, "for": 6}), DECLARED],
            "count-differs",
        ),
    ],
)
def test_what_was_changed_is_found(poll: PollRecord, entries: list[Entry], code: str) -> None:
    with pytest.raises(Broken, match=code):
        check_votes([poll], entries)


def test_without_its_ballots_nothing_can_be_counted_again() -> None:
    with pytest.raises(NotChecked, match="secret"):
        check_votes([POLL], [DECLARED])


def test_a_record_is_read_as_it_was_written() -> None:
    (again,) = recount.read(recount.write([POLL]))
    assert again == replace(POLL, voters=tuple(SEATS[:8]))
