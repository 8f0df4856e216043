"""The seats at a meeting: who is invited, what was found, and the badge that opens the seat.

1. A person has one seat at a meeting; whoever is replaced is withdrawn, and the new seat names the old.
2. Nobody is refused without a finding.
3. Nobody is accredited while a required criterion of the meeting is not met (``core.criteria``).
4. A badge is a random token of which only the SHA-256 is kept. A new one makes the earlier one and its device useless;
   the first device that uses it keeps the seat.
"""

import json
import secrets
from collections.abc import Sequence
from dataclasses import asdict
from datetime import datetime
from hashlib import sha256

from plenaria.actions._credential import accredited, on_credential
from plenaria.actions._perform import Deed, Receipt, perform
from plenaria.actions._proxies import end_proxies
from plenaria.actions._seat_links import end_links, end_links_of
from plenaria.actions._speakers import take_off_seat
from plenaria.core.credentials import ATTENDS, CREDENTIAL, Finding, votes_written
from plenaria.core.criteria import merged, not_accredited, unreasoned
from plenaria.core.journal.canonical import GREATEST
from plenaria.core.meetings import MEETING
from plenaria.core.permits import Actor, Where
from plenaria.core.refusal import Refusal, conflict, unacceptable
from plenaria.core.voting.tally import weighted
from plenaria.store import rows
from plenaria.store.models import Body, Credential, Meeting, Person, Presence
from plenaria.store.queries.criteria import criteria
from plenaria.store.queries.proxies import open_poll_number

TOKEN_BYTES = 24
"""192 random bits: nobody guesses a badge."""


def invite(
    *,
    actor: Actor,
    at: datetime,
    meeting: str,
    person: str,
    delegation: str | None = None,
    weight: int | str = 1,
    seat: int | None = None,
    attends: str = "room",
) -> Receipt | Refusal:
    """Give a person a seat, the next one that is free where ``seat`` names none; ``weight`` is its votes, exact.

    Refused: ``meeting-over``, ``person-unknown``, ``body-unknown``, ``seat-unfit``, ``already-invited`` (seat),
    ``seat-taken`` (seat), ``attends-unknown``, ``roll-too-fine``, and what ``core.credentials.votes_written`` refuses.
    """

    def load() -> tuple[Meeting, Where] | Refusal:
        row = Meeting.objects.select_for_update().filter(id=meeting).first()
        return (row, Where(body=row.body_id)) if row else unacceptable("meeting-unknown")

    def decide(row: Meeting) -> tuple[int, str] | Refusal:
        if MEETING.is_final(row.state):
            return conflict("meeting-over")
        if not Person.objects.filter(id=person).exists():
            return unacceptable("person-unknown")
        if delegation is not None and not Body.objects.filter(id=delegation).exists():
            return unacceptable("body-unknown")
        if seat is not None and seat < 1:
            return unacceptable("seat-unfit")
        if attends not in ATTENDS:
            return unacceptable("attends-unknown")
        votes = _votes(row, str(weight))
        free = _free_seat(row, person, seat)
        return votes if isinstance(votes, Refusal) else free if isinstance(free, Refusal) else (free, votes)

    def write(deed: Deed, row: Meeting, decision: tuple[int, str]) -> str:
        deed.meeting = row.id
        number, votes = decision
        credential = Credential.objects.create(
            meeting=row, person_id=person, delegation_id=delegation, seat=number, weight=votes, attends=attends
        )
        deed.record(
            "credential-invited",
            credential.id,
            person=person,
            delegation=delegation or "",
            seat=number,
            weight=votes,
            attends=attends,
        )
        return credential.id

    return perform(actor=actor, verb="credentials.decide", at=at, load=load, decide=decide, write=write)


