"""Figures and cases as text: a table in Markdown, the same whenever the same papers are read."""

from collections.abc import Sequence

from benchmarks.evaluate.figures import Case, Figure, Report


def table(figures: Sequence[Figure]) -> str:
    """One row for each figure; a value is cut, not rounded, so that none looks better than it is."""
    rows = ["| measure | set | size | reached | goal | | |", "|---|---|---|---|---|---|---|"]
    for figure in figures:
        goal = f"≥ {figure.goal:.2f}" if figure.goal is not None else ""
        value = f"{int(figure.value * 10000) / 10000:.4f}"
        cells = (figure.measure, figure.set, figure.size, value, goal, figure.verdict, figure.detail)
        rows.append("| " + " | ".join(cells) + " |")
    return "\n".join(rows)


def worst(ranked: Sequence[tuple[int, Case]], *, words: bool) -> str:
    """One row for each document: how many places are wrong, and the first of them."""
    rows = ["| document | wrong | first of them | expected | read |", "|---|---|---|---|---|"]
    for count, case in ranked:
        place = f"{case.place}: {case.words}" if words and case.words else case.place
        cells = (case.document, str(count), place, case.expected, case.read)
        rows.append("| " + " | ".join(_cell(each) for each in cells) + " |")
    return "\n".join(rows)


def _cell(text: str) -> str:
    text = " ".join(text.split()).replace("|", "\\|")
    return text if len(text) <= 160 else f"{text[:159]}…"


def section(title: str, report: Report, *, words: bool, count: int = 20) -> str:
    """A set as a section: its figures, what is to know about them, its worst cases."""
    parts = [f"## {title}", *report.notes, table(report.figures)]
    ranked = report.worst(count)
    if ranked:
        parts += [f"### The {len(ranked)} documents with the most wrong places", worst(ranked, words=words)]
    return "\n\n".join(parts)
