"""The demo: a whole small world in one folder, and the links that lead into it."""

import os
import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from rich.progress import BarColumn, Progress, SpinnerColumn, TextColumn, TimeElapsedColumn

from plenaria.interfaces.cli.serving import Data, Port, ask_for, bring_up_to_date, prepare, run_server
from plenaria.interfaces.cli.speech import _, console, stop, tell

if TYPE_CHECKING:
    from plenaria.interfaces.cli.seeding.links import Demo


def demo(port: Port = 8000, data: Data = Path("plenaria-data")) -> None:
    """Show a whole small world: makes it in one folder, prints its links, and runs until you press Ctrl-C."""
    # It is always in its folder, whatever database a real installation on this machine uses.
    os.environ.pop("PLENARIA_DATABASE_URL", None)
    # Its people are invented: their mail stays here, where it can be read.
    os.environ["PLENARIA_SMTP_URL"] = (data.absolute() / "mail").as_uri()
    begun, remembered = data / "demo.begun", data / "demo.json"
    if begun.exists():
        _clear(data)
    elif data.exists() and any(data.iterdir()) and not remembered.exists():
        told = _("The folder {folder} is not empty and holds no demo. Choose another one with --data.")
        stop(told.format(folder=data))
    ask_for("127.0.0.1", port)
    data.mkdir(mode=0o700, parents=True, exist_ok=True)
    if not remembered.exists():
        begun.touch()
    base = f"http://127.0.0.1:{port}"
    prepare(data, base)
    bring_up_to_date()
    if begun.exists():
        _make(remembered)
        begun.unlink()
    from plenaria.interfaces.cli.seeding.links import Demo

    made = Demo.read(remembered)
    run_server("127.0.0.1", port, lambda: _print_ways_in(made, base))


def _clear(data: Path) -> None:
    """Remove what an interrupted start left half made; the folder was empty when that began."""
    for path in data.iterdir():
        if path.is_dir():
            shutil.rmtree(path)
        else:
            path.unlink()


def _make(remembered: Path) -> None:
    from plenaria.interfaces.cli.seeding import seed
    from plenaria.interfaces.cli.seeding.links import Demo

    with _progress() as say:
        ground = seed(datetime.now(UTC), say)
    Demo.of(ground).write(remembered)


@contextmanager
def _progress() -> Iterator[Callable[[str], None]]:
    """A bar that goes on with each step that it hears of."""
    from plenaria.interfaces.cli.seeding import STEPS

    columns = (SpinnerColumn(), TextColumn("{task.description}"), BarColumn(), TimeElapsedColumn())
    with Progress(*columns, console=console) as bar:
        task = bar.add_task("", total=len(STEPS))

        def say(step: str) -> None:
            bar.update(task, completed=STEPS.index(step), description=_described(step))

        yield say
        bar.update(task, completed=len(STEPS), description=_("The demo world is made."))


def _described(step: str) -> str:
    descriptions = {
        "ground": _("Bodies, people and their offices …"),
        "xiv": _("The conference that is open now …"),
    }
    return descriptions.get(step) or _("A past conference: votes, papers, seal …")


def _print_ways_in(made: "Demo", base: str) -> None:
    from django.db import connections

    from plenaria.interfaces.cli.seeding import SEAL_PASSPHRASE
    from plenaria.interfaces.cli.seeding.links import ways_in

    for who, link in ways_in(made, base, datetime.now(UTC)):
        console.print(f"\n{who}", style="bold")
        # Never broken over lines: it must be possible to copy it.
        console.print(f"  {link}", soft_wrap=True, markup=False)
    connections.close_all()
    console.print()
    tell(_("Each log-in link works once; start the demo again for new ones. One browser is one person at a time."))
    tell(_("The passphrase of the seal is: {passphrase}").format(passphrase=SEAL_PASSPHRASE))
    tell(_("Mail is not sent but kept in {folder}.").format(folder=Path(os.environ["PLENARIA_DATA"]) / "mail"))
    tell(_("Everything is kept in {folder}. Ctrl-C ends the demo.").format(folder=os.environ["PLENARIA_DATA"]))