def change_votes(*, actor: Actor, at: datetime, credential: str, weight: int | str) -> Receipt | Refusal:
    """Correct the votes of a seat; they count from the next vote that is opened.

    Refused: ``roll-is-frozen`` (number) while a vote is open, ``meeting-over``, ``wrong-state`` of a credential that
    is withdrawn, ``roll-too-fine``, and what ``core.credentials.votes_written`` refuses.
    """

    def decide(row: Credential) -> str | Refusal:
        if row.state == "withdrawn":
            return _withdrawn(row)
        number = open_poll_number(row.meeting_id)
        if number is not None:
            return conflict("roll-is-frozen", number=number)
        return _votes(row.meeting, str(weight), row)

    def write(deed: Deed, row: Credential, votes: str) -> str:
        before, row.weight = row.weight, votes
        row.save(update_fields=("weight",))
        deed.record("credential-changed", row.id, seat=row.seat, weight=votes, before=before)
        return row.id

    return on_credential(actor, at, credential, "credentials.decide", decide, write)


def change_attendance(*, actor: Actor, at: datetime, credential: str, attends: str) -> Receipt | Refusal:
    """Lay down how somebody takes part: a word of ``core.credentials.ATTENDS``. Refused: ``attends-unknown``."""

    def decide(row: Credential) -> bool | Refusal:
        if row.state == "withdrawn":
            return conflict("not-accredited")
        return True if attends in ATTENDS else unacceptable("attends-unknown")

    def write(deed: Deed, row: Credential, decision: bool) -> str:
        row.attends = attends
        row.save(update_fields=("attends",))
        deed.record("credential-changed", row.id, seat=row.seat, attends=attends)
        return row.id

    return on_credential(actor, at, credential, "credentials.issue", decide, write)


def decide_credential(
    *, actor: Actor, at: datetime, credential: str, verb: str = "accredit", findings: Sequence[Finding] = ()
) -> Receipt | Refusal:
    """Register, accredit, refuse or reconsider; ``findings`` are what was found on each criterion.

    They are added to those that there are, a later one on the same criterion in the place of the earlier, and enter
    the journal as an HMAC that can be erased. Refused: ``wrong-state``, ``meeting-over``, ``finding-missing`` where
    somebody is to be refused and nothing was found wanting, ``waiver-unreasoned``, and what
    ``core.criteria.not_accredited`` refuses.
    """
    if verb not in ("register", "accredit", "refuse", "reconsider"):
        raise ValueError(f"nothing that is decided on a credential: {verb!r}")

    def decide(row: Credential) -> str | Refusal:
        after = CREDENTIAL.after(row.state, verb)
        if isinstance(after, Refusal):
            return after
        known = _with_those_before(row, findings)
        if verb == "refuse" and all(each.passes for each in known):
            return unacceptable("finding-missing")
        unfit = not_accredited(criteria(row.meeting_id), known) if verb == "accredit" else None
        return unreasoned(findings) or unfit or after

    def write(deed: Deed, row: Credential, after: str) -> str:
        row.state = after
        kind = "credential-registered" if verb == "register" else "credential-decided"
        deed.record(kind, row.id, _kept(row, findings), verb=verb, seat=row.seat)
        row.save(update_fields=("state", "findings"))
        return row.id

    return on_credential(actor, at, credential, "credentials.decide", decide, write)


def record_findings(*, actor: Actor, at: datetime, credential: str, findings: Sequence[Finding]) -> Receipt | Refusal:
    """Write down what was found on some criteria, without deciding yet.

    Refused: ``finding-missing`` where there is none, ``waiver-unreasoned``, ``meeting-over``.
    """

    def decide(row: Credential) -> bool | Refusal:
        return unreasoned(findings) or (True if findings else unacceptable("finding-missing"))

    def write(deed: Deed, row: Credential, decision: bool) -> str:
        deed.record("finding-recorded", row.id, _kept(row, findings), seat=row.seat)
        row.save(update_fields=("findings",))
        return row.id

    return on_credential(actor, at, credential, "credentials.decide", decide, write)


