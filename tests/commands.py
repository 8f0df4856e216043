"""``plenaria`` commands, each in a process of its own that need not import everything first.

A process that has imported what the commands use, and started nothing, forks itself for each of them: from there on it
is the command, with its own environment, folder, output and end. What it costs to begin is measured and tried where
commands are started as a person does (``running``, ``start``).
"""

import json
import os
import signal
import subprocess
import sys
import tempfile
from collections.abc import Mapping
from functools import cache
from importlib import import_module
from pathlib import Path
from typing import Any

PATIENCE = 120
"""Seconds after which a command is ended that does not end by itself."""
IMPORTED = (
    "plenaria.conf",
    "plenaria.conf.console",
    "plenaria.interfaces.cli.app",
    "plenaria.interfaces.cli.paper_view",
    "plenaria.core.text.reading",
    "plenaria.formats.reading",
    "plenaria.formats.writing",
    "plenaria.verify",
    "django.contrib.staticfiles",
    "django.core.mail",
    "django.core.management",
    "django.db.migrations.executor",
    "django.db.models",
    "django.template.backends.django",
)
"""What needs no settings. Models and pages are imported by the command itself, once it has its settings."""


def plenaria(*words: str, environment: Mapping[str, str], stdin: str | None = None) -> subprocess.CompletedProcess[str]:
    """Run a command to its end."""
    with tempfile.TemporaryDirectory(prefix="plenaria-command-") as folder:
        files = [Path(folder) / name for name in ("stdin", "stdout", "stderr")]
        files[0].write_text(stdin or "", encoding="utf-8")
        order = {"words": words, "environment": dict(environment), "files": [str(each) for each in files]}
        process = _process()
        assert process.stdin is not None
        assert process.stdout is not None
        process.stdin.write(json.dumps(order | {"folder": str(Path.cwd())}) + "\n")
        process.stdin.flush()
        status = int(process.stdout.readline())
        out, err = (each.read_text(encoding="utf-8") for each in files[1:])
    return subprocess.CompletedProcess(["plenaria", *words], status, out, err)


@cache
def _process() -> "subprocess.Popen[str]":
    """The process that forks; it ends when its input does, which is when this one is gone."""
    environment = {name: value for name, value in os.environ.items() if not name.startswith(("PLENARIA_", "DJANGO_"))}
    return subprocess.Popen(
        [sys.executable, "-m", "tests.commands"],
        env=environment | {"PYTHONWARNINGS": "default", "PYTHONUTF8": "1", "COLUMNS": "100"},
        cwd=Path(__file__).resolve().parent.parent,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )


def _serve() -> None:
    for name in IMPORTED:
        import_module(name)
    for line in sys.stdin:
        order = json.loads(line)
        child = os.fork()
        if child == 0:
            _become(order)
            return
        _, status = os.waitpid(child, 0)
        print(os.waitstatus_to_exitcode(status), flush=True)


def _become(order: dict[str, Any]) -> None:
    """From here on this process is the command; it ends as every process does."""
    signal.alarm(PATIENCE)
    os.environ.clear()
    os.environ.update(order["environment"])
    os.chdir(order["folder"])
    sys.modules["__main__"].__package__ = "plenaria"
    sys.argv = ["plenaria/__main__.py", *order["words"]]
    flags = (os.O_RDONLY, *[os.O_WRONLY | os.O_CREAT] * 2)
    for number, (path, flag) in enumerate(zip(order["files"], flags, strict=True)):
        opened = os.open(path, flag, 0o600)
        os.dup2(opened, number)
        os.close(opened)
    sys.stdin = open(0, encoding="utf-8", closefd=False)  # noqa: SIM115 - for as long as the process lives
    from plenaria.conf.console import main

    main()


if __name__ == "__main__":
    _serve()
