"""What the environment says, as one frozen value.

==============================  =====================================================================
``PLENARIA_DATA``               folder of database, files and keys (default: ``plenaria-data`` here)
``PLENARIA_DATABASE_URL``       ``postgresql://user:password@host/name``; without it SQLite in the folder
``PLENARIA_MIGRATE_DATABASE_URL``  the same with the role that owns the tables, for ``plenaria migrate``
``PLENARIA_BASE_URL``           address at which people reach it, for links in mails and QR codes
``PLENARIA_SMTP_URL``           ``smtp://user:password@host:port`` or ``smtp+tls://…``; ``file:///folder`` keeps mail
``PLENARIA_SENDER``             address from which mail is sent
``PLENARIA_TIMEZONE``           by whose clock people live whose body has not met yet: an IANA name (UTC)
``PLENARIA_RETURN_PATH``        address to which bounces go, with a place for the id: ``bounces+{mail}@example.org``
``PLENARIA_IMAP_URL``           mailbox that is read: ``imaps://user@host/INBOX``, ``imap+tls://…`` or ``imap://…``
``PLENARIA_IMAP_PASSWORD``      its password, or the file that holds it: ``PLENARIA_IMAP_PASSWORD_FILE``
``PLENARIA_IMAP_MOVE_TO``       folder to which messages are moved that were dealt with; without it they are marked seen
``PLENARIA_ROLE``               set by the server for its processes: ``all``, ``hall`` for one beside it, or ``pages``
``PLENARIA_TLS``                ``own``: served with a certificate of this installation's own (``plenaria serve --tls``)
``PLENARIA_API_LIMIT``          requests to the API from an address in a minute (600); a token has four times as many
``PLENARIA_PAGE_PROCESSES``     processes beside the server that make public pages (one a core; on a single one 0)
``PLENARIA_PROXIES``            how many proxies stand in front of it and write ``X-Forwarded-For`` (0)
==============================  =====================================================================
"""

import contextlib
import os
import secrets
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from urllib.parse import SplitResult, unquote, urlsplit
from zoneinfo import ZoneInfo

from plenaria.formats import on_disk

CONNECTIONS = 20
"""Connections to PostgreSQL that a process of the server has at the most, besides the one on which it is woken. A
request that finds none free waits."""
PATIENCE = 60.0
"""Seconds for which it waits: in them a hall of 2,000 has its whole pages, all asked for at once."""
STAYS = 300
"""Seconds for which a reader's connection is used again."""
READS = "PRAGMA cache_size=-32000"
"""KiB of the database in each reader's memory: what leads to the rows, of a register of the UN's size. With SQLite's
own 2 MB half of the time of a question went into reading it again."""


