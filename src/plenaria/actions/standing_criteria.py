"""What a body asks for every time: laid down once, taken over by each later meeting and nomination."""

from datetime import datetime

from plenaria.actions import _criteria
from plenaria.actions._criteria import Laid
from plenaria.actions._perform import Deed, Receipt, perform
from plenaria.core.criteria import ASKED_OF
from plenaria.core.meetings import MEETING
from plenaria.core.permits import Actor, Where
from plenaria.core.refusal import Refusal, conflict, unacceptable
from plenaria.store.models import Body, Criterion, Meeting
from plenaria.store.models.fields import new_id


def lay_down(*, actor: Actor, at: datetime, body: str, criterion: Laid, asked_of: str = "both") -> Receipt | Refusal:
    """Ask for it at every later meeting and nomination; those that are there already keep what they have.

    Refused: ``body-unknown``, ``asked-of-unknown``, and as ``actions.criteria.lay_down``.
    """

    def load() -> tuple[Body, Where] | Refusal:
        row = Body.objects.select_for_update().filter(id=body).first()
        return (row, Where(body=row.id)) if row else unacceptable("body-unknown")

    def decide(row: Body) -> bool | Refusal:
        if asked_of not in ASKED_OF:
            return unacceptable("asked-of-unknown")
        return _criteria.unfit(criterion) or True

    def write(deed: Deed, row: Body, decision: bool) -> str:
        kept = Criterion(id=new_id(), standing=row, asked_of=asked_of, position=row.standing_criteria.count() + 1)
        return _criteria.save(deed, kept, criterion, "criterion-laid-down")

    return perform(actor=actor, verb="credentials.decide", at=at, load=load, decide=decide, write=write)


def drop(*, actor: Actor, at: datetime, criterion: str) -> Receipt | Refusal:
    """Ask for it no more at later meetings and nominations. Refused: ``criterion-unknown``."""

    def load() -> tuple[Criterion, Where] | Refusal:
        rows = Criterion.objects.select_for_update(of=("self",)).filter(standing__isnull=False, dropped=False)
        row = rows.filter(id=criterion).first()
        return (row, Where(body=row.standing_id)) if row else unacceptable("criterion-unknown")

    def write(deed: Deed, row: Criterion, decision: bool) -> str:
        row.dropped = True
        row.save(update_fields=("dropped",))
        deed.record("criterion-dropped", row.id, names=row.names)
        return row.id

    return perform(actor=actor, verb="credentials.decide", at=at, load=load, decide=lambda row: True, write=write)


def take_over(*, actor: Actor, at: datetime, meeting: str) -> Receipt | Refusal:
    """Ask for what stands with the body at a meeting that was planned before. Refused: ``meeting-unknown``,
    ``meeting-over``, ``nothing-standing`` where all of it is asked for there."""

    def load() -> tuple[Meeting, Where] | Refusal:
        row = Meeting.objects.select_for_update(of=("self",)).filter(id=meeting).first()
        return (row, Where(body=row.body_id)) if row else unacceptable("meeting-unknown")

    def decide(row: Meeting) -> bool | Refusal:
        if MEETING.is_final(row.state):
            return conflict("meeting-over")
        return True if _criteria.missing(row, [row.body_id], "delegates") else conflict("nothing-standing")

    def write(deed: Deed, row: Meeting, decision: bool) -> str:
        deed.meeting = row.id
        _criteria.copy_standing(deed, row, [row.body_id], "delegates")
        return row.id

    return perform(actor=actor, verb="credentials.decide", at=at, load=load, decide=decide, write=write)
