"""A congress that waits for its delegates: ``python -m tests.browser.congress`` in a server's environment.

Makes the tables, the people and the text, and prints what a browser needs as JSON: nobody has a badge yet, nobody is in
the room.
"""

import json
from datetime import date

# The first of these sets Django up.
from tests import tables
from tests.browser.assembly import ORDINARY, member, session

# isort: split
from dataclasses import replace

from plenaria.actions import agenda, bodies, credentials, meetings, people, texts
from plenaria.core.permits import MACHINE, Actor
from plenaria.core.text.resolution import Clause, Resolution
from plenaria.store.queries import texts as text_queries
from tests.builders import AT, done

DELEGATES = ("Беляева Ольга", "Воронов Павел", "Громова Ирина", "Дятлов Сергей", "Ежова Татьяна")
"""The first four have phones; the fifth stays at home."""
TITLES = {"ru": "О ночных поездах", "es": "Sobre los trenes nocturnos"}
CLAUSES = {
    "ru": ("Вернуть ночной поезд до побережья.", "Брать с собой велосипед бесплатно.", "Издать карту остановок."),
    "es": ("Recuperar el tren nocturno a la costa.", "Llevar la bicicleta gratis.", "Publicar un mapa de paradas."),
}
ROLES = (
    ("chair", "Рыбаков Илья"),
    ("clerk", "Синицына Вера"),
    ("teller", "Уткин Роман"),
    ("counter", "Филина Анна"),
)
"""A second teller comes in as ``counter``."""


def make() -> dict[str, object]:
    tables.make()
    body = done(
        bodies.found_body(
            actor=MACHINE,
            at=AT,
            slug="railway",
            names={"ru": "Союз пассажиров", "es": "Unión de Viajeros"},
            level="country",
            languages=["ru", "es"],
        )
    )
    done(bodies.set_rule(actor=MACHINE, at=AT, body=body, rule=replace(ORDINARY, tie="lost")))
    secretary = member(body, "Соколова Дина", "secretary")
    staff = {role: member(body, name, "teller" if role == "counter" else role, login=role) for role, name in ROLES}
    meeting = planned(body, secretary)
    seats = [seat(body, secretary, meeting, number) for number in range(1, len(DELEGATES) + 1)]
    paper = debated(body, secretary, meeting)
    points = [({"ru": "Ночные поезда", "es": "Trenes nocturnos"}, paper), ({"ru": "Разное", "es": "Varios"}, None)]
    done(agenda.set_agenda(actor=secretary, at=AT, meeting=meeting, items=points))
    done(meetings.convene_meeting(actor=secretary, at=AT, meeting=meeting))
    return {
        "meeting": meeting,
        "resolution": paper,
        "seats": seats,
        "sessions": {role: session(each) for role, each in staff.items()},
    }


def planned(body: str, secretary: Actor) -> str:
    return done(
        meetings.plan_meeting(
            actor=secretary,
            at=AT,
            body=body,
            slug="vi",
            number="VI",
            kind="congress",
            names={"ru": "VI съезд пассажиров", "es": "VI Congreso de Viajeros"},
            places={"ru": "Дом железнодорожника", "es": "Casa del Ferroviario"},
            first_day=date(2026, 5, 9),
            last_day=date(2026, 5, 9),
            languages=["ru", "es"],
            timezone="Europe/Moscow",
        )
    )


def seat(body: str, secretary: Actor, meeting: str, number: int) -> str:
    person = done(
        people.add_person(
            actor=MACHINE,
            at=AT,
            body=body,
            names={"ru": DELEGATES[number - 1]},
            email=f"delegate{number}@railway.example",
            language="ru",
        )
    )
    credential = done(credentials.invite(actor=secretary, at=AT, meeting=meeting, person=person))
    return done(credentials.decide_credential(actor=secretary, at=AT, credential=credential))


def debated(body: str, secretary: Actor, meeting: str) -> str:
    """The text in both languages, under debate."""
    russian, spanish = (
        Resolution(
            language=language,
            title=TITLES[language],
            clauses=tuple(Clause(id=f"c{place}", number=str(place), text=each) for place, each in enumerate(words, 1)),
        )
        for language, words in CLAUSES.items()
    )
    paper = done(texts.import_text(actor=secretary, at=AT, body=body, meeting=meeting, text=russian))
    named = text_queries.latest(paper, "ru")
    assert named is not None
    same = tuple(replace(clause, id=known.id) for clause, known in zip(spanish.clauses, named.clauses, strict=True))
    translated = replace(spanish, clauses=same)
    done(texts.revise_text(actor=secretary, at=AT, resolution=paper, text=translated, based_on=0))
    done(texts.table_text(actor=secretary, at=AT, resolution=paper))
    return done(texts.debate_text(actor=secretary, at=AT, resolution=paper))


if __name__ == "__main__":
    print(json.dumps(make()))
