"""A disk that loses its power: what is on it at any moment of a tape that ``power.c`` wrote.

A file keeps what was written before its last sync. A name that was given, changed or taken away is certain once its
folder was synced. What is not certain may be there or not, in pieces of 512 bytes and in any order.
"""

import random
import struct
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

HEAD = struct.Struct("<IIqII")
SECTOR = 512
"""Bytes that a disk writes wholly or not at all."""
FORGOTTEN = ("-shm",)
"""Ends of names of files that mean nothing after a start."""


@dataclass(frozen=True, slots=True)
class Record:
    """One thing that was done: see ``power.c``. ``end`` is the length of the tape after it."""

    what: str
    offset: int
    path: str
    other: str
    data: bytes
    end: int


@dataclass(slots=True)
class File:
    """What is certain of a file, and what was done to it since."""

    certain: bytes = b""
    since: list[Record] = field(default_factory=list)

    def content(self, chance: float, dice: random.Random) -> bytes:
        """What is there, if each piece since the last sync got there with that chance."""
        found = bytearray(self.certain)
        for record in self.since:
            if record.what == "T":
                if dice.random() < chance:
                    _cut(found, record.offset)
                continue
            for start in range(0, len(record.data), SECTOR):
                if dice.random() < chance:
                    _lay(found, record.offset + start, record.data[start : start + SECTOR])
        return bytes(found)


def _cut(content: bytearray, size: int) -> None:
    del content[size:]
    content.extend(bytes(size - len(content)))


def _lay(content: bytearray, offset: int, data: bytes) -> None:
    if len(content) < offset:
        _cut(content, offset)
    content[offset : offset + len(data)] = data


class Disk:
    """A folder as it was at the beginning of a tape, and what became of it since."""

    def __init__(self, folder: Path) -> None:
        files = [path for path in folder.rglob("*") if path.is_file() and not path.name.endswith(FORGOTTEN)]
        self.names = {str(path.relative_to(folder)): File(path.read_bytes()) for path in files}
        """Each name as the running process sees it."""
        self.certain = dict(self.names)
        """Each name as it is on the disk for certain."""
        self.modes = {str(path.relative_to(folder)): path.stat().st_mode & 0o777 for path in files}

    def take(self, record: Record) -> None:
        """Go on to after that record."""
        match record.what:
            case "W" | "T":
                self.names.setdefault(record.path, File()).since.append(record)
            case "S" if record.path in self.names:
                file = self.names[record.path]
                file.certain, file.since = file.content(1, random.Random()), []
            case "S":
                self._settle(record.path)
            case "R":
                self.names[record.other] = self.names.pop(record.path)
            case "L":
                self.names[record.other] = self.names[record.path]
            case "U":
                self.names.pop(record.path, None)

    def _settle(self, folder: str) -> None:
        """The folder was synced: its names are certain."""
        for name in {*self.names, *self.certain}:
            if str(Path(name).parent) != folder:
                continue
            if name in self.names:
                self.certain[name] = self.names[name]
            else:
                del self.certain[name]

    def lay(self, folder: Path, *, chance: float, dice: random.Random) -> None:
        """Write into ``folder`` what is on the disk, if what is not certain is there with that chance."""
        for name in sorted({*self.names, *self.certain}):
            named = self.names if dice.random() < chance else self.certain
            if name not in named or name.endswith(FORGOTTEN):
                continue
            path = folder / name
            path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
            path.write_bytes(named[name].content(chance, dice))
            path.chmod(self.modes.get(name, 0o600))


def records(tape: Path) -> Iterator[Record]:
    """What is on the tape; a record that its writer died at is not."""
    data, start = tape.read_bytes(), 0
    while start + HEAD.size <= len(data):
        size, what, offset, path, other = HEAD.unpack_from(data, start)
        end = start + size + 4
        if end > len(data):
            return
        names = start + HEAD.size
        yield Record(
            what=chr(what),
            offset=offset,
            path=data[names : names + path].decode(),
            other=data[names + path : names + path + other].decode(),
            data=data[names + path + other : end],
            end=end,
        )
        start = end
