"""The pictures hold what they were given, for eyes and for screen readers, and nothing that a strict policy forbids."""

import re
from xml.etree import ElementTree

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from plenaria.core.followup import COMMITMENT
from plenaria.interfaces.kit.drawing import CHOICES
from plenaria.interfaces.kit.fills import PATTERNS
from plenaria.interfaces.kit.pictures import Segment, hemicycle, progress_bar, strip

SVG = "{http://www.w3.org/2000/svg}"
LABELS = {"for": "за", "against": "против", "abstain": "воздержались", "absent": "не участвовали"}


def read(picture: str) -> ElementTree.Element:
    root = ElementTree.fromstring(picture)
    assert root.get("role") == "img"
    for element in root.iter():
        assert {name for name in element.attrib if name in ("style", "id") or name.startswith("on")} == set()
        assert element.tag.removeprefix(SVG) in {"svg", "g", "title", "desc", "path", "rect", "text"}
    return root


def words(root: ElementTree.Element) -> tuple[str | None, str | None]:
    return root.findtext(f"{SVG}title"), root.findtext(f"{SVG}desc")


def marks(root: ElementTree.Element, choice: str) -> int:
    """How many marks of a choice there are, the legend's own included; a ring is drawn by two strokes."""
    paths = [path.get("d", "") for path in root.iter(f"{SVG}path") if path.get("class") == choice]
    return sum(path.count("M") for path in paths) // (2 if choice == "abstain" else 1)


def test_what_a_hemicycle_says() -> None:
    root = read(hemicycle({"for": 31, "against": 8, "abstain": 5, "absent": 16}, LABELS, title="Пункт 3"))
    assert words(root) == ("Пункт 3", "за: 31; воздержались: 5; против: 8; не участвовали: 16")
    assert [text.text for text in root.iter(f"{SVG}text")] == [
        "за: 31",
        "воздержались: 5",
        "против: 8",
        "не участвовали: 16",
    ]


counts = st.fixed_dictionaries({}, optional={choice: st.integers(0, 250) for choice in CHOICES})


@settings(max_examples=50, deadline=None)
@given(counts)
def test_a_hemicycle_has_a_mark_for_every_seat_and_one_in_its_legend(given_counts: dict[str, int]) -> None:
    root = read(hemicycle(given_counts, LABELS, title="?"))
    for choice in CHOICES:
        count = given_counts.get(choice, 0)
        assert marks(root, choice) == (count + 1 if count else 0)


@settings(max_examples=50, deadline=None)
@given(st.integers(1, 2_000))
def test_seats_stand_apart_and_within_the_picture(count: int) -> None:
    picture = hemicycle({"for": count}, LABELS, title="?")
    path = re.search(r'class="for" d="([^"]+)"', picture)
    assert path
    places = [tuple(map(float, place)) for place in re.findall(r"M([\d.]+) ([\d.]+)h0", path[1])]
    assert len(set(places)) == count
    assert all(0 <= x <= 600 and 0 <= y <= 300 for x, y in places)


def test_the_votes_for_stand_on_the_left() -> None:
    picture = hemicycle({"for": 20, "against": 20}, LABELS, title="?")
    left = re.search(r'class="for" d="([^"]+)"', picture)
    assert left
    assert all(float(x) <= 300 for x in re.findall(r"M([\d.]+) ", left[1]))


def test_each_choice_has_a_shape_of_its_own() -> None:
    shapes = set()
    for choice in CHOICES:
        picture = re.sub("var[^)]*[)]", "", strip([("A", choice)], LABELS, title="?"))
        shapes.add(re.sub('class="[^"]*"|<title>.*?</title>|<desc>.*?</desc>', "", picture))
    assert len(shapes) == len(CHOICES)


def test_a_strip_names_every_seat_in_its_order() -> None:
    root = read(strip([("Анна <О'Нил>", "for"), ("Boris & Co", "absent")], LABELS, title="Поимённое"))
    assert words(root) == ("Поимённое", "Анна <О'Нил>: за; Boris & Co: не участвовали")
    assert [group.findtext(f"{SVG}title") for group in root.iter(f"{SVG}g")] == [
        "Анна <О'Нил>: за",
        "Boris & Co: не участвовали",
    ]


def test_a_bar_is_divided_by_the_counts() -> None:
    segments = [Segment("noted-done", 3, "done"), Segment("begun", 0, "begun"), Segment("blocked", 1, "blocked")]
    root = read(progress_bar(segments, title="Resolution XIV/2"))
    assert words(root) == ("Resolution XIV/2", "done: 3; blocked: 1")
    assert [(part.get("class"), part.get("x"), part.get("width")) for part in root.iter(f"{SVG}rect")] == [
        ("noted-done", "0", "450"),
        ("blocked", "450", "150"),
    ]


def test_a_bar_with_its_legend() -> None:
    root = read(progress_bar([Segment("begun", 2, "begun")], title="?", legend=True))
    assert [text.text for text in root.iter(f"{SVG}text")] == ["begun: 2"]
    assert len(list(root.iter(f"{SVG}rect"))) == 2


def test_nothing_to_show_is_still_a_picture() -> None:
    for picture in (hemicycle({}, LABELS, title="-"), strip([], LABELS, title="-"), progress_bar([], title="-")):
        assert words(read(picture)) == ("-", "")


@pytest.mark.parametrize("state", [*COMMITMENT.states, "overdue"])
def test_every_state_of_a_commitment_has_a_pattern(state: str) -> None:
    assert state in PATTERNS


def test_no_two_states_look_the_same_without_colour() -> None:
    patterns = [pattern for state, (pattern, _) in PATTERNS.items() if state != "overdue"]
    assert len(set(patterns)) == len(patterns)
