"""Secret ballots: in the box once, never to be found again, opened and counted at the close."""

from dataclasses import replace
from pathlib import Path

import pytest

from plenaria.actions import counts, polls, presence, proxies
from plenaria.actions._perform import Receipt
from plenaria.actions.cast import Ballot, cast
from plenaria.actions.secret import Box, read_ballots
from plenaria.core.journal.recount import voters_hash
from plenaria.core.permits import Actor
from plenaria.core.refusal import Refusal, conflict, forbidden, unacceptable
from plenaria.core.voting.presets import SIMPLE
from plenaria.core.voting.secrecy import even
from plenaria.store import poll_keys
from plenaria.store.models import CountedBallot, HasVoted, Leaf, Poll, SealedBallot, Vote
from tests import builders
from tests.actions import polled
from tests.builders import AT, Sitting

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def data(tmp_path: Path, settings: object) -> Path:
    settings.DATA = tmp_path  # type: ignore[attr-defined] # pytest-django's fixture
    return tmp_path


@pytest.fixture
def poll(sitting: Sitting) -> str:
    return builders.open_poll(sitting, method="secret")


def drop(poll: str, seat: str, choice: str = "for", key: str = "k1") -> Receipt | Refusal:
    (answer,) = cast(
        ballots=[Ballot(actor=builders.holder(seat), poll=poll, credential=seat, choice=choice, key=key)], at=AT
    )
    return answer


def closed(sitting: Sitting, poll: str) -> str:
    return builders.done(polls.close_poll(actor=sitting.secretary, at=AT, poll=poll))


def counted(poll: str) -> dict[str, int]:
    return dict(CountedBallot.objects.filter(poll_id=poll).values_list("ballot", "many"))


def test_a_ballot_is_in_and_says_nothing(sitting: Sitting, poll: str) -> None:
    seat = sitting.credentials[0]
    before = Leaf.objects.count()
    assert drop(poll, seat, "against") == Receipt(poll)
    assert list(HasVoted.objects.values_list("poll_id", "credential_id")) == [(poll, seat)]
    (sealed,) = SealedBallot.objects.all()
    assert len(bytes(sealed.sealed)) == 44
    assert b"against" not in bytes(sealed.sealed)
    # Neither a vote by name nor an entry of the journal.
    assert (Vote.objects.count(), Leaf.objects.count()) == (0, before)


def test_what_is_counted_at_the_close(sitting: Sitting, poll: str) -> None:
    builders.votes(sitting, poll, "for", "against", "for", "abstain")
    closed(sitting, poll)
    assert counted(poll) == {"abstain": 1, "against": 1, "for": 2}
    assert polled.outcome(poll) == ("declared", "adopted", "reached")
    tally = polled.decision(poll).tally
    assert (tally.in_favour, tally.against, tally.abstaining, tally.present) == (2, 1, 1, 4)
    assert (SealedBallot.objects.count(), HasVoted.objects.count()) == (0, 4)


def test_whoever_has_voted_and_left_was_there(sitting: Sitting, poll: str) -> None:
    builders.votes(sitting, poll, "for", "for", "against")
    for seat in (sitting.credentials[0], sitting.credentials[3]):
        builders.done(presence.check_out(actor=sitting.secretary, at=AT, credential=seat))
    closed(sitting, poll)
    assert polled.decision(poll).tally.present == 3


def test_the_journal_hears_once_of_the_box(sitting: Sitting, poll: str) -> None:
    builders.votes(sitting, poll, "for", "", "for", "abstain")
    assert polled.told(poll) == ["poll-prepared", "roll-frozen", "poll-opened"]
    closed(sitting, poll)
    assert polled.told(poll)[3:] == ["poll-closed", "ballots-counted", "poll-declared"]
    voters = [sitting.credentials[place] for place in (0, 2, 3)]
    assert polled.entry(poll, "ballots-counted") == {
        "contents": {"abstain": 1, "for": 2},
        "sheet": 1,
        "sheets": 1,
        "voters": 3,
        "sha256": voters_hash(voters),
    }


def test_no_entry_of_the_journal_names_a_seat_that_voted(sitting: Sitting, poll: str) -> None:
    builders.votes(sitting, poll, "for", "against", "for", "abstain")
    closed(sitting, poll)
    entries = [bytes(each) for each in Leaf.objects.filter(subject=poll).values_list("data", flat=True)]
    assert [seat for seat in sitting.credentials for entry in entries if seat.encode() in entry] == []


def test_a_ballot_that_is_in_stays(sitting: Sitting, poll: str) -> None:
    seat = sitting.credentials[0]
    first = drop(poll, seat, "for", "k1")
    # The phone that never heard the answer sends the same press again.
    assert drop(poll, seat, "for", "k1") == first
    assert drop(poll, seat, "against", "k2") == conflict("ballot-in")
    closed(sitting, poll)
    assert counted(poll) == {"for": 1}


