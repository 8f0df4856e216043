"""Photographs that people hand in: made small, turned upright, and without what the camera wrote into them.

A telephone writes into each photograph where it was taken (Exif, CIPA DC-008); nothing of that is kept. What is kept is
drawn anew from the picture, in a process of its own.
"""

import warnings
from io import BytesIO

from PIL import Image, ImageOps, UnidentifiedImageError

from plenaria.core.refusal import Refusal, unacceptable
from plenaria.formats.isolation import PATIENCE, SECONDS, run_isolated

READ = ("JPEG", "PNG", "WEBP")
LONGEST_SIDE = 1600
"""Pixels of what is kept: a screen's width, some 300 kB."""
MOST_PIXELS = 60_000_000
"""Of what is handed in; the largest telephones make 50 million as they come."""
LARGEST = 25
"""Megabytes (10⁶ bytes) of what is handed in."""
MEDIA_TYPE = "image/jpeg"


def looks_like_one(data: bytes) -> bool:
    """Whether the bytes begin as one of ``READ`` does."""
    return data.startswith((b"\xff\xd8\xff", b"\x89PNG\r\n\x1a\n")) or (data[:4] == b"RIFF" and data[8:12] == b"WEBP")


def kept(data: bytes) -> bytes | Refusal:
    """The photograph as it is kept (JPEG), drawn in a child process.

    Refused: ``photo-too-large`` (limit), ``photo-unfit``, ``file-too-slow``, ``file-too-heavy``.
    """
    if len(data) > LARGEST * 1_000_000:
        return unacceptable("photo-too-large", limit=LARGEST)
    if not looks_like_one(data):
        return unacceptable("photo-unfit")
    drawn = run_isolated("plenaria.formats.photos:draw", data, seconds=SECONDS, megabytes=1_500, patience=PATIENCE)
    if isinstance(drawn, Refusal):
        return unacceptable("photo-unfit") if drawn.code == "file-broken" else drawn
    return drawn or unacceptable("photo-unfit")


def draw(data: bytes) -> bytes:
    """The child's part; nothing where it is no picture that can be read."""
    Image.MAX_IMAGE_PIXELS = MOST_PIXELS
    try:
        with warnings.catch_warnings():
            # Pillow only warns of a picture up to twice as large as is allowed.
            warnings.simplefilter("error", Image.DecompressionBombWarning)
            picture: Image.Image = Image.open(BytesIO(data), formats=READ)
            picture.draft("RGB", (LONGEST_SIDE, LONGEST_SIDE))
            upright = ImageOps.exif_transpose(picture)
    except (UnidentifiedImageError, OSError, ValueError, Image.DecompressionBombError, Image.DecompressionBombWarning):
        return b""
    upright.thumbnail((LONGEST_SIDE, LONGEST_SIDE))
    # Where a picture is transparent a page would show through: white does instead.
    flat = Image.new("RGB", upright.size, "white")
    clear = upright.convert("RGBA")
    flat.paste(clear, mask=clear.getchannel("A"))
    drawn = BytesIO()
    flat.save(drawn, "JPEG", quality=82, optimize=True)
    return drawn.getvalue()
