"""The journal as values: canonical bytes, the Merkle tree over them, checkpoints, and the proofs in a bundle."""
