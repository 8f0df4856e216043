"""A part of the register as files for any web host: ``plenaria export-site`` of one body."""

import resource
import sqlite3
import subprocess
import sys
import tempfile
import time
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from benchmarks.hall.server import ROOT

BODY = "committee-3"
"""It adopted one resolution in two hundred."""
JOBS = 2
FILES = """
    WITH paper AS (SELECT id FROM store_resolution WHERE body_id = (SELECT id FROM store_body WHERE slug = :body)),
    kept AS (SELECT file_id AS id FROM store_document WHERE resolution_id IN paper
             UNION SELECT bundle_id FROM store_seal WHERE resolution_id IN paper)
    SELECT sha256, size FROM store_storedfile WHERE id IN kept
"""


@dataclass(frozen=True, slots=True)
class Exported:
    """What was written, and in how many seconds, of the clock and of processors."""

    resolutions: int
    pages: int
    files: int
    seconds: float
    cpu: float

    @property
    def rate(self) -> float:
        """Pages a second."""
        return self.pages / self.seconds


def export(environment: Mapping[str, str]) -> Exported:
    """Export that body afresh, in as many processes as there are cores here."""
    _give_bytes(Path(environment["PLENARIA_DATA"]))
    with tempfile.TemporaryDirectory(prefix="plenaria-site-") as folder:
        command = [sys.executable, "-m", "plenaria", "export-site", folder, "--body", BODY, "--jobs", str(JOBS)]
        before, began = _cpu(), time.monotonic()
        subprocess.run(command, env=dict(environment), cwd=ROOT, check=True, stdout=subprocess.DEVNULL)
        seconds, cpu = time.monotonic() - began, _cpu() - before
        files = [each for each in Path(folder).rglob("*") if each.is_file()]
        return Exported(
            resolutions=sum(1 for each in Path(folder).glob(f"b/{BODY}/r/*/index.html")),
            pages=sum(each.suffix == ".html" for each in files),
            files=len(files),
            seconds=seconds,
            cpu=cpu,
        )


def _give_bytes(data: Path) -> None:
    """The loader leaves out the bytes of sealed papers: those of the body get zeros, as many as their rows say."""
    sealed = sqlite3.connect(f"file:{data}/plenaria.sqlite3?mode=ro", uri=True)
    try:
        rows = sealed.execute(FILES, {"body": BODY}).fetchall()
    finally:
        sealed.close()
    for digest, size in rows:
        path = data / "files" / digest[:2] / digest
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(bytes(size))


def _cpu() -> float:
    """Seconds of processor of all programs that were run and have ended."""
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime
