"""Tracked changes as proposals, paragraph by paragraph."""

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from plenaria.core.text import reading
from plenaria.core.text.source import Source, SourceLine, TrackedChange
from plenaria.core.text.tracked import Proposal, proposals, rejected

words = st.text(alphabet="аб вг", min_size=1, max_size=8)


def source(*texts: str, changes: tuple[TrackedChange, ...] = ()) -> Source:
    return Source(lines=tuple(SourceLine(text=text) for text in texts), format="docx", changes=changes)


def inserted(line: int, start: int, text: str, author: str = "А", date: str = "") -> TrackedChange:
    return TrackedChange(line=line, kind="inserted", text=text, author=author, date=date, start=start)


def deleted(line: int, start: int, text: str, author: str = "А", date: str = "") -> TrackedChange:
    return TrackedChange(line=line, kind="deleted", text=text, author=author, date=date, start=start)


def test_words_in_a_paragraph() -> None:
    changes = (deleted(2, 9, "одну ", date="2031-05-02"), inserted(2, 9, "две ", "Б", "2031-05-01"))
    made = source("Начало.", "Провести две недели.", changes=changes)
    assert proposals(made) == (
        Proposal(line=2, before="Провести одну недели.", after="Провести две недели.", author="А, Б",
                 date="2031-05-02"),
    )  # fmt: skip
    assert rejected(made) == ("Начало.", "Провести одну недели.")


def test_a_whole_paragraph_is_new_or_gone() -> None:
    made = source("Один.", "Новый.", "Два.", changes=(inserted(2, 0, "Новый.\n"), deleted(3, 0, "Старый.\n")))
    assert proposals(made) == (
        Proposal(line=2, before="", after="Новый.", author="А"),
        Proposal(line=3, before="Старый.", after="", author="А"),
    )
    assert rejected(made) == ("Один.", "Старый.", "Два.")


def test_a_paragraph_written_behind_another_is_new() -> None:
    """As word processors keep it: the end of the first is new, and the words of the second."""
    made = source("Один.", "Новый.", changes=(inserted(1, 5, "\n"), inserted(2, 0, "Новый.")))
    assert proposals(made) == (Proposal(line=2, before="", after="Новый.", author="А"),)


def test_a_new_paragraph_in_the_place_of_one_is_one_proposal() -> None:
    made = source("Новый.", "Два.", changes=(deleted(1, 0, "Старый.\n"), inserted(1, 0, "Новый.\n")))
    assert proposals(made) == (Proposal(line=1, before="Старый.", after="Новый.", author="А"),)


def test_paragraphs_that_are_parted_or_joined() -> None:
    assert proposals(source("Поручить совету.", "Издать.", changes=(inserted(1, 16, "\n"),))) == (
        Proposal(line=1, before="Поручить совету.Издать.", after="Поручить совету.\nИздать.", author="А"),
    )
    assert proposals(source("Поручить совету и секретарю.", changes=(deleted(1, 15, "\n"),))) == (
        Proposal(line=1, before="Поручить совету\nи секретарю.", after="Поручить совету и секретарю.", author="А"),
    )


def test_what_only_moves_blanks_is_no_proposal() -> None:
    assert proposals(source("Издать  каталог.", changes=(inserted(1, 6, " "),))) == ()


def test_a_proposal_knows_its_clause() -> None:
    made = source(
        "РЕЗОЛЮЦИЯ", "Конференция постановляет:", "1. Провести две недели.", "2. Издать каталог.",
        "Принято единогласно.",
        changes=(deleted(2, 0, "Общая "), inserted(3, 12, "две "), inserted(4, 10, "каталог"), inserted(5, 8, "един")),
    )  # fmt: skip
    found = proposals(made, reading.read(made, language="ru"))
    assert [(each.line, each.clause) for each in found] == [(2, ""), (3, "c1"), (4, "c2"), (5, "")]


@given(st.lists(st.tuples(st.sampled_from(["kept", "inserted", "deleted"]), words), min_size=1, max_size=8))
def test_accepted_and_rejected_are_told_apart_by_every_order_of_changes(pieces: list[tuple[str, str]]) -> None:
    changes, text = [], ""
    for kind, said in pieces:
        if kind != "kept":
            changes.append(TrackedChange(line=1, kind=kind, text=said, start=len(text)))
        text += "" if kind == "deleted" else said
    made = source(text, "конец", changes=tuple(changes))
    before = " ".join("".join(said for kind, said in pieces if kind != "inserted").split())
    assert rejected(made) == tuple(filter(None, (before, "конец")))
    found = proposals(made)
    assert {" ".join(each.before.split()) for each in found} <= {before}
    assert bool(found) == (before.split() != text.split())
    assert rejected(replace(made, changes=())) == tuple(filter(None, (" ".join(text.split()), "конец")))
