"""Sections of a file of figures are replaced one at a time."""

from pathlib import Path

from benchmarks.sections import replace


def test_a_section_is_replaced_and_the_others_stay(tmp_path: Path) -> None:
    path = tmp_path / "figures.md"
    path.write_text("# Figures\n\nBy hand.\n", encoding="utf-8")
    replace(path, "speed", "fast")
    replace(path, "reading", "well \\1")
    replace(path, "speed", "faster\n")
    assert path.read_text(encoding="utf-8") == (
        "# Figures\n\nBy hand.\n\n<!-- speed: begin -->\nfaster\n<!-- speed: end -->\n"
        "\n<!-- reading: begin -->\nwell \\1\n<!-- reading: end -->\n"
    )


def test_a_file_that_is_not_there_is_made(tmp_path: Path) -> None:
    replace(tmp_path / "new.md", "speed", "fast")
    assert (tmp_path / "new.md").read_text(encoding="utf-8") == "<!-- speed: begin -->\nfast\n<!-- speed: end -->\n"
