"""A result as the hall shows it: the outcome, the sentence, the hemicycle, the list of the roll-call."""

from fractions import Fraction
from typing import Any

from django.utils.safestring import SafeString
from django.utils.translation import get_language, ngettext, pgettext
from django.utils.translation import gettext as _

from plenaria.core.polls import BY_NAME
from plenaria.core.voting.tally import Tally
from plenaria.interfaces.hall import elections
from plenaria.interfaces.kit import secrecy
from plenaria.interfaces.kit.pictures import hemicycle
from plenaria.interfaces.kit.states import FACES
from plenaria.interfaces.kit.wording import label
from plenaria.phrases import results
from plenaria.phrases.numbers import number
from plenaria.store.queries import polls
from plenaria.store.queries.polls import PollView

MOST_MARKS = 1_000
"""Seats that a hemicycle still shows one by one."""


def result(poll: PollView, second: str = "") -> dict[str, Any]:
    """What there is to say of a poll that was decided; ``second`` is a language in which it is said once more."""
    if poll.decision is None:
        counted = elections.result(poll, second) if poll.is_election else {}
        return counted | {"secrecy": secrecy.warnings(poll.id)} if counted else {}
    here = get_language() or "en"
    return {
        "face": FACES["outcome"][poll.decision.outcome],
        "outcome_word": label("outcome", poll.decision.outcome).capitalize(),
        "sentence": results.sentence(poll.decision, here),
        "second_sentence": results.sentence(poll.decision, second) if second and second != here else "",
        "second": second,
        "picture": picture(poll.decision.tally),
        "tally": tally(poll.decision.tally),
        "roll_call": polls.roll_call(poll.id),
        "taken": _taken(poll),
        "secrecy": secrecy.warnings(poll.id),
    }


def _taken(poll: PollView) -> str:
    """Of a vote by phone, or by call, and by hand: how many came which way."""
    counts = polls.counts(poll.id) if poll.method in BY_NAME else ()
    if not counts or poll.state == "closed":
        return ""
    named, last = polls.voted(poll.id), counts[-1]
    words = ngettext(
        "%(named)s seat voted by name; tellers counted %(for)s for, %(against)s against, %(abstaining)s abstaining.",
        "%(named)s seats voted by name; tellers counted %(for)s for, %(against)s against, %(abstaining)s abstaining.",
        named,
    )
    return words % {
        "named": named,
        "for": last.in_favour,
        "against": last.against,
        "abstaining": last.abstaining,
    }


def tally(found: Tally) -> list[tuple[str, str]]:
    """The three numbers with their words."""
    numbers = {"for": found.in_favour, "against": found.against, "abstain": found.abstaining}
    here = get_language() or "en"
    return [(word, number(Fraction(numbers[choice], found.denominator), here)) for choice, word in counted().items()]


def counted() -> dict[str, str]:
    """What stands beside the number of votes of each choice."""
    return {
        "for": pgettext("votes counted", "For"),
        "against": pgettext("votes counted", "Against"),
        "abstain": pgettext("votes counted", "Abstaining"),
    }


def picture(found: Tally) -> SafeString | str:
    """The half circle of the seats: how those present voted. Only where each vote is a seat."""
    votes = (found.in_favour, found.against, found.abstaining)
    if found.denominator != 1 or found.cast > found.present or found.roll > MOST_MARKS or not any(votes):
        return ""
    counts = {
        "for": found.in_favour,
        "against": found.against,
        "abstain": found.abstaining,
        "absent": found.roll - found.cast,
    }
    labels = counted() | {"absent": pgettext("votes counted", "Not voted")}
    return hemicycle(counts, labels, title=_("How the seats voted"))
