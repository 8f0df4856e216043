"""How the readers stop: one exception inside the room; :func:`plenaria.formats.reading.read` makes a refusal of it."""

from plenaria.core.refusal import unacceptable


class Unreadable(Exception):  # noqa: N818 - what the file is, not what went wrong here
    """This file can't be read, and ``refusal`` says why; never leaves ``formats``."""

    def __init__(self, code: str, **data: str | int) -> None:
        super().__init__(code)
        self.refusal = unacceptable(code, **data)
