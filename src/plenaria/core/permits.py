"""Who may do what: named predicates, composed, and one table from verbs to them.

1. A verb that is not in the table may be done by nobody.
2. A role is held in one body; it reaches the bodies below only where these say so, and then ``Where.above`` names
   the body in which it is held.
3. What belongs to somebody (a seat, a commitment, a letter) may be acted on by its holder, whatever their role.
4. Whether a thing is lawful in its present state is not asked here: see the tables of states.
"""

from collections.abc import Callable
from dataclasses import dataclass

from plenaria.core.api_tokens import READ_MEMBERS, SCOPES, WRITE_PARTIES, WRITE_PUBLICATIONS, WRITE_UPDATES
from plenaria.core.refusal import Refusal, forbidden

type Id = str

ROLES = (
    "administrator",
    "secretary",
    "chair",
    "clerk",
    "teller",
    "drafter",
    "delegate",
    "owner",
    "observer",
)
"""The roles that a membership can name; the public holds none."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Actor:
    """Who asks. All empty is the public.

    ``roles`` are those held today, each with its body. ``seat`` is the credential that a badge opened, ``party`` the
    outside institution that follows the link in its letter; ``machine`` is the installation itself: the worker after a
    commit, and the operator at its console. ``token`` is one of the API, with what it is good for in ``scopes``, each
    with the bodies in which it is.
    """

    person: Id | None = None
    roles: frozenset[tuple[str, Id]] = frozenset()
    seat: Id | None = None
    party: Id | None = None
    machine: bool = False
    token: Id | None = None
    scopes: frozenset[tuple[str, Id]] = frozenset()


PUBLIC = Actor()
MACHINE = Actor(machine=True)


@dataclass(frozen=True, slots=True, kw_only=True)
class Where:
    """What is acted on: in which body, and whose it is.

    ``above`` are the bodies whose roles reach this one. ``person`` is who it belongs to (the holder of a seat, the
    owner of a commitment, oneself), ``seat`` the credential, ``party`` the party that was written to.
    """

    body: Id | None = None
    above: frozenset[Id] = frozenset()
    person: Id | None = None
    seat: Id | None = None
    party: Id | None = None


Predicate = Callable[[Actor, Where], bool]


def nobody(actor: Actor, where: Where) -> bool:
    """Never."""
    return False


def is_machine(actor: Actor, where: Where) -> bool:
    """The installation itself."""
    return actor.machine


def is_self(actor: Actor, where: Where) -> bool:
    """The person whom it belongs to."""
    return actor.person is not None and actor.person == where.person


def has_seat(actor: Actor, where: Where) -> bool:
    """Whoever came in with the badge of this very seat."""
    return actor.seat is not None and actor.seat == where.seat


def is_party(actor: Actor, where: Where) -> bool:
    """The party that was written to."""
    return actor.party is not None and actor.party == where.party


def holds(*roles: str) -> Predicate:
    """Somebody with one of these roles in this body, or in one above whose roles reach it."""
    unknown = set(roles) - set(ROLES)
    if unknown:
        raise ValueError(f"no such role: {sorted(unknown)}")

    def predicate(actor: Actor, where: Where) -> bool:
        return any(role in roles and (body == where.body or body in where.above) for role, body in actor.roles)

    return predicate


def has_scope(scope: str) -> Predicate:
    """A program whose token is good for this, in this body."""
    if scope not in SCOPES:
        raise ValueError(f"no such scope: {scope!r}")
    return lambda actor, where: (scope, where.body) in actor.scopes


def any_of(*predicates: Predicate) -> Predicate:
    """At least one of them."""
    return lambda actor, where: any(predicate(actor, where) for predicate in predicates)


holds_this_seat = any_of(is_self, has_seat)
keeps_the_books = any_of(holds("administrator"), is_machine)
prepares = holds("secretary")
presides = holds("secretary", "chair")
conducts = holds("secretary", "chair", "clerk")
minds_the_door = holds("secretary", "clerk")
writes = holds("secretary", "drafter")

PERMITS: dict[str, Predicate] = {
    # The house: where=the body concerned, for a new body the one above it (none: the installation's first).
    "bodies.found": keeps_the_books,
    "bodies.edit": any_of(keeps_the_books, prepares),
    "people.edit": any_of(keeps_the_books, prepares, is_self),
    "roles.grant": keeps_the_books,
    # A link that logs somebody in is as good as being them: only the operator at the console makes one.
    "log-in-links.make": is_machine,
    "log-in-links.use": is_self,
    "journal.restore": is_machine,
    "rules.edit": any_of(keeps_the_books, prepares),
    # Consent is the person's own; whoever asks them at a table puts their word on file.
    "consents.record": any_of(is_self, keeps_the_books, minds_the_door),
    "parties.enter": any_of(keeps_the_books, prepares, has_scope(WRITE_PARTIES)),
    # Programs: where=the body that a token is of.
    "tokens.make": any_of(keeps_the_books, prepares),
    "members.read": has_scope(READ_MEMBERS),
    "desk.see": holds("administrator", "secretary", "chair", "clerk", "drafter"),
    "mine.see": is_self,
    "calendars.make": is_self,
    # The meeting.
    "meetings.plan": prepares,
    "meetings.conduct": presides,
    "agenda.edit": prepares,
    "credentials.decide": prepares,
    "credentials.issue": minds_the_door,
    # Whoever shows the badge acts as its seat; the action has found the seat by the token itself.
    "badges.use": has_seat,
    "presence.record": minds_the_door,
    # Whoever takes part from elsewhere says themselves that they are there.
    "presence.announce": holds_this_seat,
    # The giver's word, put on file by those who mind the door.
    "proxies.record": minds_the_door,
    "speakers.call": presides,
    # The table asks for a seat that has no phone.
    "speakers.ask": any_of(holds_this_seat, conducts),
    "speakers.time-out": is_machine,
    "hall.see": any_of(holds_this_seat, holds(*ROLES)),
    # The minutes.
    "minutes.edit": minds_the_door,
    "minutes.approve": presides,
    # The text.
    "texts.edit": writes,
    "texts.import": writes,
    "papers.take-over": any_of(prepares, is_machine),
    "citations.choose": prepares,
    "resolutions.table": presides,
    "resolutions.debate": presides,
    # Amendments: a seat proposes and withdraws its own; the desk does it on the word of who has no phone.
    "amendments.propose": any_of(holds_this_seat, conducts, writes),
    "amendments.withdraw": any_of(holds_this_seat, conducts),
    "amendments.translate": any_of(conducts, writes),
    "amendments.rule": presides,
    # The vote. Casting belongs to the holder of the seat alone; what clerk and tellers enter is counting.
    "polls.prepare": presides,
    "polls.conduct": conducts,
    "polls.count": holds("teller", "clerk", "secretary"),
    "polls.answer": holds("clerk", "secretary"),
    # The casting vote and the lot are the chair's.
    "polls.settle": presides,
    "polls.cast": holds_this_seat,
    "polls.void-lost": is_machine,
    # A vote by correspondence ends by itself, and its mails are the installation's.
    "polls.close-on-time": is_machine,
    "polls.tell": is_machine,
    # After it.
    "resolutions.adopt": presides,
    "resolutions.seal": presides,
    "resolutions.publish": prepares,
    "corrigenda.prepare": prepares,
    "subjects.edit": any_of(keeps_the_books, writes),
    "corrigenda.issue": presides,
    "publications.record": any_of(prepares, has_scope(WRITE_PUBLICATIONS)),
    # Nominations: the person may decline, and reports on it; the body decides.
    "nominations.make": any_of(prepares, writes),
    "nominations.decide": presides,
    "nominations.withdraw": any_of(is_self, prepares),
    "nominations.report": any_of(is_self, prepares),
    "nominations.see": any_of(is_self, holds("administrator", "secretary", "chair", "clerk", "drafter")),
    # What a clause does to earlier ones: part of the text while it is a draft, then put on record.
    "validity.propose": writes,
    "validity.record": prepares,
    "validity.spend": presides,
    "validity.apply": is_machine,
    "dispatches.prepare": any_of(prepares, is_machine),
    "dispatches.send": prepares,
    "dispatches.record": any_of(prepares, is_machine),
    "mail.take-in": is_machine,
    "mail.remove": is_machine,
    "dispatches.acknowledge": any_of(is_party, prepares),
    "dispatches.answer": any_of(is_party, prepares),
    "plans.propose": any_of(prepares, is_machine),
    "plans.confirm": prepares,
    # One commitment: how far, ``core.visibility`` says.
    "commitments.see": any_of(is_self, holds(*ROLES)),
    # Whoever has a role in a body sees its board, as far as each commitment is visible to them.
    "board.see": holds(*ROLES),
    "commitments.update": any_of(is_self, prepares, has_scope(WRITE_UPDATES)),
    "commitments.note": presides,
    "commitments.inherit": any_of(is_machine, prepares),
    "programmes.edit": prepares,
    "reports.edit": prepares,
    "reports.table": presides,
    "reports.record": any_of(is_machine, presides),
    "implementing.edit": prepares,
    "reminders.send": any_of(is_machine, prepares),
}


def may(actor: Actor, verb: str, where: Where) -> Refusal | None:
    """Nothing where the verb is permitted; else ``not-permitted`` (verb)."""
    return None if PERMITS.get(verb, nobody)(actor, where) else forbidden("not-permitted", verb=verb)
