"""Reading a file: bytes in, a :class:`~plenaria.core.text.source.Source` or a refusal out."""

from plenaria.core.refusal import Refusal, unacceptable
from plenaria.core.text.source import Source


def read(data: bytes, name: str = "") -> Source | Refusal:
    """What the file says, line by line; the contents decide what kind of file it is."""
    return unacceptable("file-unknown")
