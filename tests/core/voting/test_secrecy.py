"""What may be voted in secret, when it is thin, and what a ballot looks like before it is sealed."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from plenaria.core.journal import canonical
from plenaria.core.refusal import unacceptable
from plenaria.core.voting import secrecy
from plenaria.core.voting.presets import SIMPLE
from plenaria.core.voting.secrecy import ENVELOPE, FEW, LONG_ENVELOPE, Thin
from plenaria.core.voting.tally import CHOICES

ballots = st.text(max_size=100).filter(lambda each: len(each.encode()) < LONG_ENVELOPE)


@pytest.mark.parametrize(
    ("weights", "refusal"),
    [
        ("one", None),
        ("delegation", unacceptable("secret-weighted")),
        ("share", unacceptable("secret-weighted")),
    ],
)
def test_only_ballots_of_one_vote_are_secret(weights: str, refusal: object) -> None:
    assert secrecy.refused(replace(SIMPLE.rule, weights=weights, proxies=2)) == refusal


@pytest.mark.parametrize(
    ("voters", "thin"), [(0, True), (1, True), (FEW - 1, True), (FEW, False), (FEW + 1, False), (500, False)]
)
def test_fewer_than_eight_are_few(voters: int, thin: bool) -> None:
    assert secrecy.expected(voters) == ((Thin("few-expected", voters),) if thin else ())


@pytest.mark.parametrize(
    ("cast", "papers", "codes"),
    [
        ({"for": 5, "against": 3}, {}, []),
        ({"for": 5, "against": 2}, {}, [Thin("few-voters", 7)]),
        ({"for": 8, "against": 0}, {}, [Thin("unanimous", 8)]),
        ({"abstain": 9}, {}, [Thin("unanimous", 9)]),
        ({"for": 1}, {}, [Thin("few-voters", 1), Thin("unanimous", 1)]),
        ({}, {}, []),
        # The count of the papers is known by itself, and so is the box's.
        ({"for": 30, "against": 9}, {"for": 1, "against": 1}, [Thin("few-papers", 2)]),
        ({"for": 30, "against": 9}, {"against": 1}, [Thin("few-papers", 1), Thin("unanimous", 1)]),
        ({"for": 2, "against": 1}, {"for": 20, "against": 20}, [Thin("few-voters", 3)]),
        ({"3>1": 4, "1": 4}, {}, []),
    ],
)
def test_what_is_said_beside_the_result(cast: dict[str, int], papers: dict[str, int], codes: list[Thin]) -> None:
    assert list(secrecy.found(cast, papers)) == codes


@given(st.permutations(["for", "for", "against", "abstain", "for", "against"]))
def test_nothing_is_left_of_the_order(order: list[str]) -> None:
    assert list(secrecy.contents(order).items()) == [("abstain", 1), ("against", 2), ("for", 3)]


@given(ballots)
def test_an_envelope_is_opened_again(ballot: str) -> None:
    assert secrecy.unfolded(secrecy.envelope(ballot, LONG_ENVELOPE)) == ballot


@given(ballots, ballots)
def test_two_envelopes_are_of_the_same_length(one: str, other: str) -> None:
    assert len(secrecy.envelope(one, LONG_ENVELOPE)) == len(secrecy.envelope(other, LONG_ENVELOPE)) == LONG_ENVELOPE


def test_the_longest_ballot_fits_and_one_more_does_not() -> None:
    assert secrecy.unfolded(secrecy.envelope("9" * (ENVELOPE - 1))) == "9" * (ENVELOPE - 1)
    with pytest.raises(ValueError, match="16 bytes; 15 is the most"):
        secrecy.envelope("9" * ENVELOPE)


@pytest.mark.parametrize("data", [b"", b"for", b"for" + bytes(13), b"for\x80" + bytes(11) + b"x", b"\xff\x80"])
def test_other_bytes_are_no_envelope(data: bytes) -> None:
    with pytest.raises(ValueError, match=r"not an envelope|invalid start byte"):
        secrecy.unfolded(data)


def test_a_phone_sends_each_choice_with_the_same_length() -> None:
    assert {len(secrecy.even(each)) for each in CHOICES} == {7}
    assert tuple(secrecy.plain(secrecy.even(each)) for each in CHOICES) == CHOICES


@given(st.dictionaries(ballots, st.integers(1, 100_000), max_size=30))
def test_sheets_hold_everything_once(whole: dict[str, int]) -> None:
    parts = secrecy.sheets(whole)
    assert [pair for part in parts for pair in part.items()] == sorted(whole.items())


def test_each_sheet_fits_an_entry_of_the_journal() -> None:
    many = {f"{number:0>399}": 1 for number in range(1_000)}
    parts = secrecy.sheets(many)
    assert len(parts) == 9
    assert all(len(canonical.encode({"contents": part})) < canonical.MAX_LEAF - 10_000 for part in parts)
    assert secrecy.sheets({}) == ({},)
