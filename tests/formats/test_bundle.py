"""Bundles: what they hold, and that the tools people have can check them by hand as docs/seal.md says."""

import io
import json
import shutil
import subprocess
import zipfile
from pathlib import Path

import pytest

from plenaria.core.journal import archive, merkle
from plenaria.formats import bundle
from tests.sealed import ADOPTED, FILES, SEAL, VKEY, journal, sealed


def test_the_same_things_make_the_same_bytes() -> None:
    assert sealed() == sealed()


def test_it_holds_the_files_the_proof_and_the_keys() -> None:
    with zipfile.ZipFile(io.BytesIO(sealed())) as opened:
        assert opened.testzip() is None
        assert set(opened.namelist()) == archive.REQUIRED | {archive.RAW_SIGNATURE} | FILES.keys()
        assert opened.read("keys/log.vkey").decode() == f"{VKEY.encode()}\n"
        first = opened.read("proof/entries.txt").split(b"\n")[0]
        assert json.loads(first.removeprefix(b"0 "))["kind"] == "roll-frozen"


def test_the_manifest_lists_all_but_itself_and_its_signatures() -> None:
    files = archive.unpack(sealed()).files
    manifest = json.loads(files["manifest.json"])
    assert manifest["files"].keys() == files.keys() - archive.UNLISTED
    assert manifest["form"] == "plenaria-bundle-1"


@pytest.mark.parametrize("name", ["proof/x", "keys/x", "manifest.json", "../x"])
def test_names_of_the_bundle_itself_are_refused(name: str) -> None:
    with pytest.raises(ValueError, match=r"x|manifest"):
        bundle.build({**FILES, name: b""}, journal([ADOPTED]).proof(), SEAL)


def test_there_is_no_bundle_without_a_resolution() -> None:
    with pytest.raises(ValueError, match=r"resolution\.json"):
        bundle.build({}, journal([ADOPTED]).proof(), SEAL)


def test_a_key_on_another_machine_makes_the_same_bundle() -> None:
    proof = journal([ADOPTED]).proof()
    contents = bundle.manifested(FILES, proof, SEAL.public_key)
    manifest = bundle.manifest_of(contents)
    assert bundle.seal(contents, SEAL.sign_ssh(manifest), SEAL.sign(manifest)) == bundle.build(FILES, proof, SEAL)


def test_a_receipt_is_one_line_of_json() -> None:
    made = journal([ADOPTED])
    proof = merkle.prove_inclusion(0, made.frontier.size, made.node)
    receipt = json.loads(bundle.receipt(made.note(), VKEY, 0, made.leaves[0], proof))
    assert receipt.keys() == {"form", "checkpoint", "log", "index", "leaf", "proof"}


@pytest.mark.skipif(
    not all(map(shutil.which, ("ssh-keygen", "openssl", "unzip", "sha256sum"))),
    reason="ssh-keygen, openssl, unzip or sha256sum is not installed",
)
def test_the_commands_of_the_page_check_a_bundle(tmp_path: Path) -> None:
    (tmp_path / "bundle.zip").write_bytes(sealed())
    page = (Path(__file__).parents[2] / "docs" / "seal.md").read_text()
    commands = page.split("```sh\n")[1].split("```")[0]
    done = subprocess.run(["bash", "-euc", commands], cwd=tmp_path, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    assert 'Good "plenaria" signature for seal' in done.stdout
    assert "Signature Verified Successfully" in done.stdout
    assert "resolution.ru.pdf: OK" in done.stdout
