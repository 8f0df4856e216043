"""A wrong reading lowers the score: each measure is seen to fail on a label that does not fit."""

import copy
from typing import Any

import pytest
from benchmarks.evaluate.figures import Case, Figure, Report, Score, answered, compared
from benchmarks.evaluate.papers import Paper, marks
from benchmarks.evaluate.report import section
from benchmarks.evaluate.un import Document, Line, line_labels, naive, tally

from plenaria.core.text.reading import read

TEXT = """\
BRILL CHOIR UNION
Resolution No. 3
The Choir Union Assembly,
Recalling Resolution 4 of the World Choir Council of 2 May 2022,
Resolves:
1. Thanks the Ministry of Culture for its help.
2. Instructs the Board:
(a) to prepare a list by 1 March 2026;
(b) to publish the list.
Adopted by show of hands, 20 votes to 3.
Chair: R. J. Pembroke
Copies to: Ministry of Culture"""
LABEL: dict[str, Any] = {
    "language": "en",
    "title": "Resolution No. 3",
    "number": "3",
    "recitals": 1,
    "citations": ["Resolution 4 of the World Choir Council of 2 May 2022"],
    "clauses": [
        {"number": "1", "start": "Thanks the", "end": "its help.", "kind": "thanks", "verb": "Thanks"},
        {
            "number": "2", "start": "Instructs the", "end": "the list.", "kind": "task", "verb": "Instructs",
            "dates": [["2026-03-01", "2026-03-01"]],
            "points": [
                {"number": "a", "start": "to prepare", "end": "March 2026;"},
                {"number": "b", "start": "to publish", "end": "the list."},
            ],
        },
    ],
    "adoption": {"method": "show of hands", "result": "majority", "counts": [20, 3]},
    "signatures": [["Chair", "R. J. Pembroke"]],
    "dispatch": ["Ministry of Culture"],
    "furniture": [],
}  # fmt: skip


def scored(label: dict[str, Any]) -> dict[str, float]:
    return {measure: score.f1 for measure, score in marks(Paper("paper", TEXT, label)).scores.items()}


MEASURED = (
    "segment", "level", "kind", "verb", "dates", "citations", "language", "title", "number", "recital count",
    "adoption", "signatures", "dispatch",
)  # fmt: skip


def test_a_right_reading_has_full_marks() -> None:
    scores = scored(LABEL)
    assert {measure: scores[measure] for measure in MEASURED} == dict.fromkeys(MEASURED, 1.0)


@pytest.mark.parametrize(
    ("measure", "path", "wrong"),
    [
        ("segment", ("clauses", 0, "number"), "9"),
        ("segment", ("clauses", 0, "end"), "their help."),
        ("segment", ("clauses", 1, "points", 0, "start"), "to draw"),
        ("level", ("clauses", 1, "points"), []),
        ("kind", ("clauses", 0, "kind"), "task"),
        ("verb", ("clauses", 0, "verb"), "Praises"),
        ("dates", ("clauses", 1, "dates"), [["2026-03-02", "2026-03-02"]]),
        ("citations", ("citations",), ["Resolution 4"]),
        ("language", ("language",), "es"),
        ("title", ("title",), "Resolution"),
        ("number", ("number",), "4"),
        ("recital count", ("recitals",), 2),
        ("adoption", ("adoption", "counts"), [20, 3, 1]),
        ("adoption", ("adoption", "method"), "open vote"),
        ("signatures", ("signatures",), [["Secretary", "R. J. Pembroke"]]),
        ("dispatch", ("dispatch",), ["Ministry of Sport"]),
        ("furniture", ("furniture",), ["Page 2"]),
    ],
)
def test_each_wrong_label_lowers_its_measure(measure: str, path: tuple[str | int, ...], wrong: object) -> None:
    label: Any = copy.deepcopy(LABEL)
    inner = label
    for step in path[:-1]:
        inner = inner[step]
    inner[path[-1]] = wrong
    if measure == "level":
        # A point that the label has on the first level.
        label["clauses"].append({"number": "a", "start": "to prepare", "end": "March 2026;", "kind": "task"})
    assert scored(label)[measure] < 1


def test_a_clause_too_many_lowers_the_precision() -> None:
    fewer = copy.deepcopy(LABEL)
    del fewer["clauses"][0]
    score = marks(Paper("paper", TEXT, fewer)).scores["segment"]
    assert (score.right, score.said, score.true) == (3, 4, 3)


def document(*lines: Line) -> Document:
    return Document("A_RES_1_1", list(lines))


UNITED = document(
    Line("Resolution 1/1", "", None, None),
    Line("The General Assembly,", "", "preambular", None),
    Line("Recalling its resolution 64/1 of 1 May 2009,", "", "preambular", None),
    Line("Decides to meet again in the spring;", "1.", "operative", 1),
    Line("Requests the Secretary-General:", "2.", "operative", 1),
    Line("To report;", "(a)", "operative", 2),
    Line("To reply.", "(b)", "operative", 2),
)


def test_documents_are_compared_line_by_line() -> None:
    made = tally([UNITED], numbers=True)
    category = UNITED.category
    assert {key: made.scores[key, category].f1 for key in ("operative", "preambular", "segment", "level")} == {
        "operative": 1.0,
        "preambular": 1.0,
        "segment": 1.0,
        "level": 1.0,
    }
    assert naive([UNITED])["operative", category].f1 == 1.0
    assert line_labels(read(UNITED.source(numbers=False)), UNITED)[3] == "operative"


def test_a_wrong_label_of_a_line_lowers_the_score() -> None:
    lines = list(UNITED.lines)
    lines[3] = Line(lines[3].text, "1.", "preambular", None)
    lines[5] = Line(lines[5].text, "(a)", "operative", 3)
    made = tally([document(*lines)], numbers=True)
    scores = {key: score for (key, _), score in made.scores.items()}
    assert (scores["operative"].right, scores["operative"].said, scores["operative"].true) == (3, 4, 3)
    assert (scores["level"].right, scores["level"].true) == (2, 3)
    assert [(case.expected, case.read) for case in made.cases] == [("preambular", "operative")]


def test_scores_add_up() -> None:
    score = compared(["a", "a", "b"], ["a", "c"])
    score += answered(None, "x")
    assert (score.right, score.said, score.true) == (1, 3, 3)
    assert (Score().f1, Score(0, 1, 0).f1, Score(0, 0, 2).recall) == (1.0, 0.0, 0.0)


def test_a_figure_is_never_rounded_up() -> None:
    made = Report([Figure("segment", "own", "9", 0.97999, 0.98)], [Case("one", "clause 1", "a", "b", "words")])
    text = section("Own", made, words=False)
    assert "| segment | own | 9 | 0.9799 | ≥ 0.98 | not met |" in text
    assert "| one | 1 | clause 1 | a | b |" in text
    assert "words" not in text
