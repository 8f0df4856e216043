"""Reading a file all the way to a resolution in a process of its own, with limits on memory and time.

Not only a parser of a file format can be led astray by a stranger's bytes: a text made for it keeps the reading of
clauses, dates and citations busy for hours, too, and must not take the hall down with it.
"""

import json

from plenaria.core.refusal import Refusal
from plenaria.core.text import canonical, reading
from plenaria.core.text.resolution import Resolution
from plenaria.core.text.source import Source
from plenaria.formats.isolation import MEGABYTES, PATIENCE, SECONDS, decode, encode, run_isolated
from plenaria.formats.reading import read


def read_resolution(
    data: bytes, name: str = "", *, language: str = "", seconds: float = SECONDS, megabytes: int = MEGABYTES
) -> tuple[Source, Resolution] | Refusal:
    """The lines of a file, and what they say as a resolution; refuses what ``isolation.read_isolated`` refuses.

    ``language`` is a BCP 47 tag; empty lets the file or its words tell.
    """
    answered = run_isolated(
        "plenaria.formats.reading_isolated:answer",
        data,
        {"name": name, "language": language},
        seconds=seconds,
        megabytes=megabytes,
        patience=PATIENCE,
    )
    if isinstance(answered, Refusal):
        return answered
    whole = json.loads(answered)
    source = decode(whole["source"].encode("ascii"))
    return source if isinstance(source, Refusal) else (source, canonical.load(whole["text"]))


def answer(data: bytes, name: str, language: str) -> bytes:
    """The child's part."""
    source = read(data, name)
    text = {} if isinstance(source, Refusal) else canonical.dump(reading.read(source, language=language or None))
    return json.dumps({"source": encode(source).decode("ascii"), "text": text}).encode("ascii")
