"""What a vote means, on this machine: decide ready sums, recount a roll-call. Nothing is stored."""

import tomllib
from collections.abc import Mapping
from decimal import Decimal
from fractions import Fraction
from pathlib import Path
from typing import Annotated, Any

import typer

from plenaria.core.refusal import Refusal, unacceptable
from plenaria.core.voting import decision as decisions
from plenaria.core.voting.decision import Decision
from plenaria.core.voting.rule import Rule
from plenaria.core.voting.tally import counted, tally, weighted
from plenaria.core.voting.written import rule_of
from plenaria.formats.roll_call import read_roll_call
from plenaria.interfaces.cli.papers import bytes_of
from plenaria.interfaces.cli.speech import LANGUAGES, language, print_json, refuse, tell
from plenaria.phrases.results import sentence

RuleFile = Annotated[Path, typer.Option("--rule", help="The rule, in TOML; docs/rules.md shows every key.")]
Call = Annotated[int, typer.Option(min=1, help="First or second call of the meeting.")]
Voice = Annotated[str, typer.Option(help="How it settles a tie: for or against.")]
AsJson = Annotated[bool, typer.Option("--json", help="Print it as JSON, for a program.")]


def decide(
    rule: RuleFile,
    in_favour: Annotated[int, typer.Option("--for", help="Votes for.")],
    against: Annotated[int, typer.Option(help="Votes against.")],
    abstain: Annotated[int, typer.Option(help="Abstentions.")] = 0,
    present: Annotated[int | None, typer.Option(help="Seats present; without it, those that voted.")] = None,
    roll: Annotated[int | None, typer.Option(help="Seats of the roll; without it, those present.")] = None,
    call: Call = 1,
    chair: Voice = "",
    lot: Voice = "",
    as_json: AsJson = False,
) -> None:
    """Say what these votes mean under a rule, with the arithmetic."""
    known = _written(rule, as_json=as_json)[0]
    there = in_favour + against + abstain if present is None else present
    sums = counted(
        in_favour=in_favour, against=against, abstaining=abstain, present=there, roll=there if roll is None else roll
    )
    if isinstance(sums, Refusal):
        refuse(sums, as_json=as_json)
    made = decisions.decide(
        known, sums, call=call, chair=_voice(chair, "chair", as_json), lot=_voice(lot, "lot", as_json)
    )
    _say(made, as_json)


def recount(
    roll_call: Annotated[Path, typer.Argument(metavar="ROLL.csv", help="Columns: seat, weight (if any), choice.")],
    rule: RuleFile,
    call: Call = 1,
    chair: Voice = "",
    lot: Voice = "",
    as_json: AsJson = False,
) -> None:
    """Count an exported roll-call again, and say what it means under a rule."""
    known, weights = _written(rule, as_json=as_json)
    data = bytes_of(roll_call)
    found = data if isinstance(data, Refusal) else read_roll_call(data, weights)
    if isinstance(found, Refusal):
        refuse(found, as_json=as_json)
    units = weighted(found.weights)
    sums = units if isinstance(units, Refusal) else tally(found.votes, units, present=found.votes.keys())
    if isinstance(sums, Refusal):
        refuse(sums, as_json=as_json)
    made = decisions.decide(
        known, sums, call=call, chair=_voice(chair, "chair", as_json), lot=_voice(lot, "lot", as_json)
    )
    _say(made, as_json)


def _written(file: Path, *, as_json: bool) -> tuple[Rule, Mapping[str, Any]]:
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
    weights = written.get("weights", {})
    if not isinstance(weights, dict):
        refuse(
            unacceptable("rule-value", key="weights", value=str(weights)[:60], known='"17" = "0.35"'), as_json=as_json
        )
    return rule, weights


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
    """Votes as a whole number, or exactly as a decimal or a fraction."""
    if units is None:
        return None
    exact = Fraction(units, denominator)
    if exact.denominator == 1:
        return exact.numerator
    # A fraction ends as a decimal where its denominator divides a power of ten.
    ends = 10**12 % exact.denominator == 0
    return str(Decimal(exact.numerator) / exact.denominator) if ends else str(exact)
