"""The older own papers, whose labels say less: numbers, points, kinds, and what stands at both ends."""

import tomllib
from collections import defaultdict
from pathlib import Path
from typing import Any

from benchmarks.evaluate.figures import Case, Figure, Report, Score, answered, compared
from benchmarks.evaluate.papers import LANGUAGES, Paper


def report(folder: Path) -> Report:
    """The figures of the folder, by language."""
    made, scores = Report(), defaultdict[tuple[str, str], Score](Score)
    counted: dict[str, int] = defaultdict(int)
    for path in sorted(folder.glob("*.toml")):
        data = tomllib.loads(path.read_text(encoding="utf-8"))
        paper = Paper(path.stem, data["text"], data["expected"])
        counted[paper.language] += 1
        for measure, score in _marks(paper, made).items():
            scores[measure, paper.language] += score
    for measure in dict.fromkeys(measure for measure, _ in scores):
        for language in LANGUAGES:
            if (measure, language) in scores:
                score = scores[measure, language]
                size = f"{score.true} in {counted[language]} papers"
                made.figures.append(Figure(measure, f"older, {language}", size, score.f1))
    return made


def _marks(paper: Paper, made: Report) -> dict[str, Score]:
    read, label = paper.read(), paper.label
    numbers = [clause.number for clause in read.clauses]
    points = [(n, child.number) for n, each in enumerate(read.clauses, 1) for child in each.children]
    labelled = [(int(n), number) for n, all_numbers in label.get("children", {}).items() for number in all_numbers]
    kinds = [clause.kind for clause in read.clauses]
    pieces: dict[str, tuple[list[Any], list[Any]]] = {
        "numbers": (list(enumerate(numbers)), list(enumerate(label["numbers"]))),
        "points": (points, labelled),
        "kind": (list(enumerate(kinds)), list(enumerate(label["kinds"]))),
        "signatures": ([[each.role, each.name] for each in read.signatures], label["signatures"]),
        "dispatch": (list(read.dispatch), label["dispatch"]),
    }
    scores = {}
    for measure, (said, true) in pieces.items():
        scores[measure] = compared(map(str, said), map(str, true))
        for wanted, got in zip(map(str, true), map(str, said), strict=False):
            if wanted != got:
                made.cases.append(Case(paper.name, measure, wanted, got))
    scores["recital count"] = answered(len(read.recitals), label["recitals"])
    return scores
