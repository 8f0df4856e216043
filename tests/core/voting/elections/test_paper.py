"""Papers that tellers counted, as ballots and as sums."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from plenaria.core.refusal import Refusal, unacceptable
from plenaria.core.voting.elections import most_votes
from plenaria.core.voting.elections.held import Held, election, tallies
from plenaria.core.voting.elections.paper import Papers, from_answers, from_election, from_sums
from plenaria.core.voting.elections.setting import Setting
from tests.core.voting.elections.making import election as lettered
from tests.core.voting.elections.test_held import turnout
from tests.core.voting.elections.test_setting import setting


@pytest.mark.parametrize(
    ("put", "ballots", "found"),
    [
        (setting(), ("3 A>B", "2 B", "1"), (("1>2", 3), ("2", 2), ("blank", 1))),
        (setting(), ("1 A>->B",), (("1", 1),)),
        (setting("schulze"), ("1 B=A>->C",), (("1=2>3", 1),)),
        (setting("block"), ("4 B>A",), (("1=2", 4),)),
        (setting("block"), ("4 B>A>C",), unacceptable("blt-ballot-more-votes-than-seats", line=7, votes=3, seats=2)),
        (setting("meek"), ("4 B=A",), unacceptable("blt-ballot-equal-ranks", line=7)),
        (setting("meek", withdrawn=(1,)), ("4 A",), unacceptable("blt-ballot-for-nobody", line=7, candidate=1)),
        (setting("each"), ("4 A",), unacceptable("blt-each")),
        (setting(names=("Ада",)), ("4 A",), unacceptable("blt-other-candidates", candidates=4, standing=1)),
    ],
)
def test_a_ballot_file_is_held_against_what_was_laid_down(
    put: Setting, ballots: tuple[str, ...], found: tuple[tuple[str, int], ...] | Refusal
) -> None:
    read = from_election(put, lettered("ABCD", *ballots, seats=2), lines=[7, 8, 9], spoilt=2)
    assert read == (found if isinstance(found, Refusal) else Papers(ballots=found, spoilt=2))


@pytest.mark.parametrize(
    ("put", "votes", "valid", "refusal"),
    [
        (setting("block"), (5, 6, 0, 0), 5, unacceptable("sums-above-papers", name="Бела", votes=6, papers=5)),
        (setting("block"), (5, 5, 1, 0), 5, unacceptable("sums-too-many", votes=11, papers=5, most=2)),
        (setting("block"), (2, 1, 1, 0), 5, unacceptable("sums-too-few", votes=4, papers=5)),
        (setting("plurality"), (2, 1, -1, 0), 2, unacceptable("count-negative", count=-1)),
        (setting("block", withdrawn=(4,)), (2, 1, 0, 1), 3, unacceptable("sums-for-nobody", candidate=4)),
        (setting("meek"), (2, 1, 0, 1), 3, unacceptable("sums-need-ballots")),
        (setting("each"), (2, 1, 0, 1), 3, unacceptable("sums-need-ballots")),
        (setting("block"), (0, 0, 0, 0), 100_000, unacceptable("papers-too-many", papers=100_000, most=99_999)),
    ],
)
def test_sums_that_no_box_could_give_are_refused(
    put: Setting, votes: tuple[int, ...], valid: int, refusal: Refusal
) -> None:
    assert from_sums(put, dict(enumerate(votes, 1)), valid=valid) == refusal


@given(st.data())
def test_papers_made_of_sums_have_these_sums(data: st.DataObject) -> None:
    method = data.draw(st.sampled_from(["plurality", "block", "approval", "rounds"]))
    put = setting(method)
    ballots = data.draw(st.lists(st.sets(st.integers(1, 4), min_size=1, max_size=put.most), max_size=30))
    votes = {number: sum(number in each for each in ballots) for number in range(1, 5)}
    made = from_sums(put, votes, valid=len(ballots), blank=3, spoilt=2)
    assert isinstance(made, Papers)
    box = election(Held(setting=put, votes=made.ballots, turnout=turnout()))
    assert not isinstance(box, Refusal)
    assert most_votes.tallied(box, "approval", 2) == [len(ballots), *votes.values()]
    assert (made.number, made.made_up) == (len(ballots) + 5, True)
    assert Papers.from_data(made.to_data()) == made


@st.composite
def three(draw: st.DrawFn, papers: int) -> tuple[int, int, int]:
    """Three numbers that are no more than the papers together."""
    first = draw(st.integers(0, papers))
    second = draw(st.integers(0, papers - first))
    return first, second, draw(st.integers(0, papers - first - second))


@given(st.integers(0, 20), st.data())
def test_papers_made_of_answers_have_these_answers(papers: int, data: st.DataObject) -> None:
    put = setting("each")
    sums = {number: data.draw(three(papers)) for number in range(1, 5)}
    made = from_answers(put, sums, papers=papers, spoilt=1)
    assert isinstance(made, Papers)
    found = tallies(Held(setting=put, votes=made.ballots, turnout=turnout()))
    assert not isinstance(found, Refusal)
    assert {n: (t.in_favour, t.against, t.abstaining) for n, t in enumerate(found, 1)} == sums
    assert made.number == papers + 1


@pytest.mark.parametrize(
    ("sums", "papers", "refusal"),
    [
        ({1: (2, 2, 2)}, 5, unacceptable("sums-above-papers", name="Ада", votes=6, papers=5)),
        ({1: (2, -1, 2)}, 5, unacceptable("count-negative", count=-1)),
        ({9: (1, 0, 0)}, 5, unacceptable("sums-for-nobody", candidate=9)),
    ],
)
def test_answers_that_no_box_could_give_are_refused(
    sums: dict[int, tuple[int, int, int]], papers: int, refusal: Refusal
) -> None:
    assert from_answers(setting("each"), sums, papers=papers) == refusal
    assert from_answers(setting("block"), sums, papers=papers) == unacceptable("sums-need-ballots")
