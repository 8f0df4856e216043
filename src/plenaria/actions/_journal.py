"""Appending to the journal, inside the transaction of what it records; the head row is locked last."""

import secrets
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from plenaria.actions.checkpoints import sign_appended
from plenaria.core.journal import entry as entries
from plenaria.core.journal.canonical import Value
from plenaria.core.journal.merkle import Frontier, leaf_hash, place
from plenaria.store import notices, rows
from plenaria.store.models import Head, Leaf, Node, PersonalField


@dataclass(frozen=True, slots=True, kw_only=True)
class Pending:
    """An entry that waits for its number."""

    kind: str
    at: datetime
    actor: str
    subject: str
    body: str
    meeting: str
    data: Mapping[str, Value]
    personal: Mapping[str, str]


def append(pending: Sequence[Pending]) -> tuple[int, ...]:
    """Append the entries in order and return their numbers; the head stays locked until the commit."""
    if not pending:
        return ()
    head = Head.objects.select_for_update().get(id=1)
    frontier = Frontier(head.size, tuple(bytes.fromhex(each) for each in head.frontier))
    numbers = tuple(range(head.size, head.size + len(pending)))
    instants = {moment: entries.instant(moment) for moment in {each.at for each in pending}}
    data: list[bytes] = []
    fields: list[PersonalField] = []
    for number, waiting in zip(numbers, pending, strict=True):
        commitments, kept = _commit_to(waiting.personal, number)
        fields += kept
        entry = entries.Entry(
            kind=waiting.kind,
            at=instants[waiting.at],
            actor=waiting.actor,
            subject=waiting.subject,
            data={**waiting.data, **commitments} if commitments else waiting.data,
        )
        data.append(entries.leaf(entry))
    hashes = [leaf_hash(each) for each in data]
    frontier, nodes = frontier.extend(hashes)
    rows.insert(
        Leaf,
        {
            "index": numbers,
            "kind": [each.kind for each in pending],
            "at": [each.at for each in pending],
            "subject": [each.subject for each in pending],
            "body_id": [each.body for each in pending],
            "meeting_id": [each.meeting for each in pending],
            "data": data,
            "hash": hashes,
        },
    )
    # The nodes over one leaf are the hashes beside the leaves.
    over = [(place(level, index), digest) for level, index, digest in nodes if level]
    rows.insert(Node, {"place": [number for number, _ in over], "hash": [digest for _, digest in over]})
    PersonalField.objects.bulk_create(fields)
    head.size, head.frontier = frontier.size, [each.hex() for each in frontier.hashes]
    head.save(update_fields=("size", "frontier"))
    notices.announce(head.size)
    sign_appended({each.kind for each in pending}, frontier, pending[-1].at)
    return numbers


def _commit_to(personal: Mapping[str, str], leaf: int) -> tuple[dict[str, Value], list[PersonalField]]:
    """Personal fields as HMACs for the entry, and the rows that can be erased."""
    commitments: dict[str, Value] = {}
    kept = []
    for field, value in personal.items():
        salt = secrets.token_bytes(32)
        commitments[field] = entries.commitment(salt, field, value)
        kept.append(PersonalField(leaf=leaf, field=field, value=value, salt=salt))
    return commitments, kept
