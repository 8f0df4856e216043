"""What was measured of follow-up, as a page."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from benchmarks.followup.nights import PART, Night, Took
from benchmarks.followup.steps import Step
from benchmarks.hall.report import Machine, machine, number, table
from benchmarks.register.measured import ALONE, BEARS, MEMORY, Measured, alone, bears, filled, memory, together
from benchmarks.register.serving import Loaded

INTRODUCTION = """\
# Follow-up of a federation

Written by `make bench-followup` (`python -m benchmarks.followup`). Ten years of an invented federation: 120 bodies on
three levels, 10,000 offices whose holders answer for what was decided, a quarter of them held by somebody else before.
The words are nobody's, in English, Russian and Spanish. `plenaria serve` in a process of its own, the load in another,
over loopback, without TLS; both engines on the same machine.
"""
LOADING = """\
One process makes the rows, another writes each to both engines. They are what the actions would have written, entry of
the journal by entry; a test compares a sample of them with what the actions do write. Left out are drafts, debates and
votes, seals and their files, the bytes of evidence, and signatures under the journal's head.
"""
NIGHT = """\
A night on which each of the 10,000 owners is to be asked about something, by a clock that is moved from hour to hour as
the worker looks: nobody is written to in their quiet hours, in whatever zone they live. Queries are statements that the
database was asked. The naive loop asks for each commitment by itself what it needs, and writes a mail for each in a
transaction of its own; it was run for one commitment in {part}, and stands here with what all of them would take.
"""
KILLED = """\
*Killed*: the process got SIGKILL when about half of the mails were there, and the night was begun again.
"""
CROWD = """\
Fifty readers, each on a line of its own, each opening a page every two seconds; twenty secretaries, each opening a
board every twenty. Once in a second an owner reports by the link of their mail, so that no page that was kept is true
for long. Milliseconds.
"""
REPORT = """\
The report to the next meeting: of a body with one resolution, which is the usual size, and of one that has to tell of
ten years at once. Seconds until it is there, and of processor.
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Engine(Measured):
    """What was measured on one engine: pages, a night of reminders, and reports."""

    night: Night
    reports: Mapping[str, Sequence[Step]]


def document(loaded: Loaded, engines: Sequence[Engine], before: Machine, after: Machine) -> str:
    """The whole page."""
    parts = [INTRODUCTION, machine(before, after)]
    parts += ["## Loading\n", LOADING, loading(loaded)]
    parts += ["## A night of reminders\n", NIGHT.format(part=PART), night(engines), KILLED, killed(engines)]
    parts += ["## Secretaries and readers\n", CROWD, together(engines)]
    parts += ["## As many as it bears\n", BEARS, bears(engines)]
    parts += ["## Each page alone\n", ALONE, alone(engines)]
    parts += ["## A report\n", REPORT, reports(engines)]
    parts += ["## Memory and processor\n", MEMORY, memory(engines)]
    return "\n".join(parts)


def loading(loaded: Loaded) -> str:
    rows = loaded.rows
    told = (
        f"{rows['Resolution']:,} resolutions with {rows['Clause']:,} clauses, {rows['Commitment']:,} commitments with "
        f"{rows['Update']:,} updates, {rows['Evidence']:,} pieces of evidence and {rows['Milestone']:,} milestones; "
        f"{rows['Implementing']:,} clauses that carry out one above; {rows['Leaf']:,} entries of the journal; "
        f"{sum(rows.values()):,} rows. Making and writing them took {loaded.all:,.0f} s.\n"
    )
    return "\n".join([told, filled(loaded)])


def night(engines: Sequence[Engine]) -> str:
    heads = ["", "mails", "seconds", "processor", "queries", "queries a mail", "MB", "mails/s"]
    lines = []
    for engine in engines:
        of = engine.night
        told = {"tonight": of.night, "the same day again": of.again, "the day after": of.morrow, "sent": of.sent}
        lines += [[f"{engine.name}: {name}", *_took(took, 1)] for name, took in told.items()]
        lines.append([f"{engine.name}: naive loop", *_took(of.naive, PART)])
    ratios = [
        f"{each.name}: the naive loop takes {_times(each, 'seconds')} times the seconds, {_times(each, 'cpu')} times "
        f"the processor and {_times(each, 'queries')} times the queries of a mail."
        for each in engines
    ]
    return "\n".join([table(heads, lines), "\n".join(ratios), ""])


def _took(of: Took, times: int) -> list[str]:
    each = f"{of.queries / of.mails:.1f}" if of.mails else "–"
    rate = number(of.mails / of.seconds) if of.mails else "–"
    whole = [number(of.mails * times), *(f"{value * times:.1f}" for value in (of.seconds, of.cpu))]
    return [*whole, number(of.queries * times), each, f"{of.before:.0f} + {of.memory - of.before:.0f}", rate]


def _times(engine: Engine, what: str) -> str:
    """What a mail of the naive loop takes, by what one takes."""
    naive, ours = engine.night.naive, engine.night.night
    return f"{(getattr(naive, what) / max(naive.mails, 1)) / (getattr(ours, what) / max(ours.mails, 1)):.1f}"


def killed(engines: Sequence[Engine]) -> str:
    heads = ["engine", "mails when killed", "owners to be asked", "asked in the end", "asked twice", "mails astray"]
    lines = [
        [each.name, *map(number, (of.there, of.owners, of.asked, of.twice, of.loose))]
        for each in engines
        for of in [each.night.killed]
    ]
    taken = [
        f"{each.name}: the mail server took {each.night.taken:,} different messages of {each.night.sent.mails:,} sent."
        for each in engines
    ]
    return "\n".join([table(heads, lines), "\n".join(taken), ""])


def reports(engines: Sequence[Engine]) -> str:
    heads = ["step", "KB", *(f"{each.name} {what}" for each in engines for what in ("seconds", "processor"))]
    lines = []
    for body, steps in engines[0].reports.items():
        for place, first in enumerate(steps):
            every = [engine.reports[body][place] for engine in engines]
            cells = [f"{each.seconds:.2f}" if not cpu else f"{each.cpu:.2f}" for each in every for cpu in (False, True)]
            lines.append([f"{body}: {first.name}", number(first.size / 1_000), *cells])
    return table(heads, lines)
