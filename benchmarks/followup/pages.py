"""The pages that are opened and the forms that are sent: secretaries at the desk, readers in public, owners' taps."""

import random
from collections.abc import Callable, Iterator, Mapping
from typing import Any
from urllib.parse import urlencode

from benchmarks.hall.load import request
from benchmarks.register.pages import Ask, Kind, opened
from benchmarks.register.papers import LANGUAGES

GOAL = 150
"""Milliseconds."""
CSRF = "a" * 32
VERBS = ("report-begun", "report-done", "report-nothing-new")
ALONE = 100
"""The share of what is measured by itself only."""


def kinds(known: Mapping[str, Any]) -> tuple[Kind, ...]:
    """All kinds of pages; of 28 a secretary opens one, and an owner sends one."""
    federation, sessions = known["federation"], known["sessions"]
    own = [each for each in sessions if each != federation]

    def at_desk(path: Callable[[random.Random], str], keeper: str = federation) -> Ask:
        return lambda chance: desk("GET", path(chance), sessions[keeper])

    def at_own_desk(query: str) -> Ask:
        def ask(chance: random.Random) -> bytes:
            body = chance.choice(own)
            return desk("GET", f"/desk/b/{body}/board{query}", sessions[body])

        return ask

    def board(query: str) -> Ask:
        return at_desk(lambda _: f"/desk/b/{federation}/board?{query}")

    def public(found: str, path: str) -> Ask:
        def address(chance: random.Random) -> str:
            body, slug = chance.choice(known[found])
            return f"/{chance.choice(LANGUAGES)}{path.format(body=body, slug=slug)}"

        return opened(address)

    def of_owner(chance: random.Random) -> str:
        return f"/desk/b/{federation}/board?below=on&owner={chance.choice(known['people'])}&by=owner"

    return (
        Kind("board of a body", at_own_desk(""), 3, GOAL),
        Kind("board of the largest body: by state", board("by=state"), 4, GOAL),
        Kind("by owner", board("by=owner"), 1, GOAL),
        Kind("by date", board("by=due"), 1, GOAL),
        Kind("board with the bodies below: by state", board("below=on&by=state"), 4, GOAL),
        Kind("by owner, with those below", board("below=on&by=owner"), 1, GOAL),
        Kind("by date, with those below", board("below=on&by=due"), 1, GOAL),
        Kind("what is overdue, with those below", board("below=on&group=overdue"), 1, GOAL),
        Kind("filtered by kind and state", board("below=on&kind=event&state=begun"), 1, GOAL),
        Kind("filtered by owner", at_desk(of_owner), 1, GOAL),
        Kind("timeline with those below", board("below=on&by=time"), 1, GOAL),
        Kind("board of a resolution", at_desk(lambda chance: _follow(chance.choice(known["followed"]))), 1, GOAL),
        Kind("plan that waits, with what it goes on with", at_desk(lambda chance: _waiting(chance, known)), 1, GOAL),
        Kind("public: what became of a resolution", public("resolutions", "/b/{body}/r/{slug}/progress"), 250, GOAL),
        Kind("public: matrix", public("above", "/b/{body}/r/{slug}/matrix/"), 100, GOAL),
        Kind("public: programme", public("programmes", "/b/{body}/programmes/{slug}/"), 100, GOAL),
        Kind("public: calendar of a body", public("programmes", "/feeds/b/{body}.ics"), 75, GOAL),
        Kind("public: resolution", public("resolutions", "/b/{body}/r/{slug}/"), 75, GOAL),
        Kind("an owner's tap", tapping(known["taps"]), 24, GOAL),
    )


def plans(known: Mapping[str, Any]) -> Kind:
    """Plans of 24 commitments that wait, each confirmed once."""
    waiting: Iterator[Mapping[str, Any]] = iter(known["plans"])

    def ask(_: random.Random) -> bytes:
        plan = next(waiting)
        form: dict[str, str] = {}
        for commitment, owner, recurrence in plan["lines"]:
            form |= {f"{commitment}-owner": owner, f"{commitment}-recurrence": recurrence}
            form |= {f"{commitment}-start": "2026-01-10", f"{commitment}-due": "2027-03-01"}
        session = known["sessions"][known["federation"]]
        return desk("POST", f"/desk/r/{plan['resolution']}/follow", session, form)

    return Kind("a plan is confirmed", ask, ALONE, GOAL)


def tapping(links: list[str]) -> Ask:
    """An owner says how things stand, by the link in their mail."""
    token = iter(range(1_000_000))

    def ask(chance: random.Random) -> bytes:
        link = links[next(token) % len(links)]
        form = {"verb": chance.choice(VERBS), "sentence": "It goes on.", "csrfmiddlewaretoken": CSRF}
        return request("POST", f"/en/u/{link}", f"csrftoken={CSRF}", urlencode(form))

    return ask


def desk(verb: str, path: str, session: str, form: Mapping[str, str] | None = None) -> bytes:
    """What a secretary's browser sends."""
    body = urlencode({**(form or {}), "csrfmiddlewaretoken": CSRF}) if form is not None else ""
    return request(verb, path, f"sessionid={session}; csrftoken={CSRF}", body)


def _waiting(chance: random.Random, known: Mapping[str, Any]) -> str:
    return _follow(chance.choice(known["plans"])["resolution"])


def _follow(resolution: str) -> str:
    return f"/desk/r/{resolution}/follow"
