"""A vote by weight as a half ring, and the list of a roll-call."""

import re
from fractions import Fraction
from xml.etree import ElementTree

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from plenaria.interfaces.kit.drawing import CHOICES, wide
from plenaria.interfaces.kit.pictures import hemicycle
from plenaria.interfaces.kit.roll_call import SIZE, Called, column_of, cut, roll_call
from plenaria.interfaces.kit.shares import Part, shares
from tests.interfaces.kit.test_pictures import LABELS, SVG, read, words

NAMES = ("Анна <О'Нил>", "Константин Константинопольский-Задунайский", "MÁXIMA WWWWWWWWWWWWWWWWWWW", "Li", "")


def number(votes: Fraction) -> str:
    return f"{float(votes):g}".replace(".", ",")


def titles(root: ElementTree.Element) -> list[str | None]:
    return [group.findtext(f"{SVG}title") for group in root.iter(f"{SVG}g")]


def texts(root: ElementTree.Element) -> list[str | None]:
    return [each.text for each in root.iter(f"{SVG}text")]


def test_a_half_ring_gives_each_seat_its_share() -> None:
    parts = [
        Part("against", Fraction(1), "Бобры"),
        Part("for", Fraction(7, 2), "Аисты"),
        Part("absent", Fraction(5, 2)),
    ]
    root = read(shares(parts, LABELS, number, title="Пункт 3"))
    assert words(root) == (
        "Пункт 3",
        "за: 3,5; против: 1; не участвовали: 2,5; Аисты (3,5): за; Бобры (1): против",
    )
    assert texts(root) == ["за: 3,5", "против: 1", "не участвовали: 2,5"]
    assert titles(root) == ["Аисты (3,5): за", "Бобры (1): против", "не участвовали: 2,5"]
    outlines = [path.get("d", "") for path in root.iter(f"{SVG}path") if path.get("d", "").count("A") == 2]
    ends = [re.findall(r"A290 290 0 0 1 ([\d.]+) ([\d.]+)", each)[0] for each in outlines]
    # Half of the votes end at the top of the ring, all of them at its right foot.
    assert (ends[0], ends[-1]) == (("300.0", "6.0"), ("590.0", "296.0"))


def test_seats_too_small_to_see_are_drawn_together() -> None:
    parts = [Part("for", Fraction(1), f"{place}") for place in range(400)]
    assert titles(read(shares(parts, LABELS, number, title="?"))) == ["за: 400"]
    large = Part("for", Fraction(100), "Аисты")
    assert titles(read(shares([*parts, large], LABELS, number, title="?"))) == ["Аисты (100): за", "за: 400"]


def test_a_legend_stands_in_one_column_where_two_would_be_too_narrow() -> None:
    for votes, places in ((Fraction(1), {"44", "344"}), (Fraction(123456, 100), {"44"})):
        root = read(shares([Part("for", votes), Part("abstain", votes)], LABELS, number, title="?"))
        assert {each.get("x") for each in root.iter(f"{SVG}text")} == places


def test_every_choice_has_a_pattern_of_its_own() -> None:
    seen = set()
    for choice in CHOICES:
        drawn = shares([Part(choice, Fraction(1, 3))], LABELS, number, title="?")
        seen.add(re.sub('var[^)]*[)]|class="[^"]*"|<(title|desc|text).*?</(title|desc|text)>', "", drawn))
    assert len(seen) == len(CHOICES)


def test_nothing_to_show_is_still_a_picture() -> None:
    assert words(read(shares([], LABELS, number, title="-"))) == ("-", "")
    assert words(read(roll_call([], LABELS, title="-"))) == ("-", "")


def test_names_stand_under_their_choice_and_say_who_voted_for_whom() -> None:
    seats = [
        Called("Анна <О'Нил>", "against"),
        Called("Борис", "for", votes="0,35", through="Анна"),
        Called("Вера", "for"),
        Called("Глеб", "absent"),
    ]
    root = read(roll_call(seats, LABELS, title="Поимённое", by_proxy="по доверенности"))
    assert texts(root) == [
        "за: 2", "Борис · 0,35", "Вера", "против: 1", "Анна <О'Нил>", "не участвовали: 1", "Глеб", "по доверенности",
    ]  # fmt: skip
    assert titles(root)[0] == "Борис (0,35; по доверенности: Анна): за"
    assert len(re.findall('class="proxy"', roll_call(seats, LABELS, title="?", by_proxy="?"))) == 2
    assert words(root)[1] == (
        "за: 2 (Борис (0,35; по доверенности: Анна), Вера); против: 1 (Анна <О'Нил>); не участвовали: 1 (Глеб)"
    )


called = st.builds(
    Called,
    st.sampled_from(NAMES),
    st.sampled_from(CHOICES),
    votes=st.sampled_from(["", "12", "1234,35"]),
    through=st.sampled_from(["", "Li"]),
)


@settings(max_examples=60, deadline=None)
@given(st.lists(called, max_size=500))
def test_no_name_runs_into_the_next_column(seats: list[Called]) -> None:
    root = read(roll_call(seats, LABELS, title="?", by_proxy="proxy"))
    lines = [(group, group.find(f"{SVG}text")) for group in root.iter(f"{SVG}g")]
    assert len(lines) == len(seats)
    places, column = set(), column_of(seats)
    for _, line in lines:
        assert line is not None
        left = int(line.get("x", "")) // column * column
        assert int(line.get("x", "")) - left + wide(line.text or "", SIZE) <= column
        places.add((line.get("x"), line.get("y")))
    assert len(places) == len(seats)


@pytest.mark.parametrize(("name", "room", "shown"), [("Анна", 200, "Анна"), ("Анна Лебедева", 100, "Анна Л…")])
def test_a_long_name_is_cut(name: str, room: float, shown: str) -> None:
    assert cut(name, room) == shown


def test_many_seats_of_different_choices_are_parted_by_a_line() -> None:
    counts = {"for": 1204, "against": 480, "abstain": 216, "absent": 100}
    assert hemicycle(counts, LABELS, title="?").count('class="parting"') == 3
    assert hemicycle({"for": 120, "against": 80}, LABELS, title="?").count('class="parting"') == 0


@pytest.mark.parametrize(
    ("name", "column"), [("Анна", 300), ("Элена Бустаманте Лопес", 450), ("Постоянный представитель " * 3, 450)]
)
def test_long_names_have_wider_columns(name: str, column: int) -> None:
    assert column_of([Called("Ян", "for"), Called(name, "against")]) == column
