"""The union of town gardens and its people: ``python -m tests.browser.union`` in the environment of an installation.

Makes the body below the one that ``plenaria init`` founded, and prints its id as JSON; then each line of the input is a
deed as JSON (its name, and what it takes), and a line of the output what came of it.
"""

import json
import sys
from datetime import date

# The first of these sets Django up.
from tests.browser.assembly import ORDINARY, session

# isort: split
from plenaria.actions import agenda, bodies, cast, credentials, meetings, people, polls, presence, texts
from plenaria.core.permits import MACHINE, Actor
from plenaria.store.models import Body, Meeting, Person, Poll
from plenaria.store.queries import people as people_queries
from plenaria.store.queries import questions
from tests.browser.gardens import address
from tests.builders import done, holder, now

NAMES = {"ru": "Союз городских садов", "es": "Unión de Huertos Urbanos"}
STAFF = (("secretary", "Полина Межевая"), ("chair", "Фёдор Грушин"))
OFFICES = (
    ("seeds", "Лидия Маковая", "Europe/Moscow", {"ru": "Руководитель сектора семян", "es": "Sector de semillas"}),
    ("feasts", "Марк Вишнев", "Asia/Vladivostok", {"ru": "Руководитель сектора праздников", "es": "Sector de fiestas"}),
    ("tools", "Нина Лопатина", "Europe/Moscow", {"ru": "Руководитель сектора орудий", "es": "Sector de herramientas"}),
    ("press", "Глеб Строчков", "Europe/Moscow", {"ru": "Руководитель сектора печати", "es": "Sector de prensa"}),
)
"""Who answers for what when the first conference ends."""
NOMINEE = ("Ирина Ракитина", "rakitina@gardens.example")
DELEGATES = ("Акация Белова", "Борис Сливин", "Вера Тыквина", "Георгий Репин", "Дина Горохова")
PARTIES = (
    ("Министерство земли", "land@ministry.example", "ru"),
    ("Управление водного хозяйства", "water@office.example", "ru"),
    ("Ботанический институт", "botany@institute.example", "es"),
    ("Комитет по делам молодёжи", "youth@committee.example", "ru"),
    ("Городская библиотека", "library@town.example", "ru"),
    ("Дворец культуры Заречья", "palace@town.example", "ru"),
    ("Оргкомитет Всемирного конгресса", "congress@world.example", "ru"),
)


