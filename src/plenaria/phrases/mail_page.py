"""The HTML part of a mail: it asks for nothing from anywhere, and leaves the colours to the reader's light or dark."""

from collections.abc import Sequence
from dataclasses import dataclass
from html import escape

BLOCKS = (
    "h2{font-size:1.1em;margin:1.6em 0 .3em}p{margin:.4em 0}"
    ".taps a{display:inline-block;margin:.3em .5em .3em 0;padding:.6em 1em;border:2px solid;border-radius:.4em;"
    "font-family:system-ui,sans-serif;text-decoration:none}.soft{font-size:.9em}"
)


@dataclass(frozen=True, slots=True)
class Block:
    """A piece of a mail: a heading or none, lines, and links by what is written on them."""

    head: str = ""
    lines: tuple[str, ...] = ()
    links: tuple[tuple[str, str], ...] = ()
    address: str = ""
    """The one link of the plain text, where ``links`` are ways into the same page."""


def as_text(blocks: Sequence[Block]) -> str:
    """The plain part: blocks with an empty line between them."""
    return "\n\n".join("\n".join(_plain(each)) for each in blocks)


def as_page(blocks: Sequence[Block], language: str, *, title: str) -> str:
    """The HTML part of the same."""
    return frame("".join(_marked(each) for each in blocks), language, title=title, style=BLOCKS)


def frame(inner: str, language: str, *, title: str = "", accent: str = "", style: str = "") -> str:
    """A page for a mail round what is HTML already; ``accent`` is the colour of its edge."""
    edge = f"border-top:4px solid {accent};" if accent else ""
    return (
        f'<!DOCTYPE html><html lang="{escape(language)}"><head><meta charset="utf-8">'
        '<meta name="viewport" content="width=device-width,initial-scale=1">'
        '<meta name="color-scheme" content="light dark"><meta name="supported-color-schemes" content="light dark">'
        f"<title>{escape(title)}</title><style>:root{{color-scheme:light dark}}"
        "body{margin:0 auto;max-width:38em;padding:1.5em 1em;font:1em/1.5 Georgia,'Times New Roman',serif;"
        f"{edge}overflow-wrap:anywhere}}{style}</style></head><body>{inner}</body></html>"
    )


def _plain(block: Block) -> list[str]:
    ways = [block.address] if block.address else [f"{label}: {address}" for label, address in block.links]
    return [*([block.head] if block.head else []), *block.lines, *ways]


def _marked(block: Block) -> str:
    head = f"<h2>{escape(block.head)}</h2>" if block.head else ""
    lines = "".join(f"<p>{escape(each)}</p>" for each in block.lines)
    ways = "".join(f'<a href="{escape(address)}">{escape(label)}</a>' for label, address in block.links)
    return head + lines + (f'<p class="taps">{ways}</p>' if ways else "")
