"""What a report proposes of a clause, and what the body's decision does."""

import pytest

from plenaria.core.reports import decided, proposal, verb_on


@pytest.mark.parametrize(
    ("states", "recurs", "proposed"),
    [
        ((), False, "note"),
        (("reported-done", "noted-done"), False, "close"),
        (("reported-done", "begun"), False, "continue"),
        (("no-word",), False, "continue"),
        (("blocked",), False, "continue"),
        (("reported-done",), True, "continue"),
        (("declared-unachieved",), False, "declare-unachieved"),
        (("noted-done", "declared-unachieved"), False, "declare-unachieved"),
    ],
)
def test_what_is_proposed_follows_from_how_it_stands(states: tuple[str, ...], recurs: bool, proposed: str) -> None:
    assert proposal(states, recurs=recurs) == proposed


@pytest.mark.parametrize(
    ("own", "whole", "decision"),
    [
        (None, None, ""),
        (None, "adopted", "close"),
        (None, "rejected", "rejected"),
        ("rejected", "adopted", "rejected"),
        ("adopted", "rejected", "close"),
        ("void", "adopted", "close"),
        ("tie", None, ""),
    ],
)
def test_a_section_that_was_put_by_itself_has_its_own_decision(
    own: str | None, whole: str | None, decision: str
) -> None:
    assert decided("close", own, whole) == decision


@pytest.mark.parametrize(
    ("own", "decision"), [(None, "rejected"), ("rejected", "rejected"), ("adopted", "declare-unachieved")]
)
def test_what_was_put_in_place_of_a_proposal_has_a_vote_of_its_own(own: str | None, decision: str) -> None:
    assert decided("close", own, "adopted", instead="declare-unachieved") == decision


def test_only_what_the_body_decided_ends_a_commitment() -> None:
    assert verb_on("close", "reported-done") == "note-done"
    assert verb_on("close", "begun") is None
    assert verb_on("declare-unachieved", "begun") == "declare-unachieved"
    assert verb_on("declare-unachieved", "noted-done") is None
    assert verb_on("continue", "begun") is None
    assert verb_on("rejected", "reported-done") is None
