"""Links that open a seat from a mail."""

from collections.abc import Iterator
from datetime import timedelta
from hashlib import sha256

import pytest
from pytest_django import Settings

from plenaria.actions import badges, credentials, incoming, seat_links
from plenaria.actions._perform import Receipt
from plenaria.actions.incoming import Arrival
from plenaria.core.permits import MACHINE, Actor
from plenaria.core.refusal import Refusal, conflict, forbidden, unacceptable
from plenaria.delivery.outbox import deliver
from plenaria.store.models import Credential, Leaf, Meeting, OutboxMail, Person, SeatLink
from plenaria.store.queries import people, remote
from tests import builders
from tests.builders import AT, Sitting, done
from tests.delivery.smtp import Handler, server

pytestmark = pytest.mark.django_db


@pytest.fixture
def secretary() -> Actor:
    return builders.person("Ann", builders.body(), "secretary")


@pytest.fixture
def sitting(secretary: Actor) -> Sitting:
    (_, body), *_ = secretary.roles
    return builders.meeting(str(body), secretary)


@pytest.fixture
def handler(settings: Settings) -> Iterator[Handler]:
    handler = Handler()
    with server(handler) as (host, port):
        backend = "django.core.mail.backends.smtp.EmailBackend"
        settings.MAILERS = {"default": {"BACKEND": backend, "OPTIONS": {"host": host, "port": port, "timeout": 5}}}
        yield handler


def send(sitting: Sitting, seat: str) -> Receipt:
    receipt = seat_links.send_link(actor=sitting.secretary, at=AT, credential=seat)
    assert isinstance(receipt, Receipt), receipt
    return receipt


def token_in(text: str) -> str:
    """The token of the link in a mail as it left."""
    line = next(each for each in text.splitlines() if "/i/" in each)
    return line.rpartition("/i/")[2].strip()


def token_of(mail: OutboxMail) -> str:
    return token_in(seat_links.with_links(mail.text, mail.made_at))


def newest(seat: str) -> str:
    link = SeatLink.objects.filter(credential_id=seat).order_by("made_at", "id").last()
    assert link is not None
    assert link.mail is not None
    return token_of(link.mail)


def test_it_arrives_in_the_holders_language_and_opens_the_seat_once(sitting: Sitting, handler: Handler) -> None:
    seat = sitting.credentials[0]
    Person.objects.filter(credentials=seat).update(language="es")
    Credential.objects.filter(id=seat).update(attends="remote")
    Meeting.objects.filter(id=sitting.id).update(link="https://video.example/xiv")
    send(sitting, seat)
    assert remote.links(sitting.id)[seat].state == "waiting"
    deliver(lambda: AT)
    assert remote.links(sitting.id)[seat].state == "sent"
    (mail,) = handler.taken
    plain, html = mail.get_body(("plain",)), mail.get_body(("html",))
    assert plain is not None
    assert html is not None
    text = plain.get_content()
    assert "/es/i/" in text
    assert "https://video.example/xiv" in text
    assert "/es/i/" in html.get_content()
    token = token_in(text)
    used = seat_links.use_link(at=AT, token=token)
    assert isinstance(used, Receipt)
    assert people.actor(device=sha256(used.secret.encode()).hexdigest()) == Actor(seat=seat)
    assert seat_links.use_link(at=AT, token=token) == conflict("seat-link-used")
    assert remote.links(sitting.id)[seat].state == "used"


def test_nobody_who_reads_the_database_can_open_a_seat(sitting: Sitting) -> None:
    seat = sitting.credentials[0]
    send(sitting, seat)
    token = newest(seat)
    mail = OutboxMail.objects.get()
    assert token not in mail.text
    assert token not in mail.html
    assert "/i/" not in mail.text
    assert not any(token.encode() in bytes(leaf.data) for leaf in Leaf.objects.all())


