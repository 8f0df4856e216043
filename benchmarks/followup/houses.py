"""The federation that is made: its bodies on three levels, their offices and who held them, their meetings."""

import random
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta

from benchmarks.register.chunk import new_id

YEARS = 10
REGIONS, BELOW = 9, 110
"""Bodies right below the federation, and below those."""
OFFICES, MOST = 10_000, 12
"""Offices whose holders answer for commitments, as many in each body; at most so many for each of its resolutions."""
SUCCEEDED = 0.25
"""How many of the offices somebody else held before."""
ZONES = ("Europe/Madrid", "America/Santiago", "Europe/Moscow", "Africa/Nairobi", "Asia/Tokyo", "America/Bogota")
"""Where owners live, each with the languages of the house."""
TITLES = {
    "en": "Head of section {}",
    "es": "Jefa de la sección {}",
    "ru": "Заведующая отделом {}",
}
PROGRAMMES = 3


@dataclass(frozen=True, slots=True)
class Holder:
    """Who held an office: their id, and the first and last day of theirs; none where they hold it still."""

    person: str
    membership: str
    since: date
    until: date | None


@dataclass(frozen=True, slots=True)
class Office:
    """An office of a body, and who held it, one after the other."""

    number: int
    holders: tuple[Holder, ...]

    def on(self, day: date) -> Holder:
        """Who held it on that day."""
        return next(each for each in self.holders if each.until is None or day <= each.until)


@dataclass(slots=True)
class House:
    """A body of the federation."""

    id: str
    slug: str
    level: str
    parent: str | None
    count: int
    """How many resolutions it adopted."""
    secretary: str
    offices: tuple[Office, ...]
    parties: tuple[str, ...]
    programmes: tuple[str, ...]
    above: tuple[str, ...]
    """Its own id, and those of the bodies above."""
    given: int = 0
    """How many commitments were given to its offices, by turns."""
    asked: int = 0
    """How many of its offices have something that they are asked about tonight."""
    citable: list[str] = field(default_factory=list)
    """The clauses of its latest resolutions, which bodies below carry out."""
    adopted: int = 0

    def next_office(self) -> Office:
        """Offices are charged by turns."""
        self.given += 1
        return self.offices[(self.given - 1) % len(self.offices)]

    def next_asked(self) -> Office:
        """The next that is asked about something tonight: each of them once."""
        self.asked += 1
        return self.offices[self.asked - 1]


@dataclass(frozen=True, slots=True)
class Sitting:
    """A meeting of a body and how many resolutions it adopted."""

    id: str
    house: House
    number: int
    first_day: date
    count: int


def counts(resolutions: int, bodies: int) -> list[int]:
    """How many resolutions each body adopted: the federation a tenth of all, one body the 77 that a first report of
    2,000 clauses takes, one its first, the others alike."""
    first, second = max(2, resolutions // 10), max(2, resolutions * 77 // 2000)
    rest = resolutions - first - second - 1
    others = bodies - 3
    alike = [rest // others + (place < rest % others) for place in range(others)]
    return [first, *alike, second, 1]


def federation(chance: random.Random, resolutions: int, today: date, below: int) -> list[House]:
    """Its bodies, those above before those below."""
    bodies = 1 + REGIONS + below
    found: list[House] = []
    for place, count in enumerate(counts(resolutions, bodies)):
        over = None if place == 0 else found[0] if place <= REGIONS else found[1 + place % REGIONS]
        own = new_id(chance)
        found.append(
            House(
                id=own,
                slug=_slug(place, bodies),
                level="world" if place == 0 else "regional" if place <= REGIONS else "country",
                parent=over.id if over else None,
                count=count,
                secretary=new_id(chance),
                offices=tuple(_offices(chance, min(count * MOST, OFFICES * resolutions // 2_000 // bodies + 1), today)),
                parties=tuple(new_id(chance) for _ in range(10)),
                programmes=tuple(new_id(chance) for _ in range(12 if place == 0 else PROGRAMMES)),
                above=(own, *(over.above if over else ())),
            )
        )
    return found


def _slug(place: int, bodies: int) -> str:
    special = {0: "federation", bodies - 2: "unreported", bodies - 1: "newcomer"}
    return special.get(place) or (f"region-{place}" if place <= REGIONS else f"member-{place - REGIONS}")


def _offices(chance: random.Random, count: int, today: date) -> Iterator[Office]:
    begun = today - timedelta(365 * YEARS + 30)
    for number in range(1, count + 1):
        if chance.random() < SUCCEEDED:
            left = today - timedelta(chance.randint(60, 365 * 3))
            yield Office(number, (_holder(chance, begun, left), _holder(chance, left + timedelta(1), None)))
        else:
            yield Office(number, (_holder(chance, begun, None),))


def _holder(chance: random.Random, since: date, until: date | None) -> Holder:
    return Holder(new_id(chance), new_id(chance), since, until)


def sittings(chance: random.Random, houses: list[House], today: date) -> list[Sitting]:
    """A meeting of each body a year, with what it adopted spread over them, in the order of time."""
    found = []
    for house in houses:
        begun = chance.randint(40, 360)
        years = 1 if house.count == 1 else YEARS
        for back in range(years):
            count = (back + 1) * house.count // years - back * house.count // years
            day = today - timedelta(365 * back + begun)
            found.append(Sitting(new_id(chance), house, years - back, day, count))
    return sorted(found, key=lambda each: (each.first_day, each.id))
