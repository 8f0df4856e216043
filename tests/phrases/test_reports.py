"""The report as a paper: its figures agree with its sections; what nobody translated says in which language it is."""

import pytest

from plenaria.core.minutes.written import Table
from plenaria.core.reports import Section
from plenaria.phrases.reports import Frame, compose, counted

FRAME = Frame(body="Совет", meeting="XV", state="draft")


def section(
    number: str,
    *,
    proposal: str = "continue",
    decision: str = "",
    kind: str = "task",
    states: tuple[str, ...] = ("begun",),
    done: dict[str, str] | None = None,
    obstacles: dict[str, str] | None = None,
) -> Section:
    facts = {
        "resolution": "XIV/1",
        "clause": number,
        "fragment": f"c{number}",
        "kind": kind,
        "words": {"ru": "Составить карту.", "es": "Elaborar el mapa."},
        "plan": [
            {"commitment": f"{number}-{at}", "owner": {"ru": "Ольга", "en": "Olga"}, "due": "2027-03-01", "late": 0}
            | {"state": state}
            for at, state in enumerate(states)
        ],
        "milestones": [{"names": {"ru": "Измерения"}, "due": "", "done_on": "2026-11-02", "commitment": f"{number}-0"}],
        "updates": [{"sentence": "Начали.", "language": "ru"}],
        "letters": [],
        "evidence": [{"link": "https://maps.example/1", "caption": "", "name": ""}],
    }
    return Section(facts=facts, done=done or {}, obstacles=obstacles or {}, proposal=proposal, decision=decision)


SECTIONS = (
    section("1", proposal="close", states=("reported-done", "noted-done")),
    section("2", obstacles={"ru": "Погода"}),
    section("3", proposal="note", kind="thanks", states=()),
    section("4", proposal="change", decision="rejected", done={"es": "Hecho."}),
)


@pytest.mark.parametrize("language", ["en", "es", "ru"])
def test_the_figures_agree_with_the_sections(language: str) -> None:
    paper = compose(SECTIONS, FRAME, language)
    tables = [each.table for each in paper.sections[0].paragraphs if each.table]
    assert [_sum(each) for each in tables] == [len(SECTIONS), 4, len(SECTIONS)]
    assert sum(len(each.paragraphs) for each in paper.sections[1:]) == len(SECTIONS)
    counts = counted(SECTIONS)
    assert (sum(counts.proposals.values()), sum(counts.kinds.values())) == (4, 4)
    found = {proposal: many for proposal, many in counts.proposals.items() if many}
    assert found == {"close": 1, "continue": 1, "note": 1, "rejected": 1}


def test_a_share_is_drawn_for_each_row() -> None:
    table = compose(SECTIONS, FRAME, "en").sections[0].paragraphs[1].table
    assert table is not None and table.shares == (25, 25, 25, 25)


def test_a_clause_has_its_plan_what_was_done_what_shows_it_and_the_proposal() -> None:
    first = compose(SECTIONS, FRAME, "ru").sections[1].paragraphs[1]
    assert (first.number, first.text) == ("2", "Составить карту.")
    said = [words for _, words in first.facts or ()]
    assert "Ольга" in said[0] and said[3] == "https://maps.example/1"
    assert said[-2] == "Погода"


def test_a_label_stands_once_above_what_it_labels() -> None:
    first = compose(SECTIONS, FRAME, "en").sections[1].paragraphs[0]
    assert [label for label, _ in first.facts or ()][:3] == ["Plan:", "", "Step:"]


def test_what_nobody_translated_stays_with_a_note() -> None:
    english = compose(SECTIONS, FRAME, "en").sections[1].paragraphs
    assert english[1].text == "Составить карту. (in the original: Russian)"
    facts = [fact for each in english for fact in each.facts or ()]
    assert ("What was done:", "Начали. (in the original: Russian)") in facts
    assert ("What stood in the way:", "Погода (in the original: Russian)") in facts
    assert ("What was done:", "Hecho. (in the original: Spanish)") in facts
    spanish = compose(SECTIONS, FRAME, "es").sections[1].paragraphs[3]
    assert spanish.text == "Elaborar el mapa."
    assert "Hecho." in [words for _, words in spanish.facts or ()]


def test_what_was_not_agreed_says_what_that_was_and_what_follows() -> None:
    facts = compose(SECTIONS, FRAME, "en").sections[1].paragraphs[3].facts or ()
    assert facts[-3:] == (
        ("Proposed:", "continue with changes"),
        ("Decided:", "not agreed"),
        (
            "",
            "Nothing else is decided by that: what was promised stays as it is, and the next report tells of it again.",
        ),
    )


def _sum(table: Table) -> int:
    return sum(int(row[1]) for row in table.rows)
