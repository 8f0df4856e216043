"""A meeting of house owners that waits for its quorum: ``python -m tests.browser.assembly`` in a server's environment.

Makes the tables, the people, the rules and what is to be decided, and prints what a browser needs as JSON. How it is
decided is left to the pages.
"""

import json
import os
from datetime import date
from fractions import Fraction

# ruff: noqa: E402 - models can only be imported once Django is set up
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "plenaria.conf.settings")

import django

django.setup()

from django.test import Client

from plenaria.actions import agenda, bodies, credentials, elections, meetings, people, presence, texts
from plenaria.actions._perform import Receipt
from plenaria.core.permits import MACHINE, Actor
from plenaria.core.text.resolution import Clause, Resolution
from plenaria.core.voting.elections.setting import Candidate, Setting
from plenaria.core.voting.rule import Quorum, Rule, Share
from tests import builders, tables
from tests.builders import AT, done

HALF = Share(Fraction(1, 2), strict=True)
QUARTER = Share(Fraction(1, 4))
ORDINARY = Rule(threshold=HALF, quorum=Quorum(first=HALF, second=QUARTER), tie="chair")
BY_SHARE = Rule(threshold=Share(Fraction(2, 3)), quorum=Quorum(first=HALF, second=QUARTER, of="votes"), weights="share")
"""For the statutes: two thirds of the votes, each flat with its part of the house in per cent."""
OWNERS = (
    ("Белова Анна", "20.05"),
    ("Гаврилов Пётр", "12.4"),
    ("Дроздова Вера", "9.85"),
    ("Ершов Олег", "7.25"),
    ("Жукова Нина", "5.5"),
    ("Зимин Лев", "3.1"),
    ("Иволгина Ольга", "0.35"),
    *((f"Соседов {number}", "4.6") for number in range(8, 16)),
    ("Соседов 16", "4.7"),
)
"""Who owns what part of the house, in per cent; the parts make up 100."""
PRESENT = 7
CLAUSES = ("Посадить во дворе двенадцать сосен.", "Ввести сбор за стоянку во дворе.", "Провести в мае день двора.")
CANDIDATES = ("Алексеева Мария", "Борисов Иван", "Власова Дарья", "Громов Илья", "Денисова Юлия")


def make() -> dict[str, object]:
    tables.make()
    body = done(
        bodies.found_body(
            actor=MACHINE,
            at=AT,
            slug="pines",
            names={"ru": "Товарищество «Сосновый двор»"},
            level="local",
            languages=["ru"],
        )
    )
    for name, rule in (("ordinary", ORDINARY), ("statutes", BY_SHARE)):
        done(bodies.set_rule(actor=MACHINE, at=AT, body=body, rule=rule, name=name))
    chair, clerk = (member(body, *each) for each in (("Рябинина Инна", "chair"), ("Лугов Артём", "clerk")))
    secretary = member(body, "Кленова Софья", "secretary")
    meeting = planned(body, secretary)
    seats = [seat(body, secretary, meeting, number) for number in range(1, len(OWNERS) + 1)]
    resolution = debated(body, secretary, meeting)
    done(agenda.set_agenda(actor=secretary, at=AT, meeting=meeting, items=[({"ru": "Двор"}, resolution)]))
    done(meetings.convene_meeting(actor=secretary, at=AT, meeting=meeting))
    for each in seats[:PRESENT]:
        done(presence.check_in(actor=secretary, at=AT, credential=each))
    return {
        "meeting": meeting,
        "resolution": resolution,
        "election": laid_down(secretary, meeting),
        "badges": [badge(secretary, each) for each in seats[:PRESENT]],
        "sessions": {name: session(each) for name, each in (("chair", chair), ("clerk", clerk))},
    }


def member(body: str, name: str, role: str, *, login: str = "") -> Actor:
    return builders.person(name, body, role, email=f"{login or role}@pines.example")


def session(actor: Actor) -> str:
    return builders.logged_in(Client(), actor).cookies["sessionid"].value


def planned(body: str, secretary: Actor) -> str:
    return done(
        meetings.plan_meeting(
            actor=secretary,
            at=AT,
            body=body,
            slug="ii",
            number="II",
            kind="assembly",
            names={"ru": "Общее собрание собственников"},
            places={"ru": "Двор дома 7"},
            first_day=date(2026, 5, 9),
            last_day=date(2026, 5, 9),
            languages=["ru"],
            timezone="Europe/Moscow",
        )
    )


def seat(body: str, secretary: Actor, meeting: str, number: int) -> str:
    name, share = OWNERS[number - 1]
    owner = done(
        people.add_person(
            actor=MACHINE, at=AT, body=body, names={"ru": name}, email=f"owner{number}@pines.example", language="ru"
        )
    )
    credential = done(credentials.invite(actor=secretary, at=AT, meeting=meeting, person=owner, weight=share))
    return done(credentials.decide_credential(actor=secretary, at=AT, credential=credential))


def badge(secretary: Actor, credential: str) -> str:
    """The path of the link on the badge of this seat."""
    issued = credentials.issue_badge(actor=secretary, at=AT, credential=credential)
    assert isinstance(issued, Receipt), issued
    return f"/h/{issued.secret}"


def debated(body: str, secretary: Actor, meeting: str) -> str:
    clauses = tuple(Clause(id=f"c{number}", number=str(number), text=text) for number, text in enumerate(CLAUSES, 1))
    paper = Resolution(language="ru", title="О дворе", clauses=clauses)
    resolution = done(texts.import_text(actor=secretary, at=AT, body=body, meeting=meeting, text=paper))
    done(texts.table_text(actor=secretary, at=AT, resolution=resolution))
    return done(texts.debate_text(actor=secretary, at=AT, resolution=resolution))


def laid_down(secretary: Actor, meeting: str) -> str:
    candidates = tuple(Candidate({"ru": name}) for name in CANDIDATES)
    setting = Setting(method="scottish-stv", places=3, candidates=candidates)
    titles = {"ru": "Выборы правления"}
    return done(elections.prepare_election(actor=secretary, at=AT, meeting=meeting, titles=titles, setting=setting))


if __name__ == "__main__":
    print(json.dumps(make()))
