"""What an adoption does to earlier clauses, and a clause's standing written down where pages read it."""

from collections.abc import Iterable
from datetime import date
from hashlib import sha256

from django.db.models import QuerySet

from plenaria.actions._perform import Deed
from plenaria.core import validity
from plenaria.core.refusal import Refusal
from plenaria.store import models
from plenaria.store.queries.validity import effect_of


def take_effect(deed: Deed, row: models.Resolution, adopted_on: date) -> None:
    """Let what the clauses of an adopted resolution do to earlier ones work, as far as these are still in force.

    What was ended meanwhile by another resolution stays proposed, and the desk shows it so.
    """
    proposed = models.Effect.objects.select_related("clause__resolution").filter(
        by__resolution=row, by__removed=False, by__lost_in=None, decided=False
    )
    for effect in proposed.order_by("made_at", "id"):
        effect.since = max(effect.since or adopted_on, adopted_on)
        before = standing(effect.clause, effect.since)
        if not isinstance(validity.may_change(before, effect_of(effect), effect.words), Refusal):
            decide(deed, effect)


def decide(deed: Deed, effect: models.Effect) -> None:
    """Let an effect work from its day on, and say so in the journal of the body that decided it."""
    assert effect.since is not None
    effect.decided = True
    effect.save()
    write_down([effect.clause], deed.at.date())
    deed.record(
        "validity-changed",
        effect.clause_id,
        effect=effect.id,
        verb=effect.verb,
        since=effect.since.isoformat(),
        by=effect.by_id or "",
        words_sha256={language: sha256(words.encode()).hexdigest() for language, words in effect.words.items()},
    )


def standing(clause: models.Clause, day: date) -> validity.Standing:
    """How a clause stands on a day by what was decided; one that stands below another ends with it."""
    above = standing(clause.parent, day) if clause.parent is not None else None
    if above is not None and not above.in_force:
        return above
    effects = [effect_of(each) for each in _decided(clause)]
    return validity.standing(clause.valid_from or clause.resolution.adopted_on, effects, day)


def write_down(clauses: Iterable[models.Clause], day: date) -> None:
    """Keep with each clause, and with its resolution, how it stands on ``day``: pages and filters read it there."""
    resolutions: dict[str, models.Resolution] = {}
    for clause in clauses:
        resolutions[clause.resolution_id] = clause.resolution
        decided = _decided(clause)
        clause.valid_until = validity.last_day(effect_of(each) for each in decided)
        clause.save(update_fields=("valid_until",))
        decided.filter(since__lte=day).update(applied=True)
        _descend(clause, day)
    for row in resolutions.values():
        tops = row.clauses.filter(parent=None, removed=False, lost_in=None).values_list("validity", flat=True)
        row.validity = validity.of_whole(tops)
        row.save(update_fields=("validity",))


def _decided(clause: models.Clause) -> "QuerySet[models.Effect]":
    return models.Effect.objects.filter(clause=clause, decided=True)


def _descend(clause: models.Clause, day: date) -> None:
    found = standing(clause, day)
    clause.validity = "in-force" if found.state == validity.NOT_YET else found.state
    clause.save(update_fields=("validity",))
    for child in clause.children.filter(removed=False):
        _descend(child, day)
