"""What is told of a vote, and what is kept back until it is declared."""

from hashlib import sha256

import pytest

from plenaria.actions import agenda as agenda_actions
from plenaria.actions import counts, presence
from plenaria.actions import polls as actions
from plenaria.actions._perform import Receipt
from plenaria.actions.badges import use_badge
from plenaria.actions.credentials import issue_badge
from plenaria.store.queries import agenda, credentials, facts, polls, putting
from plenaria.store.queries.facts import FactView
from tests import builders
from tests.builders import AT, Sitting

pytestmark = pytest.mark.django_db


@pytest.fixture
def sitting() -> Sitting:
    body = builders.body()
    return builders.meeting(body, builders.person("Ann", body, "secretary"), seats=4)


def close(sitting: Sitting, poll: str) -> None:
    builders.done(actions.close_poll(actor=sitting.secretary, at=AT, poll=poll))


def now(sitting: Sitting) -> tuple[int, str] | None:
    found = polls.on_now(sitting.id)
    return (found.number, found.state) if found else None


def test_the_hall_is_busy_with_one_vote_at_a_time(sitting: Sitting) -> None:
    assert now(sitting) is None
    first, second = builders.prepared_poll(sitting), builders.prepared_poll(sitting)
    assert now(sitting) == (2, "prepared")
    builders.done(actions.open_poll(actor=sitting.secretary, at=AT, poll=first))
    assert now(sitting) == (1, "open")
    builders.votes(sitting, first, "for", "for", "for")
    close(sitting, first)
    assert now(sitting) == (1, "declared")
    coming = polls.next_prepared(sitting.id)
    assert coming is not None and coming.id == second
    builders.done(
        agenda_actions.set_agenda(actor=sitting.secretary, at=AT, meeting=sitting.id, items=[({"en": "Next"}, None)])
    )
    point = agenda.agenda(sitting.id)[0]
    builders.done(agenda_actions.open_item(actor=sitting.secretary, at=AT, item=point.id))
    assert now(sitting) is None
    builders.done(actions.void_poll(actor=sitting.secretary, at=AT, poll=second, reason="Withdrawn"))
    assert now(sitting) == (2, "void")


def test_how_many_voted_and_how_many_in_the_room_did_not(sitting: Sitting) -> None:
    poll = builders.open_poll(sitting)
    assert (polls.voted(poll), polls.missing(poll)) == (0, 4)
    builders.votes(sitting, poll, "for", "against")
    builders.votes(sitting, poll, "against")
    builders.done(presence.check_out(actor=sitting.secretary, at=AT, credential=sitting.credentials[3]))
    assert (polls.voted(poll), polls.missing(poll)) == (2, 1)


def test_a_seat_knows_its_own_vote(sitting: Sitting) -> None:
    first, second, *_ = sitting.credentials
    poll = builders.open_poll(sitting)
    builders.votes(sitting, poll, "abstain")
    mine = polls.vote_of(poll, first)
    assert mine is not None and mine.choice == "abstain"
    assert polls.vote_of(poll, second) is None
    assert polls.vote_at(mine.leaf, sitting.id) == (poll, first, "abstain")
    assert polls.vote_at(mine.leaf, "elsewhere") is None
    assert (polls.votes_on_roll(poll, second), polls.votes_on_roll(poll, "nobody")) == (1, None)


def test_who_voted_how_is_told_after_the_declaration_and_by_the_bodys_rule(sitting: Sitting) -> None:
    poll = builders.open_poll(sitting)
    builders.votes(sitting, poll, "for", "against", "for")
    assert polls.roll_call(poll) == ()
    close(sitting, poll)
    assert [(each.seat, each.choice) for each in polls.roll_call(poll)] == [
        (1, "for"),
        (2, "against"),
        (3, "for"),
        (4, "absent"),
    ]
    builders.shows(sitting.body, votes="totals")
    assert polls.roll_call(poll) == ()


def test_where_hands_were_counted_too_nobody_is_called_absent(sitting: Sitting) -> None:
    poll = builders.open_poll(sitting)
    builders.votes(sitting, poll, "for")
    builders.done(counts.record_count(actor=sitting.secretary, at=AT, poll=poll, in_favour=2, against=0, abstaining=0))
    close(sitting, poll)
    builders.done(actions.declare_poll(actor=sitting.secretary, at=AT, poll=poll))
    assert [(each.seat, each.choice) for each in polls.roll_call(poll)] == [(1, "for")]
    assert [(each.in_favour, each.names) for each in polls.counts(poll)] == [(2, {"en": "Ann"})]


