"""What a person does to a text by hand: no word is lost, and numbers go on counting."""

from dataclasses import replace

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from plenaria.core.text import editing
from plenaria.core.text.resolution import Clause, Place, Resolution

from .papers import read_paper
from .strategies import resolutions


def text(*outline: tuple[int, str, str]) -> Resolution:
    """Clauses by level, number and words; their ids are their words."""
    made = tuple(Clause(id=words, number=number, text=words, level=level) for level, number, words in outline)
    return editing.with_rows(Resolution(language="en", title=""), made)


def outline(resolution: Resolution) -> list[tuple[int, str, str]]:
    return [(clause.level, clause.number, clause.text) for clause in resolution.walk()]


def changed(resolution: Resolution, rows: editing.Rows | None) -> list[tuple[int, str, str]]:
    assert rows is not None
    return outline(editing.with_rows(resolution, rows))


LIST = text((1, "1", "One."), (2, "a", "first;"), (2, "b", "second."), (1, "2", "Two."), (1, "3", "Three."))


def test_rows_make_the_same_text_again() -> None:
    for language in ("en", "ru", "es"):
        paper = read_paper(language)
        assert editing.with_rows(paper, editing.rows(paper)) == paper


def test_a_row_that_stands_too_deep_is_raised() -> None:
    assert outline(text((2, "1", "One."), (4, "a", "first"), (3, "b", "second"))) == [
        (1, "1", "One."),
        (2, "a", "first"),
        (2, "b", "second"),
    ]


def test_a_clause_is_split_at_its_empty_line_and_keeps_its_id() -> None:
    long = text((1, "1", "One\nof two.\n\n2. Another."), (1, "3", "Three."))
    rows = editing.split(editing.rows(long), 0)
    assert changed(long, rows) == [(1, "1", "One\nof two."), (1, "2", "Another."), (1, "3", "Three.")]
    assert rows is not None
    assert [row.id for row in rows] == ["One\nof two.\n\n2. Another.", "", "Three."]
    assert changed(long, editing.split(editing.rows(text((1, "1", "One\ntwo."))), 0)) == [
        (1, "1", "One"),
        (1, "", "two."),
    ]
    assert editing.split(editing.rows(LIST), 0) is None


def test_a_clause_is_joined_with_the_next() -> None:
    rows = editing.rows(LIST)
    assert changed(LIST, editing.join(rows, 3)) == [*outline(LIST)[:3], (1, "2", "Two.\n3. Three.")]
    broken = editing.rows(text((1, "1", "A club of"), (1, "", "forty people.")))
    assert changed(LIST, editing.join(broken, 0)) == [(1, "1", "A club of forty people.")]
    assert editing.join(rows, 4) is None


def test_a_clause_moves_with_its_points() -> None:
    rows = editing.rows(LIST)
    assert [row.level for row in editing.shift(rows, 3, 1)] == [1, 2, 2, 2, 1]
    assert [row.level for row in editing.shift(rows, 0, 1)] == [1, 2, 2, 1, 1]
    assert [row.level for row in editing.shift(rows, 1, -1)] == [1, 1, 2, 1, 1]
    assert [row.level for row in editing.shift(rows, 0, -1)] == [1, 2, 2, 1, 1]


def test_points_of_a_clause_that_is_taken_out_move_up_and_those_of_a_removed_one_go() -> None:
    rows = editing.rows(LIST)
    assert [(row.level, row.text) for row in editing.take_out(rows, 0)][:2] == [(1, "first;"), (1, "second.")]
    assert [row.text for row in editing.remove(rows, 0)] == ["Two.", "Three."]


def test_a_new_clause_stands_behind_the_points_and_a_new_point_before_them() -> None:
    rows = editing.rows(LIST)
    for level, place in ((1, 3), (2, 1)):
        new = Clause(id="new", number="", text="New.", level=level)
        assert [row.text for row in editing.insert(rows, 0, new)].index("New.") == place
    assert editing.insert(rows, -1, Clause(id="new", number="", text="New.", level=2))[0].level == 1


