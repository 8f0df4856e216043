"""Reporting on a commitment: the owner's word, and the body's note that it is done."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from plenaria.actions._perform import Deed, Receipt, perform
from plenaria.actions._texts import Upload, kept
from plenaria.core import plans
from plenaria.core.followup import COMMITMENT, DONE, number_written
from plenaria.core.journal.canonical import Value
from plenaria.core.permits import Actor, Where
from plenaria.core.refusal import Refusal, conflict, unacceptable
from plenaria.store import models

LONGEST_SENTENCE = 1000
MOST = 12
"""Pieces of evidence with one report."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Shown:
    """What shows that something was done; ``kind`` is a word of ``core.followup.EVIDENCE``.

    A file or a photograph (``formats.photos``) is kept before, a letter is the id of a dispatch of the same body.
    """

    kind: str
    upload: Upload | None = None
    link: str = ""
    letter: str | None = None
    caption: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """What is reported: a sentence in ``language``, a link, what the indicator had come to, and evidence."""

    sentence: str = ""
    link: str = ""
    language: str = "en"
    value: str = ""
    evidence: Sequence[Shown] = ()


def update_commitment(
    *,
    actor: Actor,
    at: datetime,
    commitment: str,
    verb: str,
    sentence: str = "",
    link: str = "",
    language: str = "en",
    value: str = "",
    evidence: Sequence[Shown] = (),
) -> Receipt | Refusal:
    """Report on a commitment; ``verb`` is one of its table (``report-begun``, ``report-done``, …).

    What recurs and is done opens its next period. Refused: ``plan-not-confirmed``, ``sentence-too-long`` (limit),
    ``link-unfit`` (link), ``number-unreadable`` (number), ``evidence-incomplete``, ``wrong-state``.
    """
    report = Report(sentence=sentence, link=link, language=language, value=value, evidence=evidence)
    return _change(actor, at, commitment, verb, "commitments.update", report)


def note_done(
    *, actor: Actor, at: datetime, commitment: str, sentence: str = "", language: str = "en"
) -> Receipt | Refusal:
    """The body notes that what was reported done is done."""
    return _change(actor, at, commitment, "note-done", "commitments.note", Report(sentence=sentence, language=language))


def declare_unachieved(
    *, actor: Actor, at: datetime, commitment: str, sentence: str = "", language: str = "en"
) -> Receipt | Refusal:
    """The body declares that it was not achieved."""
    report = Report(sentence=sentence, language=language)
    return _change(actor, at, commitment, "declare-unachieved", "commitments.note", report)


def _change(actor: Actor, at: datetime, commitment: str, verb: str, permit: str, report: Report) -> Receipt | Refusal:
    def load() -> tuple[models.Commitment, Where] | Refusal:
        rows = models.Commitment.objects.select_for_update(of=("self",)).select_related("clause__resolution")
        row = rows.filter(id=commitment).first()
        return (row, Where(body=row.body_id, person=row.owner_id)) if row else unacceptable("commitment-unknown")

    def decide(row: models.Commitment) -> tuple[str, str] | Refusal:
        if not row.confirmed:
            return conflict("plan-not-confirmed")
        value = number_written(report.value)
        refusal = value if isinstance(value, Refusal) else unfit(row, report)
        if refusal is not None:
            return refusal
        state = COMMITMENT.after(row.state, verb)
        return state if isinstance(state, Refusal) else (state, str(value))

    def write(deed: Deed, row: models.Commitment, decided: tuple[str, str]) -> str:
        deed.meeting = row.clause.resolution.meeting_id or ""
        row.state, value = decided
        row.unanswered, row.hand_over = 0, ""
        row.save(update_fields=("state", "unanswered", "hand_over"))
        update = models.Update.objects.create(
            commitment=row,
            state=row.state,
            sentence=report.sentence.strip(),
            language=report.language,
            link=report.link,
            value=value,
            person_id=actor.person,
            at=at,
        )
        shown = [keep_evidence(update, place, each) for place, each in enumerate(report.evidence, 1)]
        personal = {"sentence": update.sentence} if update.sentence else None
        besides: dict[str, Value] = {"value": value} if value else {}
        if shown:
            besides["evidence"] = shown
        following = _open_next_period(row, at) if row.state in DONE else None
        if following is not None:
            besides["next"] = {"commitment": following.id, "due": str(following.due)}
        deed.record("commitment-updated", row.id, personal, state=row.state, verb=verb, **besides)
        return row.id

    return perform(actor=actor, verb=permit, at=at, load=load, decide=decide, write=write)


def unfit(row: models.Commitment, report: Report) -> Refusal | None:
    """Why a report can't be kept as it is, or nothing."""
    if len(report.sentence) > LONGEST_SENTENCE:
        return unacceptable("sentence-too-long", limit=LONGEST_SENTENCE)
    links = [report.link, *(each.link for each in report.evidence)]
    unfit = next((each for each in links if each and not each.startswith(("https://", "http://"))), None)
    if unfit is not None:
        return unacceptable("link-unfit", link=unfit[:80])
    letters = {each.letter for each in report.evidence if each.letter}
    ours = models.Dispatch.objects.filter(id__in=letters, resolution__body_id=row.body_id).count()
    complete = all(_is_complete(each) for each in report.evidence)
    fit = complete and ours == len(letters) and len(report.evidence) <= MOST
    return None if fit else unacceptable("evidence-incomplete")


def _is_complete(shown: Shown) -> bool:
    given = {"file": shown.upload, "photo": shown.upload, "link": shown.link, "letter": shown.letter}
    return bool(given.get(shown.kind))


def keep_evidence(update: models.Update, place: int, shown: Shown) -> Value:
    """Keep a piece of evidence; what the journal says of it."""
    file = kept(shown.upload, update.at) if shown.upload else None
    models.Evidence.objects.create(
        update=update,
        position=place,
        kind=shown.kind,
        file=file,
        link=shown.link,
        dispatch_id=shown.letter,
        caption=" ".join(shown.caption.split())[:300],
    )
    return {"kind": shown.kind, "sha256": file.sha256 if file else "", "letter": shown.letter or ""}


def _open_next_period(row: models.Commitment, at: datetime) -> models.Commitment | None:
    """The same commitment for the period that follows, unless it is there already; of its days until now nobody is
    reminded."""
    period = plans.next_period(row.due, row.recurrence)
    if period is None or models.Commitment.objects.filter(clause=row.clause, kind=row.kind, due=period[1]).exists():
        return None
    return models.Commitment.objects.create(
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
        indicator=row.indicator,
        programme_id=row.programme_id,
        serves_id=row.serves_id,
        reminded_through=at.date(),
    )