def withdraw_credential(*, actor: Actor, at: datetime, credential: str) -> Receipt | Refusal:
    """Take the seat back: the badge opens nothing any more, and whoever was in has left."""

    def write(deed: Deed, row: Credential, after: str) -> str:
        _withdraw(deed, row, after)
        return row.id

    return on_credential(actor, at, credential, "credentials.decide", _withdrawn, write)


def replace_credential(*, actor: Actor, at: datetime, credential: str, person: str) -> Receipt | Refusal:
    """Withdraw one and invite another for the same delegation with the same votes; the new seat names the old.

    The receipt's subject is the new credential. Refused: ``person-unknown``, ``already-invited``, ``wrong-state``.
    """

    def decide(row: Credential) -> tuple[str, int] | Refusal:
        after = _withdrawn(row)
        if isinstance(after, Refusal):
            return after
        if not Person.objects.filter(id=person).exists():
            return unacceptable("person-unknown")
        seat = _free_seat(row.meeting, person, None)
        return seat if isinstance(seat, Refusal) else (after, seat)

    def write(deed: Deed, row: Credential, decision: tuple[str, int]) -> str:
        after, seat = decision
        _withdraw(deed, row, after)
        new = Credential.objects.create(
            meeting=row.meeting,
            person_id=person,
            delegation_id=row.delegation_id,
            seat=seat,
            weight=row.weight,
            replaces=row,
        )
        deed.record("credential-replaced", new.id, replaces=row.id, person=person, seat=seat, weight=row.weight)
        return new.id

    return on_credential(actor, at, credential, "credentials.decide", decide, write)


def issue_badge(*, actor: Actor, at: datetime, credential: str) -> Receipt | Refusal:
    """Make a new badge for an accredited seat; its token is in ``Receipt.secret`` and kept nowhere.

    Refused: ``not-accredited``, ``meeting-over``.
    """

    def write(deed: Deed, row: Credential, decision: bool) -> str:
        deed.secret = secrets.token_urlsafe(TOKEN_BYTES)
        row.badge, row.badge_used_at, row.device = hashed(deed.secret), None, ""
        row.wrong_pins, row.wrong_pin_at = 0, None
        row.save(update_fields=("badge", "badge_used_at", "device", "wrong_pins", "wrong_pin_at"))
        end_links(row, at)
        deed.record("badge-issued", row.id, seat=row.seat)
        return row.id

    return on_credential(actor, at, credential, "credentials.issue", accredited, write)


def issue_badges(*, actor: Actor, at: datetime, meeting: str, credentials: Sequence[str]) -> dict[str, str] | Refusal:
    """New badges for many seats of a meeting in one transaction: credential → token, each kept nowhere.

    Refused: ``credential-unknown``, ``not-accredited``, ``meeting-over``; then none was made.
    """
    tokens = {each: secrets.token_urlsafe(TOKEN_BYTES) for each in credentials}

    def load() -> tuple[tuple[Meeting, list[Credential]], Where] | Refusal:
        row = Meeting.objects.select_for_update(of=("self",)).filter(id=meeting).first()
        if row is None:
            return unacceptable("meeting-unknown")
        seats = row.credentials.select_for_update().filter(rows.Among("id", list(tokens))).order_by("seat")
        return (row, list(seats)), Where(body=row.body_id)

    def decide(found: tuple[Meeting, list[Credential]]) -> bool | Refusal:
        row, seats = found
        if MEETING.is_final(row.state):
            return conflict("meeting-over")
        if len(seats) != len(tokens):
            return unacceptable("credential-unknown")
        refusals = (each for each in map(accredited, seats) if isinstance(each, Refusal))
        return next(refusals, True)

    def write(deed: Deed, found: tuple[Meeting, list[Credential]], decision: bool) -> str:
        row, seats = found
        deed.meeting = row.id
        for seat in seats:
            deed.record("badge-issued", seat.id, seat=seat.seat)
        given = row.credentials.filter(rows.Among("id", list(tokens)))
        given.update(badge_used_at=None, device="", wrong_pins=0, wrong_pin_at=None)
        badges = {"id": list(tokens), "badge": [hashed(each) for each in tokens.values()]}
        rows.update(Credential, "id", badges)
        end_links_of(seats, at)
        return row.id

    done = perform(actor=actor, verb="credentials.issue", at=at, load=load, decide=decide, write=write)
    return done if isinstance(done, Refusal) else tokens


