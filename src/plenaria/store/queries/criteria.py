"""The criteria of a meeting, of a nomination, or standing with a body, in their order."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import Q, QuerySet

from plenaria.core import criteria as core
from plenaria.core.credentials import Finding
from plenaria.store.models import Body, Clause, Criterion, Meeting
from plenaria.store.prepared import prepared
from plenaria.store.queries.dispatches import adopted_texts


@dataclass(frozen=True, slots=True, kw_only=True)
class CriterionView:
    """A criterion as the desk shows it; ``clause`` names the clause of a resolution, ``body`` the superior body."""

    id: str
    meeting: str | None
    nomination: str | None
    standing: str | None
    """The body that asks for it every time, of whom ``asked_of`` says."""
    asked_of: str
    number: int
    names: dict[str, str]
    required: bool
    source: str
    clause: str | None
    clause_number: str
    resolution: str | None
    resolution_number: str
    address: tuple[str, str, str] | None
    """Where everybody reads the clause: body, resolution and fragment; nothing while it is not published."""
    body: str | None
    body_names: dict[str, str]
    place: str
    dropped: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class FoundView:
    """A criterion and what was found on it (``core.criteria.found``, or *unchecked*).

    One that is not of the meeting's, or no more, has no ``number``.
    """

    id: str
    number: int
    names: dict[str, str]
    required: bool
    found: str
    note: str = ""


def found_on(asked: Sequence[CriterionView], findings: Sequence[Finding]) -> tuple[FoundView, ...]:
    """What was found on each of these criteria, and besides them; those that nobody looked at too."""
    known = {each.criterion: each for each in findings}
    lines = [
        FoundView(
            id=each.id,
            number=each.number,
            names=each.names,
            required=each.required,
            found=core.found(known[each.id]) if each.id in known else "unchecked",
            note=known[each.id].note if each.id in known else "",
        )
        for each in asked
        if not each.dropped
    ]
    listed = {each.id for each in lines}
    gone = {each.id: each.names for each in asked if each.dropped}
    besides = [
        FoundView(
            id=each.criterion,
            number=0,
            names=gone.get(each.criterion, {"en": each.criterion}),
            required=False,
            found=core.found(each),
            note=each.note,
        )
        for each in findings
        if each.criterion not in listed
    ]
    return (*lines, *besides)


def criteria(meeting: str = "", *, nomination: str = "") -> tuple[core.Criterion, ...]:
    """What is asked for at that meeting, or of whoever is nominated, as ``core`` judges by it."""
    asked = _of(meeting, nomination).filter(dropped=False)
    return tuple(
        core.Criterion(id=row.id, number=number, required=row.required, names=row.names)
        for number, row in enumerate(asked, 1)
    )


def criteria_of(
    meeting: str = "", *, nomination: str = "", standing: str = "", dropped: bool = False
) -> tuple[CriterionView, ...]:
    """The same as the desk shows it; with those that are not asked for any more where ``dropped``.

    ``standing`` is a body: what it asks for every time.
    """
    rows = _of(meeting, nomination, standing).select_related("clause__resolution__body", "body")
    asked = [row for row in rows if not row.dropped]
    gone = [row for row in rows if row.dropped] if dropped else []
    return tuple(_view(row, number) for number, row in enumerate([*asked, *gone], 1))


def criterion(criterion_id: str) -> CriterionView | None:
    """One criterion."""
    row = Criterion.objects.filter(id=criterion_id).first()
    if row is None:
        return None
    of = {"nomination": row.nomination_id or "", "standing": row.standing_id or ""}
    asked = criteria_of(row.meeting_id or "", **of, dropped=True)
    return next(each for each in asked if each.id == criterion_id)


@dataclass(frozen=True, slots=True)
class RuleClause:
    """A clause of an adopted resolution that lays down a rule, and so perhaps a criterion."""

    id: str
    number: str
    resolution: str
    resolution_number: str
    body: str
    body_names: dict[str, str]


def rule_clauses(bodies: Sequence[str]) -> tuple[RuleClause, ...]:
    """The clauses of kind *rule* in the adopted resolutions of these bodies, body by body, the latest first."""
    rows = Clause.objects.select_related("resolution__body").filter(
        Q(kind="rule") | Q(also__icontains='"rule"'), resolution__body__in=bodies, removed=False, lost_in=None
    )
    adopted = list(rows.exclude(resolution__number="").order_by("-resolution__adopted_on", "position"))
    adopted.sort(key=lambda row: bodies.index(row.resolution.body_id))
    return tuple(
        RuleClause(
            id=row.id,
            number=row.number,
            resolution=row.resolution_id,
            resolution_number=row.resolution.number,
            body=row.resolution.body_id,
            body_names=row.resolution.body.names,
        )
        for row in adopted
    )


def words_of(clause: str) -> dict[str, str]:
    """The words of an adopted clause in each language, without what is below it; nothing where there is no such."""
    row = Clause.objects.select_related("resolution").filter(id=clause).first()
    texts = adopted_texts(row.resolution) if row else {}
    found = {language: [each.text for each in text.walk() if each.id == clause] for language, text in texts.items()}
    return {language: words[0] for language, words in found.items() if words}


@dataclass(frozen=True, slots=True, kw_only=True)
class RestingView:
    """A criterion that rests on a clause: whose it is, and of whom it is asked every time."""

    clause: str
    """Its id; ``number`` and ``fragment`` are as in the text."""
    number: str
    fragment: str
    names: dict[str, str]
    body: str
    body_slug: str
    body_names: dict[str, str]


def resting_on(resolution: str) -> tuple[RestingView, ...]:
    """What bodies ask for every time because a clause of this resolution says so, in the order of the clauses."""
    return tuple(
        RestingView(
            clause=row.clause.id,
            number=row.clause.number,
            fragment=row.clause.fragment,
            names=row.names,
            body=row.standing.id,
            body_slug=row.standing.slug,
            body_names=row.standing.names,
        )
        for row in _resting_on(resolution)
        if row.standing and row.clause
    )


@prepared
def _resting_on(resolution: str) -> QuerySet[Criterion]:
    rows = Criterion.objects.select_related("standing", "clause").filter(
        clause__resolution_id=resolution, standing__isnull=False, dropped=False
    )
    return rows.order_by("clause__position", "position")


def superior(body: str) -> tuple[str, ...]:
    """The bodies above that one, the nearest first."""
    found: list[str] = []
    above = Body.objects.filter(id=body).values_list("parent_id", flat=True).first()
    while above is not None and above not in found:
        found.append(above)
        above = Body.objects.filter(id=above).values_list("parent_id", flat=True).first()
    return tuple(found)


def earlier_with_criteria(meeting: str) -> str | None:
    """The latest other meeting of the same body that has criteria of its own."""
    row = Meeting.objects.get(id=meeting)
    others = Meeting.objects.filter(body_id=row.body_id, criteria__dropped=False).exclude(id=meeting)
    return others.order_by("-first_day", "slug").values_list("id", flat=True).first()


def _of(meeting: str, nomination: str, standing: str = "") -> QuerySet[Criterion]:
    if standing:
        return Criterion.objects.filter(standing=standing)
    return Criterion.objects.filter(**({"nomination": nomination} if nomination else {"meeting": meeting}))


def _view(row: Criterion, number: int) -> CriterionView:
    resolution = row.clause.resolution if row.clause else None
    return CriterionView(
        id=row.id,
        meeting=row.meeting_id,
        nomination=row.nomination_id,
        standing=row.standing_id,
        asked_of=row.asked_of,
        number=number,
        names=row.names,
        required=row.required,
        source=row.source,
        clause=row.clause_id,
        clause_number=row.clause.number if row.clause else "",
        resolution=resolution.id if resolution else None,
        resolution_number=resolution.number if resolution else "",
        address=_address(row),
        body=row.body_id,
        body_names=row.body.names if row.body else {},
        place=row.place,
        dropped=row.dropped,
    )


def _address(row: Criterion) -> tuple[str, str, str] | None:
    resolution = row.clause.resolution if row.clause else None
    if row.clause is None or resolution is None or resolution.published_at is None or not resolution.slug:
        return None
    return (resolution.body.slug, resolution.slug, row.clause.fragment)
