"""Clauses that stand alone, in ``tests/papers/clauses``: what each does and names, whatever paper it might be in."""

import tomllib
from collections import defaultdict
from pathlib import Path

from benchmarks.evaluate.figures import Case, Figure, Report, Score, answered, compared
from benchmarks.evaluate.papers import GOALS, LANGUAGES, Label, Marks, named, value

from plenaria.core.text.editing import read_clause
from plenaria.core.text.resolution import Clause

MEASURES = (
    "kind",
    "kind or also",
    "verb, lenient",
    "parties, lenient",
    "people, lenient",
    "dates",
    "citations, lenient",
)


def report(folder: Path) -> Report:
    """The figures of all languages that have a file there."""
    made = Report()
    scores: dict[tuple[str, str], Score] = defaultdict(Score)
    for language in LANGUAGES:
        path = folder / f"{language}.toml"
        labels = tomllib.loads(path.read_text(encoding="utf-8"))["clause"] if path.exists() else []
        for n, label in enumerate(labels, 1):
            marks = _marks(f"{language} {n}", label, language)
            made.cases += marks.cases
            for measure, score in marks.scores.items():
                scores[measure, language] += score
    for measure in MEASURES:
        for language in LANGUAGES:
            if (measure, language) in scores:
                score = scores[measure, language]
                goal = GOALS.get(measure) if language in ("ru", "es", "en") else None
                made.figures.append(
                    Figure(measure, f"single clauses, {language}", str(score.true), value(measure, score), goal)
                )
    return made


def _marks(name: str, label: Label, language: str) -> Marks:
    made = Marks()
    clause = read_clause(label["text"], language, Clause(id="c1", number="1", text=label["text"]))
    made.scores["kind"] += answered(clause.kind, label["kind"])
    made.scores["kind or also"] += Score(clause.kind in {label["kind"], *label.get("also", ())}, 1, 1)
    if clause.kind != label["kind"]:
        made.cases.append(Case(f"single clauses, {language}", name, label["kind"], clause.kind, label["text"]))
    verb, wanted = (clause.verb or "").casefold(), label["verb"].casefold()
    made.scores["verb, lenient"] += Score(bool(verb) and (verb in wanted or wanted in verb), bool(verb), 1)
    for key in ("parties", "people"):
        named(made, key, getattr(clause, key), label.get(key, ()))
    named(made, "citations", [each.text for each in clause.citations], label.get("citations", ()))
    periods = {tuple(day.isoformat() for day in period) for period in clause.dates}
    made.scores["dates"] += compared(periods, {tuple(each) for each in label.get("dates", ())})
    return made
