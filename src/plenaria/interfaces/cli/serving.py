"""Running Plenaria: its server and its tables."""

import multiprocessing
import os
import resource
import socket
import time
from collections.abc import Callable
from enum import StrEnum
from pathlib import Path
from threading import Thread
from typing import Annotated
from urllib.parse import unquote, urlsplit

import typer

from plenaria.interfaces.cli import with_tls
from plenaria.interfaces.cli.certificate import Files
from plenaria.interfaces.cli.speech import _, console, refuse, stop, tell

Port = Annotated[int, typer.Option(help="Port on this machine at which it answers.")]
Data = Annotated[Path, typer.Option(help="Folder in which everything is kept: database, files and keys.")]


LINES = 20_000
"""Connections that are kept at once. Each phone has two: one that it asks on, and one on which it is told. With the
server's own limit of 1,024 the others wait until somebody goes."""


class Role(StrEnum):
    """What a process of the server does."""

    ALL = "all"
    HALL = "hall"


def serve(
    host: Annotated[str, typer.Option(help="Address at which it listens.")] = "127.0.0.1",
    port: Port = 8000,
    role: Annotated[
        Role, typer.Option(help="hall: one more process for the same PostgreSQL, beside the one that does all.")
    ] = Role.ALL,
    tls: Annotated[bool, typer.Option("--tls", help="With TLS and a certificate of its own.")] = False,
    http_port: Annotated[
        int | None,
        typer.Option(help="With --tls: port without TLS that says where to go; 0 for none. The next after --port."),
    ] = None,
) -> None:
    """Run Plenaria for the body that was set up with [bold]plenaria init[/bold]."""
    if tls:
        with_tls.announce(port)
    start_django()
    from django.db import connection
    from django.db.migrations.executor import MigrationExecutor

    from plenaria.delivery.checkpoints import older_than_seen

    if role is Role.HALL and connection.vendor == "sqlite":
        stop(_("SQLite has one process. Several serve a hall in front of PostgreSQL: see PLENARIA_DATABASE_URL."))
    os.environ["PLENARIA_ROLE"] = role
    executor = MigrationExecutor(connection)
    if executor.migration_plan(executor.loader.graph.leaf_nodes()):
        stop(_("The database is of an earlier version. Run: plenaria migrate"))
    older = older_than_seen()
    if older is not None:
        refuse(older)
    files = with_tls.prepare(host, port + 1 if http_port is None else http_port) if tls else None
    scheme = "https" if tls else "http"
    told = _("Plenaria answers at {address}. Ctrl-C ends it.").format(address=f"{scheme}://{host}:{port}/")
    run_server(host, port, lambda: tell(told), files)


def migrate() -> None:
    """Bring the tables of the database up to this version of Plenaria."""
    # The role that serves owns no table; the one that changes them may have an address of its own.
    serving = urlsplit(os.environ.get("PLENARIA_DATABASE_URL", "")).username
    if owner := os.environ.get("PLENARIA_MIGRATE_DATABASE_URL"):
        os.environ["PLENARIA_DATABASE_URL"] = owner
    start_django(set_up=False)
    bring_up_to_date()
    if owner and serving and serving != urlsplit(owner).username:
        from plenaria.store.postgresql.grants import grant

        grant(unquote(serving))


def start_django(*, set_up: bool = True) -> None:
    """Start Django with what the environment says; a command that needs no database never does.

    Ends the command where nothing was ``set_up`` yet, and where the database can't be reached.
    """
    import django
    from django.core.exceptions import ImproperlyConfigured
    from django.db import DatabaseError

    try:
        django.setup()
        if set_up and not _has_tables():
            from django.conf import settings

            stop(_("Nothing is set up in {folder} yet. Run: plenaria init").format(folder=settings.DATA))
    except (ValueError, ImproperlyConfigured, DatabaseError, OSError) as error:
        stop(_("The database cannot be used: {reason}").format(reason=str(error).strip()))


def _has_tables() -> bool:
    from django.conf import settings
    from django.db import connection

    place = settings.DATABASES["default"]["NAME"]
    if connection.vendor == "sqlite" and not Path(place).exists():
        return False
    return "store_head" in connection.introspection.table_names()


def prepare(data: Path, base_url: str) -> None:
    """Name the folder and the address, and start Django with them."""
    data.mkdir(mode=0o700, parents=True, exist_ok=True)
    os.environ["PLENARIA_DATA"] = str(data.absolute())
    os.environ["PLENARIA_BASE_URL"] = base_url
    start_django(set_up=False)


def bring_up_to_date() -> None:
    """Make or change the tables."""
    from django.core.management import call_command

    with console.status(_("Preparing the database …")):
        call_command("migrate", verbosity=0)


def run_server(host: str, port: int, answering: Callable[[], object], tls: Files | None = None) -> None:
    """Serve pages, live room and files in one process, until interrupted; ``answering`` is called once it listens.

    ``tls``: the certificate with which it encrypts. TLS 1.2 is enough (RFC 8446 needs Android 10, iOS 12.2).
    """
    from django.db import connections
    from granian import Granian
    from granian.constants import Interfaces, SSLProtocols
    from granian.log import LogLevels

    import plenaria

    ask_for(host, port)
    _allow_files(2 * LINES)
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
        backlog=4_096,
        backpressure=LINES,
        ssl_cert=tls.certificate if tls else None,
        ssl_key=tls.key if tls else None,
        ssl_protocol_min=SSLProtocols.tls12,
    )
    server.on_startup(Thread(target=_announce, args=(host, port, answering), daemon=True).start)
    server.serve()


def _allow_files(wanted: int) -> None:
    """Let this process and its worker have that many open, as far as the system allows: each connection is a file."""
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    most = wanted if hard == resource.RLIM_INFINITY else min(wanted, hard)
    if soft != resource.RLIM_INFINITY and soft < most:
        resource.setrlimit(resource.RLIMIT_NOFILE, (most, hard))


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