def test_twenty_identical_presses_in_a_batch_are_one_ballot(sitting: Sitting, poll: str) -> None:
    seat = sitting.credentials[0]
    ballot = Ballot(actor=builders.holder(seat), poll=poll, credential=seat, choice="for", key="k1")
    assert cast(ballots=[ballot] * 20, at=AT) == [Receipt(poll)] * 20
    assert cast(ballots=[replace(ballot, choice="against", key="k2")], at=AT) == [conflict("ballot-in")]
    assert (HasVoted.objects.count(), SealedBallot.objects.count()) == (1, 1)


def test_the_key_of_the_phone_is_kept_nowhere(sitting: Sitting, poll: str) -> None:
    drop(poll, sitting.credentials[0], key="telltale")
    drop(poll, sitting.credentials[1], key="telltale")
    hashes = list(HasVoted.objects.values_list("key_hash", flat=True))
    assert len(set(hashes)) == 2
    assert all(len(each) == 64 and "telltale" not in each for each in hashes)


def test_after_the_close_a_ballot_sent_again_is_still_in_and_no_other_comes(sitting: Sitting, poll: str) -> None:
    first = sitting.credentials[0]
    drop(poll, first)
    builders.votes(sitting, poll, "", "for", "for", "for")
    closed(sitting, poll)
    assert drop(poll, first) == Receipt(poll)
    assert drop(poll, first, "against", "k2") == conflict("poll-not-open")


def test_a_choice_is_read_at_any_length(sitting: Sitting, poll: str) -> None:
    for seat, choice in zip(sitting.credentials, ("for", "against", "abstain", "for"), strict=True):
        builders.done(drop(poll, seat, even(choice)))
    closed(sitting, poll)
    assert counted(poll) == {"abstain": 1, "against": 1, "for": 2}


def test_what_is_no_vote_is_refused(sitting: Sitting, poll: str) -> None:
    seat = sitting.credentials[0]
    assert drop(poll, seat, "maybe") == unacceptable("choice-unknown", seat="", choice="maybe")
    assert HasVoted.objects.count() == 0


def test_ballots_are_of_one_length_whatever_they_say(sitting: Sitting, poll: str) -> None:
    builders.votes(sitting, poll, "for", "against", "abstain", "for")
    assert {len(bytes(each)) for each in SealedBallot.objects.values_list("sealed", flat=True)} == {44}


@pytest.mark.parametrize("weights", ["delegation", "share"])
def test_ballots_of_different_weight_would_name_their_voters(sitting: Sitting, weights: str) -> None:
    question = polls.prepare_question(actor=sitting.secretary, at=AT, meeting=sitting.id, titles={"en": "Shall we?"})
    prepared = polls.prepare_poll(
        actor=sitting.secretary,
        at=AT,
        question=builders.done(question),
        method="secret",
        rule=replace(SIMPLE.rule, weights=weights),
    )
    assert prepared == unacceptable("secret-weighted")


# Papers of those without a phone


def test_papers_are_added_to_the_box(sitting: Sitting, poll: str) -> None:
    builders.votes(sitting, poll, "for", "against")
    tom, tess = polled.tellers(sitting.body)
    builders.done(counts.record_count(actor=tom, at=AT, poll=poll, in_favour=1, against=0, abstaining=1))
    builders.done(counts.record_count(actor=tess, at=AT, poll=poll, in_favour=1, against=0, abstaining=1))
    closed(sitting, poll)
    assert (polled.row(poll).state, counted(poll)) == ("closed", {"against": 1, "for": 1})
    builders.done(polls.declare_poll(actor=sitting.secretary, at=AT, poll=poll))
    tally = polled.decision(poll).tally
    assert (tally.in_favour, tally.against, tally.abstaining) == (2, 1, 1)


def test_more_papers_than_people_without_a_ballot_are_refused(sitting: Sitting, poll: str) -> None:
    builders.votes(sitting, poll, "for", "against")
    tom, _ = polled.tellers(sitting.body)
    many = counts.record_count(actor=tom, at=AT, poll=poll, in_favour=3, against=0, abstaining=0)
    assert many == unacceptable("more-votes-than-present", votes=5, present=4)
    negative = counts.record_count(actor=tom, at=AT, poll=poll, in_favour=0, against=0, abstaining=-1)
    assert negative == unacceptable("count-negative", count=-1)


# The key


