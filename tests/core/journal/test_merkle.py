"""The tree against pymerkle and against its own promises."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pymerkle import InmemoryTree

from plenaria.core.journal import merkle
from plenaria.core.journal.merkle import Frontier, leaf_hash, node_hash


class Tree:
    """A tree with its complete nodes kept, as the database keeps them."""

    def __init__(self, size: int) -> None:
        self.nodes: dict[tuple[int, int], bytes] = {}
        self.frontiers = [Frontier()]
        for index in range(size):
            frontier, nodes = self.frontiers[-1].append(leaf_hash(entry(index)))
            for level, place, value in nodes:
                assert (level, place) not in self.nodes
                self.nodes[level, place] = value
            self.frontiers.append(frontier)

    def node(self, level: int, index: int) -> bytes:
        return self.nodes[level, index]

    def root(self, size: int) -> bytes:
        return self.frontiers[size].root()


def entry(index: int) -> bytes:
    return f"entry {index}".encode()


TREE = Tree(130)
sizes = st.integers(1, 130)


def test_the_empty_tree_has_the_root_of_rfc_6962() -> None:
    assert Frontier().root().hex() == "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"


def test_three_leaves_make_the_root_that_the_rfc_draws() -> None:
    a, b, c = (leaf_hash(entry(index)) for index in range(3))
    assert TREE.root(3) == node_hash(node_hash(a, b), c)


def test_roots_and_proofs_are_those_of_pymerkle() -> None:
    oracle = InmemoryTree(algorithm="sha256")
    for index in range(40):
        oracle.append_entry(entry(index))
    for size in range(1, 41):
        assert TREE.root(size) == oracle.get_root(size)
        for index in range(size):
            theirs = oracle.prove_inclusion(index + 1, size).serialize()["path"]
            ours = merkle.prove_inclusion(index, size, TREE.node)
            assert [bytes.fromhex(step) for step in theirs[1:]] == list(ours)


@given(sizes, st.data())
def test_a_leaf_is_proved_in_every_tree_that_holds_it(size: int, data: st.DataObject) -> None:
    index = data.draw(st.integers(0, size - 1))
    proof = merkle.prove_inclusion(index, size, TREE.node)
    leaf, root = leaf_hash(entry(index)), TREE.root(size)
    assert merkle.verify_inclusion(leaf, index, size, proof, root)
    assert not merkle.verify_inclusion(leaf_hash(b"another"), index, size, proof, root)
    assert not merkle.verify_inclusion(leaf, index, size, (*proof, root), root)
    assert not merkle.verify_inclusion(leaf, index, size, proof, b"\0" * 32)
    for other in set(range(size)) - {index}:
        assert not merkle.verify_inclusion(leaf, other, size, proof, root)


@given(sizes, st.data())
def test_many_leaves_are_proved_at_once(size: int, data: st.DataObject) -> None:
    indexes = data.draw(st.sets(st.integers(0, size - 1), min_size=1))
    proof = merkle.prove_set(indexes, size, TREE.node)
    leaves = {index: leaf_hash(entry(index)) for index in indexes}
    assert merkle.verify_set(leaves, size, proof, TREE.root(size))
    changed = data.draw(st.sampled_from(sorted(indexes)))
    assert not merkle.verify_set({**leaves, changed: leaf_hash(b"another")}, size, proof, TREE.root(size))
    assert not merkle.verify_set(leaves, size, (*proof, proof[0] if proof else b"\0" * 32), TREE.root(size))


def test_a_set_of_one_leaf_is_proved_by_its_path_from_left_to_right() -> None:
    for size in range(1, 30):
        for index in range(size):
            assert sorted(merkle.inclusion_path(index, size)) == list(merkle.set_path([index], size))


@given(sizes, st.data())
def test_each_tree_is_shown_to_begin_with_the_older_ones(new: int, data: st.DataObject) -> None:
    old = data.draw(st.integers(0, new))
    proof = merkle.prove_consistency(old, new, TREE.node)
    assert merkle.verify_consistency(old, TREE.root(old), new, TREE.root(new), proof)
    assert not merkle.verify_consistency(old, leaf_hash(b"rewritten"), new, TREE.root(new), proof)
    if old > 0:
        assert not merkle.verify_consistency(old, TREE.root(old), new, leaf_hash(b"rewritten"), proof)
    if proof:
        assert not merkle.verify_consistency(old, TREE.root(old), new, TREE.root(new), proof[:-1])


def test_consistency_is_shown_with_the_hashes_that_the_rfc_names() -> None:
    """RFC 9162, section 2.1.5: the proofs from trees of 3, 4 and 6 leaves to one of 7."""
    assert merkle.consistency_path(3, 7) == ((2, 3), (3, 4), (0, 2), (4, 7))
    assert merkle.consistency_path(4, 7) == ((4, 7),)
    assert merkle.consistency_path(6, 7) == ((4, 6), (6, 7), (0, 4))


@given(sizes)
def test_the_frontier_is_found_again_in_the_stored_nodes(size: int) -> None:
    hashes = tuple(TREE.node(*node) for node in merkle.frontier_nodes(size))
    assert Frontier(size, hashes) == TREE.frontiers[size]
    assert merkle.subtree_hash((0, size), TREE.node) == TREE.root(size)


@given(sizes, st.data())
def test_the_nodes_to_load_suffice_for_a_proof(size: int, data: st.DataObject) -> None:
    index = data.draw(st.integers(0, size - 1))
    loaded = {node: TREE.node(*node) for node in merkle.nodes_for(merkle.inclusion_path(index, size))}
    proof = merkle.prove_inclusion(index, size, lambda level, place: loaded[level, place])
    assert merkle.verify_inclusion(leaf_hash(entry(index)), index, size, proof, TREE.root(size))


def test_a_frontier_that_does_not_fit_its_size_is_refused() -> None:
    with pytest.raises(ValueError, match="2 complete subtrees"):
        Frontier(3, (b"\0" * 32,))


def test_a_leaf_outside_the_tree_has_no_path() -> None:
    with pytest.raises(ValueError, match="no leaf 3"):
        merkle.inclusion_path(3, 3)
    assert not merkle.verify_inclusion(b"\0" * 32, 3, 3, (), b"\0" * 32)
