"""Who spoke at the demo's meetings, and who waits to: each asks with their own seat, and the chair calls."""

from collections.abc import Callable
from datetime import datetime, timedelta

from plenaria.actions import agenda, speakers, speeches
from plenaria.core.permits import Actor
from plenaria.interfaces.cli.seeding.ground import Ground, done
from plenaria.interfaces.cli.world.values import AgendaItem, Meeting
from plenaria.store.queries import agenda as agenda_queries

type Happening = tuple[datetime, Callable[[datetime], object]]


def debates(ground: Ground, meeting: Meeting, chair: Actor, opening: datetime) -> list[Happening]:
    """Each point with speakers is opened a minute before the first of them, and they speak in the order of the file."""
    found: list[Happening] = []
    for item in meeting.agenda:
        if not item.spoken:
            continue
        first = item.spoken[0][1]
        found.append((opening + timedelta(minutes=first - 1), _opening(ground, meeting, item, chair)))
        for person, minute, seconds in item.spoken:
            began = opening + timedelta(minutes=minute)
            found.append((began, _speaking(ground, meeting, person, chair, seconds)))
        last = opening + timedelta(minutes=item.spoken[-1][1])
        for place, person in enumerate(item.speakers, 1):
            found.append((last + timedelta(seconds=20 * place), _asking(ground, meeting, person)))
    return found


def _opening(ground: Ground, meeting: Meeting, item: AgendaItem, chair: Actor) -> Callable[[datetime], object]:
    """The points before it are done with, one after the other."""

    def open_it(at: datetime) -> None:
        for point in agenda_queries.agenda(ground.meetings[meeting.id])[: item.number]:
            if point.state == "pending":
                done(agenda.open_item(actor=chair, at=at, item=point.id))

    return open_it


def _asking(ground: Ground, meeting: Meeting, person: str) -> Callable[[datetime], str]:
    holder = Actor(person=ground.people[person])
    seat = ground.credentials[meeting.id, person]
    return lambda at: done(speakers.ask(actor=holder, at=at, credential=seat)).subject


def _speaking(
    ground: Ground, meeting: Meeting, person: str, chair: Actor, seconds: int
) -> Callable[[datetime], object]:
    def speak(at: datetime) -> None:
        speaker = _asking(ground, meeting, person)(at)
        done(speeches.call(actor=chair, at=at, speaker=speaker))
        done(speeches.end(actor=chair, at=at + timedelta(seconds=seconds), speaker=speaker))

    return speak
