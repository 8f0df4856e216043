"""Badges as a sheet to be printed and cut: PDF by typst, ten on a page of A4, and slips with their PINs apart.

The sheet holds what opens seats. It is made in memory, handed over, and kept nowhere.
"""

import io
import json
from collections.abc import Sequence
from dataclasses import asdict, dataclass, field
from typing import Literal

import segno
import typst

from plenaria.core.refusal import Refusal, unacceptable
from plenaria.formats.isolation import run_isolated
from plenaria.formats.typeset_pdf import fonts, template_of

SECONDS = 60
MEGABYTES = 2_000
"""Of address space: typst reserves far more than it uses."""


@dataclass(frozen=True, slots=True)
class Card:
    """One seat: the holder's names (in each script that they have, the first the largest), and what is said of it.

    ``seat`` and ``votes`` are words already (*Seat 12*, *3 votes* or nothing); ``link`` opens the seat.
    """

    names: tuple[str, ...]
    delegation: str
    seat: str
    votes: str = ""
    link: str = field(default="", repr=False)
    pin: str = field(default="", repr=False)


@dataclass(frozen=True, slots=True)
class Sheet:
    """Cards of a kind with what stands on each: ``head`` above (a name in each language, the last left
    out where they do not fit), ``foot`` below; ``accent`` as ``#rrggbb``."""

    kind: Literal["badges", "pins"]
    title: str
    head: tuple[str, ...]
    foot: str
    accent: str
    cards: Sequence[Card]


def pdf(sheet: Sheet) -> bytes:
    """The sheet as PDF. A letter that no font has is left as a box: a badge is printed all the same."""
    data = asdict(sheet) | {"cards": [asdict(each) | {"code": _code(each.link)} for each in sheet.cards]}
    inputs = {"sheet": json.dumps(data, ensure_ascii=False)}
    written: bytes = typst.compile(
        template_of("badges"), font_paths=fonts(), sys_inputs=inputs, format="pdf", timestamp=0
    )
    return written


def pdf_isolated(sheet: Sheet) -> bytes | Refusal:
    """The same from a child process with limits on memory and time; refused as other papers are."""
    packed = json.dumps(asdict(sheet)).encode()
    made = run_isolated("plenaria.formats.badge_sheet:answer", packed, seconds=SECONDS, megabytes=MEGABYTES, patience=2)
    return unacceptable("paper-not-written") if isinstance(made, Refusal) else made


def answer(data: bytes) -> bytes:
    """The child's part."""
    given = json.loads(data)
    cards = [Card(**each | {"names": tuple(each["names"])}) for each in given["cards"]]
    return pdf(Sheet(**given | {"head": tuple(given["head"]), "cards": cards}))


def _code(link: str) -> str:
    """The address as a QR code (ISO/IEC 18004), an SVG; nothing for a card without one."""
    if not link:
        return ""
    drawn = io.BytesIO()
    segno.make(link, error="m", micro=False).save(drawn, kind="svg", border=2, xmldecl=False, svgns=True, scale=4)
    return drawn.getvalue().decode()
