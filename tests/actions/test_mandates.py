"""The mandate of whoever is nominated: drafted, sent or handed over; and who goes in the place of another."""

from dataclasses import replace
from datetime import date

import pytest

from plenaria.actions import dispatches, mandates, nominations, polls
from plenaria.actions.nominations import Put
from plenaria.core.permits import Actor
from plenaria.core.refusal import conflict, unacceptable
from plenaria.store.models import Body, Dispatch, Leaf, LetterEvent, Nomination, Party, Person
from plenaria.store.queries import dispatches as letter_queries
from tests import builders
from tests.builders import AT, Sitting, done

pytestmark = pytest.mark.django_db

NAMES = {"ru": "Делегат VII Всемирного конгресса"}


@pytest.fixture
def sitting() -> Sitting:
    world = builders.body("congress", level="world")
    Body.objects.filter(id=world).update(email="office@congress.example", names={"ru": "Всемирный конгресс"})
    body = builders.body(parent=world)
    secretary = builders.person("Secretary", body, "secretary", "drafter", "chair", email="secretary@council.example")
    return builders.meeting(body, secretary)


@pytest.fixture
def nominee(sitting: Sitting) -> Actor:
    return builders.person("Nominee", sitting.body, "delegate", email="nominee@council.example")


def host(sitting: Sitting) -> str:
    return str(Body.objects.get(id=sitting.body).parent_id)


def put(sitting: Sitting, nominee: Actor) -> Put:
    return Put(
        person=str(nominee.person),
        names=NAMES,
        places={"ru": "Алматы"},
        first_day=date(2027, 7, 21),
        host=host(sitting),
    )


def nominated(sitting: Sitting, nominee: Actor, clause: str | None = None) -> str:
    given = {"actor": sitting.secretary, "at": AT, "body": sitting.body, "clause": clause}
    return done(nominations.nominate(**given, put=put(sitting, nominee)))


def sealed(sitting: Sitting, nominee: Actor) -> str:
    """Somebody whom a published resolution nominates."""
    draft = builders.debated_text(sitting)
    nomination = nominated(sitting, nominee, builders.clauses_of(draft)[0])
    builders.published_text(sitting, resolution=draft)
    return nomination


def voted(sitting: Sitting, nomination: str) -> None:
    poll = builders.open_poll(sitting)
    builders.votes(sitting, poll, "for", "for", "against")
    done(polls.close_poll(actor=sitting.secretary, at=AT, poll=poll))
    done(nominations.approve(actor=sitting.secretary, at=AT, nomination=nomination, poll=poll))


def test_the_superior_body_is_entered_and_gets_the_letter(sitting: Sitting, nominee: Actor) -> None:
    nomination = sealed(sitting, nominee)
    given = {"actor": sitting.secretary, "at": AT}
    letter = done(mandates.prepare_mandate(**given, nomination=nomination))
    row = Dispatch.objects.get(id=letter)
    assert (row.purpose, row.language, row.party.names, row.party.email) == (
        "mandate",
        "ru",
        {"ru": "Всемирный конгресс"},
        "office@congress.example",
    )
    name = Person.objects.get(id=nominee.person).names["en"]
    assert name in row.text and NAMES["ru"] in row.subject
    assert mandates.prepare_mandate(**given, nomination=nomination) == conflict("mandate-drafted")
    assert Nomination.objects.get(id=nomination).state == "approved"
    done(dispatches.send_dispatches(**given, dispatches=[letter]))
    assert Nomination.objects.get(id=nomination).state == "mandated"
    assert Leaf.objects.filter(kind="nomination-decided").count() == 2
    view = letter_queries.dispatch(letter, date(2028, 1, 1))
    assert view is not None and view.state == "sent"


def test_a_mandate_is_drafted_with_the_other_letters_where_it_is_known_to_whom_it_goes(
    sitting: Sitting, nominee: Actor
) -> None:
    nomination = sealed(sitting, nominee)
    resolution = str(Nomination.objects.get(id=nomination).clause.resolution_id)  # type: ignore[union-attr]
    given = {"actor": sitting.secretary, "at": AT, "resolution": resolution}
    done(dispatches.prepare_dispatches(**given))
    assert not Dispatch.objects.filter(purpose="mandate").exists()
    party = Party.objects.create(
        body_id=sitting.body, names={"ru": "Всемирный конгресс"}, language="ru", email="a@b.example"
    )
    done(dispatches.prepare_dispatches(**given))
    done(dispatches.prepare_dispatches(**given))
    assert Dispatch.objects.get(purpose="mandate").party_id == party.id
    assert Nomination.objects.get(id=nomination).party_id == party.id


def test_what_was_voted_by_itself_is_handed_over(sitting: Sitting, nominee: Actor) -> None:
    nomination = nominated(sitting, nominee)
    voted(sitting, nomination)
    given = {"actor": sitting.secretary, "at": AT, "nomination": nomination}
    assert mandates.prepare_mandate(**given) == conflict("mandate-without-resolution")
    done(mandates.hand_over(**given))
    row = Nomination.objects.get(id=nomination)
    assert (row.state, row.handed_on) == ("mandated", AT.date())


def test_who_withdraws_takes_the_draft_along_and_is_replaced(sitting: Sitting, nominee: Actor) -> None:
    nomination = sealed(sitting, nominee)
    given = {"actor": sitting.secretary, "at": AT}
    letter = done(mandates.prepare_mandate(**given, nomination=nomination))
    done(nominations.withdraw(actor=nominee, at=AT, nomination=nomination, note="Заболела"))
    assert (Dispatch.objects.get(id=letter).state, LetterEvent.objects.get().words) == ("dropped", "Заболела")
    other = builders.person("Other", sitting.body, "delegate", email="other@council.example")
    clause = Nomination.objects.get(id=nomination).clause_id
    instead = {**given, "body": sitting.body, "put": put(sitting, other), "clause": clause}
    second = done(nominations.nominate(**instead, replaces=nomination))
    # The clause named somebody else.
    assert nominations.approve(**given, nomination=second) == conflict("nomination-not-voted")
    voted(sitting, second)
    again = done(mandates.prepare_mandate(**given, nomination=second))
    assert Person.objects.get(id=nominee.person).names["en"] in Dispatch.objects.get(id=again).text
    assert nominations.nominate(**instead, replaces=second) == conflict("replacement-unfit")


def test_nobody_to_send_it_to(sitting: Sitting, nominee: Actor) -> None:
    draft = builders.debated_text(sitting)
    bare = replace(put(sitting, nominee), host=None)
    given = {"actor": sitting.secretary, "at": AT}
    clause = builders.clauses_of(draft)[0]
    nomination = done(nominations.nominate(**given, body=sitting.body, put=bare, clause=clause))
    refused = mandates.prepare_mandate(**given, nomination=nomination)
    assert refused == conflict("wrong-state", name="nomination", state="proposed", verb="send-mandate")
    builders.published_text(sitting, resolution=draft)
    assert mandates.prepare_mandate(**given, nomination=nomination) == unacceptable("mandate-without-party")
    assert mandates.prepare_mandate(**given, nomination="gone") == unacceptable("nomination-unknown")
