from plenaria.core.speakers import ORDERS, Debate
from plenaria.phrases import speakers


def test_a_clock_shows_minutes_and_seconds() -> None:
    shown = [speakers.clock(each) for each in (0, 5, 160, -7, 3 * 3600 + 62, -3600)]
    assert shown == ["00:00", "00:05", "02:40", "−00:07", "3:01:02", "−1:00:00"]


def test_every_order_is_said_in_one_line() -> None:
    lines = [speakers.order(each, "en") for each in ORDERS]
    assert len(set(lines)) == len(ORDERS)
    assert lines[1] == "First-time speakers first"


def test_what_is_limited_is_said_in_one_line() -> None:
    free = Debate(speech=0, point_of_order=0, reply=0)
    assert speakers.limits(free, "en") == ""
    strict = Debate(speech=90, point_of_order=0, reply=60, by_person=1, by_delegation=3, by_itself=True)
    assert speakers.limits(strict, "en") == (
        "01:30 for a speech · 01:00 for a reply · 1 speech each · 3 speeches a delegation · a speech ends by itself"
    )
