"""Papers on this machine: read one, convert one. Nothing is stored, and no database is needed."""

from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from plenaria.core.refusal import Refusal, unacceptable
from plenaria.core.text import contract
from plenaria.core.text.resolution import Resolution
from plenaria.interfaces.cli.speech import _, console, print_json, refuse, stop, tell

Format = StrEnum("Format", ["pdf", "docx", "akn", "html", "md", "txt", "json"])
"""What ``formats.writing`` writes."""

Language = Annotated[str, typer.Option(help="Language of the paper (ru, es, en …); without it, it is found out.")]


def read(
    file: Annotated[Path, typer.Argument(help="The paper: DOCX, ODT, PDF, HTML, Markdown, plain text, Akoma Ntoso.")],
    language: Language = "",
    as_json: Annotated[bool, typer.Option("--json", help="Print it as JSON, for a program.")] = False,
) -> None:
    """Read a paper and show what was understood: recitals, clauses, adoption, signatures, and every doubt."""
    text = _understood(file, language, as_json=as_json)
    if as_json:
        print_json(contract.to_data(text))
        return
    from plenaria.interfaces.cli.paper_view import view

    console.print(view(text))


def convert(
    paper: Annotated[Path, typer.Argument(help="The paper, in any format that can be read.")],
    to: Annotated[Format, typer.Option(help="The format that is wanted.")],
    out: Annotated[
        Path | None, typer.Option("--out", "-o", help="The new file; without it, beside the paper. - prints it.")
    ] = None,
    against: Annotated[
        Path | None, typer.Option(help="An earlier version: what changed since stands in the DOCX as tracked changes.")
    ] = None,
    language: Language = "",
) -> None:
    """Write a paper in another format: a PDF for print, a DOCX to edit, Akoma Ntoso for machines."""
    from plenaria.formats.paper import Paper, Redline
    from plenaria.formats.redline import identified
    from plenaria.formats.writing import FORMATS
    from plenaria.formats.writing_isolated import write_isolated

    place = out or paper.with_suffix(f".{FORMATS[to].extension}")
    if out is None and place.exists():
        stop(_("There is a file {file} already. Name another one with --out.").format(file=place))
    text, redline = _understood(paper, language), None
    if against:
        if to is not Format.docx:
            stop(_("Changes can be shown in a DOCX only. Leave out --against, or write --to docx."))
        redline = Redline(before=_understood(against, language))
        text = identified(text, redline.before)
    written = write_isolated(Paper(resolution=text, redline=redline), to.value)
    if isinstance(written, Refusal):
        refuse(written)
    put(written, place)


def put(data: bytes, place: Path) -> None:
    """Write a file and say so; ``-`` is standard output. Ends the command where it can't be written."""
    if str(place) == "-":
        typer.get_binary_stream("stdout").write(data)
        return
    try:
        place.write_bytes(data)
    except OSError as error:
        stop(_("{file} could not be written: {reason}.").format(file=place, reason=error.strerror))
    tell(_("Written: {file}").format(file=place))


def _understood(file: Path, language: str, *, as_json: bool = False) -> Resolution:
    """The paper as a resolution; ends the command with the refusal where it can't be read."""
    from plenaria.formats.reading_isolated import read_resolution

    data = bytes_of(file)
    found = data if isinstance(data, Refusal) else read_resolution(data, file.name, language=language)
    if isinstance(found, Refusal):
        refuse(found, as_json=as_json)
    return found[1]


def bytes_of(file: Path) -> bytes | Refusal:
    """What is in a file of this machine. Refused: ``file-not-there`` (file)."""
    try:
        return file.read_bytes()
    except OSError:
        return unacceptable("file-not-there", file=str(file))
