"""1,942 votes of the Chilean Chamber of Deputies, each decided by a rule beside its known outcome.

The file writes *Unánime* on votes that were lost (its README says so, and every qualified majority bears it out): here
it is read as lost, *Aprobado* as adopted, anything else as no outcome.
"""

import csv
from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction
from pathlib import Path

from plenaria.core.refusal import Refusal
from plenaria.core.voting.decision import Decision, decide
from plenaria.core.voting.rule import Rule, Share
from plenaria.core.voting.tally import Tally, counted
from plenaria.phrases.results import sentence

FILE = Path(__file__).resolve().parents[3] / "shared" / "data" / "votes" / "chile_chamber.csv"
DEPUTIES = 155
OUTCOMES = {"Aprobado": "adopted", "Unánime": "rejected"}
LANGUAGES = ("en", "ru", "es")

MORE_THAN_HALF, AT_LEAST_HALF = (Share(Fraction(1, 2), strict=strict) for strict in (True, False))
QUALIFIED = {
    "Quórum Calificado": MORE_THAN_HALF,
    "Ley Orgánica Constitucional": Share(Fraction(4, 7)),
    "3/5": Share(Fraction(3, 5)),
    "Reforma Constitucional 3/5": Share(Fraction(3, 5)),
    "Reforma Constitucional 2/3": Share(Fraction(2, 3)),
}
"""The majorities of all deputies, as the file names them."""

SIMPLE = "Quórum Simple"
BASES = {"for-and-against": "for and against", "cast": "cast, with abstentions", "present": "present, dispensed too"}


@dataclass(frozen=True, slots=True)
class Vote:
    """A vote of the file; ``outcome`` is ``None`` where it tells none."""

    number: str
    kind: str
    tally: Tally
    majority: str
    outcome: str | None
    written: str
    """The outcome in the file's word."""


def load() -> list[Vote]:
    """Every vote, in the order of the file; an empty list where the data are not there."""
    if not FILE.is_file():
        return []
    with FILE.open(encoding="utf-8", newline="") as lines:
        return [_vote(row) for row in csv.DictReader(lines)]


def section() -> str:
    """How many votes a rule decides as the Chamber did, and the list of those that none does."""
    votes = load()
    title = "## Votes of the Chilean Chamber of Deputies"
    if not votes:
        return f"{title}\n\nNot measured: there is no {FILE.name} in the shared data."
    told = [vote for vote in votes if vote.outcome]
    qualified = [vote for vote in told if vote.majority != SIMPLE]
    return "\n\n".join(
        [
            title,
            f"{len(votes):,} votes; {len(told):,} have an outcome. *Reached* are those that the rule decides as the "
            f"Chamber did; each decision was put in words in {len(LANGUAGES)} languages, with what was needed in it. "
            f"Where the file writes *Unánime* ({sum(vote.written == 'Unánime' for vote in votes)} votes) it is read as "
            "lost, as the notes on the data say and every qualified majority bears out.",
            _table(qualified),
            f"Simple majority, {len(told) - len(qualified):,} votes: every base beside the outcomes.",
            *_simple([vote for vote in told if vote.majority == SIMPLE]),
            *_untold([vote for vote in votes if not vote.outcome]),
        ]
    )


def _vote(row: dict[str, str]) -> Vote:
    yes, no, abstaining, dispensed = (int(row[name]) for name in ("yes", "no", "abstain", "dispensed"))
    there = yes + no + abstaining + dispensed
    tally = counted(in_favour=yes, against=no, abstaining=abstaining, present=there, roll=DEPUTIES)
    if isinstance(tally, Refusal):
        raise SystemExit(f"vote {row['id']}: {tally}")
    return Vote(row["id"], row["kind"], tally, row["majority"], OUTCOMES.get(row["outcome"]), row["outcome"])


def _table(votes: list[Vote]) -> str:
    rows = ["| majority | of 155 | votes | reached | explained |", "|---|---:|---:|---:|---:|"]
    whole = [0, 0, 0]
    for majority, share in QUALIFIED.items():
        rule = Rule(threshold=share, base="roll")
        own = [vote for vote in votes if vote.majority == majority]
        made = [decide(rule, vote.tally) for vote in own]
        right = sum(each.outcome == vote.outcome for each, vote in zip(made, own, strict=True))
        said = sum(map(_explained, made))
        whole = [sum(pair) for pair in zip(whole, (len(own), right, said), strict=True)]
        rows.append(f"| {majority} | {share.least(DEPUTIES)} | {len(own)} | {right} | {said} |")
    rows.append(f"| every qualified majority | | {whole[0]} | {whole[1]} | {whole[2]} |")
    return "\n".join(rows)


def _explained(decision: Decision) -> bool:
    """Whether the sentence in every language says what was needed."""
    return all(f"({decision.needed})" in sentence(decision, language) for language in LANGUAGES)


def _simple(votes: list[Vote]) -> Iterator[str]:
    rows = ["| base | threshold | reached | not explained |", "|---|---|---:|---:|"]
    best: list[Vote] = votes
    name = ""
    for base, words in {**BASES, "roll": "all deputies"}.items():
        for share, threshold in ((MORE_THAN_HALF, "more than half"), (AT_LEAST_HALF, "at least half")):
            rule = Rule(threshold=share, base=base)
            wrong = [vote for vote in votes if decide(rule, vote.tally).outcome != vote.outcome]
            rows.append(f"| {words} | {threshold} | {len(votes) - len(wrong):,} | {len(wrong)} |")
            if len(wrong) < len(best):
                best, name = wrong, f"{threshold} of the votes {words}"
    yield "\n".join(rows)
    yield f"Best fits {name}. What it does not explain:"
    lines = ["| vote | kind | for | against | abstaining | dispensed | outcome |", "|---|---|---:|---:|---:|---:|---|"]
    yield "\n".join([*lines, *map(_row, best)])
    few = [vote for vote in best if vote.kind == "Otros" and vote.outcome == "rejected"]
    least = Share(Fraction(2, 5)).least(DEPUTIES)
    if few and all(vote.tally.in_favour < least for vote in few):
        yield (
            f"{len(few)} of them, all of kind *Otros*, had more for than the rest together and were lost: each has "
            f"fewer than {least} votes for. Two fifths of all deputies would explain them, but no majority in the file "
            "says so."
        )


def _untold(votes: list[Vote]) -> Iterator[str]:
    if votes:
        yield "No outcome is told, and so none was compared: " + "; ".join(
            f"{vote.number} ({vote.tally.in_favour} for, {vote.tally.against} against; the file says “{vote.written}”)"
            for vote in votes
        )


def _row(vote: Vote) -> str:
    tally = vote.tally
    counts = (tally.in_favour, tally.against, tally.abstaining, tally.present - tally.cast)
    return f"| {vote.number} | {vote.kind} | {' | '.join(map(str, counts))} | {vote.outcome} |"
