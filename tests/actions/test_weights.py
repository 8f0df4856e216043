"""Votes of a seat: what an invitation takes, how they are corrected, and what a rule makes of them."""

from fractions import Fraction

import pytest

from plenaria.actions import bodies, credentials, polls, presence
from plenaria.actions.meetings import open_meeting
from plenaria.core.permits import MACHINE, Actor
from plenaria.core.refusal import Refusal, conflict, forbidden, unacceptable
from plenaria.core.voting.rule import Quorum, Rule, Share
from plenaria.phrases.refusals import sentence
from plenaria.store.models import Credential, Poll, RollSeat
from plenaria.store.queries import presence as presence_queries
from tests import builders
from tests.actions.polled import decision, entry
from tests.builders import AT

pytestmark = pytest.mark.django_db

HALF = Share(Fraction(1, 2), strict=True)
SHARES = Rule(threshold=HALF, quorum=Quorum(first=HALF, of="votes"), weights="share")
DELEGATIONS = Rule(threshold=HALF, weights="delegation")


@pytest.fixture
def secretary() -> Actor:
    return builders.person("Ann", builders.body(), "secretary")


def body_of(secretary: Actor) -> str:
    (_, body), *_ = secretary.roles
    return str(body)


def invited(secretary: Actor, meeting: str, weight: str) -> str | Refusal:
    person = str(builders.person("Frida", body_of(secretary)).person)
    found = credentials.invite(actor=secretary, at=AT, meeting=meeting, person=person, weight=weight)
    return found if isinstance(found, Refusal) else Credential.objects.get(id=found.subject).weight


@pytest.mark.parametrize(("written", "kept"), [("3", "3"), ("0,35", "0.35"), ("2/6", "1/3")])
def test_an_invitation_takes_exact_votes(secretary: Actor, written: str, kept: str) -> None:
    assert invited(secretary, builders.planned_meeting(body_of(secretary), secretary), written) == kept


@pytest.mark.parametrize(
    ("written", "refusal"),
    [
        ("-1", unacceptable("weight-unfit")),
        ("0", unacceptable("weight-unfit")),
        ("a third", unacceptable("weight-unreadable", weight="a third")),
        ("0." + "3" * 40, unacceptable("weight-too-long", most=9)),
    ],
)
def test_other_votes_are_refused_in_words(secretary: Actor, written: str, refusal: Refusal) -> None:
    assert invited(secretary, builders.planned_meeting(body_of(secretary), secretary), written) == refusal
    assert sentence(refusal, "en").endswith((".", "?"))


def test_shares_without_a_common_unit_are_refused_before_they_are_kept(secretary: Actor) -> None:
    sitting = builders.convened_meeting(body_of(secretary), secretary, rule=SHARES, weights=["1/999999937"])
    assert invited(secretary, sitting.id, "1/999999929") == unacceptable("roll-too-fine")
    assert invited(secretary, sitting.id, "2/999999937") == "2/999999937"


def test_votes_are_corrected_until_a_roll_is_frozen(secretary: Actor) -> None:
    sitting = builders.meeting(body_of(secretary), secretary, rule=SHARES)
    first, second, _ = sitting.credentials
    nonsense = credentials.change_votes(actor=secretary, at=AT, credential=first, weight="no")
    assert nonsense == unacceptable("weight-unreadable", weight="no")
    change = credentials.change_votes(actor=secretary, at=AT, credential=first, weight="0,35")
    assert builders.done(change) == first
    assert entry(first, "credential-changed") == {"seat": 1, "weight": "0.35", "before": "1"}
    poll = builders.open_poll(sitting)
    frozen = credentials.change_votes(actor=secretary, at=AT, credential=second, weight="2")
    assert frozen == conflict("roll-is-frozen", number=1)
    assert RollSeat.objects.filter(poll=poll).order_by("credential__seat").values_list("weight", flat=True)[0] == 7
    assert Poll.objects.get(id=poll).denominator == 20


