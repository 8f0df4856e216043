"""Putting somebody forward for an office or an event outside: proposed, checked, decided, and reported on."""

import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import date, datetime

from plenaria.actions import _nominations
from plenaria.actions._perform import Deed, Receipt, perform
from plenaria.actions._texts import Upload, kept
from plenaria.core.credentials import Finding
from plenaria.core.criteria import merged, unreasoned
from plenaria.core.nominations import NOMINATION
from plenaria.core.permits import Actor, Where
from plenaria.core.refusal import Refusal, conflict, unacceptable
from plenaria.core.resolutions import DECIDED
from plenaria.store import models

LONGEST_NOTE = 500
LONGEST_REPORT = 20_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Put:
    """Who is put forward, and for what: ``names`` of the office or event by language, when and where it is.

    ``host`` is the superior body whose it is, ``party`` the institution to which the mandate goes.
    """

    person: str
    names: Mapping[str, str]
    places: Mapping[str, str]
    first_day: date | None = None
    last_day: date | None = None
    host: str | None = None
    party: str | None = None


def nominate(*, actor: Actor, at: datetime, body: str, put: Put, clause: str | None = None) -> Receipt | Refusal:
    """Put somebody forward, by a clause of a text or by itself.

    Refused: ``body-unknown``, ``clause-unknown`` (of another body), ``person-unknown``, ``name-missing``,
    ``dates-reversed``, ``party-unknown``.
    """

    def load() -> tuple[models.Body, Where] | Refusal:
        row = models.Body.objects.filter(id=body).first()
        return (row, Where(body=row.id)) if row else unacceptable("body-unknown")

    def decide(row: models.Body) -> bool | Refusal:
        clauses = models.Clause.objects.filter(id=clause, resolution__body=row, removed=False)
        if clause is not None and not clauses.exists():
            return unacceptable("clause-unknown")
        return _unfit(row.id, put) or True

    def write(deed: Deed, row: models.Body, decision: bool) -> str:
        nomination = models.Nomination(body=row, clause_id=clause, made_at=at)
        return _save(deed, nomination, put, "nomination-made")

    return perform(actor=actor, verb="nominations.make", at=at, load=load, decide=decide, write=write)


def change(*, actor: Actor, at: datetime, nomination: str, put: Put) -> Receipt | Refusal:
    """Correct what was proposed. Refused: ``nomination-unknown``, ``nomination-decided``, and as ``nominate``."""

    def decide(row: models.Nomination) -> bool | Refusal:
        if row.state != NOMINATION.initial:
            return conflict("nomination-decided")
        return _unfit(row.body_id, put) or True

    def write(deed: Deed, row: models.Nomination, decision: bool) -> str:
        return _save(deed, row, put, "nomination-changed")

    return _on(actor, "nominations.make", at, nomination, decide, write)


def record_findings(*, actor: Actor, at: datetime, nomination: str, findings: Sequence[Finding]) -> Receipt | Refusal:
    """Store what was found. Refused: ``finding-missing``, ``waiver-unreasoned``, ``nomination-decided``."""

    def decide(row: models.Nomination) -> bool | Refusal:
        if row.state != NOMINATION.initial:
            return conflict("nomination-decided")
        return unreasoned(findings) or (True if findings else unacceptable("finding-missing"))

    def write(deed: Deed, row: models.Nomination, decision: bool) -> str:
        row.findings = [asdict(each) for each in merged(_nominations.findings_of(row), findings)]
        row.save(update_fields=("findings",))
        said = json.dumps(row.findings, ensure_ascii=False, sort_keys=True)
        deed.record("finding-recorded", row.id, {"findings": said})
        return row.id

    return _on(actor, "nominations.make", at, nomination, decide, write)


def approve(*, actor: Actor, at: datetime, nomination: str, poll: str | None = None) -> Receipt | Refusal:
    """The body approves, by the vote ``poll`` or by the clause that was adopted.

    Refused: ``criterion-unmet``, ``criterion-unchecked`` (number), ``nomination-not-voted`` where neither the vote was
    in favour nor the clause is adopted, ``wrong-state``.
    """

    def decide(row: models.Nomination) -> models.Poll | Refusal | None:
        after = NOMINATION.after(row.state, "approve")
        if isinstance(after, Refusal):
            return after
        if (unmet := _nominations.unmet(row)) is not None:
            return unmet
        polls = models.Poll.objects.filter(meeting__body_id=row.body_id, state="declared", decision__outcome="adopted")
        voted = polls.filter(id=poll).first() if poll else None
        adopted = row.clause is not None and row.clause.resolution.state in DECIDED and row.clause.lost_in is None
        return voted if voted or (adopted and not poll) else conflict("nomination-not-voted")

    def write(deed: Deed, row: models.Nomination, voted: models.Poll | None) -> str:
        by = voted or (row.clause.resolution.adopted_by if row.clause else None)
        _nominations.approve(deed, row, by)
        return row.id

    return _on(actor, "nominations.decide", at, nomination, decide, write)


def refuse(*, actor: Actor, at: datetime, nomination: str, note: str = "") -> Receipt | Refusal:
    """The body does not put them forward. Refused: ``sentence-too-long`` (limit), ``wrong-state``."""
    return _end(actor, "nominations.decide", at, nomination, "refuse", note)


def withdraw(*, actor: Actor, at: datetime, nomination: str, note: str = "") -> Receipt | Refusal:
    """Whoever is nominated declines, or cannot go. Refused: as ``refuse``."""
    return _end(actor, "nominations.withdraw", at, nomination, "withdraw", note)


