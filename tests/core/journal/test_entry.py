"""Entries and their leaves."""

from datetime import UTC, datetime, timedelta, timezone

import pytest

from plenaria.core.journal import canonical, entry
from plenaria.core.journal.entry import Entry

AT = "2026-05-09T14:03:22.120Z"
VOTE = Entry("vote-cast", AT, "person/7f3a", "poll/12", {"seat": "c9", "choice": "for"})


def test_a_leaf_is_canonical_json_and_reads_back() -> None:
    assert entry.leaf(VOTE) == (
        b'{"actor":"person/7f3a","at":"2026-05-09T14:03:22.120Z","data":{"choice":"for","seat":"c9"},'
        b'"kind":"vote-cast","subject":"poll/12","v":1}'
    )
    assert entry.read(entry.leaf(VOTE)) == VOTE


def test_text_enters_in_form_c() -> None:
    written = entry.leaf(Entry("text-imported", AT, "p", "r", {"file": "и\u0306.docx"}))
    assert entry.read(written).data == {"file": "й.docx"}


@pytest.mark.parametrize("kind", ["", "vote", "Vote-cast"])
def test_the_vocabulary_is_closed(kind: str) -> None:
    with pytest.raises(ValueError, match="not a kind"):
        Entry(kind, AT, "p", "s")


@pytest.mark.parametrize("at", ["2026-05-09", "2026-05-09T14:03:22Z", "2026-05-09T14:03:22.120+00:00", AT + "\n"])
def test_the_time_has_one_spelling(at: str) -> None:
    with pytest.raises(ValueError, match="millisecond"):
        Entry("vote-cast", at, "p", "s")


def test_a_moment_is_told_in_utc() -> None:
    lima = timezone(timedelta(hours=-5))
    assert entry.instant(datetime(2026, 5, 9, 9, 3, 22, 120999, lima)) == AT
    assert entry.instant(datetime(2026, 5, 9, 14, 3, 22, 120000, UTC)) == AT
    with pytest.raises(ValueError, match="zone"):
        entry.instant(datetime(2026, 5, 9, 14, 3))  # noqa: DTZ001


def test_a_leaf_has_an_end() -> None:
    room = canonical.MAX_LEAF - len(entry.leaf(Entry("correction", AT, "p", "s", {"text": ""})))
    assert len(entry.leaf(Entry("correction", AT, "p", "s", {"text": "x" * room}))) == 65_535
    with pytest.raises(ValueError, match="65535"):
        entry.leaf(Entry("correction", AT, "p", "s", {"text": "x" * (room + 1)}))


@pytest.mark.parametrize(
    "data", [b"{}", b"[]", b'"x"', entry.leaf(VOTE) + b" ", entry.leaf(VOTE).replace(b'"v":1', b'"v":2')]
)
def test_bytes_that_are_no_entry_are_refused(data: bytes) -> None:
    with pytest.raises(ValueError, match=r".+"):
        entry.read(data)


def test_a_commitment_hides_the_value_and_holds_it() -> None:
    salt = bytes(range(16))
    assert entry.commitment(salt, "name", "José") == entry.commitment(salt, "name", "Jose\u0301")
    assert entry.commitment(salt, "name", "José") != entry.commitment(salt, "mail", "José")
    assert entry.commitment(salt, "name", "José") != entry.commitment(salt[::-1], "name", "José")
    assert len(entry.commitment(salt, "name", "José")) == 64
    with pytest.raises(ValueError, match="16 bytes"):
        entry.commitment(b"short", "name", "José")
