"""What the actions on one credential share: finding it, and writing where its meeting is not over."""

from collections.abc import Callable
from datetime import datetime

from plenaria.actions._perform import Deed, Receipt, perform
from plenaria.core.meetings import MEETING
from plenaria.core.permits import Actor, Where
from plenaria.core.refusal import Refusal, conflict, unacceptable
from plenaria.store.models import Credential, Meeting


def on_credential[Decision](
    actor: Actor,
    at: datetime,
    credential: str,
    permit: str,
    decide: Callable[[Credential], Decision | Refusal],
    write: Callable[[Deed, Credential, Decision], str],
) -> Receipt | Refusal:
    """Act on one credential, locked, at a meeting that is not over."""

    def load() -> tuple[Credential, Where] | Refusal:
        meeting = Meeting.objects.select_for_update(of=("self",)).filter(credentials=credential).first()
        if meeting is None:
            return unacceptable("credential-unknown")
        row = Credential.objects.select_for_update().get(id=credential)
        row.meeting = meeting
        return row, Where(body=meeting.body_id, person=row.person_id, seat=row.id)

    def decide_unless_over(row: Credential) -> Decision | Refusal:
        return conflict("meeting-over") if MEETING.is_final(row.meeting.state) else decide(row)

    def write_there(deed: Deed, row: Credential, decision: Decision) -> str:
        deed.meeting = row.meeting_id
        return write(deed, row, decision)

    return perform(actor=actor, verb=permit, at=at, load=load, decide=decide_unless_over, write=write_there)


def accredited(row: Credential) -> bool | Refusal:
    """Whether it is; for what needs nothing else. Refused: ``not-accredited``."""
    return True if row.state == "accredited" else conflict("not-accredited")
