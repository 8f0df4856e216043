"""Mandates in the hands of another: who may give and hold one, how it ends, and what it counts for."""

from datetime import timedelta
from fractions import Fraction
from typing import Any

import pytest

from plenaria.actions import credentials, meetings, polls, presence, proxies
from plenaria.actions._perform import Receipt
from plenaria.actions.cast import Ballot, cast
from plenaria.core.permits import Actor
from plenaria.core.refusal import Refusal, conflict, forbidden, unacceptable
from plenaria.core.voting.rule import Quorum, Rule, Share
from plenaria.phrases.refusals import sentence
from plenaria.store.models import Credential, PersonalField, Poll, Proxy, RollSeat
from plenaria.store.queries import polls as poll_queries
from plenaria.store.queries import presence as presence_queries
from plenaria.store.queries import proxies as queries
from plenaria.store.queries.path import path_of
from tests import builders
from tests.actions.polled import decision, entry
from tests.builders import AT, Sitting, done

pytestmark = pytest.mark.django_db

HALF = Share(Fraction(1, 2), strict=True)
TWO = Rule(threshold=HALF, base="present", quorum=Quorum(first=HALF), proxies=2)
NONE = Rule(threshold=HALF, quorum=Quorum(first=HALF))
ONE = Rule(threshold=HALF, proxies=1)
HOUR = timedelta(hours=1)


@pytest.fixture
def secretary() -> Actor:
    return builders.person("Ann", builders.body(), "secretary")


@pytest.fixture
def sitting(secretary: Actor) -> Sitting:
    """Six seats, of which four, five and six are away."""
    (_, body), *_ = secretary.roles
    quorum_free = Rule(threshold=HALF, base="present", proxies=2)
    return builders.meeting(str(body), secretary, seats=6, rule=quorum_free, away=(4, 5, 6))


def give(sitting: Sitting, giver: int, holder: int, **more: Any) -> Receipt | Refusal:
    """The seat with that number gives its mandate to another."""
    return proxies.give_proxy(
        actor=sitting.secretary,
        at=AT,
        giver=sitting.credentials[giver - 1],
        holder=sitting.credentials[holder - 1],
        **more,
    )


def cast_for(sitting: Sitting, poll: str, seat: int, choice: str, *, by: int) -> Receipt | Refusal:
    """The device of seat ``by`` votes for ``seat``."""
    ballot = Ballot(
        actor=builders.holder(sitting.credentials[by - 1]),
        poll=poll,
        credential=sitting.credentials[seat - 1],
        choice=choice,
        key=f"k{seat}{choice}",
    )
    (answer,) = cast(ballots=[ballot], at=AT)
    return answer


def held(poll: str) -> dict[int, tuple[int | None, bool]]:
    """Seat → who holds its mandate, and whether it is there, on a frozen roll."""
    rows = RollSeat.objects.filter(poll=poll).values_list("credential__seat", "held_by__seat", "present")
    return {seat: (holder, there) for seat, holder, there in rows}


def test_a_proxy_is_put_on_file_with_who_recorded_it_and_the_word(sitting: Sitting) -> None:
    giver = sitting.credentials[3]
    done(give(sitting, 4, 1, note=" Her letter of 7 May "))
    (view,) = queries.proxies_of(sitting.id)
    assert (view.giver_seat, view.holder_seat, view.since) == (4, 1, AT)
    assert (view.recorded_by, view.note) == ({"en": "Ann"}, "Her letter of 7 May")
    told = entry(giver, "proxy-given")
    assert (told["holder"], told["seat"], told["to"]) == (sitting.credentials[0], 4, 1)
    assert "letter" not in str(told)
    assert PersonalField.objects.get(field="note").value == "Her letter of 7 May"