def test_numbers_go_on_counting_where_they_counted() -> None:
    rows = editing.insert(editing.rows(LIST), 0, Clause(id="new", number="", text="New."))
    rows = editing.remove(rows, 1)
    after = editing.renumbered(LIST, editing.with_rows(LIST, rows))
    assert outline(after) == [
        (1, "1", "One."),
        (2, "a", "second."),
        (1, "2", "New."),
        (1, "3", "Two."),
        (1, "4", "Three."),
    ]
    russian = text(
        (1, "4", "Четыре."), (2, "4.1", "раз"), (2, "4.2", "два"), (1, "5", "Пять."), (2, "а", "раз."), (2, "б", "два.")
    )
    rows = editing.insert(editing.rows(russian), 5, Clause(id="new", number="", text="три.", level=2))
    rows = editing.remove(rows, 1)
    assert [number for _, number, _ in outline(editing.renumbered(russian, editing.with_rows(russian, rows)))] == [
        "4", "4.1", "5", "а", "б", "в",
    ]  # fmt: skip


def test_points_follow_the_new_number_of_their_clause() -> None:
    before = text((1, "1", "One."), (1, "2", "Two."), (2, "2.1", "point"))
    after = editing.renumbered(before, editing.with_rows(before, editing.remove(editing.rows(before), 0)))
    assert outline(after) == [(1, "1", "Two."), (2, "1.1", "point")]


def test_other_words_name_other_things_and_the_kind_stays() -> None:
    clause = replace(LIST.clauses[1], kind="thanks")
    other = editing.reworded(clause, "Hold a star party on 3 May 2027.", "en")
    assert (other.id, other.number, other.kind, other.verb) == ("Two.", "2", "thanks", "Hold")
    assert [first.isoformat() for first, _ in other.dates] == ["2027-05-03"]
    assert editing.reworded(clause, "Two.", "en") is clause
    assert editing.read_clause("Hold a star party.", "en", clause).kind == "event"


def test_a_clause_becomes_a_recital_and_back() -> None:
    recital = editing.to_recital(LIST, 0)
    assert [each.text for each in recital.recitals] == ["1. One."]
    assert outline(recital)[:2] == [(1, "a", "first;"), (1, "b", "second.")]
    back = editing.to_clause(recital, 0)
    assert outline(back)[0] == (1, "1", "One.")
    assert back.recitals == ()


def aside(*lines: str) -> Resolution:
    placed = tuple(replace(row, place=Place(2 * n)) for n, row in enumerate(editing.rows(LIST), 1))
    return replace(editing.with_rows(LIST, placed), furniture=lines, unplaced=("4. Note.",))


def test_a_line_that_was_set_aside_finds_its_place() -> None:
    text = aside("page 1", "page 1", "5. Five.")
    clause = editing.place(text, "5. Five.", "clause", 9)
    assert (clause.furniture, outline(clause)[4]) == (("page 1", "page 1"), (1, "5", "Five."))
    goes_on = editing.place(text, "page 1", "continuation", 9)
    assert (goes_on.furniture, outline(goes_on)[3]) == (("page 1", "5. Five."), (1, "2", "Two. page 1"))
    assert editing.place(text, "4. Note.", "recital", 0).recitals[0].text == "4. Note."
    assert editing.place(text, "4. Note.", "clause", 0).clauses[-1].text == "Note."
    assert editing.place(text, "4. Note.", "title", 0).title == "4. Note."
    for role in editing.ROLES:
        placed = editing.place(text, "4. Note.", role, 2)
        assert placed.unplaced == ()
        assert "Note." in repr(replace(placed, unplaced=()))


@settings(deadline=None, max_examples=60, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])
@given(resolutions, st.data())
def test_no_word_is_lost(resolution: Resolution, data: st.DataObject) -> None:
    rows = editing.rows(resolution)
    whole = editing.with_rows(resolution, rows)

    def words(each: Resolution) -> str:
        return "".join(sorted("".join(f"{clause.text}{clause.tail}" for clause in each.walk()).replace("\n", "")))

    assert words(whole) == words(resolution)
    assert editing.with_rows(whole, editing.rows(whole)) == whole
    if not rows:
        return
    rows, at = editing.rows(whole), data.draw(st.integers(0, len(rows) - 1))
    for by in (-1, 1):
        assert words(editing.with_rows(whole, editing.shift(rows, at, by))) == words(whole)
    assert len(editing.take_out(rows, at)) == len(rows) - 1
    joined = editing.join(rows, at)
    if joined is not None:
        assert len(words(editing.with_rows(whole, joined))) >= len(words(whole))


@settings(deadline=None, max_examples=40, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])
@given(resolutions)
def test_what_was_not_changed_is_not_renumbered(resolution: Resolution) -> None:
    assert editing.renumbered(resolution, resolution) == resolution
