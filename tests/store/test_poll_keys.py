"""The key of a poll: made when it opens, destroyed when it ends, and what it seals."""

from pathlib import Path

import pytest

from plenaria.core.voting.secrecy import ENVELOPE
from plenaria.store import poll_keys


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, settings: object) -> Path:
    settings.DATA = tmp_path  # type: ignore[attr-defined] # pytest-django's fixture
    return tmp_path / "poll-keys"


def key(poll: str = "poll1") -> poll_keys.PollKey:
    poll_keys.make(poll)
    found = poll_keys.load(poll)
    assert found is not None
    return found


def test_only_its_owner_can_read_it(folder: Path) -> None:
    key()
    assert (folder.stat().st_mode & 0o777, (folder / "poll1").stat().st_mode & 0o777) == (0o700, 0o600)


def test_a_ballot_is_opened_with_the_key_that_sealed_it() -> None:
    one = key()
    assert [one.open(one.seal(each, ENVELOPE)) for each in ("for", "against")] == ["for", "against"]


def test_the_same_ballot_never_looks_the_same_and_is_always_as_long() -> None:
    one = key()
    sealed = [one.seal(each, ENVELOPE) for each in ("for", "for", "against", "abstain")]
    assert len(set(sealed)) == 4
    assert {len(each) for each in sealed} == {12 + ENVELOPE + 16}


def test_no_other_key_opens_it_and_no_other_poll_takes_it() -> None:
    one, other = key("poll1"), key("poll2")
    sealed = one.seal("for", ENVELOPE)
    carried = poll_keys.PollKey("poll2", one.key)
    for wrong in (other, carried):
        with pytest.raises(ValueError, match="not sealed with this key"):
            wrong.open(sealed)


@pytest.mark.parametrize("place", [0, 12, 20, 43])
def test_a_changed_ballot_is_not_opened(place: int) -> None:
    one = key()
    sealed = bytearray(one.seal("for", ENVELOPE))
    sealed[place] ^= 1
    with pytest.raises(ValueError, match="not sealed with this key"):
        one.open(bytes(sealed))


def test_each_opening_has_a_key_of_its_own() -> None:
    assert key().key != key().key


def test_a_destroyed_key_is_gone_and_destroying_it_again_is_nothing(folder: Path) -> None:
    key()
    poll_keys.destroy("poll1")
    poll_keys.destroy("poll1")
    assert (poll_keys.load("poll1"), poll_keys.kept(), list(folder.iterdir())) == (None, (), [])


def test_it_is_overwritten_before_it_is_removed(folder: Path) -> None:
    key()
    (folder / "again").hardlink_to(folder / "poll1")
    poll_keys.destroy("poll1")
    assert (folder / "again").read_bytes() == bytes(poll_keys.SIZE)


def test_a_key_that_was_overwritten_and_not_yet_removed_is_none(folder: Path) -> None:
    key()
    (folder / "poll1").write_bytes(bytes(poll_keys.SIZE))
    assert poll_keys.load("poll1") is None
    assert poll_keys.kept() == ("poll1",)
