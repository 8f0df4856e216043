"""Verifying what a stranger hands in, in a process of its own (``plenaria.verify`` does the work)."""

import json
from dataclasses import dataclass
from hashlib import sha256

from plenaria.core.journal import archive, canonical
from plenaria.core.journal.promises import Finding, Report
from plenaria.core.refusal import Refusal
from plenaria.formats.isolation import run_isolated
from plenaria.verify import verify

SECONDS = 20


@dataclass(frozen=True, slots=True, kw_only=True)
class Verified:
    """The report, and which resolution a bundle says that it is; all empty where it says nothing."""

    report: Report
    manifest_sha256: str = ""
    address: str = ""
    body: str = ""
    number: str = ""


def verify_isolated(data: bytes, trusted_key: str = "") -> Verified | Refusal:
    """What ``plenaria.verify.verify`` reports of a bundle or a receipt, from a child process.

    Refused: ``file-too-slow``, ``file-broken`` where the child died.
    """
    answered = run_isolated("plenaria.formats.verifying:answer", data, {"trusted_key": trusted_key}, seconds=SECONDS)
    if isinstance(answered, Refusal):
        return answered
    whole = json.loads(answered)
    findings = tuple(
        Finding(each["promise"], each["outcome"], each["code"], each["data"]) for each in whole["report"]["findings"]
    )
    return Verified(report=Report(whole["report"]["subject"], findings), **whole["about"])


def answer(data: bytes, trusted_key: str) -> bytes:
    """The child's part."""
    report = verify(data, trusted_key=trusted_key or None)
    return json.dumps({"report": report.to_data(), "about": _about(data)}).encode("ascii")


def _about(data: bytes) -> dict[str, str]:
    files = archive.unpack(data).files
    if archive.MANIFEST not in files:
        return {}
    said = {"manifest_sha256": sha256(files[archive.MANIFEST]).hexdigest()}
    try:
        resolution = canonical.decode(files.get(archive.RESOLUTION, b""))
    except ValueError:
        return said
    known = resolution if isinstance(resolution, dict) else {}
    return said | {key: str(known.get(key, "")) for key in ("address", "body", "number")}
