"""Files that stay when the machine loses its power: their bytes are synced, and the folder that names them."""

import os
import secrets
from pathlib import Path


def make(path: Path, data: bytes) -> None:
    """Make a new file that its owner alone can read (mode 0600), and see it on disk.

    It is there with all that it says or not at all, whenever power or room come to an end. Raises
    ``FileExistsError``: nothing is overwritten.
    """
    half = path.with_name(f".{path.name}.{secrets.token_hex(8)}")
    try:
        with os.fdopen(os.open(half, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        os.link(half, path)
    finally:
        half.unlink(missing_ok=True)
    settle(path.parent)


def settle(folder: Path) -> None:
    """See on disk what was made, renamed or removed in the folder."""
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
