"""What is said and drawn of a vote, from its arithmetic alone."""

from dataclasses import replace
from fractions import Fraction

import pytest

from plenaria.core.refusal import Refusal
from plenaria.core.voting.decision import decide
from plenaria.core.voting.rule import NoObjection, Number, Quorum, Rule, Share, Unanimity
from plenaria.core.voting.tally import Tally, counted
from plenaria.interfaces.kit.votes import Row, arithmetic, picture
from plenaria.store.queries.votes import VoteLine

HALF = Share(Fraction(1, 2), strict=True)


def tally(in_favour: int = 31, against: int = 8, abstaining: int = 5, present: int = 44, roll: int = 60) -> Tally:
    made = counted(in_favour=in_favour, against=against, abstaining=abstaining, present=present, roll=roll)
    assert not isinstance(made, Refusal)
    return made


def weighted(in_favour: int = 35, against: int = 20, roll: int = 100) -> Tally:
    """Hundredths: 0.35 for, 0.2 against, of one whole."""
    return replace(
        tally(0, 0, 0, present=2, roll=3),
        in_favour=in_favour,
        against=against,
        present_votes=in_favour + against,
        roll_votes=roll,
        denominator=100,
    )


@pytest.mark.parametrize(
    ("rule", "said"),
    [
        (
            Rule(threshold=HALF),
            [("Votes for", "20", "31", True), ("Of these, counted: votes for and against", "", "39")],
        ),
        (
            Rule(threshold=HALF, base="cast"),
            [("Votes for", "23", "31", True), ("Of these, counted: all votes cast", "", "44")],
        ),
        (
            Rule(threshold=HALF, base="roll"),
            [("Votes for", "31", "31", True), ("Counted: all votes of the roll", "", "60")],
        ),
        (
            Rule(threshold=Share(Fraction(3, 4)), base="present"),
            [("Votes for", "33", "31", False), ("Counted: all votes present", "", "44")],
        ),
        (
            Rule(threshold=Share(Fraction(1)), base="fixed", fixed=40),
            [("Votes for", "40", "31", False), ("Counted: the number that the rule names", "", "40")],
        ),
        (Rule(threshold=NoObjection()), [("Objections", "none", "8", False)]),
        (
            Rule(threshold=Unanimity()),
            [
                ("Votes for", "at least one", "31", True),
                ("Votes against", "none", "8", False),
                ("Abstentions", "", "5"),
            ],
        ),
        (Rule(threshold=Unanimity(abstaining=False)), [("Abstentions", "none", "5", False)]),
    ],
)
def test_what_was_needed_and_what_there_was(
    rule: Rule, said: list[tuple[str, str, str] | tuple[str, str, str, bool]]
) -> None:
    assert {Row(*each) for each in said} <= set(arithmetic(decide(rule, tally())))


def test_a_quorum_is_told_at_each_moment_at_which_it_counts() -> None:
    changed = replace(tally(), opening=52, opening_votes=52)
    rule = Rule(threshold=HALF, quorum=Quorum(first=Number(45), second=Number(30)))
    assert arithmetic(decide(rule, changed))[-3:] == (
        Row("Seats of the roll", "", "60"),
        Row("Quorum when the vote opened", "45", "52", True),
        Row("Quorum when the vote closed", "45", "44", False),
    )
    assert arithmetic(decide(rule, changed, call=2))[-1] == Row("Quorum when the vote closed", "30", "44", True)


def test_who_settled_a_tie_stands_below_the_votes() -> None:
    rule = Rule(threshold=HALF, tie="chair")
    rows = arithmetic(decide(rule, tally(3, 3, 0), chair="for"))
    assert rows[0] == Row("Votes for", "4", "3", False)
    assert Row("The chair's casting vote", "", "for") in rows
    drawn = arithmetic(decide(replace(rule, tie="lot"), tally(3, 3, 0), lot="against"))
    assert Row("The lot", "", "against") in drawn


def test_shares_are_told_as_they_are() -> None:
    rule = Rule(threshold=HALF, weights="share", quorum=Quorum(first=HALF, of="votes", at=("close",)))
    assert arithmetic(decide(rule, weighted())) == (
        Row("Votes for", "0.28", "0.35", True),
        Row("Votes against", "", "0.2"),
        Row("Abstentions", "", "0"),
        Row("Of these, counted: votes for and against", "", "0.55"),
        Row("Votes of the roll", "", "1"),
        Row("Quorum when the vote closed", "0.51", "0.55", True),
    )


def line(name: str, weight: Fraction, choice: str) -> VoteLine:
    return VoteLine(seat=1, names={"en": name}, delegation={}, weight=weight, choice=choice, through={})


def test_seats_of_one_vote_are_a_hemicycle_and_others_a_half_ring() -> None:
    assert "picture-hemicycle" in picture(tally(), "?")
    assert "picture-shares" in picture(weighted(), "?")
    assert "picture-shares" in picture(tally(present=3_000, roll=3_000), "?")
    assert picture(tally(0, 0, 0), "?") == ""


def test_a_half_ring_names_the_seats_where_all_are_known() -> None:
    lines = [line("Ann", Fraction(35, 100), "for"), line("Bob", Fraction(1, 5), "against")]
    assert "Ann (0.35): for" not in picture(weighted(), "?", lines)
    everybody = [*lines, line("Zoe", Fraction(45, 100), "absent")]
    assert "Ann (0.35): For" in picture(weighted(), "?", everybody)
    assert "Not voted: 0.45" in picture(weighted(), "?")
