"""New files: for their owner alone, and never over another. What a disk keeps of them: ``tests/faults``."""

from pathlib import Path

import pytest

from plenaria.formats import on_disk


def test_a_new_file_is_its_owners_alone(tmp_path: Path) -> None:
    on_disk.make(tmp_path / "key", b"1")
    assert ((tmp_path / "key").read_bytes(), (tmp_path / "key").stat().st_mode & 0o777) == (b"1", 0o600)


def test_nothing_is_overwritten(tmp_path: Path) -> None:
    on_disk.make(tmp_path / "key", b"1")
    with pytest.raises(FileExistsError):
        on_disk.make(tmp_path / "key", b"2")
    assert (tmp_path / "key").read_bytes() == b"1"
