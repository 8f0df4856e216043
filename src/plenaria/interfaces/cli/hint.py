"""Beside a server with TLS: one port without it, for whoever forgets the s of https.

It shows one page, which says where the hall is and what the browser will warn of, and hands out the authority's
certificate. It answers nothing else, sets no cookie and takes nothing: what is sent here can be read by everybody.
"""

from functools import partial
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from typing import Any

LANGUAGES = ("en", "es", "ru")


class Hint(BaseHTTPRequestHandler):
    """Answers one visitor."""

    timeout = 10
    server_version, sys_version = "Plenaria", ""

    def __init__(self, *args: Any, base_url: str, authority: Path, static: Path) -> None:
        self.base_url, self.authority, self.static = base_url, authority, static
        super().__init__(*args)

    def do_GET(self) -> None:
        """The page, the certificate, or a file that the page needs."""
        path = self.path.partition("?")[0]
        if path == "/hall/network/plenaria.crt":
            self._send(self.authority.read_bytes(), "application/x-x509-ca-cert")
        elif path.startswith("/static/"):
            self._style(path.removeprefix("/static/"))
        else:
            self._send(self._page().encode(), "text/html; charset=utf-8")

    do_HEAD = do_GET  # noqa: N815 - http.server calls it by this name

    def _style(self, name: str) -> None:
        found = (self.static / name).resolve()
        if found.is_relative_to(self.static) and found.is_file() and found.suffix in (".css", ".svg"):
            self._send(found.read_bytes(), "image/svg+xml" if found.suffix == ".svg" else "text/css")
        else:
            self.send_error(404)

    def _page(self) -> str:
        from django.template.loader import render_to_string
        from django.utils import translation

        from plenaria.interfaces.kit.network import fingerprint

        # Only a path of ours goes on: the address of another site would be one, too.
        onwards = self.base_url + (self.path if self.path.startswith("/") and not self.path.startswith("//") else "/")
        facts = {"fingerprint": fingerprint(self.authority.read_text()), "base_url": self.base_url, "onwards": onwards}
        with translation.override(self._language()):
            return render_to_string("hall/network.html", facts)

    def _language(self) -> str:
        asked = self.headers.get("Accept-Language", "").lower().split(",")
        return next((each.strip()[:2] for each in asked if each.strip()[:2] in LANGUAGES), "en")

    def _send(self, body: bytes, content_type: str) -> None:
        self.send_response(200)
        self.send_header("Content-Type", content_type)
        self.send_header("Content-Length", str(len(body)))
        self.send_header("Cache-Control", "no-store")
        self.send_header("Content-Security-Policy", "default-src 'self'; frame-ancestors 'none'")
        self.end_headers()
        if self.command == "GET":
            self.wfile.write(body)

    def log_message(self, *_: Any) -> None:
        """Who came by is nobody's to know."""


def listen(host: str, port: int, base_url: str, authority: Path, static: Path) -> ThreadingHTTPServer:
    """Show the page at that port from now on, in a thread of its own. Raises OSError where the port is taken."""
    handler = partial(Hint, base_url=base_url, authority=authority, static=static.resolve())
    server = ThreadingHTTPServer((host, port), handler)
    server.daemon_threads = True
    Thread(target=server.serve_forever, daemon=True, name="hint").start()
    return server
