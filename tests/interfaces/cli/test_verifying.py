import json
from pathlib import Path

import pytest

from plenaria.verify import verify
from tests.interfaces.cli.running import run
from tests.sealed import sealed


@pytest.fixture
def bundle(tmp_path: Path) -> Path:
    path = tmp_path / "bundle.zip"
    path.write_bytes(sealed())
    return path


def test_a_sound_bundle_ends_with_0_and_says_so(bundle: Path) -> None:
    done = run("verify", str(bundle))
    assert (done.returncode, done.stderr) == (0, "")
    assert "The text is the one that was adopted" in done.stdout
    assert done.stdout.endswith("Nothing is broken.\n")


def test_a_flipped_byte_ends_with_1(bundle: Path) -> None:
    data = bytearray(bundle.read_bytes())
    data[len(data) // 2] ^= 1
    bundle.write_bytes(data)
    done = run("verify", str(bundle))
    assert done.returncode == 1
    assert done.stdout.endswith("Something is broken. Do not rely on this file.\n")


def test_a_machine_gets_the_findings(bundle: Path) -> None:
    done = run("verify", str(bundle), "--json")
    assert json.loads(done.stdout) == verify(bundle.read_bytes()).to_data()


def test_a_file_that_is_not_there(tmp_path: Path) -> None:
    done = run("verify", str(tmp_path / "none.zip"))
    assert (done.returncode, done.stdout) == (2, "")
