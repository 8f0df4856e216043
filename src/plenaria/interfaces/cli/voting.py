"""What a vote means, on this machine: decide ready sums, recount a roll-call. Nothing is stored."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction
from pathlib import Path
from typing import Annotated, Any

import typer

from plenaria.core.refusal import Refusal, unacceptable
from plenaria.core.voting import decision as decisions
from plenaria.core.voting.decision import Decision
from plenaria.core.voting.elections import count
from plenaria.core.voting.rule import Rule
from plenaria.core.voting.tally import Tally, counted, exact, tally, weighed, weighted
from plenaria.core.voting.written import rule_of
from plenaria.formats.roll_call import read_roll_call
from plenaria.interfaces.cli.papers import bytes_of
from plenaria.interfaces.cli.speech import LANGUAGES, language, print_json, refuse, tell
from plenaria.phrases.results import sentence

RuleFile = Annotated[Path, typer.Option("--rule", help="The rule, in TOML; docs/rules.md shows every key.")]
Call = Annotated[int, typer.Option(min=1, help="First or second call of the meeting.")]
Putting = Annotated[int, typer.Option(min=1, help="How often it has been put, this time included.")]
Voice = Annotated[str, typer.Option(help="How it settles a tie: for or against.")]
AsJson = Annotated[bool, typer.Option("--json", help="Print it as JSON, for a program.")]


@dataclass(frozen=True, slots=True)
class _Known:
    """A rule from a file, and the table of weights that stands with it."""

    rule: Rule
    weights: Mapping[str, Fraction]
    says_one: bool
    """Whether the file says itself that every seat has one vote."""


def decide(
    rule: RuleFile,
    in_favour: Annotated[str, typer.Option("--for", metavar="VOTES", help="Votes for: 31, or exactly 20.35.")],
    against: Annotated[str, typer.Option(metavar="VOTES", help="Votes against.")],
    abstain: Annotated[str, typer.Option(metavar="VOTES", help="Abstentions.")] = "0",
    present: Annotated[str, typer.Option(metavar="VOTES", help="Present; without it, those that voted.")] = "",
    roll: Annotated[str, typer.Option(metavar="VOTES", help="Of the roll; without it, those present.")] = "",
    seats_present: Annotated[
        int | None, typer.Option(help="Seats present, where --present says their votes instead.")
    ] = None,
    seats: Annotated[int | None, typer.Option(help="Seats of the roll, where --roll says their votes instead.")] = None,
    call: Call = 1,
    putting: Putting = 1,
    chair: Voice = "",
    lot: Voice = "",
    as_json: AsJson = False,
) -> None:
    """Say what these votes mean under a rule, with the arithmetic."""
    known = _written(rule, as_json)
    given = {"--for": in_favour, "--against": against, "--abstain": abstain}
    given |= {name: text for name, text in (("--present", present), ("--roll", roll)) if text}
    figures = {name: _votes(name, text, known.rule, as_json) for name, text in given.items()}
    sums = (
        _one_each(figures)
        if known.rule.weights == "one"
        else _exactly(figures, known, seats_present=seats_present, seats=seats)
    )
    if isinstance(sums, Refusal):
        refuse(sums, as_json=as_json)
    voices = {"chair": _voice(chair, "chair", as_json), "lot": _voice(lot, "lot", as_json)}
    _say(decisions.decide(known.rule, sums, call=call, putting=putting, **voices), as_json)


def recount(
    roll_call: Annotated[Path, typer.Argument(metavar="ROLL.csv", help="Columns: seat, weight (if any), choice.")],
    rule: RuleFile,
    call: Call = 1,
    putting: Putting = 1,
    chair: Voice = "",
    lot: Voice = "",
    as_json: AsJson = False,
) -> None:
    """Count an exported roll-call again, and say what it means under a rule."""
    known = _written(rule, as_json)
    data = bytes_of(roll_call)
    found = data if isinstance(data, Refusal) else read_roll_call(data, known.weights)
    if isinstance(found, Refusal):
        refuse(found, as_json=as_json)
    units = _fitting(found.weights, known) or weighted(found.weights)
    if isinstance(units, Refusal):
        refuse(units, as_json=as_json)
    sums = tally(found.votes, units, present=found.there, opening=found.opening)
    if isinstance(sums, Refusal):
        refuse(sums, as_json=as_json)
    voices = {"chair": _voice(chair, "chair", as_json), "lot": _voice(lot, "lot", as_json)}
    _say(decisions.decide(known.rule, sums, call=call, putting=putting, **voices), as_json)


def _written(file: Path, as_json: bool) -> _Known:
    """The rule of a file, and the weights that it names."""
    data = bytes_of(file)
    if isinstance(data, Refusal):
        refuse(data, as_json=as_json)
    try:
        written = tomllib.loads(data.decode("utf-8-sig"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        refuse(unacceptable("rule-not-toml", reason=str(error)), as_json=as_json)
    rule = rule_of(written)
    if isinstance(rule, Refusal):
        refuse(rule, as_json=as_json)
    weights = written.get("weights")
    if not isinstance(weights, dict):
        return _Known(rule, {}, weights == "one")
    table = _table(weights)
    if isinstance(table, Refusal):
        refuse(table, as_json=as_json)
    return _Known(rule, table, says_one=False)


def _table(weights: Mapping[str, Any]) -> Mapping[str, Fraction] | Refusal:
    """The votes of every seat. Refuses ``weight-unquoted``, ``rule-weight`` and ``weight-negative`` (seat, weight)."""
    table: dict[str, Fraction] = {}
    for seat, weight in weights.items():
        named = {"seat": seat[:40], "weight": str(weight)[:40]}
        if isinstance(weight, float):
            # A number without quotes and with a point has been read as a binary fraction, not as what was written.
            return unacceptable("weight-unquoted", **named)
        try:
            table[seat] = exact(str(weight))
        except ValueError:
            return unacceptable("rule-weight", **named)
        if table[seat] < 0:
            return unacceptable("weight-negative", **named)
    return table


def _votes(name: str, text: str, rule: Rule, as_json: bool) -> Fraction:
    """The votes that an option says; whole ones where the rule knows no others."""
    try:
        value = exact(text)
    except ValueError:
        refuse(unacceptable("votes-unreadable", name=name, value=text[:40]), as_json=as_json)
    if rule.weights != "share" and value.denominator != 1:
        refuse(unacceptable("votes-not-whole", name=name, value=text[:40]), as_json=as_json)
    return value


def _one_each(figures: Mapping[str, Fraction]) -> Tally | Refusal:
    in_favour, against, abstaining = (int(figures.get(name, 0)) for name in ("--for", "--against", "--abstain"))
    there = int(figures.get("--present", in_favour + against + abstaining))
    return counted(
        in_favour=in_favour,
        against=against,
        abstaining=abstaining,
        present=there,
        roll=int(figures.get("--roll", there)),
    )


def _exactly(
    figures: Mapping[str, Fraction], known: _Known, *, seats_present: int | None, seats: int | None
) -> Tally | Refusal:
    """Sums of exact votes. What is not said of the roll is read from the table of weights, if there is one.

    Refuses ``seats-missing`` where the quorum counts seats and nothing tells how many there were.
    """
    table = weighted(known.weights)
    if isinstance(table, Refusal):
        return table
    in_favour, against, abstaining = (figures.get(name, Fraction(0)) for name in ("--for", "--against", "--abstain"))
    there = figures.get("--present", in_favour + against + abstaining)
    whole = figures.get("--roll", Fraction(sum(table.units.values()), table.denominator) or there)
    present, roll = _seats(there, seats_present), _seats(whole, seats)
    if known.weights:
        present, roll = seats_present, len(known.weights) if seats is None else seats
    if present is None or roll is None:
        if known.rule.quorum is not None and known.rule.quorum.of == "seats":
            return unacceptable("seats-missing")
        present = roll = 0
    return weighed(
        in_favour=in_favour,
        against=against,
        abstaining=abstaining,
        present_votes=there,
        roll_votes=whole,
        present=present,
        roll=roll,
        finest=table.denominator,
    )


def _seats(votes: Fraction, said: int | None) -> int | None:
    """How many seats hold these votes: as many as was said, else one for each; ``None`` where that can't be."""
    return said if said is not None else votes.numerator if votes.denominator == 1 else None


