"""One change of one place: what it makes of a text, and that it is applied to no words but its own."""

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from plenaria.core.refusal import Refusal, conflict, unacceptable
from plenaria.core.text import editing
from plenaria.core.text.amendment import NEW, Amendment, applied, changed_since, check
from plenaria.core.text.resolution import Clause, Resolution
from plenaria.formats.redline import runs


def text(*outline: tuple[int, str, str], language: str = "en") -> Resolution:
    """Clauses by level, number and words; the id of each is its first word."""
    made = tuple(Clause(id=words.split()[0], number=no, text=words, level=level) for level, no, words in outline)
    return editing.with_rows(Resolution(language=language, title="Title"), made)


LIST = text(
    (1, "1", "One stays."), (2, "a", "First of it."), (2, "b", "Second of it."), (1, "2", "Two."), (1, "3", "Three.")
)


def outline(found: Resolution | Refusal) -> list[tuple[int, str, str]]:
    assert isinstance(found, Resolution), found
    return [(clause.level, clause.number, clause.text) for clause in found.walk()]


def amendment(kind: str, clause: str, words: str = "", behind: str = "", language: str = "en") -> Amendment:
    return Amendment(kind=kind, clause=clause, behind=behind, words={language: words} if words else {})


def test_other_words_take_the_place_of_a_clause() -> None:
    done = applied(amendment("replace", "Two.", "Two, or more."), LIST, LIST)
    assert outline(done)[3:] == [(1, "2", "Two, or more."), (1, "3", "Three.")]
    assert [each.id for each in done.walk()] == [each.id for each in LIST.walk()]  # type: ignore[union-attr]


@pytest.mark.parametrize(
    ("behind", "expected"),
    [
        ("", ["1 Anew.", "2 One stays.", "a First of it.", "b Second of it.", "3 Two.", "4 Three."]),
        ("One", ["1 One stays.", "a First of it.", "b Second of it.", "2 Anew.", "3 Two.", "4 Three."]),
        ("First", ["1 One stays.", "a First of it.", "b Anew.", "c Second of it.", "2 Two.", "3 Three."]),
        ("Three.", ["1 One stays.", "a First of it.", "b Second of it.", "2 Two.", "3 Three.", "4 Anew."]),
    ],
)
def test_a_clause_is_inserted_behind_another_and_the_numbers_follow(behind: str, expected: list[str]) -> None:
    done = applied(amendment("insert", behind, "Anew."), LIST, LIST)
    assert [f"{number} {words}" for _, number, words in outline(done)] == expected
    typed = applied(amendment("insert", behind, "7. Anew."), LIST, LIST)
    assert outline(typed) == outline(done)


def test_where_the_text_counts_in_no_known_way_a_new_clause_is_a_bis() -> None:
    odd = text((1, "PRIMERO", "One."), (1, "SEGUNDO", "Two."))
    assert outline(applied(amendment("insert", "One.", "Anew."), odd, odd)) == [
        (1, "PRIMERO", "One."),
        (1, "PRIMERO bis", "Anew."),
        (1, "SEGUNDO", "Two."),
    ]


def test_a_clause_is_deleted_with_those_below_it() -> None:
    assert outline(applied(amendment("delete", "One"), LIST, LIST)) == [(1, "1", "Two."), (1, "2", "Three.")]


@pytest.mark.parametrize(
    ("clause", "behind", "expected"),
    [
        ("One", "Two.", ["1 Two.", "2 One stays.", "a First of it.", "b Second of it.", "3 Three."]),
        ("Three.", "", ["1 Three.", "2 One stays.", "a First of it.", "b Second of it.", "3 Two."]),
        ("Two.", "First", ["1 One stays.", "a First of it.", "b Two.", "c Second of it.", "2 Three."]),
    ],
)
def test_a_clause_is_moved_with_those_below_it(clause: str, behind: str, expected: list[str]) -> None:
    done = applied(amendment("move", clause, behind=behind), LIST, LIST)
    assert [f"{number} {words}" for _, number, words in outline(done)] == expected


