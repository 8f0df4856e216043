"""An agenda item's states. One item at a time is open; what is done can be taken up again."""

from plenaria.core.states import Table, from_each

AGENDA_ITEM = Table(
    "agenda-item",
    "pending",
    {
        **from_each(("pending", "postponed", "done"), "open", "open"),
        ("open", "close"): "done",
        **from_each(("pending", "open"), "postpone", "postponed"),
    },
)
"""pending → open → done; or postponed, and opened later."""
