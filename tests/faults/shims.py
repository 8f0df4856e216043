"""Libraries that stand between a server and its machine, compiled when a test needs them."""

import shutil
import subprocess
from pathlib import Path

import pytest

HERE = Path(__file__).parent


def compiled(name: str, folder: Path) -> str:
    """The path of the library whose source is ``name``.c; the test is skipped where there is no compiler."""
    compiler = shutil.which("cc") or shutil.which("gcc")
    if compiler is None:
        pytest.skip("no C compiler on this machine")
    made = folder / f"{name}.so"
    source = HERE / f"{name}.c"
    subprocess.run([compiler, "-shared", "-fPIC", "-O2", "-o", str(made), str(source), "-ldl"], check=True)
    return str(made)
