"""Whether a clause is in force on a day, and in which words: what later clauses did to it.

1. A clause is in force from the day of its adoption, or a later one that it names.
2. An effect (``amend``, ``supersede``, ``annul``, ``spend``) works from its day on. What ends a clause ends its
   sub-clauses with it; new words are those of the one clause.
3. The first effect that ends a clause ends it for good: what annuls a clause does not bring back what that one had
   annulled (the rule of most interpretation acts, for one the British of 1978, section 15).
4. Two effects of one day work in the order in which they were decided.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from types import MappingProxyType

from plenaria.core.refusal import Refusal, conflict, unacceptable
from plenaria.core.resolutions import VALIDITY
from plenaria.core.text.resolution import Clause, Resolution

VERBS = ("amend", "supersede", "annul", "spend")
ENDING = frozenset({"supersede", "annul", "spend"})
IN_FORCE = frozenset({"in-force", "amended"})
NOT_YET = "not-yet"
"""The state, on a day before its first, of what will be in force."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Effect:
    """What is done to a clause, and from which day on; ``words`` by language are those in which it then stands.

    ``by`` is the clause that does it; empty where the body only notes it (a clause that is spent).
    """

    id: str
    verb: str
    since: date
    by: str = ""
    words: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """How a clause stands on a day: its state since ``since``, what made it so, its words where they were changed."""

    state: str
    since: date | None
    effects: tuple[Effect, ...] = ()
    words: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))

    @property
    def in_force(self) -> bool:
        """Whether it obliges."""
        return self.state in IN_FORCE


def standing(valid_from: date | None, effects: Iterable[Effect], day: date) -> Standing:
    """How a clause stands on ``day``, by its effects in the order in which they were decided."""
    if valid_from is not None and day < valid_from:
        return Standing(state=NOT_YET, since=valid_from)
    found = Standing(state="in-force", since=valid_from)
    for each in sorted(effects, key=lambda effect: effect.since):
        state = VALIDITY.after(found.state, each.verb)
        if each.since > day or isinstance(state, Refusal):
            break
        found = Standing(
            state=state,
            since=each.since,
            effects=(*found.effects, each),
            words=MappingProxyType({**found.words, **each.words}),
        )
    return found


def last_day(effects: Iterable[Effect]) -> date | None:
    """The last day on which a clause is in force; nothing where no end is known."""
    ends = [each.since for each in effects if each.verb in ENDING]
    return min(ends) - timedelta(days=1) if ends else None


def of_whole(states: Iterable[str]) -> str:
    """How a resolution stands whose top clauses are in these states: in force as long as one of them is."""
    found = set(states) or {"in-force"}
    if found <= {"in-force", NOT_YET}:
        return "in-force"
    if found & (IN_FORCE | {NOT_YET}):
        return "amended"
    return next(state for state in ("annulled", "superseded", "spent") if state in found)


def turning_days(valid_from: date, effects: Iterable[Effect]) -> tuple[date, ...]:
    """The days on which the text in force became another, the first one with them."""
    return tuple(sorted({valid_from, *(each.since for each in effects if each.since > valid_from)}))


def stands(text: Resolution, own: Mapping[str, Standing]) -> dict[str, Standing]:
    """Each clause's standing by its id: its own, or that of the clause above it where that one is not in force."""
    found: dict[str, Standing] = {}

    def descend(clauses: Sequence[Clause], above: Standing | None) -> None:
        for clause in clauses:
            mine = own.get(clause.id, Standing(state="in-force", since=None))
            found[clause.id] = above if above is not None and not above.in_force else mine
            descend(clause.children, found[clause.id])

    descend(text.clauses, None)
    return found


def in_words(text: Resolution, standings: Mapping[str, Standing]) -> Resolution:
    """The text with the words that its clauses have now; none is left out, and no number changes."""

    def reworded(clause: Clause) -> Clause:
        words = standings[clause.id].words.get(text.language) if clause.id in standings else None
        children = tuple(reworded(each) for each in clause.children)
        return replace(clause, text=clause.text if words is None else words, children=children)

    return replace(text, clauses=tuple(reworded(each) for each in text.clauses))


def may_change(before: Standing, effect: Effect, languages: Iterable[str]) -> Refusal | None:
    """Whether an effect can work on a clause that stands so on the effect's day; ``languages`` are those of its text.

    Refused: ``effect-unknown``, ``not-in-force`` (state), ``effect-before-adoption``, ``new-words-missing``,
    ``new-words-unasked`` (of what ends a clause).
    """
    if effect.verb not in VERBS:
        return unacceptable("effect-unknown")
    if before.state == NOT_YET:
        return conflict("effect-before-adoption")
    if isinstance(VALIDITY.after(before.state, effect.verb), Refusal):
        return conflict("not-in-force", state=before.state)
    given = {language for language, words in effect.words.items() if words.strip()}
    if effect.verb == "amend":
        return None if set(languages) <= given else unacceptable("new-words-missing")
    return unacceptable("new-words-unasked") if given else None
