"""What the actions on criteria share: what is laid down, and the taking over of what stands with a body."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from plenaria.actions._perform import Deed
from plenaria.core.criteria import SOURCES
from plenaria.core.refusal import Refusal, unacceptable
from plenaria.store.models import Body, Clause, Criterion, Meeting, Nomination
from plenaria.store.models.fields import new_id


@dataclass(frozen=True, slots=True, kw_only=True)
class Laid:
    """What is laid down: names by language, and where it comes from (a word of ``core.criteria.SOURCES``).

    ``clause`` is that of an earlier resolution, or of the superior ``body``; ``place`` is where it is written.
    """

    names: Mapping[str, str]
    required: bool = True
    source: str = "rule"
    clause: str | None = None
    body: str | None = None
    place: str = ""


def unfit(laid: Laid) -> Refusal | None:
    """Why it can't be laid down: ``name-missing``, ``source-unknown``, ``clause-unknown``, ``body-unknown``."""
    if not any(laid.names.values()):
        return unacceptable("name-missing")
    if laid.source not in SOURCES:
        return unacceptable("source-unknown")
    clauses = Clause.objects.filter(id=laid.clause)
    if laid.source == "superior":
        if not Body.objects.filter(id=laid.body).exists():
            return unacceptable("body-unknown")
        clauses = clauses.filter(resolution__body=laid.body)
    asked = laid.source == "clause" or (laid.source == "superior" and laid.clause is not None)
    return unacceptable("clause-unknown") if asked and not clauses.exists() else None


def save(deed: Deed, row: Criterion, laid: Laid, kind: str) -> str:
    """Write a criterion down; ``kind`` is that of the entry in the journal."""
    row.names, row.required, row.source, row.place = dict(laid.names), laid.required, laid.source, laid.place[:200]
    row.clause_id = laid.clause if laid.source in ("clause", "superior") else None
    row.body_id = laid.body if laid.source == "superior" else None
    row.save()
    deed.record(
        kind,
        row.id,
        names=row.names,
        required="yes" if row.required else "no",
        source=row.source,
        clause=row.clause_id or "",
        superior=row.body_id or "",
        place=row.place,
    )
    return row.id


def laid_by(row: Criterion) -> Laid:
    """What a criterion lays down."""
    return Laid(
        names=row.names,
        required=row.required,
        source=row.source,
        clause=row.clause_id,
        body=row.body_id,
        place=row.place,
    )


def copy_standing(deed: Deed, row: Meeting | Nomination, bodies: Sequence[str], asked_of: str) -> None:
    """Lay down what these bodies ask for every time, behind what there is (see ``missing``).

    What another body than that of ``row`` asks for comes from it.
    """
    position = row.criteria.count()
    for place, each in enumerate(missing(row, bodies, asked_of), 1):
        kept = Criterion(id=new_id(), position=position + place)
        kept.meeting, kept.nomination = (row, None) if isinstance(row, Meeting) else (None, row)
        save(deed, kept, _as_superior(each, row.body_id), "criterion-laid-down")


def missing(row: Meeting | Nomination, bodies: Sequence[str], asked_of: str) -> list[Criterion]:
    """What these bodies ask for every time of *delegates* or *nominees*, and ``row`` does not."""
    there = [(each.names, each.clause_id) for each in row.criteria.all()]
    standing = Criterion.objects.filter(standing__in=bodies, asked_of__in=("both", asked_of), dropped=False)
    wanted = [each for each in standing if (each.names, each.clause_id) not in there]
    return sorted(wanted, key=lambda each: (bodies.index(str(each.standing_id)), each.position))


def _as_superior(row: Criterion, body: str) -> Laid:
    """As another body sees it: its own rules and clauses are those of a superior one there."""
    laid = laid_by(row)
    if row.standing_id == body or laid.source == "superior":
        return laid
    return Laid(
        names=laid.names,
        required=laid.required,
        source="superior",
        clause=laid.clause,
        body=row.standing_id,
        place=laid.place,
    )
