"""Files of the data folder, named by the SHA-256 of their bytes; a row in ``StoredFile`` says what each is."""

import contextlib
from hashlib import sha256
from pathlib import Path

from django.conf import settings

from plenaria.formats import on_disk


def _path(digest: str) -> Path:
    return Path(settings.DATA) / "files" / digest[:2] / digest


def keep(data: bytes) -> str:
    """Put bytes on disk, safely before any row names them, and give their SHA-256 in hexadecimal."""
    digest = sha256(data).hexdigest()
    path = _path(digest)
    if path.exists():
        return digest
    first = not path.parent.exists()
    path.parent.mkdir(parents=True, exist_ok=True)
    with contextlib.suppress(FileExistsError):
        on_disk.make(path, data)
    for folder in path.parents[: 3 if first else 1]:
        on_disk.settle(folder)
    return digest


def load(digest: str) -> bytes:
    """The bytes whose SHA-256 that is. Raises FileNotFoundError where the data folder does not hold them."""
    return _path(digest).read_bytes()
