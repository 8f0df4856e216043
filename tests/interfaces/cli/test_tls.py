"""``plenaria serve --tls``: a real server, and clients that trust its authority or do not."""

import socket
import ssl
import stat
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from http.client import HTTPConnection, HTTPSConnection
from pathlib import Path

import pytest

from plenaria.interfaces.cli import certificate
from plenaria.interfaces.kit.network import fingerprint
from tests.interfaces.cli.running import running
from tests.interfaces.cli.test_init import set_up

AT = datetime(2031, 5, 3, 9, tzinfo=UTC)


def free_ports() -> tuple[int, int]:
    """Two ports beside each other that nobody has."""
    for _ in range(50):
        with socket.socket() as one, socket.socket() as other:
            one.bind(("127.0.0.1", 0))
            try:
                other.bind(("127.0.0.1", one.getsockname()[1] + 1))
            except OSError:
                continue
            return one.getsockname()[1], other.getsockname()[1]
    raise AssertionError("no two ports are free")


@pytest.fixture(scope="module")
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[int, int, Path, str]]:
    """Port with TLS, port without, the data folder, what the command said."""
    folder = tmp_path_factory.mktemp("tls")
    set_up(folder / "data")
    port, plain = free_ports()
    with running(
        "serve",
        "--tls",
        f"--port={port}",
        until=lambda said: "answers at" in said,
        log=folder / "log",
        PLENARIA_DATA=str(folder / "data"),
    ) as said:
        yield port, plain, folder / "data" / "keys" / "tls", said


def context(authority: Path | None) -> ssl.SSLContext:
    return ssl.create_default_context(cafile=str(authority) if authority else None)


def test_who_trusts_the_authority_is_answered_without_a_warning(served: tuple[int, int, Path, str]) -> None:
    port, _, folder, said = served
    assert f"https://127.0.0.1:{port}/" in said
    for name in ("127.0.0.1", "localhost"):
        client = HTTPSConnection(name, port, context=context(folder / "authority.pem"), timeout=20)
        client.request("GET", "/hall/network")
        answer = client.getresponse()
        page = answer.read().decode()
        assert (answer.status, fingerprint((folder / "authority.pem").read_text()) in page) == (200, True)
        client.close()


def test_who_does_not_is_warned(served: tuple[int, int, Path, str]) -> None:
    client = HTTPSConnection("127.0.0.1", served[0], context=context(None), timeout=20)
    with pytest.raises(ssl.SSLCertVerificationError):
        client.request("GET", "/")


def test_cookies_go_through_tls_only(served: tuple[int, int, Path, str]) -> None:
    port, _, folder, _ = served
    client = HTTPSConnection("127.0.0.1", port, context=context(folder / "authority.pem"), timeout=20)
    client.request("GET", "/accounts/login/")
    answer = client.getresponse()
    answer.read()
    client.close()
    cookies = answer.headers.get_all("Set-Cookie") or []
    assert cookies and all("Secure" in each for each in cookies)


@pytest.mark.parametrize("version", [ssl.TLSVersion.TLSv1_2, ssl.TLSVersion.TLSv1_3])
def test_older_telephones_are_answered_too(served: tuple[int, int, Path, str], version: ssl.TLSVersion) -> None:
    port, _, folder, _ = served
    older = context(folder / "authority.pem")
    older.minimum_version = older.maximum_version = version
    older.set_alpn_protocols(["h2", "http/1.1"])
    with (
        socket.create_connection(("127.0.0.1", port), timeout=20) as line,
        older.wrap_socket(line, server_hostname="127.0.0.1") as safe,
    ):
        assert (safe.version(), safe.selected_alpn_protocol()) == (version.name.replace("_", "."), "h2")


def test_without_tls_a_page_says_where_to_go_and_hands_out_the_certificate(served: tuple[int, int, Path, str]) -> None:
    port, plain, folder, said = served
    assert f"http://127.0.0.1:{plain}/" in said

    def get(path: str, language: str = "en") -> tuple[int, str, str]:
        client = HTTPConnection("127.0.0.1", plain, timeout=20)
        client.request("GET", path, headers={"Accept-Language": language})
        answer = client.getresponse()
        body = answer.read().decode()
        client.close()
        return answer.status, answer.headers["Content-Type"], body

    status, kind, page = get("/h/some-badge?x=1")
    assert (status, kind) == (200, "text/html; charset=utf-8")
    assert f'href="https://127.0.0.1:{port}/h/some-badge?x=1"' in page
    assert fingerprint((folder / "authority.pem").read_text()) in page
    assert '<html lang="ru"' in get("/", "ru-RU,ru;q=0.9")[2]
    assert f'href="https://127.0.0.1:{port}/evil.example/"' in get("//evil.example/")[2]
    trusted = get("/hall/network/plenaria.crt")
    assert trusted == (200, "application/x-x509-ca-cert", (folder / "authority.pem").read_text())
    assert get("/static/plenaria/tokens.css")[0] == 200
    assert get("/static/../../../conf/settings.py")[0] == 404


def test_keys_are_for_their_owner_alone(served: tuple[int, int, Path, str]) -> None:
    modes = {each.name: stat.S_IMODE(each.stat().st_mode) for each in served[2].iterdir()}
    assert modes == dict.fromkeys(("authority.key", "authority.pem", "server.key", "server.pem"), 0o600)


# The files


def test_what_fits_stays_and_what_does_not_is_made_anew(tmp_path: Path) -> None:
    def made(names: list[str], at: datetime = AT) -> tuple[bool, bool, bool]:
        """Whether authority and server's certificate are new, and what the caller is told of it."""
        before = {each: each.read_bytes() for each in tmp_path.iterdir()}
        files = certificate.ready(tmp_path, names, at)
        changed = [each.read_bytes() != before.get(each) for each in (files.authority, files.certificate)]
        return changed[0], changed[1], files.new_authority

    assert made(["127.0.0.1", "192.168.1.5"]) == (True, True, True)
    assert made(["127.0.0.1", "192.168.1.5"]) == (False, False, False)
    assert made(["127.0.0.1", "192.168.1.6"]) == (False, True, False)
    assert made(["127.0.0.1", "192.168.1.6"], AT + timedelta(days=370)) == (False, True, False)
    assert made(["hall.example", "192.168.1.6"], AT) == (True, True, True)
    (tmp_path / "server.key").unlink()
    assert made(["hall.example", "192.168.1.6"], AT) == (False, True, False)
    kept = ["authority.key", "authority.pem", "server.key", "server.pem"]
    assert sorted(each.name for each in tmp_path.iterdir()) == kept


def test_the_public_address_gets_its_s(monkeypatch: pytest.MonkeyPatch) -> None:
    assert certificate.https("http://192.168.1.5:8000", 8443) == "https://192.168.1.5:8443"
    assert certificate.https("http://hall.example", 443) == "https://hall.example"
    assert certificate.https("http://[fd00::1]:8000", 8000) == "https://[fd00::1]:8000"
    assert certificate.https("https://hall.example/x", 8000) == "https://hall.example/x"
    names = certificate.names_here("https://hall.example:8443", "0.0.0.0")
    assert names[0] == "hall.example" and {"localhost", "127.0.0.1", "::1"} < set(names) and "0.0.0.0" not in names
