"""A zip file of a stranger, opened with limits.

A header's word about sizes is not trusted: what counts is what comes out while inflating. The limits leave room for a
book of two thousand pages and stay far below what a reading process may hold.
"""

import zipfile
from collections.abc import Iterator
from io import BytesIO

from plenaria.formats.unreadable import Unreadable

ENTRIES = 5_000
"""More files than any paper has, pictures counted."""
PART = 40_000_000
"""Bytes of one part, inflated."""
TOTAL = 80_000_000
"""Bytes of all parts that are read, inflated."""
DECLARED = 500_000_000
"""Bytes that the directory says the whole archive holds: parts that are not read, but would be passed on."""
RATIO = 250
"""Inflated to stored, beyond :data:`UNSUSPICIOUS` bytes. Word's own XML reaches some 60; deflate's limit is 1,032."""
UNSUSPICIOUS = 1_000_000
_CHUNK = 1 << 16


class Archive:
    """The parts of a zip file by name, each inflated when asked for."""

    def __init__(self, data: bytes) -> None:
        """:raises Unreadable: it is no sound zip file, is encrypted, or declares more than the limits."""
        if data.count(b"PK\x01\x02") > ENTRIES:
            raise Unreadable("file-zip-bomb")
        try:
            self._zip = zipfile.ZipFile(BytesIO(data))
        except (zipfile.BadZipFile, ValueError, NotImplementedError, OSError, UnicodeDecodeError) as error:
            raise Unreadable("file-broken") from error
        self._entries = {entry.filename: entry for entry in self._zip.infolist()}
        if sum(entry.file_size for entry in self._entries.values()) > DECLARED:
            raise Unreadable("file-zip-bomb")
        if any(entry.flag_bits & 0x1 for entry in self._entries.values()):
            raise Unreadable("file-encrypted")
        self._left = TOTAL

    def __iter__(self) -> Iterator[str]:
        return iter(self._entries)

    def __contains__(self, name: str) -> bool:
        return name in self._entries

    def read(self, name: str) -> bytes:
        """A part's bytes.

        :raises Unreadable: the part is missing or damaged, or inflates beyond the limits.
        """
        entry = self._entries.get(name)
        if entry is None:
            raise Unreadable("file-broken")
        most = min(PART, self._left)
        chunks = []
        size = 0
        try:
            with self._zip.open(entry) as stream:
                while chunk := stream.read(_CHUNK):
                    size += len(chunk)
                    if size > most or (size > UNSUSPICIOUS and size > RATIO * max(entry.compress_size, 1)):
                        raise Unreadable("file-zip-bomb")
                    chunks.append(chunk)
        except (Unreadable, MemoryError):
            raise
        except Exception as error:  # zipfile and its decompressors raise nearly anything on damaged input
            raise Unreadable("file-broken") from error
        self._left -= size
        return b"".join(chunks)
