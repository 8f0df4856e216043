"""The disk that power is taken from: what it keeps for certain, and what it may keep."""

import random
from pathlib import Path

import pytest

from tests.faults.power import SECTOR, Disk, Record


def record(what: str, path: str, data: bytes = b"", offset: int = 0, other: str = "") -> Record:
    return Record(what=what, offset=offset, path=path, other=other, data=data, end=0)


NOTHING, EVERYTHING = 0.0, 1.0
WRITTEN = record("W", "a", b"new")
SYNCED, FOLDER = record("S", "a"), record("S", ".")


@pytest.mark.parametrize(
    ("done", "chance", "kept"),
    [
        ([WRITTEN], NOTHING, {"a": b"old words"}),
        ([WRITTEN], EVERYTHING, {"a": b"new words"}),
        ([WRITTEN, SYNCED], NOTHING, {"a": b"new words"}),
        ([WRITTEN, FOLDER], NOTHING, {"a": b"old words"}),
        ([record("T", "a", offset=3), SYNCED], NOTHING, {"a": b"old"}),
        ([record("W", "b", b"!"), record("S", "b")], NOTHING, {"a": b"old words"}),
        ([record("W", "b", b"!"), record("S", "b"), FOLDER], NOTHING, {"a": b"old words", "b": b"!"}),
        ([record("W", "b", b"!"), FOLDER], NOTHING, {"a": b"old words", "b": b""}),
        ([record("U", "a")], NOTHING, {"a": b"old words"}),
        ([record("U", "a"), FOLDER], NOTHING, {}),
        ([record("R", "a", other="b")], NOTHING, {"a": b"old words"}),
        ([record("R", "a", other="b")], EVERYTHING, {"b": b"old words"}),
        ([record("W", "b", b"!"), record("R", "b", other="a"), FOLDER], NOTHING, {"a": b""}),
    ],
)
def test_what_was_synced_is_kept(tmp_path: Path, done: list[Record], chance: float, kept: dict[str, bytes]) -> None:
    (tmp_path / "before").mkdir()
    (tmp_path / "before" / "a").write_bytes(b"old words")
    (tmp_path / "before" / "db-shm").write_bytes(b"of a process")
    disk = Disk(tmp_path / "before")
    for each in done:
        disk.take(each)
    (tmp_path / "after").mkdir()
    disk.lay(tmp_path / "after", chance=chance, dice=random.Random(1))
    assert {path.name: path.read_bytes() for path in (tmp_path / "after").iterdir()} == kept


def test_a_write_is_torn_between_its_sectors(tmp_path: Path) -> None:
    (tmp_path / "a").write_bytes(b"o" * 4 * SECTOR)
    disk = Disk(tmp_path)
    disk.take(record("W", "a", b"n" * 4 * SECTOR))
    seen = {disk.names["a"].content(0.5, random.Random(dice)) for dice in range(200)}
    sectors = {tuple(content[start : start + SECTOR] for start in range(0, 4 * SECTOR, SECTOR)) for content in seen}
    assert {len(each) for each in sectors} == {4}
    assert len(sectors) == 16
    assert {part for each in sectors for part in each} == {b"o" * SECTOR, b"n" * SECTOR}
