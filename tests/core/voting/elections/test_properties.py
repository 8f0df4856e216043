"""What must hold of every count, whatever the ballots."""

import json
from collections.abc import Sequence
from dataclasses import replace
from itertools import permutations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from plenaria.core.voting.elections import ers97, meek, most_votes, schulze, scottish
from plenaria.core.voting.elections.count import Count
from plenaria.core.voting.elections.election import Ballot, Election, check
from plenaria.core.voting.elections.methods import METHODS, Method

ONE_VOTE = ("scottish-stv", "ers97", "meek", "plurality")
"""Where every ballot counts for one candidate at a time."""

MOST_VOTES = (METHODS["plurality"], METHODS["block"], METHODS["approval"])
"""Where nobody is elected without a vote."""


@st.composite
def elections(draw: st.DrawFn, fewest: int = 2) -> Election:
    """Strict orders of some of the candidates; one may have withdrawn, ballots may be blank."""
    candidates = draw(st.integers(fewest, 6))
    order = st.permutations(range(1, candidates + 1))
    size = st.integers(0, candidates)
    ballot = st.builds(
        lambda order, size, weight: Ballot(tuple((each,) for each in order[:size]), weight),
        order,
        size,
        st.integers(1, 9),
    )
    return Election(
        candidates=tuple("ABCDEF"[:candidates]),
        seats=draw(st.integers(1, 3)),
        ballots=tuple(draw(st.lists(ballot, min_size=1, max_size=14))),
        withdrawn=draw(st.sampled_from([frozenset[int](), frozenset({1})])),
        spoilt=draw(st.integers(0, 2)),
    )


def counted(method: Method, election: Election, lot: Sequence[int] = ()) -> Count:
    """A count; the block vote is given ballots that are short enough."""
    if method is METHODS["block"]:
        election = replace(
            election, ballots=tuple(replace(each, ranks=each.ranks[: election.seats]) for each in election.ballots)
        )
    made = method(election, lot=lot)
    assert isinstance(made, Count)
    return made


@pytest.mark.parametrize("method", METHODS.values(), ids=METHODS)
@given(data=st.data(), election=elections())
def test_the_order_of_ballots_changes_nothing(method: Method, data: st.DataObject, election: Election) -> None:
    shuffled = replace(election, ballots=tuple(data.draw(st.permutations(election.ballots))))
    assert counted(method, shuffled) == counted(method, election)


@pytest.mark.parametrize("method", METHODS.values(), ids=METHODS)
@given(election=elections())
def test_a_weight_is_so_many_ballots(method: Method, election: Election) -> None:
    single = tuple(Ballot(each.ranks) for each in election.ballots for _ in range(each.weight))
    assert counted(method, replace(election, ballots=single)) == counted(method, election)


@pytest.mark.parametrize("method", METHODS.values(), ids=METHODS)
@given(election=elections())
def test_what_every_result_holds(method: Method, election: Election) -> None:
    assert check(election) is None
    made = counted(method, election)
    assert len(made.elected) <= election.seats
    assert len(set(made.elected)) == len(made.elected)
    assert set(made.elected) <= set(election.standing)
    assert [each for one in made.rounds for each in one.elected] == list(made.elected)
    assert all(len(one.why) == len(one.elected) for one in made.rounds)
    assert made.total + made.blank == made.scale * sum(each.weight for each in election.ballots)
    assert Count.from_data(json.loads(json.dumps(made.to_data()))) == made
    able = [each for each in election.standing if method not in MOST_VOTES or made.rounds[-1].votes[each - 1]]
    assert (len(made.elected) < min(election.seats, len(able))) == (made.waiting is not None)


@pytest.mark.parametrize("name", ONE_VOTE)
@given(election=elections())
def test_votes_neither_appear_nor_vanish(name: str, election: Election) -> None:
    made = counted(METHODS[name], election)
    for each in made.rounds:
        assert sum(each.votes) + each.exhausted + each.rounding == made.total
        assert min(each.votes) >= 0
        assert (each.exhausted >= 0, each.rounding >= 0) == (True, True)


