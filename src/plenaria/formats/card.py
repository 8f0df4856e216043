"""The picture that other sites show beside a link to a resolution (ogp.me): PNG by typst, 1200 × 630.

The same card gives the same bytes. It names a body and a text, never a person.
"""

import json
from dataclasses import asdict, dataclass
from hashlib import sha256

import typst

from plenaria.core.refusal import Refusal, unacceptable
from plenaria.formats.isolation import run_isolated
from plenaria.formats.typeset_pdf import fonts, template_of

WIDTH, HEIGHT = 1200, 630
LONGEST = 400
"""So many letters of a title are set."""
SECONDS = 10
MEGABYTES = 1_500
"""Of address space: typst reserves far more than it uses."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Card:
    """What stands on it. ``number`` and ``date`` are words already; ``said`` tells what ``done`` of ``total`` means.

    ``accent`` is ``#rrggbb``, ``emblem`` a drawing (SVG) or nothing.
    """

    language: str
    body: str
    title: str
    number: str
    date: str
    said: str
    done: int
    total: int
    accent: str
    emblem: str = ""

    @property
    def key(self) -> str:
        """The same for all that look alike: the hash of what stands on it and of how it is set."""
        whole = json.dumps(asdict(self), sort_keys=True).encode() + template_of("card")
        return sha256(whole).hexdigest()


def png(card: Card) -> bytes:
    """The picture. A letter that no font has is left as a box."""
    title = " ".join(card.title.split())
    shown = asdict(card) | {
        "title": title if len(title) <= LONGEST else f"{title[:LONGEST]}…",
        "emblem": bool(card.emblem),
    }
    inputs = {"card": json.dumps(shown, ensure_ascii=False), "emblem": card.emblem}
    written: bytes = typst.compile(
        template_of("card"), font_paths=fonts(), sys_inputs=inputs, format="png", ppi=72, timestamp=0
    )
    return written


def png_isolated(card: Card) -> bytes | Refusal:
    """The same from a child process with limits on memory and time; refused as other papers are."""
    packed = json.dumps(asdict(card)).encode()
    made = run_isolated("plenaria.formats.card:answer", packed, seconds=SECONDS, megabytes=MEGABYTES, patience=3)
    return unacceptable("paper-not-written") if isinstance(made, Refusal) else made


def answer(data: bytes) -> bytes:
    """The child's part."""
    return png(Card(**json.loads(data)))
