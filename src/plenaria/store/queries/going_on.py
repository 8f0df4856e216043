"""What of earlier decisions the clauses of a text go on with: programmes of the own body, and clauses above.

Found by what the text cites, and by clauses in force that say much the same; people confirm it with the plan.

1. A clause that continues goes on with the programme of the clause that it cites, or else, of clauses of its own body,
   of the one that is most like it. What is carried over from a report cites the clause that it goes on with.
2. A clause that cites one of a body above carries that one out. A recital, and whoever cites a whole resolution, says
   not which clause it is: then it is the one in what is cited that the clause is like.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from plenaria.core.plans import kinds
from plenaria.core.text import canonical
from plenaria.core.text.references import citing
from plenaria.core.text.resolution import Clause, Resolution
from plenaria.store import models
from plenaria.store.queries.citations import citations_of
from plenaria.store.queries.criteria import superior
from plenaria.store.queries.similar import SimilarView, similar, standing

ALIKE = 0.35
"""From which likeness on a clause that nobody cites is taken for what goes on (``store.queries.similar``)."""
CITED, LIKE = "cited", "alike"


@dataclass(frozen=True, slots=True, kw_only=True)
class GoingOn:
    """What a clause goes on with: a programme, the clause from which that is known, and why."""

    programme: str
    programme_names: Mapping[str, str]
    earlier: SimilarView
    why: str
    """``CITED`` or ``LIKE``."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """By the id of a clause: the programme that it goes on with, and the clauses above that it carries out."""

    programmes: Mapping[str, GoingOn] = field(default_factory=dict)
    above: Mapping[str, tuple[SimilarView, ...]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class _Cited:
    """What a text cites: clauses, and whole resolutions, by the clause that does it (recitals: under nothing)."""

    clauses: Mapping[str, tuple[str, ...]]
    papers: Mapping[str, frozenset[str]]


def going_on(resolution: str) -> Found:
    """What the clauses of a text go on with, an adopted one or a draft."""
    row = models.Resolution.objects.filter(id=resolution).first()
    version = row and row.versions.filter(language=row.language).order_by("-revision").first()
    if row is None or not version:
        return Found()
    text = canonical.load(version.content)
    cited, chain = _cited(row, text), frozenset(superior(row.body_id))
    named = {each.id: each for each in standing({key for some in cited.clauses.values() for key in some}, row.language)}
    programmes: dict[str, GoingOn] = {}
    above: dict[str, tuple[SimilarView, ...]] = {}
    for clause in text.clauses:
        mine = [named[key] for key in cited.clauses.get(clause.id, ()) if key in named]
        near = _near(clause, row) if chain or "continuing" in kinds(clause) else ()
        if "continuing" in kinds(clause) and (found := _programme(row.body_id, mine, near)):
            programmes[clause.id] = found
        over = [each for each in mine if each.body in chain]
        over += [each for each in near if each.body in chain and _is_meant(each, cited, clause.id)]
        if over:
            above[clause.id] = tuple({each.id: each for each in over}.values())
    return Found(programmes=programmes, above=above)


def cited_clauses(resolution: str, clause: str) -> tuple[SimilarView, ...]:
    """The clauses in force that one clause of a text cites, in the order of the text."""
    row = models.Resolution.objects.filter(id=resolution).first()
    version = row and row.versions.filter(language=row.language).order_by("-revision").first()
    if row is None or not version:
        return ()
    found = _cited(row, canonical.load(version.content), whole=False).clauses.get(clause, ())
    known = {each.id: each for each in standing(found, row.language)}
    return tuple(known[each] for each in found if each in known)


def goes_on_from(resolution: str) -> frozenset[str]:
    """The clauses of its own body that the clauses of a text cite, in force or not."""
    row = models.Resolution.objects.filter(id=resolution).first()
    version = row and row.versions.filter(language=row.language).order_by("-revision").first()
    if row is None or not version:
        return frozenset()
    cited = _cited(row, canonical.load(version.content), whole=False).clauses
    ids = {each for by, some in cited.items() if by for each in some}
    return frozenset(
        models.Clause.objects.filter(id__in=ids, resolution__body=row.body_id).values_list("id", flat=True)
    )


def _near(clause: Clause, row: models.Resolution) -> tuple[SimilarView, ...]:
    words = " ".join(each.text for each in clause.walk())
    return similar(words, row.language, but=row.id, most=12)


def _is_meant(near: SimilarView, cited: _Cited, clause: str) -> bool:
    """Whether the clause or a recital speaks of it, as a clause or with its whole resolution."""
    return any(
        near.id in cited.clauses.get(by, ()) or near.resolution in cited.papers.get(by, ()) for by in (clause, "")
    )


def _programme(body: str, cited: Iterable[SimilarView], near: Iterable[SimilarView]) -> GoingOn | None:
    ranked = [(each, CITED) for each in cited if each.body == body]
    ranked += [(each, LIKE) for each in near if each.body == body and each.likeness >= ALIKE]
    rows = models.Commitment.objects.select_related("programme").filter(
        clause__in=[each.id for each, _why in ranked], programme__isnull=False, programme__ended=None
    )
    known = {row.clause_id: row.programme for row in rows.order_by("due") if row.programme}
    for each, why in ranked:
        if (programme := known.get(each.id)) is not None:
            return GoingOn(programme=programme.id, programme_names=programme.names, earlier=each, why=why)
    return None


def _cited(row: models.Resolution, text: Resolution, *, whole: bool = True) -> _Cited:
    """``whole``: what a sub-clause cites, its top clause does."""
    tops = {each.id: top.id if whole else each.id for top in text.clauses for each in top.walk()}
    places = {each.position: tops.get(each.place, "") for each in citing(text)}
    said = [each for each in citations_of(row.id) if each.language == row.language and each.target]
    targets = {(each.target.id, each.target.fragment) for each in said if each.target and each.target.fragment}
    wanted = models.Clause.objects.filter(
        resolution__in=[key for key, _fragment in targets], removed=False, lost_in=None
    )
    ids = {(key, fragment): each for each, key, fragment in wanted.values_list("id", "resolution_id", "fragment")}
    clauses: dict[str, tuple[str, ...]] = {}
    papers: dict[str, frozenset[str]] = {}
    for each in said:
        assert each.target is not None
        by, key = places.get(each.position, ""), ids.get((each.target.id, each.target.fragment))
        if key:
            clauses[by] = (*clauses.get(by, ()), key)
        else:
            papers[by] = papers.get(by, frozenset()) | {each.target.id}
    return _Cited(clauses, papers)
