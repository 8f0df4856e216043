"""Which tests run on the second engine: those that need it, by what they do and not by where they lie.

The first run notes each statement that a test sends to the database. Tests of what stores, changes and delivers run on
both engines, and so do tests that commit or say so by a mark. Pages only call these rooms: of their tests run as many
again as it takes for each statement to be asked of the second engine by ``WITNESSES`` of them.
"""

import json
import os
import re
import resource
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from hashlib import blake2b
from pathlib import Path
from typing import Any

import pytest

BOTH = ("tests/actions/", "tests/store/", "tests/delivery/", "tests/faults/")
"""Rooms whose tests run on both engines, one and all."""
ALWAYS, NEEDED, NEVER = "always", "needed", "never"
WITNESSES = 2
"""Tests that ask a statement of the second engine, where there are so many: what is found depends on what is stored."""

_CALL = 0.02
"""Seconds that any test costs beside what it does."""
_LIST = re.compile(r"\((?:%s, )*%s\)(?:, \((?:%s, )*%s\))*")
_SAVEPOINT = re.compile(r'(SAVEPOINT) "?s\d+_x\d+"?')


@dataclass(frozen=True, slots=True)
class Noted:
    """What a test did in the first run."""

    test: str
    seconds: float
    """Of the processor, its ended children included."""
    when: str
    """``ALWAYS``, ``NEEDED`` or ``NEVER``: whether it runs on the second engine, too."""
    statements: frozenset[str]


def shape(statement: str) -> str:
    """A statement whatever the number of its values: eight bytes of its digest."""
    one = _SAVEPOINT.sub(r"\1", _LIST.sub("(…)", statement))
    return blake2b(one.encode(), digest_size=8).hexdigest()


class Notebook:
    """A plugin: writes a line for each test into a file of this process in ``folder``."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._shapes: dict[str, str] = {}
        self._asked: set[str] = set()
        self._skipped = False

    def pytest_sessionstart(self) -> None:
        from django.db.backends.signals import connection_created

        connection_created.connect(self._listen)

    def _listen(self, connection: Any, **_: Any) -> None:
        if self._note not in connection.execute_wrappers:
            connection.execute_wrappers.append(self._note)

    def _note(self, execute: Any, sql: str, params: Any, many: bool, context: Any) -> Any:
        known = self._shapes.get(sql)
        if known is None:
            known = self._shapes[sql] = shape(sql)
        self._asked.add(known)
        return execute(sql, params, many, context)

    @pytest.hookimpl(wrapper=True, tryfirst=True)
    def pytest_runtest_protocol(self, item: pytest.Item) -> Iterator[None]:
        self._asked.clear()
        self._skipped = False
        before = _processor()
        try:
            return (yield)
        finally:
            line = {
                "test": item.nodeid,
                "seconds": round(_processor() - before, 3),
                "when": when(item, skipped=self._skipped),
                "statements": sorted(self._asked),
            }
            name = os.environ.get("PYTEST_XDIST_WORKER", "main")
            with (self._folder / f"{name}.jsonl").open("a", encoding="utf-8") as file:
                file.write(json.dumps(line) + "\n")

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        self._skipped |= report.skipped


def _processor() -> float:
    own, ended = (resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
    return own.ru_utime + own.ru_stime + ended.ru_utime + ended.ru_stime


def when(item: pytest.Item, *, skipped: bool = False) -> str:
    """When a test runs on the second engine: its room, a commit or a mark that somebody wrote says always.

    What was ``skipped`` on the first may be about the second.
    """
    if item.get_closest_marker("one_engine") or not item.get_closest_marker("database"):
        return NEVER
    django, fixtures = item.get_closest_marker("django_db"), getattr(item, "fixturenames", ())
    commits = "transactional_db" in fixtures or bool(django and django.kwargs.get("transaction"))
    said = not django and "db" not in fixtures
    return ALWAYS if skipped or commits or said or item.nodeid.startswith(BOTH) else NEEDED


def noted(folder: Path) -> list[Noted]:
    """All that the processes of a run wrote."""
    lines = (json.loads(line) for file in folder.glob("*.jsonl") for line in file.read_text("utf-8").splitlines())
    return [Noted(each["test"], each["seconds"], each["when"], frozenset(each["statements"])) for each in lines]


def chosen(tests: Iterable[Noted]) -> list[Noted]:
    """The tests that run on the second engine: those that always do, and the cheapest that ask what those did not.

    Greedy: the test that asks the most missing statements for its time, until none is missing. Within a logarithm of
    the best choice, which takes exponential time to find (V. Chvátal, "A greedy heuristic for the set-covering
    problem", 1979).
    """
    tests = sorted(tests, key=lambda each: each.test)
    taken = [each for each in tests if each.when == ALWAYS]
    left = [each for each in tests if each.when == NEEDED]
    asked = Counter(statement for each in (*taken, *left) for statement in each.statements)
    missing = {statement: min(WITNESSES, number) for statement, number in asked.items()}
    _strike(missing, taken)
    while missing:
        best = max(left, key=lambda each: len(each.statements & missing.keys()) / (each.seconds + _CALL))
        left.remove(best)
        taken.append(best)
        _strike(missing, [best])
    return taken


def _strike(missing: dict[str, int], taken: Sequence[Noted]) -> None:
    for statement in (each for test in taken for each in test.statements):
        if statement in missing:
            missing[statement] -= 1
            if not missing[statement]:
                del missing[statement]


def of_one_engine(tests: Sequence[Noted]) -> int:
    """How many statements only tests of one engine ask."""
    both = {statement for each in tests if each.when != NEVER for statement in each.statements}
    return len({statement for each in tests for statement in each.statements} - both)


def of_files(tests: Iterable[Noted]) -> Counter[str]:
    """The seconds of each file."""
    seconds: Counter[str] = Counter()
    for each in tests:
        seconds[each.test.partition("::")[0]] += each.seconds
    return seconds