def test_sent_anew_or_with_a_new_badge_the_earlier_one_ends(sitting: Sitting, secretary: Actor) -> None:
    seat, other, third = sitting.credentials
    send(sitting, seat)
    first = newest(seat)
    SeatLink.objects.update(made_at=AT - timedelta(minutes=1))
    send(sitting, seat)
    second = newest(seat)
    assert seat_links.use_link(at=AT, token=first) == forbidden("seat-link-unknown")
    done(credentials.issue_badge(actor=secretary, at=AT, credential=seat))
    assert seat_links.use_link(at=AT, token=second) == forbidden("seat-link-unknown")
    send(sitting, third)
    made = credentials.issue_badges(actor=secretary, at=AT, meeting=sitting.id, credentials=[third])
    assert not isinstance(made, Refusal)
    assert seat_links.use_link(at=AT, token=newest(third)) == forbidden("seat-link-unknown")
    send(sitting, other)
    done(credentials.withdraw_credential(actor=secretary, at=AT, credential=other))
    assert seat_links.use_link(at=AT, token=newest(other)) == forbidden("seat-link-unknown")


def test_the_seat_is_on_one_device_and_a_printed_badge_opens_nothing_after_it(
    sitting: Sitting, secretary: Actor
) -> None:
    seat = sitting.credentials[0]
    badge = credentials.issue_badge(actor=secretary, at=AT, credential=seat)
    assert isinstance(badge, Receipt)
    send(sitting, seat)
    used = seat_links.use_link(at=AT, token=newest(seat))
    assert isinstance(used, Receipt)
    assert badges.use_badge(at=AT, token=badge.secret) == conflict("badge-used")
    SeatLink.objects.update(made_at=AT - timedelta(minutes=1))
    send(sitting, seat)
    again = seat_links.use_link(at=AT, token=newest(seat))
    assert isinstance(again, Receipt)
    assert people.actor(device=sha256(used.secret.encode()).hexdigest()) == Actor()


def test_what_a_link_is_refused_for(sitting: Sitting, secretary: Actor) -> None:
    seat, second, third = sitting.credentials
    Person.objects.filter(credentials=second).update(email="")
    clerk = builders.person("Gil", sitting.body, "chair")
    assert seat_links.send_link(actor=secretary, at=AT, credential=second) == unacceptable("address-missing", seat=2)
    assert seat_links.send_link(actor=clerk, at=AT, credential=seat) == forbidden(
        "not-permitted", verb="credentials.issue"
    )
    Credential.objects.filter(id=third).update(state="registered")
    assert seat_links.send_link(actor=secretary, at=AT, credential=third) == conflict("not-accredited")
    send(sitting, seat)
    for wrong in ("", "none", newest(seat)[:-2]):
        assert seat_links.use_link(at=AT, token=wrong) == forbidden("seat-link-unknown")
    Meeting.objects.filter(id=sitting.id).update(state="closed")
    assert seat_links.use_link(at=AT, token=newest(seat)) == conflict("meeting-over")


def test_a_mail_that_bounces_shows_so_at_the_desk(sitting: Sitting, handler: Handler) -> None:
    seat = sitting.credentials[0]
    handler.refused["delegate1@xiv.example"] = "550 5.1.1 No such user"
    send(sitting, seat)
    deliver(lambda: AT)
    assert remote.links(sitting.id)[seat].state == "bounced"
    assert "No such user" in remote.links(sitting.id)[seat].error


def test_a_mail_that_comes_back_later_shows_so_at_the_desk(sitting: Sitting, handler: Handler) -> None:
    seat = sitting.credentials[0]
    send(sitting, seat)
    deliver(lambda: AT)
    mail = OutboxMail.objects.get()
    came = Arrival(mailbox="mbox:/box", digest="d", kind="bounced", mail=mail.id, said="5.2.2 mailbox full")
    done(incoming.take_in(actor=MACHINE, at=AT + timedelta(hours=1), arrival=came))
    link = remote.links(sitting.id)[seat]
    assert (link.state, link.error) == ("bounced", "5.2.2 mailbox full")
