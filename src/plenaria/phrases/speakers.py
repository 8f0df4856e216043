"""The list of speakers in words: in which order, for how long, and what is put when the list is to be closed."""

from plenaria.core.speakers import Debate
from plenaria.phrases.catalogue import N_, translation

CLOSING = N_("Close the list of speakers")

_ORDERS = {
    "as-asked": N_("In the order in which they asked"),
    "first-time": N_("First-time speakers first"),
    "sides": N_("For and against in turn"),
    "delegations": N_("Delegations in turn: who spoke less comes first"),
}


def order(code: str, language: str) -> str:
    """The order of a list in one line."""
    return translation(language).gettext(_ORDERS[code])


def closing_question(language: str) -> str:
    """What is put to the vote when the list is to be closed."""
    return translation(language).gettext(CLOSING)


def clock(seconds: int) -> str:
    """Minutes and seconds as a clock shows them: ``02:40``; past its limit with a minus. The same as ``live.js``."""
    whole = abs(seconds)
    hours, rest = divmod(whole, 3600)
    shown = f"{rest // 60:02}:{rest % 60:02}"
    return ("−" if seconds < 0 else "") + (f"{hours}:{shown}" if hours else shown)


def limits(debate: Debate, language: str) -> str:
    """What is limited, in one line: *3:00 a speech · 1:00 a point of order · 2 speeches each*; empty without limits."""
    words = translation(language)
    found = []
    if debate.speech:
        found.append(words.gettext("{time} for a speech").format(time=clock(debate.speech)))
    if debate.point_of_order:
        found.append(words.gettext("{time} for a point of order").format(time=clock(debate.point_of_order)))
    if debate.reply:
        found.append(words.gettext("{time} for a reply").format(time=clock(debate.reply)))
    if debate.by_person:
        found.append(
            words.ngettext("{count} speech each", "{count} speeches each", debate.by_person).format(
                count=debate.by_person
            )
        )
    if debate.by_delegation:
        found.append(
            words.ngettext("{count} speech a delegation", "{count} speeches a delegation", debate.by_delegation).format(
                count=debate.by_delegation
            )
        )
    if debate.by_itself and debate.speech:
        found.append(words.gettext("a speech ends by itself"))
    return " · ".join(found)
