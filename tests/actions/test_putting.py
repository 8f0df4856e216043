"""How a question is put, put again, and settled when the votes are equal."""

from fractions import Fraction
from typing import Any

import pytest

from plenaria.actions import polls, presence, proxies
from plenaria.actions._perform import Receipt
from plenaria.core.permits import Actor
from plenaria.core.refusal import Refusal, conflict, forbidden, unacceptable
from plenaria.core.voting.rule import NoObjection, Quorum, Rule, Share, from_data
from plenaria.store.models import Clause, Meeting, Resolution
from tests import builders
from tests.actions.polled import act, decision, entry, outcome, row, told
from tests.builders import AT, Sitting

pytestmark = pytest.mark.django_db

HALF = Share(Fraction(1, 2), strict=True)
QUORUM = Quorum(first=HALF)


def again(sitting: Sitting, poll: str) -> Receipt | Refusal:
    return act(polls.put_again, sitting, poll)


def closed(sitting: Sitting, poll: str, *choices: str) -> str:
    builders.votes(sitting, poll, *choices)
    builders.done(act(polls.close_poll, sitting, poll))
    return poll


def prepare(sitting: Sitting, **how: Any) -> Receipt | Refusal:
    question = row(builders.prepared_poll(sitting)).question_id
    return polls.prepare_poll(actor=sitting.secretary, at=AT, question=question, **how)


# How


def test_a_question_is_put_under_a_rule_of_the_meeting_by_its_name(sitting: Sitting) -> None:
    statutes = {"threshold": {"at-least": "2/3"}, "base": "roll", "tie": "lost"}
    meeting = Meeting.objects.get(id=sitting.id)
    meeting.rules = {**meeting.rules, "statutes": statutes}
    meeting.save()
    poll = builders.done(prepare(sitting, method="roll-call", rule_name="statutes", mixed=True, drawing="whole"))
    found = row(poll)
    assert (found.rule_name, from_data(found.rule)) == ("statutes", from_data(statutes))
    assert (found.mixed, found.drawing) == (True, "whole")
    assert prepare(sitting, method="hands", rule_name="dissolution") == unacceptable("rule-unknown", name="dissolution")
    assert prepare(sitting, method="roll-call", drawing="by-age") == unacceptable("drawing-unknown")


def test_a_vote_by_hands_is_never_mixed(sitting: Sitting) -> None:
    assert row(builders.done(prepare(sitting, method="hands", mixed=True))).mixed is False


def test_without_objection_only_objections_count_and_the_quorum_stays(sitting: Sitting) -> None:
    poll = builders.open_poll(sitting, method="no-objection")
    rule = from_data(row(poll).rule)
    assert (rule.threshold, rule.quorum) == (NoObjection(), QUORUM)
    builders.votes(sitting, poll, "", "against")
    builders.done(act(polls.close_poll, sitting, poll))
    assert row(poll).state == "closed"
    builders.done(act(polls.declare_poll, sitting, poll))
    assert outcome(poll) == ("declared", "rejected", "objection")


def test_hands_are_not_raised_for_mandates(sitting: Sitting) -> None:
    giver, holder, *_ = sitting.credentials
    rule = Rule(threshold=HALF, proxies=2)
    meeting = Meeting.objects.get(id=sitting.id)
    by_hands = builders.prepared_poll(sitting, method="hands", rule=rule)
    builders.done(presence.check_out(actor=sitting.secretary, at=AT, credential=giver))
    meeting.rules["ordinary"]["proxies"] = 2
    meeting.save()
    builders.done(proxies.give_proxy(actor=sitting.secretary, at=AT, giver=giver, holder=holder, note="a letter"))
    assert act(polls.open_poll, sitting, by_hands) == conflict("hands-proxies", count=1)
    assert prepare(sitting, method="hands", rule=rule) == conflict("hands-proxies", count=1)
    builders.open_poll(sitting, method="paper", rule=rule)


# Again