def mandate_sent(*, actor: Actor, at: datetime, nomination: str, letter: str) -> Receipt | Refusal:
    """Note by which letter the mandate went out. Refused: ``dispatch-unknown`` (of another body), ``wrong-state``."""

    def decide(row: models.Nomination) -> str | Refusal:
        if not models.Dispatch.objects.filter(id=letter, resolution__body_id=row.body_id).exists():
            return unacceptable("dispatch-unknown")
        return NOMINATION.after(row.state, "send-mandate")

    def write(deed: Deed, row: models.Nomination, state: str) -> str:
        row.state, row.letter_id = state, letter
        row.save(update_fields=("state", "letter"))
        deed.record("nomination-decided", row.id, verb="send-mandate", state=state, letter=letter)
        return row.id

    return _on(actor, "nominations.decide", at, nomination, decide, write)


def report(
    *, actor: Actor, at: datetime, nomination: str, text: str, language: str, files: Sequence[Upload] = ()
) -> Receipt | Refusal:
    """What came of it, in the words of whoever was there; it may be reported again, and files are added.

    Refused: ``report-empty``, ``sentence-too-long`` (limit), ``wrong-state``.
    """

    def decide(row: models.Nomination) -> str | Refusal:
        if not text.strip():
            return unacceptable("report-empty")
        if len(text) > LONGEST_REPORT:
            return unacceptable("sentence-too-long", limit=LONGEST_REPORT)
        return NOMINATION.after(row.state, "report")

    def write(deed: Deed, row: models.Nomination, state: str) -> str:
        row.state, row.report, row.report_language, row.reported_at = state, text.strip(), language, at
        row.save(update_fields=("state", "report", "report_language", "reported_at"))
        for each in files:
            models.NominationFile.objects.create(nomination=row, file=kept(each, at))
        deed.record(
            "nomination-reported",
            row.id,
            {"report": row.report},
            files=[each.sha256 for each in files],
        )
        return row.id

    return _on(actor, "nominations.report", at, nomination, decide, write)


def note_report(*, actor: Actor, at: datetime, nomination: str) -> Receipt | Refusal:
    """The body takes note of the report; the mandate is over. Refused: ``wrong-state``."""
    return _end(actor, "nominations.decide", at, nomination, "note", "")


def _end(actor: Actor, permit: str, at: datetime, nomination: str, verb: str, note: str) -> Receipt | Refusal:
    def decide(row: models.Nomination) -> str | Refusal:
        if len(note) > LONGEST_NOTE:
            return unacceptable("sentence-too-long", limit=LONGEST_NOTE)
        return NOMINATION.after(row.state, verb)

    def write(deed: Deed, row: models.Nomination, state: str) -> str:
        row.state, row.note = state, note.strip() or row.note
        row.decided_at = row.decided_at or at
        row.save(update_fields=("state", "note", "decided_at"))
        personal = {"note": note.strip()} if note.strip() else None
        deed.record("nomination-decided", row.id, personal, verb=verb, state=state)
        return row.id

    return _on(actor, permit, at, nomination, decide, write)


def _unfit(body: str, put: Put) -> Refusal | None:
    if not models.Person.objects.filter(id=put.person).exists():
        return unacceptable("person-unknown")
    if not any(each.strip() for each in put.names.values()):
        return unacceptable("name-missing")
    if put.first_day and put.last_day and put.last_day < put.first_day:
        return unacceptable("dates-reversed")
    if put.host is not None and not models.Body.objects.filter(id=put.host).exists():
        return unacceptable("body-unknown")
    if put.party is not None and not models.Party.objects.filter(id=put.party, body_id=body).exists():
        return unacceptable("party-unknown")
    return None


def _save(deed: Deed, row: models.Nomination, put: Put, kind: str) -> str:
    row.person_id, row.host_id, row.party_id = put.person, put.host, put.party
    row.names = {language: " ".join(each.split())[:300] for language, each in put.names.items() if each.strip()}
    row.places = {language: " ".join(each.split())[:200] for language, each in put.places.items() if each.strip()}
    row.first_day, row.last_day = put.first_day, put.last_day or put.first_day
    row.save()
    deed.meeting = (row.clause.resolution.meeting_id or "") if row.clause else ""
    deed.record(
        kind,
        row.id,
        person=row.person_id,
        names=row.names,
        clause=row.clause_id or "",
        host=row.host_id or "",
        first_day=row.first_day.isoformat() if row.first_day else "",
        last_day=row.last_day.isoformat() if row.last_day else "",
    )
    return row.id


def _on[Decision](
    actor: Actor,
    permit: str,
    at: datetime,
    nomination: str,
    decide: Callable[[models.Nomination], Decision | Refusal],
    write: Callable[[Deed, models.Nomination, Decision], str],
) -> Receipt | Refusal:
    def load() -> tuple[models.Nomination, Where] | Refusal:
        rows = models.Nomination.objects.select_for_update(of=("self",)).select_related(
            "clause__resolution__adopted_by"
        )
        row = rows.filter(id=nomination).first()
        return (row, Where(body=row.body_id, person=row.person_id)) if row else unacceptable("nomination-unknown")

    def written(deed: Deed, row: models.Nomination, decision: Decision) -> str:
        deed.meeting = (row.clause.resolution.meeting_id or "") if row.clause else ""
        return write(deed, row, decision)

    return perform(actor=actor, verb=permit, at=at, load=load, decide=decide, write=written)
