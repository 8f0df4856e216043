from hashlib import sha256

import pytest

from plenaria.actions import badges, credentials, meetings
from plenaria.actions._perform import Receipt
from plenaria.core.credentials import Finding
from plenaria.core.journal.entry import read
from plenaria.core.permits import Actor
from plenaria.core.refusal import conflict, forbidden, unacceptable
from plenaria.store.models import Leaf
from plenaria.store.queries import credentials as queries
from plenaria.store.queries import people
from tests import builders
from tests.builders import AT, Sitting

pytestmark = pytest.mark.django_db


@pytest.fixture
def secretary() -> Actor:
    return builders.person("Ann", builders.body(), "secretary")


@pytest.fixture
def sitting(secretary: Actor) -> Sitting:
    (_, body), *_ = secretary.roles
    return builders.meeting(str(body), secretary)


def seat(credential: str) -> queries.SeatView:
    view = queries.credential(credential)
    assert view is not None
    return view


def badge(secretary: Actor, credential: str) -> str:
    receipt = credentials.issue_badge(actor=secretary, at=AT, credential=credential)
    assert isinstance(receipt, Receipt)
    return receipt.secret


def test_seats_are_given_in_order(secretary: Actor, sitting: Sitting) -> None:
    person = str(builders.person("Frida", sitting.body).person)
    invited = builders.done(
        credentials.invite(actor=secretary, at=AT, meeting=sitting.id, person=person, delegation=sitting.body, weight=2)
    )
    view = seat(invited)
    assert (view.seat, view.weight, view.state, view.names) == (4, 2, "invited", {"en": "Frida"})
    assert view.delegation_names["en"] == "Council council"
    assert [each.seat for each in queries.roll(sitting.id)] == [1, 2, 3]
    assert [each.seat for each in queries.credentials_of(sitting.id)] == [1, 2, 3, 4]


def test_what_an_invitation_is_refused_for(secretary: Actor, sitting: Sitting) -> None:
    person = str(builders.person("Frida", sitting.body).person)

    def invite(**given: object) -> object:
        return credentials.invite(
            **{"actor": secretary, "at": AT, "meeting": sitting.id, "person": person, **given}  # type: ignore[arg-type]
        )

    assert invite(person="none") == unacceptable("person-unknown")
    assert invite(delegation="none") == unacceptable("body-unknown")
    assert invite(meeting="none") == unacceptable("meeting-unknown")
    assert invite(weight=0) == unacceptable("weight-unfit")
    assert invite(seat=2) == conflict("seat-taken", seat=2)
    assert invite(person=seat(sitting.credentials[0]).person) == conflict("already-invited", seat=1)
    assert invite(actor=builders.person("Gil", sitting.body, "clerk")) == forbidden(
        "not-permitted", verb="credentials.decide"
    )


def test_nobody_is_refused_without_a_finding(secretary: Actor, sitting: Sitting) -> None:
    person = str(builders.person("Frida", sitting.body).person)
    invited = builders.done(credentials.invite(actor=secretary, at=AT, meeting=sitting.id, person=person))
    met = Finding("Member for two years", met=True)
    missing = Finding("Elected by the assembly", met=False, note="No minutes were sent.")
    for findings in ((), (met,)):
        assert credentials.decide_credential(
            actor=secretary, at=AT, credential=invited, verb="refuse", findings=findings
        ) == unacceptable("finding-missing")
    receipt = credentials.decide_credential(
        actor=secretary, at=AT, credential=invited, verb="refuse", findings=(met, missing)
    )
    assert isinstance(receipt, Receipt)
    assert (seat(invited).state, seat(invited).findings) == ("refused", (met, missing))
    entry = read(bytes(Leaf.objects.get(index=receipt.leaves[0]).data))
    assert (entry.kind, entry.data["verb"]) == ("credential-decided", "refuse")
    assert "minutes" not in str(entry.data)


def test_a_refusal_can_be_reconsidered(secretary: Actor, sitting: Sitting) -> None:
    person = str(builders.person("Frida", sitting.body).person)
    invited = builders.done(credentials.invite(actor=secretary, at=AT, meeting=sitting.id, person=person))
    missing = (Finding("Elected", met=False),)
    builders.done(
        credentials.decide_credential(actor=secretary, at=AT, credential=invited, verb="refuse", findings=missing)
    )
    for verb in ("reconsider", "accredit"):
        builders.done(credentials.decide_credential(actor=secretary, at=AT, credential=invited, verb=verb))
    assert seat(invited).state == "accredited"
    assert seat(invited).findings == missing