def test_it_is_taken_back(sitting: Sitting) -> None:
    giver = sitting.credentials[3]
    done(give(sitting, 4, 1))
    taken = proxies.take_back(actor=sitting.secretary, at=AT + HOUR, giver=giver)
    assert done(taken) == giver
    assert queries.proxies_of(sitting.id) == ()
    assert (entry(giver, "proxy-ended")["why"], Proxy.objects.get().until) == ("taken-back", AT + HOUR)
    again = proxies.take_back(actor=sitting.secretary, at=AT, giver=giver)
    assert again == conflict("proxy-unknown")
    done(give(sitting, 4, 2))


@pytest.mark.parametrize(
    ("giver", "holder", "refusal"),
    [
        (1, 1, unacceptable("proxy-oneself")),
        (1, 2, conflict("proxy-giver-present")),
        (4, 2, conflict("proxy-given-already", seat=1)),
        (5, 4, conflict("proxy-holder-gave")),
        (6, 3, conflict("proxy-too-many", seat=3, limit=2)),
    ],
)
def test_who_may_give_and_hold(secretary: Actor, giver: int, holder: int, refusal: Refusal) -> None:
    (_, body), *_ = secretary.roles
    sitting = builders.meeting(str(body), secretary, seats=8, rule=ONE, away=(4, 5, 6, 7, 8))
    limit = Rule(threshold=HALF, proxies=2)
    sitting = builders.meeting(str(body), secretary, seats=8, rule=limit, away=(4, 5, 6, 7, 8), slug="xv")
    for given, to in ((4, 1), (7, 3), (8, 3)):
        done(give(sitting, given, to))
    assert give(sitting, giver, holder) == refusal
    assert sentence(refusal, "en")


def test_mandates_are_not_passed_on(sitting: Sitting) -> None:
    done(give(sitting, 4, 5))
    assert give(sitting, 5, 1) == conflict("proxy-giver-holds")


def test_only_an_accredited_seat_of_the_same_meeting_holds_one(sitting: Sitting) -> None:
    elsewhere = builders.meeting(sitting.body, sitting.secretary, slug="xv")
    stranger = proxies.give_proxy(
        actor=sitting.secretary, at=AT, giver=sitting.credentials[3], holder=elsewhere.credentials[0]
    )
    assert stranger == unacceptable("proxy-holder-unfit")
    done(credentials.withdraw_credential(actor=sitting.secretary, at=AT, credential=sitting.credentials[4]))
    assert give(sitting, 4, 5) == unacceptable("proxy-holder-unfit")
    assert give(sitting, 5, 1) == conflict("not-accredited")


def test_not_under_a_rule_without_proxies_nor_during_a_vote_nor_after_the_meeting(secretary: Actor) -> None:
    (_, body), *_ = secretary.roles
    without = builders.meeting(str(body), secretary, rule=NONE, slug="xv", away=(3,))
    assert give(without, 3, 1) == conflict("proxies-not-allowed")
    sitting = builders.meeting(str(body), secretary, rule=ONE, away=(3,))
    poll = builders.open_poll(sitting)
    assert give(sitting, 3, 1) == conflict("roll-is-frozen", number=1)
    done(polls.close_poll(actor=secretary, at=AT, poll=poll))
    done(give(sitting, 3, 1))
    builders.open_poll(sitting)
    back = proxies.take_back(actor=secretary, at=AT, giver=sitting.credentials[2])
    assert back == conflict("roll-is-frozen", number=2)
    done(polls.close_poll(actor=secretary, at=AT, poll=str(Poll.objects.get(meeting=sitting.id, number=2).id)))
    done(meetings.close_meeting(actor=secretary, at=AT, meeting=sitting.id))
    assert give(sitting, 2, 1) == conflict("meeting-over")