def _fitting(weights: Mapping[str, Fraction], known: _Known) -> Refusal | None:
    """Refuses votes that the rule doesn't know: ``roll-call-weight-whole`` and ``roll-call-weight-one``."""
    for seat, votes in weights.items():
        if known.says_one and votes != 1:
            return unacceptable("roll-call-weight-one", seat=seat[:40], votes=count.exact(*votes.as_integer_ratio()))
        if known.rule.weights == "delegation" and votes.denominator != 1:
            return unacceptable("roll-call-weight-whole", seat=seat[:40], votes=count.exact(*votes.as_integer_ratio()))
    return None


def _voice(said: str, name: str, as_json: bool) -> str | None:
    if said not in ("", "for", "against"):
        refuse(unacceptable("rule-value", key=name, value=said[:60], known="for, against"), as_json=as_json)
    return said or None


def _say(made: Decision, as_json: bool) -> None:
    if not as_json:
        tell(sentence(made, language()))
        return
    one = made.tally.denominator
    of_seats = made.rule.quorum is not None and made.rule.quorum.of == "seats"
    print_json(
        {
            "outcome": made.outcome,
            "needed": _plain(made.needed, one),
            "base": _plain(made.base, one),
            "quorum": {
                "needed": _plain(made.quorum_needed, 1 if of_seats else one),
                "present": _plain(made.quorum_present, 1 if of_seats else one),
                "met": made.quorum_met,
            },
            "sentence": {each: sentence(made, each) for each in LANGUAGES},
        }
    )


def _plain(units: int | None, denominator: int) -> int | str | None:
    """Votes as a whole number, or exactly as a decimal or, where there is none, as a fraction."""
    if units is None:
        return None
    whole, rest = divmod(units, denominator)
    return count.exact(*Fraction(units, denominator).as_integer_ratio()) if rest else whole
