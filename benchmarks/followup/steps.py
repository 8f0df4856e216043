"""What is done once in a while: a report to a meeting, prepared, looked at and frozen, of 26 clauses and of 2,000."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from benchmarks.followup.pages import desk
from benchmarks.hall.load import Answer, Client, Hall
from benchmarks.hall.server import Installation


@dataclass(frozen=True, slots=True)
class Step:
    """A press of a button or a page: seconds until it is there, and of processors of server and database."""

    name: str
    seconds: float
    cpu: float
    size: int
    """Bytes of the answer."""


def report(made: Installation, hall: Hall, client: Client, known: Mapping[str, Any], body: str) -> list[Step]:
    """The report of a body to its next meeting, from the first button until everybody can read it."""
    meeting, session = known["reports"][body], known["keepers"][body]
    address = f"/desk/m/{meeting}/report"

    def press(verb: str) -> Callable[[], Answer]:
        return lambda: hall.ask(client, desk("POST", f"{address}/{verb}", session, {}))

    def look(path: str = "") -> Callable[[], Answer]:
        return lambda: hall.ask(client, desk("GET", f"{address}{path}", session))

    return [
        step(made, "prepared", press("prepare")),
        step(made, "page of the desk", look()),
        step(made, "frozen", press("freeze")),
        step(made, "page of the desk, frozen", look()),
        step(made, "as DOCX", look("/file/docx?language=en")),
        step(made, "as PDF", look("/file/pdf?language=en")),
    ]


def step(made: Installation, name: str, ask: Callable[[], Answer]) -> Step:
    """Do it once."""
    before, answer, after = made.use(), ask(), made.use()
    if answer.status not in (200, 302):
        name = f"{name} (refused: {answer.status})"
    cpu = after.server - before.server + after.database - before.database
    return Step(name, answer.seconds, cpu, len(answer.body))
