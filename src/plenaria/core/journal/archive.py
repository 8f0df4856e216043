"""The sealed bundle's archive: a ZIP in which no byte is free.

Files lie uncompressed, in the order of their names, without times or extra fields (PKWARE APPNOTE 6.3.10,
sections 4.3.7, 4.3.12 and 4.3.16). So the same files always make the same bytes, and a reader that packs what it found
must get the archive it was given: whatever was changed, prefixed, appended, doubled or hidden shows as a difference.
"""

import re
import struct
from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from zlib import crc32

RESOLUTION = "resolution.json"
TEXTS = "texts/"
"""The canonical text of each language: ``texts/ru.json``."""
VOTES = "votes.json"
CHECKPOINT = "proof/checkpoint.txt"
ENTRIES = "proof/entries.txt"
INCLUSION = "proof/inclusion.txt"
SEAL_KEY = "keys/seal.pub"
SEAL_PEM = "keys/seal.pem"
ALLOWED_SIGNERS = "keys/allowed_signers"
LOG_KEY = "keys/log.vkey"
CERTIFICATE = "keys/certificate.pem"
MANIFEST = "manifest.json"
SSH_SIGNATURE = "manifest.json.sshsig"
RAW_SIGNATURE = "manifest.json.sig"

REQUIRED = frozenset(
    {
        *(RESOLUTION, CHECKPOINT, ENTRIES, INCLUSION, MANIFEST, SSH_SIGNATURE),
        *(SEAL_KEY, SEAL_PEM, ALLOWED_SIGNERS, LOG_KEY),
    }
)
"""A bundle without one of these is not a bundle."""

UNLISTED = frozenset({MANIFEST, SSH_SIGNATURE, RAW_SIGNATURE})
"""Not in the manifest: itself, and the signatures over it."""

MAX_SIZE = 2**32 - 1
MAX_FILES = 2**16 - 1

_NAME = re.compile(r"(?:[a-z0-9][A-Za-z0-9_.-]*/){0,3}[A-Za-z0-9][A-Za-z0-9_.-]*", re.ASCII)
_LOCAL = struct.Struct("<4s5H3L2H")
_CENTRAL = struct.Struct("<4s6H3L5H2L")
_END = struct.Struct("<4s4H2LH")
_DATE = 0x0021  # 1 January 1980, where the calendar of the format begins
_MADE_BY = 3 << 8 | 10  # Unix, version 1.0, so that the mode below is read
_MODE = 0o100644 << 16


@dataclass(frozen=True, slots=True)
class Unpacked:
    """What was found: the files, and the first fault of the archive (code and place), if it has one."""

    files: Mapping[str, bytes]
    fault: str | None = None
    where: str = ""


def acceptable(name: str) -> bool:
    """Whether a file may be called so: a short relative path in ASCII, without ``..`` and the like."""
    return len(name) <= 200 and _NAME.fullmatch(name) is not None and "/." not in name and ".." not in name


def pack(files: Mapping[str, bytes]) -> bytes:
    """The archive of these files, by name.

    Raises ``ValueError`` for a name that is not acceptable or differs from another only in case, and for too much.
    """
    _refuse_names(files)
    parts: list[bytes] = []
    directory: list[bytes] = []
    offset = 0
    for name, data in sorted(files.items()):
        path = name.encode()
        crc = crc32(data)
        local = _LOCAL.pack(b"PK\x03\x04", 10, 0, 0, 0, _DATE, crc, len(data), len(data), len(path), 0) + path
        directory.append(
            _CENTRAL.pack(
                b"PK\x01\x02",
                _MADE_BY,
                10,
                0,
                0,
                0,
                _DATE,
                crc,
                len(data),
                len(data),
                len(path),
                0,
                0,
                0,
                0,
                _MODE,
                offset,
            )
            + path
        )
        parts += (local, data)
        offset += len(local) + len(data)
        if offset > MAX_SIZE:
            raise ValueError("more than 4 GiB")
    central = b"".join(directory)
    end = _END.pack(b"PK\x05\x06", 0, 0, len(files), len(files), len(central), offset, 0)
    return b"".join((*parts, central, end))


def unpack(data: bytes) -> Unpacked:
    """The files of an archive that ``pack`` made, and where it is not such an archive.

    Faults: ``no-archive``, ``cut-off`` (file), ``bad-name``, ``doubled`` (file), ``bytes`` (file, or *directory*).
    """
    files: dict[str, bytes] = {}
    starts: list[tuple[int, str]] = []
    offset = 0
    while data[offset : offset + 4] == b"PK\x03\x04" and len(data) - offset >= _LOCAL.size:
        *_, size, name_length, extra_length = _LOCAL.unpack_from(data, offset)
        begin = offset + _LOCAL.size + name_length + extra_length
        name = data[offset + _LOCAL.size : offset + _LOCAL.size + name_length].decode("ascii", "replace")
        if begin + size > len(data):
            return Unpacked(MappingProxyType(files), "cut-off", name)
        if name in files:
            return Unpacked(MappingProxyType(files), "doubled", name)
        files[name] = data[begin : begin + size]
        starts.append((offset, name))
        offset = begin + size
    if not files:
        return Unpacked(MappingProxyType(files), "no-archive")
    try:
        again = pack(files)
    except ValueError as error:
        return Unpacked(MappingProxyType(files), "bad-name", str(error))
    if again == data:
        return Unpacked(MappingProxyType(files))
    return Unpacked(
        MappingProxyType(files), "bytes", _place(_first_difference(again, data), [*starts, (offset, "directory")])
    )


def _refuse_names(names: Mapping[str, bytes]) -> None:
    if len(names) > MAX_FILES:
        raise ValueError(f"more than {MAX_FILES} files")
    seen: set[str] = set()
    for name in names:
        if not acceptable(name):
            raise ValueError(ascii(name))
        if name.lower() in seen:
            raise ValueError(f"{name}: differs from another name only in case")
        seen.add(name.lower())
    for name in seen:
        if any(f"{name[:end]}" in seen for end, sign in enumerate(name) if sign == "/"):
            raise ValueError(f"{name}: lies in a file")


def _first_difference(one: bytes, other: bytes) -> int:
    low, high = 0, min(len(one), len(other))
    while low < high:  # the first ``low`` bytes are the same
        middle = (low + high + 1) // 2
        if one[low:middle] == other[low:middle]:
            low = middle
        else:
            high = middle - 1
    return low


def _place(at: int, starts: list[tuple[int, str]]) -> str:
    return [name for start, name in starts if start <= at][-1]
