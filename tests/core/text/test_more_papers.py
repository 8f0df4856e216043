"""Short papers of varied forms are read as their labels say; the labels were written before the papers were read."""

import tomllib
from functools import cache
from typing import Any

import pytest

from plenaria.core.text.resolution import Resolution

from .papers import PAPERS, read_text

NAMES = sorted(path.stem for path in (PAPERS / "more").glob("*.toml"))


@cache
def paper(name: str) -> tuple[Resolution, dict[str, Any]]:
    data = tomllib.loads((PAPERS / "more" / f"{name}.toml").read_text(encoding="utf-8"))
    return read_text(data["text"]), data["expected"]


def test_the_papers_are_there() -> None:
    assert [sum(name.startswith(language) for name in NAMES) >= 9 for language in ("en", "es", "ru")] == [True] * 3


@pytest.mark.parametrize("name", NAMES)
def test_clauses_and_recitals_are_counted(name: str) -> None:
    read, label = paper(name)
    assert read.language == label["language"]
    assert [clause.number for clause in read.clauses] == label["numbers"]
    points = {str(n): [child.number for child in each.children] for n, each in enumerate(read.clauses, 1)}
    assert {n: numbers for n, numbers in points.items() if numbers} == label.get("children", {})
    assert (len(read.recitals), read.unplaced) == (label["recitals"], ())


@pytest.mark.parametrize("name", NAMES)
def test_kinds_are_those_of_the_label(name: str) -> None:
    read, label = paper(name)
    assert [clause.kind for clause in read.clauses] == label["kinds"]


@pytest.mark.parametrize("name", NAMES)
def test_the_head_and_the_ending_are_those_of_the_label(name: str) -> None:
    read, label = paper(name)
    assert (read.number, read.date.isoformat() if read.date else None) == (label.get("number"), label.get("date"))
    adopted = read.adoption
    assert adopted is not None
    counts = [each for each in (adopted.in_favour, adopted.against, adopted.abstaining) if each is not None]
    assert (adopted.method or "", adopted.result or "", counts) == (label["method"], label["result"], label["counts"])
    assert [[each.role, each.name] for each in read.signatures] == label["signatures"]
    assert list(read.dispatch) == label["dispatch"]
