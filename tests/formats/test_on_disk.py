"""New files: for their owner alone, and never over another. What a disk keeps of them: ``tests/faults``."""

import resource
import signal
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
    assert {path.name: path.read_bytes() for path in tmp_path.iterdir()} == {"key": b"1"}


def test_what_has_no_room_is_not_there(tmp_path: Path) -> None:
    limits = resource.getrlimit(resource.RLIMIT_FSIZE)
    ignored = signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    try:
        resource.setrlimit(resource.RLIMIT_FSIZE, (2, limits[1]))
        with pytest.raises(OSError, match="File too large"):
            on_disk.make(tmp_path / "key", b"123")
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, limits)
        signal.signal(signal.SIGXFSZ, ignored)
    assert list(tmp_path.iterdir()) == []
