"""How the readers stop: one exception inside the room; :func:`plenaria.formats.reading.read` makes a refusal of it."""

from collections.abc import Iterator
from contextlib import contextmanager

from plenaria.core.refusal import unacceptable


class Unreadable(Exception):  # noqa: N818 - what the file is, not what went wrong here
    """This file can't be read, and ``refusal`` says why; never leaves ``formats``."""

    def __init__(self, code: str, **data: str | int) -> None:
        super().__init__(code)
        self.refusal = unacceptable(code, **data)


@contextmanager
def or_a_scan(pictured: bool) -> Iterator[None]:
    """A file without text is a scan where it holds pictures.

    :raises Unreadable: whatever is raised inside.
    """
    try:
        yield
    except Unreadable as error:
        if pictured and error.refusal.code == "file-empty":
            raise Unreadable("scan-without-text") from error
        raise
