"""The verifier, alone: what a sealed bundle or a receipt promises, and whether it holds.

    python -m plenaria.verify BUNDLE.zip [--key SHA256:…] [--json]

It needs the standard library and ``cryptography``, no Django, no database and no network. For each promise it says
*holds*, *broken* and where, or *not checked* and why; docs/seal.md says what each promise means and where it ends.
A promise about the journal is only checked on entries that are proved to be in the signed tree.
"""

import json
import sys
from argparse import ArgumentParser
from collections.abc import Mapping, Sequence
from functools import partial
from hashlib import sha256
from pathlib import Path

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

from plenaria.core.journal import archive, canonical, checkpoint, entry, merkle, recount, sshsig
from plenaria.core.journal.canonical import Value
from plenaria.core.journal.checkpoint import Checkpoint, VerifierKey, from_base64
from plenaria.core.journal.entry import Entry
from plenaria.core.journal.promises import HOLDS, NOT_CHECKED, Broken, Data, Finding, NotChecked, Report, settle
from plenaria.core.journal.recount import mapping, text, texts, whole

type Files = Mapping[str, bytes]

ADOPTING = ("text-adopted", "corrigendum-issued")
"""The entries that fix a text by its hashes: that of a resolution, or that of a corrigendum to one."""


def verify(data: bytes, *, trusted_key: str | None = None) -> Report:
    """What became of each promise of a bundle or a receipt.

    ``trusted_key`` is known from elsewhere: for a bundle the seal key's fingerprint (``SHA256:…``) or its line in a
    ``.pub`` file, for a receipt the log's verifier key. Without it, the key in the bundle speaks only for itself.
    """
    return _receipt(data, trusted_key) if data[:1] == b"{" else _bundle(data, trusted_key)


def check_signature(public_key: bytes, message: bytes, signature: bytes) -> bool:
    """Whether a raw Ed25519 signature (RFC 8032) is good."""
    try:
        Ed25519PublicKey.from_public_bytes(public_key).verify(signature, message)
    except (InvalidSignature, ValueError):
        return False
    return True


# A bundle


def _bundle(data: bytes, trusted_key: str | None) -> Report:
    unpacked = archive.unpack(data)
    files = unpacked.files
    findings = [settle("archive", partial(_archive, unpacked))]
    if archive.MANIFEST not in files:
        return Report("bundle", tuple(findings))
    findings += [
        settle("files", partial(_files, files)),
        settle("signature", partial(_signature, files)),
        settle("raw-signature", partial(_raw_signature, files)),
        settle("key", partial(_key, files, trusted_key)),
        settle("checkpoint", partial(_checkpoint, files)),
    ]
    entries: list[Entry] = []
    findings.append(settle("entries", partial(_entries, files, entries)))
    proved = entries if all(each.outcome == HOLDS for each in findings[-2:]) else None
    findings += [
        settle("text", partial(_text, files, proved)),
        settle("translations", partial(_translations, files, proved)),
        *_votes(files, proved),
        Finding("pdf-signature", NOT_CHECKED, "ask-a-pdf-reader" if archive.CERTIFICATE in files else "no-certificate"),
        Finding("time-stamp", NOT_CHECKED, "no-time-stamp"),
    ]
    return Report("bundle", tuple(findings))


def _archive(unpacked: archive.Unpacked) -> Data:
    if unpacked.fault:
        raise Broken(unpacked.fault, file=unpacked.where)
    missing = sorted(archive.REQUIRED - unpacked.files.keys())
    if missing:
        raise Broken("file-missing", file=missing[0])
    return {"files": len(unpacked.files)}


def _files(files: Files) -> Data:
    """Every file has its hash in the manifest, and every hash its file."""
    manifest = mapping(canonical.decode(files[archive.MANIFEST]))
    if manifest.keys() != {"form", "files"} or manifest["form"] != "plenaria-bundle-1":
        raise Broken("manifest-form")
    listed = texts(manifest["files"])
    given = files.keys() - archive.UNLISTED
    for name in sorted(listed.keys() | given):
        if name not in given:
            raise Broken("file-missing", file=name)
        if name not in listed:
            raise Broken("file-extra", file=name)
        if sha256(files[name]).hexdigest() != listed[name]:
            raise Broken("file-changed", file=name)
    return {"files": len(listed)}


def _signature(files: Files) -> Data:
    """The manifest is signed by the seal key, whose spellings in the bundle are all the same key."""
    public_key, signature = sshsig.parse(_file(files, archive.SSH_SIGNATURE))
    spellings = {
        archive.SEAL_KEY: sshsig.openssh_key,
        archive.SEAL_PEM: sshsig.spki_pem,
        archive.ALLOWED_SIGNERS: sshsig.allowed_signers,
    }
    for name, spell in spellings.items():
        if _file(files, name) != spell(public_key):
            raise Broken("another-key", file=name)
    if not check_signature(public_key, sshsig.signed_data(files[archive.MANIFEST]), signature):
        raise Broken("bad-signature", file=archive.SSH_SIGNATURE)
    return {"key": sshsig.fingerprint(public_key)}


