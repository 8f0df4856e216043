"""Days and hours for anybody's calendar (iCalendar, RFC 5545)."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from icalendar import Calendar, Event, vText

MEDIA_TYPE = "text/calendar"


@dataclass(frozen=True, slots=True, kw_only=True)
class Happening:
    """Whole days from ``first`` to ``last``, both included. ``key`` never changes, and is unlike any other's."""

    key: str
    title: str
    first: date
    last: date
    stamped: datetime
    """When this was last changed."""
    sequence: int = 0
    """How often its days were changed or called off."""
    place: str = ""
    text: str = ""
    url: str = ""
    cancelled: bool = False


def write(name: str, happenings: Sequence[Happening]) -> bytes:
    """A calendar of that name, its events as given. A calendar program asks for it again twice a day."""
    calendar = Calendar()
    calendar.add("prodid", "-//Plenaria//Plenaria//EN")
    calendar.add("version", "2.0")
    # Text like any other: the library escapes it where it knows the property, and neither of these (RFC 7986, 5.1).
    calendar.add("x-wr-calname", vText(name))
    calendar.add("name", vText(name))
    calendar.add("refresh-interval", timedelta(hours=12), parameters={"value": "DURATION"})
    for each in happenings:
        calendar.add_component(_event(each))
    written: bytes = calendar.to_ical()
    return written


def _event(of: Happening) -> Event:
    event = Event()
    event.add("uid", of.key)
    # Of a calendar without a method both are the moment of the last revision (RFC 5545, 3.8.7.2 and 3.8.7.3).
    event.add("dtstamp", of.stamped)
    event.add("last-modified", of.stamped)
    event.add("sequence", of.sequence)
    event.add("dtstart", of.first)
    # The end of whole days is the day after them (RFC 5545, 3.6.1).
    event.add("dtend", of.last + timedelta(days=1))
    event.add("summary", of.title)
    for field, value in (("location", of.place), ("description", of.text), ("url", of.url)):
        if value:
            event.add(field, value)
    event.add("status", "CANCELLED" if of.cancelled else "CONFIRMED")
    # Somebody who follows a body's calendar is not busy on its days.
    event.add("transp", "TRANSPARENT")
    return event
