"""What the rules reach on the votes of others, where these are at hand."""

import pytest
from benchmarks.votes import chile, weighted

from plenaria.core.voting.decision import decide
from plenaria.core.voting.rule import Rule

votes = chile.load()
absent = pytest.mark.skipif(not votes, reason=f"there is no {chile.FILE}")


@absent
def test_every_qualified_majority_of_the_chamber_is_decided_as_it_was() -> None:
    told = [vote for vote in votes if vote.outcome and vote.majority != chile.SIMPLE]
    wrong = [
        vote.number
        for vote in told
        if decide(Rule(threshold=chile.QUALIFIED[vote.majority], base="roll"), vote.tally).outcome != vote.outcome
    ]
    assert (len(told), wrong) == (237, [])


@absent
def test_a_simple_one_counts_abstentions() -> None:
    rule = Rule(threshold=chile.MORE_THAN_HALF, base="cast")
    told = [vote for vote in votes if vote.outcome and vote.majority == chile.SIMPLE]
    assert sum(decide(rule, vote.tally).outcome == vote.outcome for vote in told) == 1689


@absent
def test_what_no_rule_explains_is_listed() -> None:
    text = chile.section()
    assert "| cast, with abstentions | more than half | 1,689 | 10 |" in text
    assert "| 34258 | Proyecto de Ley | 58 | 78 | 4 | 0 | adopted |" in text


def test_weighted_votes_add_up_to_the_roll() -> None:
    assert "The votes add up to the roll: yes." in weighted.section(seats=500)
