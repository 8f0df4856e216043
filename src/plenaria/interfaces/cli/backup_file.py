"""A backup as one file: a gzipped tar with a manifest in front that names each member's size and SHA-256.

Rules for what is read back:

1. The manifest comes first, and is of the form ``plenaria-backup-1``.
2. Every member is named in it, is a plain file, and has the size and hash that it says; none is missing.
3. Names are relative, without ``..``; nothing is written outside of the folder.
"""

import hashlib
import io
import json
import os
import tarfile
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import Any

FORM = "plenaria-backup-1"
MANIFEST = "manifest.json"
CHUNK = 1 << 20

type Say = Callable[[str], None]


class Damaged(Exception):  # noqa: N818 - says what is wrong with a backup, in a word for the log
    """The file is no backup, or not whole."""


@dataclass(frozen=True, slots=True)
class Manifest:
    """What a backup holds: since when, of which engine, how many entries its journal has, and its members."""

    at: str
    engine: str
    entries: int
    members: dict[str, tuple[int, str]]
    """Name → size and SHA-256 in hexadecimal."""

    def to_bytes(self) -> bytes:
        """As JSON."""
        whole = {
            "form": FORM,
            "at": self.at,
            "engine": self.engine,
            "entries": self.entries,
            "members": {name: {"bytes": size, "sha256": digest} for name, (size, digest) in self.members.items()},
        }
        return json.dumps(whole, indent=1).encode()

    @classmethod
    def from_bytes(cls, data: bytes) -> "Manifest":
        """What ``to_bytes`` wrote. Raises ``Damaged``."""
        try:
            whole: Any = json.loads(data)
            if whole["form"] != FORM:
                raise Damaged("form")
            members = {str(name): (int(each["bytes"]), str(each["sha256"])) for name, each in whole["members"].items()}
            return cls(str(whole["at"]), str(whole["engine"]), int(whole["entries"]), members)
        except (ValueError, KeyError, TypeError, AttributeError) as error:
            raise Damaged("manifest") from error


def pack(target: Path, at: str, engine: str, entries: int, files: Iterable[tuple[str, Path]], say: Say) -> Manifest:
    """Write the backup beside ``target`` and put it in its place when it is whole; readable by its owner only."""
    found = [(name, path, *_measured(path)) for name, path in files]
    manifest = Manifest(at, engine, entries, {name: (size, digest) for name, _path, size, digest in found})
    half = target.with_name(f".{target.name}.half")
    try:
        with (
            os.fdopen(os.open(half, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "wb") as file,
            tarfile.open(fileobj=file, mode="w:gz", compresslevel=6) as tar,
        ):
            head = tarfile.TarInfo(MANIFEST)
            data = manifest.to_bytes()
            head.size, head.mode = len(data), 0o600
            tar.addfile(head, io.BytesIO(data))
            for name, path, size, _digest in found:
                say(name)
                member = tarfile.TarInfo(name)
                member.size, member.mode = size, 0o600
                with path.open("rb") as content:
                    tar.addfile(member, content)
        half.replace(target)
    finally:
        half.unlink(missing_ok=True)
    return manifest


def read_manifest(source: Path) -> Manifest:
    """The manifest of a backup. Raises ``Damaged``."""
    try:
        with tarfile.open(source, "r:gz") as tar:
            return _manifest(tar)
    except (tarfile.TarError, EOFError, OSError) as error:
        raise Damaged("archive") from error


def unpack(source: Path, folder: Path, say: Say) -> Manifest:
    """Write the members into ``folder``, each checked against the manifest. Raises ``Damaged``."""
    try:
        with tarfile.open(source, "r:gz") as tar:
            manifest = _manifest(tar)
            missing = set(manifest.members)
            while (member := tar.next()) is not None:
                if member.name not in missing or not member.isreg() or not _inside(member.name):
                    raise Damaged(member.name)
                say(member.name)
                missing.remove(member.name)
                _write(tar, member, folder / member.name, *manifest.members[member.name])
    except (tarfile.TarError, EOFError, OSError) as error:
        raise Damaged("archive") from error
    if missing:
        raise Damaged(min(missing))
    return manifest


def _manifest(tar: tarfile.TarFile) -> Manifest:
    first = tar.next()
    content = tar.extractfile(first) if first is not None and first.name == MANIFEST else None
    if content is None:
        raise Damaged("manifest")
    return Manifest.from_bytes(content.read())


def _inside(name: str) -> bool:
    path = PurePosixPath(name)
    return not path.is_absolute() and ".." not in path.parts


def _write(tar: tarfile.TarFile, member: tarfile.TarInfo, path: Path, size: int, digest: str) -> None:
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    content = tar.extractfile(member)
    assert content is not None  # a plain file has content
    hashed, written = hashlib.sha256(), 0
    with os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as file:
        while chunk := content.read(CHUNK):
            hashed.update(chunk)
            written += file.write(chunk)
        file.flush()
        os.fsync(file.fileno())
    if (written, hashed.hexdigest()) != (size, digest):
        raise Damaged(member.name)


def _measured(path: Path) -> tuple[int, str]:
    """Size and SHA-256 of a file."""
    hashed, size = hashlib.sha256(), 0
    with path.open("rb") as file:
        while chunk := file.read(CHUNK):
            hashed.update(chunk)
            size += len(chunk)
    return size, hashed.hexdigest()
