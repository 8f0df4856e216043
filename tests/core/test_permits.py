"""The whole table, role by role, in the own body, in one below that lets roles in, and in a foreign one."""

import pytest

from plenaria.core.api_tokens import SCOPES
from plenaria.core.permits import MACHINE, PERMITS, PUBLIC, ROLES, Actor, Where, holds, may
from plenaria.core.refusal import forbidden

# Written out again, so that a changed permit has to be changed twice.
BY_ROLE = {
    "administrator": """bodies.found bodies.edit people.edit roles.grant rules.edit parties.enter tokens.make
        desk.see hall.see board.see commitments.see consents.record subjects.edit nominations.see""",
    "secretary": """consents.record corrigenda.prepare corrigenda.issue subjects.edit minutes.edit
        minutes.approve amendments.propose amendments.withdraw amendments.translate amendments.rule bodies.edit
        people.edit rules.edit parties.enter tokens.make publications.record desk.see hall.see board.see
        commitments.see meetings.plan meetings.conduct agenda.edit credentials.decide credentials.issue
        presence.record proxies.record speakers.call speakers.ask texts.edit texts.import resolutions.table
        resolutions.debate polls.prepare polls.conduct polls.count polls.answer polls.settle resolutions.adopt
        resolutions.seal resolutions.publish dispatches.prepare dispatches.send dispatches.record
        dispatches.acknowledge dispatches.answer plans.propose plans.confirm commitments.update commitments.note
        reminders.send papers.take-over citations.choose validity.propose validity.record validity.spend
        nominations.make nominations.decide nominations.withdraw nominations.report nominations.see
        commitments.inherit programmes.edit implementing.edit reports.edit reports.table reports.record""",
    "chair": """corrigenda.issue minutes.approve amendments.propose amendments.withdraw amendments.translate
        amendments.rule desk.see validity.spend nominations.decide nominations.see reports.table reports.record
        hall.see board.see commitments.see meetings.conduct speakers.call speakers.ask resolutions.table
        resolutions.debate polls.prepare polls.conduct polls.settle resolutions.adopt resolutions.seal
        commitments.note""",
    "clerk": """minutes.edit amendments.propose amendments.withdraw amendments.translate desk.see hall.see
        board.see commitments.see credentials.issue presence.record proxies.record speakers.ask polls.conduct
        polls.count polls.answer consents.record nominations.see""",
    "teller": "hall.see board.see commitments.see polls.count",
    "drafter": """amendments.propose amendments.translate desk.see hall.see board.see commitments.see texts.edit
        texts.import subjects.edit validity.propose nominations.make nominations.see""",
    "delegate": "hall.see board.see commitments.see",
    "owner": "hall.see board.see commitments.see",
    "observer": "hall.see board.see commitments.see",
}
OWN = {
    "person": """calendars.make consents.record amendments.propose amendments.withdraw people.edit log-in-links.use
        mine.see speakers.ask presence.announce hall.see polls.cast commitments.see commitments.update
        nominations.withdraw nominations.report nominations.see""",
    "seat": "amendments.propose amendments.withdraw badges.use speakers.ask presence.announce hall.see polls.cast",
    "party": "dispatches.acknowledge dispatches.answer",
}
BY_MACHINE = """consents.record subjects.edit bodies.found bodies.edit people.edit roles.grant rules.edit parties.enter
        tokens.make dispatches.prepare dispatches.record validity.apply commitments.inherit reports.record
        plans.propose reminders.send papers.take-over log-in-links.make journal.restore polls.void-lost
        polls.close-on-time polls.tell speakers.time-out mail.take-in
        mail.remove"""


SCOPED = frozenset((scope, "b") for scope in SCOPES)


def permitted(actor: Actor, where: Where) -> set[str]:
    return {verb for verb in PERMITS if may(actor, verb, where) is None}


@pytest.mark.parametrize("role", ROLES)
def test_a_role_permits_in_its_body_and_where_it_reaches_and_nowhere_else(role: str) -> None:
    actor = Actor(person="p1", roles=frozenset({(role, "country")}))
    expected = set(BY_ROLE[role].split())
    assert permitted(actor, Where(body="country")) == expected
    assert permitted(actor, Where(body="club", above=frozenset({"country"}))) == expected
    assert permitted(actor, Where(body="club")) == set()
    assert permitted(actor, Where(body="foreign", above=frozenset({"world"}))) == set()
    assert permitted(actor, Where()) == set()


@pytest.mark.parametrize("thing", OWN)
def test_the_holder_of_a_thing_may_act_on_it_and_nobody_on_that_of_another(thing: str) -> None:
    actor = Actor(**{thing: 7})  # type: ignore[arg-type]
    assert permitted(actor, Where(body="b", **{thing: 7})) == set(OWN[thing].split())  # type: ignore[arg-type]
    assert permitted(actor, Where(body="b", **{thing: 8})) == set()  # type: ignore[arg-type]
    assert permitted(actor, Where(body="b")) == set()


@pytest.mark.parametrize(
    ("scope", "verb"),
    [
        ("read:members", "members.read"),
        ("write:updates", "commitments.update"),
        ("write:publications", "publications.record"),
        ("write:parties", "parties.enter"),
    ],
)
def test_a_token_is_good_for_its_scopes_in_its_bodies(scope: str, verb: str) -> None:
    actor = Actor(token="t1", scopes=frozenset({(scope, "country")}))
    assert permitted(actor, Where(body="country")) == {verb}
    assert permitted(actor, Where(body="club", above=frozenset({"country"}))) == set()
    assert permitted(actor, Where()) == set()


def test_the_secretary_casts_for_nobody() -> None:
    secretary = Actor(person=1, roles=frozenset({("secretary", "b"), ("chair", "b"), ("clerk", "b")}))
    assert may(secretary, "polls.cast", Where(body="b", person=2, seat=5)) == forbidden(
        "not-permitted", verb="polls.cast"
    )


def test_the_machine_and_the_public() -> None:
    assert permitted(MACHINE, Where(body="b")) == set(BY_MACHINE.split())
    assert permitted(PUBLIC, Where(body="b", person=1, seat=1, party=1)) == set()


def test_an_unknown_verb_is_forbidden_to_everybody() -> None:
    everybody = Actor(
        person=1, roles=frozenset((role, "b") for role in ROLES), seat=1, party=1, machine=True, scopes=SCOPED
    )
    where = Where(body="b", person=1, seat=1, party=1)
    assert permitted(everybody, where) == set(PERMITS)
    assert may(everybody, "polls.falsify", where) == forbidden("not-permitted", verb="polls.falsify")


def test_a_role_that_is_misspelt_is_found_at_once() -> None:
    with pytest.raises(ValueError, match="secratary"):
        holds("secratary")
