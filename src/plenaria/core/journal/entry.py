"""Entries of the journal: what was done, when, by whom, to what; and the bytes that enter the tree.

Rules:

- ``KINDS`` is closed. What is shown to people is rendered from kind and data when it is shown.
- ``data`` holds strings, whole numbers and lists and objects of them; a document enters by its SHA-256 (``documents``).
- Nothing personal enters in clear. A personal field enters as ``commitment``; its value and salt live in a table that
  can be erased, after which the entry still proves that something was recorded, and no longer what.
- ``actor`` and ``subject`` are opaque ids (``person/7f3a``, ``poll/12``), never names.
"""

import hmac
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from types import MappingProxyType
from unicodedata import normalize

from plenaria.core.journal import canonical
from plenaria.core.journal.canonical import Value

VERSION = 1

KINDS = frozenset(
    {
        # the journal, its keys, its losses
        "journal-opened",
        "key-changed",
        "restored",
        "erasure",
        "correction",
        # bodies and people
        "body-founded",
        "body-changed",
        "person-added",
        "person-changed",
        "membership-started",
        "membership-ended",
        "role-granted",
        "role-revoked",
        "party-added",
        "party-changed",
        "token-made",
        "token-revoked",
        "criterion-laid-down",
        "criterion-changed",
        "criterion-dropped",
        # meetings
        "meeting-planned",
        "meeting-changed",
        "meeting-convened",
        "meeting-opened",
        "meeting-suspended",
        "meeting-resumed",
        "meeting-closed",
        "meeting-cancelled",
        "meeting-voided",
        "layout-chosen",
        "agenda-changed",
        "item-opened",
        "item-closed",
        "item-postponed",
        "item-file-laid",
        "item-file-changed",
        "item-file-removed",
        "speaker-listed",
        "speaker-called",
        "speaker-left",
        "speaker-moved",
        "speech-paused",
        "speech-resumed",
        "speech-ended",
        "time-given",
        "speakers-closed",
        "speakers-reopened",
        "debate-changed",
        # credentials and presence
        "credential-invited",
        "credential-registered",
        "credential-decided",
        "credential-withdrawn",
        "credential-replaced",
        "credential-changed",
        "finding-recorded",
        "pins-asked",
        "badge-issued",
        "badge-used",
        "proxy-given",
        "proxy-ended",
        "presence-recorded",
        # texts, before their adoption
        "text-imported",
        "text-revised",
        "text-tabled",
        "clause-shown",
        "amendment-submitted",
        "amendment-ruled",
        "amendment-worded",
        "amendment-decided",
        "resolution-state",
        # polls
        "poll-prepared",
        "poll-opened",
        "poll-extended",
        "roll-frozen",
        "vote-cast",
        "vote-corrected",
        "seat-called",
        "hands-counted",
        "ballots-counted",
        "poll-closed",
        "poll-declared",
        "poll-voided",
        "lot-drawn",
        # texts, from their adoption on
        "text-adopted",
        "text-rejected",
        "text-sealed",
        "text-taken-over",
        "paper-left-out",
        "citation-settled",
        "published",
        "publication-struck",
        "publication-rule-laid-down",
        "consent-recorded",
        "address-changed",
        "subjects-changed",
        "corrigendum-issued",
        "validity-changed",
        # follow-up
        "plan-confirmed",
        "commitment-updated",
        "update-corrected",
        "commitment-detailed",
        "commitment-inherited",
        "handing-over-proposed",
        "commitment-handed-over",
        "calendar-changed",
        "milestone-done",
        "programme-changed",
        "implementing-changed",
        "nomination-made",
        "nomination-changed",
        "nomination-decided",
        "nomination-reported",
        "dispatched",
        "letter-delivered",
        "letter-bounced",
        "letter-opened",
        "letter-dropped",
        "letter-words-changed",
        "mail-removed",
        "acknowledged",
        "answered",
        "answer-shown",
        "report-prepared",
        "report-frozen",
        "report-tabled",
        "report-decided",
        "dissent-recorded",
        "dissent-withdrawn",
        "minutes-approved",
        "minutes-revised",
    }
)
"""Everything that the journal can say. A kind is never renamed or removed: old entries must stay readable."""

_INSTANT = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z", re.ASCII)
_MEMBERS = frozenset({"v", "kind", "at", "actor", "subject", "data"})


@dataclass(frozen=True, slots=True)
class Entry:
    """One thing that was done. ``at`` is UTC to the millisecond: ``2026-05-09T14:03:22.120Z`` (see ``instant``).

    Raises ``ValueError`` for a kind that is not in ``KINDS`` and for any other way of writing the time.
    """

    kind: str
    at: str
    actor: str
    subject: str
    data: Mapping[str, Value] = field(default_factory=lambda: MappingProxyType({}))

    def __post_init__(self) -> None:
        if self.kind not in KINDS:
            raise ValueError(f"{self.kind!r} is not a kind of entry")
        if not _INSTANT.fullmatch(self.at):
            raise ValueError(f"{self.at!r} is not UTC to the millisecond")


def leaf(entry: Entry) -> bytes:
    """The bytes of the entry that enter the tree; strings are put in normalisation form C.

    Raises ``ValueError`` for data outside the canonical domain and for a leaf longer than ``canonical.MAX_LEAF`` bytes.
    """
    value: dict[str, Value] = {
        "v": VERSION,
        "kind": entry.kind,
        "at": entry.at,
        "actor": entry.actor,
        "subject": entry.subject,
        "data": entry.data,
    }
    encoded = canonical.encode_normalised(value)
    if len(encoded) > canonical.MAX_LEAF:
        raise ValueError(f"an entry of {len(encoded)} bytes; {canonical.MAX_LEAF} is the most")
    return encoded


def read(data: bytes) -> Entry:
    """The entry that a leaf holds. Raises ``ValueError`` for bytes that ``leaf`` would not have written."""
    value = canonical.decode(data)
    if not isinstance(value, Mapping) or set(value) != _MEMBERS or value["v"] != VERSION:
        raise ValueError("not an entry of the journal")
    kind, at, actor, subject, content = (value[name] for name in ("kind", "at", "actor", "subject", "data"))
    if not (isinstance(kind, str) and isinstance(at, str) and isinstance(actor, str) and isinstance(subject, str)):
        raise ValueError("kind, time, actor and subject are strings")
    if not isinstance(content, Mapping):
        raise ValueError("the data of an entry is an object")
    return Entry(kind, at, actor, subject, content)


def instant(moment: datetime) -> str:
    """A moment as entries write it. Raises ``ValueError`` for a time without a zone."""
    if moment.tzinfo is None:
        raise ValueError("a moment without a time zone")
    return moment.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%S.") + f"{moment.microsecond // 1000:03d}Z"


def commitment(salt: bytes, field: str, value: str) -> str:
    """What stands in the journal for a personal field: HMAC-SHA-256 in hex, keyed by a random salt.

    Raises ``ValueError`` for a salt under 16 bytes: with a short one a name could be guessed back.
    """
    if len(salt) < 16:
        raise ValueError("a salt has at least 16 bytes")
    return hmac.digest(salt, f"{field}\0{normalize('NFC', value)}".encode(), "sha256").hex()
