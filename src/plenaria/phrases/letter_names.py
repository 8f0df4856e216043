"""The words of letters: their states, what happens to them, why and how they are written, and what comes back."""

from plenaria.phrases.catalogue import pgettext

LETTERS: dict[str, dict[str, str]] = {
    "correspondence": {
        "to-send": pgettext("correspondence", "to send"),
        "to-post": pgettext("correspondence", "to post"),
        "dropped": pgettext("correspondence", "dropped"),
        "sent": pgettext("correspondence", "sent"),
        "delivered": pgettext("correspondence", "delivered"),
        "bounced": pgettext("correspondence", "bounced"),
        "acknowledged": pgettext("correspondence", "acknowledged"),
        "accepted": pgettext("correspondence", "accepted"),
        "accepted-in-part": pgettext("correspondence", "accepted in part"),
        "declined": pgettext("correspondence", "declined"),
        "unanswered": pgettext("correspondence", "no answer by the date"),
    },
    "letter-event": {
        "queued": pgettext("letter, on its timeline", "put into the print queue"),
        "taken-back": pgettext("letter, on its timeline", "taken out of the print queue"),
        "sent": pgettext("letter, on its timeline", "sent"),
        "posted": pgettext("letter, on its timeline", "posted"),
        "delayed": pgettext("letter, on its timeline", "delayed on the way"),
        "delivered": pgettext("letter, on its timeline", "delivered"),
        "bounced": pgettext("letter, on its timeline", "came back"),
        "opened": pgettext("letter, on its timeline", "its link was opened"),
        "acknowledged": pgettext("letter, on its timeline", "received"),
        "accepted": pgettext("letter, on its timeline", "answered: accepted"),
        "accepted-in-part": pgettext("letter, on its timeline", "answered: accepted in part"),
        "declined": pgettext("letter, on its timeline", "answered: declined"),
        "reminded": pgettext("letter, on its timeline", "reminded"),
        "dropped": pgettext("letter, on its timeline", "dropped"),
        "taken-up": pgettext("letter, on its timeline", "taken up again"),
    },
    "letter-purpose": {
        "dispatch": pgettext("purpose of a letter", "the resolution"),
        "request": pgettext("purpose of a letter", "request"),
        "thanks": pgettext("purpose of a letter", "thanks"),
        "reminder": pgettext("purpose of a letter", "reminder"),
        "mandate": pgettext("purpose of a letter", "mandate"),
        "note": pgettext("purpose of a letter", "note under a mail"),
    },
    "letter-way": {
        "mail": pgettext("way of a letter", "by mail"),
        "post": pgettext("way of a letter", "by post"),
    },
    "incoming": {
        "answer": pgettext("mail that came in", "answer"),
        "unsorted": pgettext("mail that came in", "answer, to be filed"),
        "filed": pgettext("mail that came in", "answer, filed"),
        "set-aside": pgettext("mail that came in", "no answer"),
        "automatic": pgettext("mail that came in", "automatic reply"),
        "bounced": pgettext("mail that came in", "our mail came back"),
        "delayed": pgettext("mail that came in", "our mail is delayed"),
        "relayed": pgettext("mail that came in", "our mail was passed on"),
        "delivered": pgettext("mail that came in", "our mail was delivered"),
        "other": pgettext("mail that came in", "not about our mail"),
        "unreadable": pgettext("mail that came in", "unreadable"),
    },
    "answer-way": {
        "page": pgettext("way of an answer", "on its page"),
        "mail": pgettext("way of an answer", "by mail"),
        "desk": pgettext("way of an answer", "entered at the desk"),
    },
    "answer-shown": {
        "members": pgettext("who sees an answer", "members only"),
        "public": pgettext("who sees an answer", "everybody"),
    },
}
"""Group → code → English word, as in ``names.NAMES``."""
