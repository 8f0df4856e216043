"""A file is read to a resolution in a child process, and no text keeps the house busy."""

from plenaria.core.refusal import Refusal, unacceptable
from plenaria.core.text import reading
from plenaria.formats.reading import read
from plenaria.formats.reading_isolated import read_resolution

PAPER = b"RESOLUTION\nOn the dark sky\nThe Assembly decides:\n1. Keep the dark.\n2. Thank Vera.\n"


def test_the_child_reads_what_the_parent_would() -> None:
    source = read(PAPER)
    assert not isinstance(source, Refusal)
    assert read_resolution(PAPER) == (source, reading.read(source))
    assert read_resolution(PAPER, language="ru") == (source, reading.read(source, language="ru"))


def test_what_cannot_be_read_is_refused() -> None:
    assert read_resolution(b"") == unacceptable("file-empty")
    assert read_resolution(b"MZ\x90" + bytes(range(256)) * 20, "paper.docx") == unacceptable(
        "file-not-what-it-says", extension="docx"
    )


def test_a_text_that_takes_too_long_is_refused() -> None:
    endless = b"The Assembly decides:\n" + b"".join(b"%d. Hold a party on 3 May 2027.\n" % n for n in range(15_000))
    assert read_resolution(endless, seconds=1) == unacceptable("file-too-slow", limit=1)