@pytest.mark.parametrize(
    ("proposed", "code"),
    [
        (amendment("rewrite", "Two."), "amendment-kind-unknown"),
        (amendment("replace", "Nowhere", "Words."), "clause-unknown"),
        (amendment("replace", "", "Words."), "clause-unknown"),
        (amendment("insert", "Nowhere", "Words."), "clause-unknown"),
        (amendment("move", "Two.", behind="Nowhere"), "clause-unknown"),
        (amendment("replace", "Two.", " "), "amendment-empty"),
        (amendment("insert", "Two.", "Слова.", language="ru"), "amendment-empty"),
        (amendment("replace", "Two.", "Two."), "amendment-changes-nothing"),
        (amendment("move", "Two.", behind="One"), "amendment-changes-nothing"),
        (amendment("move", "One", behind="First"), "amendment-into-itself"),
    ],
)
def test_what_nobody_can_propose(proposed: Amendment, code: str) -> None:
    assert check(proposed, LIST) == unacceptable(code)


def test_the_last_clause_cannot_be_deleted() -> None:
    alone = text((1, "1", "One."))
    assert check(amendment("delete", "One."), alone) == conflict("amendment-leaves-nothing")
    assert check(amendment("delete", "Two."), LIST) is None


CHANGED, GONE = conflict("amendment-place-changed"), conflict("amendment-place-gone")


@pytest.mark.parametrize(
    ("first", "second", "refusal"),
    [
        # Other words of the same clause, or of one below it.
        (("replace", "Two.", "Two A."), ("replace", "Two.", "Two B."), CHANGED),
        (("replace", "Two.", "Two A."), ("delete", "Two."), CHANGED),
        (("replace", "First", "First A."), ("delete", "One"), CHANGED),
        (("replace", "First", "First A."), ("replace", "One", "One B."), None),
        (("replace", "Two.", "Two A."), ("insert", "Two.", "Anew."), None),
        (("replace", "Two.", "Two A."), ("move", "Two.", "", "Three."), None),
        (("replace", "Three.", "Three A."), ("replace", "Two.", "Two B."), None),
        # A place that is gone.
        (("delete", "Two."), ("replace", "Two.", "Two B."), GONE),
        (("delete", "Two."), ("insert", "Two.", "Anew."), GONE),
        (("delete", "One"), ("replace", "First", "First B."), GONE),
        (("delete", "Three."), ("move", "Two.", "", "Three."), GONE),
        (("delete", "Two."), ("delete", "Two."), GONE),
        # A clause that stands elsewhere.
        (("move", "Two.", "", "Three."), ("move", "Two.", "", ""), CHANGED),
        (("move", "Two.", "", "Three."), ("replace", "Two.", "Two B."), None),
        (("insert", "One", "Anew."), ("move", "Two.", "", "Three."), None),
        (("insert", "One", "Anew."), ("insert", "One", "Another."), None),
    ],
)
def test_what_another_change_does_to_a_place(
    first: tuple[str, ...], second: tuple[str, ...], refusal: Refusal | None
) -> None:
    later = applied(amendment(*first), LIST, LIST)
    assert isinstance(later, Resolution)
    proposed = amendment(*second)
    assert changed_since(proposed, LIST, later) == refusal
    assert isinstance(applied(proposed, LIST, later), Refusal) == (refusal is not None)


WORDS = st.lists(
    st.sampled_from(("тёмное", "небо", "¿dónde?", "cielo", "sky,", "星空", "ночь;", "1.2")), min_size=1, max_size=6
).map(lambda words: f"All {' '.join(words)}.")


@st.composite
def papers(draw: st.DrawFn) -> Resolution:
    """Texts of clauses that count 1, 2, 3 on each level, with points below some of them."""
    levels = [1, *draw(st.lists(st.integers(1, 3), max_size=7))]
    rows = [Clause(id=f"c{at}", number="", text=f"{at} {draw(WORDS)}", level=level) for at, level in enumerate(levels)]
    outline = editing.with_rows(Resolution(language="ru", title="О небе"), rows)

    def counted(clauses: tuple[Clause, ...]) -> tuple[Clause, ...]:
        return tuple(
            replace(each, number=str(at), children=counted(each.children)) for at, each in enumerate(clauses, 1)
        )

    return replace(outline, clauses=counted(outline.clauses))


