"""Follow-up at the size of a federation: fifty thousand commitments, reported on for ten years."""
