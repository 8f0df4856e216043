"""A vote as the public sees it: the sentence that explains it, its picture, and who voted how."""

from collections import Counter
from dataclasses import dataclass
from fractions import Fraction

from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from plenaria.interfaces.kit.pictures import hemicycle
from plenaria.interfaces.kit.wording import in_language, label
from plenaria.phrases import results
from plenaria.store.queries.published import PublicPoll, PublicVote


@dataclass(frozen=True, slots=True)
class Shown:
    """A vote with its words and picture."""

    poll: PublicPoll
    title: str
    sentence: str
    counts: str
    picture: SafeString | str
    votes: tuple[tuple[PublicVote, str], ...]
    """Each with the word for its choice."""
    is_weighted: bool


def shown(poll: PublicPoll, language: str) -> Shown:
    """A vote in the reader's language."""
    words = _words()
    return Shown(
        poll=poll,
        title=title(poll),
        sentence=results.sentence(poll.decision, language),
        counts=results.counts(poll.decision, language),
        picture=_picture(poll, words),
        votes=tuple((vote, words[vote.choice]) for vote in poll.votes),
        is_weighted=any(vote.weight != 1 for vote in poll.votes),
    )


def title(poll: PublicPoll) -> str:
    """What was put."""
    named = in_language(poll.titles)
    if named:
        return named
    if poll.clause:
        return _("Clause %(number)s, put separately") % {"number": poll.clause_number}
    return _("The resolution as a whole")


def _words() -> dict[str, str]:
    return {**{each: label("choice", each) for each in ("for", "against", "abstain")}, "absent": _("did not vote")}


def _picture(poll: PublicPoll, words: dict[str, str]) -> SafeString | str:
    """Every seat of the roll; nothing where nobody was counted, as when only objections were asked for."""
    tally = poll.decision.tally
    if poll.votes:
        counts = dict(Counter(vote.choice for vote in poll.votes))
    else:
        units = {"for": tally.in_favour, "against": tally.against, "abstain": tally.abstaining}
        counts = {choice: int(Fraction(count, tally.denominator)) for choice, count in units.items()}
        counts["absent"] = max(0, tally.roll - sum(counts.values()))
    if not any(counts.get(choice) for choice in ("for", "against", "abstain")):
        return ""
    return hemicycle(counts, words, title=title(poll))
