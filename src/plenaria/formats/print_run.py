"""Several papers as one PDF to be printed: letter after letter with what is enclosed, every paper on a fresh sheet.

A printer that prints on both sides puts the first page of a paper onto the back of the one before, unless a blank page
stands between.
"""

import base64
import io
import json
from collections.abc import Sequence

import pypdfium2 as pdfium

from plenaria.core.refusal import Refusal, unacceptable
from plenaria.formats.writing_isolated import answered_with, written_by

SECONDS = 60
MEGABYTES = 1500
A4 = (595.276, 841.89)
"""Points."""


def write_print_run(papers: Sequence[bytes]) -> bytes | Refusal:
    """The papers in their order as one PDF, put together in a child process.

    Refused: ``letter-unprinted`` where one of them is no PDF, or it takes too long.
    """
    jobs = [[base64.b64encode(each).decode() for each in papers]]
    made = written_by("plenaria.formats.print_run:answer", jobs, seconds=SECONDS, megabytes=MEGABYTES)
    return unacceptable("letter-unprinted") if isinstance(made, Refusal) else made[0]


def answer(data: bytes) -> bytes:
    """The child's part."""
    return answered_with(print_run([base64.b64decode(each) for each in papers]) for papers in json.loads(data))


def print_run(papers: Sequence[bytes]) -> bytes | Refusal:
    """The same in this process."""
    whole = pdfium.PdfDocument.new()
    try:
        for each in papers:
            if len(whole) % 2:
                whole.new_page(*A4)
            whole.import_pages(pdfium.PdfDocument(each))
    except pdfium.PdfiumError:
        return unacceptable("letter-unprinted")
    buffer = io.BytesIO()
    whole.save(buffer)
    return buffer.getvalue()
