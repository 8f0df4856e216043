"""Appending to the journal, inside the transaction of what it records; the head row is locked last."""

import secrets
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from plenaria.core.journal import entry as entries
from plenaria.core.journal.canonical import Value
from plenaria.core.journal.merkle import Frontier, leaf_hash
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
    leaves, nodes, fields = [], [], []
    for waiting in pending:
        index = frontier.size
        commitments, kept = _commit_to(waiting.personal, index)
        data = entries.leaf(
            entries.Entry(
                kind=waiting.kind,
                at=entries.instant(waiting.at),
                actor=waiting.actor,
                subject=waiting.subject,
                data={**waiting.data, **commitments},
            )
        )
        digest = leaf_hash(data)
        frontier, made = frontier.append(digest)
        leaves.append(
            Leaf(
                index=index,
                kind=waiting.kind,
                at=waiting.at,
                subject=waiting.subject,
                body_id=waiting.body,
                meeting_id=waiting.meeting,
                data=data,
                hash=digest,
            )
        )
        nodes += [Node(level=level, index=place, hash=digest) for level, place, digest in made]
        fields += kept
    Leaf.objects.bulk_create(leaves)
    Node.objects.bulk_create(nodes)
    PersonalField.objects.bulk_create(fields)
    head.size, head.frontier = frontier.size, [each.hex() for each in frontier.hashes]
    head.save(update_fields=("size", "frontier"))
    return tuple(leaf.index for leaf in leaves)


def _commit_to(personal: Mapping[str, str], leaf: int) -> tuple[dict[str, Value], list[PersonalField]]:
    """Personal fields as HMACs for the entry, and the rows that can be erased."""
    commitments: dict[str, Value] = {}
    kept = []
    for field, value in personal.items():
        salt = secrets.token_bytes(32)
        commitments[field] = entries.commitment(salt, field, value)
        kept.append(PersonalField(leaf=leaf, field=field, value=value, salt=salt))
    return commitments, kept
