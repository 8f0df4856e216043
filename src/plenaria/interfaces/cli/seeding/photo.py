"""A photograph for the demo, drawn by the program: the night sky over a hill, with tents."""

from io import BytesIO
from math import sin
from random import Random

from PIL import Image, ImageDraw

from plenaria.actions._texts import Upload
from plenaria.store import files

SIZE = (960, 640)


def night(seed: int) -> Upload:
    """The same picture for the same ``seed``; kept as JPEG."""
    data = drawn(seed)
    return Upload(sha256=files.keep(data), name="campamento.jpg", media_type="image/jpeg", size=len(data))


def drawn(seed: int) -> bytes:
    """Its bytes."""
    chance = Random(seed)  # noqa: S311 - stars, not secrets
    wide, high = SIZE
    picture = Image.new("RGB", SIZE)
    pen = ImageDraw.Draw(picture)
    for row in range(high):
        depth = row / high
        pen.line(((0, row), (wide, row)), fill=(int(8 + 40 * depth), int(12 + 50 * depth), int(34 + 70 * depth)))
    for _ in range(700):
        x, y = chance.randrange(wide), chance.randrange(int(high * 0.7))
        light, large = chance.randrange(120, 256), chance.random() < 0.06
        pen.ellipse((x, y, x + (2 if large else 1), y + (2 if large else 1)), fill=(light, light, min(255, light + 20)))
    hill = [(x, high * 0.74 + 42 * sin(x / 150) + 18 * sin(x / 47)) for x in range(0, wide + 1, 8)]
    pen.polygon([(0, high), *hill, (wide, high)], fill=(9, 12, 18))
    for at in (180, 330, 610, 760):
        top = high * 0.74 + 42 * sin(at / 150)
        pen.polygon([(at, top - 6), (at - 46, top + 58), (at + 46, top + 58)], fill=(196, 132, 58))
    made = BytesIO()
    # Of the picture, not of a row: no database is near.
    write = picture.save
    write(made, "JPEG", quality=82)
    return made.getvalue()
