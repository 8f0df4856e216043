"""Links of a PDF's pages (ISO 32000-2, 12.5.6.5), laid over the words that they cover."""

from ctypes import byref, c_int, create_string_buffer
from typing import Protocol

import pypdfium2 as pdfium
from pypdfium2 import raw

from plenaria.formats.gathering import hidden_address

MOST = 200
"""Links of a page that are looked at."""

type Area = tuple[float, float, float, float, str]
"""Left, bottom, right and top in points, and the address."""


class Placed(Protocol):
    """A line with its text and place."""

    @property
    def text(self) -> str: ...
    @property
    def left(self) -> float: ...
    @property
    def right(self) -> float: ...
    @property
    def baseline(self) -> float: ...


def link_areas(page: pdfium.PdfPage) -> list[Area]:
    """The rectangles of a page that lead to an address outside."""
    areas: list[Area] = []
    at, link = c_int(0), raw.FPDF_LINK()
    while len(areas) < MOST and at.value < 10 * MOST and raw.FPDFLink_Enumerate(page, byref(at), byref(link)):
        rectangle = raw.FS_RECTF()
        if not raw.FPDFLink_GetAnnotRect(link, byref(rectangle)):
            continue
        action = raw.FPDFLink_GetAction(link)
        size = raw.FPDFAction_GetURIPath(page.pdf, action, None, 0) if action else 0
        if 0 < size <= 4000:
            buffer = create_string_buffer(size)
            raw.FPDFAction_GetURIPath(page.pdf, action, buffer, size)
            address = buffer.value.decode("utf-8", "replace")
            areas.append((rectangle.left, rectangle.bottom, rectangle.right, rectangle.top, address))
    return areas


def linked_words(
    textpage: pdfium.PdfTextPage, line: Placed, start: int, last: int, areas: list[Area]
) -> tuple[tuple[int, int, str], ...]:
    """The characters of a line that lie in an area, where they don't show its address.

    ``start`` is the place in the page's text at which the line's text begins, ``last`` that of its last character.
    """
    found = []
    for left, bottom, right, top, address in areas:
        if not bottom <= line.baseline + 1 <= top or right < line.left or left > line.right:
            continue
        covered = [at for at in range(start, last + 1) if left - 1 <= _middle(textpage, at) <= right + 1]
        if covered:
            first, end = covered[0] - start, covered[-1] + 1 - start
            if kept := hidden_address(address, line.text[first:end]):
                found.append((first, end, kept))
    return tuple(found)


def _middle(textpage: pdfium.PdfTextPage, index: int) -> float:
    """Where a character stands, from the left edge of the page; far outside where nothing is drawn."""
    try:
        left, _, right, _ = textpage.get_charbox(index)
    except (pdfium.PdfiumError, IndexError, ValueError):
        return -1.0
    return float(left + right) / 2
