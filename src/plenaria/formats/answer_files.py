"""Files that come with an answer: what may be filed, by its contents, and what each is called when it is handed out."""

from plenaria.core.refusal import Refusal, unacceptable
from plenaria.formats import handing_out

LARGEST = 20
"""Megabytes (10⁶ bytes) of all files of one answer together."""
_PICTURES = {b"\x89PNG\r\n\x1a\n": ("png", "image/png"), b"\xff\xd8\xff": ("jpg", "image/jpeg")}
"""How pictures begin (PNG: ISO/IEC 15948; JPEG: ITU-T T.81), the ending and the media type that they get."""
MAIL = ("eml", "application/octet-stream")
"""A mail is kept as it is and only ever saved: a browser would read what is in it."""


def named(data: bytes, name: str) -> tuple[str, str] | Refusal:
    """A safe name for the file, and its media type.

    Refused: ``answer-file-unfit``, and what ``handing_out.kind`` refuses (``file-empty``, ``file-encrypted``, …).
    """
    for start, (ending, media_type) in _PICTURES.items():
        if data.startswith(start):
            return handing_out.named(name, ending), media_type
    ending_of = handing_out.kind(data, name)
    if isinstance(ending_of, Refusal):
        unfit = ending_of.code in ("item-file-unfit", "scan-without-text", "file-unknown", "file-other-format")
        return unacceptable("answer-file-unfit") if unfit else ending_of
    return handing_out.named(name, ending_of), handing_out.MEDIA_TYPES[ending_of]
