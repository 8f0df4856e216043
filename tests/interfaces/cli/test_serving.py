"""Who may serve: one process on SQLite, several on PostgreSQL."""

from pathlib import Path

from tests.interfaces.cli.running import run


def test_a_second_process_is_refused_on_sqlite(tmp_path: Path) -> None:
    made = run("migrate", PLENARIA_DATA=str(tmp_path))
    assert made.returncode == 0, made.stderr
    refused = run("serve", "--role", "hall", PLENARIA_DATA=str(tmp_path))
    assert refused.returncode == 2
    assert "SQLite has one process." in refused.stderr
