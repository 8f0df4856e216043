"""Minutes as files: PDF, DOCX, Markdown, plain text, and the canonical JSON that is approved.

Writing is pure: the same minutes under the same letterhead give the same bytes. It is done in a process of its own,
with limits on memory and time (``write_isolated``), as people type into minutes what they like.
"""

import json
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from plenaria.core.minutes.written import Written
from plenaria.core.refusal import Refusal, unacceptable
from plenaria.formats.emblem import picture
from plenaria.formats.paper import Letterhead
from plenaria.formats.writing import FORMATS as PAPERS
from plenaria.formats.writing import unwritable
from plenaria.formats.writing_isolated import (
    MEGABYTES,
    answered_with,
    letterhead_data,
    read_letterhead,
    written_by,
)

FORMATS = {name: PAPERS[name] for name in ("pdf", "docx", "md", "txt", "json")}
"""What ``write`` can write, by the name that it is asked for."""
SECONDS = 60
"""A hall of thousands has a long attendance list."""


@dataclass(frozen=True, slots=True)
class MinutesPaper:
    """What is put on paper; ``day`` dates the file: the last day of the meeting."""

    written: Written
    letterhead: Letterhead
    day: date


def write(paper: MinutesPaper, to: str) -> bytes | Refusal:
    """``paper`` in the format ``to``.

    Refused: ``format-unknown``, ``paper-control-characters``, ``emblem-unreadable``, ``paper-letters-missing`` (PDF).
    """
    writer = _WRITERS.get(to)
    if writer is None:
        return unacceptable("format-unknown", format=to, known=", ".join(FORMATS))
    if found := next(unwritable(_strings(paper.written.to_data())), None):
        return unacceptable("paper-control-characters", letters=f"U+{ord(found):04X}")
    if to in ("pdf", "docx") and paper.letterhead.emblem_svg and picture(paper.letterhead.emblem_svg) is None:
        return unacceptable("emblem-unreadable")
    return writer(paper)


def write_isolated(
    papers: Sequence[tuple[MinutesPaper, str]], *, seconds: float = SECONDS, megabytes: int = MEGABYTES
) -> list[bytes] | Refusal:
    """Each paper in the format that is wanted of it, all from one child process; or the first refusal.

    Refused besides: ``paper-too-slow`` when the time is over, ``paper-not-written`` when the child dies.
    """
    packed = [[_pack(paper), to] for paper, to in papers]
    return written_by("plenaria.formats.minutes:answer", packed, seconds=seconds, megabytes=megabytes)


def answer(data: bytes) -> bytes:
    """The child's part: packed papers in, the files or the first refusal out."""
    return answered_with(write(_unpack(paper), to) for paper, to in json.loads(data))


def _pack(paper: MinutesPaper) -> dict[str, Any]:
    head = letterhead_data(paper.letterhead)
    return {"written": paper.written.to_data(), "letterhead": head, "day": paper.day.isoformat()}


def _unpack(data: dict[str, Any]) -> MinutesPaper:
    day = date.fromisoformat(data["day"])
    return MinutesPaper(Written.from_data(data["written"]), read_letterhead(data["letterhead"]), day)


def _strings(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for member in value.values():
            yield from _strings(member)
    elif isinstance(value, list):
        for each in value:
            yield from _strings(each)


def _pdf(paper: MinutesPaper) -> bytes | Refusal:
    from plenaria.formats.minutes_pdf import pdf

    return pdf(paper.written, paper.letterhead, paper.day)


def _docx(paper: MinutesPaper) -> bytes:
    from plenaria.formats.minutes_docx import docx

    return docx(paper.written, paper.letterhead, paper.day)


def _markdown(paper: MinutesPaper) -> bytes:
    from plenaria.formats.minutes_text import markdown

    return markdown(paper.written).encode()


def _plain(paper: MinutesPaper) -> bytes:
    from plenaria.formats.minutes_text import plain_text

    return plain_text(paper.written).encode()


_WRITERS: dict[str, Callable[[MinutesPaper], bytes | Refusal]] = {
    "pdf": _pdf,
    "docx": _docx,
    "md": _markdown,
    "txt": _plain,
    "json": lambda paper: paper.written.data(),
}
