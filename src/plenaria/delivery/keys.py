"""The two keys of an installation, in the folder ``keys`` of its data (design: seal.md).

The log key signs checkpoints unattended. The seal key is encrypted; its passphrase is typed when something is sealed
and kept nowhere.
"""

from pathlib import Path
from urllib.parse import urlsplit

from django.conf import settings

from plenaria.core.journal.checkpoint import VerifierKey
from plenaria.core.refusal import Refusal, conflict
from plenaria.formats import signatures
from plenaria.formats.signatures import SigningKey


def _folder() -> Path:
    folder = Path(settings.DATA) / "keys"
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    return folder


def origin() -> str:
    """The name of this journal in its checkpoints: the host at which people reach it."""
    return f"{urlsplit(settings.BASE_URL).hostname or 'localhost'}/journal"


def log_key() -> SigningKey | Refusal:
    """The key of the checkpoints; made at the first need."""
    path = _folder() / "log.pem"
    if not path.exists():
        signatures.keep(path, SigningKey.generate().to_pem())
    pem = signatures.kept(path)
    return pem if isinstance(pem, Refusal) else SigningKey.from_pem(pem)


def log_verifier() -> VerifierKey | Refusal:
    """The name and public key by which others check the checkpoints."""
    key = log_key()
    return key if isinstance(key, Refusal) else VerifierKey(origin(), key.public_key)


def has_seal_key() -> bool:
    """Whether a seal key was made."""
    return (_folder() / "seal.pem").exists()


def make_seal_key(passphrase: str) -> SigningKey:
    """Make the seal key. Raises ``FileExistsError`` where there is one: a key is never overwritten."""
    key = SigningKey.generate()
    signatures.keep(_folder() / "seal.pem", key.to_pem(passphrase))
    return key


def unlock_seal_key(passphrase: str) -> SigningKey | Refusal:
    """The seal key. Refuses ``seal-key-missing``, ``key-passphrase-missing`` and ``key-passphrase-wrong``."""
    if not has_seal_key():
        return conflict("seal-key-missing")
    pem = signatures.kept(_folder() / "seal.pem")
    return pem if isinstance(pem, Refusal) else SigningKey.from_pem(pem, passphrase)
