"""Bars stand where their days are, and what a colour says a pattern says too."""

from datetime import date, timedelta

from lxml import etree

from plenaria.interfaces.kit.drawing import WIDTH
from plenaria.interfaces.kit.timeline import Bar, Mark, Scale, axis, bar, grid, scale, timeline

TODAY = date(2026, 6, 15)
YEAR = Scale(date(2026, 1, 1), date(2026, 12, 31), TODAY)
SVG = "{http://www.w3.org/2000/svg}"


def drawn(of: Bar, on: Scale = YEAR) -> etree._Element:
    return etree.fromstring(bar(of, on))


def test_a_scale_is_of_whole_months_and_has_today_where_it_is_near() -> None:
    a, b = Bar(state="begun", first=date(2026, 3, 9), last=date(2026, 5, 2)), Bar(state="begun", first=None, last=None)
    assert scale([a, b], TODAY) == Scale(date(2026, 3, 1), date(2026, 6, 30), TODAY)
    assert scale([a], date(2031, 1, 1)) == Scale(date(2026, 3, 1), date(2026, 5, 31), None)
    assert scale([], TODAY) == Scale(date(2026, 6, 1), date(2026, 6, 30), TODAY)


def test_the_marks_of_milestones_are_within_the_scale() -> None:
    late = Bar(state="begun", first=date(2026, 3, 9), last=date(2026, 5, 2), marks=(Mark(date(2026, 8, 1), False),))
    assert scale([late], TODAY).last == date(2026, 8, 31)


def test_there_are_no_more_ticks_than_a_phone_has_room_for() -> None:
    def ticks(first: date, last: date) -> list[str]:
        return [str(each) for each in Scale(first, last, None).ticks()]

    assert ticks(date(2026, 5, 1), date(2026, 8, 31)) == ["2026-05-01", "2026-06-01", "2026-07-01", "2026-08-01"]
    assert ticks(date(2026, 2, 1), date(2027, 5, 31)) == [
        *("2026-04-01", "2026-07-01", "2026-10-01", "2027-01-01", "2027-04-01")
    ]
    assert ticks(date(2020, 3, 1), date(2025, 3, 31)) == [f"{year}-01-01" for year in range(2021, 2026)]
    assert len(ticks(date(1990, 1, 1), date(2026, 12, 31))) <= 7


def test_a_bar_reaches_from_its_start_to_the_end_of_its_last_day() -> None:
    (frame,) = drawn(Bar(state="no-word", first=date(2026, 1, 1), last=date(2026, 12, 31))).iter(f"{SVG}rect")
    assert (frame.get("x"), frame.get("width")) == ("0", str(WIDTH))
    (half,) = drawn(Bar(state="no-word", first=date(2026, 7, 2), last=None)).iter(f"{SVG}rect")
    assert float(str(half.get("x"))) + float(str(half.get("width"))) == WIDTH
    (day,) = drawn(Bar(state="no-word", first=None, last=date(2026, 12, 31))).iter(f"{SVG}rect")
    assert float(str(day.get("width"))) == 10


def test_what_has_no_day_at_all_has_no_bar() -> None:
    assert len(drawn(Bar(state="begun", first=None, last=None))) == 0


def test_states_differ_by_more_than_their_ink() -> None:
    shapes = set()
    for state in ("noted-done", "reported-done", "well-advanced", "begun", "not-started", "no-word", "overdue"):
        one = drawn(Bar(state=state, first=date(2026, 2, 1), last=date(2026, 9, 1)))
        shapes.add(tuple((each.tag, each.get("d"), each.get("fill") is not None) for each in one))
    assert len(shapes) == 7


def test_a_milestone_that_was_reached_is_filled() -> None:
    marks = (Mark(date(2026, 2, 1), True), Mark(date(2026, 12, 31), False))
    one = drawn(Bar(state="no-word", first=date(2026, 1, 1), last=date(2026, 12, 31), marks=marks))
    diamonds = [each for each in one.iter(f"{SVG}path") if each.get("class") == "milestone"]
    assert [str(each.get("fill")).split(",")[0] for each in diamonds] == ["var(--ink", "var(--ground"]
    assert str(diamonds[1].get("d")).startswith(f"M{WIDTH - 20:.1f} ")


def test_today_is_a_line_of_its_own() -> None:
    lines = list(etree.fromstring(grid(YEAR)))
    assert [str(each.get("stroke")).split(",")[0] for each in lines] == ["var(--line"] * 6 + ["var(--accent"]


def test_a_page_gets_its_rows_with_words_under_the_ticks() -> None:
    rows = [("a", Bar(state="begun", first=date(2026, 11, 2), last=date(2027, 2, 3)))]
    made = timeline(rows, TODAY)
    assert [row for row, _bar in made.rows] == ["a"]
    words = [each.text for each in etree.fromstring(made.axis).iter(f"{SVG}text")]
    assert words == ["Jul", "2026", "Sept", "Nov", "Jan", "2027", "today, 15 June 2026"]
    assert 'style="' not in made.axis + made.grid + made.rows[0][1]
    assert ' id="' not in made.axis + made.grid + made.rows[0][1]


def test_what_today_is_called_stays_on_the_page_wherever_it_is() -> None:
    def anchor(day: int) -> str | None:
        scale = Scale(date(2026, 1, 1), date(2026, 12, 31), date(2026, 1, 1) + timedelta(days=day))
        return (
            etree.fromstring(axis(scale, [("", "")] * len(list(scale.ticks())), "today"))
            .find(f"{SVG}text")
            .get("text-anchor")
        )

    assert [anchor(day) for day in (10, 180, 350)] == [None, "middle", "end"]
