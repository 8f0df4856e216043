"""Mail that comes in: what a message is taken for, what it makes of a mail of ours, and by what it names that mail.

1. A message concerns us only if it names a mail of ours: by its Message-ID, by the id of its envelope, or by the
   address that was made for it. These are known to nobody but those who carried or got the mail.
2. A server's report changes what is known of that mail, and only ever to what weighs more: a report may come twice,
   and a late one after a final one.
3. What a person answers is never judged here: it waits for the secretary.
4. Words and files of messages are kept for as many days as the body says, from the day on which they came. What waits
   for the secretary stays until somebody said what it is; what was filed stays with its letter, as the answer.
"""

import re
from collections.abc import Iterable, Sequence

from plenaria.core.correspondence import CORRESPONDENCE
from plenaria.core.refusal import Refusal

KINDS = ("bounced", "delayed", "relayed", "delivered", "answer", "automatic", "other", "unreadable")
"""What a message is taken for: four things that servers report, an answer, an automatic reply, none of ours, no sound
message."""
KEPT = frozenset({"answer", "automatic"})
"""Of these the words and files are kept."""
STATES = ("unsorted", "set-aside", "filed")
"""Of an answer: it waits; it is none; it is filed against its letter."""
USUAL_DAYS = 180
"""For which messages are kept where the body says nothing."""
FEWEST_DAYS, MOST_DAYS = 7, 3650
FATES = ("", "delayed", "relayed", "delivered", "bounced")
"""What has become of a mail of ours since its server took it, the weightier last. *Relayed*: on to a server that
reports nothing more (RFC 3464, 2.3.3)."""

_OF_ACTION = {
    "failed": "bounced",
    "delayed": "delayed",
    "relayed": "relayed",
    "expanded": "relayed",
    "delivered": "delivered",
}
_VERBS = {"bounced": "bounce", "delayed": "delay", "delivered": "deliver"}
_PLACE = "{mail}"


def kind_of(action: str, *, automatic: bool, mail: bool, letter: bool) -> str:
    """What a message is taken for.

    :param action: of a server's report (RFC 3464); empty where it is none.
    :param automatic: a machine wrote it.
    :param mail: it names a mail of ours.
    :param letter: that mail carried a letter.
    """
    if mail and action in _OF_ACTION:
        return _OF_ACTION[action]
    if not letter or action:
        return "other"
    return "automatic" if automatic else "answer"


def fate_after(fate: str, kind: str) -> str:
    """What is known of a mail after a report of that kind."""
    return max(fate, kind if kind in FATES else "", key=FATES.index)


def verb_for(state: str, kind: str) -> str | None:
    """What a report does to a letter in that state; nothing where it knows better already, as after an answer."""
    verb = _VERBS.get(kind)
    if verb == "delay":
        return verb if state == "sent" else None
    return verb if verb and not isinstance(CORRESPONDENCE.after(state, verb), Refusal) else None


def return_path(pattern: str, mail: str) -> str:
    """The address to which the bounces of that mail come back; ``pattern`` has a place for its id (``{mail}``)."""
    return pattern.replace(_PLACE, mail)


def tags(pattern: str, addresses: Iterable[str]) -> Sequence[str]:
    """The ids of mails whose own addresses are among these."""
    if _PLACE not in pattern:
        return ()
    before, _, after = pattern.partition(_PLACE)
    form = re.compile(rf"{re.escape(before)}([a-z0-9]{{8,32}}){re.escape(after)}", re.IGNORECASE)
    found = (form.fullmatch(each) for each in addresses)
    return tuple(dict.fromkeys(each.group(1).lower() for each in found if each))
