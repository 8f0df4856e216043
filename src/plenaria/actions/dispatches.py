"""Sending an adopted resolution, and the letters that its clauses call for; and what comes back."""

from collections.abc import Callable, Sequence
from datetime import datetime
from hashlib import sha256

from django.conf import settings
from django.db.models import QuerySet

from plenaria.actions import _addressees, tokens
from plenaria.actions._perform import Deed, Receipt, perform
from plenaria.actions._resolution import on_resolution
from plenaria.actions.outbox import Mail, enqueue
from plenaria.core.correspondence import CORRESPONDENCE
from plenaria.core.permits import Actor, Where
from plenaria.core.refusal import Refusal, conflict, unacceptable
from plenaria.core.resolutions import DECIDED
from plenaria.phrases import letters
from plenaria.store import models

LONGEST_TEXT = 20_000
SEALED = ("sealed", "published")


def prepare_dispatches(*, actor: Actor, at: datetime, resolution: str) -> Receipt | Refusal:
    """Draft what an adopted resolution calls for: it goes to its dispatch list, requests and thanks to whom they name.

    May be done again, after a party was entered: what is there already stays as it is. Names that are in no address
    book are left out (``store.queries.dispatches.unmatched``). Refused: ``not-adopted``.
    """

    def decide(row: models.Resolution) -> _addressees.Wanted | Refusal:
        return _addressees.wanted(row) if row.state in DECIDED else conflict("not-adopted")

    def write(deed: Deed, row: models.Resolution, wanted: _addressees.Wanted) -> str:
        there = set(row.dispatches.values_list("purpose", "clause_id", "party_id"))
        for each in wanted.matched:
            if (each.purpose, each.clause_id, each.party) not in there:
                letter = _addressees.draft(wanted, each)
                models.Dispatch.objects.create(
                    resolution=row,
                    clause_id=each.clause_id,
                    party_id=each.party,
                    purpose=each.purpose,
                    language=each.language,
                    subject=letter.subject[:200],
                    text=letter.text,
                    answer_due=each.answer_due,
                )
        return row.id

    return on_resolution(
        actor=actor, verb="dispatches.prepare", at=at, resolution=resolution, decide=decide, write=write
    )


def edit_letter(*, actor: Actor, at: datetime, dispatch: str, subject: str, text: str) -> Receipt | Refusal:
    """Change a letter before it goes. Refused: ``letter-sent``, ``letter-empty``, ``sentence-too-long`` (limit)."""

    def decide(row: models.Dispatch) -> bool | Refusal:
        if row.state != CORRESPONDENCE.initial:
            return conflict("letter-sent")
        if not subject.strip() or not text.strip():
            return unacceptable("letter-empty")
        too_long = len(subject) > 200 or len(text) > LONGEST_TEXT
        return unacceptable("sentence-too-long", limit=LONGEST_TEXT) if too_long else True

    def write(deed: Deed, row: models.Dispatch, decision: bool) -> str:
        row.subject, row.text = " ".join(subject.split()), text.replace("\r\n", "\n").strip()
        row.save(update_fields=("subject", "text"))
        return row.id

    return _on_dispatch(actor, "dispatches.send", at, dispatch, decide, write)


def send_dispatches(*, actor: Actor, at: datetime, dispatches: Sequence[str]) -> Receipt | Refusal:
    """Send these, all of one resolution: each party gets a mail with the sealed PDF in its language, or nothing but the
    state *sent* where it has no e-mail address and the letter goes by post.

    Refused, and then none of them is sent: ``nothing-to-send``, ``dispatch-unknown``, ``not-sealed``, ``wrong-state``.
    """

    def load() -> tuple[list[models.Dispatch], Where] | Refusal:
        if not dispatches:
            return unacceptable("nothing-to-send")
        rows = list(_dispatches().filter(id__in=dispatches).order_by("id"))
        if len(rows) != len(set(dispatches)) or len({row.resolution_id for row in rows}) != 1:
            return unacceptable("dispatch-unknown")
        return rows, Where(body=rows[0].resolution.body_id)

    def decide(rows: list[models.Dispatch]) -> str | Refusal:
        if rows[0].resolution.state not in SEALED:
            return conflict("not-sealed")
        states = [CORRESPONDENCE.after(row.state, "send") for row in rows]
        return next((each for each in states if isinstance(each, Refusal)), states[0])

    def write(deed: Deed, rows: list[models.Dispatch], state: str) -> str:
        resolution = rows[0].resolution
        deed.meeting = resolution.meeting_id or ""
        papers = dict(resolution.documents.filter(format="pdf").values_list("language", "file_id"))
        for row in rows:
            row.state, row.sent_at = state, at
            row.save(update_fields=("state", "sent_at"))
            paper = papers.get(row.language) or papers.get(resolution.language)
            mail = enqueue(_mail(row, paper, at), at) if row.party.email else ""
            deed.record(
                "dispatched",
                row.id,
                resolution=resolution.id,
                party=row.party_id,
                purpose=row.purpose,
                language=row.language,
                text_sha256=sha256(row.text.encode()).hexdigest(),
                mail=mail,
            )
        return resolution.id

    return perform(actor=actor, verb="dispatches.send", at=at, load=load, decide=decide, write=write)


