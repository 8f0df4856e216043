"""Bodies as pages show them."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import Count, QuerySet

from plenaria.core.speakers import Debate
from plenaria.core.voting.rule import ORDINARY, Rule, from_data
from plenaria.store.models import Body, Credential
from plenaria.store.prepared import prepared
from plenaria.store.queries.speakers import read_debate


@dataclass(frozen=True, slots=True, kw_only=True)
class BodyView:
    """An organisation that decides; ``parent`` is the id of the one above it."""

    id: str
    slug: str
    parent: str | None
    level: str
    names: dict[str, str]
    languages: tuple[str, ...]
    accent: str
    has_rule: bool


def body(body_id: str) -> BodyView | None:
    """One body."""
    return next(iter(bodies([body_id])), None)


def bodies(ids: Iterable[str]) -> tuple[BodyView, ...]:
    """These bodies, by address."""
    return tuple(
        BodyView(
            id=own,
            slug=slug,
            parent=parent,
            level=level,
            names=names,
            languages=tuple(languages),
            accent=accent,
            has_rule=bool(rules.get(ORDINARY)),
        )
        for own, slug, parent, level, names, languages, accent, rules in _named(list(ids))
    )


@prepared
def _named(ids: Sequence[str]) -> "QuerySet[Body, tuple[Any, ...]]":
    columns = ("id", "slug", "parent_id", "level", "names", "languages", "accent", "rules")
    return Body.objects.filter(id__in=ids).values_list(*columns)


def all_bodies() -> tuple[BodyView, ...]:
    """Every body of the installation, by address."""
    return bodies(Body.objects.values_list("id", flat=True))


def body_at(slug: str) -> BodyView | None:
    """The body with that address."""
    return next(iter(bodies(Body.objects.filter(slug=slug).values_list("id", flat=True))), None)


@dataclass(frozen=True, slots=True, kw_only=True)
class Particulars:
    """What a body's own page holds beside ``BodyView``."""

    email: str
    letterhead: dict[str, list[str]]
    results_mailed: bool = False


def particulars(body_id: str) -> Particulars | None:
    """The particulars of one body."""
    row = Body.objects.filter(id=body_id).first()
    if row is None:
        return None
    return Particulars(email=row.email, letterhead=row.letterhead, results_mailed=row.results_mailed)


@dataclass(frozen=True, slots=True)
class DebateOfBody:
    """How speakers follow each other at its meetings, and whose speeches the public sees added up."""

    debate: Debate
    shown: str


def debate_of(body_id: str) -> DebateOfBody:
    """What a body has laid down for its debates. Raises ``Body.DoesNotExist``."""
    row = Body.objects.get(id=body_id)
    return DebateOfBody(read_debate(row.debate), row.speeches_shown)


def rules_of(body_id: str) -> dict[str, Rule]:
    """How a body votes: name → rule, the ordinary one first."""
    data = Body.objects.filter(id=body_id).values_list("rules", flat=True).first() or {}
    return {name: from_data(data[name]) for name in sorted(data, key=lambda name: (name != ORDINARY, name))}


def rule_of(body_id: str) -> Rule | None:
    """How a body votes on what has no rule of its own, if it has laid that down."""
    return rules_of(body_id).get(ORDINARY)


def seats_lately(body_id: str) -> int:
    """The accredited seats of its latest meeting that had any; none before there was one."""
    seats = Credential.objects.filter(meeting__body_id=body_id, state="accredited").values("meeting_id")
    counted = seats.annotate(number=Count("id")).order_by("-meeting__first_day", "meeting_id")
    return counted.values_list("number", flat=True).first() or 0
