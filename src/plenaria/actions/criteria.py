"""The criteria of a meeting, or of a nomination: laid down, corrected, and dropped where they are asked for no more.

What was found on a criterion that is dropped stays with the seats or the nomination, and decides nothing.
"""

from collections.abc import Callable
from datetime import datetime

from django.db.models import QuerySet

from plenaria.actions import _criteria
from plenaria.actions._perform import Deed, Receipt, perform
from plenaria.core.meetings import MEETING
from plenaria.core.nominations import NOMINATION
from plenaria.core.permits import Actor, Where
from plenaria.core.refusal import Refusal, conflict, unacceptable
from plenaria.store.models import Criterion, Meeting, Nomination
from plenaria.store.models.fields import new_id

type Asking = Meeting | Nomination
"""What has criteria of its own."""

Laid = _criteria.Laid


def lay_down(
    *, actor: Actor, at: datetime, criterion: Laid, meeting: str = "", nomination: str = ""
) -> Receipt | Refusal:
    """Add a criterion, the last of those of the meeting or the nomination.

    Refused: ``meeting-over``, ``nomination-decided``, ``name-missing``, ``source-unknown``, ``clause-unknown``,
    ``body-unknown``.
    """

    def write(deed: Deed, row: Asking, decision: bool) -> str:
        kept = Criterion(id=new_id(), position=row.criteria.count() + 1)
        kept.meeting, kept.nomination = (row, None) if isinstance(row, Meeting) else (None, row)
        return _criteria.save(deed, kept, criterion, "criterion-laid-down")

    if nomination:
        unknown, found = "nomination-unknown", Nomination.objects.filter(id=nomination)
        return _on_asking(actor, at, lambda: found, criterion, write, unknown=unknown)
    return _on_asking(
        actor, at, lambda: Meeting.objects.filter(id=meeting), criterion, write, unknown="meeting-unknown"
    )


def change(*, actor: Actor, at: datetime, criterion: str, laid: Laid) -> Receipt | Refusal:
    """Correct a criterion; what was found on it stays. Refused like ``lay_down``, and ``criterion-unknown``."""

    def write(deed: Deed, row: Asking, decision: bool) -> str:
        return _criteria.save(deed, row.criteria.get(id=criterion), laid, "criterion-changed")

    return _on_asking(actor, at, lambda: _asking(criterion), laid, write)


def drop(*, actor: Actor, at: datetime, criterion: str) -> Receipt | Refusal:
    """Ask for it no more. Refused: ``criterion-unknown``, ``meeting-over``, ``nomination-decided``."""

    def write(deed: Deed, row: Asking, decision: bool) -> str:
        kept = row.criteria.get(id=criterion)
        kept.dropped = True
        kept.save(update_fields=("dropped",))
        deed.record("criterion-dropped", kept.id, names=kept.names)
        return kept.id

    return _on_asking(actor, at, lambda: _asking(criterion), None, write)


def take_over(*, actor: Actor, at: datetime, meeting: str, earlier: str) -> Receipt | Refusal:
    """Lay down the criteria of an earlier meeting of the same body, behind those that there are.

    Refused: ``meeting-unknown`` where that one is another body's, or the meeting itself, ``meeting-over``.
    """
    before = Criterion.objects.filter(meeting_id=earlier, dropped=False)

    def write(deed: Deed, row: Asking, decision: bool) -> str:
        assert isinstance(row, Meeting)
        position = row.criteria.count()
        for place, each in enumerate(before.filter(meeting__body=row.body), 1):
            kept = Criterion(id=new_id(), meeting=row, position=position + place)
            _criteria.save(deed, kept, _criteria.laid_by(each), "criterion-laid-down")
        return row.id

    def found() -> "QuerySet[Meeting]":
        body = Meeting.objects.filter(id=earlier).values("body")
        return Meeting.objects.filter(id=meeting, body__in=body).exclude(id=earlier)

    return _on_asking(actor, at, found, None, write, unknown="meeting-unknown")


def _asking(criterion: str) -> "QuerySet[Meeting] | QuerySet[Nomination]":
    """Whose criterion it is."""
    if Criterion.objects.filter(id=criterion, meeting=None).exists():
        return Nomination.objects.filter(criteria=criterion)
    return Meeting.objects.filter(criteria=criterion)


def _on_asking(
    actor: Actor,
    at: datetime,
    found: "Callable[[], QuerySet[Meeting] | QuerySet[Nomination]]",
    laid: Laid | None,
    write: Callable[[Deed, Asking, bool], str],
    unknown: str = "criterion-unknown",
) -> Receipt | Refusal:
    """Do one thing to the criteria of a meeting that is not over, or of a nomination that is not decided."""

    def load() -> tuple[Asking, Where] | Refusal:
        row = found().select_for_update(of=("self",)).first()
        return (row, Where(body=row.body_id)) if row else unacceptable(unknown)

    def decide(row: Asking) -> bool | Refusal:
        if isinstance(row, Meeting) and MEETING.is_final(row.state):
            return conflict("meeting-over")
        if isinstance(row, Nomination) and row.state != NOMINATION.initial:
            return conflict("nomination-decided")
        return (laid and _criteria.unfit(laid)) or True

    def write_there(deed: Deed, row: Asking, decision: bool) -> str:
        deed.meeting = row.id if isinstance(row, Meeting) else ""
        return write(deed, row, decision)

    return perform(actor=actor, verb="credentials.decide", at=at, load=load, decide=decide, write=write_there)
