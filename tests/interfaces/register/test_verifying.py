"""The page that verifies, on a bundle that was really sealed and downloaded."""

import io
import re
import zipfile
from hashlib import sha256
from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from pytest_django import Settings

from plenaria.actions import publication
from plenaria.core.journal import archive, merkle, sshsig
from plenaria.core.refusal import Refusal
from plenaria.delivery import checkpoints, keys, sealing
from plenaria.formats import bundle
from plenaria.formats.signatures import SigningKey
from plenaria.interfaces.register import verifying
from plenaria.store.queries import journal
from tests import builders
from tests.builders import AT, Sitting

pytestmark = pytest.mark.django_db
ADDRESS = "/b/council/r/xiv-1/"


@pytest.fixture
def sitting(tmp_path: Path, settings: Settings) -> Sitting:
    settings.DATA = tmp_path
    keys.make_seal_key("dark sky")
    body = builders.body()
    return builders.meeting(body, builders.person("Ann", body, "secretary"))


@pytest.fixture
def downloaded(client: Client, sitting: Sitting) -> bytes:
    """The bundle as the public gets it."""
    resolution = builders.adopted_text(sitting)
    given = {"actor": sitting.secretary, "at": AT, "resolution": resolution}
    builders.done(sealing.seal(**given, passphrase="dark sky"))  # type: ignore[arg-type]
    builders.done(publication.publish(**given, address="https://council.example/"))  # type: ignore[arg-type]
    return client.get(f"{ADDRESS}bundle").content


def verified(client: Client, data: bytes, name: str = "it.zip", status: int = 200, **given: str) -> str:
    response = client.post("/en/verify", {"file": SimpleUploadedFile(name, data), **given})
    assert response.status_code == status
    return response.content.decode()


def outcomes(shown: str) -> dict[str, str]:
    return dict(re.findall(r"<span>([^<]*): <strong>([^<]*)</strong>", shown))


def test_what_was_downloaded_holds_with_the_key_of_the_register(client: Client, downloaded: bytes) -> None:
    shown = verified(client, downloaded)
    assert "Nothing is broken." in shown
    assert f'href="/en{ADDRESS}"' in shown
    found = outcomes(shown)
    assert found.pop("The PDF is signed") == found.pop("A time-stamp authority confirms the date") == "not checked"
    assert len(found) == 11
    assert set(found.values()) == {"holds"}


def test_a_flipped_byte_is_found_and_named(client: Client, downloaded: bytes) -> None:
    at = downloaded.index(b'texts/ru.json{"') + 200
    changed = downloaded[:at] + bytes([downloaded[at] ^ 1]) + downloaded[at + 1 :]
    shown = verified(client, changed)
    assert "Something is broken. Do not rely on this file." in shown
    assert "changed: texts/ru.json" in shown
    assert f'href="/en{ADDRESS}"' not in shown


def test_a_bundle_signed_anew_with_another_key_is_found(client: Client, downloaded: bytes) -> None:
    with zipfile.ZipFile(io.BytesIO(downloaded)) as opened:
        files = {name: opened.read(name) for name in opened.namelist()}
    forger = SigningKey.generate()
    kept = {name: data for name, data in files.items() if name not in archive.UNLISTED}
    kept[archive.SEAL_KEY] = sshsig.openssh_key(forger.public_key)
    kept[archive.SEAL_PEM] = sshsig.spki_pem(forger.public_key)
    kept[archive.ALLOWED_SIGNERS] = sshsig.allowed_signers(forger.public_key)
    manifest = bundle.manifest_of(kept)
    forged = bundle.seal(kept, forger.sign_ssh(manifest), forger.sign(manifest))
    shown = verified(client, forged)
    assert outcomes(shown)["The manifest is signed by the seal key"] == "holds"
    assert outcomes(shown)["The key is the one you trust"] == "broken"
    assert "It is not the bundle that the register has for this number." in shown


def test_a_key_that_the_reader_names_is_compared(client: Client, downloaded: bytes) -> None:
    shown = verified(client, downloaded, key="SHA256:another")
    assert outcomes(shown)["The key is the one you trust"] == "broken"


def test_a_paper_of_a_resolution_is_known_by_its_hash(client: Client, downloaded: bytes) -> None:
    paper = client.get(f"{ADDRESS}pdf?in=ru").content
    assert "This is a file of a sealed resolution, unchanged." in verified(client, paper, "paper.pdf")
    assert "The register has no such file." in verified(client, paper[:-1], "paper.pdf")
    text = client.get(f"{ADDRESS}json?in=ru").content
    assert "This is a file of a sealed resolution, unchanged." in verified(client, text, "paper.json")


def receipt() -> bytes:
    signed = checkpoints.sign_head(AT)
    assert not isinstance(signed, Refusal)
    size, note, log = signed
    leaf = journal.leaf(0)
    assert leaf is not None
    return bundle.receipt(note, log, 0, leaf, merkle.prove_inclusion(0, size, journal.nodes()))


def test_a_receipt_is_told_in_words(client: Client, sitting: Sitting) -> None:
    shown = verified(client, receipt(), "receipt.json")
    assert "It is entry 0 of the journal, made on 9 May 2026, 14:03 UTC." in shown
    assert set(outcomes(shown).values()) == {"holds"}


def test_a_receipt_with_another_entry_is_broken(client: Client, sitting: Sitting) -> None:
    changed = receipt().replace(b"body-founded", b"body-changed")
    shown = verified(client, changed, "receipt.json")
    assert outcomes(shown)["Every entry shown is in the journal under that checkpoint"] == "broken"


@pytest.mark.parametrize(
    "data", [b"", b"PK", b"{", b"{}", b"[" * 100_000, b'{"a":' * 100_000, b"PK\x03\x04" + b"\0" * 999]
)
def test_whatever_is_handed_in_gets_an_answer(client: Client, data: bytes) -> None:
    response = client.post("/verify", {"file": SimpleUploadedFile("it", data)})
    assert response.status_code in (200, 422)
    assert "Nothing is broken." not in response.content.decode()


def test_too_large_a_file_is_refused(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(verifying, "MEGABYTES", 0)
    assert "The file is larger than 0 MB." in verified(client, b"PK", status=422)


def test_the_manifest_on_the_page_is_that_of_the_bundle(client: Client, downloaded: bytes) -> None:
    with zipfile.ZipFile(io.BytesIO(downloaded)) as opened:
        manifest = sha256(opened.read("manifest.json")).hexdigest()
    assert manifest in client.get(ADDRESS).content.decode()
