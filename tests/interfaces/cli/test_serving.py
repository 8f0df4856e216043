"""Who may serve: one process on SQLite, several on PostgreSQL; and what makes pages beside it."""

import os
import signal
from pathlib import Path

import httpx

from tests.faults.place import free_port, wait_until
from tests.interfaces.cli.running import run, running


def with_parents(name: str) -> dict[int, int]:
    """The processes whose command line has that word, each with the one that started it."""
    found = {}
    for path in Path("/proc").glob("[0-9]*"):
        try:
            words, fields = (path / "cmdline").read_text(), (path / "stat").read_text().rpartition(")")[2].split()
        except OSError:
            continue
        if name in words:
            found[int(path.name)] = int(fields[1])
    return found


def test_a_second_process_is_refused_on_sqlite(tmp_path: Path) -> None:
    made = run("migrate", PLENARIA_DATA=str(tmp_path))
    assert made.returncode == 0, made.stderr
    refused = run("serve", "--role", "hall", PLENARIA_DATA=str(tmp_path))
    assert refused.returncode == 2
    assert "SQLite has one process." in refused.stderr


def test_what_makes_pages_beside_the_server_answers_for_it_and_ends_with_it(tmp_path: Path) -> None:
    port, folder = free_port(), tmp_path / "data"
    named = {"PLENARIA_DATA": str(folder), "PLENARIA_PAGE_PROCESSES": "1"}
    assert run("migrate", **named).returncode == 0
    before = with_parents("conf.page_process")
    with running("serve", "--port", str(port), until="Ctrl-C".__contains__, log=tmp_path / "log", **named):
        wait_until("it has begun", lambda: with_parents("conf.page_process").keys() - before, 120)
        ((made, server),) = (each for each in with_parents("conf.page_process").items() if each[0] not in before)
        # Stopped, it holds up whoever was handed to it, and nobody else.
        wait_until("pages are made by it", lambda: stopped_holds_up(made, port), 120)
        assert httpx.get(f"http://127.0.0.1:{port}/", headers={"Cookie": "sessionid=x"}).status_code == 200
        os.kill(server, signal.SIGKILL)
        wait_until("it has ended", lambda: made not in with_parents("conf.page_process"))


def stopped_holds_up(process: int, port: int) -> bool:
    """Whether a page waits while that process is stopped, and comes when it goes on."""
    os.kill(process, signal.SIGSTOP)
    try:
        httpx.get(f"http://127.0.0.1:{port}/", timeout=1)
    except httpx.ReadTimeout:
        held = True
    else:
        held = False
    finally:
        os.kill(process, signal.SIGCONT)
    return held and httpx.get(f"http://127.0.0.1:{port}/", timeout=30).status_code == 200
