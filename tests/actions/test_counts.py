"""Calling the roll and counting papers: what the clerk and the tellers enter, and what of it is refused."""

from fractions import Fraction

import pytest

from plenaria.actions import counts, polls
from plenaria.actions._perform import Receipt
from plenaria.core.journal.entry import read
from plenaria.core.permits import Actor
from plenaria.core.refusal import Refusal, conflict, forbidden, unacceptable
from plenaria.core.voting.rule import Quorum, Rule, Share
from plenaria.store.models import Leaf, RollSeat, Vote
from tests import builders
from tests.actions.polled import act, decision, entry, outcome, row, tellers, told
from tests.builders import AT, Sitting

pytestmark = pytest.mark.django_db

HALF = Share(Fraction(1, 2), strict=True)


@pytest.fixture
def clerk(body: str) -> Actor:
    return builders.person("Cleo", body, "clerk")


def call(clerk: Actor, poll: str, seat: str, choice: str, key: str = "") -> Receipt | Refusal:
    return counts.answer_call(
        actor=clerk, at=AT, poll=poll, seat=seat, choice=choice, key=key or f"call-{seat}-{choice}"
    )


def current(poll: str) -> dict[str, str]:
    return dict(Vote.objects.filter(poll_id=poll, current=True).values_list("credential_id", "choice"))


def papers(teller: Actor, poll: str, in_favour: int, against: int, abstaining: int, invalid: int) -> Receipt | Refusal:
    return counts.record_count(
        actor=teller,
        at=AT,
        poll=poll,
        in_favour=in_favour,
        against=against,
        abstaining=abstaining,
        invalid=invalid,
    )


# The roll-call


def test_the_first_seat_is_drawn_and_the_alphabet_goes_on_from_it(sitting: Sitting) -> None:
    poll = builders.open_poll(sitting, method="roll-call")
    order = row(poll).order
    first = sitting.credentials.index(order[0])
    assert order == [*sitting.credentials[first:], *sitting.credentials[:first]]
    assert entry(poll, "lot-drawn") == {"what": "roll-call", "drawing": "first", "order": order}
    assert told(poll) == ["poll-prepared", "roll-frozen", "lot-drawn", "poll-opened"]


def test_every_place_of_the_order_may_be_drawn(sitting: Sitting) -> None:
    """Four of the 24 orders are the alphabet from some seat on: 20 draws of nothing else happen never."""
    orders = []
    for _ in range(20):
        poll = builders.open_poll(sitting, method="roll-call", drawing="whole")
        orders.append(tuple(row(poll).order))
        builders.done(act(polls.void_poll, sitting, poll, reason="again"))
    rotations = {(*sitting.credentials[place:], *sitting.credentials[:place]) for place in range(4)}
    assert {frozenset(order) for order in orders} == {frozenset(sitting.credentials)}
    assert set(orders) - rotations


def test_what_a_called_seat_answers_is_its_vote_entered_by_the_clerk(sitting: Sitting, clerk: Actor) -> None:
    poll = builders.open_poll(sitting, method="roll-call")
    first, second, third, _ = row(poll).order
    for seat, choice in ((first, "for"), (second, "for"), (third, "against")):
        builders.done(call(clerk, poll, seat, choice))
    leaf = Leaf.objects.filter(subject=poll, kind="vote-cast").order_by("index")[0]
    said = read(bytes(leaf.data))
    assert (said.actor, dict(said.data)) == (clerk.person, {"seat": first, "choice": "for", "key": f"call-{first}-for"})
    assert Vote.objects.get(poll_id=poll, credential_id=first).leaf == leaf.index
    builders.done(act(polls.close_poll, sitting, poll))
    assert row(poll).state == "closed"
    builders.done(act(polls.declare_poll, sitting, poll))
    assert outcome(poll) == ("declared", "adopted", "reached")
    assert (decision(poll).tally.in_favour, decision(poll).tally.against) == (2, 1)


def test_who_is_not_there_is_written_down_once_for_each_call(sitting: Sitting, clerk: Actor) -> None:
    poll = builders.open_poll(sitting, method="roll-call")
    seat = row(poll).order[0]
    for key in ("one", "one", "two"):
        builders.done(call(clerk, poll, seat, "absent", key))
    assert told(poll).count("seat-called") == 2
    assert entry(poll, "seat-called") == {"seat": seat, "call": 2, "key": "two"}
    assert current(poll) == {}


