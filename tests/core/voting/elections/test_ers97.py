"""ERS97, paragraph by paragraph, in hundredths of a vote."""

from plenaria.core.voting.elections.count import Count, Tie
from plenaria.core.voting.elections.election import Election
from plenaria.core.voting.elections.ers97 import count
from tests.core.voting.elections.making import election


def counted(given: Election, lot: tuple[int, ...] = ()) -> Count:
    made = count(given, lot=lot)
    assert isinstance(made, Count)
    return made


def test_the_quota_is_rounded_up_to_hundredths_and_an_exact_one_is_not() -> None:
    assert counted(election("ABC", "5 A", "3 B", "2 C", seats=2)).rounds[0].quota == 334
    assert counted(election("ABC", "5 A", "3 B", "1 C", seats=2)).rounds[0].quota == 300


def test_a_surplus_passes_on_with_transferable_papers_only() -> None:
    # Quota 8.00 of 24 for two; A's surplus of 5.00 on 7 transferable papers: 0.71 each, 0.03 lost.
    made = counted(election("ABCD", "6 A", "4 A>B", "3 A>C", "5 B", "4 C", "2 D", seats=2))
    assert made.rounds[0].quota == 800
    assert (made.rounds[1].action, made.rounds[1].value) == ("surplus", 71)
    assert made.rounds[1].votes == (800, 500 + 4 * 71, 400 + 3 * 71, 200)
    assert (made.rounds[1].exhausted, made.rounds[1].rounding) == (0, 3)


def test_a_surplus_larger_than_its_papers_passes_them_on_whole() -> None:
    made = counted(election("ABCD", "11 A", "2 A>B", "5 B", "4 C", "2 D", seats=2))
    assert (made.rounds[1].value, made.rounds[1].votes[1]) == (100, 700)
    assert (made.rounds[1].exhausted, made.rounds[1].rounding) == (300, 0)


def test_a_surplus_waits_where_it_can_change_nothing() -> None:
    # A's surplus of 1.00 is less than what parts D from C, so D goes first.
    made = counted(election("ABCD", "9 A>B", "6 B", "5 C", "3 D>C", "1 D>B", seats=2))
    assert made.rounds[0].quota == 800
    assert (made.rounds[1].action, made.rounds[1].about) == ("exclusion", (4,))


def test_the_lowest_are_excluded_together() -> None:
    made = counted(election("ABCDE", "9 A", "8 B", "5 C", "2 D>C", "1 E>C", seats=2))
    assert (made.rounds[1].action, made.rounds[1].about) == ("exclusion", (4, 5))


def test_papers_of_the_excluded_pass_on_in_batches_the_highest_value_first() -> None:
    made = counted(election("ABCDE", "14 A>C", "7 B", "4 C>B", "6 D", "5 E>D", seats=2))
    stages = [(each.number, each.action, each.about, each.value) for each in made.rounds]
    assert stages == [
        (1, "first", (), None),
        (2, "surplus", (1,), 14),
        (3, "exclusion", (5,), 100),
        (4, "exclusion", (3,), 100),
        (4, "exclusion", (3,), 14),
    ]
    assert made.rounds[3].votes == (1200, 1100, 196, 1100, 0)
    # B and D have 11.00 each of 22.00 active; at the first stage B had more (5.6.2).
    assert made.rounds[4].votes == (1200, 1100, 0, 1100, 0)
    assert made.rounds[4].exhausted == 196
    assert made.elected == (1, 2)


def test_until_somebody_is_elected_the_quota_falls_with_the_papers() -> None:
    made = counted(election("ABCD", "5 A", "4 B", "4 C", "2 D", seats=2))
    assert [each.quota for each in made.rounds[:2]] == [500, 500]
    falling = counted(election("ABCD", "7 A", "6 B", "5 C", "3 D", seats=1))
    assert [each.quota for each in falling.rounds[:2]] == [1050, 900]


def test_with_few_active_votes_less_than_the_quota_elects() -> None:
    made = counted(election("ABC", "11 A", "5 B", "4 C", seats=2))
    # When A's surplus is lost, B has 5.00 of the 9.00 that are active for one place.
    assert [(each.quota, each.exhausted, each.elected) for each in made.rounds] == [(667, 0, (1,)), (667, 433, (2,))]
    assert [each.why for each in made.rounds] == [("quota",), ("active",)]


def test_an_exclusion_that_leaves_as_many_as_places_elects_them_without_a_transfer() -> None:
    made = counted(election("AB", "5 A", "5 B"), lot=(2, 1))
    assert [(each.about, each.elected, each.votes) for each in made.rounds] == [
        ((), (), (500, 500)),
        ((1,), (2,), (500, 500)),
    ]


def test_a_tie_goes_to_the_earliest_point_at_which_votes_differed_then_to_the_lot() -> None:
    made = counted(election("ABCDE", "9 A", "8 B", "4 C", "3 D", "1 E>D", seats=2))
    assert made.elected == (1, 2)
    tied = election("ABC", "4 A", "3 B>A", "3 C>B", seats=1)
    assert counted(tied).waiting == Tie(2, "exclude", (2, 3), "waiting")
    assert counted(tied, lot=(2, 3)).elected == (2,)
    assert counted(tied, lot=(3, 2)).elected == (1,)


def test_a_later_surplus_passes_on_with_the_last_batch_only() -> None:
    # A's 20 papers bring B from 9.00 to 19.00; B's surplus of 9.00 goes with these 20 at 0.45, none of it to D.
    made = counted(election("ABCDE", "20 A>B>C", "9 B>D", "5 C", "5 D", "1 E", seats=3))
    assert [each.value for each in made.rounds] == [None, 50, 45]
    assert made.rounds[2].votes == (1000, 1000, 1400, 500, 100)
    assert made.elected == (1, 2, 3)


def test_a_place_filled_by_one_batch_leaves_the_others_where_they_are() -> None:
    made = counted(election("ABCDE", "14 A>C", "9 B", "4 C>B", "6 D", "5 E>D", seats=2))
    last = made.rounds[-1]
    assert (last.about, last.value, last.elected) == ((3,), 100, (2,))
    assert (last.votes, last.exhausted) == ((1267, 1300, 126, 1100, 0), 0)
