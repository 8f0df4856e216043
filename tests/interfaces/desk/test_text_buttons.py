"""The buttons of the preview: whatever is pressed on whatever text, no letter is lost and nothing breaks."""

import re
import tomllib
from collections import Counter
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from plenaria.core.text import editing
from plenaria.core.text.reading import read
from plenaria.core.text.resolution import Resolution
from plenaria.interfaces.desk.text_buttons import Press, done
from plenaria.interfaces.desk.text_source import paper, remaining
from plenaria.interfaces.desk.text_state import Handed
from tests.core.text.papers import PAPERS, plain

VERBS = ("split", "join", "deeper", "higher", "out", "recital", "recital-clause", "recital-join", "recital-out", "line")
LINES = [
    "RESOLUTION on water",
    "The Meeting,",
    "recalling resolution 2 of 2020,",
    "noting the drought,",
    "aware of the heat,",
    "decides:",
    "1. To thank the mayor for",
    "the tap.",
    "Page 1 of 2",
    "2. To hold a fair:",
    "a) with seeds;",
    "b) with tea.",
    "of the best.",
    "1. To ask the council to mend the gate.",
    "Adopted unanimously.",
    "Chair A. Petrie",
]


@st.composite
def presses(draw: st.DrawFn) -> Press:
    return Press(
        draw(st.sampled_from(VERBS)),
        draw(st.integers(0, 6)),
        draw(st.none() | st.integers(0, 30)),
        draw(st.integers(0, len(LINES) + 1)),
        draw(st.integers(0, 20)),
        draw(st.sampled_from([*editing.ROLES, "everywhere"])),
    )


def letters(text: Resolution) -> Counter[str]:
    words = [text.title, text.formula or "", text.closing or "", text.adoption.text if text.adoption else ""]
    words += [*text.letterhead, *text.dispatch, *text.furniture, *text.unplaced]
    words += [f"{each.role} {each.name}" for each in text.signatures]
    words += [each.text for each in text.recitals]
    words += [f"{each.number} {each.heading} {each.text} {each.tail}" for each in text.walk()]
    words += [word for each in text.attachments for word in (each.title, *each.paragraphs)]
    return Counter(re.sub(r"[\W_]+", "", "".join(words)))


@settings(deadline=None, max_examples=60, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(presses(), min_size=1, max_size=8))
def test_whatever_is_pressed_no_letter_is_lost_and_all_is_undone(pressed: list[Press]) -> None:
    source = plain("\n".join(LINES))
    start = handed = Handed.of(source, read(source), None)
    before = letters(start.text)
    for press in pressed:
        was = handed
        handed, said, changed = done(handed, press)
        assert said
        assert changed == (handed != was)
        assert not before - letters(handed.text), press
        ids = [clause.id for clause in handed.text.walk()]
        assert all(ids)
        assert len(set(ids)) == len(ids)
    while (back := handed.back()) is not None:
        handed = back
    assert handed.text == start.text


@pytest.mark.parametrize("path", sorted((PAPERS / "more").glob("*.toml"))[::3], ids=lambda path: path.stem)
def test_every_line_of_a_paper_says_what_it_is(path: Path) -> None:
    source = plain(tomllib.loads(path.read_text(encoding="utf-8"))["text"])
    handed = Handed.of(source, read(source), None)
    shown = paper(handed.lines, handed.text, [(each, each.code) for each in remaining(handed.text)])
    assert ["".join(run.text for run in line.runs) for line in shown.lines] == list(handed.lines)
    lost = [line.number for line in shown.lines if [role.what for role in line.roles] == ["nothing"]]
    assert lost == []


def test_a_running_head_is_left_out_wherever_it_stands() -> None:
    lines = [
        "RESOLUTION",
        "The Club decides:",
        "1. To thank the mayor",
        "see overleaf",
        "for the tap.",
        "2. To meet again",
    ]
    source = plain("\n".join([*lines, "see overleaf", "in May."]))
    handed, said, _changed = done(Handed.of(source, read(source), None), Press("line", line=4, role="everywhere"))
    assert [clause.text for clause in handed.text.walk()] == [
        "To thank the mayor for the tap.",
        "To meet again in May.",
    ]
    assert handed.text.furniture == ("see overleaf", "see overleaf")
    assert str(said) == "The line is in its new place."
