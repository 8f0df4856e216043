"""What a vote does to the text that it is about."""

from fractions import Fraction

import pytest

from plenaria.actions import polls
from plenaria.core.refusal import conflict, unacceptable
from plenaria.core.voting.rule import Share
from plenaria.store.models import Clause, Resolution
from tests import builders
from tests.actions.polled import (
    act,
    row,
    told,
)
from tests.builders import AT, Sitting

pytestmark = pytest.mark.django_db

HALF = Share(Fraction(1, 2), strict=True)


def test_a_clause_that_is_lost_leaves_the_text(sitting: Sitting) -> None:
    resolution = builders.debated_text(sitting)
    kept, lost, _ = builders.clauses_of(resolution)
    for clause, choice in ((kept, "for"), (lost, "against")):
        poll = builders.open_poll(sitting, resolution=resolution, clause=clause)
        builders.votes(sitting, poll, choice, choice, choice)
        builders.done(act(polls.close_poll, sitting, poll))
    assert Clause.objects.get(id=kept).lost_in is None
    assert Clause.objects.get(id=lost).lost_in_id == poll
    assert Resolution.objects.get(id=resolution).state == "debated"


def test_a_text_that_is_put_as_a_whole_is_closed_to_changes_and_may_be_rejected(sitting: Sitting) -> None:
    resolution = builders.debated_text(sitting)
    poll = builders.open_poll(sitting, resolution=resolution)
    assert Resolution.objects.get(id=resolution).state == "put"
    builders.votes(sitting, poll, "against", "against", "for")
    builders.done(act(polls.close_poll, sitting, poll))
    assert Resolution.objects.get(id=resolution).state == "rejected"
    assert told(resolution)[-1] == "text-rejected"


def test_a_clause_is_put_only_while_its_text_is_debated(sitting: Sitting) -> None:
    resolution = builders.debated_text(sitting)
    clause = builders.clauses_of(resolution)[0]
    whole, of_clause = (
        builders.prepared_poll(sitting, resolution=resolution),
        builders.prepared_poll(sitting, resolution=resolution, clause=clause),
    )
    builders.done(act(polls.open_poll, sitting, whole))
    builders.votes(sitting, whole, "for", "for", "for")
    builders.done(act(polls.close_poll, sitting, whole))
    assert act(polls.open_poll, sitting, of_clause) == conflict("text-not-debated")


@pytest.mark.parametrize("state", ["open", "closed"])
def test_a_void_vote_returns_its_text_to_the_debate_and_is_put_again(sitting: Sitting, body: str, state: str) -> None:
    resolution = builders.debated_text(sitting)
    poll = builders.open_poll(sitting, resolution=resolution, method="hands")
    if state == "closed":
        builders.done(act(polls.close_poll, sitting, poll))
    assert act(polls.void_poll, sitting, poll, reason="  ") == unacceptable("reason-missing")
    builders.done(act(polls.void_poll, sitting, poll, reason="The power failed"))
    assert (row(poll).state, row(poll).reason) == ("void", "The power failed")
    assert Resolution.objects.get(id=resolution).state == "debated"
    question = row(poll).question_id
    again = builders.done(polls.prepare_poll(actor=sitting.secretary, at=AT, question=question, method="electronic"))
    builders.done(act(polls.open_poll, sitting, again))
    assert (row(again).number, Resolution.objects.get(id=resolution).state) == (2, "put")


def test_a_prepared_vote_that_is_void_leaves_its_text_alone(sitting: Sitting) -> None:
    resolution = builders.debated_text(sitting)
    poll = builders.prepared_poll(sitting, resolution=resolution)
    builders.done(act(polls.void_poll, sitting, poll, reason="A slip"))
    assert Resolution.objects.get(id=resolution).state == "debated"


# Questions
