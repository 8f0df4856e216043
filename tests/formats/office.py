"""LibreOffice, where it is on the machine, as the other opinion on what a file says."""

import shutil
import subprocess
from collections.abc import Mapping
from pathlib import Path

import pytest

from plenaria.core.text.source import Source
from plenaria.formats.reading import read

TEXT = "txt:Text (encoded):UTF8"


def converted(papers: Mapping[str, bytes], extension: str, folder: Path, *formats: str) -> None:
    """Write the papers into ``folder`` and convert them, each format from the one before; one run for all."""
    office = shutil.which("soffice")
    if office is None:
        pytest.skip("LibreOffice is not on this machine: its text export can't be compared")
    for name, data in papers.items():
        (folder / f"{name}.{extension}").write_bytes(data)
    for wanted in formats:
        files = [str(folder / f"{name}.{extension}") for name in papers]
        subprocess.run(
            [office, f"-env:UserInstallation=file://{folder}/profile", "--headless", "--convert-to", wanted,
             "--outdir", str(folder), *files],
            check=True, capture_output=True, timeout=180,
        )  # fmt: skip
        extension = wanted.partition(":")[0]


def printed(folder: Path, name: str) -> list[str]:
    """The lines of a text export; its bullets, which LibreOffice chooses by level, made one."""
    text = (folder / f"{name}.txt").read_text(encoding="utf-8-sig")
    return [" ".join(line.split()).replace("◦", "•") for line in text.splitlines()]


def numbered(data: bytes) -> list[str]:
    """The lines that we read, with their numbers."""
    source = read(data)
    assert isinstance(source, Source), source
    return [" ".join(f"{line.number or ''} {line.text}".split()) for line in source.lines]
