"""``plenaria serve --tls``: the certificate of this installation's own, kept in the data folder.

``keys/tls/authority.pem`` is what telephones may be told to trust, ``authority.key`` what signs with it; ``server.pem``
and ``server.key`` are what the server shows. Keys have mode 0600.
"""

import os
import socket
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from ipaddress import ip_address
from pathlib import Path
from urllib.parse import urlsplit

from plenaria.formats import certificates
from plenaria.formats.certificates import Certificate

ANYWHERE = ("0.0.0.0", "::", "")  # noqa: S104 - named so as to be told apart, not listened at


@dataclass(frozen=True, slots=True)
class Files:
    """Where the server's certificate and key lie, and the authority's certificate; ``new_authority``: it was made now,
    so that telephones have to be told anew."""

    certificate: Path
    key: Path
    authority: Path
    new_authority: bool


def https(base_url: str, port: int) -> str:
    """The public address with TLS; one that names it already stays."""
    address = urlsplit(base_url)
    if address.scheme == "https":
        return base_url
    host = address.hostname or "127.0.0.1"
    host = f"[{host}]" if ":" in host else host
    return f"https://{host}" if port == 443 else f"https://{host}:{port}"


def names_here(base_url: str, host: str) -> list[str]:
    """Names and addresses under which this machine is reached, the public one first."""
    machine = socket.gethostname().lower()
    names = [urlsplit(base_url).hostname or "localhost", machine]
    names += [machine if "." in machine else f"{machine}.local", "localhost", "127.0.0.1", "::1"]
    names += [host] if host not in ANYWHERE else _addresses(machine)
    return [each for each in dict.fromkeys(names) if each]


def ready(folder: Path, names: Sequence[str], at: datetime) -> Files:
    """The files for those names: as they are where they fit, else made anew."""
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    authority, fresh = _authority(folder, names, at)
    shown, key = folder / "server.pem", folder / "server.key"
    if fresh or not (key.exists() and shown.exists()) or not _serves(shown, authority, names, at):
        made = certificates.server(authority, names, at)
        _write(key, made.key)
        _write(shown, made.pem)
    return Files(shown, key, folder / "authority.pem", fresh)


def _authority(folder: Path, names: Sequence[str], at: datetime) -> tuple[Certificate, bool]:
    """The authority, and whether it had to be made."""
    shown, key = folder / "authority.pem", folder / "authority.key"
    if shown.exists() and key.exists() and certificates.covers(shown.read_bytes(), names, at):
        return Certificate(shown.read_bytes(), key.read_bytes()), False
    made = certificates.authority(f"Plenaria {names[0]} {at:%Y-%m-%d}"[:64], names, at)
    _write(key, made.key)
    _write(shown, made.pem)
    return made, True


def _serves(shown: Path, authority: Certificate, names: Sequence[str], at: datetime) -> bool:
    return certificates.serves(shown.read_bytes(), authority.pem, names, at)


def _write(path: Path, data: bytes) -> None:
    """Put it in place in one go, readable by its owner alone."""
    made = path.with_name(f"{path.name}.{os.getpid()}")
    made.touch(mode=0o600)
    made.write_bytes(data)
    made.replace(path)


def _addresses(machine: str) -> list[str]:
    """The addresses of this machine in its networks, as far as it knows them."""
    found = []
    with suppress(OSError):
        found += [str(each[4][0]) for each in socket.getaddrinfo(machine, None)]
    # The address from which it would send: no packet is sent to find that out (RFC 5737, 3849: nobody has these).
    for family, nobody in ((socket.AF_INET, "192.0.2.1"), (socket.AF_INET6, "2001:db8::1")):
        with suppress(OSError), socket.socket(family, socket.SOCK_DGRAM) as probe:
            probe.connect((nobody, 9))
            found.append(str(probe.getsockname()[0]))
    # An address of one link (fe80::1%eth0) can stand in no certificate.
    return [each for each in found if "%" not in each and not ip_address(each).is_loopback]
