"""The levels on which bodies decide, from the association to the world."""

LEVELS = ("local", "country", "regional", "world")
"""From the bottom up; a body's parent stands on the same level or above it."""


VOTES_SHOWN = ("names", "counts")
"""What the public sees of an open vote: who voted how, or only how many."""


def may_stand_under(level: str, parent_level: str) -> bool:
    """Whether a body of that level can have a parent of the other."""
    return LEVELS.index(parent_level) >= LEVELS.index(level)
