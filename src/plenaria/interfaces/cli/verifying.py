"""Checking a sealed bundle or a receipt, offline, in the reader's language."""

from pathlib import Path
from typing import Annotated

import typer
from rich.table import Table
from rich.text import Text

from plenaria.core.refusal import Refusal
from plenaria.interfaces.cli.papers import bytes_of
from plenaria.interfaces.cli.speech import console, language, print_json, refuse

MARKS = {"holds": ("✓", "green"), "broken": ("✗", "bold red"), "not-checked": ("–", "yellow")}


def verify(
    bundle: Annotated[Path, typer.Argument(help="The bundle (.zip) of a resolution, or a delegate's receipt (.json).")],
    key: Annotated[
        str, typer.Option(help="The key that you trust, if you know it: SHA256:… or a line of a .pub file.")
    ] = "",
    as_json: Annotated[bool, typer.Option("--json", help="Print the findings as JSON, for a program.")] = False,
) -> None:
    """Say of each promise of a sealed resolution whether it holds. Ends with 1 where something is broken."""
    from plenaria import verify as verifier
    from plenaria.phrases.promises import said, verdict

    data = bytes_of(bundle)
    if isinstance(data, Refusal):
        refuse(data, as_json=as_json)
    report = verifier.verify(data, trusted_key=key or None)
    if as_json:
        print_json(report.to_data())
        raise typer.Exit(0 if report.sound else 1)
    table = Table.grid(padding=(0, 2))
    for finding in report.findings:
        told = said(finding, language())
        mark, style = MARKS[told.outcome]
        table.add_row(
            Text(f"{mark} {told.word}", style=style),
            Text(f"{told.promise}: {told.detail}" if told.detail else told.promise),
        )
    console.print(table)
    console.print(f"\n{verdict(report, language())}", style="green" if report.sound else "bold red")
    raise typer.Exit(0 if report.sound else 1)