class Union:
    """The deeds that pages have shown elsewhere, done without them (see ``test_two_conferences``)."""

    def __init__(self) -> None:
        parent = Body.objects.get(slug="world")
        self.body = done(
            bodies.found_body(
                actor=MACHINE,
                at=now(),
                slug="gardens",
                names=NAMES,
                level="country",
                languages=["ru", "es"],
                parent=parent.id,
            )
        )
        done(bodies.set_rule(actor=MACHINE, at=now(), body=self.body, rule=ORDINARY))
        for role, name in STAFF:
            self._person(role, name, "ru", "Europe/Moscow")
            self._office(role, role, {})
        for login, name, timezone, title in OFFICES:
            self._person(login, name, "ru", timezone)
            self._office(login, "owner", title)
        self._person("rakitina", NOMINEE[0], "ru", "Europe/Moscow")
        self._office("rakitina", "delegate", {})
        for name, email, language in PARTIES:
            done(
                bodies.add_party(
                    actor=MACHINE, at=now(), body=self.body, names={"ru": name}, language=language, email=email
                )
            )

    def session(self, login: str) -> str:
        """Somebody logs in."""
        return session(self._actor(login))

    def meeting(self, slug: str, number: str, name: str, spanish: str, place: str, day: str) -> str:
        """A conference of one day is planned, its delegates are accredited, and it is convened."""
        secretary = self._actor("secretary")
        first = date.fromisoformat(day)
        planned = done(
            meetings.plan_meeting(
                actor=secretary,
                at=now(),
                body=self.body,
                slug=slug,
                number=number,
                kind="conference",
                names={"ru": name, "es": spanish},
                places={"ru": place},
                first_day=first,
                last_day=first,
                languages=["ru", "es"],
                timezone="Europe/Moscow",
            )
        )
        for each in DELEGATES:
            known = Person.objects.filter(names__ru=each).first()
            person = (
                known.id if known else self._person(f"delegate{DELEGATES.index(each)}", each, "ru", "Europe/Moscow")
            )
            credential = done(credentials.invite(actor=secretary, at=now(), meeting=planned, person=person))
            done(credentials.decide_credential(actor=secretary, at=now(), credential=credential))
        points = [({"ru": "Резолюция", "es": "Resolución"}, None)]
        done(agenda.set_agenda(actor=secretary, at=now(), meeting=planned, items=points))
        done(meetings.convene_meeting(actor=secretary, at=now(), meeting=planned))
        return planned

    def open(self, meeting: str) -> str:
        """Everybody is in the room, and the meeting is open."""
        chair = self._actor("secretary", "chair")
        for each in self._seats(meeting):
            done(presence.check_in(actor=chair, at=now(), credential=each))
        return done(meetings.open_meeting(actor=chair, at=now(), meeting=meeting))

    def close(self, meeting: str) -> str:
        """The meeting is over."""
        return done(meetings.close_meeting(actor=self._actor("secretary", "chair"), at=now(), meeting=meeting))

    def debate(self, meeting: str, resolution: str) -> str:
        """The text is tabled and debated."""
        secretary = self._actor("secretary")
        done(texts.table_text(actor=secretary, at=now(), resolution=resolution))
        return done(texts.debate_text(actor=secretary, at=now(), resolution=resolution))

    def vote(self, meeting: str, choices: list[str], resolution: str = "", question: str = "") -> str:
        """Put a text as a whole, or what waits to be put, and let the seats vote in their order."""
        chair = self._actor("secretary", "chair")
        asked = question or done(
            polls.prepare_question(
                actor=chair, at=now(), meeting=meeting, resolution=resolution, clause=None, titles={}
            )
        )
        poll = done(polls.prepare_poll(actor=chair, at=now(), question=asked, method="electronic"))
        done(polls.open_poll(actor=chair, at=now(), poll=poll))
        self.ballots(meeting, choices, poll)
        return done(polls.close_poll(actor=chair, at=now(), poll=poll))

    def vote_the_rest(self, meeting: str, choices: list[str]) -> int:
        """Put what waits, one question after the other; how many there were."""
        asked = [each.id for each in questions.waiting(meeting)]
        for each in asked:
            self.vote(meeting, choices, question=each)
        return len(asked)

    def ballots(self, meeting: str, choices: list[str], poll: str = "") -> str:
        """The seats vote on what is open."""
        poll = poll or Poll.objects.get(meeting=meeting, state="open").id
        given = [
            cast.Ballot(actor=holder(seat), poll=poll, credential=seat, choice=choice, key=f"{poll}-{seat}")
            for seat, choice in zip(self._seats(meeting), choices, strict=False)
        ]
        for answer in cast.cast(ballots=given, at=now()):
            done(answer)
        return poll

    def _person(self, login: str, name: str, language: str, timezone: str) -> str:
        return done(
            people.add_person(
                actor=MACHINE,
                at=now(),
                body=self.body,
                names={"ru": name},
                email=address(login),
                language=language,
                timezone=timezone,
            )
        )

    def _office(self, login: str, role: str, title: dict[str, str]) -> str:
        person = Person.objects.get(email=address(login)).id
        return done(people.grant_role(actor=MACHINE, at=now(), person=person, body=self.body, role=role, title=title))

    def _actor(self, *logins: str) -> Actor:
        held = [people_queries.person_at(address(each)) for each in logins]
        roles = frozenset().union(*(people_queries.roles(each.id, now().date()) for each in held if each))
        return Actor(person=held[0].id if held[0] else None, roles=roles)

    def _seats(self, meeting: str) -> list[str]:
        return list(Meeting.objects.get(id=meeting).credentials.order_by("seat").values_list("id", flat=True))


if __name__ == "__main__":
    union = Union()
    print(json.dumps(union.body), flush=True)
    for line in sys.stdin:
        deed, given = json.loads(line)
        print(json.dumps(getattr(union, deed)(**given)), flush=True)
