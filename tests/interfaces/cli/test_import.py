import json
import os
from pathlib import Path

import pytest

from tests.interfaces.cli.imported import held, set_up
from tests.interfaces.cli.running import run
from tests.old_papers import write_drawer

pytestmark = pytest.mark.skipif(
    "PLENARIA_DATABASE_URL" in os.environ, reason="each installation here has a folder and a database of its own"
)

FORMS = ("docx", "txt", "html", "md")
"""Those that are written and read quickly; the others are measured in ``benchmarks``."""


def test_a_folder_is_taken_over_once_and_every_file_is_in_one_list(tmp_path: Path) -> None:
    variables, drawer = set_up(tmp_path / "data"), tmp_path / "drawer"
    names = write_drawer(drawer, 8, forms=FORMS)
    (drawer / "notes.txt").write_text("Milk, bread, candles for the observatory.\n")
    (drawer / "broken.docx").write_bytes(b"PK\x03\x04 and no more")
    (drawer / "copy.txt").write_bytes((drawer / names[1]).read_bytes())
    (drawer / ".~lock.a.docx#").write_text("Ann")
    (drawer / ".hidden").mkdir()
    (drawer / ".hidden" / "a.txt").write_text("no")
    (tmp_path / "elsewhere.txt").write_text("no")
    (drawer / "leads-out.txt").symlink_to(tmp_path / "elsewhere.txt")

    tried = run("import", str(drawer), "--body=valleys", "--json", "--dry-run", **variables)
    assert tried.returncode == 0, tried.stderr
    assert held(**variables)["papers"] == {}
    assert json.loads(tried.stdout)["counts"] == {"refused": 1, "waiting": 8, "to-check": 1}

    done = run("import", str(drawer), "--body=valleys", "--json", **variables)
    assert done.returncode == 0, done.stderr
    told = json.loads(done.stdout)
    assert told["counts"] == {"taken-in": 8, "to-check": 1, "refused": 1}
    assert (told["same"], told["outside"]) == ([{"file": names[1], "as": "copy.txt"}], ["leads-out.txt"])
    by_name = {each["file"]: each for each in told["papers"]}
    assert by_name["broken.docx"]["refusal"]["code"] == "file-broken"
    assert {each["code"] for each in by_name["notes.txt"]["doubts"]} >= {"no-clauses", "no-date"}
    assert {key: by_name[names[0]][key] for key in ("language", "number", "date", "clauses", "slug")} == {
        "language": "es",
        "number": "1",
        "date": "2003-03-15",
        "clauses": 4,
        "slug": "2003-1",
    }
    first = held(**variables)
    assert (first["resolutions"], first["texts"], first["sources"], first["leaves"]) == (7, 8, 8, 8)

    again = run("import", str(drawer), "--body=valleys", **variables)
    assert again.returncode == 0, again.stderr
    assert "Taken over earlier, and not read again: 10" in again.stdout
    assert held(**variables) == first


def test_what_it_needs_is_asked_for(tmp_path: Path) -> None:
    variables = set_up(tmp_path / "data")
    unknown = run("import", str(tmp_path), "--body=nobody", **variables)
    assert (unknown.returncode, unknown.stderr) == (2, "There is no such body. Nothing was stored. Choose it again.\n")
    missing = run("import", str(tmp_path / "none"), "--body=valleys", "--json", **variables)
    assert (missing.returncode, json.loads(missing.stdout)["refusal"]) == (2, "file-not-there")
    tongue = run("import", str(tmp_path), "--body=valleys", "--language=xx", **variables)
    assert (tongue.returncode, "xx is no language that can be read" in tongue.stderr) == (2, True)
