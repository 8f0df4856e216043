"""Papers that say of each paragraph what it is."""

from dataclasses import replace
from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from plenaria.core.text.declared import PARTS, is_declared
from plenaria.core.text.reading import read
from plenaria.core.text.resolution import Adoption, Attachment, Place, Signature
from plenaria.core.text.source import Source, SourceLine

FACTS = ("id", "number", "level", "kind", "date", "for", "role")


def line(part: str, text: str, **about: str) -> SourceLine:
    return SourceLine(text=text, part=part, about=tuple(about.items()))


LINES = (
    line("letterhead", "Bund der Sternfreunde"),
    line("title", "Über den Himmel", number="7", date="2031-05-03", venue="Lima"),
    line("number", "Resolution Nr. 7"),
    line("formula", "Die Konferenz,"),
    line("recital", "eingedenk der Nacht,", id="r1"),
    line("recital", "und der Sterne,", id="r1"),
    line("recital", "erfreut,", id="r2"),
    line("formula", "beschließt:"),
    line("heading", "Der Himmel"),
    line("clause", "1. Dankt der Sternwarte:", id="k1", number="1", level="1", kind="thanks", also="publication"),
    line("clause", "a) für das Licht;", id="k2", number="a", level="2", kind="thanks"),
    line("tail", "und für alles andere.", level="1"),
    line("closing", "Das gilt ab heute."),
    line("adoption", "Angenommen.", id="adoption", method="consensus", result="unanimous"),
    line("signature", "Vorsitz A. Berg", role="Vorsitz"),
    line("label", "Verteiler:"),
    line("dispatch", "Ministerium"),
    line("annex", "Anlage"),
    line("annexed", "1. Eins."),
    line("furniture", "Seite 1 von 1"),
)


def test_each_part_stands_where_it_says_that_it_belongs() -> None:
    found = read(Source(lines=LINES, format="html", language="de"))
    assert (found.language, found.title, found.number, found.date, found.venue, found.body) == (
        "de", "Über den Himmel", "7", date(2031, 5, 3), "Lima", None,
    )  # fmt: skip
    assert found.letterhead == ("Bund der Sternfreunde",)
    assert found.formula == "Die Konferenz,\nbeschließt:"
    assert [each.text for each in found.recitals] == ["eingedenk der Nacht,\nund der Sterne,", "erfreut,"]
    [clause] = found.clauses
    [point] = clause.children
    assert (clause.id, clause.number, clause.heading, clause.kind, clause.also, clause.tail) == (
        "k1", "1", "Der Himmel", "thanks", ("publication",), "und für alles andere.",
    )  # fmt: skip
    assert (clause.text, clause.place) == ("Dankt der Sternwarte:", Place(10, 3))
    assert (point.id, point.text, point.level, point.kind) == ("k2", "für das Licht;", 2, "thanks")
    assert found.closing == "Das gilt ab heute."
    assert found.adoption == Adoption(text="Angenommen.", method="consensus", result="unanimous", place=Place(14))
    assert found.signatures == (Signature("Vorsitz", "A. Berg"),)
    assert found.dispatch == ("Ministerium",)
    assert found.attachments == (Attachment(title="Anlage", paragraphs=("1. Eins.",), place=Place(18)),)
    assert (found.furniture, found.unplaced, found.warnings) == (("Seite 1 von 1",), (), ())


def test_one_paragraph_that_somebody_added_and_nothing_is_believed() -> None:
    assert is_declared(Source(lines=LINES, format="html"))
    assert not is_declared(Source(lines=(*LINES, SourceLine(text="Added.")), format="html"))
    assert not is_declared(Source(lines=(replace(LINES[0], part="", style="heading 1"),), format="html"))


def test_a_clause_that_was_copied_gets_an_id_of_its_own() -> None:
    lines = (
        line("title", "T"),
        line("clause", "1. Eins.", id="k", number="1"),
        line("clause", "Zwei, ohne die Nummer.", id="k", number="2"),
    )
    found = read(Source(lines=lines, format="html", language="de"))
    assert [(each.id, each.number, each.text) for each in found.clauses] == [
        ("k", "1", "Eins."), ("k-2", "2", "Zwei, ohne die Nummer."),
    ]  # fmt: skip


@given(
    st.lists(
        st.builds(
            lambda part, text, about: SourceLine(text=text, part=part, about=tuple(about.items())),
            st.sampled_from(PARTS),
            st.text(max_size=12),
            st.dictionaries(
                st.sampled_from(("id", "number", "level", "kind", "date", "for", "role")), st.text(max_size=4)
            ),
        ),
        max_size=8,
    )
)
def test_whatever_is_declared_is_read(lines: list[SourceLine]) -> None:
    found = read(Source(lines=tuple(lines), format="html", language="de"), language="de")
    ids = [each.id for each in found.walk()]
    assert len(ids) == len(set(ids))


def test_lies_about_kinds_dates_and_levels_do_no_harm() -> None:
    lines = (
        line("title", "T", date="yesterday"),
        line("clause", "1. Text.", id="k", number="1", level="9", kind="nonsense", also="task nonsense"),
        line("tail", "Mehr.", level="7"),
    )
    [clause] = read(Source(lines=lines, format="html", language="de")).clauses
    assert (clause.level, clause.kind in ("position", "task"), clause.tail) == (1, True, "Mehr.")