def test_before_the_convocation_the_rule_of_the_body_is_asked(secretary: Actor, sitting: Sitting) -> None:
    planned = builders.planned_meeting(sitting.body, secretary, slug="xvi")
    invited = []
    for name in ("Frida", "Georg"):
        person = str(builders.person(name, sitting.body).person)
        invited.append(done(credentials.invite(actor=secretary, at=AT, meeting=planned, person=person)))
        done(credentials.decide_credential(actor=secretary, at=AT, credential=invited[-1]))
    giver, holder = invited
    done(proxies.give_proxy(actor=secretary, at=AT, giver=giver, holder=holder))


def test_those_who_mind_the_door_record_proxies_and_nobody_else(sitting: Sitting) -> None:
    clerk = builders.person("Cleo", sitting.body, "clerk")
    giver, holder = sitting.credentials[3], sitting.credentials[0]
    for other in (builders.holder(giver), builders.person("Carl", sitting.body, "chair")):
        refusal = proxies.give_proxy(actor=other, at=AT, giver=giver, holder=holder)
        assert refusal == forbidden("not-permitted", verb="proxies.record")
    done(proxies.give_proxy(actor=clerk, at=AT, giver=giver, holder=holder))


def test_coming_in_ends_it_and_so_does_the_end_of_either_seat(sitting: Sitting) -> None:
    secretary = sitting.secretary
    for giver in (4, 5, 6):
        done(give(sitting, giver, 2 if giver == 6 else 1))
    done(presence.check_in(actor=secretary, at=AT + HOUR, credential=sitting.credentials[3]))
    assert entry(sitting.credentials[3], "proxy-ended")["why"] == "came-in"
    assert queries.returned(sitting.id) == {sitting.credentials[3]: 1}
    done(credentials.withdraw_credential(actor=secretary, at=AT, credential=sitting.credentials[0]))
    assert entry(sitting.credentials[4], "proxy-ended")["why"] == "withdrawn"
    done(credentials.withdraw_credential(actor=secretary, at=AT, credential=sitting.credentials[5]))
    assert queries.proxies_of(sitting.id) == ()


def test_whoever_is_represented_counts_for_quorum_and_base(secretary: Actor) -> None:
    (_, body), *_ = secretary.roles
    sitting = builders.convened_meeting(str(body), secretary, seats=4, rule=TWO)
    first, second, third, _ = sitting.credentials
    for giver, holder in ((third, first), (second, first)):
        done(proxies.give_proxy(actor=secretary, at=AT, giver=giver, holder=holder))
    assert presence_queries.quorum(sitting.id).present == 0
    done(presence.check_in(actor=secretary, at=AT, credential=first))
    assert (presence_queries.quorum(sitting.id).present, presence_queries.quorum(sitting.id).met) == (3, True)
    assert path_of(sitting.id, AT).steps
    done(meetings.open_meeting(actor=secretary, at=AT, meeting=sitting.id))
    poll = builders.open_poll(sitting, rule=TWO)
    assert held(poll) == {1: (None, True), 2: (1, True), 3: (1, True), 4: (None, False)}
    assert poll_queries.missing(poll) == 3
    done(cast_for(sitting, poll, 1, "for", by=1))
    done(cast_for(sitting, poll, 3, "for", by=1))
    assert (poll_queries.voted(poll), poll_queries.missing(poll)) == (2, 1)
    done(polls.close_poll(actor=secretary, at=AT, poll=poll))
    found = decision(poll)
    assert (found.tally.present, found.tally.opening, found.base, found.needed) == (3, 3, 3, 2)
    assert (found.outcome, Poll.objects.get(id=poll).present) == ("adopted", 3)


def test_when_the_holder_leaves_the_represented_are_gone_too(sitting: Sitting) -> None:
    done(give(sitting, 4, 1))
    poll = builders.open_poll(sitting, rule=TWO)
    done(presence.check_out(actor=sitting.secretary, at=AT + HOUR, credential=sitting.credentials[0]))
    done(polls.close_poll(actor=sitting.secretary, at=AT + 2 * HOUR, poll=poll))
    tally = decision(poll).tally
    assert (tally.opening, tally.present) == (4, 2)


