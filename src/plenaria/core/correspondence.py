"""The states of one dispatch or letter to one party, and when silence has lasted too long (computed, never set)."""

from datetime import date

from plenaria.core.states import Table, from_each

ANSWERED = ("accepted", "accepted-in-part", "declined")
"""A party has answered; it may think again and answer otherwise."""

_UNDER_WAY = ("sent", "delivered", "bounced", "acknowledged")

CORRESPONDENCE = Table(
    "correspondence",
    "to-send",
    {
        **from_each(("to-send", "bounced"), "send", "sent"),
        ("sent", "deliver"): "delivered",
        **from_each(("sent", "delivered"), "bounce", "bounced"),
        **from_each(("sent", "delivered", "bounced"), "acknowledge", "acknowledged"),
        **from_each((*_UNDER_WAY, *ANSWERED), "accept", "accepted"),
        **from_each((*_UNDER_WAY, *ANSWERED), "accept-in-part", "accepted-in-part"),
        **from_each((*_UNDER_WAY, *ANSWERED), "decline", "declined"),
    },
)
"""to send → sent → delivered | bounced → acknowledged → answered (accepted, in part, declined).

A party may acknowledge or answer what no server confirmed, even what bounced: it had the paper by another way.
"""


def unanswered(state: str, due: date | None, today: date) -> bool:
    """Whether an answer was due by a day that has passed, and none has come."""
    return due is not None and today > due and state not in ANSWERED and state != "to-send"
