"""A folder of old resolutions, taken over into the register in one go; interrupted, it goes on where it stopped."""

import time
from collections.abc import Iterator, Sequence
from concurrent.futures import FIRST_COMPLETED, Future, ThreadPoolExecutor, wait
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, Protocol

import typer
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

from plenaria.core.papers import is_paper
from plenaria.core.refusal import Refusal, unacceptable
from plenaria.interfaces.cli.serving import start_django
from plenaria.interfaces.cli.speech import _, console, print_json, refuse, stop, tell

if TYPE_CHECKING:
    from plenaria.actions.papers import Reading
    from plenaria.store.queries.papers import PaperView


@dataclass(slots=True)
class Walk:
    """What a folder holds: the files, each with what it is called in the list, and what was passed over."""

    files: list[tuple[Path, str]] = field(default_factory=list)
    outside: list[str] = field(default_factory=list)
    """Links that lead out of the folder."""


@dataclass(slots=True)
class Outcome:
    """What a run did with the files of a folder; each file is in one of the lists."""

    known: list[str] = field(default_factory=list)
    """The names of those that were there before."""
    same: dict[str, str] = field(default_factory=dict)
    """File → the file of this folder with the same bytes."""
    refused: dict[str, Refusal] = field(default_factory=dict)
    """Those that could not even be kept."""
    papers: "list[tuple[str, PaperView]]" = field(default_factory=list)
    """Name in this folder → what is known of it."""


class Say(Protocol):
    """Hears how far it is."""

    def __call__(self, done: int, total: int, name: str) -> None: ...


def import_(
    folder: Annotated[Path, typer.Argument(help="The folder with the papers; the folders in it are looked into, too.")],
    body: Annotated[str, typer.Option(help="Short name of the body that adopted them, as in its address.")],
    language: Annotated[
        str, typer.Option(help="Language of all papers (ru, es, en …); without it, it is found out.")
    ] = "",
    as_json: Annotated[bool, typer.Option("--json", help="Print the table as JSON, for a program.")] = False,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Read and show the table; store nothing.")] = False,
) -> None:
    """Take a folder of old resolutions over into the register; what is doubtful waits at the desk for a look."""
    from plenaria.core.text.vocabulary import LANGUAGES

    if language and language not in LANGUAGES:
        told = _("{language} is no language that can be read: {known}")
        stop(told.format(language=language, known=", ".join(LANGUAGES)))
    if not folder.is_dir():
        refuse(unacceptable("file-not-there", file=str(folder)), as_json=as_json)
    start_django()
    from plenaria.interfaces.cli import importing_view
    from plenaria.store.queries import bodies

    there = bodies.body_at(body)
    if there is None:
        refuse(unacceptable("body-unknown"), as_json=as_json)
    found = walk(folder)
    with _progress(quiet=as_json) as say:
        outcome = (look if dry_run else take)(found, there.id, language, say)
    if as_json:
        print_json(importing_view.to_data(outcome, found.outside))
        return
    importing_view.show(outcome, found.outside, dry_run=dry_run)


def walk(folder: Path) -> Walk:
    """The files of a folder and of those in it, in the order of their names; hidden and lock files are passed over."""
    root, found = folder.resolve(), Walk()
    for place, folders, names in folder.walk():
        folders[:] = sorted(each for each in folders if is_paper(each))
        for name in sorted(names):
            path = place / name
            if not is_paper(name):
                continue
            called = path.relative_to(folder).as_posix()
            if path.is_symlink() and not path.resolve().is_relative_to(root):
                found.outside.append(called)
            elif path.is_file():
                found.files.append((path, called))
    return found


def take(found: Walk, body: str, language: str, say: Say) -> Outcome:
    """Hand in what is new, then read everything of the body that waits, also what an earlier run left."""
    from plenaria.actions import papers as actions
    from plenaria.core.permits import MACHINE
    from plenaria.delivery import papers
    from plenaria.store.queries import papers as queries

    outcome = Outcome()
    hashes: dict[str, str] = {}
    for path, name in found.files:
        data = _bytes(path, name, outcome)
        if data is None:
            continue
        digest = sha256(data).hexdigest()
        if digest in hashes:
            outcome.same[name] = hashes[digest]
            continue
        done = papers.hand_in(actor=MACHINE, at=_now(), body=body, data=data, name=name, language=language)
        if isinstance(done, Refusal) and done.code != "paper-there":
            outcome.refused[name] = done
            continue
        if isinstance(done, Refusal) and done.data["state"] != "waiting":
            outcome.known.append(name)
        hashes[digest] = name
    actions.give_back(at=_now(), body=body)
    total, done_so_far = queries.waiting(body), 0

    def heard(settled: papers.Settled) -> None:
        nonlocal done_so_far
        done_so_far += 1
        say(done_so_far, max(total, done_so_far), settled.name)

    papers.read_waiting(_now, body=body, at_once=papers.cores(), say=heard)
    while queries.waiting(body):
        # The server beside it has taken some up; whatever it does not finish is due again when its lease is over.
        time.sleep(0.5)
        papers.read_waiting(_now, body=body, at_once=papers.cores(), say=heard)
    views = queries.papers_of(body, hashes)
    outcome.papers = [(name, views[digest]) for digest, name in hashes.items()]
    return outcome


