"""A meeting's states.

A meeting that finds no quorum at its first call is called again, or is void; what an open meeting has decided stays
decided, so an open one can only be suspended or closed.
A meeting held by correspondence has no door and no quorum of its own: each of its votes has (Civil Code of Russia,
article 181.2 (1.1)).
"""

from plenaria.core.states import Table, from_each

MEETING = Table(
    "meeting",
    "planned",
    {
        ("planned", "convene"): "convened",
        ("convened", "open"): "open",
        ("convened", "call-again"): "convened",
        ("convened", "void"): "void",
        ("open", "suspend"): "suspended",
        ("suspended", "resume"): "open",
        **from_each(("open", "suspended"), "close", "closed"),
        **from_each(("planned", "convened"), "cancel", "cancelled"),
    },
)
"""planned → convened → open ⇄ suspended → closed; or cancelled; or void, for want of a quorum."""

BY_CORRESPONDENCE = "correspondence"
"""The kind of a meeting at which nobody meets: all its votes stay open for days."""
