"""Every state that a page shows: its shape and its tone; its word is that of ``phrases.names``.

Groups and states are the names and codes of the tables in ``core``, and what is computed from them (``overdue``,
``unanswered``). A word always stands beside the shape, and the colour only repeats both.
"""

from dataclasses import dataclass

TONES = ("good", "warn", "bad", "live", "calm")


@dataclass(frozen=True, slots=True)
class Face:
    """How a state looks: the name of an icon, and one of ``TONES``."""

    icon: str
    tone: str


FACES: dict[str, dict[str, Face]] = {
    "meeting": {
        "planned": Face("circle", "calm"),
        "convened": Face("calendar", "calm"),
        "open": Face("disc", "live"),
        "suspended": Face("pause", "warn"),
        "closed": Face("check", "calm"),
        "cancelled": Face("cross", "bad"),
        "void": Face("cross", "bad"),
    },
    "agenda-item": {
        "pending": Face("circle", "calm"),
        "open": Face("disc", "live"),
        "done": Face("check", "good"),
        "postponed": Face("next", "warn"),
    },
    "credential": {
        "invited": Face("circle", "calm"),
        "registered": Face("half", "warn"),
        "accredited": Face("check", "good"),
        "refused": Face("cross", "bad"),
        "withdrawn": Face("dash", "calm"),
    },
    "token": {
        "valid": Face("check", "good"),
        "expired": Face("dash", "calm"),
        "revoked": Face("cross", "bad"),
    },
    "seat-link": {
        "none": Face("circle", "warn"),
        "waiting": Face("half", "calm"),
        "sent": Face("next", "calm"),
        "bounced": Face("cross", "bad"),
        "used": Face("check", "good"),
        "ended": Face("dash", "calm"),
    },
    "finding": {
        "met": Face("check", "good"),
        "not-met": Face("cross", "bad"),
        "waived": Face("dash", "warn"),
        "unchecked": Face("circle", "calm"),
    },
    "resolution": {
        "draft": Face("edit", "calm"),
        "tabled": Face("circle", "calm"),
        "debated": Face("speak", "live"),
        "put": Face("vote", "live"),
        "adopted": Face("check", "good"),
        "sealed": Face("seal", "good"),
        "published": Face("seal", "good"),
        "historical": Face("clock", "calm"),
        "rejected": Face("cross", "bad"),
        "withdrawn": Face("dash", "calm"),
        "referred": Face("next", "calm"),
    },
    "minutes": {
        "draft": Face("edit", "calm"),
        "approved": Face("check", "good"),
        "corrected": Face("next", "calm"),
    },
    "corrigendum": {
        "draft": Face("edit", "calm"),
        "issued": Face("next", "calm"),
        "sealed": Face("seal", "good"),
        "withdrawn": Face("cross", "calm"),
    },
    "amendment": {
        "submitted": Face("circle", "calm"),
        "admitted": Face("half", "calm"),
        "not-admitted": Face("cross", "bad"),
        "tabled": Face("vote", "live"),
        "adopted": Face("check", "good"),
        "rejected": Face("cross", "bad"),
        "withdrawn": Face("dash", "calm"),
        "lapsed": Face("dash", "warn"),
    },
    "paper": {
        "waiting": Face("clock", "live"),
        "to-check": Face("warning", "warn"),
        "refused": Face("cross", "bad"),
        "taken-in": Face("check", "good"),
        "left-out": Face("dash", "calm"),
    },
    "poll": {
        "prepared": Face("circle", "calm"),
        "open": Face("disc", "live"),
        "closed": Face("pause", "warn"),
        "declared": Face("check", "good"),
        "void": Face("cross", "bad"),
    },
    "choice": {
        "for": Face("check", "good"),
        "against": Face("cross", "bad"),
        "abstain": Face("dash", "calm"),
    },
    "outcome": {
        "adopted": Face("check", "good"),
        "rejected": Face("cross", "bad"),
        "void": Face("dash", "warn"),
        "tie": Face("half", "warn"),
    },
    "validity": {
        "in-force": Face("disc", "good"),
        "amended": Face("edit", "warn"),
        "superseded": Face("next", "calm"),
        "annulled": Face("cross", "bad"),
        "spent": Face("check", "calm"),
    },
    "report": {
        "draft": Face("edit", "calm"),
        "frozen": Face("disc", "live"),
        "tabled": Face("next", "live"),
        "decided": Face("check", "good"),
    },
    "proposal": {
        "close": Face("check", "good"),
        "continue": Face("next", "live"),
        "change": Face("edit", "warn"),
        "declare-unachieved": Face("cross", "bad"),
        "note": Face("dash", "calm"),
        "rejected": Face("stop", "bad"),
    },
    "nomination": {
        "proposed": Face("circle", "calm"),
        "approved": Face("check", "good"),
        "mandated": Face("next", "live"),
        "reported": Face("disc", "good"),
        "noted": Face("check", "good"),
        "refused": Face("cross", "bad"),
        "withdrawn": Face("dash", "calm"),
    },
    "effect": {
        "amend": Face("edit", "warn"),
        "supersede": Face("next", "calm"),
        "annul": Face("cross", "bad"),
        "spend": Face("check", "calm"),
    },
    "commitment": {
        "no-word": Face("circle", "calm"),
        "not-started": Face("dash", "calm"),
        "begun": Face("quarter", "live"),
        "well-advanced": Face("three", "live"),
        "blocked": Face("stop", "bad"),
        "reported-done": Face("disc", "good"),
        "noted-done": Face("check", "good"),
        "carried-on": Face("next", "calm"),
        "declared-unachieved": Face("cross", "bad"),
        "overdue": Face("warning", "bad"),
    },
    "incoming": {
        "answer": Face("mail", "live"),
        "unsorted": Face("mail", "warn"),
        "filed": Face("check", "good"),
        "set-aside": Face("dash", "calm"),
        "automatic": Face("circle", "calm"),
        "bounced": Face("warning", "bad"),
        "delayed": Face("clock", "warn"),
        "relayed": Face("half", "live"),
        "delivered": Face("check", "good"),
        "other": Face("circle", "calm"),
        "unreadable": Face("warning", "warn"),
    },
    "correspondence": {
        "to-send": Face("circle", "calm"),
        "to-post": Face("print", "warn"),
        "dropped": Face("dash", "calm"),
        "sent": Face("mail", "live"),
        "bounced": Face("warning", "bad"),
        "delivered": Face("half", "live"),
        "acknowledged": Face("three", "live"),
        "accepted": Face("check", "good"),
        "accepted-in-part": Face("half", "good"),
        "declined": Face("cross", "bad"),
        "unanswered": Face("warning", "bad"),
    },
}
