"""Every way of voting is decided again from the journal alone as it was declared: shares, proxies, boxes, elections."""

from dataclasses import replace

import pytest

from plenaria.actions import counts, elections, minutes, polls, presence, proxies
from plenaria.actions.cast import Ballot, cast
from plenaria.core.minutes.facts import Put
from plenaria.core.voting.decision import Decision
from plenaria.core.voting.elections.count import Count
from plenaria.core.voting.elections.setting import Candidate, Setting
from plenaria.core.voting.presets import SIMPLE
from plenaria.phrases.minutes import compose
from plenaria.store.models import Poll
from plenaria.store.queries import minutes as queries
from tests import builders
from tests.builders import AT, done

pytestmark = pytest.mark.django_db


def held(rule: object = SIMPLE.rule, *, seats: int = 5, **other: object) -> builders.Sitting:
    body = builders.body()
    secretary = builders.person("Secretary", body, "secretary", "clerk", "chair", email="secretary@example.org")
    return builders.meeting(body, secretary, seats=seats, rule=rule, **other)  # type: ignore[arg-type] # passed on


def told(sitting: builders.Sitting, poll: str) -> tuple[Put, Decision | None]:
    """What the journal gives of a vote, and what the table holds of its decision."""
    facts = queries.facts(sitting.id)
    assert facts is not None
    row = Poll.objects.get(id=poll)
    return facts.polls[poll], Decision.from_data(row.decision) if row.decision else None


def text(sitting: builders.Sitting) -> str:
    facts = queries.facts(sitting.id)
    assert facts is not None
    written = compose(facts, queries.directory(facts, roll_calls=True), "en")
    return "\n".join(each.text for part in written.sections for each in part.paragraphs)


def test_shares_and_proxies() -> None:
    rule = replace(SIMPLE.rule, weights="share", proxies=None)
    sitting = held(rule, weights=["0.35", "0.4", "1/3", "2", "1"], away=[5])
    done(
        proxies.give_proxy(
            actor=sitting.secretary, at=AT, giver=sitting.credentials[4], holder=sitting.credentials[0], note="Letter"
        )
    )
    poll = builders.open_poll(sitting)
    builders.votes(sitting, poll, "for", "against", "abstain", "for")
    holder = builders.holder(sitting.credentials[0])
    ballot = Ballot(actor=holder, poll=poll, credential=sitting.credentials[4], choice="against", key="proxy-key")
    (answer,) = cast(ballots=[ballot], at=AT)
    done(answer)
    done(presence.check_out(actor=sitting.secretary, at=AT, credential=sitting.credentials[2]))
    done(polls.close_poll(actor=sitting.secretary, at=AT, poll=poll))
    alone, stored = told(sitting, poll)
    assert alone.decision == stored is not None
    facts = queries.facts(sitting.id)
    assert facts is not None
    said = queries.directory(facts, roll_calls=True).answers[poll]
    assert said[sitting.credentials[4]] == ("against", sitting.credentials[0])


def test_a_vote_void_for_want_of_a_quorum() -> None:
    sitting = held()
    poll = builders.open_poll(sitting)
    builders.votes(sitting, poll, "for")
    for credential in sitting.credentials[1:]:
        done(presence.check_out(actor=sitting.secretary, at=AT, credential=credential))
    done(polls.close_poll(actor=sitting.secretary, at=AT, poll=poll))
    alone, stored = told(sitting, poll)
    assert alone.decision == stored is not None
    assert (alone.reason, alone.declared) == ("no-quorum", "")
    assert "Void for want of a quorum: 1 of 5 seats present" in text(sitting)


def test_a_secret_vote_is_told_by_its_sums() -> None:
    sitting = held(seats=9)
    poll = builders.open_poll(sitting, method="secret")
    builders.votes(sitting, poll, *["for"] * 5, *["against"] * 4)
    done(polls.close_poll(actor=sitting.secretary, at=AT, poll=poll))
    alone, stored = told(sitting, poll)
    assert alone.decision == stored is not None
    assert alone.counts == ()
    facts = queries.facts(sitting.id)
    assert facts is not None and queries.directory(facts, roll_calls=True).answers == {}
    refused = minutes.record_dissent(actor=sitting.secretary, at=AT, poll=poll, seat=sitting.credentials[8])
    assert getattr(refused, "code", "") == "dissent-secret"


def test_a_called_roll_with_a_lot_and_a_tie_settled_by_the_chair() -> None:
    sitting = held(replace(SIMPLE.rule, tie="chair"), seats=4)
    poll = builders.open_poll(sitting, method="roll-call")
    for place, choice in enumerate(("for", "against", "for", "against")):
        done(
            counts.answer_call(
                actor=sitting.secretary,
                at=AT,
                poll=poll,
                seat=sitting.credentials[place],
                choice=choice,
                key=f"answer-{place}-key",
            )
        )
    done(polls.close_poll(actor=sitting.secretary, at=AT, poll=poll))
    done(polls.declare_poll(actor=sitting.secretary, at=AT, poll=poll, chair="against"))
    alone, stored = told(sitting, poll)
    assert alone.decision == stored is not None
    assert alone.first_called == Poll.objects.get(id=poll).order[0]
    assert "The casting vote was given by: Secretary." in text(sitting)
    assert "The first to be called was drawn by lot: Delegate" in text(sitting)


def test_an_election_is_told_by_its_count_as_long_as_it_is_the_one_that_was_journalled() -> None:
    sitting = held()
    setting = Setting(method="plurality", places=1, candidates=(Candidate({"en": "Anna"}), Candidate({"en": "Luis"})))
    question = done(
        elections.prepare_election(
            actor=sitting.secretary, at=AT, meeting=sitting.id, titles={"en": "Chair"}, setting=setting
        )
    )
    poll = done(polls.prepare_poll(actor=sitting.secretary, at=AT, question=question, method="electronic"))
    done(polls.open_poll(actor=sitting.secretary, at=AT, poll=poll))
    builders.votes(sitting, poll, "1", "1", "2", "1")
    done(polls.close_poll(actor=sitting.secretary, at=AT, poll=poll))
    alone, _ = told(sitting, poll)
    count = Count.from_data(Poll.objects.get(id=poll).count or {})
    assert (alone.elected, alone.count) == (count.elected, count.digest())
    assert "Anna" in text(sitting)
    row = Poll.objects.get(id=poll)
    Poll.objects.filter(id=poll).update(count={**(row.count or {}), "elected": [2]})
    assert "Elected, by their numbers on the ballot paper: 1." in text(sitting)
