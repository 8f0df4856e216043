"""One world for all faults, how many rounds they take, and what is written down of them."""

import json
import os
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from dataclasses import asdict
from functools import cache
from pathlib import Path

import pytest

from tests.faults.ledger import Outcome
from tests.faults.place import Place, Template, template

SEATS, POLLS = 40, 260
THIN_SEATS, THIN_POLLS = 20, 40
NAIVE_ROUNDS = 2
"""Rounds in which a naive version has to be found broken."""


@pytest.fixture(scope="session")
def share() -> float:
    """The share of the full number of rounds; 0 in a run of everything else, which takes thin ones."""
    return float(os.environ.get("ROUNDS", "0"))


@pytest.fixture(scope="session")
def world(share: float) -> Iterator[Template]:
    """A hall that each fault gets a copy of."""
    with template(*(SEATS, POLLS) if share else (THIN_SEATS, THIN_POLLS)) as made:
        yield made


@pytest.fixture(scope="session")
def serving(world: Template) -> Iterator["Serving"]:
    """A running server of Plenaria's own, or of a naive version: the same one for all who ask."""
    with ExitStack() as stack:

        @cache
        def start(naive: str) -> Place:
            place = stack.enter_context(world.copy(naive))
            place.start()
            return place

        yield start


type Serving = Callable[[str], Place]
type Rounds = Callable[..., int]


@pytest.fixture(scope="session")
def rounds(share: float) -> Rounds:
    """How many rounds, of so many in full, and so few in a thin run."""
    return lambda full, thin=0: max(1, round(full * share)) if share else thin


def against(naive: str) -> pytest.MarkDecorator:
    """Run the test against Plenaria, and in a full run against that naive version."""
    return pytest.mark.parametrize("naive", ["", pytest.param(naive, marks=pytest.mark.faults)])


type Judge = Callable[[str, str, Outcome], None]


@pytest.fixture
def judge(request: pytest.FixtureRequest) -> Judge:
    """Write down what became of a fault; Plenaria must hold, what is naive must be found broken."""

    def judge(fault: str, naive: str, outcome: Outcome) -> None:
        engine = "PostgreSQL" if os.environ.get("PLENARIA_DATABASE_URL") else "SQLite"
        if path := os.environ.get("FAULTS_RECORD"):
            line = {"fault": fault, "engine": engine, "naive": naive, **asdict(outcome)}
            with Path(path).open("a", encoding="utf-8") as file:
                file.write(json.dumps(line) + "\n")
        if naive:
            assert outcome.lost or outcome.twice or outcome.found, "the naive version was not found broken"
        else:
            assert outcome.acknowledged, "nothing was tried"
            assert (outcome.lost, outcome.twice, outcome.found) == (0, 0, [])

    return judge
