"""Every address, for every role, at home and abroad: what each declares is what it gives.

The addresses are those of the resolver, so a new one is walked without being named here. Its arguments come from a
world made through the actions; an argument that ``World`` does not know fails with its name.
"""

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from types import SimpleNamespace
from typing import Any

import pytest
from django.db import transaction
from django.http import HttpRequest, HttpResponse, QueryDict
from django.test import Client, RequestFactory
from django.urls import URLPattern, URLResolver, get_resolver

from plenaria.actions import agenda as agenda_actions
from plenaria.actions import answers, badges, credentials, criteria, dispatches, item_files
from plenaria.actions._perform import Receipt
from plenaria.actions.criteria import Laid
from plenaria.actions.people import revoke_role
from plenaria.core.permits import MACHINE, PERMITS, ROLES, Actor, Where, may
from plenaria.core.permits import PUBLIC as THE_PUBLIC
from plenaria.interfaces.kit.access import BY_TOKEN, FRAMEWORK, PUBLIC, SEAT_COOKIE, SIGNED_IN, Access, AccessMiddleware
from plenaria.store.queries import agenda, elections, followup, people, texts
from plenaria.store.queries import answers as answer_queries
from plenaria.store.queries import dispatches as dispatch_queries
from tests import builders, elected, followed
from tests.builders import AT, Sitting, done
from tests.interfaces import opened

HOME, ABROAD = "home", "abroad"
GIVEN = {200, 302, 405, 409, 422}
"""What an address answers to whoever may open it: a page, a way onwards, or that this is not its verb or hour."""
OWN = {"mine-calendar", "mine-consent", "mine-mail"}
"""What everybody has a page of their own of."""
ALSO = {
    # The walk has no token, receipt or paper of its own, so that there is no such thing is a right answer.
    **{name: {403, 404} for name in ("badge", "enter", "seat-link", "mailed-update", "mailed-answer", "mailed-habits")},
    **{name: {403} for name in ("screen-shown", "screen-shown-live")},
    # The walk is not served with a certificate of its own.
    "hall-network-authority": {404},
    **{name: {403, 404} for name in ("hall-receipt", "hall-receipt-file", "register-file")},
    # The minutes of the walk are not approved, and a list of pages begins with the first.
    **{name: {404} for name in ("register-minutes", "register-minutes-file", "desk-minutes-correct", "sitemap")},
    # No answer of the walk is shown to everybody.
    "register-answer-file": {404},
    # No resolution of the walk was dealt with at a point of its own.
    "oparl-consultation": {404},
    # No vote of the walk is long enough to list its names, or is declared at all.
    "hall-names": {404},
    # No vote of the walk is held by correspondence.
    "hall-answers": {404},
    # The paper of the walk is not in the register.
    "desk-old-paper-take-back": {404},
    **opened.ALSO,
    # The live room answers this one before Django does; Django alone says so.
    "hall-events": {503},
}


@dataclass(frozen=True, slots=True)
class Address:
    """One address of the resolver."""

    name: str
    route: str
    view: Any
    converters: dict[str, Any]

    @property
    def access(self) -> Access | None:
        return getattr(self.view, "access", None)


def addresses(patterns: list[Any], before: str = "") -> Iterator[Address]:
    for each in patterns:
        route = before + str(each.pattern)
        if isinstance(each, URLResolver):
            yield from addresses(each.url_patterns, route)
        else:
            assert isinstance(each, URLPattern)
            yield Address(str(each.name), route, each.callback, dict(each.pattern.converters))


EVERY = list(addresses(get_resolver().url_patterns))
OURS = [each for each in EVERY if each.access is not None]


@dataclass(frozen=True, slots=True)
class World:
    """A body with a thing of each sort, and everybody who may ask for it."""

    body: str
    arguments: dict[str, str]
    actors: dict[str, tuple[Actor, Client]]
    given: dict[tuple[str, str], "Given"] = field(default_factory=dict)
    """What was given to whom at which path: two tests ask the same."""

    def asked(self, who: str, path: str) -> "Given":
        """What they are given at that path."""
        if (who, path) not in self.given:
            self.given[who, path] = Given.of(self.actors[who][1].get(path))
        return self.given[who, path]

    def query(self, address: Address) -> str:
        """For the addresses that are told by a query in which body they are, or which language is meant."""
        if address.name.startswith("api-"):
            # The API refuses what it doesn't know.
            return ""
        return f"body={self.body}&parent={self.body}" + self.arguments.get(f"{address.name} ?", "")


