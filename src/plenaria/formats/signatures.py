"""Keys and signatures.

Two Ed25519 keys, for two purposes:

- the **log key** signs checkpoints unattended; its file is not encrypted and readable by its owner alone;
- the **seal key** signs bundles; its file is encrypted, and somebody types the passphrase on the page of the adoption.

A PDF is signed with a third, P-256 key, since PDF readers don't know Ed25519. It is derived from the seal key, so there
is one file to keep and one passphrase; its certificate lies in the bundle, under the seal key's signature.
"""

import os
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from pathlib import Path
from typing import Self

from cryptography import x509
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from cryptography.hazmat.primitives.serialization import (
    BestAvailableEncryption,
    Encoding,
    NoEncryption,
    PrivateFormat,
    load_pem_private_key,
)
from cryptography.x509.oid import NameOID

from plenaria.core.journal import checkpoint, sshsig
from plenaria.core.journal.checkpoint import Checkpoint, VerifierKey
from plenaria.core.refusal import Refusal, unacceptable
from plenaria.formats import on_disk

_P256_ORDER = 0xFFFFFFFF00000000FFFFFFFFFFFFFFFFBCE6FAADA7179E84F3B9CAC2FC632551
_CERTIFICATE_LIFE = timedelta(days=3653)


@dataclass(frozen=True, slots=True)
class SigningKey:
    """An Ed25519 key that can sign. It never shows its private half except as a PEM file's bytes."""

    _private: Ed25519PrivateKey = field(repr=False)

    @classmethod
    def generate(cls) -> Self:
        """A new key from the system's randomness."""
        return cls(Ed25519PrivateKey.generate())

    @classmethod
    def from_pem(cls, pem: bytes, passphrase: str | None = None) -> "SigningKey | Refusal":
        """The key in a PKCS 8 file.

        Refuses ``key-unreadable``, ``key-passphrase-missing`` and ``key-passphrase-wrong``.
        """
        encrypted = b"BEGIN ENCRYPTED PRIVATE KEY" in pem
        if encrypted and not passphrase:
            return unacceptable("key-passphrase-missing")
        try:
            private = load_pem_private_key(pem, passphrase.encode() if encrypted and passphrase else None)
        except (ValueError, TypeError):
            return unacceptable("key-passphrase-wrong" if encrypted else "key-unreadable")
        if not isinstance(private, Ed25519PrivateKey):
            return unacceptable("key-unreadable")
        return cls(private)

    def to_pem(self, passphrase: str | None = None) -> bytes:
        """The key as a PKCS 8 file, encrypted where there is a passphrase."""
        encryption = BestAvailableEncryption(passphrase.encode()) if passphrase else NoEncryption()
        return self._private.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, encryption)

    @property
    def public_key(self) -> bytes:
        """The 32 bytes of the public key."""
        return self._private.public_key().public_bytes_raw()

    @property
    def fingerprint(self) -> str:
        """As ``ssh-keygen -l`` shows it."""
        return sshsig.fingerprint(self.public_key)

    def sign(self, message: bytes) -> bytes:
        """The raw signature, 64 bytes; ``openssl pkeyutl -verify -rawin`` checks it."""
        return self._private.sign(message)

    def sign_ssh(self, message: bytes) -> bytes:
        """The signature file that ``ssh-keygen -Y verify`` checks."""
        return sshsig.armour(self.public_key, self.sign(sshsig.signed_data(message)))

    def pdf_key(self) -> ec.EllipticCurvePrivateKey:
        """The P-256 key for PDF files; always the same for one seal key (HKDF, RFC 5869)."""
        # 48 bytes reduced by a 32-byte order leave no bias that matters (FIPS 186-5, A.2.1)
        stream = HKDF(SHA256(), 48, salt=None, info=b"plenaria pdf signature P-256")
        number = int.from_bytes(stream.derive(self._private.private_bytes_raw()))
        return ec.derive_private_key(number % (_P256_ORDER - 1) + 1, ec.SECP256R1())


def sign_checkpoint(head: Checkpoint, name: str, key: SigningKey) -> bytes:
    """The signed note of a checkpoint, by the log whose key has this name."""
    verifier = VerifierKey(name, key.public_key)
    return checkpoint.note(head, verifier.name, verifier.key_id, key.sign(head.body()))


def cosign_checkpoint(note: bytes, name: str, key: SigningKey) -> bytes:
    """The note with a teller's signature added. Raises ``ValueError`` for bytes that are no note."""
    verifier = VerifierKey(name, key.public_key)
    return checkpoint.cosigned(note, name, verifier.key_id, key.sign(checkpoint.Note.parse(note).text))


def certificate(key: SigningKey, name: str, at: datetime) -> bytes:
    """A self-signed X.509 certificate (PEM) for the seal key's PDF key, in the name of a body, for ten years.

    No authority vouches for it: a reader shows the name, and whoever wants to be sure compares the fingerprint.
    """
    private = key.pdf_key()
    public = private.public_key()
    # An attribute holds 64 bytes here (RFC 5280 says characters, the library counts UTF-8): Cyrillic takes two each.
    short = name.encode()[:64].decode(errors="ignore")
    subject = x509.Name(
        [x509.NameAttribute(NameOID.COMMON_NAME, short), x509.NameAttribute(NameOID.ORGANIZATION_NAME, short)]
    )
    usage = x509.KeyUsage(
        digital_signature=True,
        content_commitment=True,
        key_encipherment=False,
        data_encipherment=False,
        key_agreement=False,
        key_cert_sign=False,
        crl_sign=False,
        encipher_only=False,
        decipher_only=False,
    )
    built = (
        x509.CertificateBuilder()
        .subject_name(subject)
        .issuer_name(subject)
        .public_key(public)
        .serial_number(x509.random_serial_number())
        .not_valid_before(at - timedelta(minutes=5))
        .not_valid_after(at + _CERTIFICATE_LIFE)
        .add_extension(x509.BasicConstraints(ca=False, path_length=None), critical=True)
        .add_extension(usage, critical=True)
        .add_extension(x509.SubjectKeyIdentifier.from_public_key(public), critical=False)
        .sign(private, SHA256())
    )
    return built.public_bytes(Encoding.PEM)


def keep(path: Path, pem: bytes) -> None:
    """Write a new key file that its owner alone can read (mode 0600), and see it on disk.

    Raises ``FileExistsError``: a key is never overwritten.
    """
    on_disk.make(path, pem)


def kept(path: Path) -> bytes | Refusal:
    """The bytes of a key file. Refuses ``key-file-open-to-others`` (path) if group or others can touch it."""
    if os.name == "posix" and path.stat().st_mode & 0o077:
        return unacceptable("key-file-open-to-others", path=str(path))
    return path.read_bytes()
