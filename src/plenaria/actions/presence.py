"""Who is in the room, as intervals. Quorum is read from them at any moment.

The door records those who are in the room; whoever takes part from elsewhere says themselves that they are there.
"""

from collections.abc import Callable
from datetime import datetime

from plenaria.actions._perform import Deed, Receipt, perform
from plenaria.actions._proxies import end_proxies
from plenaria.core.meetings import BY_CORRESPONDENCE
from plenaria.core.permits import Actor, Where
from plenaria.core.refusal import Refusal, conflict, unacceptable
from plenaria.store.models import Credential, Meeting, Presence

DOOR_IS_OPEN = ("convened", "open", "suspended")
"""The states of a meeting in which people come and go; before the opening too, for it opens only with its quorum."""


def check_in(*, actor: Actor, at: datetime, credential: str) -> Receipt | Refusal:
    """Somebody has come in; if another held their mandate, it is theirs again.

    A vote that is open goes on as its roll was frozen. Refused: ``not-accredited``, ``already-in``, ``door-closed``.
    """
    return _came(actor, at, credential, "presence.record", lambda row: True)


def check_out(*, actor: Actor, at: datetime, credential: str) -> Receipt | Refusal:
    """Somebody has left. Refused: ``not-in``, ``door-closed``."""
    return _left(actor, at, credential, "presence.record", lambda row: True)


def announce(*, actor: Actor, at: datetime, credential: str) -> Receipt | Refusal:
    """Whoever takes part from elsewhere says: I am here. Refused like ``check_in``, and ``not-remote``."""
    return _came(actor, at, credential, "presence.announce", _remote)


def take_leave(*, actor: Actor, at: datetime, credential: str) -> Receipt | Refusal:
    """Whoever takes part from elsewhere says: I leave. Refused like ``check_out``, and ``not-remote``."""
    return _left(actor, at, credential, "presence.announce", _remote)


def _remote(row: Credential) -> bool | Refusal:
    return True if row.attends == "remote" else conflict("not-remote")


type _Check = Callable[[Credential], bool | Refusal]


def _came(actor: Actor, at: datetime, credential: str, verb: str, check: _Check) -> Receipt | Refusal:
    def decide(row: Credential) -> bool | Refusal:
        if isinstance(unfit := check(row), Refusal):
            return unfit
        if row.state != "accredited":
            return conflict("not-accredited")
        return conflict("already-in") if row.presences.filter(until=None).exists() else True

    def write(deed: Deed, row: Credential, decision: bool) -> str:
        Presence.objects.create(credential=row, since=at)
        deed.meeting = row.meeting_id
        deed.record("presence-recorded", row.id, present="yes", seat=row.seat)
        end_proxies(deed, row, "came-in", held=False)
        return row.id

    return perform(actor=actor, verb=verb, at=at, load=lambda: _load(credential), decide=decide, write=write)


def _left(actor: Actor, at: datetime, credential: str, verb: str, check: _Check) -> Receipt | Refusal:
    def decide(row: Credential) -> Presence | Refusal:
        if isinstance(unfit := check(row), Refusal):
            return unfit
        return row.presences.filter(until=None).first() or conflict("not-in")

    def write(deed: Deed, row: Credential, interval: Presence) -> str:
        # A clock that was set back must not make somebody leave before they came.
        interval.until = max(at, interval.since)
        interval.save(update_fields=("until",))
        deed.meeting = row.meeting_id
        deed.record("presence-recorded", row.id, present="no", seat=row.seat)
        return row.id

    return perform(actor=actor, verb=verb, at=at, load=lambda: _load(credential), decide=decide, write=write)


def _load(credential: str) -> tuple[Credential, Where] | Refusal:
    """The credential while the door is open; the meeting is locked too, so that nobody comes in during its close."""
    meeting = Meeting.objects.select_for_update(of=("self",)).filter(credentials=credential).first()
    if meeting is None:
        return unacceptable("credential-unknown")
    if meeting.state not in DOOR_IS_OPEN or meeting.kind == BY_CORRESPONDENCE:
        return conflict("door-closed")
    row = Credential.objects.select_for_update().get(id=credential)
    return row, Where(body=meeting.body_id, person=row.person_id, seat=row.id)