def test_where_objections_are_asked_for_only_those_who_object_are_named(sitting: Sitting) -> None:
    for choices, names in (((), []), (("", "against"), [(2, "against")])):
        poll = builders.open_poll(sitting, method="no-objection")
        builders.votes(sitting, poll, *choices)
        close(sitting, poll)
        builders.done(actions.declare_poll(actor=sitting.secretary, at=AT, poll=poll))
        assert [(each.seat, each.choice) for each in polls.roll_call(poll)] == names
        assert polls.shows_names(poll) == bool(names)


def test_a_decision_comes_back_as_it_was_made(sitting: Sitting) -> None:
    poll = builders.open_poll(sitting)
    builders.votes(sitting, poll, "for", "for", "against")
    close(sitting, poll)
    found = polls.poll(poll)
    assert found is not None and found.decision is not None
    assert (found.decision.outcome, found.decision.tally.in_favour, found.rule) == ("adopted", 2, found.decision.rule)
    assert polls.poll("nothing") is None
    assert [each.id for each in polls.polls_of(sitting.id)] == [poll]


def test_a_text_is_read_in_the_readers_language_else_in_its_own(sitting: Sitting) -> None:
    resolution = builders.debated_text(sitting)
    first, second, third = builders.clauses_of(resolution)
    spanish = putting.text_on_table(resolution, ["es"])
    other = putting.text_on_table(resolution, ["fr", "en"])
    assert spanish is not None and other is not None
    assert (spanish.text.language, other.text.language, spanish.languages) == ("es", "ru", ("ru", "es"))
    assert [each.id for each in spanish.open_clauses] == [first, second, third]
    poll = builders.open_poll(sitting, resolution=resolution, clause=second)
    builders.votes(sitting, poll, "against", "against", "against")
    close(sitting, poll)
    after = putting.text_on_table(resolution, ["es"])
    assert after is not None and after.lost == {second}
    assert [(each.id, each.number) for each in after.open_clauses] == [(first, "1"), (third, "3")]
    assert [(each.id, each.number) for each in after.standing.clauses] == [(first, "1"), (third, "2")]
    lost = after.clause(second)
    assert lost is not None and lost.number == "2"
    assert putting.text_on_table("nothing") is None


def test_facts_are_told_in_the_order_of_the_journal(sitting: Sitting) -> None:
    start = facts.last_number()
    poll = builders.open_poll(sitting)
    builders.votes(sitting, poll, "for")
    last, told = facts.facts_after(start)
    assert last == facts.last_number()
    assert [each.kind for each in told] == ["poll-prepared", "poll-prepared", "roll-frozen", "poll-opened", "vote-cast"]
    assert [each.number for each in told] == list(range(start + 1, last + 1))
    assert facts.facts_after(start, most=2) == (told[1].number, told[:2])
    assert facts.facts_after(last) == (last, ())
    elsewhere = builders.person("Zoe", sitting.body)
    assert elsewhere.person and facts.facts_after(last) == (facts.last_number(), ())


def test_of_many_votes_the_last_is_told(sitting: Sitting) -> None:
    poll = builders.open_poll(sitting)
    start = facts.last_number()
    builders.votes(sitting, poll, "for", "against", "for")
    assert facts.facts_after(start) == (start + 3, (FactView(start + 3, "vote-cast", poll, sitting.id),))
    # What is read up to a number holds no vote from beyond it.
    builders.done(presence.check_out(actor=sitting.secretary, at=AT, credential=sitting.credentials[0]))
    builders.votes(sitting, poll, "", "abstain", "abstain")
    assert facts.facts_after(start, most=1)[0] == start + 4


def test_the_seats_of_many_devices_take_one_query(sitting: Sitting, django_assert_num_queries: object) -> None:
    secrets = []
    for number in range(3):
        made = issue_badge(actor=sitting.secretary, at=AT, credential=sitting.credentials[number])
        assert isinstance(made, Receipt)
        used = use_badge(at=AT, token=made.secret)
        assert isinstance(used, Receipt)
        secrets.append(sha256(used.secret.encode()).hexdigest())
    with django_assert_num_queries(1):  # type: ignore[operator] # pytest-django's fixture
        found = credentials.seats_of_devices([*secrets, "unknown", ""])
    assert {device: seat.credential for device, seat in found.items()} == dict(
        zip(secrets, sitting.credentials, strict=False)
    )
