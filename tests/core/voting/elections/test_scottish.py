"""The Scottish rules, each rule by an election small enough to count by hand."""

import gzip
import json
from dataclasses import replace
from pathlib import Path

import pytest

from plenaria.core.refusal import Refusal, unacceptable
from plenaria.core.voting.elections.count import Count, Round, Tie
from plenaria.core.voting.elections.election import Election
from plenaria.core.voting.elections.scottish import SCALE, count
from plenaria.formats import blt
from tests.core.voting.elections.making import election

WARDS = Path(__file__).resolve().parents[5] / "shared" / "data" / "ballots" / "scottish_stv"


def counted(given: Election, lot: tuple[int, ...] = ()) -> Count:
    made = count(given, lot=lot)
    assert isinstance(made, Count)
    return made


def test_surplus_and_exclusion_pass_on_papers_at_their_value_to_five_places() -> None:
    made = counted(election("ABCD", "9 A>B", "3 A>C", "4 B", "3 C>B", "2 D>C", seats=2))
    quota = 8 * SCALE
    # The surplus of 4 on 12 papers: each 0.33333.
    assert made.rounds == (
        Round(
            number=1,
            action="first",
            votes=(1200000, 400000, 300000, 200000),
            quota=quota,
            elected=(1,),
            why=("quota",),
        ),
        Round(
            number=2,
            action="surplus",
            about=(1,),
            votes=(800000, 400000 + 9 * 33333, 300000 + 3 * 33333, 200000),
            rounding=4,
            quota=quota,
        ),
        Round(
            number=3,
            action="exclusion",
            about=(4,),
            votes=(800000, 699997, 599999, 0),
            rounding=4,
            quota=quota,
        ),
        Round(
            number=4,
            action="exclusion",
            about=(3,),
            votes=(800000, 999997, 0, 0),
            exhausted=200000 + 99999,
            rounding=4,
            quota=quota,
            elected=(2,),
            why=("quota",),
        ),
    )
    assert (made.elected, made.total, made.scale) == ((1, 2), 21 * SCALE, SCALE)


@pytest.mark.parametrize(("votes", "elected"), [(7, ()), (8, (1,)), (9, (1,))])
def test_the_quota_is_reached_from_exactly_the_quota(votes: int, elected: tuple[int, ...]) -> None:
    # 23 papers for two seats: 23 // 3 + 1 = 8.
    rest = 23 - votes
    made = counted(election("ABCDE", f"{votes} A", f"{rest - 9} B", "5 C", "3 D", "1 E", seats=2))
    assert made.rounds[0].quota == 8 * SCALE
    assert tuple(each for each in made.rounds[0].elected if each == 1) == elected


def test_exactly_the_quota_leaves_no_surplus_to_transfer() -> None:
    made = counted(election("ABC", "8 A>B", "8 B", "7 C", seats=2))
    assert (made.elected, len(made.rounds)) == ((1, 2), 1)


