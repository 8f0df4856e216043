"""A credential's states: one seat at one meeting.

Whoever is replaced in mid-meeting has their credential withdrawn; the new one names the old.
"""

from dataclasses import dataclass

from plenaria.core.states import Table, from_each

CREDENTIAL = Table(
    "credential",
    "invited",
    {
        ("invited", "register"): "registered",
        **from_each(("invited", "registered"), "accredit", "accredited"),
        **from_each(("invited", "registered"), "refuse", "refused"),
        ("refused", "reconsider"): "registered",
        **from_each(("invited", "registered", "accredited", "refused"), "withdraw", "withdrawn"),
    },
)
"""invited → registered → accredited | refused → withdrawn. A finding that is put right is reconsidered."""


@dataclass(frozen=True, slots=True)
class Finding:
    """What the desk found on one criterion; ``note`` says where the proof is or what is missing."""

    criterion: str
    met: bool
    note: str = ""