def test_an_answer_is_corrected_until_the_declaration(sitting: Sitting, clerk: Actor) -> None:
    poll = builders.open_poll(sitting, method="roll-call")
    first, second, third, fourth = row(poll).order
    for seat in (first, second, third):
        builders.done(call(clerk, poll, seat, "for"))
    builders.done(call(clerk, poll, first, "against"))
    assert entry(poll, "vote-corrected") == {"seat": first, "choice": "against", "key": f"call-{first}-against"}
    builders.done(act(polls.close_poll, sitting, poll))
    builders.done(call(clerk, poll, second, "absent"))
    builders.done(call(clerk, poll, third, "abstain"))
    assert call(clerk, poll, fourth, "for") == conflict("poll-not-open")
    assert current(poll) == {first: "against", third: "abstain"}
    assert RollSeat.objects.get(poll_id=poll, credential_id=second).unanswered == [f"call-{second}-absent"]
    builders.done(act(polls.declare_poll, sitting, poll))
    assert (decision(poll).tally.in_favour, decision(poll).tally.against) == (0, 1)
    assert call(clerk, poll, first, "for") == conflict("poll-not-open")


def test_the_same_answer_again_is_one_entry(sitting: Sitting, clerk: Actor) -> None:
    poll = builders.open_poll(sitting, method="roll-call")
    seat = sitting.credentials[0]
    for choice, key in (("for", "a"), ("for", "a"), ("for", "b"), ("against", "a")):
        builders.done(call(clerk, poll, seat, choice, key))
    assert (current(poll), told(poll).count("vote-cast")) == ({seat: "for"}, 1)


def test_the_clerk_corrects_what_a_phone_said_even_under_a_rule_of_final_votes(sitting: Sitting, clerk: Actor) -> None:
    poll = builders.open_poll(sitting, rule=Rule(threshold=HALF, changes=False))
    builders.votes(sitting, poll, "for")
    builders.done(call(clerk, poll, sitting.credentials[0], "against"))
    assert current(poll) == {sitting.credentials[0]: "against"}


def test_a_tie_that_waits_is_decided_from_what_was_corrected(sitting: Sitting, clerk: Actor) -> None:
    rule = Rule(threshold=HALF, quorum=Quorum(first=HALF), tie="chair")
    poll = builders.open_poll(sitting, rule=rule, mixed=True)
    builders.votes(sitting, poll, "for", "against")
    builders.done(act(polls.close_poll, sitting, poll))
    builders.done(act(polls.declare_poll, sitting, poll))
    assert outcome(poll) == ("closed", "tie", "tie-chair")
    builders.done(call(clerk, poll, sitting.credentials[0], "abstain"))
    assert row(poll).decision is None
    builders.done(act(polls.declare_poll, sitting, poll))
    assert outcome(poll) == ("declared", "rejected", "not-reached")


def test_an_objection_that_is_made_aloud_is_entered_and_taken_back(sitting: Sitting, clerk: Actor) -> None:
    poll = builders.open_poll(sitting, method="no-objection")
    seat = sitting.credentials[0]
    assert call(clerk, poll, seat, "for") == unacceptable("choice-unknown", seat="", choice="for")
    builders.done(call(clerk, poll, seat, "absent", "call-1"))
    builders.done(call(clerk, poll, seat, "against", "call-2"))
    assert current(poll) == {seat: "against"}
    builders.done(call(clerk, poll, seat, "absent", "call-3"))
    assert (current(poll), told(poll)[-2:]) == ({}, ["vote-cast", "vote-corrected"])
    builders.done(act(polls.close_poll, sitting, poll))
    builders.done(act(polls.declare_poll, sitting, poll))
    assert outcome(poll) == ("declared", "adopted", "no-objection")


