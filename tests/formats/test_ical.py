"""A calendar as RFC 5545 asks for it."""

from datetime import UTC, date, datetime

from icalendar import Calendar

from plenaria.formats import ical
from plenaria.formats.ical import Happening

STAMPED = datetime(2026, 1, 2, 3, 4, tzinfo=UTC)


def happening(**given: object) -> Happening:
    values = {
        "key": "abc@sky.example",
        "title": "XIV конференция; зал, сцена",
        "first": date(2026, 5, 9),
        "last": date(2026, 5, 11),
        "stamped": STAMPED,
        **given,
    }
    return Happening(**values)  # type: ignore[arg-type]


def test_whole_days_end_on_the_day_after_them() -> None:
    read = Calendar.from_ical(ical.write("Совет", [happening()]))
    event = read.walk("VEVENT")[0]
    assert str(read["x-wr-calname"]) == "Совет"
    assert (event.decoded("dtstart"), event.decoded("dtend")) == (date(2026, 5, 9), date(2026, 5, 12))
    assert (str(event["uid"]), str(event["summary"])) == ("abc@sky.example", "XIV конференция; зал, сцена")
    assert event.decoded("dtstamp") == STAMPED
    assert str(event["status"]) == "CONFIRMED"
    assert "location" not in event


def test_place_words_and_address_are_told_where_there_are_any() -> None:
    written = ical.write("Совет", [happening(place="Valdehoz", text="Совет", url="https://sky.example/m/")])
    event = Calendar.from_ical(written).walk("VEVENT")[0]
    assert [str(event[each]) for each in ("location", "description", "url")] == [
        "Valdehoz",
        "Совет",
        "https://sky.example/m/",
    ]


def test_what_was_cancelled_says_so() -> None:
    event = Calendar.from_ical(ical.write("Совет", [happening(cancelled=True)])).walk("VEVENT")[0]
    assert str(event["status"]) == "CANCELLED"


def test_long_lines_are_folded_at_seventy_five_bytes() -> None:
    written = ical.write("Совет", [happening(title="О тёмном небе " * 20)])
    assert max(len(line) for line in written.split(b"\r\n")) <= 75


def test_a_name_stays_within_its_line() -> None:
    written = ical.write("Council; of\nATTACH:x, y", [])
    assert b"NAME:Council\\; of\\nATTACH:x\\, y\r\n" in written
    assert [line for line in written.split(b"\r\n") if line.startswith(b"ATTACH")] == []
