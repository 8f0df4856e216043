import json
import subprocess
import sys
from pathlib import Path
from zipfile import ZipFile

import pytest

from plenaria.core.text.contract import to_data
from tests.core.text.papers import PAPERS, read_paper
from tests.interfaces.cli.running import environment, run


@pytest.mark.parametrize("name", ["en", "es", "ru"])
def test_read_prints_the_contract(name: str) -> None:
    done = run("read", str(PAPERS / f"{name}.txt"), "--json")
    assert done.returncode == 0
    assert json.loads(done.stdout) == to_data(read_paper(name))


def test_read_shows_the_structure_in_the_reader_s_language() -> None:
    done = run("read", str(PAPERS / "en.txt"))
    text = read_paper("en")
    assert (done.returncode, done.stderr) == (0, "")
    assert text.title.split()[0] in done.stdout
    assert f"Clauses: {len(text.clauses)}, with sub-clauses {sum(1 for _ in text.walk())}." in done.stdout


def test_a_file_that_cannot_be_read_ends_with_2_and_a_sentence(tmp_path: Path) -> None:
    empty = tmp_path / "empty.docx"
    empty.touch()
    told = run("read", str(empty))
    assert (told.returncode, told.stdout) == (2, "")
    assert told.stderr == "The file holds no text. Nothing was stored. Check that you chose the right file.\n"
    machine = run("read", str(empty), "--json")
    assert (machine.returncode, json.loads(machine.stdout)["refusal"]) == (2, "file-empty")
    missing = run("read", str(tmp_path / "none.docx"), "--json")
    assert (missing.returncode, json.loads(missing.stdout)["refusal"]) == (2, "file-not-there")


def test_a_paper_cannot_write_to_the_terminal_or_into_its_markup(tmp_path: Path) -> None:
    paper = tmp_path / "paper.txt"
    paper.write_text("Resolution\n\nThe council decides:\n1. To keep [red]order[/red] \x1b[2J in the hall.\n")
    done = run("read", str(paper))
    assert done.returncode == 0
    assert "[red]order[/red]" in done.stdout
    assert "\x1b" not in done.stdout


@pytest.mark.parametrize(
    ("form", "begins"),
    [("pdf", b"%PDF"), ("docx", b"PK"), ("akn", b"<?xml"), ("html", b"<!"), ("md", b""), ("txt", b""), ("json", b"{")],
)
def test_convert_writes_every_format(form: str, begins: bytes, tmp_path: Path) -> None:
    out = tmp_path / "out"
    done = run("convert", str(PAPERS / "es.txt"), "--to", form, "-o", str(out))
    assert (done.returncode, done.stderr) == (0, "")
    data = out.read_bytes()
    assert data.startswith(begins)
    assert len(data) > 1000


def test_convert_overwrites_nothing_that_it_was_not_told_to(tmp_path: Path) -> None:
    paper = tmp_path / "paper.txt"
    paper.write_bytes((PAPERS / "en.txt").read_bytes())
    done = run("convert", str(paper), "--to", "txt")
    assert (done.returncode, "already" in done.stderr) == (2, True)
    assert paper.read_bytes() == (PAPERS / "en.txt").read_bytes()
    assert run("convert", str(paper), "--to", "md").returncode == 0
    assert (tmp_path / "paper.md").exists()


def test_convert_shows_what_changed_since_an_earlier_version(tmp_path: Path) -> None:
    earlier, later, out = tmp_path / "old.txt", tmp_path / "new.txt", tmp_path / "new.docx"
    words = (PAPERS / "en.txt").read_text()
    verb = next(word for word in ("Thanks", "Supports", "Requests", "Decides") if word in words)
    earlier.write_text(words)
    later.write_text(words.replace(verb, f"Warmly {verb.lower()}", 1))
    done = run("convert", str(later), "--to", "docx", "--against", str(earlier), "-o", str(out))
    assert (done.returncode, done.stderr) == (0, "")
    with ZipFile(out) as package:
        assert "<w:ins " in package.read("word/document.xml").decode()
    done = run("convert", str(later), "--to", "pdf", "--against", str(earlier), "-o", str(out))
    assert (done.returncode, "DOCX only" in done.stderr) == (2, True)


def test_converting_there_and_back_changes_nothing(tmp_path: Path) -> None:
    out = tmp_path / "paper.docx"
    assert run("convert", str(PAPERS / "ru.txt"), "--to", "docx", "-o", str(out)).returncode == 0
    again = json.loads(run("read", str(out), "--json").stdout)
    assert [each["text"] for each in again["clauses"]] == [
        each["text"] for each in to_data(read_paper("ru"))["clauses"]
    ]


def test_papers_are_read_without_the_framework() -> None:
    code = (
        "import sys, plenaria.interfaces.cli.app, plenaria.interfaces.cli.paper_view, plenaria.verify\n"
        "print(sorted({name.partition('.')[0] for name in sys.modules} & {'django', 'granian', 'lxml', 'typst'}))"
    )
    done = subprocess.run([sys.executable, "-c", code], env=environment(), capture_output=True, text=True, check=True)
    assert done.stdout == "[]\n"
