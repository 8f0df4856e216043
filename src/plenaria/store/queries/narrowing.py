"""A search narrowed by what changes: what became of a clause, and to whom it was sent.

That is asked of its own tables. Where few clauses fit, only their passages come into question; where many do, each
place that was found is asked for.
"""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Protocol

from django.db.models import Q

from plenaria.core.followup import COMMITMENT, SETTLED, overdue
from plenaria.store.models import Commitment, Dispatch, Passage
from plenaria.store.rows import Among

FEW = 2_000
"""So many clauses are few."""
UNSETTLED = [each for each in COMMITMENT.states if each not in SETTLED]


class Narrowing(Protocol):
    """What clauses must have."""

    def first(self, most: int) -> set[str]:
        """Up to so many clauses that have it."""

    def fitting(self, places: Collection[int]) -> set[int]:
        """Those of these places that are of clauses which have it."""


@dataclass(frozen=True, slots=True)
class InState:
    """A public commitment in that state; what is *overdue* is in no other."""

    state: str
    today: date

    def first(self, most: int) -> set[str]:
        """By the index that has all of it."""
        rows = Commitment.objects.filter(confirmed=True, visibility="public")
        rows = rows.filter(state__in=UNSETTLED if self.state == "overdue" else [self.state])
        if self.state == "overdue":
            rows = rows.filter(due__lt=self.today)
        elif self.state not in SETTLED:
            rows = rows.filter(Q(due=None) | Q(due__gte=self.today))
        return set(rows.values_list("clause_id", flat=True)[:most])

    def fitting(self, places: Collection[int]) -> set[int]:
        """By all commitments of each, whatever they are: a database that is asked for those in a state might go through
        all that are in it."""
        rows = Passage.objects.filter(Among("place", places)).values_list(
            "place", *(f"clause__commitments__{name}" for name in ("state", "due", "confirmed", "visibility"))
        )
        return {
            place
            for place, state, due, confirmed, visibility in rows
            if confirmed and visibility == "public" and self._shown(state, due) == self.state
        }

    def _shown(self, state: str, due: date | None) -> str:
        return "overdue" if overdue(state, due, self.today) else state


@dataclass(frozen=True, slots=True)
class SentTo:
    """A letter to that party."""

    party: str

    def first(self, most: int) -> set[str]:
        """The clauses of its letters."""
        rows = Dispatch.objects.filter(party=self.party, clause__isnull=False)
        return {clause for clause in rows.values_list("clause_id", flat=True)[:most] if clause}

    def fitting(self, places: Collection[int]) -> set[int]:
        """By the letters of each."""
        rows = Passage.objects.filter(Among("place", places)).values_list("place", "clause__dispatches__party_id")
        return {place for place, party in rows if party == self.party}


def narrowings(state: str, party: str, today: date) -> tuple[Narrowing, ...]:
    """By the state of a commitment, and by whom a letter went to, as far as either is asked for."""
    found: list[Narrowing] = [InState(state, today)] if state else []
    return (*found, SentTo(party)) if party else tuple(found)


def candidates(narrowed: Sequence[Narrowing]) -> list[int] | None:
    """All places that come into question; nothing where they are many."""
    found = [each.first(FEW + 1) for each in narrowed]
    few = [clauses for clauses in found if len(clauses) <= FEW]
    if not few:
        return None
    rows = Passage.objects.filter(Among("clause", set.intersection(*few)))
    places = list(rows.values_list("place", flat=True))
    return places if len(few) == len(found) else fitting(places, narrowed)


def fitting(places: Sequence[int], narrowed: Sequence[Narrowing]) -> list[int]:
    """Those of these places that are of clauses which have all of it, in their order."""
    found = list(places)
    for each in narrowed:
        kept = each.fitting(found)
        found = [place for place in found if place in kept]
    return found