def ask_pin(*, actor: Actor, at: datetime, meeting: str, asked: bool) -> Receipt | Refusal:
    """Say whether the badges of a meeting open their seats only together with their PINs. Refused: ``meeting-over``."""

    def load() -> tuple[Meeting, Where] | Refusal:
        row = Meeting.objects.select_for_update(of=("self",)).filter(id=meeting).first()
        return (row, Where(body=row.body_id)) if row else unacceptable("meeting-unknown")

    def decide(row: Meeting) -> bool | Refusal:
        return conflict("meeting-over") if MEETING.is_final(row.state) else True

    def write(deed: Deed, row: Meeting, decision: bool) -> str:
        deed.meeting = row.id
        row.asks_pin = asked
        row.save(update_fields=("asks_pin",))
        deed.record("pins-asked", row.id, asked="yes" if asked else "no")
        return row.id

    return perform(actor=actor, verb="credentials.decide", at=at, load=load, decide=decide, write=write)


def hashed(token: str) -> str:
    """What is kept of a token."""
    return sha256(token.encode()).hexdigest()


def _with_those_before(row: Credential, findings: Sequence[Finding]) -> tuple[Finding, ...]:
    return merged([Finding(**each) for each in row.findings], findings)


def _kept(row: Credential, findings: Sequence[Finding]) -> dict[str, str]:
    """Put the findings into the row, and say all of them as the journal keeps what is personal."""
    if not findings:
        return {}
    row.findings = [asdict(each) for each in _with_those_before(row, findings)]
    return {"findings": json.dumps(row.findings, ensure_ascii=False, sort_keys=True)}


def _free_seat(meeting: Meeting, person: str, wanted: int | None) -> int | Refusal:
    """The seat for that person: the wanted one, else the first after the last."""
    taken = dict(meeting.credentials.values_list("seat", "id"))
    theirs = meeting.credentials.exclude(state="withdrawn").filter(person_id=person).first()
    if theirs is not None:
        return conflict("already-invited", seat=theirs.seat)
    if wanted is not None:
        return conflict("seat-taken", seat=wanted) if wanted in taken else wanted
    return max(taken, default=0) + 1


def _votes(meeting: Meeting, written: str, row: Credential | None = None) -> str | Refusal:
    """The votes as they are kept, if all seats of the meeting can still be counted in one unit with them."""
    votes = votes_written(written)
    if isinstance(votes, Refusal) or votes == "1":
        return votes
    others = meeting.credentials.exclude(state="withdrawn").exclude(id=row.id if row else None)
    roll = weighted({**dict(others.values_list("id", "weight")), "": votes})
    assert not isinstance(roll, Refusal)  # a credential takes nothing else
    fits = max(roll.denominator, sum(roll.units.values())) <= GREATEST
    return votes if fits else unacceptable("roll-too-fine")


def _withdrawn(row: Credential) -> str | Refusal:
    return CREDENTIAL.after(row.state, "withdraw")


def _withdraw(deed: Deed, row: Credential, after: str) -> None:
    row.state, row.badge, row.device = after, "", ""
    row.save(update_fields=("state", "badge", "device"))
    end_links(row, deed.at)
    deed.record("credential-withdrawn", row.id, seat=row.seat)
    if Presence.objects.filter(credential=row, until=None).update(until=deed.at):
        deed.record("presence-recorded", row.id, present="no", seat=row.seat)
    end_proxies(deed, row, "withdrawn")
    take_off_seat(deed, row)