@st.composite
def amended(draw: st.DrawFn) -> tuple[Resolution, Amendment, Resolution]:
    """A text, an amendment to it that can be proposed, and the text with it."""
    paper = draw(papers())
    ids = [each.id for each in paper.walk()]
    kind = draw(st.sampled_from(("replace", "insert", "delete", "move")))
    proposed = Amendment(
        kind=kind,
        clause=draw(st.sampled_from(["", *ids] if kind == "insert" else ids)),
        behind=draw(st.sampled_from(["", *ids])) if kind == "move" else "",
        words={"ru": draw(WORDS)} if kind in ("replace", "insert") else {},
    )
    done = applied(proposed, paper, paper)
    if not isinstance(done, Resolution):
        assert done == unacceptable("amendment-into-itself")
        return paper, replace(proposed, kind="delete", behind=""), editing.with_rows(paper, ())
    return paper, proposed, done


@given(amended())
@settings(max_examples=150, deadline=None)
def test_untouched_clauses_keep_their_ids_and_words_and_none_is_lost(
    found: tuple[Resolution, Amendment, Resolution],
) -> None:
    before, proposed, after = found
    was, now = ({each.id: each.text for each in text.walk()} for text in (before, after))
    touched = {proposed.clause} if proposed.kind == "replace" else set()
    gone = set()
    if proposed.kind == "delete":
        gone = {part.id for each in before.walk() if each.id == proposed.clause for part in each.walk()}
        if not after.clauses:
            gone = set(was)
    assert set(now) == set(was) - gone | ({NEW} if proposed.kind == "insert" else set())
    assert {each: now[each] for each in now if each not in touched | {NEW}} == {
        each: was[each] for each in was if each not in touched | gone
    }


@given(amended())
@settings(max_examples=100, deadline=None)
def test_the_redline_of_an_applied_amendment_gives_both_wordings_back(
    found: tuple[Resolution, Amendment, Resolution],
) -> None:
    before, proposed, after = found
    was, now = ({each.id: each.text for each in text.walk()} for text in (before, after))
    place = NEW if proposed.kind == "insert" else proposed.clause
    redline = runs(was.get(place, ""), now.get(place, ""))
    assert "".join(words for what, words in redline if what != "new") == was.get(place, "")
    assert "".join(words for what, words in redline if what != "gone") == now.get(place, "")
    if proposed.kind in ("replace", "insert"):
        assert now[place] == proposed.words["ru"]


@given(papers(), st.data())
@settings(max_examples=100, deadline=None)
def test_deleting_what_was_inserted_and_moving_back_what_was_moved_change_nothing(
    paper: Resolution, data: st.DataObject
) -> None:
    place = data.draw(st.sampled_from(["", *(each.id for each in paper.walk())]))
    longer = applied(Amendment(kind="insert", clause=place, words={"ru": "Новый пункт."}), paper, paper)
    assert isinstance(longer, Resolution)
    assert applied(Amendment(kind="delete", clause=NEW), longer, longer) == paper
    tops = [each.id for each in paper.clauses]
    moved, behind = data.draw(st.sampled_from(tops)), data.draw(st.sampled_from(["", *tops]))
    was_behind = tops[tops.index(moved) - 1] if tops.index(moved) else ""
    there = applied(Amendment(kind="move", clause=moved, behind=behind), paper, paper)
    if isinstance(there, Resolution):
        assert applied(Amendment(kind="move", clause=moved, behind=was_behind), there, there) == paper


@given(amended(), st.data())
@settings(max_examples=100, deadline=None)
def test_what_was_written_on_other_words_is_never_applied(
    found: tuple[Resolution, Amendment, Resolution], data: st.DataObject
) -> None:
    base, _first, now = found
    proposed = Amendment(
        kind="replace", clause=data.draw(st.sampled_from([each.id for each in base.walk()])), words={"ru": "Иначе."}
    )
    was, there = ({each.id: each.text for each in text.walk()} for text in (base, now))
    same = there.get(proposed.clause) == was[proposed.clause]
    assert isinstance(applied(proposed, base, now), Resolution) == same