def test_a_void_vote_is_put_again_in_the_same_way(sitting: Sitting) -> None:
    resolution = builders.debated_text(sitting)
    rule = Rule(threshold=HALF, quorum=QUORUM, tie="lot")
    poll = builders.open_poll(sitting, resolution=resolution, method="roll-call", rule=rule, drawing="whole")
    assert again(sitting, poll) == conflict("poll-decided")
    builders.done(act(polls.void_poll, sitting, poll, reason="The light failed"))
    following = builders.done(again(sitting, poll))
    found = row(following)
    assert (found.question_id, found.number, found.putting) == (row(poll).question_id, 2, 1)
    assert (found.method, from_data(found.rule), found.drawing) == ("roll-call", rule, "whole")
    assert again(sitting, poll) == conflict("put-already", number=2)
    builders.done(act(polls.open_poll, sitting, following))
    assert Resolution.objects.get(id=resolution).state == "put"
    assert again(sitting, "nothing") == unacceptable("question-unknown")


def test_what_was_decided_is_not_put_again_by_that_button(sitting: Sitting) -> None:
    poll = closed(sitting, builders.open_poll(sitting), "for", "for")
    assert again(sitting, poll) == conflict("poll-decided")


def test_the_second_tie_under_a_rule_that_puts_it_again_is_lost(sitting: Sitting) -> None:
    resolution = builders.debated_text(sitting)
    rule = Rule(threshold=HALF, quorum=QUORUM, tie="again")
    first = closed(sitting, builders.open_poll(sitting, resolution=resolution, rule=rule), "for", "against")
    assert outcome(first) == ("declared", "tie", "tie-again")
    assert Resolution.objects.get(id=resolution).state == "debated"
    # A void putting in between is none.
    second = builders.done(again(sitting, first))
    builders.done(act(polls.open_poll, sitting, second))
    builders.done(act(polls.void_poll, sitting, second, reason="Noise"))
    third = builders.done(again(sitting, second))
    builders.done(act(polls.open_poll, sitting, third))
    closed(sitting, third, "for", "against")
    assert (outcome(third), row(third).putting) == (("declared", "rejected", "tie-twice"), 2)
    assert Resolution.objects.get(id=resolution).state == "rejected"


# The casting vote, and the lot


def tied(sitting: Sitting, tie: str) -> str:
    rule = Rule(threshold=HALF, quorum=QUORUM, tie=tie)
    return closed(sitting, builders.open_poll(sitting, rule=rule), "for", "against")


def test_the_casting_vote_is_the_chairs_and_the_journal_says_whose(sitting: Sitting, body: str) -> None:
    poll = tied(sitting, "chair")
    clerk, chair = builders.person("Cleo", body, "clerk"), builders.person("Carl", body, "chair")
    assert polls.declare_poll(actor=clerk, at=AT, poll=poll, chair="for") == forbidden(
        "not-permitted", verb="polls.settle"
    )
    builders.done(polls.declare_poll(actor=chair, at=AT, poll=poll, chair="for"))
    assert outcome(poll) == ("declared", "adopted", "tie-chair")
    declared = entry(poll, "poll-declared")
    assert (declared["settled"], declared["settled_by"], row(poll).settled_by_id) == ("for", chair.person, chair.person)


def test_the_machine_draws_the_lot_and_the_journal_keeps_it(sitting: Sitting) -> None:
    seen = set()
    for _ in range(40):
        poll = tied(sitting, "lot")
        builders.done(act(polls.draw_lot, sitting, poll))
        settled = decision(poll).settled
        assert entry(poll, "lot-drawn") == {"what": "tie", "order": [settled], "by": "machine"}
        assert outcome(poll) == ("declared", "adopted" if settled == "for" else "rejected", "tie-lot")
        seen.add(settled)
    assert seen == {"for", "against"}


