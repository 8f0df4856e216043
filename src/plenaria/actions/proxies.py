"""Proxies: the mandate of one seat in the hands of another seat of the same meeting.

1. The meeting's ordinary rule says whether proxies are allowed, and how many mandates one person may hold.
2. Whoever is in the room votes themselves: coming in ends the proxy, and nobody in the room gives one.
3. Mandates are not passed on: a holder gives none away, and whoever gave theirs away holds none.
4. While a vote is open its frozen roll says who votes for whom; nothing is given or taken back until it is closed.
"""

from collections.abc import Callable
from datetime import datetime

from plenaria.actions._perform import Deed, Receipt, perform
from plenaria.actions._proxies import end_proxies
from plenaria.core.meetings import MEETING
from plenaria.core.permits import Actor, Where
from plenaria.core.refusal import Refusal, conflict, unacceptable
from plenaria.core.voting.rule import ORDINARY, from_data
from plenaria.store.models import Credential, Meeting, Proxy
from plenaria.store.queries.proxies import open_poll_number


def give_proxy(*, actor: Actor, at: datetime, giver: str, holder: str, note: str = "") -> Receipt | Refusal:
    """Put on file that the seat ``giver`` gives its mandate to the seat ``holder``; ``note`` says how it was said.

    The actor is who recorded it. Refused: ``credential-unknown``, ``meeting-over``, ``roll-is-frozen`` (number),
    ``rule-missing``, ``proxies-not-allowed``, ``proxy-oneself``, ``not-accredited`` (the giver),
    ``proxy-holder-unfit``, ``proxy-giver-present``, ``proxy-given-already`` (seat), ``proxy-giver-holds``,
    ``proxy-holder-gave``, ``proxy-too-many`` (seat, limit).
    """

    def decide(row: Credential) -> Credential | Refusal:
        allowed = _allowed(row.meeting)
        if isinstance(allowed, Refusal):
            return allowed
        if giver == holder:
            return unacceptable("proxy-oneself")
        if row.state != "accredited":
            return conflict("not-accredited")
        other = row.meeting.credentials.select_for_update().filter(id=holder, state="accredited").first()
        if other is None:
            return unacceptable("proxy-holder-unfit")
        return _unfit_giver(row) or _unfit_holder(other, allowed) or other

    def write(deed: Deed, row: Credential, other: Credential) -> str:
        Proxy.objects.create(giver=row, holder=other, since=at, recorded_by_id=actor.person, note=note.strip())
        personal = {"note": note.strip()} if note.strip() else {}
        deed.record("proxy-given", row.id, personal, holder=other.id, seat=row.seat, to=other.seat)
        return row.id

    return _change(actor, at, giver, decide, write)


def take_back(*, actor: Actor, at: datetime, giver: str) -> Receipt | Refusal:
    """Put on file that the giver has taken the mandate back.

    Refused: ``proxy-unknown``, ``meeting-over``, ``roll-is-frozen`` (number).
    """

    def decide(row: Credential) -> bool | Refusal:
        return row.proxies_given.filter(until=None).exists() or conflict("proxy-unknown")

    def write(deed: Deed, row: Credential, decision: bool) -> str:
        end_proxies(deed, row, "taken-back", held=False)
        return row.id

    return _change(actor, at, giver, decide, write)


def _change[Decision](
    actor: Actor,
    at: datetime,
    giver: str,
    decide: Callable[[Credential], Decision | Refusal],
    write: Callable[[Deed, Credential, Decision], str],
) -> Receipt | Refusal:
    """Act on the giver's seat, with the meeting locked, between two votes."""

    def load() -> tuple[Credential, Where] | Refusal:
        meeting = Meeting.objects.select_for_update(of=("self",)).filter(credentials=giver).first()
        if meeting is None:
            return unacceptable("credential-unknown")
        row = Credential.objects.select_for_update().get(id=giver)
        row.meeting = meeting
        return row, Where(body=meeting.body_id)

    def decide_between_votes(row: Credential) -> Decision | Refusal:
        if MEETING.is_final(row.meeting.state):
            return conflict("meeting-over")
        number = open_poll_number(row.meeting_id)
        return decide(row) if number is None else conflict("roll-is-frozen", number=number)

    def write_there(deed: Deed, row: Credential, decision: Decision) -> str:
        deed.meeting = row.meeting_id
        return write(deed, row, decision)

    return perform(actor=actor, verb="proxies.record", at=at, load=load, decide=decide_between_votes, write=write_there)


def _allowed(meeting: Meeting) -> int | Refusal | None:
    """How many mandates one may hold, ``None`` without a limit; before the convocation as the body's rule says."""
    rules = meeting.rules or meeting.body.rules
    if not rules.get(ORDINARY):
        return conflict("rule-missing")
    limit = from_data(rules[ORDINARY]).proxies
    return conflict("proxies-not-allowed") if limit == 0 else limit


def _unfit_giver(row: Credential) -> Refusal | None:
    if row.presences.filter(until=None).exists():
        return conflict("proxy-giver-present")
    given = row.proxies_given.filter(until=None).select_related("holder").first()
    if given is not None:
        return conflict("proxy-given-already", seat=given.holder.seat)
    return conflict("proxy-giver-holds") if row.proxies_held.filter(until=None).exists() else None


def _unfit_holder(row: Credential, limit: int | None) -> Refusal | None:
    if row.proxies_given.filter(until=None).exists():
        return conflict("proxy-holder-gave")
    if limit is not None and row.proxies_held.filter(until=None).count() >= limit:
        return conflict("proxy-too-many", seat=row.seat, limit=limit)
    return None
