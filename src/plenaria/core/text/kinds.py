"""What a clause does: its operative verb and its kind.

The first verb of the clause leads. One that only hands on or decides (*instructs*, *поручить*, *acuerda*), and a
request to an organ of one's own, give way to the verb that they govern. What the leading verb does follows from its
class and from what stands beside it: the object, whose duty it is, a date, a recurrence (ADR 7). ``also`` names the
kinds of later verbs that stand where an operative verb can.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from plenaria.core.text import around, vocabulary
from plenaria.core.text.dates import periods
from plenaria.core.text.inflection import PHRASE
from plenaria.core.text.marks import ORDER, dates_as_words, marks, may_follow, objects
from plenaria.core.text.ongoing import asks_to_go_on
from plenaria.core.text.people import people
from plenaria.core.text.verbs import Mark

BY_OBJECT: dict[str, tuple[tuple[tuple[str, str], ...], str]] = {
    "express": ((("gratitude", "thanks"), ("candidacy", "nomination"), ("report", "position")), "position"),
    "repeat": ((("letter", "request"), ("report", "assessment")), "position"),
    "state": ((("candidacy", "nomination"),), "position"),
    "note": ((("report", "assessment"), ("event", "event")), "position"),
    "judge": ((), "assessment"),
    "approve": (
        (
            ("candidature", "nomination"),
            ("report", "assessment"),
            ("rule", "rule"),
            ("plan", "task"),
            ("letter", "position"),
        ),
        "position",
    ),
    "thank": ((), "thanks"),
    "elect": ((), "nomination"),
    "publish": ((("text", "publication"), ("gratitude", "thanks"), ("work", "task")), "publication"),
    "send": (
        (("text", "publication"), ("letter", "request"), ("gratitude", "thanks"), ("candidature", "nomination")),
        "task",
    ),
    "hold": ((("event", "event"), ("study", "task")), "task"),
    "open": ((("event", "event"),), "task"),
    "represent": ((("candidacy", "nomination"),), "task"),
    "tell": ((("text", "publication"),), "task"),
    "conduct": ((("event", "event"), ("study", "task")), "continuing"),
    "attend": ((("event", "event"),), "continuing"),
    "continue": ((), "continuing"),
    "do": ((), "task"),
    "set": ((("rule", "rule"),), "task"),
    "keep": ((("rule", "rule"),), "continuing"),
    "appoint": ((("event", "event"), ("study", "task")), "nomination"),
    "dismiss": ((("rule", "rule"),), "nomination"),
    "announce": ((("gratitude", "thanks"), ("event", "event")), "position"),
    "give": ((("gratitude", "thanks"),), "task"),
    "fix": ((), "rule"),
    "oblige": ((), "rule"),
    "write": ((("gratitude", "thanks"),), "request"),
    "ask": ((), "request"),
    "demand": ((), "request"),
    "impose": ((), "rule"),
    "contact": ((), "task"),
    "include": ((("text", "publication"), ("rule", "rule"), ("candidature", "nomination")), "task"),
    "charge": ((), "task"),
    "decide": ((), "position"),
    "must": ((), "rule"),
    "future": ((), "task"),
    "unknown": ((("event", "event"),), "task"),
}
"""For each class of verbs: the kind by the nearest object of those listed, and the kind without any."""

_HANDS_ON = frozenset({"decide", "charge", "future"})
_REACH = 160
"""Characters after a verb within which the verb that it governs, or its object, stands."""

_OF_PEOPLE = frozenset({"approve", "send", "represent"})
"""What is done to a person by these makes a nomination."""
_EVENT = (("event", "event"),)
_TEXT = (("text", "publication"),)
_NEAR = 8
"""Characters that an article takes."""
_TO_BE_DONE = re.compile(r"\b(?:be|to be)\s+\w+(?:ed|en|wn|ut|pt|ld|de)\b")
"""*that new locks be fitted*: a verb that the lexicon does not have, in English."""
_LED_BY_THAT = frozenset({"decide", "must", "future"})
"""Whoever follows these is the subject of the verb that they govern: *decides that the congress shall meet*."""
_BY_LIST = frozenset({"publish"})
"""Of several objects the one whose list comes first tells, not the nearest."""

_VERB_PLACE = re.compile(r"(?:[,;:.]\s*|\b(?:and|also|y|e|и|а также|также)\s+|\n\s*)$", re.IGNORECASE)
_STOP = re.compile(r"[;:](?=\s)|(?<!\b[^\W\d_a-zа-яёіїєґ])(?<!\b(?:Mr|Ms|Dr|St))[.?!](?=\s+[^\W\d_a-zа-яёіїєґ]|\s*$)")
"""An initial or a title (*P. Wick*, *Mr. Wick*) stops nothing."""


def classify(text: str, language: str, margin: str = "") -> tuple[str, tuple[str, ...], str | None]:
    """Kind, further kinds and the operative verb as printed; a verb in the margin leads the clause."""
    clause = _Clause(f"{margin} {text}" if margin else text, language)
    resolved = vocabulary.opening(language, "operative", "lead_in").match(margin)
    verb = _verb(text if resolved or not margin else margin, language)
    lead = clause.lead()
    if lead is None:
        return clause.without_verb(), (), verb
    kind, leading = clause.resolve(lead)
    others = (
        clause.resolve(mark)[0]
        for mark in clause.marks
        if mark.start > leading.start and mark.form != "noun" and clause.may_lead(mark)
    )
    also = tuple(dict.fromkeys(each for each in others if each not in (kind, "position")))
    return kind, also, verb


def leads(text: str, language: str) -> bool:
    """Whether a point of a list has an operative verb of its own, and does not complete that of its clause."""
    found = [mark for mark in marks(text[:120], language) if mark.form != "noun"]
    near = bool(found) and (
        found[0].start == 0 or bool(may_follow(language, "before_verb").search(text[: found[0].start]))
    )
    return bool(vocabulary.operative(language).match(text)) or near


@dataclass(frozen=True, slots=True)
class _Clause:
    text: str
    language: str

    @property
    def marks(self) -> tuple[Mark, ...]:
        """Its verbs and phrases."""
        return marks(self.text, self.language)

    def lead(self) -> Mark | None:
        """The first verb; where the clause begins with a verb that no lexicon has, that one."""
        verbs = [each for each in self.marks if each.form != "noun" or self._opens_with(each)]
        purpose = vocabulary.opening(self.language, "operative", "purpose").match(self.text)
        if purpose:
            # "Para integrar la selección se requerirá …"
            comma = self.text.find(", ", 0, _REACH)
            governed = [each for each in verbs[:1] if each.start <= purpose.end() + _NEAR]
            after = [each for each in verbs if each.start > comma] if comma > 0 else verbs[len(governed) :]
            return next(iter(after or verbs), None)
        first = next(iter(verbs), None)
        first = first or next((each for each in self.marks if each.start <= _NEAR), None)
        until = first.start if first else min(len(self.text), _REACH)
        unknown = around.unknown_verb(self.text[:until], self.language)
        if unknown is None:
            return first
        start, end = unknown.span("verb" if "verb" in unknown.groupdict() else 0)
        ongoing = vocabulary.whole(self.language, "operative", "ongoing_like").fullmatch(self.text[start:end])
        duty = next((mark for mark in verbs if mark.sort in ("must", "rule", "fix") and mark.start < end + 60), None)
        if duty and not _STOP.search(self.text, end, duty.start):
            # "Носить знак общества вправе тот, кто …"
            return duty
        addresses = around.institution_after(self.language).match(self.text, end)
        return Mark(start, end, "continue" if ongoing else "ask" if addresses else "unknown", "infinitive")

    def _opens_with(self, noun: Mark) -> bool:
        """Whether the clause is about a noun of action, and has no verb; a body may be called so too (*Собрание*)."""
        if any(
            each.start > noun.end and each.form != "noun" for each in self.marks if each.start < self._stop(noun.end)
        ):
            return False
        body = vocabulary.anywhere(self.language, "opening", "body")
        return not self.text[: noun.start].strip() and not body.fullmatch(self.text, noun.start, noun.end)

    def resolve(self, mark: Mark) -> tuple[str, Mark]:
        """The kind of the verb, and the verb that told: itself or the one that it governs."""
        if mark.sort == "decide" and self._negated(mark):
            return "position", mark
        if self._hands_on(mark):
            governed = self._governed(mark)
            if governed is not None:
                kind, told = self.resolve(governed)
                # What is decided or charged is to be done.
                return ("task" if told.sort == "charge" else kind), told
            if mark.sort == "oblige":
                # "Зобов'язати директора:" over what is to be done
                return "task", mark
        kind = self._own_kind(mark)
        subject = self._own_subject(mark) and self.text[: mark.start].rstrip().endswith(" to")
        if subject and (kind == "position" or mark.sort == "note"):
            # "The River Committee to mark …"
            return "task", mark
        if mark.sort != "decide" and self._negated(mark):
            return "position", mark
        if (
            kind in ("task", "event") or (mark.sort == "publish" and not self._by_object(mark, _TEXT))
        ) and self._recurs(mark):
            return "continuing", mark
        if kind == "position" and self._hands_on(mark):
            return self._decided(mark), mark
        if kind == "request" and asks_to_go_on(self.text, mark, self.marks, self.language, recurs=self._recurs(mark)):
            return "continuing", mark
        return kind, mark

    def _decided(self, mark: Mark) -> str:
        """What is decided in words that no lexicon has."""
        if self._recurs(Mark(0, 0, "", "")):
            return "continuing"
        guess = self.without_verb()
        if guess in ("event", "rule"):
            return guess
        if mark.sort == "decide" and people(self.text, self.language):
            return "nomination"
        like = vocabulary.opening(self.language, "operative", "verb_like").match(self.text[mark.end :].lstrip())
        # "Decide peregrinar …"
        return "task" if like and mark.sort == "decide" else "position"

    def _own_kind(self, mark: Mark) -> str:
        if mark.sort in ORDER:
            return mark.sort
        if mark.sort == "must":
            return self._duty(mark)
        if mark.sort == "demand" and around.members_after(self.language).match(self.text, mark.end):
            return "rule"
        if mark.sort in ("impose", "contact") and around.institution_after(self.language).match(self.text, mark.end):
            return "request"
        if mark.sort == "set" and around.that(self.language).match(self.text, mark.end):
            return "rule"
        if mark.sort == "set" and self._own_subject(mark):
            return "task"
        if (
            mark.sort == "fix"
            and mark.form == "passive"
            and self._by_object(mark, _EVENT)
            and around.dated(self.text, self.language)
        ):
            return "event"
        if mark.sort == "unknown" and around.that(self.language).match(self.text, mark.end):
            # "Contends that bread …"
            return "position"
        listed, default = BY_OBJECT[mark.sort]
        kind = self._by_object(mark, listed) or default
        if kind == default and mark.sort in _OF_PEOPLE and people(self.text, self.language):
            return "nomination"
        if mark.sort in ("conduct", "unknown") and kind == "event" and not around.dated(self.text, self.language):
            return default
        if (
            mark.sort == "hold"
            and not self._by_object(mark, listed)
            and around.dated(self.text, self.language, exact=3)
        ):
            return "event"
        return kind

    def _duty(self, mark: Mark) -> str:
        """*The Treasurer shall obtain …* is a task, *the fee shall be …* a rule, *it shall be held* an event."""
        governed = next((each for each in self.marks if mark.end <= each.start < mark.end + 40), None)
        kind = self.resolve(governed)[0] if governed else ""
        if self._own_subject(mark):
            return kind if kind and kind not in ("position", "rule") else "task"
        if kind in ("event", "publication", "continuing"):
            return kind
        return "task" if kind == "task" and around.due(self.text, self.language) else "rule"

    def _hands_on(self, mark: Mark) -> bool:
        if mark.sort in _HANDS_ON:
            return True
        if mark.sort in ("request", "ask", "demand", "impose", "oblige"):
            passive = mark.form in ("passive", PHRASE) and self._own_subject(mark)
            return bool(passive or self._own_addressee(mark))
        if mark.sort == "approve":
            return self._approves_action(mark)
        if mark.sort == "oblige":
            return any(each.exact == 3 for each in periods(self.text, self.language))
        if mark.sort == "fix":
            subordinate = around.that(self.language).match(self.text, mark.end)
            return bool(subordinate and around.own_after(self.language).match(self.text, subordinate.end()))
        if mark.form != PHRASE:
            return False
        return bool(vocabulary.anywhere(self.language, "operative", "delegation").match(self.text, mark.start))

    def _approves_action(self, mark: Mark) -> bool:
        """*Approves the holding of …*, *approves that …*: what is approved is to be done."""
        action = next((each for each in self.marks if each.start >= mark.end), None)
        near = (
            action is not None
            and action.form == "noun"
            and action.start - mark.end < _NEAR
            and self.text[action.start].islower()
        )
        return near or bool(around.that(self.language).match(self.text, mark.end))

    def _own_subject(self, mark: Mark) -> bool:
        """An organ of one's own is what the verb speaks of."""
        return bool(
            around.own_before(self.language).search(dates_as_words(self.text, self.language)[: mark.start][-120:])
        )

    def _own_addressee(self, mark: Mark) -> re.Match[str] | None:
        """An organ of one's own right after the verb."""
        return around.own_after(self.language).match(self.text, mark.end)

    def _governed(self, mark: Mark) -> Mark | None:
        """The verb that a decision or a charge is about: better a verb than a noun made of one."""
        delegation = vocabulary.anywhere(self.language, "operative", "delegation").match(self.text, mark.start)
        start = max(mark.end if mark.form != PHRASE else mark.start + 1, delegation.end() if delegation else 0)
        stop = self._stop(start)
        within = [each for each in self.marks if start <= each.start < min(stop, mark.start + _REACH)]
        verb = next((each for each in within if each.form != "noun"), None)
        before = [each for each in self.marks if each.form == "noun" and each.end < mark.start]
        # "Организацию выставки поручить совету"
        return verb or next(iter([*within, *before]), None)

    def _stop(self, start: int) -> int:
        match = _STOP.search(self.text, start, start + 4 * _REACH)
        return match.start() if match and self.text[match.start()] != ":" else min(len(self.text), start + 4 * _REACH)

    def _by_object(self, mark: Mark, listed: Sequence[tuple[str, str]]) -> str | None:
        """The kind that the nearest of those objects gives: one behind the verb, or else before it."""
        if not listed:
            return None
        kinds = dict(listed)
        listed_objects = [(at, name) for at, name in objects(self.text, self.language) if name in kinds]
        stop = min(self._stop(mark.end), mark.end + _REACH)
        # "hacer llegar este acuerdo": the phrase of the lexicon has the object in it.
        start = mark.start + 1 if mark.sort in _BY_LIST else mark.end
        after = [name for at, name in listed_objects if start <= at < stop]
        if after:
            return kinds[min(after, key=list(kinds).index) if mark.sort in _BY_LIST else after[0]]
        # "that the report be approved", "копии вручить собственникам"
        before = [each for each in self.marks if each.start < mark.start and each.form != "noun"]
        earlier = [each.end for each in before if each.sort not in _LED_BY_THAT]
        if earlier and mark.form == "infinitive" and vocabulary.data(self.language).get("verb_last"):
            # "beschließt, den Beitrag festzusetzen": the object of a German infinitive stands before it.
            own = [name for at, name in listed_objects if max(earlier) <= at < mark.start]
            return kinds[own[-1]] if own else None
        first = not earlier
        return (
            next((kinds[name] for at, name in listed_objects if at < mark.start), None)
            if first or mark.form == "passive"
            else None
        )

    def _negated(self, mark: Mark) -> bool:
        before = self.text[max(0, mark.start - 20) : mark.start].rstrip()
        words = " ".join(before.split()[-2:])
        return any(
            match.end() == len(words)
            for match in vocabulary.anywhere(self.language, "operative", "negation").finditer(words)
        )

    def _recurs(self, mark: Mark) -> bool:
        around = self.text[max(0, mark.start - 60) : self._stop(mark.end)]
        return bool(vocabulary.anywhere(self.language, "operative", "recurrence").search(around))

    def may_lead(self, mark: Mark) -> bool:
        """Whether an operative verb may stand here: at the start, after a stop, or joined by *and* or *to*."""
        before = self.text[max(0, mark.start - 30) : mark.start]
        return not before.strip() or bool(_VERB_PLACE.search(before))

    def without_verb(self) -> str:
        """A clause without any known verb: what is dated and held is an event, what speaks of rules a rule."""
        if self._recurs(Mark(0, 0, "", "")):
            return "continuing"
        named = {name for _, name in objects(self.text, self.language)}
        if "gratitude" in named:
            return "thanks"
        if "event" in named and around.dated(self.text, self.language):
            return "event"
        if "rule" in named:
            return "rule"
        return "task" if _TO_BE_DONE.search(self.text) else "position"


