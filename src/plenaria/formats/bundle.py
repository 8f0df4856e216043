"""The sealed bundle: a ZIP that proves a resolution to somebody who trusts neither the server nor its network.

``build`` arranges, hashes and signs; ``plenaria.verify`` checks; the archive's bytes are those of
``core.journal.archive``. See docs/seal.md for what is promised and how to check it by hand.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from hashlib import sha256

from plenaria.core.journal import archive, canonical, merkle, sshsig
from plenaria.core.journal.checkpoint import VerifierKey, to_base64
from plenaria.core.journal.merkle import Nodes
from plenaria.formats.signatures import SigningKey

MANIFEST_FORM = "plenaria-bundle-1"
RECEIPT_FORM = "plenaria-receipt-1"


@dataclass(frozen=True, slots=True, kw_only=True)
class Proof:
    """What the journal says about the resolution.

    ``checkpoint`` is the signed note; ``log`` the key that signed it; ``leaves`` the entries by index, as the journal
    has them, byte for byte; ``hashes`` the proof of all of them together (``merkle.prove_set``) in the
    tree of the checkpoint.
    """

    checkpoint: bytes
    log: VerifierKey
    leaves: Mapping[int, bytes]
    hashes: tuple[bytes, ...]


def prove(checkpoint: bytes, log: VerifierKey, size: int, leaves: Mapping[int, bytes], node: Nodes) -> Proof:
    """The proof that these leaves are in the tree of ``size`` leaves that the checkpoint signs."""
    hashes = merkle.prove_set(leaves, size, node)
    return Proof(checkpoint=checkpoint, log=log, leaves=leaves, hashes=hashes)


def build(files: Mapping[str, bytes], proof: Proof, key: SigningKey, *, certificate: bytes | None = None) -> bytes:
    """The bundle. ``files`` are ``resolution.json``, ``texts/<language>.json``, ``votes.json``
    (``core.journal.recount.write``) and the papers by name.

    Raises ``ValueError`` for a missing ``resolution.json``, a name that is not acceptable, and one that the bundle
    gives itself (``proof/``, ``keys/``, ``manifest``).
    """
    contents = manifested(files, proof, key.public_key, certificate)
    manifest = manifest_of(contents)
    return seal(contents, key.sign_ssh(manifest), key.sign(manifest))


def manifested(
    files: Mapping[str, bytes], proof: Proof, public_key: bytes, certificate: bytes | None = None
) -> dict[str, bytes]:
    """All files that the manifest lists. For a key that signs on another machine: this, ``manifest_of``, ``seal``."""
    taken = [name for name in files if name.startswith(("proof/", "keys/", "manifest."))]
    if taken or archive.RESOLUTION not in files:
        raise ValueError(f"{taken[0]}: a name of the bundle itself" if taken else "no resolution.json")
    contents = dict(files)
    contents[archive.CHECKPOINT] = proof.checkpoint
    contents[archive.ENTRIES] = b"".join(b"%d %b\n" % each for each in sorted(proof.leaves.items()))
    contents[archive.INCLUSION] = "".join(f"{to_base64(each)}\n" for each in proof.hashes).encode()
    contents[archive.SEAL_KEY] = sshsig.openssh_key(public_key)
    contents[archive.SEAL_PEM] = sshsig.spki_pem(public_key)
    contents[archive.ALLOWED_SIGNERS] = sshsig.allowed_signers(public_key)
    contents[archive.LOG_KEY] = f"{proof.log.encode()}\n".encode()
    if certificate is not None:
        contents[archive.CERTIFICATE] = certificate
    return contents


def manifest_of(contents: Mapping[str, bytes]) -> bytes:
    """The bytes of ``manifest.json``: the SHA-256 of each file, in hex."""
    hashes = {name: sha256(data).hexdigest() for name, data in contents.items()}
    return canonical.encode({"form": MANIFEST_FORM, "files": hashes})


def seal(contents: Mapping[str, bytes], ssh_signature: bytes, raw_signature: bytes | None) -> bytes:
    """The bundle of these files and the signatures over their manifest."""
    signed = {**contents, archive.MANIFEST: manifest_of(contents), archive.SSH_SIGNATURE: ssh_signature}
    if raw_signature is not None:
        signed[archive.RAW_SIGNATURE] = raw_signature
    return archive.pack(signed)


def receipt(checkpoint: bytes, log: VerifierKey, index: int, leaf: bytes, proof: Iterable[bytes]) -> bytes:
    """A delegate's receipt: this entry is in the journal under this checkpoint (``merkle.prove_inclusion``)."""
    return canonical.encode(
        {
            "form": RECEIPT_FORM,
            "checkpoint": checkpoint.decode(),
            "log": log.encode(),
            "index": index,
            "leaf": leaf.decode(),
            "proof": [to_base64(each) for each in proof],
        }
    )
