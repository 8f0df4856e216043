"""Files that show that something appeared: a PDF, or a picture of a page. They are handed out as they are, never read.

A file is what its first bytes say (PNG: RFC 2083, 12.11; JPEG: ITU-T T.81, B.1.1.3; WebP: RFC 9649, 2.4).
"""

from plenaria.core.refusal import Refusal, unacceptable

MOST_BYTES = 20_000_000
MEDIA_TYPES = {
    "pdf": "application/pdf",
    "png": "image/png",
    "jpg": "image/jpeg",
    "webp": "image/webp",
}
"""By the ending that such a file gets."""


def kind(data: bytes) -> str | Refusal:
    """The ending of such a file: a key of ``MEDIA_TYPES``. Refused: ``evidence-unfit``, ``evidence-too-large``."""
    if len(data) > MOST_BYTES:
        return unacceptable("evidence-too-large", megabytes=MOST_BYTES // 1_000_000)
    if data.startswith(b"%PDF-"):
        return "pdf"
    if data.startswith(b"\x89PNG\r\n\x1a\n"):
        return "png"
    if data.startswith(b"\xff\xd8\xff"):
        return "jpg"
    if data.startswith(b"RIFF") and data[8:12] == b"WEBP":
        return "webp"
    return unacceptable("evidence-unfit")