@dataclass(frozen=True, slots=True)
class Given:
    """What an address gave."""

    status: int
    to_log_in: bool

    @staticmethod
    def of(answer: Any) -> "Given":
        login = answer.status_code == 302 and answer["Location"].startswith("/accounts/login/")
        return Given(answer.status_code, login)


def test_every_address_declares_who_may_open_it() -> None:
    silent = [each.name for each in EVERY if each.access is None and not each.view.__module__.startswith(FRAMEWORK)]
    assert silent == []


def test_no_address_hides_another() -> None:
    shapes = Counter(re.sub(r"<(\w+:)?\w+>", r"<\1>", each.route) for each in EVERY)
    assert [shape for shape, times in shapes.items() if times > 1] == []


def test_a_view_without_a_declaration_is_closed_to_everybody() -> None:
    def forgotten(_request: HttpRequest) -> HttpResponse:
        raise AssertionError("it was called")

    request = RequestFactory().get("/forgotten")
    request.actor = Actor(roles=frozenset((role, "b") for role in ROLES), person="p")  # type: ignore[attr-defined]
    request.user = SimpleNamespace(is_authenticated=False)  # type: ignore[assignment]
    answer = AccessMiddleware(lambda _: HttpResponse()).process_view(request, forgotten, (), {})
    assert answer is not None
    assert answer.status_code == 403


@pytest.mark.django_db
@pytest.mark.parametrize("address", OURS, ids=lambda each: each.name)
def test_what_an_address_declares_is_what_it_gives(world: World, address: Address) -> None:
    path, arguments = filled(address, world)
    sent: set[str] = set()
    for who in standing(world, address):
        actor, client = world.actors[who]
        allowed = expected(address, world, actor, arguments)
        answer = world.asked(who, path)
        where = f"{who} at {path}: {answer.status}"
        if allowed == "yes":
            fine = GIVEN | ALSO.get(address.name, set())
            assert answer.status in fine, where
            assert not answer.to_log_in, where
            continue
        answers = [answer]
        if allowed not in sent:
            # Whoever may not look may not change anything either. The declaration is read before the verb is: one of
            # those who are refused, and one of those who have to log in, stand for the others.
            sent.add(allowed)
            answers.append(Given.of(client.post(path)))
        for refused in answers:
            assert refused.to_log_in if allowed == "log in" else refused.status == 403, where


def standing(world: World, address: Address) -> list[str]:
    """Who asks at an address: everybody who may do something here that others may not.

    Of the roles from abroad one stands for all, another at each address: here they may all do the same, nothing. Who
    was something once stands for nobody else. Where all are let in alike a role changes no more than what a page offers
    beside: the secretary, who is offered most, and one other in turn.
    """
    assert address.access is not None
    turn = OURS.index(address)
    others: list[str] = []
    abroad: list[str] = []
    for who, (actor, _) in world.actors.items():
        if actor.roles:
            (others if _rights(actor, world.body) else abroad).append(who)
    if address.access.permit in (PUBLIC, BY_TOKEN):
        secretary = f"secretary {HOME}"
        others.remove(secretary)
        others = [secretary, others[turn % len(others)]]
    return [*(who for who, (actor, _) in world.actors.items() if not actor.roles), *others, abroad[turn % len(abroad)]]


def _rights(actor: Actor, body: str) -> set[str]:
    """The verbs that these roles open in a body, beyond what they open to everybody with an account."""
    of_all = {verb for verb in PERMITS if may(Actor(person=actor.person), verb, Where(body=body)) is None}
    return {verb for verb in PERMITS if may(actor, verb, Where(body=body)) is None} - of_all


