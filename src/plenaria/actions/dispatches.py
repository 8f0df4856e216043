"""Sending an adopted resolution, the letters that its clauses call for, and reminders of them.

What comes back is in ``deliveries`` and ``answers``.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from hashlib import sha256

from plenaria.actions import _addressees, _letter_mail, _mandates
from plenaria.actions._letters import happened, number, on_letter, on_letters
from plenaria.actions._perform import Deed, Receipt
from plenaria.actions._resolution import on_resolution
from plenaria.actions._texts import Upload, kept
from plenaria.core.correspondence import CORRESPONDENCE, WAITING, way
from plenaria.core.letters import LONGEST_SUBJECT, LONGEST_TEXT
from plenaria.core.permits import Actor
from plenaria.core.refusal import Refusal, conflict, unacceptable
from plenaria.core.resolutions import DECIDED
from plenaria.store import models
from plenaria.store.queries.dispatches import DispatchView, adopted_texts
from plenaria.store.queries.letter_occasions import earlier

SEALED = ("sealed", "published")
LONGEST_TRACKING = 200


@dataclass(frozen=True, slots=True)
class Typeset:
    """A letter on paper; ``digest`` says of which words (``digest_of``)."""

    file: Upload
    digest: str


def digest_of(letter: models.Dispatch | DispatchView) -> str:
    """SHA-256 of what stands in a letter, in hexadecimal."""
    return sha256(f"{letter.reference}\n{letter.subject}\n{letter.text}".encode()).hexdigest()


def prepare_dispatches(*, actor: Actor, at: datetime, resolution: str) -> Receipt | Refusal:
    """Draft what an adopted resolution calls for: it goes to its dispatch list, requests and thanks to whom they name,
    mandates to whose office or event it is.

    May be done again, after a party was entered: what is there already stays as it is. Names that are in no address
    book are left out (``store.queries.dispatches.unmatched``). Refused: ``not-adopted``.
    """

    def decide(row: models.Resolution) -> _addressees.Wanted | Refusal:
        return _addressees.wanted(row) if row.state in DECIDED else conflict("not-adopted")

    def write(deed: Deed, row: models.Resolution, wanted: _addressees.Wanted) -> str:
        there = set(row.dispatches.values_list("purpose", "clause_id", "party_id"))
        for each in wanted.matched:
            if (each.purpose, each.clause_id, each.party.id) not in there:
                letter = _addressees.draft(row, wanted.texts[each.language], each, at.date())
                models.Dispatch.objects.create(
                    resolution=row,
                    clause_id=each.clause_id,
                    party=each.party,
                    purpose=each.purpose,
                    language=each.language,
                    subject=letter.subject[:LONGEST_SUBJECT],
                    text=letter.text,
                    answer_due=each.answer_due,
                )
        _mandates.draft_all(row.id, at)
        return row.id

    return on_resolution(
        actor=actor, verb="dispatches.prepare", at=at, resolution=resolution, decide=decide, write=write
    )


def prepare_reminder(*, actor: Actor, at: datetime, dispatch: str, answer_due: date) -> Receipt | Refusal:
    """Draft a reminder of a letter that has not been answered; its answer is that of the letter, whenever it comes.

    Refused: ``letter-not-asking``, ``letter-not-waiting``, ``reminder-drafted``, ``answer-due-past``.
    """

    def decide(row: models.Dispatch) -> bool | Refusal:
        if row.purpose != "request":
            return conflict("letter-not-asking")
        if row.state not in ("sent", "delivered", "acknowledged"):
            return conflict("letter-not-waiting")
        if row.reminders.filter(state__in=WAITING).exists():
            return conflict("reminder-drafted")
        return True if answer_due > at.date() else unacceptable("answer-due-past")

    def write(deed: Deed, row: models.Dispatch, decision: bool) -> str:
        to = _addressees.Matched(
            purpose="reminder",
            clause_id=row.clause_id,
            party=row.party,
            language=row.language,
            answer_due=answer_due,
            earlier=earlier(row),
        )
        letter = _addressees.draft(row.resolution, adopted_texts(row.resolution)[row.language], to, at.date())
        reminder = models.Dispatch.objects.create(
            resolution=row.resolution,
            clause_id=row.clause_id,
            party=row.party,
            purpose="reminder",
            reminds=row,
            language=row.language,
            subject=letter.subject[:LONGEST_SUBJECT],
            text=letter.text,
            answer_due=answer_due,
        )
        return reminder.id

    return on_letter(actor, "dispatches.prepare", at, dispatch, decide, write, asked=True)


def edit_letter(*, actor: Actor, at: datetime, dispatch: str, subject: str, text: str) -> Receipt | Refusal:
    """Change a letter before it goes. Refused: ``letter-sent``, ``letter-empty``, ``sentence-too-long`` (limit)."""

    def decide(row: models.Dispatch) -> bool | Refusal:
        if row.state != CORRESPONDENCE.initial:
            return conflict("letter-sent")
        if not subject.strip() or not text.strip():
            return unacceptable("letter-empty")
        too_long = len(subject) > LONGEST_SUBJECT or len(text) > LONGEST_TEXT
        return unacceptable("sentence-too-long", limit=LONGEST_TEXT) if too_long else True

    def write(deed: Deed, row: models.Dispatch, decision: bool) -> str:
        row.subject, row.text = " ".join(subject.split()), text.replace("\r\n", "\n").strip()
        row.save(update_fields=("subject", "text"))
        return row.id

    return on_letter(actor, "dispatches.send", at, dispatch, decide, write)


def number_letters(*, actor: Actor, at: datetime, dispatches: Sequence[str]) -> Receipt | Refusal:
    """Give each of these its number before it is typeset. A number stays with its letter, even if it does not go then.

    Refused: ``nothing-to-send``, ``dispatch-unknown``.
    """

    def write(deed: Deed, rows: list[models.Dispatch], decision: bool) -> str:
        for row in sorted(rows, key=_in_order):
            number(row, at)
            row.save(update_fields=("reference",))
        return str(rows[0].resolution_id)

    return on_letters(actor, "dispatches.send", at, dispatches, lambda rows: True, write)


def send_dispatches(
    *, actor: Actor, at: datetime, dispatches: Sequence[str], papers: Mapping[str, Typeset] | None = None
) -> Receipt | Refusal:
    """Send these: a party that is written to by mail gets one with the sealed PDF in its language; a letter for the
    post goes into the print queue, and is sent once it is posted (``mark_posted``).

    ``papers`` holds the typeset letters by id, where they were made (``delivery.letters``).

    Refused, and then none of them is sent: ``nothing-to-send``, ``dispatch-unknown``, ``not-sealed``, ``wrong-state``,
    ``party-without-address`` (party), ``letter-changed`` (one has other words than those that were typeset).
    """
    made = papers or {}

    def decide(rows: list[models.Dispatch]) -> list[str] | Refusal:
        if any(row.resolution.state not in SEALED for row in rows):
            return conflict("not-sealed")
        states: list[str] = []
        for row in rows:
            if row.id in made and made[row.id].digest != digest_of(row):
                return conflict("letter-changed")
            by_mail = _way(row) == "mail"
            if not by_mail and not row.party.address:
                return unacceptable("party-without-address", party=next(iter(row.party.names.values()), ""))
            state = CORRESPONDENCE.after(row.state, "send" if by_mail else "queue")
            if isinstance(state, Refusal):
                return state
            states.append(state)
        return states

    def write(deed: Deed, rows: list[models.Dispatch], states: list[str]) -> str:
        for row in sorted(rows, key=_in_order):
            number(row, at)
        for row, state in zip(rows, states, strict=True):
            row.state = state
            row.paper = kept(made[row.id].file, at) if row.id in made else None
            row.save(update_fields=("state", "reference", "paper"))
            if state == "sent":
                _go(deed, row, at, "mail", at, _letter_mail.put_into_outbox(row, at))
            else:
                happened(row, "queued", at)
        return str(rows[0].resolution_id)

    return on_letters(actor, "dispatches.send", at, dispatches, decide, write)


def mark_posted(*, actor: Actor, at: datetime, letters: Mapping[str, str], on: date) -> Receipt | Refusal:
    """Note that letters of the print queue were posted that day; ``letters`` has a tracking note for each, or nothing.

    Refused, and then none is marked: ``nothing-to-send``, ``dispatch-unknown``, ``posted-in-future``, ``wrong-state``.
    """

    def decide(rows: list[models.Dispatch]) -> bool | Refusal:
        if on > at.date():
            return unacceptable("posted-in-future")
        # Only what lies in the queue was printed; the table lets a mail go from other states, too.
        wrong = next((row.state for row in rows if row.state != "to-post"), None)
        if wrong is None:
            return True
        return conflict("wrong-state", name=CORRESPONDENCE.name, state=wrong, verb="send")

    def write(deed: Deed, rows: list[models.Dispatch], decision: bool) -> str:
        posted_at = at if on == at.date() else datetime.combine(on, time(12), UTC)
        for row in rows:
            row.state = "sent"
            row.save(update_fields=("state",))
            _go(deed, row, at, "post", posted_at, letters[row.id].strip()[:LONGEST_TRACKING])
        return str(rows[0].resolution_id)

    return on_letters(actor, "dispatches.send", at, list(letters), decide, write)


def take_back(*, actor: Actor, at: datetime, dispatch: str) -> Receipt | Refusal:
    """Take a letter out of the print queue, to change it. Its number stays."""
    return _change(actor, at, dispatch, "take-back", "taken-back")


def drop_letter(*, actor: Actor, at: datetime, dispatch: str, reason: str) -> Receipt | Refusal:
    """Say that a letter is not sent at all, and why. Refused: ``drop-unreasoned``, ``wrong-state``."""
    if not reason.strip():
        return unacceptable("drop-unreasoned")
    return _change(actor, at, dispatch, "drop", "dropped", reason.strip())


def take_up(*, actor: Actor, at: datetime, dispatch: str) -> Receipt | Refusal:
    """Take up a letter that was dropped: it can be sent again."""
    return _change(actor, at, dispatch, "take-up", "taken-up")


def _change(actor: Actor, at: datetime, dispatch: str, verb: str, event: str, words: str = "") -> Receipt | Refusal:
    def decide(row: models.Dispatch) -> str | Refusal:
        return CORRESPONDENCE.after(row.state, verb)

    def write(deed: Deed, row: models.Dispatch, state: str) -> str:
        row.state = state
        row.save(update_fields=("state",))
        happened(row, event, at, words)
        if verb == "drop":
            deed.record("letter-dropped", row.id, {"reason": words}, party=row.party_id, purpose=row.purpose)
        return row.id

    return on_letter(actor, "dispatches.send", at, dispatch, decide, write)


def _go(deed: Deed, row: models.Dispatch, at: datetime, by: str, left_at: datetime, note: str) -> None:
    """A letter leaves the house; ``note`` is the id of its mail, or what is known of its way with the post."""
    deed.meeting = row.resolution.meeting_id or ""
    row.sent_at = left_at
    row.save(update_fields=("sent_at",))
    happened(row, "sent" if by == "mail" else "posted", left_at, row.party.email if by == "mail" else note)
    if row.reminds is not None:
        happened(row.reminds, "reminded", left_at, row.reference)
    _mandates.gone(deed, row)
    deed.record(
        "dispatched",
        row.id,
        resolution=row.resolution_id,
        party=row.party_id,
        purpose=row.purpose,
        language=row.language,
        text_sha256=sha256(row.text.encode()).hexdigest(),
        mail=note if by == "mail" else "",
        reference=row.reference,
        by=by,
    )


def _in_order(row: models.Dispatch) -> tuple[int, str]:
    """The resolution itself first, then the letters by clause: as they are listed, so they are numbered."""
    return (row.clause.position if row.clause else -1, row.party_id)


def _way(row: models.Dispatch) -> str:
    return way(row.party.way, has_mail=bool(row.party.email))
