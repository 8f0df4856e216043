"""The Merkle tree of RFC 6962, section 2.1 (RFC 9162, section 2.1, is the same tree).

A node is named by ``(level, index)`` and is *complete*: it stands over exactly ``2**level`` leaves, from leaf
``index * 2**level`` on. Complete nodes never change once they exist, so they are what is stored; every root and every
proof of every size is computed from them. Hashes are 32 bytes of SHA-256.
"""

from bisect import bisect_left
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from hashlib import sha256

type Node = tuple[int, int]
"""Level and index of a complete node."""

type Range = tuple[int, int]
"""The first leaf of a subtree, and the leaf after its last."""

type Nodes = Callable[[int, int], bytes]
"""Gives the hash of a complete node from its level and index."""

EMPTY_ROOT = sha256().digest()


def leaf_hash(data: bytes) -> bytes:
    """The hash of one entry."""
    return sha256(b"\x00" + data).digest()


def node_hash(left: bytes, right: bytes) -> bytes:
    """The hash of what stands over two subtrees."""
    return sha256(b"\x01" + left + right).digest()


@dataclass(frozen=True, slots=True)
class Frontier:
    """The right edge of a tree: all that is needed to append to it and to know its root.

    ``hashes`` are those of ``frontier_nodes(size)``: the largest complete subtrees, from left to right.
    """

    size: int = 0
    hashes: tuple[bytes, ...] = ()

    def __post_init__(self) -> None:
        if len(self.hashes) != self.size.bit_count():
            raise ValueError(f"a tree of {self.size} leaves has {self.size.bit_count()} complete subtrees")

    def append(self, leaf: bytes) -> tuple["Frontier", tuple[tuple[int, int, bytes], ...]]:
        """The frontier with one more leaf hash, and the complete nodes that came to be: (level, index, hash)."""
        frontier, nodes = self.extend([leaf])
        return frontier, tuple(nodes)

    def extend(self, leaves: Iterable[bytes]) -> tuple["Frontier", list[tuple[int, int, bytes]]]:
        """The frontier with many more leaf hashes, and the complete nodes that came to be: (level, index, hash)."""
        hashes, size = list(self.hashes), self.size
        nodes: list[tuple[int, int, bytes]] = []
        for leaf in leaves:
            nodes.append((0, size, leaf))
            level, rest = 0, size
            while rest & 1:
                leaf = sha256(b"\x01" + hashes.pop() + leaf).digest()
                level, rest = level + 1, rest >> 1
                nodes.append((level, rest, leaf))
            hashes.append(leaf)
            size += 1
        return Frontier(size, tuple(hashes)), nodes

    def root(self) -> bytes:
        """The tree's hash."""
        if not self.hashes:
            return EMPTY_ROOT
        *rest, root = self.hashes
        for left in reversed(rest):
            root = node_hash(left, root)
        return root


def root(frontier: Frontier) -> bytes:
    """The tree's hash."""
    return frontier.root()


def place(level: int, index: int) -> int:
    """One number for a complete node: its place in the order in which a tree is walked, leaves at the even numbers.

    No two nodes share a number, and those that come to be together have numbers close to each other.
    """
    return ((2 * index + 1) << level) - 1


def frontier_nodes(size: int) -> tuple[Node, ...]:
    """The complete nodes whose hashes make the frontier of a tree of ``size`` leaves, from left to right."""
    return tuple(nodes_of((0, size)))


def nodes_of(leaves: Range) -> Iterator[Node]:
    """The complete nodes from which the hash of one subtree is computed, from left to right."""
    start, end = leaves
    while start < end:
        level = (end - start).bit_length() - 1
        yield level, start >> level
        start += 1 << level


def nodes_for(ranges: Iterable[Range]) -> tuple[Node, ...]:
    """The complete nodes from which several subtrees are computed: what to load in one query before a proof."""
    return tuple(node for leaves in ranges for node in nodes_of(leaves))


def subtree_hash(leaves: Range, node: Nodes) -> bytes:
    """The hash of the subtree over ``leaves``, from complete nodes."""
    *rest, result = [node(level, index) for level, index in nodes_of(leaves)] or [EMPTY_ROOT]
    for left in reversed(rest):
        result = node_hash(left, result)
    return result


def _split(size: int) -> int:
    """The largest power of two below ``size``."""
    return 1 << ((size - 1).bit_length() - 1)


# Inclusion: this leaf is in that tree (RFC 9162, section 2.1.3)


def inclusion_path(index: int, size: int) -> tuple[Range, ...]:
    """The subtrees whose hashes prove leaf ``index`` in a tree of ``size`` leaves, from the leaf upwards."""
    if not 0 <= index < size:
        raise ValueError(f"a tree of {size} leaves has no leaf {index}")
    path: list[Range] = []
    start, end = 0, size
    while end - start > 1:
        middle = start + _split(end - start)
        if index < middle:
            path.append((middle, end))
            end = middle
        else:
            path.append((start, middle))
            start = middle
    return tuple(reversed(path))