def _raw_signature(files: Files) -> Data | None:
    if archive.RAW_SIGNATURE not in files:
        raise NotChecked("no-raw-signature")
    public_key = sshsig.parse_openssh_key(_file(files, archive.SEAL_KEY))
    if not check_signature(public_key, files[archive.MANIFEST], files[archive.RAW_SIGNATURE]):
        raise Broken("bad-signature", file=archive.RAW_SIGNATURE)
    return None


def _key(files: Files, trusted_key: str | None) -> Data:
    """The seal key is the one that the reader trusts."""
    public_key = sshsig.parse_openssh_key(_file(files, archive.SEAL_KEY))
    found = sshsig.fingerprint(public_key)
    if trusted_key is None:
        raise NotChecked("self-stated-key", key=found)
    line = sshsig.openssh_key(public_key).decode().strip()
    if trusted_key.strip() not in (found, line) and not trusted_key.startswith(f"{line} "):
        raise Broken("another-key", key=found)
    return {"key": found}


def _checkpoint(files: Files) -> Data:
    """The log whose key is in the bundle signed the checkpoint."""
    log = VerifierKey.parse(_file(files, archive.LOG_KEY).decode().removesuffix("\n"))
    return _signed_head(_file(files, archive.CHECKPOINT), log)


def _signed_head(note: bytes, log: VerifierKey) -> Data:
    head = checkpoint.open_note(note, log, check_signature)
    if head is None:
        raise Broken("bad-signature", file=archive.CHECKPOINT)
    return {"origin": head.origin, "size": head.size, "root": head.root.hex(), "log": log.encode()}


def _entries(files: Files, entries: list[Entry]) -> Data:
    """Every entry in the bundle is in the tree of the checkpoint. Leaves the entries in ``entries``."""
    head = Checkpoint.parse(checkpoint.Note.parse(_file(files, archive.CHECKPOINT)).text)
    leaves: dict[int, bytes] = {}
    for line in _file(files, archive.ENTRIES).removesuffix(b"\n").split(b"\n"):
        index, _, leaf = line.partition(b" ")
        leaves[int(index)] = leaf
    if files[archive.ENTRIES] != b"".join(b"%d %b\n" % each for each in sorted(leaves.items())):
        raise Broken("entries-form")
    proof = [from_base64(line) for line in _file(files, archive.INCLUSION).decode().split("\n")[:-1]]
    hashes = {index: merkle.leaf_hash(leaf) for index, leaf in leaves.items()}
    if not merkle.verify_set(hashes, head.size, proof, head.root):
        raise Broken("not-in-tree")
    entries += (entry.read(leaf) for leaf in leaves.values())
    return {"entries": len(entries)}


def _text(files: Files, entries: Sequence[Entry] | None) -> Data:
    """The texts are those whose hashes the journal holds as adopted, and the poll that adopted them says so."""
    adoption = _adoption(entries)
    adopted = texts(adoption.get("text_sha256"))
    for language, digest in sorted(adopted.items()):
        name = f"{archive.TEXTS}{language}.json"
        if name not in files:
            raise Broken("file-missing", file=name)
        if sha256(files[name]).hexdigest() != digest:
            raise Broken("text-differs", file=name)
    number = mapping(canonical.decode(_file(files, archive.RESOLUTION))).get("number")
    later = [each.data["number"] for each in entries or () if each.kind == "address-changed" and "number" in each.data]
    if (later[-1] if later else adoption.get("number", number)) != number:
        raise Broken("number-differs", file=archive.RESOLUTION)
    poll = adoption.get("poll")
    declared = [each.data for each in entries or () if each.kind == "poll-declared" and each.subject == poll]
    if poll and not (declared and declared[-1].get("outcome") == "adopted"):
        raise Broken("not-adopted", poll=str(poll))
    return {"languages": ", ".join(sorted(adopted))}


def _adoption(entries: Sequence[Entry] | None) -> Mapping[str, Value]:
    if entries is None:
        raise NotChecked("entries-not-proved")
    adoptions = [each for each in entries if each.kind in ADOPTING]
    if len(adoptions) != 1:
        raise Broken("no-adoption" if not adoptions else "several-adoptions")
    if not adoptions[0].data.get("text_sha256"):
        raise Broken("no-adoption")
    return adoptions[0].data


def _translations(files: Files, entries: Sequence[Entry] | None) -> None:
    """No text is in the bundle that was not adopted."""
    adopted = {f"{archive.TEXTS}{language}.json" for language in texts(_adoption(entries).get("text_sha256"))}
    others = sorted(name for name in files if name.startswith(archive.TEXTS) and name not in adopted)
    if others:
        raise NotChecked("not-among-the-adopted", file=others[0])


