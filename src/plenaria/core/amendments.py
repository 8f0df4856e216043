"""An amendment's states, when it may be proposed, and the order in which amendments are put.

1. Whoever presides rules on whether an amendment is admitted, with a reason where it is not; a ruling may be reversed.
2. Before the vote on it opens its proposer may withdraw it (UN General Assembly, rule 80). A void vote leaves it before
   the meeting, and it is put again.
3. At one place what is furthest removed in substance is put first (rule 90): deletions before other words, and those
   before what is inserted there; of other words those that differ most.
4. An adopted amendment makes the others lapse whose place it changed: they were written on words that are gone.
5. A clause, or the whole, is put after the amendments to it.
"""

from collections import Counter
from collections.abc import Mapping, Sequence

from plenaria.core.states import Table, from_each
from plenaria.core.text.amendment import Amendment
from plenaria.core.text.resolution import Resolution

WAITING = ("submitted", "admitted", "tabled")
"""The states in which nothing has become of it yet."""

AMENDMENT = Table(
    "amendment",
    "submitted",
    {
        **from_each(("submitted", "not-admitted"), "admit", "admitted"),
        ("submitted", "turn-down"): "not-admitted",
        **from_each(("admitted", "tabled"), "table", "tabled"),
        ("tabled", "adopt"): "adopted",
        ("tabled", "reject"): "rejected",
        **from_each(WAITING, "withdraw", "withdrawn"),
        **from_each(WAITING, "lapse", "lapsed"),
    },
)
"""submitted → admitted | not admitted; admitted → tabled → adopted | rejected; or withdrawn, or lapsed."""

AMENDABLE = frozenset({"tabled", "debated"})
"""The states of a resolution in which amendments to it may be proposed."""

RULINGS = ("place-changed", "text-decided")
"""Why an amendment has lapsed by itself: another changed its place; or there is nothing more to amend."""

MOST_WAITING = 20
"""Amendments to one text that one seat may have waiting."""
LONGEST = 20_000
"""Characters of the words that an amendment proposes."""
LONGEST_NOTE = 2_000
"""Characters of the reasons given for it."""

_RANKS = {"delete": 0, "move": 1, "replace": 2, "insert": 3}


def voting_order[Id](amendments: Mapping[Id, Amendment], texts: Sequence[Resolution]) -> tuple[Id, ...]:
    """The amendments in the order in which to put them: by their places, and at one place by rule 3.

    ``texts`` is the text in each of its languages, the authentic one first; words are compared in the first language
    in which they were given. An amendment whose place is gone comes last; of equals the one that was named first.
    """
    places = {clause.id: at for at, clause in enumerate(texts[0].walk(), 1)} | {"": 0}
    words = {text.language: {clause.id: clause.text for clause in text.walk()} for text in texts}

    def key(each: Id) -> tuple[int, int, float]:
        amendment = amendments[each]
        spoken = next((language for language in words if language in amendment.words), texts[0].language)
        nearness = likeness(words[spoken].get(amendment.clause, ""), amendment.words_in(spoken))
        return places.get(amendment.clause, len(places)), _RANKS[amendment.kind], nearness

    return tuple(sorted(amendments, key=key))


def likeness(one: str, two: str) -> float:
    """The share of words that two texts have in common: 1 for the same ones, 0 for none."""
    bags: Sequence[Counter[str]] = [Counter(each.casefold().split()) for each in (one, two)]
    whole = bags[0].total() + bags[1].total()
    return 2 * (bags[0] & bags[1]).total() / whole if whole else 0.0
