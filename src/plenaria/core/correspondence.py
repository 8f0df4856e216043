"""The states of one dispatch or letter to one party, and when silence has lasted too long (computed, never set)."""

from datetime import date

from plenaria.core.states import Table, from_each

ANSWERED = ("accepted", "accepted-in-part", "declined")
"""A party has answered; it may think again and answer otherwise."""

WAITING = ("to-send", "to-post")
"""Nothing has left the house yet: it is a draft, or printed for the post."""

_UNDER_WAY = ("sent", "delivered", "bounced", "acknowledged")

CORRESPONDENCE = Table(
    "correspondence",
    "to-send",
    {
        **from_each(("to-send", "to-post", "bounced"), "send", "sent"),
        **from_each(("to-send", "bounced"), "queue", "to-post"),
        ("to-post", "take-back"): "to-send",
        **from_each((*WAITING, "bounced"), "drop", "dropped"),
        ("dropped", "take-up"): "to-send",
        ("sent", "deliver"): "delivered",
        **from_each(("sent", "delivered"), "bounce", "bounced"),
        **from_each(("sent", "delivered", "bounced"), "acknowledge", "acknowledged"),
        **from_each((*_UNDER_WAY, *ANSWERED), "accept", "accepted"),
        **from_each((*_UNDER_WAY, *ANSWERED), "accept-in-part", "accepted-in-part"),
        **from_each((*_UNDER_WAY, *ANSWERED), "decline", "declined"),
    },
)
"""to send (→ to post, in the print queue) → sent → delivered | bounced → acknowledged → answered (accepted, in part,
declined); or dropped, and taken up again.

A party may acknowledge or answer what no server confirmed, even what bounced: it had the paper by another way. What
bounced is sent again, posted instead, or dropped.
"""

EVENTS = (
    "queued",
    "taken-back",
    "sent",
    "posted",
    "delayed",
    "delivered",
    "bounced",
    "opened",
    "acknowledged",
    *ANSWERED,
    "reminded",
    "dropped",
    "taken-up",
)
"""What can happen to a letter, as its timeline tells it."""

UNASKED = ("dispatch", "thanks", "reminder", "mandate")
"""Letters that wait for no answer of their own: a reminder waits for that of the letter which it reminds of."""


def way(preferred: str, *, has_mail: bool) -> str:
    """By what way a party is written to: mail, unless it has no address for it or wants its letters by post."""
    return "mail" if has_mail and preferred != "post" else "post"


def unanswered(state: str, due: date | None, today: date) -> bool:
    """Whether an answer was due by a day that has passed, and none has come.

    What came back has reached nobody, so that nobody is silent: it is to be sent again.
    """
    return due is not None and today > due and state not in (*ANSWERED, *WAITING, "bounced", "dropped")
