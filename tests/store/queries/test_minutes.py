"""The facts of the minutes are the journal's: rebuilt from its bytes alone they are what the tables hold."""

import pytest

from plenaria.actions import agenda, counts, meetings, polls, presence
from plenaria.core.journal.entry import instant
from plenaria.core.journal.entry import read as read_entry
from plenaria.core.minutes.facts import Stay
from plenaria.core.minutes.reading import answers, read
from plenaria.core.voting.decision import Decision
from plenaria.store.models import Leaf, Meeting, Poll, Presence, Vote
from plenaria.store.queries import minutes
from tests import builders
from tests.builders import AT, done

pytestmark = pytest.mark.django_db


def sat() -> builders.Sitting:
    """A meeting of five with an agenda, a vote by name, one that was void and put again, hands, and its close."""
    body = builders.body()
    secretary = builders.person("Secretary", body, "secretary", email="secretary@example.org")
    sitting = builders.meeting(body, secretary, seats=5, away=[5])
    points = [({"ru": "Первый", "es": "Primero"}, None), ({"ru": "Второй", "es": "Segundo"}, None)]
    done(agenda.set_agenda(actor=secretary, at=AT, meeting=sitting.id, items=points))
    for item in Meeting.objects.get(id=sitting.id).items.all():
        done(agenda.open_item(actor=secretary, at=AT, item=item.id))
        poll = builders.open_poll(sitting)
        builders.votes(sitting, poll, "for", "against", "for", "abstain")
        done(polls.close_poll(actor=secretary, at=AT, poll=poll))
    voided = builders.open_poll(sitting, method="hands")
    done(polls.void_poll(actor=secretary, at=AT, poll=voided, reason="Miscounted"))
    again = done(polls.put_again(actor=secretary, at=AT, poll=voided))
    done(polls.open_poll(actor=secretary, at=AT, poll=again))
    teller = builders.person("Teller", body, "teller", email="teller@example.org")
    done(counts.record_count(actor=teller, at=AT, poll=again, in_favour=2, against=1, abstaining=0))
    done(polls.close_poll(actor=secretary, at=AT, poll=again))
    done(polls.declare_poll(actor=secretary, at=AT, poll=again))
    done(presence.check_out(actor=secretary, at=AT, credential=sitting.credentials[0]))
    done(meetings.close_meeting(actor=secretary, at=AT, meeting=sitting.id))
    return sitting


def test_the_facts_rebuilt_from_the_bytes_of_the_journal_alone_are_those_of_the_tables() -> None:
    sitting = sat()
    leaves = [(row.index, read_entry(bytes(row.data))) for row in Leaf.objects.order_by("index")]
    facts = read(leaves)
    assert facts is not None

    rows = {row.id: row for row in Poll.objects.filter(meeting_id=sitting.id)}
    assert {each.id: each.decision for each in facts.polls.values()} == {
        row.id: Decision.from_data(row.decision) if row.decision else None for row in rows.values()
    }
    assert {each.id: (each.number, each.method, each.roll, each.present) for each in facts.polls.values()} == {
        row.id: (row.number, row.method, row.roll_size, row.present) for row in rows.values()
    }
    stays: dict[str, tuple[Stay, ...]] = dict.fromkeys(sitting.credentials, ())
    for row in Presence.objects.order_by("id"):
        stay = Stay(since=instant(row.since), until=instant(row.until) if row.until else "")
        stays[row.credential_id] = (*stays[row.credential_id], stay)
    assert {each.id: each.stays for each in facts.seats.values()} == stays
    cast = {(each.poll_id, each.credential_id): each.choice for each in Vote.objects.filter(current=True)}
    assert {
        (poll, seat): choice for poll, said in answers(leaves).items() for seat, (choice, _) in said.items()
    } == cast


def test_what_is_asked_of_the_store_is_what_the_journal_says() -> None:
    sitting = sat()
    leaves = (
        (row.index, read_entry(bytes(row.data))) for row in Leaf.objects.filter(meeting_id=sitting.id).order_by("index")
    )
    told = minutes.facts(sitting.id)
    alone = read(leaves)
    assert told is not None and alone is not None
    assert (told.held, told.seats, told.polls, told.happenings) == (
        alone.held,
        alone.seats,
        alone.polls,
        alone.happenings,
    )


def test_nothing_is_known_of_a_meeting_that_the_journal_does_not_know() -> None:
    assert minutes.facts("nowhere") is None
