"""Addresses of the web that people enter: which may be shown as a link."""

from urllib.parse import urlsplit

from plenaria.core.refusal import Refusal, unacceptable

LONGEST = 500


def web_address(text: str) -> str | Refusal:
    """The address without what surrounds it; empty stays empty.

    Refused: ``web-address-unfit`` for what is no absolute ``http`` or ``https`` address of a named host, has spaces or
    control characters in it, a name and password before its host, or is longer than LONGEST.
    """
    address = text.strip()
    if not address:
        return ""
    try:
        parts = urlsplit(address)
        port_is_sound = parts.port is None or parts.port > 0
    except ValueError:
        return unacceptable("web-address-unfit")
    host = parts.hostname or ""
    sound = (
        parts.scheme in ("http", "https")
        and port_is_sound
        and (host == "localhost" or "." in host.strip(".") or ":" in host)
        and "@" not in parts.netloc
        and address.isprintable()
        and not any(sign.isspace() or sign in '<>"\\`' for sign in address)
        and len(address) <= LONGEST
    )
    return address if sound else unacceptable("web-address-unfit")
