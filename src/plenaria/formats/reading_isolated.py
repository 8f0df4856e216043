"""Reading a file all the way to a resolution in a process of its own, with limits on memory and time.

Not only a parser of a file format can be led astray by a stranger's bytes: a text made for it keeps the reading of
clauses, dates and citations busy for hours, too, and must not take the hall down with it.
"""

import json
from collections.abc import Mapping, Sequence
from typing import Any

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
    return answered if isinstance(answered, Refusal) else _understood(json.loads(answered))


def read_resolutions(
    papers: Sequence[tuple[bytes, str]], *, language: str = "", seconds: float = SECONDS
) -> list[tuple[Source, Resolution] | Refusal]:
    """What :func:`read_resolution` gives for each of several papers (bytes and name), in their order.

    One child reads them all: starting it and its lexicons takes a hundred times as long as a page does. Where it ends
    badly each paper is read in a child of its own, so that a bad one spoils no other.
    """
    answered = run_isolated(
        "plenaria.formats.reading_isolated:answer_each",
        b"".join(data for data, _name in papers),
        {"papers": json.dumps([[len(data), name] for data, name in papers]), "language": language},
        seconds=seconds,
        patience=PATIENCE,
    )
    if isinstance(answered, Refusal):
        return [read_resolution(data, name, language=language) for data, name in papers]
    return [_understood(each) for each in json.loads(answered)]


def _understood(whole: Mapping[str, Any]) -> tuple[Source, Resolution] | Refusal:
    source = decode(whole["source"].encode("ascii"))
    return source if isinstance(source, Refusal) else (source, canonical.load(whole["text"]))


def answer_each(data: bytes, papers: str, language: str) -> bytes:
    """The child's part of :func:`read_resolutions`."""
    answers, at = [], 0
    for length, name in json.loads(papers):
        answers.append(answer(data[at : at + length], name, language))
        at += length
    return b"[" + b",".join(answers) + b"]"


def answer(data: bytes, name: str, language: str) -> bytes:
    """The child's part."""
    source = read(data, name)
    text = {} if isinstance(source, Refusal) else canonical.dump(reading.read(source, language=language or None))
    return json.dumps({"source": encode(source).decode("ascii"), "text": text}).encode("ascii")
