"""Candidate by candidate, under the rule of the body."""

from fractions import Fraction

from plenaria.core.voting.elections.count import Tie
from plenaria.core.voting.elections.each import count
from plenaria.core.voting.rule import Quorum, Rule, Share
from plenaria.core.voting.tally import Tally, counted

RULE = Rule(threshold=Share(Fraction(1, 2), strict=True), quorum=Quorum(first=Share(Fraction(1, 2), strict=True)))


def votes(in_favour: int, against: int) -> Tally:
    made = counted(in_favour=in_favour, against=against, abstaining=0, present=20, roll=30)
    assert isinstance(made, Tally)
    return made


def test_the_approved_with_the_most_votes_are_elected() -> None:
    made, decisions = count("ABCD", [votes(11, 9), votes(10, 10), votes(15, 5), votes(12, 2)], rule=RULE, seats=2)
    assert (made.elected, made.rounds[0].why) == ((3, 4), ("approved", "approved"))
    assert [each.outcome for each in decisions] == ["adopted", "rejected", "adopted", "adopted"]
    assert made.rounds[0].votes == (11, 10, 15, 12)


def test_fewer_approved_than_seats_leave_seats_empty() -> None:
    made, _ = count("AB", [votes(11, 9), votes(9, 11)], rule=RULE, seats=2)
    assert made.elected == (1,)


def test_between_equals_the_lot_decides() -> None:
    tallies = [votes(11, 9), votes(15, 5), votes(11, 2)]
    waiting, _ = count("ABC", tallies, rule=RULE, seats=2)
    assert (waiting.elected, waiting.ties) == ((2,), (Tie(1, "elect", (1, 3), "waiting"),))
    drawn, _ = count("ABC", tallies, rule=RULE, seats=2, lot=(3, 1, 2))
    assert drawn.elected == (2, 3)


def test_without_a_quorum_nobody_is_elected() -> None:
    few = counted(in_favour=10, against=0, abstaining=0, present=10, roll=30)
    assert isinstance(few, Tally)
    made, decisions = count("A", [few], rule=RULE, seats=1)
    assert (made.elected, decisions[0].outcome) == ((), "void")
