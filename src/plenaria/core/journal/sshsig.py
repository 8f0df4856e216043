"""Ed25519 public keys and signatures in the spellings that OpenSSH and OpenSSL read.

The signature file is that of ``ssh-keygen -Y`` (openssh-portable, PROTOCOL.sshsig); key lines are those of sshd(8) and
of ALLOWED SIGNERS in ssh-keygen(1); PEM is RFC 7468 over the SubjectPublicKeyInfo of RFC 8410. Each has exactly one
spelling here, and a reader refuses any other, so that no byte of such a file is free.
"""

from base64 import b64encode
from hashlib import sha256, sha512

from plenaria.core.journal.checkpoint import from_base64

NAMESPACE = "plenaria"
"""What the signatures are for; one made for mail or git does not pass."""

PRINCIPAL = "seal"
"""The name of the signer in ``allowed_signers``."""

_MAGIC = b"SSHSIG"
_TYPE = b"ssh-ed25519"
_BEGIN, _END = "-----BEGIN SSH SIGNATURE-----\n", "-----END SSH SIGNATURE-----\n"
_SPKI = bytes.fromhex("302a300506032b6570032100")


def signed_data(message: bytes, namespace: str = NAMESPACE) -> bytes:
    """The bytes that the key signs for ``message``."""
    return _MAGIC + _string(namespace.encode()) + _string(b"") + _string(b"sha512") + _string(sha512(message).digest())


def armour(public_key: bytes, signature: bytes, namespace: str = NAMESPACE) -> bytes:
    """The signature file, from the raw key (32 bytes) and the raw signature (64 bytes)."""
    blob = _MAGIC + (1).to_bytes(4) + _string(_wire(public_key)) + _string(namespace.encode()) + _string(b"")
    blob += _string(b"sha512") + _string(_string(_TYPE) + _string(signature))
    return (_BEGIN + _folded(blob, 70) + _END).encode()


def parse(data: bytes, namespace: str = NAMESPACE) -> tuple[bytes, bytes]:
    """The raw public key and the raw signature in a signature file.

    Raises ``ValueError`` for another algorithm, another namespace, or another spelling than ``armour``'s.
    """
    text = data.decode("ascii")
    blob = from_base64(text.removeprefix(_BEGIN).removesuffix(_END).replace("\n", ""))
    # everything but key and signature is fixed, so their places are too: build it again and compare
    key_at = len(_MAGIC) + 4 + 4 + 4 + len(_TYPE) + 4
    public_key, signature = blob[key_at : key_at + 32], blob[-64:]
    if armour(public_key, signature, namespace) != data:
        raise ValueError(f"not an Ed25519 signature for {namespace}")
    return public_key, signature


def openssh_key(public_key: bytes) -> bytes:
    """The key as a ``.pub`` file of OpenSSH."""
    return f"{_TYPE.decode()} {b64encode(_wire(public_key)).decode()}\n".encode()


def parse_openssh_key(data: bytes) -> bytes:
    """The raw key in what ``openssh_key`` wrote. Raises ``ValueError``."""
    public_key = from_base64(data.decode("ascii").strip().rpartition(" ")[2])[-32:]
    if openssh_key(public_key) != data:
        raise ValueError("not an Ed25519 key as OpenSSH writes it")
    return public_key


def allowed_signers(public_key: bytes, principal: str = PRINCIPAL, namespace: str = NAMESPACE) -> bytes:
    """The line that tells ``ssh-keygen -Y verify`` whose key this is and what it may sign."""
    return f'{principal} namespaces="{namespace}" '.encode() + openssh_key(public_key)


def spki_pem(public_key: bytes) -> bytes:
    """The key as ``openssl`` reads it."""
    return f"-----BEGIN PUBLIC KEY-----\n{_folded(_SPKI + public_key, 64)}-----END PUBLIC KEY-----\n".encode()


def fingerprint(public_key: bytes) -> str:
    """The key's fingerprint as ``ssh-keygen -l`` shows it: ``SHA256:`` and base64 without its filling."""
    return "SHA256:" + b64encode(sha256(_wire(public_key)).digest()).decode().rstrip("=")


def _wire(public_key: bytes) -> bytes:
    return _string(_TYPE) + _string(public_key)


def _string(data: bytes) -> bytes:
    return len(data).to_bytes(4) + data


def _folded(data: bytes, width: int) -> str:
    text = b64encode(data).decode()
    return "".join(f"{text[start : start + width]}\n" for start in range(0, len(text), width))
