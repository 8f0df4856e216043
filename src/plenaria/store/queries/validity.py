"""What later clauses did to earlier ones: links both ways, and the text in force on any day."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from django.db.models import Q, QuerySet

from plenaria.core import validity
from plenaria.core.permits import Where
from plenaria.core.resolutions import DECIDED, IN_REGISTER
from plenaria.core.text.resolution import Resolution
from plenaria.core.validity import Effect, Standing
from plenaria.store import models
from plenaria.store.prepared import prepared
from plenaria.store.queries.dispatches import adopted_texts
from plenaria.store.queries.register import titles
from plenaria.store.rows import Among


@dataclass(frozen=True, slots=True, kw_only=True)
class ClauseLink:
    """A clause and where it stands in the register; ``slug`` is empty while its resolution is not published."""

    id: str
    clause: str
    """Its printed number."""
    fragment: str
    resolution: str
    number: str
    slug: str
    body_slug: str
    body_names: Mapping[str, str]
    titles: Mapping[str, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class EffectView:
    """What a clause (none: the body, by noting it) does to another one, and from which day on."""

    id: str
    verb: str
    since: date | None
    """None: from the adoption."""
    by: ClauseLink | None
    on: ClauseLink
    words: Mapping[str, str]
    reason: str
    decided: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class InForce:
    """A resolution of the register as it stands on a day."""

    id: str
    body_slug: str
    body_names: Mapping[str, str]
    accent: str
    has_emblem: bool
    number: str
    slug: str
    language: str
    adopted_on: date
    texts: Mapping[str, Resolution]
    """In the words that its clauses have on the day; the authentic one first."""
    standings: Mapping[str, Standing]
    """By clause."""
    links: Mapping[str, EffectView]
    """What made them so, by the id of the effect."""
    turning_days: tuple[date, ...]
    """The days on which it became another text."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Links:
    """The effects at both ends of a resolution, by its clauses."""

    changed: Mapping[str, tuple[EffectView, ...]]
    changes: Mapping[str, tuple[EffectView, ...]]


NO_LINKS = Links(changed={}, changes={})


def effect_of(row: models.Effect) -> Effect:
    """A row as ``core.validity`` works with it."""
    return Effect(id=row.id, verb=row.verb, since=row.since or date.max, by=row.by_id or "", words=row.words)


def links(resolution: str) -> Links:
    """What each clause of a resolution of the register does to earlier ones, and what later ones did to it."""
    views = _views(_touching(resolution), public=True)
    return Links(
        changed=_by_clause(each for each in views if each.on.resolution == resolution),
        changes=_by_clause((each for each in views if each.by and each.by.resolution == resolution), end="by"),
    )


def public_effects() -> QuerySet[models.Effect]:
    """What was decided on clauses of the register."""
    return models.Effect.objects.filter(decided=True, since__isnull=False, clause__resolution__state__in=IN_REGISTER)


def effects_named(ids: Collection[str]) -> tuple[EffectView, ...]:
    """These, as far as the public sees them."""
    return _views(list(_effects().filter(Among("id", ids), decided=True)), public=True)


def changed_in(resolution: str) -> dict[str, tuple[EffectView, ...]]:
    """What was decided on each clause of a resolution, for the desk."""
    return _by_clause(_views(list(_decided(resolution))))


def changed_by(resolution: str) -> dict[str, tuple[EffectView, ...]]:
    """What each clause of a resolution does to earlier ones, proposed or decided, for the desk."""
    rows = _effects().filter(by__resolution_id=resolution, by__removed=False)
    return _by_clause(_views(list(rows)), end="by")


