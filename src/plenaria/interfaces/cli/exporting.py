"""The public register as files, for any web host: ``plenaria export-site``."""

import os
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

from plenaria.interfaces.cli.serving import start_django
from plenaria.interfaces.cli.speech import _, complaints, console, stop, tell

if TYPE_CHECKING:
    from plenaria.interfaces.cli.site.export import Summary
    from plenaria.interfaces.cli.site.folder import Done
    from plenaria.interfaces.cli.site.plan import Plan

PROBLEMS = 20
"""So many are told."""


def export_site(
    folder: Annotated[Path, typer.Argument(help="Folder for the files: an empty one, or that of an earlier export.")],
    body: Annotated[str, typer.Option(help="Only this body (the end of its address) and those below it.")] = "",
    base: Annotated[
        str, typer.Option(help="Address at which people will read it; without it, that of this installation.")
    ] = "",
    language: Annotated[
        list[str] | None, typer.Option(help="Language, once for each; the first is that of addresses without one.")
    ] = None,
    by_file: Annotated[
        bool, typer.Option("--by-file", help="Links name files, so that it can be read from a folder or a disk.")
    ] = False,
    jobs: Annotated[int, typer.Option(help="Processes that make pages at once.", min=1)] = max(1, os.cpu_count() or 1),
    afresh: Annotated[bool, typer.Option("--afresh", help="Make every page again, whatever was done before.")] = False,
) -> None:
    """Write the public register into a folder of files that any web host can carry, with a search of its own."""
    start_django()
    from django.conf import settings

    from plenaria.interfaces.cli.site.export import scope
    from plenaria.interfaces.cli.site.folder import Busy, NotAnExport
    from plenaria.interfaces.cli.site.plan import Plan
    from plenaria.interfaces.kit.exported import Exported
    from plenaria.interfaces.kit.languages import CODES

    chosen = tuple(dict.fromkeys(language or CODES))
    if unknown := [each for each in chosen if each not in CODES]:
        stop(
            _("Pages are in {languages}, not in {given}.").format(languages=", ".join(CODES), given=", ".join(unknown))
        )
    bodies = scope(body) if body else None
    if body and bodies is None:
        stop(_("There is no body at {address}.").format(address=f"/b/{body}/"))
    if base and not base.startswith(("https://", "http://")):
        stop(_("An address begins with https:// or http://."))
    plan = Plan(
        of=Exported(bodies=bodies, languages=chosen, by_file=by_file),
        folder=folder,
        base=(base or settings.BASE_URL).rstrip("/"),
    )
    try:
        summary = _run(plan, jobs, afresh)
    except NotAnExport:
        stop(_("The folder {folder} holds something else. Nothing was changed.").format(folder=folder))
    except Busy:
        stop(_("Another export into {folder} is running.").format(folder=folder))
    except KeyboardInterrupt:
        stop(_("Interrupted. The same command goes on where it stopped."))
    _tell(summary, folder)


def _run(plan: "Plan", jobs: int, afresh: bool) -> "Summary":
    from plenaria.interfaces.cli.site.export import export

    columns = (
        TextColumn("{task.description}"),
        BarColumn(),
        MofNCompleteColumn(),
        TextColumn(_("{task.fields[files]} files")),
        TimeRemainingColumn(),
    )
    with Progress(*columns, console=console) as bar:
        task = bar.add_task(_("Pages"), total=None, files=0)
        count = 0

        def say(done: "Done", total: int) -> None:
            nonlocal count
            count += len(done.files)
            bar.update(task, total=total, advance=1, files=count)

        return export(plan, jobs=jobs, afresh=afresh, say=say)


def _tell(summary: "Summary", folder: Path) -> None:
    told = _("{folder}: {files} files, of which {written} are new or changed; {removed} were removed.")
    tell(told.format(folder=folder, files=summary.files, written=summary.written, removed=summary.removed))
    for problem in summary.problems[:PROBLEMS]:
        complaints.print(_("Not exported: {address}").format(address=problem), markup=False, soft_wrap=True)
    if summary.problems:
        raise typer.Exit(1)