def test_the_key_lies_outside_the_database_while_the_poll_is_open(
    sitting: Sitting, data: Path, django_capture_on_commit_callbacks: object
) -> None:
    with django_capture_on_commit_callbacks(execute=True):  # type: ignore[operator] # pytest-django's fixture
        poll = builders.open_poll(sitting, method="secret")
        assert [each.name for each in (data / "poll-keys").iterdir()] == [poll]
        builders.votes(sitting, poll, "for", "against", "for", "abstain")
        closed(sitting, poll)
        # Not before the commit: until then the box may have to be opened again.
        assert poll_keys.kept() == (poll,)
    assert poll_keys.kept() == ()


def test_a_void_vote_is_never_read(sitting: Sitting, poll: str, django_capture_on_commit_callbacks: object) -> None:
    builders.votes(sitting, poll, "for", "against")
    with django_capture_on_commit_callbacks(execute=True):  # type: ignore[operator] # pytest-django's fixture
        builders.done(polls.void_poll(actor=sitting.secretary, at=AT, poll=poll, reason="A fault"))
    assert (counted(poll), SealedBallot.objects.count(), poll_keys.kept()) == ({}, 0, ())


def test_without_its_key_no_ballot_is_taken_and_no_box_closed(sitting: Sitting, poll: str) -> None:
    drop(poll, sitting.credentials[0])
    poll_keys.destroy(poll)
    assert drop(poll, sitting.credentials[1]) == conflict("ballot-key-lost")
    assert polls.close_poll(actor=sitting.secretary, at=AT, poll=poll) == conflict("ballot-key-lost")
    assert polled.row(poll).state == "open"
    builders.done(polls.void_poll(actor=sitting.secretary, at=AT, poll=poll, reason="The key is lost"))


def test_a_ballot_that_was_stuffed_or_taken_is_noticed(sitting: Sitting, poll: str) -> None:
    builders.votes(sitting, poll, "for", "against", "for")
    (one, *_) = SealedBallot.objects.all()
    SealedBallot.objects.create(poll_id=poll, id="0" * 32, sealed=bytes(one.sealed))
    close = polls.close_poll(actor=sitting.secretary, at=AT, poll=poll)
    assert close == conflict("ballots-differ", voters=3, ballots=4)
    SealedBallot.objects.exclude(id=one.id).delete()
    close = polls.close_poll(actor=sitting.secretary, at=AT, poll=poll)
    assert close == conflict("ballots-differ", voters=3, ballots=1)


def test_a_ballot_that_was_changed_is_noticed(sitting: Sitting, poll: str) -> None:
    builders.votes(sitting, poll, "for", "against", "for")
    one = SealedBallot.objects.all()[0]
    SealedBallot.objects.filter(id=one.id).update(sealed=bytes(one.sealed)[::-1])
    close = polls.close_poll(actor=sitting.secretary, at=AT, poll=poll)
    assert close == conflict("ballot-unreadable")


def test_a_proxy_is_a_ballot_of_its_own(body: str, secretary: Actor) -> None:
    sitting = builders.meeting(body, secretary, seats=3, rule=replace(SIMPLE.rule, proxies=1), away=(3,))
    holder, other, giver = sitting.credentials
    builders.done(proxies.give_proxy(actor=secretary, at=AT, giver=giver, holder=holder))
    poll = builders.open_poll(sitting, method="secret")
    builders.done(drop(poll, holder, "against"))
    for_giver = Ballot(actor=builders.holder(holder), poll=poll, credential=giver, choice="for", key="k2")
    assert cast(ballots=[for_giver], at=AT) == [Receipt(poll)]
    assert cast(ballots=[replace(for_giver, choice="against", key="k3")], at=AT) == [conflict("ballot-in")]
    assert cast(ballots=[replace(for_giver, actor=builders.holder(other), key="k4")], at=AT) == [
        forbidden("not-permitted", verb="polls.cast")
    ]
    closed(sitting, poll)
    assert counted(poll) == {"against": 1, "for": 1}
    assert polled.decision(poll).tally.present == 3


def test_an_election_in_secret_has_ballots_of_one_length_too(sitting: Sitting) -> None:
    poll = builders.open_poll(sitting, method="secret")
    Poll.objects.filter(id=poll).update(election={"any": "setting"})
    box = Box([polled.row(poll)], sitting.credentials)
    for seat, choice in zip(sitting.credentials, ("1", "3>1>2", "2=3>1", "9" * 400), strict=True):
        assert box.drop(poll, seat, choice, "k1") == Receipt(poll)
    box.write()
    assert {len(bytes(each)) for each in SealedBallot.objects.values_list("sealed", flat=True)} == {12 + 416 + 16}
    assert read_ballots(polled.row(poll)) == ("1", "2=3>1", "3>1>2", "9" * 400)
