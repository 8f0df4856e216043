"""Backing up an installation to one file, and restoring it into an empty folder."""

import os
import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Annotated

import typer
from rich.progress import BarColumn, Progress, TextColumn

from plenaria.core.journal.checkpoint import Checkpoint, Note
from plenaria.core.refusal import conflict
from plenaria.interfaces.cli.backup_file import Damaged, Manifest, pack, read_manifest, unpack
from plenaria.interfaces.cli.serving import bring_up_to_date, start_django
from plenaria.interfaces.cli.speech import _, console, refuse, stop, tell

FOLDERS = ("files", "keys")
"""Not ``poll-keys``: with the key of a secret vote and the copy of the database its ballots could be paired."""
SEEN = "checkpoint"
"""The last signed checkpoint that this folder has seen; it is not in a backup, for a backup is always older."""


def backup(file: Annotated[Path, typer.Argument(help="The new file, such as plenaria-2026-05-09.tar.gz.")]) -> None:
    """Copy database, files and keys into one file, while Plenaria goes on. Keep it safe: the keys are in it."""
    start_django()
    from django.conf import settings
    from django.db import connection

    from plenaria.interfaces.cli.dumping import NAMES, NotCopied, dump, entries_in

    if file.exists():
        stop(_("There is a file {file} already. Name another one.").format(file=file))
    data, member = Path(settings.DATA), NAMES[connection.vendor]
    with TemporaryDirectory(dir=data, prefix=".backup-") as folder, _bar() as show:
        copy = Path(folder) / member
        try:
            before = entries_in(copy) if connection.vendor != "sqlite" else 0
            dump(copy, lambda done, total: show(_("Database"), done, total))
            entries = before or entries_in(copy)
            # After the database: every file that it names lies in the folder by then, and none ever changes.
            files = [(member, copy), *_files(data)]
            names = [name for name, _path in files]
            at = datetime.now(UTC).isoformat(timespec="seconds")
            manifest = pack(
                file, at, connection.vendor, entries, files, lambda name: show(name, names.index(name) + 1, len(names))
            )
        except NotCopied as said:
            stop(_("The database could not be copied: {reason}").format(reason=said))
        except OSError as error:
            stop(_("{file} could not be written: {reason}.").format(file=file, reason=error.strerror))
    told = _(
        "{file}: {entries} entries of the journal, {count} files. It holds the keys: keep it where nobody reads it."
    )
    tell(told.format(file=file, entries=manifest.entries, count=len(manifest.members)))


def restore(
    file: Annotated[Path, typer.Argument(help="A file that plenaria backup made.")],
    data: Annotated[Path, typer.Option(envvar="PLENARIA_DATA", help="The empty folder into which it goes.")] = Path(
        "plenaria-data"
    ),
    accept_loss: Annotated[
        bool,
        typer.Option("--accept-loss", help="Go on although newer entries were seen here; the journal will say so."),
    ] = False,
) -> None:
    """Put a backup into an empty folder. Refuses one that is older than what was seen here before."""
    try:
        manifest = read_manifest(file)
    except Damaged as damage:
        stop(_("{file} is no backup, or is damaged ({where}). Nothing was changed.").format(file=file, where=damage))
    strangers = [each.name for each in data.iterdir() if each.name != SEEN] if data.exists() else []
    if strangers:
        stop(_("The folder {folder} is not empty. Nothing was changed.").format(folder=data))
    seen = _seen(data)
    if seen is not None and seen.size > manifest.entries and not accept_loss:
        refuse(conflict("database-older", size=manifest.entries, seen=seen.size))
    _fill(file, data, manifest)
    os.environ["PLENARIA_DATA"] = str(data.absolute())
    _put_back(data, manifest)
    bring_up_to_date()
    if seen is not None and seen.size > manifest.entries:
        _admit(data, manifest, seen)
    _void_secret_votes()
    tell(_("Restored as it was on {at}. Next: plenaria serve").format(at=manifest.at))


def _fill(file: Path, data: Path, manifest: Manifest) -> None:
    """Unpack beside the folder, and put things in only when all of it is whole."""
    data.mkdir(mode=0o700, parents=True, exist_ok=True)
    names = list(manifest.members)
    with TemporaryDirectory(dir=data.parent, prefix=".restore-") as folder, _bar() as show:
        try:
            unpack(file, Path(folder), lambda name: show(name, names.index(name) + 1, len(names)))
        except Damaged as damage:
            stop(
                _("{file} is no backup, or is damaged ({where}). Nothing was changed.").format(file=file, where=damage)
            )
        for each in Path(folder).iterdir():
            shutil.move(each, data / each.name)


def _put_back(data: Path, manifest: Manifest) -> None:
    """Start Django on what was unpacked; PostgreSQL's dump goes into its database, which must be empty."""
    start_django(set_up=False)
    from django.db import connection

    from plenaria.interfaces.cli.dumping import NAMES, NotCopied
    from plenaria.interfaces.cli.dumping import restore as load

    if connection.vendor != manifest.engine:
        told = _("The backup is of {engine}; set PLENARIA_DATABASE_URL as it was. Empty the folder {folder} first.")
        stop(told.format(engine=manifest.engine, folder=data))
    if connection.vendor == "sqlite":
        return
    dump = data / NAMES[connection.vendor]
    try:
        if connection.introspection.table_names():
            stop(_("The database is not empty. Empty it and the folder {folder}, and try again.").format(folder=data))
        load(dump)
    except NotCopied as said:
        stop(_("The database could not be restored: {reason}").format(reason=said))
    dump.unlink()


def _admit(data: Path, manifest: Manifest, seen: Checkpoint) -> None:
    """Journal what is known to be missing; the server signs the journal as it is now when it goes on."""
    from plenaria.actions.restoring import record_loss

    record_loss(at=datetime.now(UTC), size=manifest.entries, seen=seen.size, seen_root=seen.root.hex())
    (data / SEEN).unlink()
    tell(_("The journal says that {count} entries are lost.").format(count=seen.size - manifest.entries))


def _void_secret_votes() -> None:
    """A secret vote that was open when the copy was made can't be counted: its key is in no backup."""
    from plenaria.actions.poll_keys import settle

    for number in settle(at=datetime.now(UTC)):
        told = _("Vote {number} was open and secret. No backup holds the key of its ballots: it is void, put it again.")
        tell(told.format(number=number))


def _seen(data: Path) -> Checkpoint | None:
    path = data / SEEN
    return Checkpoint.parse(Note.parse(path.read_bytes()).text) if path.exists() else None


def _files(data: Path) -> Iterator[tuple[str, Path]]:
    """What lies in the folders, under the names that it gets in the backup; half-written files are left out."""
    for folder in FOLDERS:
        for path in sorted((data / folder).rglob("*")):
            if path.is_file() and "." not in path.name.removesuffix(".pem"):
                yield path.relative_to(data).as_posix(), path


@contextmanager
def _bar() -> Iterator[Callable[[str, int, int], None]]:
    """A bar that shows what is being done, and how much of it."""
    with Progress(TextColumn("{task.description}"), BarColumn(), console=console, transient=True) as bar:
        task = bar.add_task("", total=None)
        yield lambda what, done, total: bar.update(task, description=what[:40], completed=done, total=total)
