"""What is laid down of an election before anybody votes: the method and its options, the places, the candidates.

Kept with the question, and frozen into each poll: of an election in rounds every round is a poll of its own, with those
who go on (``standing``) for the places that are left (``vacancies``).
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from types import MappingProxyType
from typing import Any, Self

from plenaria.core.refusal import Refusal, unacceptable
from plenaria.core.voting.elections.count import Count
from plenaria.core.voting.elections.most_votes import BASES
from plenaria.core.voting.elections.rounds import KEEPS, TWO_ROUNDS, Runoff
from plenaria.core.voting.rule import Share

RANKING = ("scottish-stv", "ers97", "meek", "schulze")
"""Methods whose ballot is an order of preference."""

NAMING = ("plurality", "block", "approval", "rounds")
"""Methods whose ballot names candidates, all alike."""

EACH = "each"
"""Each candidate is a question of its own: for, against, abstaining."""

METHODS = (*RANKING, *NAMING, EACH)

WITH_THRESHOLD = ("plurality", "block", "approval")
"""Methods that may ask for more than the most votes; rounds have a threshold of their own."""

ORDERS = ("alphabetical", "lot", "written")
"""How the candidates stand on the ballot paper: by name, as drawn by lot, or as they were written down."""

MOST_CANDIDATES = 99
"""As many as a ballot of 400 characters can rank."""


@dataclass(frozen=True, slots=True)
class Candidate:
    """Somebody who stands: their name by language, and who they are where the house knows them."""

    names: Mapping[str, str]
    person: str = ""

    def name(self, languages: Sequence[str] = ()) -> str:
        """The name in the first of these languages that has one, else in any."""
        found = (self.names[each] for each in (*languages, "en", *self.names) if self.names.get(each))
        return next(found, "")


@dataclass(frozen=True, slots=True, kw_only=True)
class Setting:
    """The election as it is put.

    ``candidates`` are numbered from 1 in the order of the ballot paper; ``withdrawn`` ones stay on it and are passed
    over. ``threshold`` and its ``base`` belong to plurality, block vote and approval; ``default`` (the number of *none
    of these* among the candidates), ``quorum`` in votes and ``ratio`` to Schulze's method; ``runoff`` to rounds, of
    which this is number ``round``, between ``going_on`` (empty: all) for ``left`` places (0: all).
    """

    method: str
    places: int
    candidates: tuple[Candidate, ...]
    order: str = "written"
    withdrawn: tuple[int, ...] = ()
    threshold: Share | None = None
    base: str = "valid"
    default: int | None = None
    quorum: int = 0
    ratio: Fraction = Fraction(1)
    runoff: Runoff = TWO_ROUNDS
    round: int = 1
    going_on: tuple[int, ...] = ()
    left: int = 0

    @property
    def standing(self) -> tuple[int, ...]:
        """Whom a ballot of this poll may name."""
        return self.going_on or tuple(
            number for number in range(1, len(self.candidates) + 1) if number not in self.withdrawn
        )

    @property
    def vacancies(self) -> int:
        """The places that this poll fills."""
        return self.left or self.places

    @property
    def most(self) -> int:
        """How many candidates a ballot may name."""
        if self.method == "plurality":
            return 1
        return min(self.vacancies, len(self.standing)) if self.method in ("block", "rounds") else len(self.standing)

    @property
    def equal_ranks(self) -> bool:
        """Whether a ballot may put candidates equal."""
        return self.method == "schulze"

    @property
    def longest(self) -> int:
        """The length of the longest choice that can be written (see ``choices``), so that all can be made as long."""
        if self.method == EACH:
            return len(self.candidates)
        return max(sum(len(str(each)) + 1 for each in self.standing), len("blank"))

    def names(self, languages: Sequence[str] = ()) -> tuple[str, ...]:
        """All names, in the order of the ballot paper."""
        return tuple(each.name(languages) for each in self.candidates)

    def named(self, count: Count, languages: Sequence[str], title: str = "") -> Count:
        """A count of this election with the names in these languages."""
        return replace(count, candidates=self.names(languages), title=title)

    def following(self, count: Count) -> "Setting | None":
        """The next round, if one must follow this count."""
        last = count.rounds[-1] if count.rounds else None
        if count.waiting or last is None or not last.going_on:
            return None
        left = self.places - len(count.elected)
        return replace(self, round=len(count.rounds) + 1, going_on=last.going_on, left=left)

    def without(self, candidate: int) -> "Setting":
        """The same after somebody withdrew."""
        return replace(self, withdrawn=tuple(sorted({*self.withdrawn, candidate})))

    def to_data(self) -> dict[str, Any]:
        """As JSON values; ``from_data`` gives the same setting back."""
        return {
            **self.rules_to_data(),
            "candidates": [{"names": dict(each.names), "person": each.person} for each in self.candidates],
        }

    def rules_to_data(self) -> dict[str, Any]:
        """The same with the number of candidates alone: whole numbers, texts and lists, nothing personal (for the
        journal)."""
        return {
            "method": self.method,
            "places": self.places,
            "candidates": len(self.candidates),
            "order": self.order,
            "withdrawn": list(self.withdrawn),
            "threshold": _written(self.threshold),
            "base": self.base,
            "default": self.default or 0,
            "quorum": self.quorum,
            "ratio": str(self.ratio),
            "runoff": {
                "threshold": _written(self.runoff.threshold),
                "keep": self.runoff.keep,
                "rounds": self.runoff.rounds,
                "last": "most-votes" if self.runoff.plurality else "threshold",
            },
            "round": self.round,
            "going_on": list(self.going_on),
            "left": self.left,
        }

    @classmethod
    def from_data(cls, data: Mapping[str, Any]) -> Self:
        """The setting that ``to_data`` wrote; of ``rules_to_data``, with candidates who have numbers for names.

        :raises ValueError, KeyError, TypeError: these are not the data of an election.
        """
        known, runoff = data["candidates"], data["runoff"]
        many = range(1, known + 1) if isinstance(known, int) else ()
        return cls(
            method=data["method"],
            places=data["places"],
            candidates=tuple(Candidate({"en": str(number)}) for number in many)
            or tuple(Candidate(MappingProxyType(dict(each["names"])), each["person"]) for each in known),
            order=data["order"],
            withdrawn=tuple(data["withdrawn"]),
            threshold=_share(data["threshold"]),
            base=data["base"],
            default=data["default"] or None,
            quorum=data["quorum"],
            ratio=Fraction(data["ratio"]),
            runoff=Runoff(
                threshold=_share(runoff["threshold"]) or TWO_ROUNDS.threshold,
                keep=runoff["keep"],
                rounds=runoff["rounds"],
                plurality=runoff["last"] == "most-votes",
            ),
            round=data["round"],
            going_on=tuple(data["going_on"]),
            left=data["left"],
        )


def check(setting: Setting) -> Refusal | None:
    """Whether it can be put at all.

    Refused: ``election-method-unknown`` (method), ``election-without-seats`` (seats), ``election-without-candidates``,
    ``election-too-many-candidates`` (candidates, most), ``candidate-without-name`` (candidate), ``candidate-twice``
    (name), ``default-needed``: Schulze's quorum or ratio without the default option, ``election-options``.
    """
    if setting.method not in METHODS:
        return unacceptable("election-method-unknown", method=setting.method)
    if setting.places < 1:
        return unacceptable("election-without-seats", seats=setting.places)
    if not set(setting.standing) - {setting.default}:
        return unacceptable("election-without-candidates")
    many = len(setting.candidates)
    if many > MOST_CANDIDATES:
        return unacceptable("election-too-many-candidates", candidates=many, most=MOST_CANDIDATES)
    return _check_names(setting) or _check_options(setting)


def _check_names(setting: Setting) -> Refusal | None:
    people: set[tuple[str, str]] = set()
    for number, candidate in enumerate(setting.candidates, 1):
        if not candidate.name():
            return unacceptable("candidate-without-name", candidate=number)
        # Two people of one name are told apart by who they are; two lines about nobody known are a slip.
        known = ("person", candidate.person) if candidate.person else ("name", candidate.name().casefold())
        if known in people:
            return unacceptable("candidate-twice", name=candidate.name())
        people.add(known)
    return None


def _check_options(setting: Setting) -> Refusal | None:
    if setting.default is None and (setting.quorum or setting.ratio != 1):
        return unacceptable("default-needed")
    known = range(1, len(setting.candidates) + 1)
    numbers = {*setting.withdrawn, *setting.going_on, *({setting.default} - {None})}
    sound = (
        setting.order in ORDERS
        and setting.base in BASES
        and setting.runoff.keep in KEEPS
        and setting.quorum >= 0
        and setting.ratio >= 1
        and all(number in known for number in numbers)
    )
    return None if sound else unacceptable("election-options")


def _written(share: Share | None) -> str:
    """A share as ``more than 1/2`` or ``at least 2/3``; nothing as an empty text."""
    return "" if share is None else f"{'more than' if share.strict else 'at least'} {share.fraction}"


def _share(text: str) -> Share | None:
    words = text.rpartition(" ")
    return Share(Fraction(words[2]), strict=words[0] == "more than") if text else None
