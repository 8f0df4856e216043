from pathlib import Path

import pytest

from plenaria.core.journal.checkpoint import VerifierKey
from plenaria.core.refusal import Refusal, conflict
from plenaria.delivery import keys
from plenaria.formats.signatures import SigningKey


def public(key: SigningKey | Refusal) -> bytes:
    assert isinstance(key, SigningKey), key
    return key.public_key


def test_the_log_key_is_made_once_and_kept_for_its_owner_alone(data: Path) -> None:
    first = public(keys.log_key())
    assert public(keys.log_key()) == first
    assert (data / "keys").stat().st_mode & 0o777 == 0o700
    assert (data / "keys" / "log.pem").stat().st_mode & 0o777 == 0o600


def test_the_journal_is_called_by_the_host_that_people_reach() -> None:
    assert keys.log_verifier() == VerifierKey("council.example/journal", public(keys.log_key()))


def test_the_seal_key_opens_with_its_passphrase_only() -> None:
    assert keys.unlock_seal_key("dark sky") == conflict("seal-key-missing")
    made = keys.make_seal_key("dark sky")
    assert public(keys.unlock_seal_key("dark sky")) == made.public_key
    for wrong, code in (("", "key-passphrase-missing"), ("bright sky", "key-passphrase-wrong")):
        refused = keys.unlock_seal_key(wrong)
        assert isinstance(refused, Refusal)
        assert refused.code == code


def test_a_seal_key_is_never_overwritten() -> None:
    assert not keys.has_seal_key()
    keys.make_seal_key("dark sky")
    assert keys.has_seal_key()
    with pytest.raises(FileExistsError):
        keys.make_seal_key("another")


def test_a_key_that_others_can_read_is_not_used(data: Path) -> None:
    keys.make_seal_key("dark sky")
    path = data / "keys" / "seal.pem"
    path.chmod(0o644)
    refused = keys.unlock_seal_key("dark sky")
    assert isinstance(refused, Refusal)
    assert refused.code == "key-file-open-to-others"
