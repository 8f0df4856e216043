"""Running Plenaria: its server and its tables."""

import multiprocessing
import os
import socket
import time
from collections.abc import Callable
from pathlib import Path
from threading import Thread
from typing import Annotated

import typer

from plenaria.interfaces.cli.speech import _, console, stop, tell

Port = Annotated[int, typer.Option(help="Port on this machine at which it answers.")]
Data = Annotated[Path, typer.Option(help="Folder in which everything is kept: database, files and keys.")]


def serve(
    host: Annotated[str, typer.Option(help="Address at which it listens.")] = "127.0.0.1", port: Port = 8000
) -> None:
    """Run Plenaria for the body that was set up with [bold]plenaria init[/bold]."""
    import django

    django.setup()
    told = _("Plenaria answers at {address}. Ctrl-C ends it.").format(address=f"http://{host}:{port}/")
    run_server(host, port, lambda: tell(told))


def migrate() -> None:
    """Bring the tables of the database up to this version of Plenaria."""
    import django

    django.setup()
    bring_up_to_date()


def prepare(data: Path, base_url: str) -> None:
    """Name the folder and the address, and start Django with them."""
    os.environ["PLENARIA_DATA"] = str(data.absolute())
    os.environ["PLENARIA_BASE_URL"] = base_url
    import django

    django.setup()


def bring_up_to_date() -> None:
    """Make or change the tables."""
    from django.core.management import call_command

    with console.status(_("Preparing the database …")):
        call_command("migrate", verbosity=0)


def run_server(host: str, port: int, answering: Callable[[], object]) -> None:
    """Serve pages, live room and files in one process, until interrupted; ``answering`` is called once it listens."""
    from django.db import connections
    from granian import Granian
    from granian.constants import Interfaces
    from granian.log import LogLevels

    import plenaria

    ask_for(host, port)
    # A worker that starts afresh shares no thread, lock or open file with this process.
    multiprocessing.set_start_method("spawn", force=True)
    connections.close_all()
    static = Path(plenaria.__file__).parent / "interfaces" / "kit" / "static"
    server = Granian(
        "plenaria.conf.asgi:application",
        address=host,
        port=port,
        interface=Interfaces.ASGI,
        workers=1,
        websockets=False,
        log_level=LogLevels.warning,
        static_path_route=["/static"],
        static_path_mount=[static],
        static_path_expires=3600,
        workers_kill_timeout=5,
    )
    server.on_startup(Thread(target=_announce, args=(host, port, answering), daemon=True).start)
    server.serve()


def _announce(host: str, port: int, answering: Callable[[], object]) -> None:
    """Wait until somebody who follows a link would be answered."""
    while True:
        try:
            socket.create_connection((host, port), timeout=1).close()
        except OSError:
            time.sleep(0.05)
        else:
            answering()
            return


def ask_for(host: str, port: int) -> None:
    """End with a sentence where the port is taken: two servers at one port would share the visitors between them."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    with socket.socket(family) as probe:
        # As the server does: a port that the last run has just left is free.
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except OSError as error:
            told = _("Port {port} cannot be used ({reason}). Choose another one with --port.")
            stop(told.format(port=port, reason=error.strerror))
