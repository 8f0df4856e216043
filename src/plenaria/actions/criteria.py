"""The criteria of a meeting: laid down, corrected, and dropped where they are not asked for any more.

What was found on a criterion that is dropped stays with the seats, and decides nothing.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime

from django.db.models import QuerySet

from plenaria.actions._perform import Deed, Receipt, perform
from plenaria.core.criteria import SOURCES
from plenaria.core.meetings import MEETING
from plenaria.core.permits import Actor, Where
from plenaria.core.refusal import Refusal, conflict, unacceptable
from plenaria.store.models import Body, Clause, Criterion, Meeting
from plenaria.store.models.fields import new_id


@dataclass(frozen=True, slots=True, kw_only=True)
class Laid:
    """What is laid down: names by language, and where it comes from (a word of ``core.criteria.SOURCES``).

    ``clause`` is that of an earlier resolution, ``body`` the superior one, ``place`` where it is written.
    """

    names: Mapping[str, str]
    required: bool = True
    source: str = "rule"
    clause: str | None = None
    body: str | None = None
    place: str = ""


def lay_down(*, actor: Actor, at: datetime, meeting: str, criterion: Laid) -> Receipt | Refusal:
    """Add a criterion, the last of the meeting's.

    Refused: ``meeting-over``, ``name-missing``, ``source-unknown``, ``clause-unknown``, ``body-unknown``.
    """

    def write(deed: Deed, row: Meeting, decision: bool) -> str:
        position = row.criteria.count() + 1
        kept = Criterion(id=new_id(), meeting=row, position=position)
        return _save(deed, kept, criterion, "criterion-laid-down")

    return _on_meeting(
        actor, at, lambda: Meeting.objects.filter(id=meeting), criterion, write, unknown="meeting-unknown"
    )


def change(*, actor: Actor, at: datetime, criterion: str, laid: Laid) -> Receipt | Refusal:
    """Correct a criterion; what was found on it stays. Refused like ``lay_down``, and ``criterion-unknown``."""

    def write(deed: Deed, row: Meeting, decision: bool) -> str:
        return _save(deed, row.criteria.get(id=criterion), laid, "criterion-changed")

    return _on_meeting(actor, at, lambda: Meeting.objects.filter(criteria=criterion), laid, write)


def drop(*, actor: Actor, at: datetime, criterion: str) -> Receipt | Refusal:
    """Ask for it no more. Refused: ``criterion-unknown``, ``meeting-over``."""

    def write(deed: Deed, row: Meeting, decision: bool) -> str:
        kept = row.criteria.get(id=criterion)
        kept.dropped = True
        kept.save(update_fields=("dropped",))
        deed.record("criterion-dropped", kept.id, names=kept.names)
        return kept.id

    return _on_meeting(actor, at, lambda: Meeting.objects.filter(criteria=criterion), None, write)


def take_over(*, actor: Actor, at: datetime, meeting: str, earlier: str) -> Receipt | Refusal:
    """Lay down the criteria of an earlier meeting of the same body, behind those that there are.

    Refused: ``meeting-unknown`` where that one is another body's, or the meeting itself, ``meeting-over``.
    """
    before = Criterion.objects.filter(meeting_id=earlier, dropped=False)

    def write(deed: Deed, row: Meeting, decision: bool) -> str:
        position = row.criteria.count()
        for place, each in enumerate(before.filter(meeting__body=row.body), 1):
            laid = Laid(
                names=each.names,
                required=each.required,
                source=each.source,
                clause=each.clause_id,
                body=each.body_id,
                place=each.place,
            )
            _save(deed, Criterion(id=new_id(), meeting=row, position=position + place), laid, "criterion-laid-down")
        return row.id

    def found() -> "QuerySet[Meeting]":
        body = Meeting.objects.filter(id=earlier).values("body")
        return Meeting.objects.filter(id=meeting, body__in=body).exclude(id=earlier)

    return _on_meeting(actor, at, found, None, write, unknown="meeting-unknown")


def _on_meeting(
    actor: Actor,
    at: datetime,
    found: "Callable[[], QuerySet[Meeting]]",
    laid: Laid | None,
    write: Callable[[Deed, Meeting, bool], str],
    unknown: str = "criterion-unknown",
) -> Receipt | Refusal:
    """Do one thing to the criteria of a meeting that is not over."""

    def load() -> tuple[Meeting, Where] | Refusal:
        row = found().select_for_update(of=("self",)).first()
        return (row, Where(body=row.body_id)) if row else unacceptable(unknown)

    def decide(row: Meeting) -> bool | Refusal:
        if MEETING.is_final(row.state):
            return conflict("meeting-over")
        return (laid and _unfit(row, laid)) or True

    def write_there(deed: Deed, row: Meeting, decision: bool) -> str:
        deed.meeting = row.id
        return write(deed, row, decision)

    return perform(actor=actor, verb="credentials.decide", at=at, load=load, decide=decide, write=write_there)


def _unfit(row: Meeting, laid: Laid) -> Refusal | None:
    if not any(laid.names.values()):
        return unacceptable("name-missing")
    if laid.source not in SOURCES:
        return unacceptable("source-unknown")
    if laid.source == "clause" and not Clause.objects.filter(id=laid.clause).exists():
        return unacceptable("clause-unknown")
    if laid.source == "superior" and not Body.objects.filter(id=laid.body).exists():
        return unacceptable("body-unknown")
    return None


def _save(deed: Deed, row: Criterion, laid: Laid, kind: str) -> str:
    row.names, row.required, row.source, row.place = dict(laid.names), laid.required, laid.source, laid.place[:200]
    row.clause_id = laid.clause if laid.source == "clause" else None
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