def test_a_lot_that_was_drawn_by_hand_is_entered(sitting: Sitting) -> None:
    poll = tied(sitting, "lot")
    builders.done(act(polls.declare_poll, sitting, poll, lot="against"))
    assert told(poll)[-2:] == ["lot-drawn", "poll-declared"]
    assert entry(poll, "lot-drawn") == {"what": "tie", "order": ["against"], "by": "hand"}


def test_no_lot_is_drawn_where_none_waits(sitting: Sitting, body: str) -> None:
    poll = tied(sitting, "chair")
    assert act(polls.draw_lot, sitting, poll) == conflict("no-tie")
    open_one = builders.open_poll(sitting, rule=Rule(threshold=HALF, tie="lot"))
    assert act(polls.draw_lot, sitting, open_one).code == "wrong-state"  # type: ignore[union-attr] # a refusal, as asserted
    clerk = builders.person("Cleo", body, "clerk")
    assert polls.draw_lot(actor=clerk, at=AT, poll=poll) == forbidden("not-permitted", verb="polls.settle")


# Division


def test_a_clause_is_put_by_itself_only_where_the_rule_divides(sitting: Sitting) -> None:
    resolution = builders.debated_text(sitting)
    clause = builders.clauses_of(resolution)[0]
    question = builders.done(
        polls.prepare_question(actor=sitting.secretary, at=AT, meeting=sitting.id, resolution=resolution, clause=clause)
    )
    whole = Rule(threshold=HALF, division=False)
    refused = polls.prepare_poll(actor=sitting.secretary, at=AT, question=question, method="electronic", rule=whole)
    assert refused == conflict("division-not-allowed")
    builders.prepared_poll(sitting, resolution=resolution, rule=whole)


def test_with_its_last_clause_the_whole_is_lost_without_a_vote(sitting: Sitting) -> None:
    resolution = builders.debated_text(sitting, clauses=2)
    first, second = builders.clauses_of(resolution)
    closed(sitting, builders.open_poll(sitting, resolution=resolution, clause=first), "against", "against")
    assert Resolution.objects.get(id=resolution).state == "debated"
    last = closed(sitting, builders.open_poll(sitting, resolution=resolution, clause=second), "against", "against")
    assert Resolution.objects.get(id=resolution).state == "rejected"
    assert told(resolution)[-1] == "text-rejected"
    assert entry(resolution, "text-rejected") == {"poll": last, "reason": "no-clause-left"}


def test_a_clause_that_was_lost_comes_back_by_a_new_vote(sitting: Sitting) -> None:
    resolution = builders.debated_text(sitting)
    clause = builders.clauses_of(resolution)[0]
    closed(sitting, builders.open_poll(sitting, resolution=resolution, clause=clause), "against", "against")
    assert Clause.objects.get(id=clause).lost_in is not None
    closed(sitting, builders.open_poll(sitting, resolution=resolution, clause=clause), "for", "for")
    assert Clause.objects.get(id=clause).lost_in is None


def test_the_whole_waits_for_a_clause_that_is_not_decided_yet(sitting: Sitting) -> None:
    resolution = builders.debated_text(sitting)
    clause = builders.clauses_of(resolution)[0]
    rule = Rule(threshold=HALF, quorum=QUORUM, tie="again")
    whole = builders.prepared_poll(sitting, resolution=resolution)
    equal = closed(
        sitting, builders.open_poll(sitting, resolution=resolution, clause=clause, rule=rule), "for", "against"
    )
    assert act(polls.open_poll, sitting, whole) == conflict("clause-waits", number=2)
    following = builders.done(again(sitting, equal))
    builders.done(act(polls.open_poll, sitting, following))
    closed(sitting, following, "for", "for")
    builders.done(act(polls.open_poll, sitting, whole))


def test_who_may_put_again(sitting: Sitting, body: str) -> None:
    poll = builders.open_poll(sitting)
    builders.done(act(polls.void_poll, sitting, poll, reason="Noise"))
    clerk: Actor = builders.person("Cleo", body, "clerk")
    assert polls.put_again(actor=clerk, at=AT, poll=poll) == forbidden("not-permitted", verb="polls.prepare")
