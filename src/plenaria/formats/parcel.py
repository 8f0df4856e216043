"""Many papers in one zip file: how a folder comes through a browser."""

from collections.abc import Iterator

from plenaria.core.papers import is_paper
from plenaria.core.refusal import Refusal, unacceptable
from plenaria.formats.archive import Archive
from plenaria.formats.unreadable import Unreadable

MOST = 500
"""So many papers come in one parcel; a larger drawer is imported at the console, or in parts."""


def is_parcel(data: bytes) -> bool:
    """Whether it is a zip file that is no document itself, as DOCX and ODT are."""
    if not data.startswith((b"PK\x03\x04", b"PK\x05\x06")):
        return False
    try:
        archive = Archive(data)
    except Unreadable:
        return False
    return "mimetype" not in archive and "[Content_Types].xml" not in archive


def unpack(data: bytes) -> Iterator[tuple[str, bytes | Refusal]]:
    """Each paper with its folders and name, and its bytes, or why they can't be had.

    The whole is refused under an empty name: ``parcel-too-many`` (limit), and what ``formats.archive`` refuses.
    """
    try:
        archive = Archive(data)
    except Unreadable as error:
        yield "", error.refusal
        return
    names = [name for name in archive if not name.endswith("/") and is_paper(name)]
    if len(names) > MOST:
        yield "", unacceptable("parcel-too-many", limit=MOST)
        return
    for name in names:
        try:
            yield name, archive.read(name)
        except Unreadable as error:
            yield name, error.refusal
