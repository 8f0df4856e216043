"""Running Plenaria: the demo world, a real installation, and its tables."""

import os
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console

console = Console()

Port = Annotated[int, typer.Option(help="Port on this machine at which it answers.")]
Data = Annotated[Path, typer.Option(help="Folder in which everything is kept: database, files and keys.")]


def demo(port: Port = 8000, data: Data = Path("plenaria-data")) -> None:
    """Show a whole small world: makes it in one folder, prints its links, and runs until you press Ctrl-C."""
    prepare(data, f"http://127.0.0.1:{port}")
    bring_up_to_date()
    run_server("127.0.0.1", port)


def serve(
    host: Annotated[str, typer.Option(help="Address at which it listens.")] = "127.0.0.1", port: Port = 8000
) -> None:
    """Run Plenaria for the body that was set up with [bold]plenaria init[/bold]."""
    import django

    django.setup()
    run_server(host, port)


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

    with console.status("Preparing the database …"):
        call_command("migrate", verbosity=0)


def run_server(host: str, port: int) -> None:
    """Serve pages, live room and files in one process, until interrupted."""
    from granian import Granian
    from granian.constants import Interfaces

    import plenaria

    static = Path(plenaria.__file__).parent / "interfaces" / "kit" / "static"
    Granian(
        "plenaria.conf.asgi:application",
        address=host,
        port=port,
        interface=Interfaces.ASGI,
        workers=1,
        websockets=False,
        log_enabled=False,
        static_path_route=["/static"],
        static_path_mount=[static],
        static_path_expires=3600,
        workers_kill_timeout=5,
    ).serve()
