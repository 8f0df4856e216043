"""Handing out a file that somebody handed in: saved and never run, whatever it says that it is."""

from django.http import HttpResponse
from django.utils.http import content_disposition_header

from plenaria.formats.message import safe_name
from plenaria.store import files

SANDBOX = "sandbox; default-src 'none'"
"""Should a browser show it all the same: without script, forms, or our cookies (CSP 3, sandbox)."""


def handed_out(sha256: str, name: str, media_type: str, *, public: bool = False) -> HttpResponse:
    """The bytes with that hash; a PDF is shown by the browser, everything else saved."""
    response = HttpResponse(files.load(sha256), content_type=media_type)
    shown = media_type == "application/pdf"
    response["Content-Disposition"] = disposition(name, media_type, shown=shown)
    response["X-Content-Type-Options"] = "nosniff"
    response["Content-Security-Policy"] = SANDBOX
    response["Cache-Control"] = "public, max-age=3600" if public else "private, no-store"
    response["ETag"] = f'"{sha256}"'
    return response


def disposition(name: str, media_type: str = "", *, shown: bool = False) -> str:
    """What ``Content-Disposition`` says of a file that somebody else named: only its name, in no folder (RFC 6266)."""
    return content_disposition_header(not shown, safe_name(name, media_type)) or "inline"
