"""Keys and signatures, checked by the tools that people have."""

import shutil
import subprocess
from datetime import UTC, datetime
from pathlib import Path

import pytest
from cryptography import x509

from plenaria.core.journal import checkpoint, sshsig
from plenaria.core.journal.checkpoint import Checkpoint, VerifierKey
from plenaria.core.refusal import unacceptable
from plenaria.formats import signatures
from plenaria.formats.signatures import SigningKey
from plenaria.verify import check_signature

MESSAGE = b'{"files":{},"form":"plenaria-bundle-1"}'
ssh_keygen = pytest.mark.skipif(shutil.which("ssh-keygen") is None, reason="ssh-keygen is not installed")
openssl = pytest.mark.skipif(shutil.which("openssl") is None, reason="openssl is not installed")


def key() -> SigningKey:
    made = SigningKey.from_pem(SigningKey.generate().to_pem())
    assert isinstance(made, SigningKey)
    return made


def run(*command: str | Path, given: bytes = b"") -> subprocess.CompletedProcess[bytes]:
    return subprocess.run([*map(str, command)], input=given, capture_output=True, check=False)


@ssh_keygen
def test_ssh_keygen_verifies_the_signature_and_refuses_another_message(tmp_path: Path) -> None:
    seal = key()
    (tmp_path / "signers").write_bytes(sshsig.allowed_signers(seal.public_key))
    (tmp_path / "sig").write_bytes(seal.sign_ssh(MESSAGE))
    command = ["ssh-keygen", "-Y", "verify", "-f", tmp_path / "signers", "-I", "seal", "-n", "plenaria"]
    good = run(*command, "-s", tmp_path / "sig", given=MESSAGE)
    assert good.returncode == 0, good.stderr
    assert seal.fingerprint in good.stdout.decode()
    assert run(*command, "-s", tmp_path / "sig", given=MESSAGE + b" ").returncode != 0


@ssh_keygen
def test_a_signature_that_ssh_keygen_made_has_our_spelling(tmp_path: Path) -> None:
    run("ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-C", "", "-f", tmp_path / "key")
    (tmp_path / "m").write_bytes(MESSAGE)
    run("ssh-keygen", "-q", "-Y", "sign", "-f", tmp_path / "key", "-n", "plenaria", tmp_path / "m")
    written = (tmp_path / "m.sig").read_bytes()
    public_key, signature = sshsig.parse(written)
    assert sshsig.armour(public_key, signature) == written
    assert check_signature(public_key, sshsig.signed_data(MESSAGE), signature)
    shown = run("ssh-keygen", "-l", "-f", tmp_path / "key.pub").stdout.decode()
    assert shown.split()[1] == sshsig.fingerprint(public_key)


@openssl
def test_openssl_verifies_the_raw_signature_and_refuses_another_message(tmp_path: Path) -> None:
    seal = key()
    (tmp_path / "seal.pem").write_bytes(sshsig.spki_pem(seal.public_key))
    (tmp_path / "m").write_bytes(MESSAGE)
    (tmp_path / "sig").write_bytes(seal.sign(MESSAGE))
    command = ["openssl", "pkeyutl", "-verify", "-pubin", "-inkey", tmp_path / "seal.pem", "-rawin"]
    good = run(*command, "-in", tmp_path / "m", "-sigfile", tmp_path / "sig")
    assert good.returncode == 0, good.stderr
    (tmp_path / "m").write_bytes(MESSAGE + b" ")
    assert run(*command, "-in", tmp_path / "m", "-sigfile", tmp_path / "sig").returncode != 0


def test_a_key_comes_back_from_its_encrypted_file_with_its_passphrase_alone() -> None:
    seal = key()
    pem = seal.to_pem("по звёздам 1924")
    again = SigningKey.from_pem(pem, "по звёздам 1924")
    assert isinstance(again, SigningKey)
    assert again.public_key == seal.public_key
    assert SigningKey.from_pem(pem, "wrong") == unacceptable("key-passphrase-wrong")
    assert SigningKey.from_pem(pem) == unacceptable("key-passphrase-missing")
    assert SigningKey.from_pem(b"no key") == unacceptable("key-unreadable")


def test_a_key_does_not_show_itself() -> None:
    assert repr(key()) == "SigningKey()"


def test_a_key_file_is_its_owners_alone_and_never_overwritten(tmp_path: Path) -> None:
    path, pem = tmp_path / "log.key", key().to_pem()
    signatures.keep(path, pem)
    assert path.stat().st_mode & 0o777 == 0o600
    assert signatures.kept(path) == pem
    with pytest.raises(FileExistsError):
        signatures.keep(path, pem)
    path.chmod(0o640)
    assert signatures.kept(path) == unacceptable("key-file-open-to-others", path=str(path))


def test_checkpoints_are_signed_by_the_log_and_by_a_teller() -> None:
    log, teller = key(), key()
    head = Checkpoint("stargazers.example/journal", 7, bytes(32))
    note = signatures.cosign_checkpoint(signatures.sign_checkpoint(head, "stargazers.example", log), "teller", teller)
    for name, signer in (("stargazers.example", log), ("teller", teller)):
        assert checkpoint.open_note(note, VerifierKey(name, signer.public_key), check_signature) == head


def test_the_certificate_names_the_body_and_holds_the_pdf_key() -> None:
    seal = key()
    given = x509.load_pem_x509_certificate(
        signatures.certificate(seal, "Stargazers' Federation", datetime(2026, 5, 9, 14, 3, tzinfo=UTC))
    )
    assert given.public_key() == seal.pdf_key().public_key()
    assert given.subject.rfc4514_string() == "O=Stargazers' Federation,CN=Stargazers' Federation"
    given.verify_directly_issued_by(given)


@pytest.mark.parametrize("place", range(0, 300, 7))
def test_a_signature_file_has_one_spelling(place: int) -> None:
    written = bytearray(key().sign_ssh(MESSAGE))
    seal = sshsig.parse(bytes(written))
    written[place % len(written)] ^= 1
    try:
        changed = sshsig.parse(bytes(written))
    except ValueError:
        return
    assert changed != seal
