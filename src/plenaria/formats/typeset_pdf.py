"""Typst to PDF: PDF/A-3a (ISO 19005-3) and PDF/UA-1 (ISO 14289-1) in one file, the same bytes for the same input.

The fonts are those of the package and of typst, nothing of the machine's own. Text reaches typst as JSON, never as
markup.
"""

import re
from collections.abc import Mapping
from datetime import UTC, date, datetime
from functools import cache
from importlib.resources import as_file, files

import typst

from plenaria.core.refusal import Refusal, unacceptable

_NO_GLYPH = re.compile(r'(?:the text|codepoint) `"(.+?)"`')


def typeset(template: str, inputs: Mapping[str, str], day: date | None = None) -> bytes | Refusal:
    """A template of ``formats/typst`` with its inputs (``sys.inputs``) as PDF, dated ``day``.

    Refused where no font has a letter of it (``paper-letters-missing``).
    """
    try:
        written = typst.compile(
            template_of(template),
            font_paths=fonts(),
            sys_inputs=dict(inputs),
            format="pdf",
            pdf_standards=["a-3a", "ua-1"],
            timestamp=datetime(day.year, day.month, day.day, tzinfo=UTC) if day else 0,
        )
    except typst.TypstError as error:
        if found := _NO_GLYPH.search(str(error)):
            return unacceptable("paper-letters-missing", letters=found[1])
        raise
    # A line end after the last %%EOF: an incremental update, such as a signature, is PDF/A only with it.
    return written.rstrip(b"\n") + b"\n"


@cache
def template_of(name: str) -> bytes:
    """A template of ``formats/typst`` as it is."""
    return files("plenaria.formats").joinpath(f"typst/{name}.typ").read_bytes()


@cache
def fonts() -> typst.Fonts:
    """PT Serif from its package and the faces that typst brings along."""
    with as_file(files("fontpkg_pt_serif").joinpath("files")) as folder:
        return typst.Fonts(include_system_fonts=False, font_paths=[folder])
