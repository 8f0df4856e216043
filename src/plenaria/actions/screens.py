"""The screens of a hall: what the chair puts on all that follow the meeting."""

from datetime import datetime

from plenaria.actions._perform import Deed, Receipt, perform
from plenaria.core import screens
from plenaria.core.meetings import MEETING
from plenaria.core.permits import Actor, Where
from plenaria.core.refusal import Refusal, conflict, unacceptable
from plenaria.store.models import Meeting
from plenaria.store.queries.screens import moment


def choose_layout(*, actor: Actor, at: datetime, meeting: str, layout: str) -> Receipt | Refusal:
    """Show this layout on every screen that follows, until the hall goes on; ``screens.FOLLOWING`` lets them follow.

    Refused: ``layout-unknown``, ``meeting-over``.
    """

    def load() -> tuple[Meeting, Where] | Refusal:
        row = Meeting.objects.select_for_update(of=("self",)).filter(id=meeting).first()
        return (row, Where(body=row.body_id)) if row else unacceptable("meeting-unknown")

    def decide(row: Meeting) -> bool | Refusal:
        if layout not in (screens.FOLLOWING, *screens.CHOSEN):
            return unacceptable("layout-unknown")
        return conflict("meeting-over") if MEETING.is_final(row.state) else True

    def write(deed: Deed, row: Meeting, decision: bool) -> str:
        deed.meeting = row.id
        row.layout, row.layout_moment = layout, moment(row.id)
        row.save(update_fields=("layout", "layout_moment"))
        deed.record("layout-chosen", row.id, layout=layout)
        return row.id

    return perform(actor=actor, verb="meetings.conduct", at=at, load=load, decide=decide, write=write)