def record_delivery(*, actor: Actor, at: datetime, dispatch: str, verb: str) -> Receipt | Refusal:
    """Note that a letter arrived (``deliver``) or came back (``bounce``)."""

    def write(deed: Deed, row: models.Dispatch, state: str) -> str:
        row.state = state
        row.save(update_fields=("state",))
        return row.id

    return _on_dispatch(
        actor, "dispatches.record", at, dispatch, lambda row: CORRESPONDENCE.after(row.state, verb), write
    )


def acknowledge(*, actor: Actor, at: datetime, dispatch: str) -> Receipt | Refusal:
    """The party says, or the secretary learnt, that the letter arrived. It may be said again, and after an answer."""

    def decide(row: models.Dispatch) -> str | Refusal:
        if row.acknowledged_at is not None:
            return row.state
        state = CORRESPONDENCE.after(row.state, "acknowledge")
        return row.state if isinstance(state, Refusal) and row.answered_at else state

    def write(deed: Deed, row: models.Dispatch, state: str) -> str:
        if row.acknowledged_at is None:
            row.state, row.acknowledged_at = state, at
            row.save(update_fields=("state", "acknowledged_at"))
            deed.meeting = row.resolution.meeting_id or ""
            deed.record("acknowledged", row.id, party=row.party_id)
        return row.id

    return _on_dispatch(actor, "dispatches.acknowledge", at, dispatch, decide, write)


ANSWERS = ("accept", "accept-in-part", "decline")


def record_answer(*, actor: Actor, at: datetime, dispatch: str, answer: str, text: str = "") -> Receipt | Refusal:
    """File what the party answered: ``answer`` is accept, accept-in-part or decline; ``text`` its words.

    Refused: ``answer-unknown``, ``sentence-too-long`` (limit), ``wrong-state``.
    """

    def decide(row: models.Dispatch) -> str | Refusal:
        if answer not in ANSWERS:
            return unacceptable("answer-unknown")
        if len(text) > LONGEST_TEXT:
            return unacceptable("sentence-too-long", limit=LONGEST_TEXT)
        return CORRESPONDENCE.after(row.state, answer)

    def write(deed: Deed, row: models.Dispatch, state: str) -> str:
        row.state = row.answer = state
        row.answered_at, row.answer_text = at, text.strip()
        row.save(update_fields=("state", "answer", "answered_at", "answer_text"))
        deed.meeting = row.resolution.meeting_id or ""
        deed.record(
            "answered", row.id, {"text": text.strip()} if text.strip() else None, party=row.party_id, answer=state
        )
        return row.id

    return _on_dispatch(actor, "dispatches.answer", at, dispatch, decide, write)


def _mail(row: models.Dispatch, paper: str | None, at: datetime) -> Mail:
    resolution = row.resolution
    place = f"{settings.BASE_URL}/{row.language}/b/{resolution.body.slug}/r/{resolution.slug}/"
    answer = tokens.link(tokens.ANSWER, row.id, row.party_id, at=at, language=row.language)
    text = f"{row.text}\n\n{letters.foot(row.language, paper=place, answer=answer)}"
    return Mail(
        recipient=row.party.email,
        subject=row.subject,
        text=text,
        html=letters.as_html(text, row.language),
        attachments=(paper,) if paper else (),
        dispatch=row.id,
    )


def _dispatches() -> "QuerySet[models.Dispatch]":
    rows = models.Dispatch.objects.select_for_update(of=("self",))
    return rows.select_related("party", "resolution__body")


def _on_dispatch[Decision](
    actor: Actor,
    verb: str,
    at: datetime,
    dispatch: str,
    decide: Callable[[models.Dispatch], Decision | Refusal],
    write: Callable[[Deed, models.Dispatch, Decision], str],
) -> Receipt | Refusal:
    def load() -> tuple[models.Dispatch, Where] | Refusal:
        row = _dispatches().filter(id=dispatch).first()
        if row is None:
            return unacceptable("dispatch-unknown")
        return row, Where(body=row.resolution.body_id, party=row.party_id)

    return perform(actor=actor, verb=verb, at=at, load=load, decide=decide, write=write)