def expected(address: Address, world: World, actor: Actor, arguments: dict[str, Any]) -> str:
    """``yes``, ``no``, or ``log in``, by the declaration alone."""
    access = address.access
    assert access is not None
    if access.permit in (PUBLIC, BY_TOKEN):
        return "yes"
    if access.permit == SIGNED_IN:
        return "yes" if actor.person else "log in"
    query = QueryDict(world.query(address))
    assert access.where is not None
    where = access.where(SimpleNamespace(actor=actor, GET=query), **arguments)
    assert where is not None, f"{address.name}: nothing there for {arguments}"
    own = actor.person is not None and where.person == actor.person
    assert where.body == world.body or own or not actor.person, f"{address.name} says that it is in another body"
    if may(actor, access.permit, where) is None:
        return "yes"
    return "no" if actor.person or actor.seat else "log in"


@pytest.mark.django_db
def test_roles_of_another_body_open_nothing_here(world: World) -> None:
    """By itself, without the declarations: a stranger sees what the public sees, and pages of their own."""
    for address in OURS:
        path, _arguments = filled(address, world)
        if world.asked("public", path).to_log_in and world.asked(f"secretary {ABROAD}", path).status != 403:
            assert address.access is not None
            assert address.access.permit == SIGNED_IN or address.name in OWN, address.name


def filled(address: Address, world: World) -> tuple[str, dict[str, Any]]:
    """The path with the world's things in it, and the arguments as the view gets them."""
    path, arguments = address.route, {}
    for name, converter in address.converters.items():
        kind = type(converter).__name__.removesuffix("Converter").lower()
        keys = (f"{address.name} {name}", f"{name}:{kind}", name)
        known = next((world.arguments[key] for key in keys if key in world.arguments), None)
        assert known is not None, f"{address.name} takes {name!r}, which the world of this test does not know: add it"
        arguments[name] = converter.to_python(known)
        path = re.sub(rf"<(\w+:)?{name}>", known, path)
    assert "<" not in path, path
    return f"/{path}?{world.query(address)}", arguments


@pytest.fixture(scope="module")
def world(django_db_setup: None, django_db_blocker: Any) -> Iterator[World]:
    """Made once, through the actions, and taken back at the end."""
    with django_db_blocker.unblock(), transaction.atomic():
        yield make_world()
        transaction.set_rollback(True)


def make_world() -> World:
    home = builders.body("home", emblem='<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 4 4"/>')
    secretary = builders.person("Ann", home, "secretary", email="secretary@home.example")
    sitting = builders.meeting(home, secretary, slug="xiv")
    owner = builders.person("Olga", home, "owner", email="owner@home.example")
    followed.parties(home)
    resolution = builders.published_text(sitting, resolution=followed.debated(sitting))
    task = followed.confirmed(sitting, resolution, owner)["2"]
    abroad = builders.body("abroad")
    foreign = builders.meeting(
        abroad, builders.person("Zoe", abroad, "secretary", email="secretary@abroad.example"), slug="i"
    )
    arguments = {
        "body": home,
        "body:slug": "home",
        "meeting": sitting.id,
        "meeting:slug": "xiv",
        "resolution": resolution,
        "commitment": task,
        "credential": sitting.credentials[0],
        "person": str(owner.person),
        "token": "none",
        "colour": "1b4f8a",
        "language": "ru",
        "number:int": "0",
        "register-vote number": "1",
        "register-roll-call number": "1",
        "desk-vote number": "1",
        "desk-roll-call number": "1",
        "leaf": "1",
        **found(home, sitting, resolution),
    }
    draft, letter = arguments["desk-text-step resolution"], arguments["dispatch"]
    arguments |= opened.opened(home, sitting, resolution, draft, task, letter)
    return World(home, arguments, actors(home, abroad, sitting, foreign))


def actors(home: str, abroad: str, sitting: Sitting, foreign: Sitting) -> dict[str, tuple[Actor, Client]]:
    """Each role here and there, somebody without any, a seat here and there, and the public."""
    found: dict[str, tuple[Actor, Client]] = {"public": (THE_PUBLIC, Client())}
    for place, body in ((HOME, home), (ABROAD, abroad)):
        for role in ROLES:
            actor = builders.person(role.title(), body, role, email=f"{role}@{place}.example")
            found[f"{role} {place}"] = (actor, builders.logged_in(Client(), actor))
    for place, there in ((HOME, sitting), (ABROAD, foreign)):
        found[f"seat {place}"] = seated(there)
    ned = builders.person("Ned", home, "clerk", email="former@home.example")
    (held,) = people.roles_of([str(ned.person)])[str(ned.person)]
    done(revoke_role(actor=MACHINE, at=builders.now(), membership=held.id))
    return found | {"once a clerk": (Actor(person=ned.person), builders.logged_in(Client(), ned))}


