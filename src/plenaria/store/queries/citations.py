"""What citations mean in the register of this installation, and which texts cite one of its resolutions."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from django.db.models import Q
from django.utils.text import slugify

from plenaria.core.resolutions import IN_REGISTER
from plenaria.core.text import canonical
from plenaria.core.text.matching import Entry, Match, clause_cited, match
from plenaria.core.text.numbers import meetings_in, number_of
from plenaria.core.text.ordinals import ordinal_value
from plenaria.core.text.references import citing
from plenaria.core.text.resolution import Citation
from plenaria.store import models
from plenaria.store.queries.register import titles


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """A citation of a text, with what decides which resolution it means: whose text it is, and of which day."""

    resolution: str
    body: str
    on: date | None
    citation: Citation


def matches(asked: Sequence[Asked]) -> tuple[Match, ...]:
    """What each citation means; what a person chose goes before what the rules find."""
    if not asked:
        return ()
    entries = _entries({each.citation for each in asked})
    above = _above()
    chosen = _chosen({each.resolution for each in asked})
    return tuple(
        Match(certain=chosen[each.resolution, each.citation.text])
        if (each.resolution, each.citation.text) in chosen
        else match(
            each.citation,
            (entry for entry in entries if entry.id != each.resolution),
            above=above.get(each.body, ()),
            own=each.body,
            before=each.on,
        )
        for each in asked
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Target:
    """A resolution of the register that a citation means, or may mean; ``fragment`` is the clause that it speaks of."""

    id: str
    body_slug: str
    body_names: Mapping[str, str]
    slug: str
    number: str
    adopted_on: date
    titles: Mapping[str, str]
    fragment: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class CitationView:
    """A citation of a text as it stands, and what it means: one resolution, or several to choose from, or none."""

    language: str
    position: int
    """Among all citations of the text in this language (``core.text.references.citing``)."""
    text: str
    """As printed."""
    target: Target | None
    possible: tuple[Target, ...]
    chosen: bool
    """Whether a person said what it means."""


def citations_of(resolution: str) -> tuple[CitationView, ...]:
    """The citations of a text as it stands, draft or not, in each language, the authentic one first."""
    row = models.Resolution.objects.filter(id=resolution).first()
    if row is None:
        return ()
    latest = {each.language: each for each in row.versions.order_by("revision")}
    texts = [
        canonical.load(latest[each].content) for each in sorted(latest, key=lambda each: (each != row.language, each))
    ]
    asked = [
        (text.language, each, Asked(resolution=row.id, body=row.body_id, on=row.adopted_on, citation=each.citation))
        for text in texts
        for each in citing(text)
    ]
    found = matches([each for _language, _citing, each in asked])
    targets = _targets({name for match in found for name in (match.certain, *match.possible) if name})
    chosen = _chosen([row.id])
    return tuple(
        CitationView(
            language=language,
            position=each.position,
            text=each.citation.text,
            target=_at_clause(targets, match.certain, clause_cited(each.words, each.citation)),
            possible=tuple(targets[name][0] for name in match.possible if name in targets),
            chosen=(row.id, each.citation.text) in chosen,
        )
        for (language, each, _asked), match in zip(asked, found, strict=True)
    )


def _targets(resolutions: Collection[str]) -> dict[str, tuple[Target, dict[str, str]]]:
    """Id → the resolution, and its clauses: printed number → permalink."""
    rows = models.Resolution.objects.filter(id__in=list(resolutions), state__in=IN_REGISTER).select_related("body")
    named = titles(resolutions)
    places: dict[str, dict[str, str]] = {}
    clauses = models.Clause.objects.filter(resolution__in=list(resolutions), removed=False, lost_in=None)
    for resolution, number, fragment in clauses.order_by("-position").values_list("resolution", "number", "fragment"):
        places.setdefault(resolution, {})[number] = fragment
    return {
        row.id: (
            Target(
                id=row.id,
                body_slug=row.body.slug,
                body_names=row.body.names,
                slug=row.slug or "",
                number=row.number,
                adopted_on=row.adopted_on,
                titles=named.get(row.id, {}),
            ),
            places.get(row.id, {}),
        )
        for row in rows
        if row.adopted_on is not None
    }


def _at_clause(
    targets: Mapping[str, tuple[Target, dict[str, str]]], name: str | None, clause: str | None
) -> Target | None:
    if name is None or name not in targets:
        return None
    target, places = targets[name]
    return replace(target, fragment=places.get(clause or "", ""))


def _chosen(resolutions: Iterable[str]) -> dict[tuple[str, str], str | None]:
    rows = models.CitationChoice.objects.filter(resolution__in=list(resolutions))
    return {(resolution, text): cited for resolution, text, cited in rows.values_list("resolution", "text", "cited")}


def _above() -> dict[str, tuple[str, ...]]:
    """Body → the bodies above it, the highest first; a tree has four levels."""
    parents = dict(models.Body.objects.values_list("id", "parent_id"))
    found: dict[str, tuple[str, ...]] = {}
    for body, parent in parents.items():
        line: list[str] = []
        while parent is not None and parent not in line:
            line.insert(0, parent)
            parent = parents[parent]
        found[body] = tuple(line)
    return found


def _entries(citations: Iterable[Citation]) -> tuple[Entry, ...]:
    """The resolutions of the register that have the number of one of the citations, or its day."""
    wanted = Q()
    for citation in citations:
        wanted |= _possible(citation)
    if not wanted:
        return ()
    rows = list(models.Resolution.objects.filter(wanted, state__in=IN_REGISTER).select_related("body", "meeting"))
    printed = _printed_bodies(rows)
    return tuple(_entry(row, printed.get(row.id, ())) for row in rows)


def _possible(citation: Citation) -> Q:
    number = slugify(number_of(citation.number or "").key)
    wanted = Q()
    if number:
        wanted |= Q(slug=number) | Q(slug__endswith=f"-{number}")
        wanted |= Q(slug__startswith=f"{number}-") | Q(slug__contains=f"-{number}-")
    if citation.number:
        wanted |= Q(number__iexact=citation.number)
    if citation.date and len(citation.date) == len("2024-12-22"):
        wanted |= Q(adopted_on=citation.date)
    elif citation.date and citation.body and not citation.number:
        wanted |= Q(adopted_on__year=int(citation.date[:4]))
    return wanted


def _printed_bodies(rows: Iterable[models.Resolution]) -> dict[str, tuple[str, ...]]:
    """What the papers themselves call the body that adopted them."""
    versions = models.TextVersion.objects.filter(resolution__in=[row.id for row in rows])
    found: dict[str, tuple[str, ...]] = {}
    for resolution, body in versions.values_list("resolution", "content__body").distinct():
        if body:
            found[resolution] = (*found.get(resolution, ()), body)
    return found


def _entry(row: models.Resolution, printed: Sequence[str]) -> Entry:
    assert row.adopted_on is not None
    names = [*row.body.names.values(), *row.body.short_names.values(), *printed]
    meetings = {meeting for each in printed for meeting in meetings_in(each)}
    if row.meeting is not None:
        names += row.meeting.names.values()
        number = ordinal_value(row.meeting.number)
        meetings |= {number} if number else set()
    return Entry(
        id=row.id,
        body=row.body_id,
        names=tuple(names),
        number=row.number,
        adopted_on=row.adopted_on,
        meetings=frozenset(meetings),
    )
