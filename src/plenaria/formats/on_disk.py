"""Files that stay when the machine loses its power: their bytes are synced, and the folder that names them."""

import os
from pathlib import Path


def make(path: Path, data: bytes) -> None:
    """Write a new file that its owner alone can read (mode 0600), and see it on disk.

    Raises ``FileExistsError``: nothing is overwritten.
    """
    with os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as file:
        file.write(data)
        file.flush()
        os.fsync(file.fileno())
    settle(path.parent)


def settle(folder: Path) -> None:
    """See on disk what was made, renamed or removed in the folder."""
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
