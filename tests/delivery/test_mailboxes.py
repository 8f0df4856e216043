"""A mailbox is opened over TLS with whom it should be, or not at all; the password goes to nobody else."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest

from plenaria.delivery.mailboxes import Imap, Unreachable
from plenaria.formats import certificates
from plenaria.formats.certificates import Certificate
from tests.delivery import imap, tls

NOW = datetime.now(UTC)
MESSAGE = b"From: vera@sky.example\r\nSubject: Sky\r\n\r\nNight.\r\n"


@dataclass(frozen=True)
class Post:
    """An IMAP server without TLS, the authority that this machine trusts, and where its files are."""

    server: imap.Server
    issuer: Certificate
    folder: Path

    def certificate(self, *names: str, at: datetime = NOW, issuer: Certificate | None = None) -> Path:
        issued = certificates.server(issuer or self.issuer, names, at)
        path = self.folder / f"{names[0]}-{at:%Y}.pem"
        path.write_bytes(issued.pem + issued.key)
        return path


@pytest.fixture(scope="module")
def running() -> Iterator[imap.Server]:
    with imap.server() as server:
        server.put(MESSAGE)
        yield server


@pytest.fixture
def post(running: imap.Server, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Post:
    issuer = certificates.authority("Sky", ["localhost", "other.example"], NOW - timedelta(days=1000))
    (tmp_path / "authority.pem").write_bytes(issuer.pem)
    monkeypatch.setenv("SSL_CERT_FILE", str(tmp_path / "authority.pem"))
    return Post(running, issuer, tmp_path)


def box(port: int, scheme: str = "imaps") -> Imap:
    return Imap(f"{scheme}://{imap.USER}@localhost:{port}/INBOX", imap.PASSWORD)


def why_not(opened: Imap) -> str:
    with pytest.raises(Unreachable) as refused:
        opened.open()
    return str(refused.value)


def test_a_box_is_read_over_tls_from_the_first_byte(post: Post) -> None:
    with tls.encrypted(post.server.port, post.certificate("localhost")) as front:
        opened = box(front.port)
        opened.open()
        (found,) = opened.messages(0, date(2020, 1, 1))
        opened.settle(found.uid)
        opened.close()
    assert found.data == MESSAGE
    assert front.versions in (["TLSv1.3"], ["TLSv1.2"])
    assert imap.PASSWORD.encode() in front.clear


def test_nobody_else_gets_the_password(post: Post) -> None:
    stranger = certificates.authority("Somebody", ["localhost"], NOW)
    shown = {
        post.certificate("localhost", issuer=stranger): "CERTIFICATE_VERIFY_FAILED",
        post.certificate("other.example"): "Hostname mismatch",
        post.certificate("localhost", at=NOW - timedelta(days=999)): "certificate has expired",
    }
    for certificate, because in shown.items():
        with tls.encrypted(post.server.port, certificate) as front:
            assert because in why_not(box(front.port)), certificate
        assert front.clear == b""


def test_a_server_without_tls_is_not_talked_to_in_clear(post: Post) -> None:
    assert "SSLError" in why_not(box(post.server.port))
    assert "TLS not supported" in why_not(box(post.server.port, "imap+tls"))
