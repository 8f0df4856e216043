"""``plenaria serve --tls``: the address, the certificate and the hint, each at its moment of the start."""

import os
from datetime import UTC, datetime
from pathlib import Path

import plenaria
from plenaria.interfaces.cli import certificate, hint
from plenaria.interfaces.cli.certificate import Files
from plenaria.interfaces.cli.speech import _, stop, tell


def announce(port: int) -> None:
    """Before Django starts: links and codes say https, and cookies go no other way."""
    base_url = os.environ.get("PLENARIA_BASE_URL", f"http://127.0.0.1:{port}").rstrip("/")
    os.environ["PLENARIA_BASE_URL"] = certificate.https(base_url, port)
    os.environ["PLENARIA_TLS"] = "own"


def prepare(host: str, http_port: int) -> Files:
    """The certificate for the names that this machine has now, and the hint at ``http_port`` (0: none)."""
    from django.conf import settings

    from plenaria.interfaces.kit.network import fingerprint

    names = certificate.names_here(settings.BASE_URL, host)
    files = certificate.ready(settings.DATA / "keys" / "tls", names, datetime.now(UTC))
    if files.new_authority:
        tell(_("A certificate was made for this hall. Phones that trusted an earlier one have to be told anew."))
    tell(_("Its fingerprint (SHA-256): {fingerprint}").format(fingerprint=fingerprint(files.authority.read_text())))
    if http_port:
        static = Path(plenaria.__file__).parent / "interfaces" / "kit" / "static"
        try:
            hint.listen(host, http_port, settings.BASE_URL, files.authority, static)
        except OSError as error:
            told = _("Port {port} cannot be used ({reason}). Choose another one with --http-port, or 0 for none.")
            stop(told.format(port=http_port, reason=error.strerror))
        address = f"http://{host}:{http_port}/"
        tell(_("Without TLS {address} says where to go, and hands out the certificate.").format(address=address))
    return files
