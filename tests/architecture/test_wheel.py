"""The wheel, installed where nothing of the repository is: it must run the demo by itself."""

import os
import site
import subprocess
import sys
import zipfile
from pathlib import Path
from urllib.request import urlopen

import pytest

from tests.architecture.source import REPOSITORY, SOURCE
from tests.browser.server import free_port
from tests.interfaces.cli.running import environment, running

# One engine is enough for what is inside a file.
pytestmark = pytest.mark.skipif("PLENARIA_DATABASE_URL" in os.environ, reason="the demo keeps its data in one folder")


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Built from a copy, so that nothing is left in the repository."""
    folder = tmp_path_factory.mktemp("wheel")
    words = ("-m", "build", "--wheel", "--no-isolation", "--outdir", str(folder), str(REPOSITORY))
    subprocess.run([sys.executable, *words], check=True, capture_output=True)
    (built,) = folder.glob("*.whl")
    return built


@pytest.fixture(scope="module")
def command(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """``plenaria`` in a venv of its own. What it depends on comes from this one, so that no network is needed."""
    folder = tmp_path_factory.mktemp("venv")
    subprocess.run([sys.executable, "-m", "venv", str(folder)], check=True)
    python = folder / "bin" / "python"
    words = ("-m", "pip", "install", "--quiet", "--no-index", "--no-deps", "--disable-pip-version-check", str(wheel))
    subprocess.run([str(python), *words], check=True)
    (packages,) = folder.glob("lib/python*/site-packages")
    # Paths of a .pth file come after the venv's own, and the .pth files in them are not read: no way to the sources.
    (packages / "dependencies.pth").write_text("\n".join(site.getsitepackages()) + "\n")
    return folder / "bin" / "plenaria"


def test_the_wheel_holds_all_that_is_no_code(wheel: Path) -> None:
    inside = {name for name in zipfile.ZipFile(wheel).namelist() if name.startswith("plenaria/")}
    wanted = {
        path.relative_to(SOURCE.parent).as_posix()
        for path in SOURCE.rglob("*")
        if path.is_file() and "__pycache__" not in path.parts
    }
    assert sorted(wanted - inside) == []
    assert {f"plenaria/locale/{language}/LC_MESSAGES/django.mo" for language in ("en", "es", "ru")} <= inside


def test_it_explains_itself(command: Path, tmp_path: Path) -> None:
    done = subprocess.run(
        [command, "--help"], env=environment(), cwd=tmp_path, capture_output=True, text=True, check=True
    )
    words = ("demo", "init", "serve", "read", "convert", "verify", "migrate", "user", "backup", "restore")
    assert [word for word in words if word not in done.stdout] == []


def test_it_runs_the_demo_in_the_reader_s_language(command: Path, tmp_path: Path) -> None:
    port = free_port()
    words = ("demo", "--port", str(port), "--data", str(tmp_path / "world"))
    ready = f"http://127.0.0.1:{port}/\n"
    with running(*words, command=[str(command)], until=lambda said: ready in said, log=tmp_path / "log", LANG="ru_RU"):
        assert "Секретарь" in (tmp_path / "log").read_text()
        for address, expected in (("/ru/", "html"), ("/static/plenaria/plenaria.css", "body")):
            with urlopen(f"http://127.0.0.1:{port}{address}", timeout=20) as answer:
                assert (answer.status, expected in answer.read().decode()) == (200, True)
