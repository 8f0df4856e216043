"""Cards of links, made when somebody first asks for one and kept in the data folder until they look different."""

import contextlib
from pathlib import Path

from django.conf import settings

from plenaria.core.refusal import Refusal
from plenaria.formats import on_disk
from plenaria.formats.card import Card, png, png_isolated

FOLDER = "cards"
"""Nothing in it is lost with it; no backup has it."""


def picture(of: str, card: Card, *, isolated: bool = True) -> bytes | Refusal:
    """The card as PNG, ``of`` something with an id; made in a child process unless this one may itself be ended.

    Refused: ``paper-not-written``.
    """
    folder = Path(settings.DATA) / FOLDER
    path = folder / f"{of}.{card.language}.{card.key[:24]}.png"
    with contextlib.suppress(FileNotFoundError):
        return path.read_bytes()
    made = png_isolated(card) if isolated else png(card)
    if isinstance(made, Refusal):
        return made
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    earlier = list(folder.glob(f"{of}.{card.language}.*.png"))
    with contextlib.suppress(FileExistsError):
        on_disk.make(path, made)
    for each in earlier:
        each.unlink(missing_ok=True)
    return made
