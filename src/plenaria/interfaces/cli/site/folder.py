"""The folder of an export: what is the same as before is not written again, what is gone is removed at the end.

A file is never seen half written: it is made under another name and renamed. What was done is remembered unit by unit
in a file of lines, so that a run that was interrupted goes on where it stopped.
"""

import contextlib
import fcntl
import json
import os
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field
from hashlib import sha256
from pathlib import Path

MEMORY = ".plenaria-export"
"""The file of lines. A host that hides files with a dot does not show it; it holds nothing secret."""


class NotAnExport(Exception):  # noqa: N818 - it is no error of ours
    """The folder holds something else."""


class Busy(Exception):  # noqa: N818 - it is no error of ours
    """Another run is at it."""


@dataclass(frozen=True, slots=True)
class Done:
    """A unit that was made: its files with their hashes, how many of them changed, and what of ``/static`` it uses."""

    unit: str
    files: Mapping[str, str]
    written: int = 0
    static: tuple[str, ...] = ()
    problems: tuple[str, ...] = ()


@dataclass(slots=True)
class Folder:
    """An export on disk. What is remembered stays as it was written: of a large register it is read unit by unit."""

    path: Path
    _earlier: dict[str, list[str]] = field(default_factory=dict)
    """Unit → the lines that runs before this one wrote of it."""
    _lines: dict[str, str] = field(default_factory=dict)
    """Unit → the line of this run, or of one before it that was interrupted."""

    def remember(self, state: str) -> None:
        """Read what earlier runs did; units that were made in the same ``state`` need not be made again.

        Raises NotAnExport where the folder holds something and no export.
        """
        memory = self.path / MEMORY
        if not memory.exists() and any(self.path.iterdir()):
            raise NotAnExport
        for line in memory.read_text("utf-8").splitlines() if memory.exists() else ():
            try:
                said = json.loads(line)
            except ValueError:
                # The run was killed in the middle of this line.
                continue
            self._earlier.setdefault(said["unit"], []).append(line)
            if said["state"] == state:
                self._lines[said["unit"]] = line

    @contextlib.contextmanager
    def alone(self) -> Iterator[None]:
        """Keep other runs out. Raises Busy."""
        self.path.mkdir(parents=True, exist_ok=True)
        handle = os.open(self.path, os.O_RDONLY)
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as taken:
            raise Busy from taken
        else:
            yield
        finally:
            os.close(handle)

    def before(self, unit: str) -> dict[str, str]:
        """The files that the unit had, with their hashes as they were written last."""
        files: dict[str, str] = {}
        for line in self._earlier.get(unit, ()):
            files |= json.loads(line)["files"]
        return files

    def done(self) -> Iterator[Done]:
        """What is made."""
        for line in self._lines.values():
            said = json.loads(line)
            yield Done(said["unit"], said["files"], static=tuple(said["static"]))

    def keep(self, units: Collection[str]) -> None:
        """Count as made what is one of these units, and whose files are there."""
        there = {done.unit for done in self.done() if all((self.path / place).exists() for place in done.files)}
        self._lines = {unit: line for unit, line in self._lines.items() if unit in there and unit in units}

    def is_done(self, unit: str) -> bool:
        """Whether the unit is made."""
        return unit in self._lines

    def note(self, done: Done, state: str) -> None:
        """Remember a unit that is made."""
        said = {"unit": done.unit, "state": state, "files": dict(done.files), "static": list(done.static)}
        self._lines[done.unit] = json.dumps(said, ensure_ascii=False, separators=(",", ":"))
        with (self.path / MEMORY).open("a", encoding="utf-8") as memory:
            memory.write(f"{self._lines[done.unit]}\n")

    def finish(self) -> int:
        """Remove the files of earlier runs that are no longer part of it; how many. What others put here stays."""
        removed = 0
        for unit in self._earlier:
            kept = json.loads(self._lines[unit])["files"] if unit in self._lines else {}
            for place in self.before(unit).keys() - kept.keys():
                removed += self._remove(place)
        put(self.path / MEMORY, "".join(f"{line}\n" for line in self._lines.values()).encode())
        return removed

    def _remove(self, place: str) -> bool:
        path = self.path / place
        if ".." in path.parts or not path.is_file():
            return False
        path.unlink()
        for folder in path.parents:
            if folder == self.path or any(folder.iterdir()):
                break
            folder.rmdir()
        return True


@dataclass(slots=True)
class Writer:
    """Writes the files of one unit; ``before`` are the hashes of the last run."""

    folder: Path
    before: Mapping[str, str]
    files: dict[str, str] = field(default_factory=dict)
    written: int = 0

    def leave(self, place: str) -> None:
        """Keep the file as the last run left it."""
        if place in self.before:
            self.files[place] = self.before[place]

    def write(self, place: str, data: bytes) -> None:
        """Put a file there, if it is not there already as it should be."""
        digest = sha256(data).hexdigest()[:24]
        path = self.folder / place
        assert ".." not in path.parts, place
        self.files[place] = digest
        if self.before.get(place) == digest and path.exists():
            return
        path.parent.mkdir(parents=True, exist_ok=True)
        put(path, data)
        self.written += 1


def put(path: Path, data: bytes) -> None:
    """Write a file so that a reader sees the old one or the new one, whole."""
    half = path.with_name(f".{path.name[:80]}.{os.getpid()}")
    half.write_bytes(data)
    half.replace(path)
