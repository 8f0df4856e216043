"""Files of the data folder, named by the SHA-256 of their bytes; a row in ``StoredFile`` says what each is."""

import contextlib
import os
from datetime import datetime, timedelta
from hashlib import sha256
from pathlib import Path

from django.conf import settings

from plenaria.formats import on_disk

ABOUT_TO_BE_NAMED = timedelta(hours=1)
"""For how long bytes may lie there before a row names them."""


def _path(digest: str) -> Path:
    return Path(settings.DATA) / "files" / digest[:2] / digest


def keep(data: bytes) -> str:
    """Put bytes on disk, safely before any row names them, and give their SHA-256 in hexadecimal."""
    digest = sha256(data).hexdigest()
    path = _path(digest)
    if _kept_anew(path):
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


def drop(digest: str, at: datetime) -> None:
    """Take bytes off the disk that no row names any more; done twice, it is done once.

    They stay where somebody kept the same bytes anew within the last hour: a row is about to name them.
    """
    path = _path(digest)
    aside = path.with_name(f".{digest}.going")
    # Out of the way first: whoever keeps them from now on writes them again, and whoever did just before is seen.
    with contextlib.suppress(FileNotFoundError):
        path.rename(aside)
    with contextlib.suppress(FileNotFoundError):
        if aside.stat().st_mtime > (at - ABOUT_TO_BE_NAMED).timestamp():
            aside.rename(path)
        else:
            aside.unlink()
        on_disk.settle(path.parent)


def _kept_anew(path: Path) -> bool:
    """Whether the bytes are there; if so, they count as kept now."""
    try:
        os.utime(path)
    except FileNotFoundError:
        return False
    except PermissionError:
        # Another account brought them back from a backup.
        return True
    return True
