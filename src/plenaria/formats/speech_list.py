"""Speeches as a table for a spreadsheet (CSV, RFC 4180)."""

import csv
import io
from collections.abc import Iterable
from dataclasses import astuple, dataclass, fields, replace

from plenaria.formats.roll_call import tame


@dataclass(frozen=True, slots=True, kw_only=True)
class SpeechLine:
    """A speech; times are ISO 8601 with their offset, ``seconds`` and ``limit`` whole numbers (0: no limit)."""

    point: int
    began: str
    ended: str
    seat: int
    name: str
    delegation: str
    form: str
    seconds: int
    limit: int
    ended_by: str


def write_speeches(lines: Iterable[SpeechLine]) -> bytes:
    """The CSV, with a byte order mark for spreadsheets, a row for each speech under the names of the columns."""
    buffer = io.StringIO()
    buffer.write("\ufeff")
    writer = csv.writer(buffer)
    writer.writerow(each.name for each in fields(SpeechLine))
    for line in lines:
        writer.writerow(astuple(replace(line, name=tame(line.name), delegation=tame(line.delegation))))
    return buffer.getvalue().encode()
