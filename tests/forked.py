"""Runs the tests of a session in several processes that come from the one which has collected them.

``pytest -p tests.forked --workers 3``. To import and collect seven thousand tests takes a process ten seconds, which
each of pytest-xdist's pays; a fork has them. A worker takes the next file when it is done with one: a file is run by
one process, in its order, and the files begin in the order of the collection.
"""

import gc
import multiprocessing
import os
import struct
import threading
import traceback
from collections.abc import Iterator
from dataclasses import dataclass, field
from multiprocessing.connection import Connection, wait
from pathlib import Path
from typing import Any

import pytest

_PLACE = struct.Struct("<H")
"""How the place of a file goes through the pipe from which all workers take: two bytes."""


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--workers", type=int, default=0, help="how many processes run the tests, a file at a time")


def pytest_configure(config: pytest.Config) -> None:
    if config.getoption("workers") > 0:
        config.pluginmanager.register(Forked(config.getoption("workers")), "forked")


@dataclass(eq=False)
class Worker:
    """What the process that collected knows of one that runs tests."""

    process: int
    reports: "Connection[Any, Any]"
    at: pytest.Item | None = None
    """The test that it is at."""


@dataclass(eq=False)
class Forked:
    """A plugin in the place of pytest's own loop over the tests."""

    number: int
    done: set[str] = field(default_factory=set)

    @pytest.hookimpl(tryfirst=True)
    def pytest_runtestloop(self, session: pytest.Session) -> bool | None:
        if session.testsfailed or session.config.option.collectonly or not session.items:
            return None  # pytest says why there is nothing to run
        if _threads() > 1:
            raise pytest.UsageError("a fork has no threads, and some were begun while the tests were collected")
        files: dict[Any, list[pytest.Item]] = {}
        for item in session.items:
            files.setdefault(item.path, []).append(item)
        given, giving = os.pipe()
        os.write(giving, b"".join(map(_PLACE.pack, range(len(files)))))
        os.close(giving)
        session.config._tmp_path_factory.getbasetemp()  # type: ignore[attr-defined] # made once, before it is shared
        gc.collect()
        gc.freeze()  # what all have is not looked through, and so not copied
        workers = [self._begin(session, list(files.values()), given, number) for number in range(self.number)]
        os.close(given)
        try:
            self._listen(session, workers)
        finally:
            for each in workers:
                _end(each)
        return True

    def _begin(self, session: pytest.Session, files: list[list[pytest.Item]], given: int, number: int) -> Worker:
        listening, speaking = multiprocessing.Pipe(duplex=False)
        process = os.fork()
        if process == 0:
            status = 1
            try:
                listening.close()
                _become(session, f"gw{number}", speaking)
                _work(session, _taken(files, given), speaking)
                status = 0
            except BaseException:
                traceback.print_exc()
            finally:
                os._exit(status)  # nothing of the process that collected is tidied twice
        speaking.close()
        return Worker(process, listening)

    def _listen(self, session: pytest.Session, workers: list[Worker]) -> None:
        items = {item.nodeid: item for item in session.items}
        by_line = {each.reports: each for each in workers}
        while by_line:
            for line in wait(list(by_line)):
                worker = by_line[line]  # type: ignore[index] # it is one of those that were waited for
                try:
                    kind, said = worker.reports.recv()
                except EOFError:
                    del by_line[worker.reports]
                    self._left(session, worker)
                    continue
                if kind == "at":
                    worker.at = items[said]
                    session.ihook.pytest_runtest_logstart(nodeid=said, location=worker.at.location)
                elif kind == "done":
                    self.done.add(said)
                    worker.at = None
                    session.ihook.pytest_runtest_logfinish(nodeid=said, location=items[said].location)
                else:
                    report = session.config.hook.pytest_report_from_serializable(config=session.config, data=said)
                    session.ihook.pytest_runtest_logreport(report=report)
                if session.shouldfail:
                    raise session.Failed(session.shouldfail)
        for nodeid in items.keys() - self.done:
            _failed(session, items[nodeid], "It was not run: the process that had taken its file ended before.")

    def _left(self, session: pytest.Session, worker: Worker) -> None:
        """Whoever ended is waited for; what it was at has failed."""
        status = os.waitstatus_to_exitcode(os.waitpid(worker.process, 0)[1])
        worker.process = 0
        if worker.at is not None:
            self.done.add(worker.at.nodeid)
            _failed(session, worker.at, f"The process that ran it ended with {status}.")
        elif status:
            session.testsfailed += 1


def _threads() -> int:
    """Of this process, those of libraries included, which Python knows nothing of."""
    tasks = Path("/proc/self/task")
    return len(list(tasks.iterdir())) if tasks.is_dir() else threading.active_count()


def _failed(session: pytest.Session, item: pytest.Item, why: str) -> None:
    report = pytest.TestReport(item.nodeid, item.location, {}, "failed", why, "call")
    session.ihook.pytest_runtest_logreport(report=report)


def _end(worker: Worker) -> None:
    """Nobody listens to it any more."""
    worker.reports.close()
    if worker.process:
        os.kill(worker.process, 15)
        os.waitpid(worker.process, 0)


def _become(session: pytest.Session, name: str, speaking: "Connection[Any, Any]") -> None:
    """From here on this process is a worker: its own temporary files, captured output and database."""
    config = session.config
    os.environ["PYTEST_XDIST_WORKER"] = name
    config.workerinput = {"workerid": name}  # type: ignore[attr-defined] # read by pytest-django
    factory = config._tmp_path_factory  # type: ignore[attr-defined] # no other way to a folder of one's own
    factory._basetemp = factory.getbasetemp() / name
    factory._basetemp.mkdir(mode=0o700)
    manager = config.pluginmanager
    capture = manager.getplugin("capturemanager")
    assert capture is not None
    # The file that the output goes to was opened before the fork, and all would write at one place of it.
    capture.stop_global_capturing()
    capture.start_global_capturing()
    capture.suspend_global_capture()
    manager.unregister(name="forked")
    manager.unregister(name="terminalreporter")
    manager.register(Speaker(config, speaking))


@dataclass(eq=False)
class Speaker:
    """A plugin of a worker: tells the process that collected what becomes of each test."""

    config: pytest.Config
    line: "Connection[Any, Any]"

    def pytest_runtest_logstart(self, nodeid: str) -> None:
        self.line.send(("at", nodeid))

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        data = self.config.hook.pytest_report_to_serializable(config=self.config, report=report)
        self.line.send(("report", data))

    def pytest_runtest_logfinish(self, nodeid: str) -> None:
        self.line.send(("done", nodeid))


def _taken(files: list[list[pytest.Item]], given: int) -> Iterator[list[pytest.Item]]:
    while place := os.read(given, _PLACE.size):
        yield files[_PLACE.unpack(place)[0]]


def _work(session: pytest.Session, files: Iterator[list[pytest.Item]], speaking: "Connection[Any, Any]") -> None:
    for items in files:
        # After its last test a file's things are taken down, and those of the session are kept for the next file.
        for item, following in zip(items, [*items[1:], session], strict=True):
            item.config.hook.pytest_runtest_protocol(item=item, nextitem=following)
    session._setupstate.teardown_exact(None)
    speaking.close()
