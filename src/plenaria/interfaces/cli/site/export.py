"""The whole of an export: units made side by side, the search, what all pages share, and what is gone."""

import re
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import FIRST_COMPLETED, Future, ProcessPoolExecutor, wait
from dataclasses import dataclass
from datetime import UTC, datetime
from hashlib import sha256
from itertools import islice
from multiprocessing import get_context
from pathlib import Path
from urllib.parse import urljoin

from django.contrib.staticfiles import finders
from django.db import connections

import plenaria
from plenaria.interfaces.cli.site.asking import Register
from plenaria.interfaces.cli.site.folder import Done, Folder, Writer
from plenaria.interfaces.cli.site.making import STATIC
from plenaria.interfaces.cli.site.plan import SEARCH, Plan, Unit
from plenaria.interfaces.cli.site.units import units
from plenaria.interfaces.cli.site.working import begin, do, worker
from plenaria.store.queries import bodies, journal
from plenaria.store.queries.people import below

SHARED = "static"
"""The unit of what all pages share."""
FIND = f"{STATIC}plenaria/find.js"
_IN_CSS = re.compile(rb"url\(\s*['\"]?([^'\")]+)")

type Say = Callable[[Done, int], None]
"""Hears of each unit that is done, and how many there are."""


@dataclass(frozen=True, slots=True)
class Summary:
    """What came of it: how many files there are, how many of them were written, how many removed."""

    files: int
    written: int
    removed: int
    problems: tuple[str, ...] = ()


def scope(slug: str) -> frozenset[str] | None:
    """The ids of the body at that address and of all below it; ``None`` where there is no such body."""
    found = bodies.body_at(slug)
    return frozenset((found.id, *below(found.id))) if found else None


def export(plan: Plan, *, jobs: int = 1, afresh: bool = False, say: Say = lambda done, total: None) -> Summary:
    """Bring the folder up to the register as it is now; whatever an interrupted run has done is not done again.

    ``jobs``: processes besides this one; 1 is none. Raises NotAnExport and Busy (``folder``).
    """
    folder, state = Folder(plan.folder), _state(plan)
    with folder.alone():
        folder.remember("" if afresh else state)
        wanted = list(units(plan.of))
        folder.keep({each.name for each in wanted})
        for done in folder.done():
            say(done, len(wanted))
        written = 0
        problems: list[str] = []
        for done in _made(plan, [each for each in wanted if not folder.is_done(each.name)], folder, jobs):
            folder.note(done, state)
            say(done, len(wanted))
            written += done.written
            problems += done.problems
        shared = _share(plan, folder)
        folder.note(shared, state)
        removed = folder.finish()
        files = sum(len(done.files) for done in folder.done())
    return Summary(files, written + shared.written, removed, tuple(problems))


def _state(plan: Plan) -> str:
    """What an export depends on: the journal, the day, this version, and what was asked for."""
    tree, today, of = journal.frontier(), datetime.now(UTC).date(), plan.of
    bodies_of = sorted(of.bodies) if of.bodies is not None else None
    whole = repr((tree, today, plenaria.__version__, bodies_of, of.languages, of.by_file, plan.base))
    return sha256(whole.encode()).hexdigest()[:24]


def _made(plan: Plan, left: Sequence[Unit], folder: Folder, jobs: int) -> Iterator[Done]:
    """The units as they become ready, the index of the search first, for it takes longest."""
    order = sorted(left, key=lambda unit: unit.name != SEARCH)
    if jobs < 2:
        work = worker(plan)
        yield from (work(each, folder.before(each.name)) for each in order)
        return
    waiting = iter(order)
    connections.close_all()
    with ProcessPoolExecutor(jobs, mp_context=get_context("spawn"), initializer=begin, initargs=(plan,)) as pool:
        running: set[Future[Done]] = set()
        try:
            while True:
                for unit in islice(waiting, 2 * jobs - len(running)):
                    running.add(pool.submit(do, unit, folder.before(unit.name)))
                if not running:
                    return
                ended, running = wait(running, return_when=FIRST_COMPLETED)
                for future in ended:
                    yield future.result()
        finally:
            pool.shutdown(cancel_futures=True)


def _share(plan: Plan, folder: Folder) -> Done:
    """Style sheets, fonts and scripts that any page names, with what they name themselves; the colours of bodies."""
    writer = Writer(plan.folder, folder.before(SHARED))
    wanted = sorted({link for done in folder.done() if done.unit != SHARED for link in done.static} | {FIND})
    register = Register(plan.of)
    known: set[str] = set()
    while wanted:
        link = wanted.pop()
        if link in known:
            continue
        known.add(link)
        if not link.startswith(STATIC):
            writer.write(link.lstrip("/"), register.get(link).body)
            continue
        found = finders.find(link.removeprefix(STATIC))
        if not isinstance(found, str):
            continue
        data = Path(found).read_bytes()
        writer.write(link.lstrip("/"), data)
        if link.endswith(".css"):
            named = (urljoin(link, each.decode()) for each in _IN_CSS.findall(data))
            wanted += [each for each in named if each.startswith(STATIC)]
    return Done(SHARED, writer.files, writer.written)
