"""Reporting on a commitment: the owner's word, and the body's note that it is done."""

from datetime import datetime

from plenaria.actions._perform import Deed, Receipt, perform
from plenaria.core import plans
from plenaria.core.followup import COMMITMENT, DONE
from plenaria.core.permits import Actor, Where
from plenaria.core.refusal import Refusal, conflict, unacceptable
from plenaria.store import models

LONGEST_SENTENCE = 1000


def update_commitment(
    *, actor: Actor, at: datetime, commitment: str, verb: str, sentence: str = "", link: str = "", language: str = "en"
) -> Receipt | Refusal:
    """Report on a commitment; ``verb`` is one of its table (``report-begun``, ``report-done``, …).

    What recurs and is done opens its next period. Refused: ``plan-not-confirmed``, ``sentence-too-long`` (limit),
    ``link-unfit`` (link), ``wrong-state``.
    """
    return _change(actor, at, commitment, verb, "commitments.update", sentence, link, language)


def note_done(
    *, actor: Actor, at: datetime, commitment: str, sentence: str = "", language: str = "en"
) -> Receipt | Refusal:
    """The body notes that what was reported done is done."""
    return _change(actor, at, commitment, "note-done", "commitments.note", sentence, "", language)


def declare_unachieved(
    *, actor: Actor, at: datetime, commitment: str, sentence: str = "", language: str = "en"
) -> Receipt | Refusal:
    """The body declares that it was not achieved."""
    return _change(actor, at, commitment, "declare-unachieved", "commitments.note", sentence, "", language)


def _change(
    actor: Actor, at: datetime, commitment: str, verb: str, permit: str, sentence: str, link: str, language: str
) -> Receipt | Refusal:
    def load() -> tuple[models.Commitment, Where] | Refusal:
        rows = models.Commitment.objects.select_for_update(of=("self",)).select_related("clause__resolution")
        row = rows.filter(id=commitment).first()
        return (row, Where(body=row.body_id, person=row.owner_id)) if row else unacceptable("commitment-unknown")

    def decide(row: models.Commitment) -> str | Refusal:
        if not row.confirmed:
            return conflict("plan-not-confirmed")
        if len(sentence) > LONGEST_SENTENCE:
            return unacceptable("sentence-too-long", limit=LONGEST_SENTENCE)
        if link and not link.startswith(("https://", "http://")):
            return unacceptable("link-unfit", link=link[:80])
        return COMMITMENT.after(row.state, verb)

    def write(deed: Deed, row: models.Commitment, state: str) -> str:
        deed.meeting = row.clause.resolution.meeting_id or ""
        row.state = state
        row.save(update_fields=("state",))
        models.Update.objects.create(
            commitment=row,
            state=state,
            sentence=sentence.strip(),
            language=language,
            link=link,
            person_id=actor.person,
            at=at,
        )
        personal = {"sentence": sentence.strip()} if sentence.strip() else None
        deed.record("commitment-updated", row.id, personal, state=state, verb=verb)
        if state in DONE:
            _open_next_period(row)
        return row.id

    return perform(actor=actor, verb=permit, at=at, load=load, decide=decide, write=write)


def _open_next_period(row: models.Commitment) -> None:
    """The same commitment for the period that follows, unless it is there already."""
    period = plans.next_period(row.due, row.recurrence)
    if period is None or models.Commitment.objects.filter(clause=row.clause, kind=row.kind, due=period[1]).exists():
        return
    models.Commitment.objects.create(
        clause=row.clause,
        body_id=row.body_id,
        summaries=row.summaries,
        kind=row.kind,
        owner_id=row.owner_id,
        owner_role=row.owner_role,
        helpers=row.helpers,
        parties=row.parties,
        start=period[0],
        due=period[1],
        recurrence=row.recurrence,
        confirmed=True,
        visibility=row.visibility,
    )
