"""The rounds of an election as a picture."""

from dataclasses import replace
from xml.etree import ElementTree

import pytest

from plenaria.core.voting.elections import ers97, most_votes, schulze, scottish
from plenaria.core.voting.elections.count import Count
from plenaria.core.voting.elections.election import Election
from plenaria.core.voting.elections.methods import METHODS, Method
from plenaria.interfaces.kit.elections import rounds
from tests.core.voting.elections.making import election

SVG = "{http://www.w3.org/2000/svg}"
BOARD = election("ABCD", "9 A>B", "3 A>C", "4 B", "3 C>B", "2 D>C", seats=2)


def drawn(method: Method, given: Election = BOARD) -> ElementTree.Element:
    made = method(given)
    assert isinstance(made, Count)
    return ElementTree.fromstring(rounds(made, "en"))


def texts(picture: ElementTree.Element) -> list[str]:
    return [each.text or "" for each in picture.iter(f"{SVG}text")]


@pytest.mark.parametrize("name", ["scottish-stv", "ers97", "meek", "schulze", "approval", "plurality"])
def test_no_style_and_no_id_is_in_it_and_all_is_said_in_words(name: str) -> None:
    picture = drawn(METHODS[name])
    for each in picture.iter():
        assert not {"style", "id", "onclick"} & set(each.attrib)
    title, desc = picture.find(f"{SVG}title"), picture.find(f"{SVG}desc")
    assert title is not None and desc is not None
    assert (title.text or "").startswith("Elected (2 seats to fill): ")
    assert "21 valid votes" in (desc.text or "")
    assert picture.get("role") == "img"


def test_marks_say_who_was_elected_and_excluded_without_colour() -> None:
    picture = drawn(scottish.count)
    assert len(picture.findall(f".//{SVG}circle")) == 2
    assert len(picture.findall(f".//{SVG}path[@class='excluded']")) == 2
    assert [each.get("class") for each in picture.findall(f"{SVG}g")] == [
        "elected", "elected", "not-elected", "not-elected", "exhausted",
    ]  # fmt: skip
    full = [each for each in picture.iter(f"{SVG}rect") if each.get("fill")]
    # A from the first of four rounds on, B in the last.
    assert len(full) == 5


def test_the_labels_tell_the_votes_that_mattered() -> None:
    assert texts(drawn(scottish.count)) == [
        "1", "2", "3", "4", "A: 12", "B: 9.99", "C: 5.99", "D: 2", "No further preference: 2.99",
    ]  # fmt: skip


def test_a_quota_is_drawn_where_there_is_one() -> None:
    assert len(drawn(scottish.count).findall(f".//{SVG}path[@class='quota']")) == 4 + 4 + 3 + 2
    assert drawn(most_votes.plurality).findall(f".//{SVG}path[@class='quota']") == []


def test_parcels_of_one_stage_are_one_bar() -> None:
    given = election("ABCDE", "14 A>C", "7 B", "4 C>B", "6 D", "5 E>D", seats=2)
    assert texts(drawn(ers97.count, given))[:5] == ["1", "2", "3", "4", "A: 14"]


def test_of_a_comparison_by_pairs_the_last_round_is_drawn() -> None:
    picture = drawn(schulze.count)
    assert texts(picture) == ["2", "A: 3", "B: 2", "C: 1", "D: 0"]
    assert len(picture.findall(f".//{SVG}circle")) == 2


def test_names_are_escaped_and_shortened_and_the_withdrawn_are_left_out() -> None:
    given = Election(
        candidates=("<b>Ada & Co", "x" * 60, "Gone"),
        seats=1,
        ballots=election("AB", "2 A", "1 B").ballots,
        withdrawn=frozenset({3}),
    )
    assert texts(drawn(most_votes.plurality, given)) == ["1", "<b>Ada & Co: 2", f"{'x' * 39}…: 1"]


def test_who_was_elected_by_an_earlier_parcel_of_a_stage_is_marked() -> None:
    made = ers97.count(election("ABCDE", "14 A>C", "7 B", "4 C>B", "6 D", "5 E>D", seats=2))
    assert isinstance(made, Count)
    first, *between, fourth, fifth = made.rounds
    moved = (first, *between, replace(fourth, elected=(2,), why=("quota",)), replace(fifth, elected=(), why=()))
    picture = ElementTree.fromstring(rounds(replace(made, rounds=moved), "en"))
    assert len(picture.findall(f".//{SVG}circle")) == 2