def test_votes_are_corrected_by_who_decides_on_credentials(secretary: Actor) -> None:
    sitting = builders.meeting(body_of(secretary), secretary)
    seat = sitting.credentials[0]
    clerk = builders.person("Cleo", sitting.body, "clerk")
    refusal = credentials.change_votes(actor=clerk, at=AT, credential=seat, weight="2")
    assert refusal == forbidden("not-permitted", verb="credentials.decide")
    builders.done(credentials.withdraw_credential(actor=secretary, at=AT, credential=seat))
    gone = credentials.change_votes(actor=secretary, at=AT, credential=seat, weight="2")
    assert isinstance(gone, Refusal)
    assert gone.code == "wrong-state"


def test_delegations_have_whole_votes_only(secretary: Actor) -> None:
    sitting = builders.meeting(body_of(secretary), secretary, rule=DELEGATIONS, weights=[3, "0.35"])
    poll = builders.prepared_poll(sitting, rule=DELEGATIONS)
    refusal = polls.open_poll(actor=secretary, at=AT, poll=poll)
    assert refusal == conflict("weight-not-whole", seat=2, votes="7/20")
    assert isinstance(refusal, Refusal)
    assert sentence(refusal, "en").startswith("Seat 2 has 0.35 votes, but under this rule")
    builders.done(credentials.change_votes(actor=secretary, at=AT, credential=sitting.credentials[1], weight="2.0"))
    builders.done(polls.open_poll(actor=secretary, at=AT, poll=poll))
    assert list(RollSeat.objects.order_by("credential__seat").values_list("weight", flat=True)) == [3, 2, 1]


def test_one_vote_each_is_one_vote_whatever_the_credential_says(secretary: Actor) -> None:
    sitting = builders.meeting(body_of(secretary), secretary, weights=[3, "0.35"])
    builders.open_poll(sitting)
    assert list(RollSeat.objects.values_list("weight", flat=True)) == [1, 1, 1]


def test_a_quorum_of_votes_is_exact_and_said_as_decimals(secretary: Actor) -> None:
    sitting = builders.convened_meeting(body_of(secretary), secretary, rule=SHARES, weights=["0.5", "0.25", "0.25"])
    first, second, _ = sitting.credentials
    builders.done(presence.check_in(actor=secretary, at=AT, credential=first))
    refusal = open_meeting(actor=secretary, at=AT, meeting=sitting.id)
    assert refusal == conflict("no-quorum-of-votes", needed="3/4", present="1/2")
    assert isinstance(refusal, Refusal)
    assert "Votes needed: 0.75; present: 0.5." in sentence(refusal, "en")
    builders.done(presence.check_in(actor=secretary, at=AT, credential=second))
    builders.done(open_meeting(actor=secretary, at=AT, meeting=sitting.id))
    assert presence_queries.quorum(sitting.id).present == Fraction(3, 4)
    poll = builders.open_poll(sitting)
    builders.done(presence.check_out(actor=secretary, at=AT, credential=second))
    builders.done(polls.close_poll(actor=secretary, at=AT, poll=poll))
    assert (Poll.objects.get(id=poll).state, decision(poll).quorum_present, decision(poll).quorum_needed) == (
        "void",
        2,
        3,
    )


def test_votes_to_two_decimal_places_decide(secretary: Actor) -> None:
    sitting = builders.meeting(
        body_of(secretary), secretary, seats=4, rule=SHARES, weights=["20.35", "30.10", "24.80", "24.75"]
    )
    poll = builders.open_poll(sitting)
    builders.votes(sitting, poll, "for", "for", "against", "against")
    builders.done(polls.close_poll(actor=secretary, at=AT, poll=poll))
    tally = decision(poll).tally
    assert (tally.denominator, tally.in_favour, tally.against) == (20, 1009, 991)
    assert decision(poll).outcome == "adopted"


def test_the_rule_of_a_body_is_set_by_name(secretary: Actor) -> None:
    body = body_of(secretary)
    builders.done(bodies.set_rule(actor=MACHINE, at=AT, body=body, rule=DELEGATIONS, name=" Бюджет "))
    nameless = bodies.set_rule(actor=MACHINE, at=AT, body=body, rule=DELEGATIONS, name="  ")
    assert nameless == unacceptable("rule-name-missing")
