"""Reading the old papers that wait: a few in a child process, several of those at once, a transaction for each paper.

A paper is taken up on lease. Whoever is killed leaves no half of one: it waits again, and the next reader takes it.
"""

import logging
import os
import threading
from collections.abc import Callable, Sequence
from concurrent.futures import FIRST_COMPLETED, Future, ThreadPoolExecutor, wait
from dataclasses import dataclass
from datetime import UTC, date, datetime

from django.db import close_old_connections, connection

from plenaria.actions import papers
from plenaria.actions._perform import Receipt
from plenaria.actions._texts import Upload
from plenaria.actions.papers import Reading, Waiting
from plenaria.core.papers import doubts
from plenaria.core.permits import MACHINE, Actor
from plenaria.core.refusal import Refusal, unacceptable
from plenaria.formats.media_types import media_type
from plenaria.formats.reading_isolated import read_resolutions
from plenaria.formats.sniff import LARGEST
from plenaria.store import files

log = logging.getLogger("plenaria.delivery")

SECONDS = 10
"""Of processor time, for papers that are read together."""
TOGETHER = 8
"""Papers that one child reads."""
IDLE = 5.0
"""Seconds between two looks for papers that wait, if nobody wakes the reader."""

Clock = Callable[[], datetime]

_woken = threading.Event()


@dataclass(frozen=True, slots=True)
class Settled:
    """A paper that was read just now."""

    paper: str
    name: str


def cores() -> int:
    """How many papers may be read at once on this machine."""
    return max(1, os.cpu_count() or 1)


def hand_in(*, actor: Actor, at: datetime, body: str, data: bytes, name: str, language: str = "") -> Receipt | Refusal:
    """Keep the bytes of a paper and hand it in. Refused: ``file-too-large``, and what ``papers.hand_in`` refuses."""
    if len(data) > LARGEST * 1_000_000:
        return unacceptable("file-too-large", limit=LARGEST)
    upload = Upload(sha256=files.keep(data), name=name, media_type=media_type(name), size=len(data))
    return papers.hand_in(actor=actor, at=at, body=body, upload=upload, language=language)


def read_papers(papers: Sequence[tuple[bytes, str]], language: str, today: date) -> list[Reading | Refusal]:
    """Read papers (bytes and name) in a child with limits, and say of each what needs a look."""
    named = [(data, name.rpartition("/")[2]) for data, name in papers]
    return [
        each if isinstance(each, Refusal) else Reading(each[1], doubts(each[1], today))
        for each in read_resolutions(named, language=language, seconds=SECONDS)
    ]


def read_waiting(
    clock: Clock,
    *,
    body: str | None = None,
    at_once: int = 1,
    stopped: Callable[[], bool] = lambda: False,
    say: Callable[[Settled], None] = lambda _: None,
) -> int:
    """Read all papers that wait (of one ``body``), in ``at_once`` children; how many. ``say`` hears of each."""
    done = 0
    running: dict[Future[list[Reading | Refusal]], Sequence[Waiting]] = {}
    with ThreadPoolExecutor(at_once, thread_name_prefix="plenaria-papers") as pool:
        while True:
            while len(running) < at_once and not stopped():
                taken = papers.take(at=clock(), limit=TOGETHER, body=body)
                if not taken:
                    break
                running[pool.submit(_read, taken, clock().date())] = taken
            if not running:
                return done
            for future in wait(running, return_when=FIRST_COMPLETED).done:
                for paper, reading in zip(running.pop(future), future.result(), strict=True):
                    settled = papers.settle(actor=MACHINE, at=clock(), paper=paper.id, reading=reading)
                    if isinstance(settled, Receipt):
                        done += 1
                        say(Settled(paper.id, paper.name))


def _read(taken: Sequence[Waiting], today: date) -> list[Reading | Refusal]:
    """Those in one language together; one whose file is gone from the data folder is refused."""
    found: dict[str, Reading | Refusal] = {}
    by_language: dict[str, list[tuple[Waiting, bytes]]] = {}
    for paper in taken:
        try:
            by_language.setdefault(paper.language, []).append((paper, files.load(paper.sha256)))
        except FileNotFoundError:
            found[paper.id] = unacceptable("file-not-there", file=paper.name)
    for language, papers_in_it in by_language.items():
        answers = read_papers([(data, paper.name) for paper, data in papers_in_it], language, today)
        found |= {paper.id: answer for (paper, _data), answer in zip(papers_in_it, answers, strict=True)}
    return [found[paper.id] for paper in taken]


def wake() -> None:
    """Papers were handed in: look now. Quick, and safe from any thread."""
    _woken.set()


def run(stop: threading.Event) -> None:
    """Read whatever waits until ``stop`` is set (and ``wake`` called); half of the cores are left to the pages."""
    while not stop.is_set():
        _woken.clear()
        close_old_connections()
        try:
            read_waiting(lambda: datetime.now(UTC), at_once=max(1, cores() // 2), stopped=stop.is_set)
        except Exception:
            # A locked database, a lost connection, a mistake of ours: the next round begins afresh.
            log.exception("the reader of papers stumbled and goes on")
        if not stop.is_set():
            _woken.wait(IDLE)
    connection.close()


class Reader:
    """The thread that reads papers beside the pages."""

    def __init__(self) -> None:
        self._stop = threading.Event()
        self._thread = threading.Thread(target=run, args=(self._stop,), name="plenaria-papers", daemon=True)

    def start(self) -> None:
        """Begin."""
        self._thread.start()

    def stop(self) -> None:
        """End after the papers that are being read, if that is soon; those that were not read wait."""
        self._stop.set()
        wake()
        self._thread.join(timeout=3)
