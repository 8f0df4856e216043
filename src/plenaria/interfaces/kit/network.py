"""How devices reach this installation: through TLS or not, and with which certificate.

``plenaria serve --tls`` makes an authority of this installation's own; its certificate may be seen by everybody, and
its fingerprint is what people compare before they trust it.
"""

from hashlib import sha256
from pathlib import Path
from ssl import PEM_cert_to_DER_cert
from urllib.parse import urlsplit

from django.conf import settings

HERE = ("localhost", "127.0.0.1", "::1")
"""Names under which a browser trusts plain HTTP: nothing leaves the machine."""


def authority() -> Path | None:
    """The certificate of this installation's own authority (PEM); nothing where it is not served with one."""
    path: Path | None = settings.TLS_AUTHORITY
    return path if path and path.exists() else None


def own_certificate() -> str:
    """The fingerprint of that certificate, as :func:`fingerprint` writes it; empty where there is none."""
    path = authority()
    return fingerprint(path.read_text()) if path else ""


def fingerprint(pem: str) -> str:
    """SHA-256 of a certificate's DER, as browsers and telephones show it: pairs of hexadecimal digits."""
    return sha256(PEM_cert_to_DER_cert(pem)).digest().hex(" ").upper()


def in_clear() -> bool:
    """Whether others in the same network can read and change what is sent."""
    address = urlsplit(settings.BASE_URL)
    return address.scheme == "http" and (address.hostname or "") not in HERE
