"""A search narrowed by what changes: what became of a clause, and to whom it was sent.

That is asked of its own tables. Where few clauses fit, only their passages come into question; where many do, each
place that was found is asked for.
"""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Protocol

from django.db.models import Case, F, Q, QuerySet, Value, When

from plenaria.core.followup import COMMITMENT, SETTLED
from plenaria.store.models import Commitment, Dispatch, Passage
from plenaria.store.prepared import Many, prepared
from plenaria.store.rows import Among

FEW = 2_000
"""So many clauses are few."""
UNSETTLED = [each for each in COMMITMENT.states if each not in SETTLED]


class Narrowing(Protocol):
    """What clauses must have."""

    def first(self) -> list[str]:
        """The clauses that have it, or one more of them than are few."""

    def fitting(self, places: Collection[int]) -> set[int]:
        """Those of these places that are of clauses which have it."""


@dataclass(frozen=True, slots=True)
class InState:
    """A public commitment in that state; what is *overdue* is in no other."""

    state: str
    today: date

    def first(self) -> list[str]:
        """By the index that has all of it."""
        if self.state == "overdue":
            return _first_overdue(self.today)
        return _first_settled(self.state) if self.state in SETTLED else _first_open(self.state, self.today)

    def fitting(self, places: Collection[int]) -> set[int]:
        """By all commitments of each, whatever they are: a database that is asked for those in a state might go through
        all that are in it."""
        return {place for place, state, late in _obliging(Many(places), self.today) if self._is(state, late)}

    def _is(self, state: str, late: int) -> bool:
        return bool(late) if self.state == "overdue" else state == self.state and not late


@dataclass(frozen=True, slots=True)
class SentTo:
    """A letter to that party."""

    party: str

    def first(self) -> list[str]:
        """The clauses of its letters."""
        return [clause for clause in _first_sent_to(self.party) if clause]

    def fitting(self, places: Collection[int]) -> set[int]:
        """By the letters of each."""
        return {place for place, party in _sent(Many(places)) if party == self.party}


def narrowings(state: str, party: str, today: date) -> tuple[Narrowing, ...]:
    """By the state of a commitment, and by whom a letter went to, as far as either is asked for."""
    found: list[Narrowing] = [InState(state, today)] if state else []
    return (*found, SentTo(party)) if party else tuple(found)


def candidates(narrowed: Sequence[Narrowing]) -> list[int] | None:
    """All places that come into question; nothing where they are many."""
    found = [set(each.first()) for each in narrowed]
    few = [clauses for clauses in found if len(clauses) <= FEW]
    if not few:
        return None
    places = _places(Many(set.intersection(*few)))
    return places if len(few) == len(found) else fitting(places, narrowed)


def fitting(places: Sequence[int], narrowed: Sequence[Narrowing]) -> list[int]:
    """Those of these places that are of clauses which have all of it, in their order."""
    found = list(places)
    for each in narrowed:
        kept = each.fitting(found)
        found = [place for place in found if place in kept]
    return found


def _public() -> QuerySet[Commitment]:
    return Commitment.objects.filter(confirmed=True, visibility="public")


@prepared
def _first_overdue(today: date) -> QuerySet[Commitment, str]:
    rows = _public().filter(state__in=UNSETTLED, due__lt=today)
    return rows.values_list("clause_id", flat=True)[: FEW + 1]


@prepared
def _first_open(state: str, today: date) -> QuerySet[Commitment, str]:
    rows = _public().filter(Q(due=None) | Q(due__gte=today), state=state)
    return rows.values_list("clause_id", flat=True)[: FEW + 1]


@prepared
def _first_settled(state: str) -> QuerySet[Commitment, str]:
    return _public().filter(state=state).values_list("clause_id", flat=True)[: FEW + 1]


@prepared
def _first_sent_to(party: str) -> QuerySet[Dispatch, str | None]:
    return Dispatch.objects.filter(party=party, clause__isnull=False).values_list("clause_id", flat=True)[: FEW + 1]


@prepared
def _obliging(places: Many, today: date) -> "QuerySet[Passage, tuple[int, str, int]]":
    """Each place once for each public commitment of its clause: its state, and whether it is overdue."""
    of_it = "clause__commitments__"
    public = {f"{of_it}confirmed": True, f"{of_it}visibility": "public"}
    # In the columns: as a condition of the rows it would send a database through all that are in that state.
    state = Case(When(**public, then=F(f"{of_it}state")), default=Value(""))
    open_, due = Q(**{f"{of_it}state__in": UNSETTLED}), {f"{of_it}due__lt": today}
    late = Case(When(open_, **public, **due, then=Value(1)), default=Value(0))
    return Passage.objects.filter(Among("place", places)).values_list("place", state, late)


@prepared
def _sent(places: Many) -> "QuerySet[Passage, tuple[int, str | None]]":
    return Passage.objects.filter(Among("place", places)).values_list("place", "clause__dispatches__party_id")


@prepared
def _places(clauses: Many) -> QuerySet[Passage, int]:
    return Passage.objects.filter(Among("clause", clauses)).values_list("place", flat=True)