def test_a_value_that_was_reduced_is_reduced_again() -> None:
    # A: 30 papers, quota 13, surplus 17: 0.56666 each; B then has 17 x 0.56666 + 12 = 24.96640... and passes on.
    made = counted(election("ABCD", "30 A>B>C", "12 B>D", "5 C", "4 D", seats=3))
    quota, value = 13, 56666
    assert made.rounds[0].quota == quota * SCALE
    b_votes = 12 * SCALE + 30 * value
    surplus = b_votes - quota * SCALE
    assert made.rounds[1].votes == (quota * SCALE, b_votes, 5 * SCALE, 4 * SCALE)
    assert made.rounds[2].votes == (
        quota * SCALE,
        quota * SCALE,
        5 * SCALE + 30 * (surplus * value // b_votes),
        4 * SCALE + 12 * (surplus * SCALE // b_votes),
    )


def test_the_last_vacancies_are_filled_without_a_transfer() -> None:
    made = counted(election("ABC", "5 A>B", "4 B", "3 C", seats=2))
    assert [(each.action, each.elected, each.why) for each in made.rounds] == [
        ("first", (1,), ("quota",)),
        ("exclusion", (2,), ("remaining",)),
    ]


def test_as_many_candidates_as_seats_are_elected_at_once() -> None:
    made = counted(election("AB", "5 A", "1 B", seats=3))
    assert (made.elected, made.rounds[0].why) == ((1, 2), ("quota", "remaining"))


def test_an_exclusion_tie_goes_to_the_most_recent_stage_at_which_votes_differed() -> None:
    # C and D end with 4 each; before E was excluded C had 4 and D 3.
    made = counted(election("ABCDE", "9 A", "8 B", "4 C", "3 D", "1 E>D", seats=2))
    assert made.ties == (Tie(3, "exclude", (3, 4), "rounds", 4),)
    assert made.rounds[2].about == (4,)


def test_a_tie_at_all_stages_goes_to_the_lot() -> None:
    tied = election("ABCD", "5 A", "5 B", "3 C>A", "3 D>B", seats=1)
    # Whoever of C and D goes first brings A or B to 8; the other brings the same later, too late.
    waiting = counted(tied)
    assert (waiting.elected, waiting.waiting) == ((), Tie(2, "exclude", (3, 4), "waiting"))
    assert len(waiting.rounds) == 1
    favoured = counted(tied, lot=(4, 3, 2, 1))
    assert (favoured.elected, favoured.lots) == ((1,), (Tie(2, "exclude", (3, 4), "lot", 3),))
    other = counted(tied, lot=(3, 4))
    assert (other.elected, other.lots) == ((2,), (Tie(2, "exclude", (3, 4), "lot", 4),))


def test_a_lot_that_could_change_nothing_is_not_waited_for() -> None:
    made = counted(election("ABCD", "9 A", "5 B", "1 C", "1 D", seats=1))
    assert made.elected == (1,)
    tied = counted(election("ABCD", "8 A", "7 B", "1 C>B", "1 D>A", seats=1))
    assert tied.elected == (1,)
    assert [tie.settled for tie in tied.lots] == ["either-way"]


def test_equal_surpluses_go_by_the_most_recent_stage_then_by_lot() -> None:
    made = counted(election("ABCD", "9 A>C", "9 B>D", "2 C", "2 D>C", seats=3), lot=(2, 1, 3, 4))
    assert made.ties[0] == Tie(2, "surplus", (1, 2), "lot", 2)
    assert made.rounds[1].about == (2,)


def test_withdrawn_candidates_are_passed_over_and_blank_ballots_set_apart() -> None:
    made = counted(election("ABC", "3 C>A", "2 B", "2 C", "4", seats=1, withdrawn="C", spoilt=1))
    assert (made.total, made.blank, made.spoilt) == (5 * SCALE, 6 * SCALE, SCALE)
    assert (made.elected, made.withdrawn) == ((1,), (3,))
    assert made.rounds[0].votes == (3 * SCALE, 2 * SCALE, 0)


def test_a_paper_ends_where_a_preference_was_left_out() -> None:
    made = counted(election("ABC", "4 A", "3 B", "2 C>->B", "1 ->A", seats=1))
    assert (made.total, made.blank) == (9 * SCALE, SCALE)
    assert made.rounds[1].exhausted == 2 * SCALE


def test_equal_preferences_are_refused() -> None:
    assert count(election("ABC", "4 A", "3 B=C>A")) == unacceptable("ballot-equal-ranks", ballot=2)


def test_nobody_voted_and_still_there_is_a_count() -> None:
    made = counted(election("AB", seats=1), lot=(2, 1))
    assert (made.total, made.elected) == (0, (2,))


@pytest.mark.skipif(not WARDS.is_dir(), reason="the Scottish wards are not on this machine")
def test_every_scottish_ward_elects_whom_it_elected() -> None:
    expected = {}
    found = {}
    for ward in json.loads((WARDS / "elected.json").read_text()):
        file = blt.read(gzip.decompress((WARDS / f"{ward['file']}.gz").read_bytes()))
        assert not isinstance(file, Refusal), ward["file"]
        expected[ward["file"]] = sorted(ward["elected"])
        found[ward["file"]] = sorted(counted(file.election).elected)
    assert len(expected) == 110
    assert found == expected


def test_weights_in_shares_count_like_as_many_papers() -> None:
    shares = election("ABCD", "90 A>B", "35 B", "40 C", "20 D>C", seats=2)
    made = counted(replace(shares, denominator=100))
    assert made.rounds == counted(shares).rounds
    assert (made.exact(made.total), made.exact(made.rounds[0].quota or 0)) == ("1.85", "0.62")


def test_many_who_tie_without_votes_are_left_to_the_lot() -> None:
    made = counted(election("ABCDEFGH", "3 A", "2 B", seats=4))
    assert made.waiting is not None
    assert made.elected == (1, 2)
    assert len(counted(election("ABCDEFGH", "3 A", "2 B", seats=4), lot=(8, 7, 6, 5, 4, 3, 2, 1)).elected) == 4


def test_the_highest_surplus_goes_first() -> None:
    made = counted(election("ABCD", "9 A", "12 B", "1 C", "1 D>C", seats=3))
    assert [each.about for each in made.rounds[:3]] == [(), (2,), (1,)]
