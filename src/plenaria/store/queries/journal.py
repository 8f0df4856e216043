"""Reading the journal: its head, entries, complete nodes, and the last signed checkpoint."""

from collections.abc import Iterable

from plenaria.core.journal.merkle import Frontier, Nodes, place
from plenaria.store.models import CheckpointNote, Head, Leaf, Node


def frontier() -> Frontier:
    """The tree as it stands."""
    head = Head.objects.get(id=1)
    return Frontier(head.size, tuple(bytes.fromhex(each) for each in head.frontier))


def leaf(index: int) -> bytes | None:
    """The canonical bytes of one entry."""
    found = Leaf.objects.filter(index=index).values_list("data", flat=True).first()
    return None if found is None else bytes(found)


def leaves_about(subjects: Iterable[str], kinds: Iterable[str]) -> dict[int, bytes]:
    """The entries of those kinds about those subjects, by number."""
    rows = Leaf.objects.filter(subject__in=list(subjects), kind__in=list(kinds)).values_list("index", "data")
    return {index: bytes(data) for index, data in rows}


def nodes() -> Nodes:
    """Look-up of complete nodes, for proofs."""

    def node(level: int, index: int) -> bytes:
        if level == 0:
            return bytes(Leaf.objects.values_list("hash", flat=True).get(index=index))
        return bytes(Node.objects.values_list("hash", flat=True).get(place=place(level, index)))

    return node


def last_checkpoint() -> tuple[int, bytes] | None:
    """Size and signed note of the newest checkpoint."""
    row = CheckpointNote.objects.order_by("-size").first()
    return None if row is None else (row.size, row.note.encode())