def _verb(text: str, language: str) -> str | None:
    """The operative verb as printed, with what belongs to it: *shall obtain*, *be accepted*, *не считает*."""
    resolved = vocabulary.opening(language, "operative", "lead_in").match(text)
    if resolved:
        # "RESOLVED, That the Board urges …": what is resolved tells more.
        said = "that " if resolved[0].endswith(("that", "That")) else ""
        return _verb(said + text[resolved.end() :].lstrip(" ,:"), language) or resolved[0].strip()
    match = vocabulary.operative(language).match(text)
    if match and not vocabulary.opening(language, "names", "articles").match(match[0]):
        return match[0].strip()
    clause = _Clause(text[: _REACH + 40], language)
    lead = clause.lead()
    if lead is None:
        return match[0].strip() if match else None
    if lead.form == PHRASE and not vocabulary.operative(language).match(clause.text[lead.start :]):
        # "copies of this resolution be sent", "the Cup shall be held"
        within = (each for each in clause.marks if lead.start < each.start < lead.end + 60)
        lead = next((each for each in within if each.form == "passive" or each.sort in ("must", "future")), lead)
    end = lead.end
    if lead.sort in ("must", "future"):
        end = next((each.end for each in clause.marks if lead.end <= each.start < lead.end + 12), end)
    before = _particles(language).search(clause.text[: lead.start])
    words = clause.text[before.start() if before else lead.start : end].split()
    return " ".join(words[: 4 if before else 3])


@cache
def _particles(language: str) -> re.Pattern[str]:
    listed = "|".join(
        vocabulary.alternatives(language, "operative", key) for key in ("particles", "auxiliary", "negation")
    )
    return re.compile(rf"(?:(?<!\w)(?:{listed})\s+)+$", re.IGNORECASE)