def prove_inclusion(index: int, size: int, node: Nodes) -> tuple[bytes, ...]:
    """The proof that leaf ``index`` is in the tree of ``size`` leaves."""
    return tuple(subtree_hash(leaves, node) for leaves in inclusion_path(index, size))


def verify_inclusion(leaf: bytes, index: int, size: int, proof: Sequence[bytes], root: bytes) -> bool:
    """Whether ``proof`` shows the leaf hash ``leaf`` at ``index`` in the tree of that size and root."""
    if not 0 <= index < size:
        return False
    path = inclusion_path(index, size)
    if len(proof) != len(path) or any(len(sibling) != 32 for sibling in proof):
        return False
    for sibling, (start, _) in zip(proof, path, strict=True):
        leaf = node_hash(leaf, sibling) if start > index else node_hash(sibling, leaf)
    return leaf == root


# Inclusion of many leaves at once: each subtree without a wanted leaf is given once


def set_path(indexes: Iterable[int], size: int) -> tuple[Range, ...]:
    """The largest subtrees that hold none of ``indexes``, from left to right: with the leaves they make the root."""
    wanted = sorted(set(indexes))
    if wanted and not 0 <= wanted[0] <= wanted[-1] < size:
        raise ValueError(f"a tree of {size} leaves has no such leaf")
    return tuple(_without(wanted, 0, size, 0, len(wanted)))


def prove_set(indexes: Iterable[int], size: int, node: Nodes) -> tuple[bytes, ...]:
    """One proof that all of ``indexes`` are in the tree of ``size`` leaves."""
    return tuple(subtree_hash(leaves, node) for leaves in set_path(indexes, size))


def verify_set(leaves: Mapping[int, bytes], size: int, proof: Sequence[bytes], root: bytes) -> bool:
    """Whether ``proof`` shows every leaf hash of ``leaves``, by index, in the tree of that size and root."""
    wanted = sorted(leaves)
    if not wanted or not 0 <= wanted[0] <= wanted[-1] < size or any(len(given) != 32 for given in proof):
        return False
    given = iter(proof)

    def over(start: int, end: int, first: int, last: int) -> bytes:
        if first == last:
            return next(given)
        if end - start == 1:
            return leaves[start]
        middle = start + _split(end - start)
        between = bisect_left(wanted, middle, first, last)
        return node_hash(over(start, middle, first, between), over(middle, end, between, last))

    try:
        found = over(0, size, 0, len(wanted))
    except StopIteration:  # a hash is missing
        return False
    return found == root and next(given, None) is None


def _without(wanted: Sequence[int], start: int, end: int, first: int, last: int) -> Iterator[Range]:
    """The largest subtrees in start–end without a wanted leaf; ``wanted[first:last]`` are those that lie in it."""
    if first == last:
        yield start, end
    elif end - start > 1:
        middle = start + _split(end - start)
        between = bisect_left(wanted, middle, first, last)
        yield from _without(wanted, start, middle, first, between)
        yield from _without(wanted, middle, end, between, last)


# Consistency: that tree grew out of this one (RFC 9162, section 2.1.4)


def consistency_path(old: int, new: int) -> tuple[Range, ...]:
    """The subtrees whose hashes prove that a tree of ``new`` leaves begins with the one of ``old`` leaves."""
    if not 0 <= old <= new:
        raise ValueError(f"a tree of {new} leaves does not begin with {old}")
    if old in (0, new):
        return ()
    path: list[Range] = []
    start, end = 0, new
    while end > old:
        middle = start + _split(end - start)
        if old <= middle:
            path.append((middle, end))
            end = middle
        else:
            path.append((start, middle))
            start = middle
    if start > 0:  # otherwise the subtree is the whole old tree, whose root the verifier holds
        path.append((start, end))
    return tuple(reversed(path))


def prove_consistency(old: int, new: int, node: Nodes) -> tuple[bytes, ...]:
    """The proof that the tree of ``new`` leaves begins with the tree of ``old`` leaves."""
    return tuple(subtree_hash(leaves, node) for leaves in consistency_path(old, new))


def verify_consistency(old: int, old_root: bytes, new: int, new_root: bytes, proof: Sequence[bytes]) -> bool:
    """Whether ``proof`` shows that the new tree begins with the old one: nothing was rewritten between them."""
    if not 0 <= old <= new:
        return False
    path = consistency_path(old, new)
    if len(proof) != len(path) or any(len(given) != 32 for given in proof):
        return False
    if old == new:
        return old_root == new_root
    if old == 0:
        return old_root == EMPTY_ROOT
    parts = list(zip(path, proof, strict=True))
    # where the old size is a power of two, its root is a node of the new tree and is left out of the proof
    before = after = old_root if old.bit_count() == 1 else parts.pop(0)[1]
    for (start, _), given in parts:
        if start >= old:
            after = node_hash(after, given)
        else:
            before, after = node_hash(given, before), node_hash(given, after)
    return before == old_root and after == new_root