def test_under_a_rule_without_proxies_the_represented_are_not_there(sitting: Sitting) -> None:
    done(give(sitting, 4, 1))
    poll = builders.open_poll(sitting, rule=Rule(threshold=HALF))
    assert held(poll)[4] == (None, False)
    refusal = cast_for(sitting, poll, 4, "for", by=1)
    assert refusal == forbidden("not-permitted", verb="polls.cast")


def test_a_stricter_rule_of_a_poll_is_not_opened_over_too_many_mandates(sitting: Sitting) -> None:
    done(give(sitting, 4, 1))
    done(give(sitting, 5, 1))
    poll = builders.prepared_poll(sitting, rule=ONE)
    refusal = polls.open_poll(actor=sitting.secretary, at=AT, poll=poll)
    assert refusal == conflict("proxies-too-many", seat=1, held=2, limit=1)
    done(proxies.take_back(actor=sitting.secretary, at=AT, giver=sitting.credentials[4]))
    done(polls.open_poll(actor=sitting.secretary, at=AT, poll=poll))


def test_the_holder_and_only_the_holder_votes_for_the_seat(sitting: Sitting) -> None:
    done(give(sitting, 4, 1))
    poll = builders.open_poll(sitting, rule=TWO)
    assert cast_for(sitting, poll, 4, "against", by=2) == forbidden("not-permitted", verb="polls.cast")
    assert cast_for(sitting, poll, 4, "against", by=4) == conflict("seat-represented")
    done(cast_for(sitting, poll, 1, "for", by=1))
    done(cast_for(sitting, poll, 4, "against", by=1))
    told = entry(poll, "vote-cast")
    assert (told["seat"], told["choice"], told["proxy"]) == (sitting.credentials[3], "against", sitting.credentials[0])
    (view,) = queries.held_in(poll, sitting.credentials[0])
    assert (view.seat, view.choice) == (4, "against")
    assert poll_queries.vote_of(poll, sitting.credentials[0]).choice == "for"  # type: ignore[union-attr] # just cast


def test_a_person_who_is_logged_in_votes_for_the_mandate_too(sitting: Sitting) -> None:
    done(give(sitting, 4, 1))
    poll = builders.open_poll(sitting, rule=TWO)
    first = Credential.objects.get(id=sitting.credentials[0])
    ballot = Ballot(
        actor=Actor(person=first.person_id), poll=poll, credential=sitting.credentials[3], choice="for", key="k"
    )
    (answer,) = cast(ballots=[ballot], at=AT)
    done(answer)


def test_whoever_comes_in_during_a_vote_is_still_represented_in_it(sitting: Sitting) -> None:
    done(give(sitting, 4, 1))
    poll = builders.open_poll(sitting, rule=TWO)
    done(presence.check_in(actor=sitting.secretary, at=AT + HOUR, credential=sitting.credentials[3]))
    assert cast_for(sitting, poll, 4, "for", by=4) == conflict("seat-represented")
    done(cast_for(sitting, poll, 4, "for", by=1))
    assert queries.holder_in(poll, sitting.credentials[3]) == {"en": "Delegate 1"}
    done(polls.close_poll(actor=sitting.secretary, at=AT + 2 * HOUR, poll=poll))
    following = builders.open_poll(sitting, rule=TWO)
    assert held(following)[4] == (None, True)
    done(cast_for(sitting, following, 4, "for", by=4))


def test_a_vote_of_a_seat_that_is_not_on_the_roll_is_refused(sitting: Sitting) -> None:
    poll = builders.open_poll(sitting, rule=ONE)
    elsewhere = builders.meeting(sitting.body, sitting.secretary, slug="xv").credentials[0]
    ballot = Ballot(
        actor=builders.holder(sitting.credentials[0]), poll=poll, credential=elsewhere, choice="for", key="k"
    )
    assert cast(ballots=[ballot], at=AT) == [forbidden("not-permitted", verb="polls.cast")]
