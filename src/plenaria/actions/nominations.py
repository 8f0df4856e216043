"""Putting somebody forward for an office or an event outside: proposed, checked, decided, and reported on."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import date, datetime

from plenaria.actions import _mandates, _nominations
from plenaria.actions._criteria import copy_standing
from plenaria.actions._nominations import on_nomination
from plenaria.actions._perform import Deed, Receipt, perform
from plenaria.actions._texts import Upload, kept
from plenaria.core.credentials import Finding
from plenaria.core.criteria import merged, unreasoned
from plenaria.core.nominations import ENDED, NOMINATION
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


def nominate(
    *, actor: Actor, at: datetime, body: str, put: Put, clause: str | None = None, replaces: str | None = None
) -> Receipt | Refusal:
    """Put somebody forward, by a clause of a text or by itself; ``replaces`` is a nomination that came to nothing.

    What the body, and the superior one whose office or event it is, ask for every time is asked for here too.
    Refused: ``body-unknown``, ``clause-unknown`` (of another body), ``person-unknown``, ``name-missing``,
    ``dates-reversed``, ``party-unknown``, ``replacement-unfit``.
    """

    def load() -> tuple[models.Body, Where] | Refusal:
        row = models.Body.objects.filter(id=body).first()
        return (row, Where(body=row.id)) if row else unacceptable("body-unknown")

    def decide(row: models.Body) -> bool | Refusal:
        clauses = models.Clause.objects.filter(id=clause, resolution__body=row, removed=False)
        if clause is not None and not clauses.exists():
            return unacceptable("clause-unknown")
        ended = models.Nomination.objects.filter(id=replaces, body=row, state__in=ENDED)
        if replaces is not None and not ended.exists():
            return conflict("replacement-unfit")
        return _unfit(row.id, put) or True

    def write(deed: Deed, row: models.Body, decision: bool) -> str:
        nomination = models.Nomination(body=row, clause_id=clause, replaces_id=replaces, made_at=at)
        _save(deed, nomination, put, "nomination-made")
        copy_standing(deed, nomination, [row.id, *([put.host] if put.host else [])], "nominees")
        return nomination.id

    return perform(actor=actor, verb="nominations.make", at=at, load=load, decide=decide, write=write)


def change(*, actor: Actor, at: datetime, nomination: str, put: Put) -> Receipt | Refusal:
    """Correct what was proposed. Refused: ``nomination-unknown``, ``nomination-decided``, and as ``nominate``."""

    def decide(row: models.Nomination) -> bool | Refusal:
        if row.state != NOMINATION.initial:
            return conflict("nomination-decided")
        return _unfit(row.body_id, put) or True

    def write(deed: Deed, row: models.Nomination, decision: bool) -> str:
        return _save(deed, row, put, "nomination-changed")

    return on_nomination(actor, "nominations.make", at, nomination, decide, write)


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

    return on_nomination(actor, "nominations.make", at, nomination, decide, write)


def approve(*, actor: Actor, at: datetime, nomination: str, poll: str | None = None) -> Receipt | Refusal:
    """The body approves, by the vote ``poll`` or by the clause that was adopted.

    Who is put in the place of another needs a vote of their own, once the clause is adopted. Refused:
    ``criterion-unmet``, ``criterion-unchecked`` (number), ``nomination-not-voted`` where neither the vote was in favour
    nor the clause is adopted, ``wrong-state``.
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
        # The clause named somebody else.
        adopted = adopted and row.replaces_id is None
        return voted if voted or (adopted and not poll) else conflict("nomination-not-voted")

    def write(deed: Deed, row: models.Nomination, voted: models.Poll | None) -> str:
        by = voted or (row.clause.resolution.adopted_by if row.clause else None)
        _nominations.approve(deed, row, by)
        return row.id

    return on_nomination(actor, "nominations.decide", at, nomination, decide, write)


def refuse(*, actor: Actor, at: datetime, nomination: str, note: str = "") -> Receipt | Refusal:
    """The body does not put them forward. Refused: ``sentence-too-long`` (limit), ``wrong-state``."""
    return _end(actor, "nominations.decide", at, nomination, "refuse", note)


def withdraw(*, actor: Actor, at: datetime, nomination: str, note: str = "") -> Receipt | Refusal:
    """Whoever is nominated declines, or cannot go. Refused: as ``refuse``."""
    return _end(actor, "nominations.withdraw", at, nomination, "withdraw", note)


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

    return on_nomination(actor, "nominations.report", at, nomination, decide, write)


def show(*, actor: Actor, at: datetime, nomination: str, findings: bool, report: bool) -> Receipt | Refusal:
    """Say whether everybody sees what was found on each criterion, and the report. Refused: ``nomination-unknown``."""

    def write(deed: Deed, row: models.Nomination, decision: bool) -> str:
        row.findings_public, row.report_public = findings, report
        row.save(update_fields=("findings_public", "report_public"))
        words = {True: "public", False: "members"}
        deed.record("nomination-changed", row.id, findings=words[findings], report=words[report])
        return row.id

    return on_nomination(actor, "nominations.decide", at, nomination, lambda row: True, write)


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
        if verb in ("refuse", "withdraw"):
            _mandates.drop_draft(deed, row, note.strip())
        return row.id

    return on_nomination(actor, permit, at, nomination, decide, write)


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
        replaces=row.replaces_id or "",
        first_day=row.first_day.isoformat() if row.first_day else "",
        last_day=row.last_day.isoformat() if row.last_day else "",
    )
    return row.id
