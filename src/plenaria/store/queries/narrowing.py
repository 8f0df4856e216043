"""A search narrowed by what changes: what became of a clause, and to whom it was sent.

That is asked of its own tables. Where few clauses fit, only their passages come into question; where many do, each
place that was found is asked for.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import Exists, OuterRef, Q, QuerySet

from plenaria.core.followup import COMMITMENT, SETTLED
from plenaria.store.models import Commitment, Dispatch, Passage

FEW = 2_000
"""So many clauses are few."""
UNSETTLED = [each for each in COMMITMENT.states if each not in SETTLED]


@dataclass(frozen=True, slots=True)
class Narrowing:
    """Which clauses fit: each of these has a row for them."""

    fits: tuple["QuerySet[Commitment] | QuerySet[Dispatch]", ...]

    def places(self) -> list[int] | None:
        """All places that come into question; nothing where they are many."""
        few: set[str | None] | None = None
        for rows in self.fits:
            clauses = set(rows.order_by().values_list("clause_id", flat=True)[: FEW + 1])
            if len(clauses) <= FEW:
                few = clauses if few is None else few & clauses
        return (
            None
            if few is None
            else self.among(list(Passage.objects.filter(clause__in=few).values_list("place", flat=True)))
        )

    def among(self, places: Sequence[int]) -> list[int]:
        """Those of these places that fit, in their order."""
        rows = Passage.objects.filter(place__in=places)
        for each in self.fits:
            rows = rows.filter(Exists(each.filter(clause=OuterRef("clause"))))
        fitting = set(rows.values_list("place", flat=True))
        return [each for each in places if each in fitting]


def narrowing(state: str, party: str, today: date) -> Narrowing | None:
    """By the state of a commitment (*overdue* too), and by the party that a letter went to; nothing where by neither.

    What is overdue is in no other state.
    """
    fits: list[QuerySet[Commitment] | QuerySet[Dispatch]] = []
    if state:
        public = Commitment.objects.filter(confirmed=True, visibility="public")
        late = public.filter(state__in=UNSETTLED, due__lt=today)
        in_time = public.filter(state=state)
        if state not in SETTLED:
            in_time = in_time.filter(Q(due=None) | Q(due__gte=today))
        fits.append(late if state == "overdue" else in_time)
    if party:
        fits.append(Dispatch.objects.filter(party=party, clause__isnull=False))
    return Narrowing(tuple(fits)) if fits else None
