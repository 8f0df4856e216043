"""A poll's states: one putting of a question.

Nothing counts after the close. A poll that is void, for want of a quorum or for a fault, decided nothing and is put
again as a new poll.
"""

from plenaria.core.states import Table, from_each

POLL = Table(
    "poll",
    "prepared",
    {
        ("prepared", "open"): "open",
        ("open", "close"): "closed",
        ("closed", "declare"): "declared",
        **from_each(("prepared", "open", "closed"), "void", "void"),
    },
)
"""prepared → open → closed → declared; or void, until it is declared."""

METHODS = ("hands", "roll-call", "electronic", "secret", "no-objection")
"""How a poll is taken. An electronic one is by name."""

ANSWERED_ALONE = frozenset({"electronic", "secret"})
"""Methods in which every vote comes from its voter, so that the close may declare at once."""