def test_a_withdrawn_seat_is_out_of_the_room_and_out_of_the_roll(secretary: Actor, sitting: Sitting) -> None:
    token = badge(secretary, sitting.credentials[0])
    builders.done(credentials.withdraw_credential(actor=secretary, at=AT, credential=sitting.credentials[0]))
    assert [each.seat for each in queries.roll(sitting.id)] == [2, 3]
    assert not seat(sitting.credentials[0]).present
    assert badges.use_badge(at=AT, token=token) == forbidden("badge-unknown")


def test_whoever_is_replaced_is_named_by_the_new_seat(secretary: Actor, sitting: Sitting) -> None:
    person = str(builders.person("Frida", sitting.body).person)
    old = sitting.credentials[1]
    new = builders.done(credentials.replace_credential(actor=secretary, at=AT, credential=old, person=person))
    assert (seat(new).seat, seat(new).replaces, seat(new).state) == (4, old, "invited")
    assert seat(old).state == "withdrawn"
    again = credentials.replace_credential(actor=secretary, at=AT, credential=old, person=person)
    assert again == conflict("wrong-state", name="credential", state="withdrawn", verb="withdraw")
    sitter = seat(sitting.credentials[0]).person
    assert credentials.replace_credential(actor=secretary, at=AT, credential=new, person=sitter) == conflict(
        "already-invited", seat=1
    )


def test_a_badge_binds_one_device_once(secretary: Actor, sitting: Sitting) -> None:
    token = badge(secretary, sitting.credentials[0])
    found = queries.seat_of_badge(token)
    assert found is not None
    assert (found.seat, found.badge) == (1, "issued")
    receipt = badges.use_badge(at=AT, token=token)
    assert isinstance(receipt, Receipt)
    assert receipt.subject == sitting.credentials[0]
    device = sha256(receipt.secret.encode()).hexdigest()
    assert people.actor(device=device) == Actor(seat=sitting.credentials[0])
    assert badges.use_badge(at=AT, token=token) == conflict("badge-used")
    assert seat(sitting.credentials[0]).badge == "used"
    for leaf in Leaf.objects.all():
        assert token.encode() not in bytes(leaf.data)
        assert receipt.secret.encode() not in bytes(leaf.data)


def test_a_new_badge_puts_out_the_old_one_and_its_device(secretary: Actor, sitting: Sitting) -> None:
    old = badge(secretary, sitting.credentials[0])
    used = badges.use_badge(at=AT, token=old)
    assert isinstance(used, Receipt)
    new = badge(secretary, sitting.credentials[0])
    assert len({old, new, used.secret}) == 3
    assert people.actor(device=sha256(used.secret.encode()).hexdigest()) == Actor()
    assert badges.use_badge(at=AT, token=old) == forbidden("badge-unknown")
    assert isinstance(badges.use_badge(at=AT, token=new), Receipt)


def test_a_badge_needs_an_accredited_seat_and_a_meeting_that_is_not_over(secretary: Actor, sitting: Sitting) -> None:
    person = str(builders.person("Frida", sitting.body).person)
    invited = builders.done(credentials.invite(actor=secretary, at=AT, meeting=sitting.id, person=person))
    assert credentials.issue_badge(actor=secretary, at=AT, credential=invited) == conflict("not-accredited")
    assert credentials.issue_badge(actor=secretary, at=AT, credential="none") == unacceptable("credential-unknown")
    delegate = builders.holder(sitting.credentials[0])
    assert credentials.issue_badge(actor=delegate, at=AT, credential=sitting.credentials[0]) == forbidden(
        "not-permitted", verb="credentials.issue"
    )
    token = badge(secretary, sitting.credentials[0])
    builders.done(meetings.close_meeting(actor=secretary, at=AT, meeting=sitting.id))
    assert badges.use_badge(at=AT, token=token) == conflict("meeting-over")
    assert badges.use_badge(at=AT, token="") == forbidden("badge-unknown")


def test_what_waits_for_a_decision(secretary: Actor, sitting: Sitting) -> None:
    assert queries.undecided([sitting.body]) == {}
    for name in ("Frida", "Gil"):
        person = str(builders.person(name, sitting.body).person)
        builders.done(credentials.invite(actor=secretary, at=AT, meeting=sitting.id, person=person))
    assert queries.undecided([sitting.body]) == {sitting.id: 2}
    assert queries.undecided([]) == {}
