"""From ``second-year.toml`` to what came after the past conference besides its plan (see the file)."""

import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from importlib.resources import files
from typing import Any

from plenaria.interfaces.cli.world.values import Words

type Table = Mapping[str, Any]


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """What a body asks for every time from that day on; ``proof`` is what is found on every seat."""

    body: str
    clause: str
    on: date
    asked_of: str
    required: bool
    text: Words
    proof: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Candidate:
    """Somebody whom a clause puts forward; ``notes`` are the findings on the first criteria, all met."""

    clause: str
    person: str
    host: str
    """The superior body whose event it is, or empty."""
    office: Words
    place: Words
    first: date | None
    last: date | None
    criterion: Words
    """One that is asked of nobody else, or empty."""
    notes: Sequence[str]
    report: str
    language: str
    reported: date | None
    noted: date | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Session:
    """The session half a year later: which clause it writes anew, by which, in which words; who leads the rest."""

    amends: str
    by: str
    words: Words
    owner: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Programme:
    """Work that goes on from resolution to resolution; ``leads`` are the clauses that gave it something to do."""

    slug: str
    name: Words
    summary: Words
    begun: date
    leads: Sequence[str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Worded:
    """What the secretary wrote of a clause in the report."""

    proposal: str
    done: Words
    obstacles: Words


@dataclass(frozen=True, slots=True, kw_only=True)
class SecondYear:
    """All of it."""

    standing: Sequence[Standing]
    candidates: Sequence[Candidate]
    session: Session
    programme: Programme
    carries_out: Mapping[str, Sequence[str]]
    """Clause → the clauses of bodies above that it carries out."""
    photo: tuple[str, str]
    """The clause whose report has a photograph, and what stands under it."""
    report: Mapping[str, Worded]


def load_second_year(today: date) -> SecondYear:
    """The second year as it is on that day."""
    table = tomllib.loads(files(__package__).joinpath("second-year.toml").read_text(encoding="utf-8"))
    session, programme = table["session"], table["programme"]
    return SecondYear(
        standing=[_standing(each, today) for each in table["standing"]],
        candidates=[_candidate(each, today) for each in table["nomination"]],
        session=Session(amends=session["amends"], by=session["by"], words=session["words"], owner=session["owner"]),
        programme=Programme(
            slug=programme["slug"],
            name=programme["name"],
            summary=programme["summary"],
            begun=today + timedelta(days=programme["begun"]),
            leads=programme["leads"],
        ),
        carries_out=table["carries_out"],
        photo=(table["photo"]["clause"], table["photo"]["caption"]),
        report={
            clause: Worded(proposal=each["proposal"], done=each.get("done", {}), obstacles=each.get("obstacles", {}))
            for clause, each in table["report"].items()
        },
    )


def _standing(table: Table, today: date) -> Standing:
    return Standing(
        body=table["body"],
        clause=table["clause"],
        on=today + timedelta(days=table["on"]),
        asked_of=table["asked_of"],
        required=table.get("required", True),
        text=table["text"],
        proof=table.get("proof", ""),
    )


def _candidate(table: Table, today: date) -> Candidate:
    first, last = (_day(each, today) for each in table.get("days", (None, None)))
    return Candidate(
        clause=table["clause"],
        person=table["person"],
        host=table.get("host", ""),
        office=table["office"],
        place=table.get("place", {}),
        first=first,
        last=last,
        criterion=table.get("criterion", {}),
        notes=table.get("notes", ()),
        report=table.get("report", ""),
        language=table.get("language", ""),
        reported=_day(table.get("reported"), today),
        noted=_day(table.get("noted"), today),
    )


def _day(offset: int | None, today: date) -> date | None:
    return None if offset is None else today + timedelta(days=offset)
