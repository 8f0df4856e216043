"""Counting an election from a ballot file. Nothing is stored, and no database is needed."""

from collections.abc import Sequence
from enum import StrEnum
from fractions import Fraction
from functools import partial
from pathlib import Path
from typing import Annotated, Any

import typer
from rich.table import Table
from rich.text import Text

from plenaria.core.refusal import Refusal, unacceptable
from plenaria.core.voting.elections import meek, schulze
from plenaria.core.voting.elections.count import Count, Round, Tie, exact
from plenaria.core.voting.elections.election import Election
from plenaria.core.voting.elections.methods import METHODS, Method
from plenaria.formats import blt
from plenaria.interfaces.cli.papers import bytes_of
from plenaria.interfaces.cli.speech import LANGUAGES, _, console, language, print_json, refuse, stop, tell
from plenaria.phrases import elections as phrases
from plenaria.phrases.numbers import number

Name = StrEnum("Name", ["scottish-stv", "ers97", "meek", "schulze", "approval", "plurality", "block"])
"""What ``core.voting.elections.methods`` counts."""

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
    made = counted(read.election, seats=seats or None, lot=drawn)
    if isinstance(made, Refusal):
        refuse(read.placed(made), as_json=as_json)
    if as_json:
        print_json(contract(made))
    else:
        _show(made)


def contract(count: Count) -> dict[str, Any]:
    """The count for a program: names and numbers of candidates, votes as exact decimals in strings."""
    return {
        "method": count.method,
        "title": count.title,
        "candidates": list(count.candidates),
        "withdrawn": list(count.withdrawn),
        "seats": count.seats,
        "votes": count.exact(count.total),
        "blank": count.exact(count.blank),
        "spoilt": count.exact(count.spoilt),
        "elected": list(count.names(count.elected)),
        "elected_numbers": list(count.elected),
        "waiting_for_lot": count.waiting is not None,
        "rounds": [_round(count, each, changes) for each, changes in zip(count.rounds, count.changes(), strict=True)],
        "ties": [_tie(count, each) for each in count.lots],
        "sentence": {each: phrases.sentence(count, each) for each in sorted(LANGUAGES)},
    }


def _round(count: Count, this: Round, changes: Sequence[int]) -> dict[str, Any]:
    """A round; what its method does not know is left out."""
    more = {
        "value": None if this.value is None else count.exact(this.value),
        "keep": [exact(each, meek.SCALE) for each in this.keep] or None,
        "iterations": this.iterations or None,
        "going_on": list(this.going_on) or None,
    }
    return {
        "number": this.number,
        "action": this.action,
        "about": list(this.about),
        "votes": [count.exact(units) for units in this.votes],
        "changes": [count.exact(units) for units in changes],
        "exhausted": count.exact(this.exhausted),
        "rounding": count.exact(this.rounding),
        "quota": None if this.quota is None else count.exact(this.quota),
        "elected": list(this.elected),
        "why": list(this.why),
        "ties": [_tie(count, each) for each in count.ties if each.round == this.number],
        **{name: value for name, value in more.items() if value is not None},
    }


def _tie(count: Count, tie: Tie) -> dict[str, Any]:
    return {
        "round": tie.round,
        "purpose": tie.purpose,
        "candidates": list(count.names(tie.candidates)),
        "candidate_numbers": list(tie.candidates),
        "settled": tie.settled,
        "chosen": tie.chosen,
    }


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