def _votes(files: Files, entries: Sequence[Entry] | None) -> tuple[Finding, Finding]:
    if archive.VOTES not in files or entries is None:
        why = "no-votes" if entries is not None else "entries-not-proved"
        return Finding("roll", NOT_CHECKED, why), Finding("votes", NOT_CHECKED, why)
    polls: list[recount.PollRecord] = []

    def votes() -> Data:
        polls.extend(recount.read(files[archive.VOTES]))
        return recount.check_votes(polls, entries)

    counted = settle("votes", votes)
    return settle("roll", lambda: recount.check_rolls(polls, entries)), counted


def _file(files: Files, name: str) -> bytes:
    if name not in files:
        raise Broken("file-missing", file=name)
    return files[name]


# A receipt


def _receipt(data: bytes, trusted_key: str | None) -> Report:
    try:
        members = mapping(canonical.decode(data.removesuffix(b"\n")))
        if members.get("form") != "plenaria-receipt-1":
            raise ValueError("not of the form plenaria-receipt-1")
        log = VerifierKey.parse(text(members.get("log")))
        note = text(members.get("checkpoint")).encode()
        head = Checkpoint.parse(checkpoint.Note.parse(note).text)
    except ValueError as error:
        return Report("receipt", (Finding("receipt", "broken", "unreadable", {"reason": str(error)[:200]}),))

    def key() -> Data:
        if trusted_key is None:
            raise NotChecked("self-stated-key", key=log.encode())
        if trusted_key.strip() != log.encode():
            raise Broken("another-key", key=log.encode())
        return {"key": log.encode()}

    def entries() -> Data:
        leaf, index, proof = text(members.get("leaf")), whole(members.get("index")), members.get("proof")
        hashes = [from_base64(text(each)) for each in proof] if isinstance(proof, list) else []
        if not merkle.verify_inclusion(merkle.leaf_hash(leaf.encode()), index, head.size, hashes, head.root):
            raise Broken("not-in-tree")
        read = entry.read(leaf.encode())
        return {"kind": read.kind, "at": read.at, "subject": read.subject, "index": index}

    signed = settle("checkpoint", lambda: _signed_head(note, log))
    return Report("receipt", (settle("key", key), signed, settle("entries", entries)))


# The command

ENGLISH = {
    "archive": "The archive is whole, with nothing hidden in it",
    "files": "Every file is as the manifest says, and none is missing or added",
    "signature": "The manifest is signed by the seal key",
    "raw-signature": "The second signature, for openssl, is good",
    "key": "The key is the one you trust",
    "checkpoint": "The journal's checkpoint is signed by its key",
    "entries": "Every entry shown is in the journal under that checkpoint",
    "text": "The text is the one that was adopted",
    "translations": "No other text lies beside it",
    "roll": "The roll of each poll is the one frozen when it opened",
    "votes": "The votes, counted again, make the declared result",
    "pdf-signature": "The PDF is signed",
    "time-stamp": "A time-stamp authority confirms the date",
    "receipt": "The receipt can be read",
}


def main(arguments: Sequence[str] | None = None) -> int:
    """The command; 0 if nothing is broken, 1 if something is, 2 if the file can't be opened."""
    parser = ArgumentParser(prog="plenaria.verify", description="Check a sealed bundle or a receipt, offline.")
    parser.add_argument("file", type=Path, help="the bundle (.zip) or the receipt (.json)")
    parser.add_argument("--key", help="the key you trust: the seal key's SHA256:… fingerprint, or the log's key")
    parser.add_argument("--json", action="store_true", help="write the findings as JSON")
    given = parser.parse_args(arguments)
    try:
        data = given.file.read_bytes()
    except OSError as error:
        sys.stderr.write(f"{given.file}: {error.strerror}\n")
        return 2
    report = verify(data, trusted_key=given.key)
    sys.stdout.write(json.dumps(report.to_data(), indent=2) + "\n" if given.json else _told(report))
    return 0 if report.sound else 1


def _told(report: Report) -> str:
    lines = [_line(finding) for finding in report.findings]
    verdict = "Nothing is broken." if report.sound else "BROKEN: do not rely on this file."
    return "\n".join([*lines, "", verdict, ""])


def _line(finding: Finding) -> str:
    told = finding.outcome.replace("-", " ")
    detail = ", ".join(f"{name} {value}" for name, value in finding.data.items() if value != "")
    reason = ": ".join(part for part in (finding.code.replace("-", " "), detail) if part)
    return f"{told:<12} {ENGLISH[finding.promise]}" + (f" ({reason})" if reason else "")


if __name__ == "__main__":
    sys.exit(main())