def look(found: Walk, body: str, language: str, say: Say) -> Outcome:
    """What :func:`take` would do, without storing anything."""
    from plenaria.delivery import papers
    from plenaria.store.queries import papers as queries

    outcome = Outcome()
    hashes: dict[str, str] = {}
    reading: dict[Future[list[PaperView]], list[str]] = {}
    read: dict[str, PaperView] = {}
    together: list[tuple[bytes, str]] = []

    def collect() -> None:
        for future in wait(reading, return_when=FIRST_COMPLETED).done:
            for name, view in zip(reading.pop(future), future.result(), strict=True):
                read[name] = view
                say(len(read), len(found.files), name)

    def submit() -> None:
        if together:
            reading[pool.submit(_looked_at, tuple(together), body, language)] = [name for _data, name in together]
            together.clear()

    with ThreadPoolExecutor(papers.cores()) as pool:
        for path, name in found.files:
            data = _bytes(path, name, outcome)
            if data is None:
                continue
            digest = sha256(data).hexdigest()
            if digest in hashes:
                outcome.same[name] = hashes[digest]
                continue
            hashes[digest] = name
            if there := queries.papers_of(body, [digest]):
                read[name] = there[digest]
                outcome.known.append(name)
                continue
            together.append((data, name))
            if len(together) == papers.TOGETHER:
                submit()
            if len(reading) >= papers.cores():
                collect()
        submit()
        while reading:
            collect()
    outcome.papers = [(name, read[name]) for name in hashes.values()]
    return outcome


def _looked_at(papers: Sequence[tuple[bytes, str]], body: str, language: str) -> "list[PaperView]":
    from plenaria.delivery.papers import read_papers

    answers = read_papers(papers, language, _now().date())
    return [_viewed(answer, data, name, body) for (data, name), answer in zip(papers, answers, strict=True)]


def _viewed(answer: "Reading | Refusal", data: bytes, name: str, body: str) -> "PaperView":
    from plenaria.store.queries.papers import PaperView

    common: dict[str, Any] = {"id": "", "body": body, "name": name, "sha256": "", "media_type": "", "size": len(data)}
    if isinstance(answer, Refusal):
        return PaperView(**common, state="refused", language="", refusal=answer)
    text = answer.text
    return PaperView(
        **common,
        state="to-check" if answer.doubts else "waiting",
        language=text.language,
        title=text.title,
        number=text.number or "",
        adopted_on=text.date,
        clauses=len(text.clauses),
        doubts=answer.doubts,
    )


def _bytes(path: Path, name: str, outcome: Outcome) -> bytes | None:
    try:
        return path.read_bytes()
    except OSError:
        outcome.refused[name] = unacceptable("file-not-there", file=name)
        return None


def _now() -> datetime:
    return datetime.now(UTC)


@contextmanager
def _progress(*, quiet: bool) -> Iterator[Say]:
    """A bar with count and time left where there is a terminal, and else a line for each paper."""
    if quiet:
        yield lambda done, total, name: None
        return
    if not console.is_terminal:
        yield lambda done, total, name: tell(f"{done}/{total} {name}")
        return
    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), _Rate(), TimeRemainingColumn())
    with Progress(*columns, console=console) as bar:
        task = bar.add_task(_("Reading …"), total=None)
        yield lambda done, total, name: bar.update(task, completed=done, total=total)


class _Rate(TextColumn):
    """Papers a second."""

    def __init__(self) -> None:
        super().__init__("")

    def render(self, task: Any) -> Any:
        from rich.text import Text

        return Text(_("{rate}/s").format(rate=f"{task.speed:.1f}") if task.speed else "")
