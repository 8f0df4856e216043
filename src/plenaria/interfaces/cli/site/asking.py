"""Asking this register for a page as a reader would who has no cookie and no account: through all of its middleware."""

import io
import re
from dataclasses import dataclass, field
from email.message import Message

from django.core.handlers.base import BaseHandler
from django.core.handlers.wsgi import WSGIRequest
from django.http import HttpResponse, StreamingHttpResponse
from django.urls import set_script_prefix

from plenaria.interfaces.kit.exported import KEY, Exported

NOT_IN_A_PAGE = re.compile(r"(frame-ancestors|sandbox|report-uri|report-to)[^;]*;?\s*")
"""What a policy cannot say in a page itself (CSP 3, 3.3)."""


@dataclass(frozen=True, slots=True)
class Answer:
    """What came back. ``name``: what the file is called; ``policy``: the content security policy for a page;
    ``robots``: what search engines may do with it."""

    status: int
    media_type: str
    body: bytes
    name: str = ""
    policy: str = ""
    robots: str = ""
    location: str = ""


@dataclass(frozen=True, slots=True)
class Register:
    """The register as its readers see it, without a server."""

    of: Exported
    _handler: BaseHandler = field(default_factory=BaseHandler, init=False)

    def __post_init__(self) -> None:
        self._handler.load_middleware()

    def get(self, address: str) -> Answer:
        """What is at an address (path and query)."""
        path, _mark, query = address.partition("?")
        request = WSGIRequest(
            {
                "REQUEST_METHOD": "GET",
                "PATH_INFO": path.encode().decode("latin-1"),
                "QUERY_STRING": query,
                "SERVER_NAME": "127.0.0.1",
                "SERVER_PORT": "80",
                "HTTP_HOST": "127.0.0.1",
                "HTTP_ACCEPT_LANGUAGE": self.of.languages[0],
                "wsgi.input": io.BytesIO(),
                "wsgi.url_scheme": "http",
                KEY: self.of,
            }
        )
        set_script_prefix("/")
        response = self._handler.get_response(request)
        return Answer(
            status=response.status_code,
            media_type=response.headers.get("Content-Type", ""),
            body=_whole(response),
            name=_name(response.headers.get("Content-Disposition", "")),
            policy=NOT_IN_A_PAGE.sub("", response.headers.get("Content-Security-Policy", "")).strip("; "),
            robots=response.headers.get("X-Robots-Tag", ""),
            location=response.headers.get("Location", ""),
        )


def _whole(response: object) -> bytes:
    if isinstance(response, StreamingHttpResponse):
        return b"".join(response.streaming_content)  # type: ignore[arg-type] # ours are not asynchronous
    assert isinstance(response, HttpResponse)
    return bytes(response.content)


def _name(disposition: str) -> str:
    """The file name of a ``Content-Disposition`` (RFC 6266), in whichever form it is."""
    message = Message()
    message["Content-Disposition"] = disposition
    return message.get_filename("") or ""
