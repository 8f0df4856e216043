"""A fresh installation for a test that is not about setting up: set up once, and copied."""

import atexit
import shutil
import tempfile
from functools import cache
from pathlib import Path

from tests import commands


def set_up(folder: Path, *answers: str, environment: dict[str, str]) -> None:
    """What ``plenaria init`` with these answers would leave in ``folder``, which is not there yet."""
    # The name of the test that runs would make each of them another installation.
    lasting = {name: value for name, value in environment.items() if not name.startswith("PYTEST_")}
    shutil.copytree(_made(answers, tuple(sorted(lasting.items()))), folder)


@cache
def _made(answers: tuple[str, ...], environment: tuple[tuple[str, str], ...]) -> Path:
    kept = tempfile.mkdtemp(prefix="plenaria-set-up-")
    atexit.register(shutil.rmtree, kept, ignore_errors=True)
    folder = Path(kept) / "data"
    done = commands.plenaria("init", *answers, environment={**dict(environment), "PLENARIA_DATA": str(folder)})
    assert done.returncode == 0, done.stdout + done.stderr
    return folder
