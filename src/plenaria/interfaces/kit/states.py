"""Every state that a page shows: its word, its shape and its tone.

Kinds and states are the names and codes of the tables in ``core``, and what is computed from them (``overdue``,
``unanswered``); here they only get a face. One English word has several translations
(a poll is *open* in another gender than a meeting), so the kind is the context of each message.
"""

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import pgettext_lazy as word

TONES = ("good", "warn", "bad", "live", "calm")


@dataclass(frozen=True, slots=True)
class Face:
    """A state as it is shown: the word, the name of an icon, and one of ``TONES``."""

    word: str | Promise
    icon: str
    tone: str


STATES: dict[str, dict[str, Face]] = {
    "meeting": {
        "planned": Face(word("meeting", "planned"), "circle", "calm"),
        "convened": Face(word("meeting", "convened"), "calendar", "calm"),
        "open": Face(word("meeting", "open"), "disc", "live"),
        "suspended": Face(word("meeting", "suspended"), "pause", "warn"),
        "closed": Face(word("meeting", "closed"), "check", "calm"),
        "cancelled": Face(word("meeting", "cancelled"), "cross", "bad"),
        "void": Face(word("meeting", "void: no quorum"), "cross", "bad"),
    },
    "agenda-item": {
        "pending": Face(word("agenda item", "to come"), "circle", "calm"),
        "open": Face(word("agenda item", "open"), "disc", "live"),
        "done": Face(word("agenda item", "done"), "check", "good"),
        "postponed": Face(word("agenda item", "postponed"), "next", "warn"),
    },
    "credential": {
        "invited": Face(word("credential", "invited"), "circle", "calm"),
        "registered": Face(word("credential", "registered"), "half", "warn"),
        "accredited": Face(word("credential", "accredited"), "check", "good"),
        "refused": Face(word("credential", "refused"), "cross", "bad"),
        "withdrawn": Face(word("credential", "withdrawn"), "dash", "calm"),
    },
    "resolution": {
        "draft": Face(word("resolution", "draft"), "edit", "calm"),
        "tabled": Face(word("resolution", "tabled"), "circle", "calm"),
        "debated": Face(word("resolution", "under debate"), "speak", "live"),
        "put": Face(word("resolution", "put to the vote"), "vote", "live"),
        "adopted": Face(word("resolution", "adopted"), "check", "good"),
        "sealed": Face(word("resolution", "sealed"), "seal", "good"),
        "published": Face(word("resolution", "published"), "seal", "good"),
        "rejected": Face(word("resolution", "rejected"), "cross", "bad"),
        "withdrawn": Face(word("resolution", "withdrawn"), "dash", "calm"),
        "referred": Face(word("resolution", "referred"), "next", "calm"),
    },
    "amendment": {
        "submitted": Face(word("amendment", "submitted"), "circle", "calm"),
        "admitted": Face(word("amendment", "admitted"), "half", "calm"),
        "not-admitted": Face(word("amendment", "not admitted"), "cross", "bad"),
        "tabled": Face(word("amendment", "tabled"), "half", "live"),
        "adopted": Face(word("amendment", "adopted"), "check", "good"),
        "rejected": Face(word("amendment", "rejected"), "cross", "bad"),
        "withdrawn": Face(word("amendment", "withdrawn"), "dash", "calm"),
        "lapsed": Face(word("amendment", "lapsed"), "dash", "calm"),
        "merged": Face(word("amendment", "merged"), "link", "calm"),
    },
    "poll": {
        "prepared": Face(word("poll", "prepared"), "circle", "calm"),
        "open": Face(word("poll", "open"), "disc", "live"),
        "closed": Face(word("poll", "closed"), "pause", "warn"),
        "declared": Face(word("poll", "declared"), "check", "good"),
        "void": Face(word("poll", "void"), "cross", "bad"),
    },
    "outcome": {
        "adopted": Face(word("outcome", "adopted"), "check", "good"),
        "rejected": Face(word("outcome", "rejected"), "cross", "bad"),
        "void": Face(word("outcome", "void"), "dash", "warn"),
        "tie": Face(word("outcome", "tie"), "half", "warn"),
    },
    "validity": {
        "in-force": Face(word("validity", "in force"), "disc", "good"),
        "amended": Face(word("validity", "amended"), "edit", "warn"),
        "superseded": Face(word("validity", "superseded"), "next", "calm"),
        "annulled": Face(word("validity", "annulled"), "cross", "bad"),
        "spent": Face(word("validity", "spent"), "check", "calm"),
    },
    "commitment": {
        "no-word": Face(word("commitment", "no word yet"), "circle", "calm"),
        "not-started": Face(word("commitment", "not started"), "dash", "calm"),
        "begun": Face(word("commitment", "begun"), "quarter", "live"),
        "well-advanced": Face(word("commitment", "well advanced"), "three", "live"),
        "blocked": Face(word("commitment", "blocked"), "stop", "bad"),
        "reported-done": Face(word("commitment", "reported done"), "disc", "good"),
        "noted-done": Face(word("commitment", "noted as done"), "check", "good"),
        "declared-unachieved": Face(word("commitment", "declared unachieved"), "cross", "bad"),
        "overdue": Face(word("commitment", "overdue"), "warning", "bad"),
    },
    "correspondence": {
        "to-send": Face(word("correspondence", "to send"), "circle", "calm"),
        "sent": Face(word("correspondence", "sent"), "mail", "live"),
        "bounced": Face(word("correspondence", "bounced"), "warning", "bad"),
        "delivered": Face(word("correspondence", "delivered"), "half", "live"),
        "acknowledged": Face(word("correspondence", "received"), "three", "live"),
        "accepted": Face(word("correspondence", "accepted"), "check", "good"),
        "accepted-in-part": Face(word("correspondence", "accepted in part"), "half", "good"),
        "declined": Face(word("correspondence", "declined"), "cross", "bad"),
        "unanswered": Face(word("correspondence", "no answer by the date"), "warning", "bad"),
    },
    "presence": {
        "present": Face(word("presence", "present"), "disc", "good"),
        "absent": Face(word("presence", "absent"), "circle", "calm"),
    },
    "check": {
        "met": Face(word("check", "met"), "check", "good"),
        "missing": Face(word("check", "missing"), "cross", "bad"),
        "warning": Face(word("check", "look at this"), "warning", "warn"),
        "waiting": Face(word("check", "waiting"), "circle", "calm"),
    },
}
