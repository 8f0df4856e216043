"""Clauses in force that say something like a given one: what may already be decided, or has to be changed.

Candidates are the newest clauses with one of its longest stems, which are its rarest as a rule; they are ranked by
the stems that they share, each weighed by how few of the candidates have it (weighted Jaccard index).
"""

from collections import Counter
from collections.abc import Collection, Mapping, Set
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from math import log

from django.db.models import QuerySet

from plenaria.core.resolutions import IN_REGISTER
from plenaria.core.validity import IN_FORCE
from plenaria.store import index
from plenaria.store.models import Clause, Passage
from plenaria.store.prepared import Many, prepared
from plenaria.store.queries.search import LATEST
from plenaria.store.rows import Among
from plenaria.store.search import Term, stems, terms

LONGEST_STEMS = 10
"""So many stems of a clause are looked for."""
SHORTEST = 4
"""Letters of a stem that says what a clause is about."""
CANDIDATES = 1_000
"""So many clauses are compared, the newest."""
ENOUGH = 0.15
"""The least likeness that is shown: at less, two clauses share little but the words of every resolution."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SimilarView:
    """A clause in force, and how like the given one it is, from 0 to 1."""

    id: str
    clause: str
    fragment: str
    text: str
    language: str
    resolution: str
    number: str
    slug: str
    body: str
    body_slug: str
    body_names: Mapping[str, str]
    adopted_on: date | None
    likeness: float


def similar(text: str, language: str, *, but: str = "", most: int = 6) -> tuple[SimilarView, ...]:
    """The clauses of the register that are most like this text in the same language; none of the resolution ``but``."""
    own = frozenset(each for each in stems(text, language) if len(each) >= SHORTEST)
    sought = sorted(own, key=lambda stem: (-len(stem), stem))[:LONGEST_STEMS]
    found = _words_in_force(Many(_places((), [sought], language)), but) if sought else []
    theirs = {place: _gist(words, written) for place, words, written in found}
    weights = _weights(own, theirs.values())
    scored = [(_likeness(own, gist, weights), place) for place, gist in theirs.items()]
    best = sorted(((likeness, place) for likeness, place in scored if likeness >= ENOUGH), reverse=True)[:most]
    rows = {row.place: row for row in _in_force([place for _likeness, place in best], but)} if best else {}
    return tuple(_view(rows[place], likeness) for likeness, place in best)


def called(query: str, language: str, *, but: str = "", most: int = 20) -> tuple[SimilarView, ...]:
    """The newest clauses of the register in force that have all words of a query, in that language."""
    asked = terms(query)
    found = _in_force(_places(asked, [], language), but) if asked else []
    return tuple(_view(row, 1.0) for row in sorted(found, key=lambda row: -row.place)[:most])


def standing(clauses: Collection[str], language: str) -> tuple[SimilarView, ...]:
    """These clauses of the register as far as they are in force, each once: in that language, or in another."""
    rows = Passage.objects.select_related("clause__resolution__body").filter(
        clause__in=list(clauses), clause__validity__in=IN_FORCE, clause__resolution__state__in=IN_REGISTER
    )
    found: dict[str | None, SimilarView] = {}
    for row in sorted(rows, key=lambda row: (row.language != language, row.place)):
        found.setdefault(row.clause_id, _view(row, 1.0))
    return tuple(found.values())


def _places(asked: tuple[Term, ...], tokens: list[list[str]], language: str) -> list[int]:
    narrowed: list[Collection[str]] = [*tokens, ["=p:clause"], [f"=l:{language}"]]
    return index.newest(asked, narrowed, first=0, last=LATEST, most=CANDIDATES)


@prepared
def _words_in_force(places: Many, but: str) -> "QuerySet[Passage, tuple[int, str, str]]":
    rows = Passage.objects.filter(
        Among("place", places), clause__validity__in=IN_FORCE, clause__resolution__state__in=IN_REGISTER
    )
    return rows.exclude(resolution_id=but).values_list("place", "text", "language")


@lru_cache(2_048)
def _gist(text: str, language: str) -> frozenset[str]:
    """Kept, for the newest clauses are compared with each clause of a plan."""
    return frozenset(stems(text, language))


def _in_force(places: list[int], but: str) -> list[Passage]:
    rows = Passage.objects.select_related("clause__resolution__body").filter(
        place__in=places, clause__validity__in=IN_FORCE, clause__resolution__state__in=IN_REGISTER
    )
    return list(rows.exclude(resolution_id=but))


def _weights(own: Set[str], theirs: Collection[Set[str]]) -> dict[str, float]:
    """What each stem of the clause weighs: the more, the fewer of the candidates have it."""
    having = Counter(stem for each in theirs for stem in each & own)
    return {stem: log((len(theirs) + 1) / (having[stem] + 0.5)) for stem in own}


def _likeness(own: Set[str], other: Set[str], weights: Mapping[str, float]) -> float:
    shared = sum(weights[stem] for stem in own & other)
    # What the other one has besides counts as the clause's own words do at the mean.
    mean = sum(weights.values()) / len(weights)
    beyond = mean * len([stem for stem in other - own if len(stem) >= SHORTEST])
    return shared / (sum(weights.values()) + beyond)


def _view(row: Passage, likeness: float) -> SimilarView:
    clause = row.clause
    assert isinstance(clause, Clause)
    resolution = clause.resolution
    return SimilarView(
        id=clause.id,
        clause=row.number,
        fragment=row.fragment,
        text=row.text,
        language=row.language,
        resolution=resolution.id,
        number=resolution.number,
        slug=resolution.slug or "",
        body=resolution.body_id,
        body_slug=resolution.body.slug,
        body_names=resolution.body.names,
        adopted_on=resolution.adopted_on,
        likeness=likeness,
    )
