"""A result as the hall shows it: the outcome, the sentence, the hemicycle, the list of the roll-call."""

from fractions import Fraction
from typing import Any

from django.utils.translation import get_language, pgettext
from django.utils.translation import gettext as _

from plenaria.core.voting.tally import Tally
from plenaria.interfaces.hall import elections, names
from plenaria.interfaces.kit import secrecy, votes
from plenaria.interfaces.kit.states import FACES
from plenaria.interfaces.kit.wording import label
from plenaria.phrases import results
from plenaria.phrases.numbers import number
from plenaria.store.queries.polls import PollView


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
        "picture": votes.picture(poll.decision.tally, _("How the seats voted")),
        "tally": objections(poll) if poll.method == "no-objection" else tally(poll.decision.tally),
        **names.of(poll),
        "taken": votes.taken(poll.id, poll.method) if poll.state != "closed" else "",
        "secrecy": secrecy.warnings(poll.id),
    }


def tally(found: Tally) -> list[tuple[str, str]]:
    """The three numbers with their words."""
    numbers = {"for": found.in_favour, "against": found.against, "abstain": found.abstaining}
    here = get_language() or "en"
    return [(word, number(Fraction(numbers[choice], found.denominator), here)) for choice, word in counted().items()]


def objections(poll: PollView) -> list[tuple[str, str]]:
    """Where only objections are asked for nobody has voted for it, and nobody has abstained."""
    assert poll.decision is not None  # asked for a poll that was decided
    return [(_("objections").capitalize(), str(poll.decision.tally.against))]


def counted() -> dict[str, str]:
    """What stands beside the number of votes of each choice."""
    return {
        "for": pgettext("votes counted", "For"),
        "against": pgettext("votes counted", "Against"),
        "abstain": pgettext("votes counted", "Abstaining"),
    }
