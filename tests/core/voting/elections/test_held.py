"""Elections as they were held: choices and their votes make the same count as ballots do."""

from dataclasses import replace
from fractions import Fraction

from plenaria.core.refusal import unacceptable
from plenaria.core.voting.elections import scottish
from plenaria.core.voting.elections.count import Count
from plenaria.core.voting.elections.held import Held, count, election, summed
from plenaria.core.voting.elections.setting import Setting
from plenaria.core.voting.rule import Rule, Share
from plenaria.core.voting.tally import Tally
from tests.core.voting.elections.making import election as lettered
from tests.core.voting.elections.test_setting import NAMES, setting

RULE = Rule(threshold=Share(Fraction(1, 2), strict=True))


def turnout(there: int = 20, denominator: int = 1) -> Tally:
    return Tally(
        in_favour=0,
        against=0,
        abstaining=0,
        present=there,
        roll=there,
        present_votes=there * denominator,
        roll_votes=there * denominator,
        denominator=denominator,
    )


def held(put: Setting, *votes: str, denominator: int = 1, spoilt: int = 0) -> Held:
    """A poll from texts like ``5 1>2``."""
    cast = tuple((choice, int(units)) for units, choice in (each.split(" ") for each in votes))
    return Held(
        setting=put, votes=cast, denominator=denominator, spoilt=spoilt, turnout=turnout(denominator=denominator)
    )


def counted(*polls: Held, rule: Rule = RULE, lot: tuple[int, ...] = ()) -> Count:
    made = count(polls, rule=rule, lot=lot)
    assert isinstance(made, Count), made
    return made


def test_choices_count_as_ballots_do() -> None:
    made = counted(held(setting(), "8 1>2", "4 3>4", "3 4>3", "2 blank", spoilt=1))
    same = scottish.count(lettered("ABCD", "8 A>B", "4 C>D", "3 D>C", "2", seats=2, spoilt=1))
    assert isinstance(same, Count)
    assert made == replace(same, candidates=NAMES)


def test_withdrawn_candidates_are_passed_over() -> None:
    assert counted(held(setting(places=1, withdrawn=(1,)), "3 2", "2 3")).withdrawn == (1,)


def test_a_threshold_and_its_base_are_those_laid_down() -> None:
    put = setting("approval", places=1, threshold=Share(Fraction(1, 2)))
    votes = ("5 1=2", "4 2", "3 blank")
    assert counted(held(put, *votes)).rounds[0].quota == 5
    assert counted(held(replace(put, base="cast"), *votes)).rounds[0].quota == 6


def test_schulze_knows_the_default_option() -> None:
    put = setting("schulze", places=1, default=4, quorum=3)
    assert counted(held(put, "2 1>4", "5 4>2")).elected == ()
    assert counted(held(put, "3 1>4", "2 4>2")).elected == (1,)


def test_candidate_by_candidate_the_rule_decides() -> None:
    put = setting("each", places=2, withdrawn=(4,))
    made = counted(held(put, "6 ++-_", "5 -+0_", "1 blank"))
    assert (made.elected, made.rounds[0].votes, made.withdrawn, made.blank) == ((2, 1), (6, 11, 0, 0), (4,), 1)


def test_rounds_are_counted_together_over_one_denominator() -> None:
    put = setting("rounds", places=1)
    first = held(put, "8 1", "7 2", "5 3", denominator=2)
    following = put.following(counted(first))
    assert following is not None
    made = counted(first, held(following, "11 1", "12 2", denominator=3))
    assert (made.scale, made.rounds[0].votes, made.rounds[1].votes) == (6, (24, 21, 15, 0), (22, 24, 0, 0))
    assert made.elected == (2,)


def test_weights_of_one_are_no_weights() -> None:
    whole = counted(held(setting(), "8 1>2", "4 3>4", "3 4>3"))
    halves = counted(held(setting(), "16 1>2", "8 3>4", "6 4>3", denominator=2))
    assert halves.elected == whole.elected


def test_the_lot_settles_a_tie() -> None:
    tied = held(setting("plurality", places=1), "5 1", "5 2")
    assert counted(tied).waiting is not None
    assert counted(tied, lot=(2, 1)).elected == (2,)


def test_what_cannot_be_read_is_not_counted() -> None:
    assert count([held(setting(), "1 9")], rule=RULE) == unacceptable("choice-for-nobody", candidate=9)
    assert count([held(setting("each"), "1 1>2")], rule=RULE) == unacceptable("choice-unreadable")


def test_equal_ballots_are_one_and_sorted() -> None:
    assert summed([("3>1", 1), ("1", 2), ("3>1", 1)]) == [("1", 2), ("3>1", 2)]
    made = election(held(setting(), "1 3>1", "1 1", "1 3>1"), languages=("ru",), title="Совет")
    assert made == replace(lettered("ABCD", "1 A", "2 C>A", seats=2), candidates=NAMES, title="Совет")