@pytest.mark.parametrize("method", METHODS.values(), ids=METHODS)
@given(data=st.data(), election=elections())
def test_with_a_lot_a_count_never_waits(method: Method, data: st.DataObject, election: Election) -> None:
    lot = data.draw(st.permutations(range(1, len(election.candidates) + 1)))
    drawn, before = counted(method, election, lot), counted(method, election)
    assert drawn.waiting is None
    assert {tie.settled for tie in drawn.ties} <= {"rounds", "lot"}
    if before.waiting is None:
        assert set(drawn.elected) == set(before.elected)


@given(election=elections(), more=st.integers(1, 5))
def test_more_first_preferences_keep_a_winner_of_plurality(election: Election, more: int) -> None:
    before = counted(most_votes.plurality, election)
    for winner in before.elected:
        after = replace(election, ballots=(*election.ballots, Ballot(((winner,),), more)))
        assert winner in counted(most_votes.plurality, after).elected


@pytest.mark.parametrize("method", [scottish.count, ers97.count], ids=["scottish-stv", "ers97"])
@given(election=elections())
def test_whoever_has_the_quota_is_elected(method: Method, election: Election) -> None:
    for each in counted(method, election).rounds:
        for candidate, why in zip(each.elected, each.why, strict=True):
            assert why == "remaining" or method is ers97.count or each.votes[candidate - 1] >= (each.quota or 0)


@given(election=elections(3))
def test_by_meek_the_elected_keep_the_quota_when_the_shares_stand(election: Election) -> None:
    made = counted(meek.count, election)
    elected: set[int] = set()
    for each, following in zip(made.rounds, made.rounds[1:], strict=False):
        elected.update(each.elected)
        if following.action == "exclusion":
            over = [each.votes[candidate - 1] - (each.quota or 0) for candidate in elected]
            assert all(-len(over) * 1000 <= one <= meek.PRECISION for one in over)
            assert sum(over) < meek.PRECISION


def winners(election: Election) -> set[int]:
    """Whom Schulze's method elects, or may elect by lot."""
    made = counted(schulze.count, replace(election, seats=1))
    return set(made.waiting.candidates if made.waiting else made.elected)


@given(election=elections())
def test_who_beats_everybody_wins_by_schulze(election: Election) -> None:
    pairs = counted(schulze.count, election).pairs
    for one in election.standing:
        if all(pairs[one - 1][two - 1] > pairs[two - 1][one - 1] for two in election.standing if two != one):
            assert winners(election) == {one}


@given(data=st.data(), election=elections())
def test_a_clone_changes_nothing_by_schulze(data: st.DataObject, election: Election) -> None:
    original = data.draw(st.sampled_from(election.standing))
    clone = len(election.candidates) + 1

    def beside(ballot: Ballot) -> Ballot:
        ranks = tuple(more for rank in ballot.ranks for more in ((rank, (clone,)) if original in rank else (rank,)))
        return replace(ballot, ranks=ranks)

    cloned = replace(election, candidates=(*election.candidates, "clone"), ballots=tuple(map(beside, election.ballots)))
    after = {original if each == clone else each for each in winners(cloned)}
    assert after == winners(election)


@settings(max_examples=200)
@given(election=elections(3))
def test_schulze_is_the_procedure_of_the_debian_constitution(election: Election) -> None:
    """Drop the weakest defeats within the Schwartz set until there are none left in it."""
    pairs = counted(schulze.count, election).pairs
    standing = election.standing

    def strength(one: int, two: int) -> tuple[int, int]:
        return pairs[one - 1][two - 1], -pairs[two - 1][one - 1]

    defeats = {(one, two) for one, two in permutations(standing, 2) if strength(one, two)[0] > -strength(one, two)[1]}
    while True:
        reach = set(defeats)
        for by in standing:
            reach |= {(one, two) for one, mid in reach for start, two in reach if mid == start == by}
        schwartz = {
            one
            for one in standing
            if all((one, two) in reach or (two, one) not in reach for two in standing if two != one)
        }
        within = {(one, two) for one, two in defeats if {one, two} <= schwartz}
        if not within:
            break
        weakest = min(strength(*each) for each in within)
        defeats -= {each for each in within if strength(*each) == weakest}
    assert winners(election) == schwartz