def seated(sitting: Sitting) -> tuple[Actor, Client]:
    """Somebody who came in with a badge and has no account."""
    seat = sitting.credentials[-1]
    issued = credentials.issue_badge(actor=sitting.secretary, at=AT, credential=seat)
    assert isinstance(issued, Receipt)
    used = badges.use_badge(at=AT, token=issued.secret)
    assert isinstance(used, Receipt)
    client = Client()
    client.cookies[SEAT_COOKIE] = used.secret
    return Actor(seat=seat), client


def found(home: str, sitting: Sitting, resolution: str) -> dict[str, str]:
    """What the world's own deeds left in it."""
    done(agenda_actions.set_agenda(actor=sitting.secretary, at=AT, meeting=sitting.id, items=[({"ru": "Небо"}, None)]))
    done(dispatches.prepare_dispatches(actor=sitting.secretary, at=AT, resolution=resolution))
    letter = dispatch_queries.dispatches(resolution, AT.date())[0]
    done(dispatches.send_dispatches(actor=sitting.secretary, at=AT, dispatches=[letter.id]))
    filed = done(
        answers.record_answer(
            actor=sitting.secretary, at=AT, dispatch=letter.id, answer="accept", files=[builders.upload()]
        )
    )
    point = agenda.agenda(sitting.id)[0].id
    given = {"actor": sitting.secretary, "at": AT}
    file = item_files.lay(**given, item=point, upload=builders.upload(), titles={"ru": "Справка"}, shown="public")  # type: ignore[arg-type]
    laid = criteria.lay_down(**given, meeting=sitting.id, criterion=Laid(names={"ru": "Член общества"}))  # type: ignore[arg-type]
    vote = elections.election(elected.held(sitting, None, "1>2", "1>2", "1>2"))
    assert vote is not None
    draft = builders.debated_text(sitting, source=builders.upload())
    doubtful = builders.doubtful_paper(home)
    text, paper = texts.latest(resolution, "ru"), followup.paper(resolution)
    assert text is not None
    assert paper is not None
    (_, role), *_ = people.roles_in(home, AT.date())
    secretary, office = next(each for each in people.roles_in(home, AT.date()) if each[1].role == "secretary")
    return {
        "paper": doubtful,
        "item": point,
        "file": done(file),
        "criterion": done(laid),
        "dispatch": letter.id,
        "party": letter.party.id,
        "answer": filed,
        "desk-answer-file file": answer_queries.answers(letter.id)[0].files[0].id,
        "desk-letters-export form": "csv",
        "desk-letter-template template": "request",
        "desk-letter-template language": "ru",
        "clause": text.clauses[0].id,
        "role": role.id,
        "number": paper.slug,
        "fragment": "c1",
        "oparl-list key": home,
        "oparl-list kind": "paper",
        "oparl-file key": resolution,
        "oparl-file form": "pdf",
        **{f"oparl-{kind} key": home for kind in ("body", "organization")},
        **{f"oparl-{kind} key": sitting.id for kind in ("meeting", "location")},
        **{f"oparl-{kind} key": agenda.agenda(sitting.id)[0].id for kind in ("agendaItem", "consultation")},
        "oparl-paper key": resolution,
        "oparl-person key": secretary.id,
        "oparl-membership key": office.id,
        "verb": "open",
        "form": "docx",
        "question": elections.elections_at(sitting.id)[0].question,
        "poll": vote.poll,
        "desk-election-file form": "json",
        "register-vote-file number": str(vote.number),
        "register-vote-file form": "json",
        "desk-text-step resolution": draft,
        "desk-text-step verb": "withdraw",
        "desk-text-revision number": "1",
        "desk-text-language resolution": draft,
        "desk-text-language ?": "&language=en",
        "desk-text-source resolution": draft,
        "desk-text-source language": "ru",
        "desk-import-beside resolution": draft,
        "desk-import-beside ?": "&language=en",
    }
