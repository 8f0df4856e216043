"""110 Scottish council elections, whose elected candidates are known (``../shared/data/ballots/scottish_stv``)."""

import gzip
import json
from dataclasses import dataclass
from pathlib import Path

from plenaria.core.refusal import Refusal
from plenaria.core.voting.elections.election import Election
from plenaria.formats import blt

FOLDER = Path(__file__).resolve().parents[3] / "shared" / "data" / "ballots" / "scottish_stv"


@dataclass(frozen=True, slots=True)
class Ward:
    """One election: its file as bytes, and the candidates that it is known to have elected."""

    name: str
    data: bytes
    elected: frozenset[int]


def load() -> list[Ward]:
    """All wards; an empty list where the data are not there."""
    if not FOLDER.is_dir():
        return []
    listed = json.loads((FOLDER / "elected.json").read_text(encoding="utf-8"))
    return [
        Ward(each["file"], gzip.decompress((FOLDER / f"{each['file']}.gz").read_bytes()), frozenset(each["elected"]))
        for each in listed
    ]


def election(ward: Ward) -> Election:
    """The ward as read; one that can't be read ends the run."""
    found = blt.read(ward.data)
    if isinstance(found, Refusal):
        raise SystemExit(f"{ward.name}: {found}")
    return found.election
