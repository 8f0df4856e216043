from datetime import UTC, datetime, timedelta
from os import utime
from pathlib import Path

import pytest
from pytest_django import Settings

from plenaria.store import files

NOW = datetime.now(UTC)


@pytest.fixture
def data(tmp_path: Path, settings: Settings) -> Path:
    settings.DATA = tmp_path
    return tmp_path


def lying(data: Path) -> list[str]:
    return sorted(each.name for each in (data / "files").rglob("*") if each.is_file())


def test_bytes_are_dropped_and_once_more_is_nothing_new(data: Path) -> None:
    digest = files.keep(b"a letter")
    later = NOW + timedelta(hours=2)
    files.drop(digest, later)
    files.drop(digest, later)
    assert lying(data) == []
    with pytest.raises(FileNotFoundError):
        files.load(digest)


def test_bytes_that_somebody_is_about_to_name_stay(data: Path) -> None:
    digest = files.keep(b"a letter")
    old = (NOW - timedelta(days=9)).timestamp()
    path = next(each for each in (data / "files").rglob(digest))
    utime(path, (old, old))
    assert files.keep(b"a letter") == digest
    files.drop(digest, NOW)
    assert (files.load(digest), lying(data)) == (b"a letter", [digest])


def test_what_a_crash_left_half_dropped_goes_the_next_time(data: Path) -> None:
    digest = files.keep(b"a letter")
    path = next(each for each in (data / "files").rglob(digest))
    path.rename(path.with_name(f".{digest}.going"))
    files.drop(digest, NOW + timedelta(hours=2))
    assert lying(data) == []
