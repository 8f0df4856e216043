"""The emblem of a letterhead: an SVG drawing, and the picture of it where a format takes none."""

from functools import lru_cache

import typst

_PAGE = (
    b"#set page(width: auto, height: auto, margin: 0pt, fill: none)\n"
    b'#image(bytes(sys.inputs.svg), format: "svg", height: 14mm)'
)


@lru_cache(maxsize=8)
def picture(drawing: bytes) -> bytes | None:
    """``drawing`` as PNG, which every word processor shows; ``None`` where it is no SVG that can be drawn.

    Fonts of the machine are left out, so that the picture is the same everywhere.
    """
    try:
        inputs = {"svg": drawing.decode()}
        drawn = typst.compile(_PAGE, sys_inputs=inputs, format="png", ppi=300, ignore_system_fonts=True)
    except (UnicodeDecodeError, typst.TypstError):
        return None
    return drawn
