"""Counting an election from a ballot file. Nothing is stored, and no database is needed."""

from collections.abc import Sequence
from enum import StrEnum
from fractions import Fraction
from functools import partial
from pathlib import Path
from typing import Annotated

import typer
from rich.table import Table
from rich.text import Text

from plenaria.core.refusal import Refusal, unacceptable
from plenaria.core.voting.elections import most_votes, schulze
from plenaria.core.voting.elections.count import Count
from plenaria.core.voting.elections.election import Election
from plenaria.core.voting.elections.methods import METHODS, Method
from plenaria.core.voting.rule import Share
from plenaria.formats import blt
from plenaria.formats.count_json import contract
from plenaria.interfaces.cli.papers import bytes_of
from plenaria.interfaces.cli.speech import _, console, language, print_json, refuse, stop, tell
from plenaria.phrases import elections as phrases
from plenaria.phrases.numbers import number

Name = StrEnum("Name", ["scottish-stv", "ers97", "meek", "schulze", "approval", "plurality", "block"])
"""What ``core.voting.elections.methods`` counts."""

MOST = {"plurality": most_votes.plurality, "block": most_votes.block, "approval": most_votes.approval}
"""Methods that can ask for a threshold."""

CELL = 13
"""The width of a round in the table, in characters."""


def count(
    file: Annotated[Path, typer.Argument(help="The ballot file (BLT).")],
    method: Annotated[Name, typer.Option(help="The method of election.")],
    seats: Annotated[int, typer.Option(min=0, help="Seats to fill; without it, those of the file.")] = 0,
    lot: Annotated[
        str, typer.Option(help="The lot as drawn, the first first: names or numbers with commas, or a file of lines.")
    ] = "",
    default: Annotated[str, typer.Option(help="Schulze: the default option (none of these), name or number.")] = "",
    quorum: Annotated[int, typer.Option(min=0, help="Schulze: votes needed above the default option.")] = 0,
    majority: Annotated[
        str, typer.Option(help="Schulze: votes above the default option for one below, as 3 or 3/2.")
    ] = "1",
    threshold: Annotated[
        str,
        typer.Option(
            help="Plurality, block vote, approval: the part of the valid ballots that is needed, as 1/2 (at least) or "
            '">1/2" (more than).'
        ),
    ] = "",
    blank: Annotated[bool, typer.Option(help="With a threshold: blank ballots are part of its base.")] = False,
    as_json: Annotated[bool, typer.Option("--json", help="Print it as JSON, for a program.")] = False,
) -> None:
    """Count an election: who is elected, every round, and every tie that a lot has to settle."""
    data = bytes_of(file)
    read = data if isinstance(data, Refusal) else blt.read(data)
    if isinstance(read, Refusal):
        refuse(read, as_json=as_json)
    drawn = _candidates(_lot(lot), read.election)
    option = _candidates([default] if default else [], read.election)
    if isinstance(drawn, Refusal) or isinstance(option, Refusal):
        refuse(drawn if isinstance(drawn, Refusal) else option, as_json=as_json)  # type: ignore[arg-type]
    counted: Method = METHODS[method]
    if method == "schulze":
        ratio = _ratio(majority)
        counted = partial(schulze.count, default=option[0] if option else None, quorum=quorum, majorities=ratio)
    elif method in MOST:
        base = "cast" if blank else "valid"
        counted = partial(MOST[method], threshold=_threshold(threshold) if threshold else None, base=base)
    elif threshold:
        stop(_("A threshold belongs to plurality, block vote and approval."))
    made = counted(read.election, seats=seats or None, lot=drawn)
    if isinstance(made, Refusal):
        refuse(read.placed(made), as_json=as_json)
    if as_json:
        print_json(contract(made))
    else:
        _show(made)


def _lot(text: str) -> list[str]:
    """The entries of a lot, from a file of that name or from the text itself."""
    if not text:
        return []
    data = bytes_of(Path(text))
    entries = text.split(",") if isinstance(data, Refusal) else data.decode("utf-8", "replace").splitlines()
    return [entry.strip() for entry in entries if entry.strip()]


def _candidates(entries: Sequence[str], election: Election) -> tuple[int, ...] | Refusal:
    """Names or numbers as numbers. Refused: ``lot-unreadable`` (word)."""
    known = {str(place): place for place in range(1, len(election.candidates) + 1)}
    known |= {name.casefold(): place for place, name in enumerate(election.candidates, 1)}
    found: list[int] = []
    for entry in entries:
        place = known.get(entry.casefold())
        if place is None or place in found:
            return unacceptable("lot-unreadable", word=entry[:80])
        found.append(place)
    return tuple(found)


def _ratio(text: str) -> Fraction:
    try:
        return Fraction(text)
    except (ValueError, ZeroDivisionError):
        stop(_("“{text}” is no ratio. Write it like 3 or 3/2.").format(text=text))


def _threshold(text: str) -> Share:
    """More than a part (``>1/2``), or at least it."""
    strict = text.strip().startswith(">")
    try:
        return Share(Fraction(text.strip().removeprefix(">").strip()), strict=strict)
    except (ValueError, ZeroDivisionError):
        stop(_("“{text}” is no part that can be reached. Write it like 1/2 or >1/2.").format(text=text))


def _show(count: Count) -> None:
    """The result sheet and, below it, what was done."""
    if count.title:
        console.print(Text(count.title, style="bold"))
    width = max(1, (console.width - max(map(len, count.candidates)) - 3) // CELL)
    for start in range(0, len(count.rounds), width):
        console.print(_sheet(count, start, start + width))
    for line in phrases.minutes(count, language()):
        tell(line)


def _sheet(count: Count, start: int, end: int) -> Table:
    """The votes of some rounds: candidates down, rounds across; ● is elected, × excluded."""
    table = Table(show_edge=False, pad_edge=False)
    table.add_column(_("Candidate"))
    for each in count.rounds[start:end]:
        table.add_column(f"{each.number}", justify="right")
    for candidate, name in enumerate(count.candidates, 1):
        if candidate not in count.withdrawn:
            cells = [_cell(count, place, candidate) for place in range(start, min(end, len(count.rounds)))]
            table.add_row(Text(name, style="bold" if candidate in count.elected else ""), *cells)
    rounds = count.rounds[start:end]
    if any(each.exhausted or each.rounding for each in count.rounds):
        table.add_section()
        table.add_row(_("Exhausted"), *(_votes(count, each.exhausted) for each in rounds))
        table.add_row(_("Fractions cut off"), *(_votes(count, each.rounding) for each in rounds))
    if any(each.quota is not None for each in rounds):
        table.add_section()
        table.add_row(_("Quota"), *("" if each.quota is None else _votes(count, each.quota) for each in rounds))
    return table


def _cell(count: Count, place: int, candidate: int) -> Text:
    this = count.rounds[place]
    mark = "● " if candidate in this.elected else "× " if candidate in this.about and this.action != "surplus" else ""
    return Text(mark + _votes(count, this.votes[candidate - 1]), style="green" if mark == "● " else "")


def _votes(count: Count, units: int) -> str:
    return number(count.votes(units), language())