def test_what_cannot_be_an_answer_is_refused(sitting: Sitting, clerk: Actor, body: str) -> None:
    poll = builders.prepared_poll(sitting, method="roll-call")
    seat = sitting.credentials[0]
    assert call(clerk, poll, seat, "for") == unacceptable("seat-not-on-roll")
    builders.done(act(polls.open_poll, sitting, poll))
    assert call(clerk, poll, seat, "perhaps") == unacceptable("choice-unknown", seat="", choice="perhaps")
    assert call(clerk, poll, "nobody", "for") == unacceptable("seat-not-on-roll")
    assert call(clerk, poll, seat, "for", "two words") == unacceptable("key-missing")
    assert call(clerk, "nothing", seat, "for") == unacceptable("poll-unknown")
    teller, _ = tellers(body)
    foreign = builders.person("Fay", builders.body("other"), "clerk")
    for stranger in (teller, foreign, builders.holder(seat)):
        assert call(stranger, poll, seat, "for") == forbidden("not-permitted", verb="polls.answer")
    builders.done(act(polls.void_poll, sitting, poll, reason="again"))
    by_hands = builders.open_poll(sitting, method="hands")
    assert call(clerk, by_hands, seat, "for") == conflict("poll-not-called")
    assert current(poll) == current(by_hands) == {}


# Papers


def test_papers_are_counted_by_two_tellers_and_the_invalid_are_part_of_no_base(sitting: Sitting, body: str) -> None:
    teller, other = tellers(body)
    poll = builders.open_poll(sitting, method="paper")
    builders.done(papers(teller, poll, 2, 1, 0, 1))
    builders.done(papers(other, poll, 2, 1, 0, 0))
    assert entry(poll, "ballots-counted") == {"in_favour": 2, "against": 1, "abstaining": 0, "invalid": 0}
    builders.done(act(polls.close_poll, sitting, poll))
    assert act(polls.declare_poll, sitting, poll) == conflict("counts-differ")
    builders.done(papers(other, poll, 2, 1, 0, 1))
    builders.done(act(polls.declare_poll, sitting, poll))
    tally = decision(poll).tally
    assert (tally.in_favour, tally.against, tally.invalid, tally.cast, decision(poll).base) == (2, 1, 1, 3, 3)
    assert entry(poll, "poll-declared")["invalid"] == 1


def test_more_papers_than_seats_are_refused_with_the_invalid_ones(sitting: Sitting, body: str) -> None:
    teller, _ = tellers(body)
    poll = builders.open_poll(sitting, method="paper")
    assert papers(teller, poll, 2, 1, 1, 1) == unacceptable("more-votes-than-present", votes=5, present=4)
    assert papers(teller, poll, 2, 1, 1, -1) == unacceptable("count-negative", count=-1)
    assert not row(poll).counts.exists()


def test_who_voted_by_name_is_not_among_the_hands(sitting: Sitting, clerk: Actor, body: str) -> None:
    teller, _ = tellers(body)
    poll = builders.open_poll(sitting, mixed=True)
    builders.votes(sitting, poll, "for", "for")
    builders.done(papers(teller, poll, 1, 1, 0, 0))
    builders.done(call(clerk, poll, sitting.credentials[2], "abstain"))
    builders.done(act(polls.close_poll, sitting, poll))
    assert row(poll).state == "closed"
    assert act(polls.declare_poll, sitting, poll) == unacceptable("more-votes-than-present", votes=5, present=4)
    builders.done(papers(teller, poll, 1, 0, 0, 0))
    builders.done(act(polls.declare_poll, sitting, poll))
    tally = decision(poll).tally
    assert (tally.in_favour, tally.against, tally.abstaining) == (3, 0, 1)


def test_a_hand_or_a_paper_counts_one_seat(sitting: Sitting, body: str) -> None:
    teller, _ = tellers(body)
    shares = Rule(threshold=HALF, weights="share")
    question = row(builders.prepared_poll(sitting)).question_id
    for method in ("hands", "paper"):
        refused = polls.prepare_poll(actor=sitting.secretary, at=AT, question=question, method=method, rule=shares)
        assert refused == conflict(f"{method}-weighted")
    poll = builders.open_poll(sitting, rule=shares, mixed=True)
    assert papers(teller, poll, 1, 0, 0, 0) == conflict("hands-weighted")


def test_where_only_objections_are_asked_for_nothing_is_counted(sitting: Sitting, body: str) -> None:
    teller, _ = tellers(body)
    poll = builders.open_poll(sitting, method="no-objection")
    assert papers(teller, poll, 1, 0, 0, 0) == conflict("poll-not-counted")
