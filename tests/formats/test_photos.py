"""Photographs that people hand in."""

from io import BytesIO

import pytest
from PIL import Image

from plenaria.core.refusal import unacceptable
from plenaria.formats import photos


def photo(width: int = 40, height: int = 20, kind: str = "JPEG", *, exif: bytes = b"", mode: str = "RGB") -> bytes:
    made = BytesIO()
    Image.new(mode, (width, height), "red" if mode != "RGBA" else (0, 0, 0, 0)).save(made, kind, exif=exif)
    return made.getvalue()


def turned(orientation: int) -> bytes:
    """What a telephone writes: which way is up, and where it was taken."""
    exif = Image.Exif()
    exif[0x0112] = orientation
    exif.get_ifd(0x8825)[1] = "S"
    return exif.tobytes()


@pytest.mark.parametrize("kind", photos.READ)
def test_it_is_kept_as_a_small_jpeg(kind: str) -> None:
    drawn = photos.kept(photo(3200, 800, kind))
    assert isinstance(drawn, bytes)
    found = Image.open(BytesIO(drawn))
    assert (found.format, found.size) == ("JPEG", (1600, 400))


def test_nothing_of_what_the_camera_wrote_is_kept_and_it_stands_upright() -> None:
    drawn = photos.kept(photo(40, 20, exif=turned(6)))
    assert isinstance(drawn, bytes)
    found = Image.open(BytesIO(drawn))
    assert (found.size, dict(found.getexif())) == ((20, 40), {})


def test_what_is_transparent_becomes_white() -> None:
    drawn = photos.kept(photo(8, 8, "PNG", mode="RGBA"))
    assert isinstance(drawn, bytes)
    assert Image.open(BytesIO(drawn)).getpixel((4, 4)) == (255, 255, 255)


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"<svg onload=alert(1)></svg>",
        b"GIF89a" + bytes(20),
        photo()[:60],
        photo(8000, 8000, "PNG"),
    ],
    ids=["empty", "svg", "gif", "cut off", "64 million pixels"],
)
def test_what_is_no_photograph_is_refused(data: bytes) -> None:
    assert photos.kept(data) == unacceptable("photo-unfit")


def test_what_is_too_large_is_refused() -> None:
    assert photos.kept(photo() + bytes(25_000_000)) == unacceptable("photo-too-large", limit=25)
