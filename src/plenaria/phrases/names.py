"""The word of every code that a person sees: states, kinds of clause, roles, methods, outcomes.

One English word has several translations (a poll is *open* in another gender than a meeting), so the group of a code
is the context of its message.
"""

from plenaria.phrases.catalogue import translation


def pgettext(context: str, message: str) -> str:
    """Mark a message with its context, without translating it; the name is the one that extraction looks for."""
    return message


NAMES: dict[str, dict[str, str]] = {
    "meeting": {
        "planned": pgettext("meeting", "planned"),
        "convened": pgettext("meeting", "convened"),
        "open": pgettext("meeting", "open"),
        "suspended": pgettext("meeting", "suspended"),
        "closed": pgettext("meeting", "closed"),
        "cancelled": pgettext("meeting", "cancelled"),
        "void": pgettext("meeting", "void: no quorum"),
    },
    "minutes": {
        "draft": pgettext("minutes", "draft"),
        "approved": pgettext("minutes", "approved"),
        "corrected": pgettext("minutes", "replaced by a correction"),
    },
    "agenda-item": {
        "pending": pgettext("agenda item", "to come"),
        "open": pgettext("agenda item", "open"),
        "done": pgettext("agenda item", "done"),
        "postponed": pgettext("agenda item", "postponed"),
    },
    "credential": {
        "invited": pgettext("credential", "invited"),
        "registered": pgettext("credential", "registered"),
        "accredited": pgettext("credential", "accredited"),
        "refused": pgettext("credential", "refused"),
        "withdrawn": pgettext("credential", "withdrawn"),
    },
    "attends": {
        "room": pgettext("attends", "in the room"),
        "remote": pgettext("attends", "remotely"),
        "correspondence": pgettext("attends", "by correspondence"),
    },
    "seat-link": {
        "none": pgettext("seat-link", "not sent"),
        "waiting": pgettext("seat-link", "waiting to be sent"),
        "sent": pgettext("seat-link", "sent"),
        "bounced": pgettext("seat-link", "came back"),
        "used": pgettext("seat-link", "opened"),
        "ended": pgettext("seat-link", "not valid any more"),
    },
    "finding": {
        "met": pgettext("finding", "met"),
        "not-met": pgettext("finding", "not met"),
        "waived": pgettext("finding", "waived"),
        "unchecked": pgettext("finding", "not checked yet"),
    },
    "criterion-source": {
        "rule": pgettext("criterion-source", "a rule of this body"),
        "clause": pgettext("criterion-source", "a clause of an earlier resolution"),
        "superior": pgettext("criterion-source", "a superior body"),
    },
    "item-file": {
        "delegates": pgettext("item-file", "delegates, from the convocation on"),
        "sitting": pgettext("item-file", "delegates, once the meeting is open"),
        "public": pgettext("item-file", "everybody, from the convocation on"),
    },
    "resolution": {
        "draft": pgettext("resolution", "draft"),
        "tabled": pgettext("resolution", "tabled"),
        "debated": pgettext("resolution", "under debate"),
        "put": pgettext("resolution", "put to the vote"),
        "adopted": pgettext("resolution", "adopted"),
        "rejected": pgettext("resolution", "rejected"),
        "withdrawn": pgettext("resolution", "withdrawn"),
        "referred": pgettext("resolution", "referred"),
        "sealed": pgettext("resolution", "sealed"),
        "published": pgettext("resolution", "published"),
        "historical": pgettext("resolution", "historical"),
    },
    "amendment": {
        "submitted": pgettext("amendment", "submitted"),
        "admitted": pgettext("amendment", "admitted"),
        "not-admitted": pgettext("amendment", "not admitted"),
        "tabled": pgettext("amendment", "put"),
        "adopted": pgettext("amendment", "adopted"),
        "rejected": pgettext("amendment", "rejected"),
        "withdrawn": pgettext("amendment", "withdrawn"),
        "lapsed": pgettext("amendment", "lapsed"),
    },
    "change": {
        "replace": pgettext("amendment", "other words"),
        "insert": pgettext("amendment", "a new clause"),
        "delete": pgettext("amendment", "deletion"),
        "move": pgettext("amendment", "another place"),
    },
    "paper": {
        "waiting": pgettext("old paper", "waits to be read"),
        "to-check": pgettext("old paper", "needs a look"),
        "refused": pgettext("old paper", "could not be read"),
        "taken-in": pgettext("old paper", "in the register"),
        "left-out": pgettext("old paper", "left out"),
    },
    "validity": {
        "in-force": pgettext("validity", "in force"),
        "amended": pgettext("validity", "amended"),
        "superseded": pgettext("validity", "superseded"),
        "annulled": pgettext("validity", "annulled"),
        "spent": pgettext("validity", "spent"),
    },
    "effect": {
        "amend": pgettext("what a clause does", "amends"),
        "supersede": pgettext("what a clause does", "supersedes"),
        "annul": pgettext("what a clause does", "annuls"),
        "spend": pgettext("what a clause does", "ends as done"),
    },
    "poll": {
        "prepared": pgettext("poll", "prepared"),
        "open": pgettext("poll", "open"),
        "closed": pgettext("poll", "closed"),
        "declared": pgettext("poll", "declared"),
        "void": pgettext("poll", "void"),
    },
    "speaker": {
        "listed": pgettext("speaker", "waits to speak"),
        "speaking": pgettext("speaker", "speaks"),
        "paused": pgettext("speaker", "interrupted"),
        "done": pgettext("speaker", "has spoken"),
        "left": pgettext("speaker", "left the list"),
        "struck": pgettext("speaker", "struck off the list"),
        "lapsed": pgettext("speaker", "was not called"),
    },
    "form-of-speaking": {
        "speech": pgettext("form of speaking", "speech"),
        "reply": pgettext("form of speaking", "reply"),
        "point-of-order": pgettext("form of speaking", "point of order"),
    },
    "point-of-order": {
        "rules": pgettext("point of order", "the rules are not kept"),
        "information": pgettext("point of order", "a question of information"),
        "hearing": pgettext("point of order", "something cannot be heard or understood"),
        "quorum": pgettext("point of order", "count the quorum"),
        "voting": pgettext("point of order", "how we vote"),
        "close-list": pgettext("point of order", "close the list of speakers"),
        "close-debate": pgettext("point of order", "close the debate"),
        "adjourn-debate": pgettext("point of order", "adjourn the debate"),
        "suspend": pgettext("point of order", "suspend the meeting"),
    },
    "side": {
        "for": pgettext("side in a debate", "for"),
        "against": pgettext("side in a debate", "against"),
    },
    "end-of-speech": {
        "chair": pgettext("end of a speech", "ended by the chair"),
        "clock": pgettext("end of a speech", "time was over"),
        "point": pgettext("end of a speech", "the point was closed"),
    },
    "commitment": {
        "no-word": pgettext("commitment", "no word yet"),
        "not-started": pgettext("commitment", "not started"),
        "begun": pgettext("commitment", "begun"),
        "well-advanced": pgettext("commitment", "well advanced"),
        "blocked": pgettext("commitment", "blocked"),
        "reported-done": pgettext("commitment", "reported done"),
        "noted-done": pgettext("commitment", "noted by the body as done"),
        "declared-unachieved": pgettext("commitment", "declared unachieved"),
        "overdue": pgettext("commitment", "overdue"),
    },
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
        "note": pgettext("purpose of a letter", "note under a mail"),
    },
    "letter-way": {
        "mail": pgettext("way of a letter", "by mail"),
        "post": pgettext("way of a letter", "by post"),
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
    "part": {
        "title": pgettext("part", "title"),
        "recital": pgettext("part", "preamble"),
        "clause": pgettext("part", "clause"),
        "decision": pgettext("part", "decision"),
        "minutes": pgettext("part", "minutes"),
    },
    "kind": {
        "position": pgettext("kind of clause", "position"),
        "continuing": pgettext("kind of clause", "continuing"),
        "task": pgettext("kind of clause", "task"),
        "event": pgettext("kind of clause", "event"),
        "nomination": pgettext("kind of clause", "nomination"),
        "rule": pgettext("kind of clause", "rule"),
        "request": pgettext("kind of clause", "request"),
        "thanks": pgettext("kind of clause", "thanks"),
        "assessment": pgettext("kind of clause", "assessment"),
        "publication": pgettext("kind of clause", "publication"),
    },
    "role": {
        "administrator": pgettext("role", "administrator"),
        "secretary": pgettext("role", "secretary"),
        "chair": pgettext("role", "chair"),
        "clerk": pgettext("role", "clerk"),
        "teller": pgettext("role", "teller"),
        "drafter": pgettext("role", "drafter"),
        "delegate": pgettext("role", "delegate"),
        "owner": pgettext("role", "owner of commitments"),
        "observer": pgettext("role", "observer"),
    },
    "method": {
        "hands": pgettext("method of voting", "show of hands"),
        "roll-call": pgettext("method of voting", "roll-call"),
        "electronic": pgettext("method of voting", "electronic, by name"),
        "secret": pgettext("method of voting", "secret"),
        "paper": pgettext("method of voting", "on paper, secret"),
        "no-objection": pgettext("method of voting", "no objection"),
    },
    "choice": {
        "for": pgettext("vote", "for"),
        "against": pgettext("vote", "against"),
        "abstain": pgettext("vote", "abstain"),
    },
    "candidate": {
        "none": pgettext("line of a ballot", "None of these"),
    },
    "outcome": {
        "adopted": pgettext("outcome", "adopted"),
        "rejected": pgettext("outcome", "rejected"),
        "void": pgettext("outcome", "void"),
        "tie": pgettext("outcome", "tie"),
    },
    "level": {
        "local": pgettext("level of a body", "local"),
        "country": pgettext("level of a body", "country"),
        "regional": pgettext("level of a body", "regional"),
        "world": pgettext("level of a body", "world"),
    },
    "preset": {
        "simple-majority": pgettext("voting rule", "simple majority, more than half of the seats present"),
        "two-thirds-of-those-present": pgettext("voting rule", "two thirds of those present"),
        "no-objection": pgettext("voting rule", "consensus: nobody objects"),
        "unanimity": pgettext("voting rule", "unanimity"),
        "un-general-assembly": pgettext("voting rule", "United Nations General Assembly: majority"),
        "un-important-questions": pgettext("voting rule", "United Nations General Assembly: important questions"),
        "roberts-rules": pgettext("voting rule", "Robert's Rules: majority"),
        "roberts-two-thirds": pgettext("voting rule", "Robert's Rules: two thirds"),
        "peru-civil-code": pgettext("voting rule", "Civil Code of Peru: ordinary decisions"),
        "peru-civil-code-statutes": pgettext("voting rule", "Civil Code of Peru: statutes and dissolution"),
        "russian-civil-code": pgettext("voting rule", "majority of the participants, half of the body present"),
        "spanish-associations": pgettext("voting rule", "Spanish law of associations: simple majority"),
        "spanish-associations-qualified": pgettext("voting rule", "Spanish law of associations: qualified majority"),
    },
    "rule": {
        "ordinary": pgettext("name of a voting rule", "ordinary matters"),
        "statutes": pgettext("name of a voting rule", "change of the statutes"),
        "elections": pgettext("name of a voting rule", "elections"),
        "dissolution": pgettext("name of a voting rule", "dissolution"),
    },
    "thing": {
        "meeting": pgettext("thing", "meeting"),
        "agenda-item": pgettext("thing", "point of the agenda"),
        "credential": pgettext("thing", "credential"),
        "resolution": pgettext("thing", "resolution"),
        "validity": pgettext("thing", "validity"),
        "amendment": pgettext("thing", "amendment"),
        "poll": pgettext("thing", "vote"),
        "speaker": pgettext("thing", "place on the list"),
        "commitment": pgettext("thing", "commitment"),
        "correspondence": pgettext("thing", "letter"),
        "paper": pgettext("thing", "paper"),
        "minutes": pgettext("thing", "minutes"),
    },
}
"""Group → code → English word. The states of a table stand under the table's name; ``overdue`` and ``unanswered`` are
computed, and shown like states."""

CONTEXTS = {
    "change": "amendment",
    "letter-event": "letter, on its timeline",
    "letter-purpose": "purpose of a letter",
    "letter-way": "way of a letter",
    "answer-way": "way of an answer",
    "answer-shown": "who sees an answer",
    "agenda-item": "agenda item",
    "kind": "kind of clause",
    "method": "method of voting",
    "choice": "vote",
    "candidate": "line of a ballot",
    "level": "level of a body",
    "preset": "voting rule",
    "rule": "name of a voting rule",
    "paper": "old paper",
    "form-of-speaking": "form of speaking",
    "point-of-order": "point of order",
    "side": "side in a debate",
    "end-of-speech": "end of a speech",
}
"""The context of a group's messages, where it isn't the group's own name."""


def label(group: str, code: str, language: str) -> str:
    """The word of a code: ``label("meeting", "open", "ru")``.

    :raises KeyError: there is no such group or code.
    """
    return translation(language).pgettext(CONTEXTS.get(group, group), NAMES[group][code])