def in_force(body_slug: str, slug: str, day: date) -> InForce | None:
    """A resolution of the register, and each of its clauses, as it stands on that day."""
    rows = models.Resolution.objects.filter(state__in=IN_REGISTER, body__slug=body_slug, slug=slug)
    row = rows.select_related("body").first()
    if row is None or row.adopted_on is None:
        return None
    effects = list(_decided(row.id))
    views = {each.id: each for each in _views(effects, public=True)}
    texts = adopted_texts(row)
    own = _standings(row, effects, day)
    order = [row.language, *sorted(texts.keys() - {row.language})]
    standings = {language: validity.stands(texts[language], own) for language in order}
    return InForce(
        id=row.id,
        body_slug=row.body.slug,
        body_names=row.body.names,
        accent=row.body.accent,
        has_emblem=bool(row.body.emblem),
        number=row.number,
        slug=slug,
        language=row.language,
        adopted_on=row.adopted_on,
        texts={language: validity.in_words(texts[language], standings[language]) for language in order},
        standings=standings[row.language],
        links=views,
        turning_days=validity.turning_days(row.adopted_on, map(effect_of, effects)),
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Standings:
    """A text that was adopted, and how its clauses stand on a day, for the desk."""

    text: Resolution
    standings: Mapping[str, Standing]


def standings(resolution: str, day: date) -> Standings | None:
    """How the clauses of an adopted resolution stand on that day; nothing where it is not adopted."""
    row = models.Resolution.objects.filter(id=resolution, state__in=DECIDED | IN_REGISTER).first()
    if row is None:
        return None
    text = adopted_texts(row)[row.language]
    return Standings(text=text, standings=validity.stands(text, _standings(row, _decided(row.id), day)))


def where_of_effect(effect: str, resolution: str) -> Where | None:
    """Where an effect that a clause of that resolution has is decided."""
    row = models.Effect.objects.select_related("by__resolution").filter(id=effect, by__resolution=resolution).first()
    return Where(body=row.by.resolution.body_id) if row is not None and row.by is not None else None


def _standings(row: models.Resolution, effects: Iterable[models.Effect], day: date) -> dict[str, Standing]:
    on: dict[str, list[Effect]] = {}
    for each in effects:
        on.setdefault(each.clause_id, []).append(effect_of(each))
    starts = row.clauses.filter(removed=False, lost_in=None).values_list("id", "valid_from")
    return {
        clause: validity.standing(valid_from or row.adopted_on, on.get(clause, ()), day)
        for clause, valid_from in starts
    }


def _decided(resolution: str) -> QuerySet[models.Effect]:
    return _effects().filter(clause__resolution_id=resolution, decided=True)


@prepared
def _touching(resolution: str) -> QuerySet[models.Effect]:
    either = Q(clause__resolution_id=resolution) | Q(by__resolution_id=resolution)
    return _effects().filter(either, decided=True)


def _effects() -> QuerySet[models.Effect]:
    rows = models.Effect.objects.select_related("clause__resolution__body", "by__resolution__body")
    return rows.order_by("since", "made_at", "id")


def _by_clause(views: Iterable[EffectView], *, end: str = "on") -> dict[str, tuple[EffectView, ...]]:
    found: dict[str, tuple[EffectView, ...]] = {}
    for each in views:
        clause = each.on if end == "on" else each.by
        assert clause is not None
        found[clause.id] = (*found.get(clause.id, ()), each)
    return found


def _views(rows: list[models.Effect], *, public: bool = False) -> tuple[EffectView, ...]:
    """As pages show them; the public is told of no resolution that is not in the register."""
    if not rows:
        return ()
    ends = {row.clause.resolution_id for row in rows} | {row.by.resolution_id for row in rows if row.by is not None}
    named = titles(ends)
    return tuple(
        EffectView(
            id=row.id,
            verb=row.verb,
            since=row.since,
            by=_link(row.by, named) if row.by is not None and (not public or _is_public(row.by)) else None,
            on=_link(row.clause, named),
            words=row.words,
            reason=row.reason,
            decided=row.decided,
        )
        for row in rows
        if not public or _is_public(row.clause)
    )


def _is_public(clause: models.Clause) -> bool:
    return clause.resolution.state in IN_REGISTER


def _link(row: models.Clause, named: Mapping[str, Mapping[str, str]]) -> ClauseLink:
    resolution = row.resolution
    return ClauseLink(
        id=row.id,
        clause=row.number,
        fragment=row.fragment,
        resolution=resolution.id,
        number=resolution.number,
        slug=(resolution.slug or "") if resolution.state in IN_REGISTER else "",
        body_slug=resolution.body.slug,
        body_names=resolution.body.names,
        titles=named.get(resolution.id, {}),
    )
