"""6,203 roll-calls of the UN General Assembly, 1946–2019: loaded, tallied, searched, and counted again by SQLite."""

import csv
import gzip
import io
import sqlite3
import time
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from plenaria.core.refusal import Refusal
from plenaria.core.voting.decision import Decision, decide
from plenaria.core.voting.presets import UN_IMPORTANT, UN_ORDINARY
from plenaria.core.voting.rule import Rule
from plenaria.core.voting.tally import Tally, one_each, tally
from plenaria.phrases.results import sentence
from plenaria.store.search import stems, terms

FOLDER = Path(__file__).resolve().parents[3] / "shared" / "data" / "votes"
CHOICES = {"yes": "for", "no": "against", "abstain": "abstain"}
LANGUAGES = ("en", "ru", "es")
QUERIES = ("self-determination palestine", "nuclear weapons", "credentials", "sanctions south africa")


@dataclass(frozen=True, slots=True)
class RollCall:
    """One roll-call: the stems of what it was about, and the choice of each country."""

    number: int
    about: frozenset[str]
    votes: dict[str, str]


def section() -> str:
    """Seconds to load, tally and search; sums beside those of another program."""
    title = "## Roll-calls of the UN General Assembly"
    if not (FOLDER / "un_votes.csv.gz").is_file():
        return f"{title}\n\nNot measured: there is no un_votes.csv.gz in the shared data."
    loading, calls = _timed(load)
    counting, tallies = _timed(lambda: [_tally(call) for call in calls])
    deciding, decisions = _timed(lambda: [decide(Rule(threshold=UN_ORDINARY.rule.threshold), each) for each in tallies])
    saying, sentences = _timed(lambda: [sentence(each, language) for each in decisions for language in LANGUAGES])
    votes = sum(each.cast for each in tallies)
    rows = [
        "| step | seconds |",
        "|---|---:|",
        f"| load {len(calls):,} roll-calls and {votes:,} votes from the compressed CSV | {loading:.2f} |",
        f"| tally all of them, country by country | {counting:.2f} |",
        f"| decide all of them | {deciding:.2f} |",
        f"| explain them in {len(LANGUAGES)} languages ({len(sentences):,} sentences) | {saying:.2f} |",
        *_searched(calls),
    ]
    return "\n\n".join([title, "\n".join(rows), _compared(calls, tallies), _outcomes(tallies, decisions)])


def load() -> list[RollCall]:
    """Every roll-call that has votes, in the order of the file."""
    about = {
        int(row["rcid"]): frozenset(stems(f"{row['short']} {row['descr']} {row['unres']}", "en"))
        for row in _rows("un_roll_calls")
    }
    calls: dict[int, dict[str, str]] = {number: {} for number in about}
    with gzip.open(FOLDER / "un_votes.csv.gz", "rt", encoding="utf-8", newline="") as lines:
        table = csv.reader(lines)
        next(table)
        for number, country, _, vote in table:
            calls[int(float(number))][country] = CHOICES[vote]
    return [RollCall(number, about[number], votes) for number, votes in calls.items() if votes]


def _tally(call: RollCall) -> Tally:
    made = tally(call.votes, one_each(call.votes), present=call.votes)
    if isinstance(made, Refusal):
        raise SystemExit(f"roll-call {call.number}: {made}")
    return made


def _searched(calls: list[RollCall]) -> Iterator[str]:
    for query in QUERIES:
        began = time.perf_counter()
        asked = terms(query)
        found = [
            call for call in calls if all(any(call.about.issuperset(one) for one in each.options) for each in asked)
        ]
        took = time.perf_counter() - began
        yield f"| search “{query}”, {len(found)} found | {took:.3f} |"
    began = time.perf_counter()
    own = Counter(call.votes["Peru"] for call in calls if "Peru" in call.votes)
    yield f"| every vote of one country (Peru: {own.total():,}) | {time.perf_counter() - began:.3f} |"


def _compared(calls: list[RollCall], tallies: list[Tally]) -> str:
    """The same votes added up by SQLite. The file tells no totals of its own."""
    ours = {
        call.number: (each.in_favour, each.against, each.abstaining) for call, each in zip(calls, tallies, strict=True)
    }
    with sqlite3.connect(":memory:") as database:
        database.execute("CREATE TABLE votes (number INTEGER, country TEXT, vote TEXT)")
        rows = ((int(float(row["rcid"])), row["country"], row["vote"]) for row in _rows("un_votes"))
        database.executemany("INSERT INTO votes VALUES (?, ?, ?)", rows)
        sums = database.execute(
            "SELECT number, sum(vote = 'yes'), sum(vote = 'no'), sum(vote = 'abstain') FROM votes GROUP BY number"
        )
        theirs = {number: (yes, no, idle) for number, yes, no, idle in sums}
        twice = database.execute(
            "SELECT count(*) FROM (SELECT 1 FROM votes GROUP BY number, country HAVING count(*) > 1)"
        ).fetchone()[0]
    database.close()
    same = sum(ours[number] == theirs.get(number) for number in ours)
    return (
        f"The file tells no totals. Added up by SQLite {sqlite3.sqlite_version} the sums are the same in {same:,} of "
        f"{len(theirs):,} roll-calls; countries that stand twice in one: {twice}."
    )


def _outcomes(tallies: list[Tally], decisions: list[Decision]) -> str:
    found = Counter(each.outcome for each in decisions)
    two_thirds = sum(decide(Rule(threshold=UN_IMPORTANT.rule.threshold), each).outcome == "adopted" for each in tallies)
    return (
        f"By rule 85 (majority of those present and voting) {found['adopted']:,} were adopted, {found['rejected']:,} "
        f"rejected and {found['tie']} tied; {two_thirds:,} also had two thirds. The file tells no outcomes."
    )


def _rows(name: str) -> Iterator[dict[str, str]]:
    with gzip.open(FOLDER / f"{name}.csv.gz") as data:
        yield from csv.DictReader(io.TextIOWrapper(data, encoding="utf-8", newline=""))


def _timed[Result](step: Callable[[], Result]) -> tuple[float, Result]:
    began = time.perf_counter()
    result = step()
    return time.perf_counter() - began, result
