"""An election told for the minutes."""

from dataclasses import replace
from fractions import Fraction

import pytest

from plenaria.core.voting.elections import ers97, most_votes, rounds, schulze, scottish
from plenaria.core.voting.elections.count import Count, Tie
from plenaria.core.voting.elections.methods import METHODS
from plenaria.core.voting.rule import Share
from plenaria.phrases.elections import method, minutes, sentence, votes
from tests.core.voting.elections.making import election


def sure(made: object) -> Count:
    assert isinstance(made, Count)
    return made


def test_every_method_has_a_name() -> None:
    assert len({method(name, "en") for name in (*METHODS, "rounds", "each")}) == 9


def test_the_result_with_blank_and_spoilt_ballots() -> None:
    made = sure(most_votes.plurality(election("ABC", "1234 A", "3 B", "2", seats=2, spoilt=1)))
    assert sentence(made, "en") == "Elected (2 seats to fill): A, B. 1,237 valid votes, 2 blank, 1 spoilt."
    assert sentence(sure(most_votes.plurality(election("A", "1"))), "en") == (
        "Nobody is elected (1 seat to fill). 0 valid votes, 1 blank."
    )


def test_a_count_that_waits_says_for_what() -> None:
    made = sure(most_votes.plurality(election("AB", "1 A", "1 B")))
    assert sentence(made, "en") == (
        "Nobody is elected (1 seat to fill). 2 valid votes. Equal votes for too few seats: A, B. The count waits for a "
        "lot between them."
    )
    assert minutes(made, "en")[-2:] == (
        "Equal votes for too few seats: A, B. The count waits for a lot between them.",
        "Nobody is elected (1 seat to fill).",
    )


def test_minutes_of_a_transferable_vote_tell_every_stage_and_tie() -> None:
    made = sure(scottish.count(election("ABCDE", "9 A>C", "8 B", "4 C", "3 D", "1 E>D", seats=2)))
    assert minutes(made, "en") == (
        "Single transferable vote, Scottish rules. 25 valid votes.",
        "Round 1: the votes are counted. Elected with the quota of 9: A.",
        "Round 2: excluded: E.",
        "Equally few votes: C, D. By the votes of an earlier round the one to be excluded is: D.",
        "Round 3: excluded: D. 4 votes have no further preference.",
        "Round 4: excluded: C. 4 votes have no further preference. Elected, as only so many are left: B.",
        "Elected (2 seats to fill): A, B.",
    )


def test_minutes_tell_lots_and_values() -> None:
    told = minutes(sure(scottish.count(election("ABCD", "5 A", "5 B", "3 C>A", "3 D>B"), lot=(4, 3, 2, 1))), "en")
    assert "Equally few votes: C, D. By lot the one to be excluded is: C." in told
    either = minutes(sure(scottish.count(election("ABCD", "8 A", "7 B", "1 C>B", "1 D>A"))), "en")
    assert (
        "Equally few votes: C, D. However a lot fell, the same candidates would be elected, so none was drawn."
        in either
    )
    transfer = minutes(sure(ers97.count(election("ABCD", "6 A", "4 A>B", "3 A>C", "5 B", "4 C", "2 D", seats=2))), "en")
    assert transfer[2] == "Round 2: the surplus is transferred: A. The papers pass on at a value of 0.71."
    active = minutes(sure(ers97.count(election("ABC", "11 A", "5 B", "4 C", seats=2))), "en")
    assert active[2].endswith("4.33 votes have no further preference. Elected, as nobody else can overtake: B.")


def test_minutes_of_a_runoff_name_who_goes_on() -> None:
    first = sure(rounds.count([election("ABC", "8 A", "7 B", "5 C")]))
    assert minutes(first, "en") == (
        "Majority in rounds. 20 valid votes.",
        "Round 1: the votes are counted. The next round is between: A, B.",
        "Nobody is elected (1 seat to fill).",
    )
    assert sentence(first, "en").endswith("The next round is between: A, B.")


def test_minutes_of_schulze_name_who_was_dropped() -> None:
    given = election("ABN", "6 A>B>N", "3 B>N>A", "1 N")
    told = minutes(sure(schulze.count(given, default=3, quorum=7, majorities=Fraction(2))), "en")
    assert told[1:] == (
        "Round 1: dropped without the quorum over the default option: A.",
        "Round 2: everybody has the majority over the default option.",
        "Round 3: the candidates are compared pair by pair. Elected, defeated by nobody else: B.",
        "Elected (1 seat to fill): B.",
    )


def test_a_threshold_is_told_as_votes() -> None:
    half = Share(Fraction(1, 2), strict=True)
    told = minutes(sure(most_votes.plurality(election("AB", "11 A", "9 B"), threshold=half)), "en")
    assert told[1] == "Round 1: the votes are counted. Elected with at least 11 votes: A."


@pytest.mark.parametrize(("units", "told"), [(100, "1 vote"), (200, "2 votes"), (150, "1.5 votes"), (0, "0 votes")])
def test_votes_are_counted_out(units: int, told: str) -> None:
    made = sure(ers97.count(election("AB", "5 A", "1 B")))
    assert votes(made, units, "en") == told


@pytest.mark.parametrize("language", ["en", "es", "ru"])
def test_every_language_tells_the_whole_count(language: str) -> None:
    made = sure(scottish.count(election("ABCDE", "9 A>C", "8 B", "4 C", "3 D", "1 E>D", seats=2)))
    told = minutes(made, language)
    assert len(told) == 7
    assert "{" not in "".join(told)


def test_a_tie_is_told_once_however_many_parcels_its_stage_has() -> None:
    made = sure(ers97.count(election("ABCDE", "14 A>C", "7 B", "4 C>B", "6 D", "5 E>D", seats=2)))
    assert [each.number for each in made.rounds] == [1, 2, 3, 4, 4]
    tied = replace(made, ties=(Tie(4, "exclude", (2, 3), "lot", 3),))
    told = "Equally few votes: B, C. By lot the one to be excluded is: C."
    assert minutes(tied, "en").count(told) == 1
