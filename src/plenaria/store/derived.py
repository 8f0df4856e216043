"""Files that can be made again from what is kept: each under the SHA-256 of what it was made from.

They may be deleted at any time, and no backup holds them.
"""

from collections.abc import Callable
from hashlib import sha256
from pathlib import Path
from tempfile import NamedTemporaryFile
from threading import Lock

from django.conf import settings

_making = Lock()
"""One is made at a time: a crowd that asks for the same waits for the first."""


def derived[Failure](sources: tuple[str, ...], make: Callable[[], bytes | Failure]) -> bytes | Failure:
    """The bytes that ``make`` makes of these sources, made once; what is no bytes is given back and not kept."""
    key = sha256("\0".join(sources).encode()).hexdigest()
    path = Path(settings.DATA) / "derived" / key[:2] / key
    if path.exists():
        return path.read_bytes()
    with _making:
        if path.exists():
            return path.read_bytes()
        made = make()
        if isinstance(made, bytes):
            _put(path, made)
    return made


def _put(path: Path, data: bytes) -> None:
    """All of it or nothing: whoever reads meanwhile finds no half of a file."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with NamedTemporaryFile(dir=path.parent, delete=False) as file:
        file.write(data)
    Path(file.name).replace(path)