@dataclass(frozen=True, slots=True)
class Environment:
    """The settings that differ from one installation to the next."""

    data: Path
    database_url: str
    base_url: str
    smtp_url: str
    sender: str
    role: str = ""
    """What this process serves: ``all`` or ``hall``, or ``pages`` for the one beside it; nothing in a command."""
    own_tls: bool = False
    api_limit: int = 600
    proxies: int = 0
    page_processes: int | None = None
    """None: as many as fit the machine."""
    timezone: str = "UTC"
    return_path: str = ""
    imap_url: str = field(default="", repr=False)
    imap_password: str = field(default="", repr=False)
    imap_move_to: str = ""

    @classmethod
    def of(cls, variables: Mapping[str, str]) -> "Environment":
        """Read from variables; whatever is missing gets the value of a machine of one's own."""
        return cls(
            data=Path(variables.get("PLENARIA_DATA") or "plenaria-data").absolute(),
            database_url=variables.get("PLENARIA_DATABASE_URL", ""),
            base_url=variables.get("PLENARIA_BASE_URL", "http://127.0.0.1:8000").rstrip("/"),
            smtp_url=variables.get("PLENARIA_SMTP_URL", "smtp://127.0.0.1:25"),
            sender=variables.get("PLENARIA_SENDER", "plenaria@localhost"),
            role=variables.get("PLENARIA_ROLE", ""),
            own_tls=variables.get("PLENARIA_TLS") == "own",
            api_limit=max(1, int(variables.get("PLENARIA_API_LIMIT") or 600)),
            proxies=max(0, int(variables.get("PLENARIA_PROXIES") or 0)),
            page_processes=_number(variables, "PLENARIA_PAGE_PROCESSES"),
            timezone=ZoneInfo(variables.get("PLENARIA_TIMEZONE") or "UTC").key,
            return_path=variables.get("PLENARIA_RETURN_PATH", ""),
            imap_url=variables.get("PLENARIA_IMAP_URL", ""),
            imap_password=_secret(variables, "PLENARIA_IMAP_PASSWORD"),
            imap_move_to=variables.get("PLENARIA_IMAP_MOVE_TO", ""),
        )

    @classmethod
    def of_process(cls) -> "Environment":
        """Read from this process's own environment."""
        return cls.of(os.environ)

    def processes(self, cores: int) -> int:
        """How many processes make public pages beside this one; those of a hall have none."""
        if self.role != "all":
            return 0
        fitting = cores if cores > 1 else 0
        return fitting if self.page_processes is None else self.page_processes

    @property
    def only_reads(self) -> bool:
        """Whether this process makes public pages and nothing else."""
        return self.role == "pages"

    @property
    def secure(self) -> bool:
        """Whether people reach it through TLS."""
        return self.base_url.startswith("https://")

    @property
    def authority(self) -> Path | None:
        """The certificate of this installation's own authority, where it is served with one of its own."""
        return self.data / "keys" / "tls" / "authority.pem" if self.own_tls else None

    @property
    def hosts(self) -> list[str]:
        """Host names to which it answers; loopback always, so that the machine itself can look."""
        return sorted({urlsplit(self.base_url).hostname or "127.0.0.1", "127.0.0.1", "localhost"})

    def mailer(self) -> dict[str, Any]:
        """Django's settings of the way that mail takes: to a server, or into a folder where it can be looked at."""
        address = urlsplit(self.smtp_url)
        if address.scheme == "file":
            options = {"file_path": unquote(address.path)}
            return {"BACKEND": "django.core.mail.backends.filebased.EmailBackend", "OPTIONS": options}
        return {"BACKEND": "plenaria.delivery.smtp.Backend", "OPTIONS": self.mail()}

    def mail(self) -> dict[str, Any]:
        """Options of Django's SMTP backend."""
        address = urlsplit(self.smtp_url)
        return {
            "host": address.hostname or "127.0.0.1",
            "port": address.port or 25,
            "username": unquote(address.username or ""),
            "password": unquote(address.password or ""),
            "use_tls": address.scheme == "smtp+tls",
            "timeout": 20,
        }

    def database(self) -> dict[str, Any]:
        """Django's settings of the database."""
        address = urlsplit(self.database_url)
        if not self.database_url or address.scheme == "sqlite":
            return self._sqlite(Path(address.path) if address.path else self.data / "plenaria.sqlite3")
        if address.scheme not in ("postgres", "postgresql"):
            raise ValueError(f"PLENARIA_DATABASE_URL names {address.scheme!r}; postgresql or sqlite is known")
        return self._postgresql(address)

    def _sqlite(self, path: Path) -> dict[str, Any]:
        first = "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA secure_delete=ON"
        return {
            "ENGINE": "plenaria.store.sqlite",
            "NAME": path,
            "OPTIONS": {
                "transaction_mode": "DEFERRED" if self.only_reads else "IMMEDIATE",
                "timeout": 20,
                "init_command": f"{first}; {READS}; PRAGMA query_only=ON" if self.only_reads else first,
            },
            "CONN_MAX_AGE": STAYS if self.only_reads else 0,
        }

    def _postgresql(self, address: SplitResult) -> dict[str, Any]:
        return {
            "ENGINE": "plenaria.store.postgresql",
            "NAME": address.path.lstrip("/"),
            "HOST": unquote(address.hostname or ""),
            "PORT": str(address.port or ""),
            "USER": unquote(address.username or ""),
            "PASSWORD": unquote(address.password or ""),
            "CONN_HEALTH_CHECKS": True,
            "OPTIONS": self._connections(),
            "CONN_MAX_AGE": STAYS if self.only_reads else 0,
        }

    def _connections(self) -> dict[str, Any]:
        if self.only_reads:
            return {"options": "-c default_transaction_read_only=on"}
        # Each request of Django's has a thread of its own, and would have a connection of its own.
        return {"pool": {"min_size": 2, "max_size": CONNECTIONS, "timeout": PATIENCE}} if self.role else {}

    def secret_key(self) -> str:
        """The key of sessions and signed links: made at the first start, kept in the data folder, never in code."""
        path = self.data / "keys" / "secret"
        if not path.exists():
            path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
            # A second process may have been first: its key stays.
            with contextlib.suppress(FileExistsError):
                on_disk.make(path, secrets.token_urlsafe(48).encode())
        return path.read_text()


def _secret(variables: Mapping[str, str], name: str) -> str:
    """A secret that stands in a variable, or in the file that another names; the file's last line break is no part.

    Raises OSError for a file that can't be read.
    """
    path = variables.get(f"{name}_FILE")
    return Path(path).read_text(encoding="utf-8").rstrip("\r\n") if path else variables.get(name, "")


def _number(variables: Mapping[str, str], name: str) -> int | None:
    given = variables.get(name)
    return max(0, int(given)) if given else None
