"""The canonical form that is sealed, as its RFC 8785 bytes."""

from plenaria.core.journal.canonical import encode, normalised
from plenaria.core.text.canonical import dump
from plenaria.core.text.resolution import Resolution


def json_bytes(text: Resolution) -> bytes:
    """One language version; :func:`plenaria.core.text.canonical.load` reads it back."""
    return encode(normalised(dump(text)))
