"""Amendments: proposed by a seat or at the desk, ruled on, said in other languages, put, withdrawn, lapsed.

A vote on one is a poll like any other (``polls``); what its declaration does to the text is in ``_amendments``.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from unicodedata import normalize

from plenaria.actions._amendments import (
    about,
    as_value,
    base_of,
    end,
    end_votes,
    lapse,
    texts_of,
    unready,
)
from plenaria.actions._perform import Deed, Receipt, perform
from plenaria.actions._poll import void
from plenaria.actions._resolution import digest_of, locked
from plenaria.actions._texts import complete
from plenaria.core.amendments import AMENDABLE, AMENDMENT, LONGEST, LONGEST_NOTE, MOST_WAITING, WAITING
from plenaria.core.journal.canonical import Value
from plenaria.core.permits import Actor, Where
from plenaria.core.refusal import Refusal, conflict, unacceptable
from plenaria.core.text import canonical
from plenaria.core.text.amendment import Amendment, applied, changed_since, check
from plenaria.core.text.resolution import Resolution
from plenaria.store import models

SITTING = ("convened", "open", "suspended")
"""The states of a meeting at which amendments are proposed."""
LIVE = ("prepared", "open", "closed")


@dataclass(frozen=True, slots=True)
class _Proposing:
    """What a new amendment is judged by: its text in each language, and the seat that proposes it."""

    resolution: models.Resolution
    texts: Mapping[str, Resolution]
    seat: models.Credential | None


def submit_amendment(
    *,
    actor: Actor,
    at: datetime,
    resolution: str,
    kind: str,
    clause: str = "",
    behind: str = "",
    words: Mapping[str, str] | None = None,
    language: str = "",
    note: str = "",
    seat: str | None = None,
    seen: Mapping[str, str] | None = None,
) -> Receipt | Refusal:
    """Propose a change of one place of a text that is tabled or under debate, for ``seat`` or for the body's drafters.

    ``words`` are in any of its languages, first of all in ``language``, in which it is proposed. ``seen`` is, by
    language, the SHA-256 of the version that the proposer had before them: where its place has changed meanwhile this
    is refused (``amendment-place-changed``), for the proposer has not seen the words that would be replaced. Refused:
    ``amendment-text-closed``, ``seat-elsewhere``, ``not-accredited``, ``amendment-too-long`` (limit),
    ``amendment-language`` (language) for one that the text is not in, ``amendment-there`` (number) where the seat has
    proposed just this, ``amendments-too-many`` (limit), and what ``core.text.amendment.check`` refuses.
    """
    given = _clean(words or {})
    proposed = Amendment(kind=kind, clause=clause, behind=behind, words=given)

    def load() -> tuple[_Proposing, Where] | Refusal:
        known = locked(resolution)
        if isinstance(known, Refusal):
            return known
        row, where = known
        found = models.Credential.objects.select_related("meeting").filter(id=seat).first() if seat else None
        if seat and found is None:
            return unacceptable("credential-unknown")
        if found is not None:
            where = replace(where, person=found.person_id, seat=found.id)
        return _Proposing(row, texts_of(row.id), found), where

    def decide(at_table: _Proposing) -> str | Refusal:
        row, proposer = at_table.resolution, at_table.seat
        tongue = language or next(iter(given), row.language)
        refusal = _not_now(row, proposer) or _unfit(given, note, at_table.texts) or _too_many(row, proposer, proposed)
        if refusal is not None:
            return refusal
        if proposed.words and tongue not in proposed.words:
            return unacceptable("amendment-empty")
        for each in dict.fromkeys((tongue, *given)):
            refusal = _unseen(row, proposed, at_table.texts.get(each), (seen or {}).get(each, ""))
            if refusal is not None:
                return refusal
            refusal = _impossible(proposed, at_table.texts.get(each))
            if refusal is not None:
                return refusal
        return tongue

    def write(deed: Deed, at_table: _Proposing, tongue: str) -> str:
        row = at_table.resolution
        deed.meeting = row.meeting_id or ""
        last = row.amendments.order_by("-number").values_list("number", flat=True).first() or 0
        made = models.Amendment.objects.create(
            resolution=row,
            number=last + 1,
            kind=kind,
            clause_id=clause or None,
            behind_id=behind or None,
            words=given,
            language=tongue,
            base={code: digest_of(text) for code, text in at_table.texts.items()},
            proposer=at_table.seat,
            note=note.strip(),
            submitted_at=at,
        )
        deed.record("amendment-submitted", made.id, None, language=tongue, **about(made, at_table.texts[row.language]))
        return made.id

    return perform(actor=actor, verb="amendments.propose", at=at, load=load, decide=decide, write=write)


def _clean(words: Mapping[str, str]) -> dict[str, str]:
    """The words as texts are stored: composed, with plain line ends, and none that are blank."""
    lines = {language: normalize("NFC", text.replace("\r\n", "\n")).strip() for language, text in words.items()}
    return {language: text for language, text in lines.items() if text}


def _not_now(row: models.Resolution, seat: models.Credential | None) -> Refusal | None:
    """Whether amendments to this text are open, and to this seat."""
    if row.state not in AMENDABLE:
        return conflict("amendment-text-closed")
    if seat is None:
        return None
    if seat.meeting_id != row.meeting_id:
        return conflict("seat-elsewhere")
    if seat.state != "accredited":
        return conflict("not-accredited")
    return None if seat.meeting.state in SITTING else conflict("amendment-text-closed")


def _unfit(given: Mapping[str, str], note: str, texts: Mapping[str, Resolution]) -> Refusal | None:
    for language, text in given.items():
        if language not in texts:
            return unacceptable("amendment-language", language=language)
        if len(text) > LONGEST:
            return unacceptable("amendment-too-long", limit=LONGEST)
    if len(note) > LONGEST_NOTE:
        return unacceptable("amendment-too-long", limit=LONGEST_NOTE)
    return None


def _too_many(row: models.Resolution, seat: models.Credential | None, proposed: Amendment) -> Refusal | None:
    """One seat proposes one thing once, and not without end: a phone that repeats itself is told so."""
    waiting = [each for each in row.amendments.filter(state__in=WAITING) if seat and each.proposer_id == seat.id]
    same = next((each for each in waiting if as_value(each) == proposed), None)
    if same is not None:
        return conflict("amendment-there", number=same.number)
    return conflict("amendments-too-many", limit=MOST_WAITING) if len(waiting) >= MOST_WAITING else None


def _unseen(row: models.Resolution, proposed: Amendment, text: Resolution | None, digest: str) -> Refusal | None:
    """Whether the place is no longer what the proposer had before them."""
    if text is None or not digest or digest == digest_of(text):
        return None
    version = row.versions.filter(language=text.language, sha256=digest).first()
    return changed_since(proposed, canonical.load(version.content), text) if version else None


def _impossible(proposed: Amendment, text: Resolution | None) -> Refusal | None:
    """Why it can't be applied to the text in one of its languages, or what it makes can't be stored."""
    if text is None:
        return unacceptable("clause-unknown")
    refusal = check(proposed, text)
    if refusal is not None:
        return refusal
    done = applied(proposed, text, text)
    fit = complete(done) if isinstance(done, Resolution) else done
    return fit if isinstance(fit, Refusal) else None


def admit_amendment(*, actor: Actor, at: datetime, amendment: str) -> Receipt | Refusal:
    """Rule that it is admitted. Refused: ``amendment-unknown``, ``wrong-state``."""
    return _rule(actor, at, amendment, "admit", "")


def turn_down_amendment(*, actor: Actor, at: datetime, amendment: str, reason: str) -> Receipt | Refusal:
    """Rule that it is not admitted, with the reason. Refused: ``ruling-missing``, ``wrong-state``."""
    return _rule(actor, at, amendment, "turn-down", reason.strip() or None)


def _rule(actor: Actor, at: datetime, amendment: str, verb: str, ruling: str | None) -> Receipt | Refusal:
    def decide(row: models.Amendment) -> str | Refusal:
        return unacceptable("ruling-missing") if ruling is None else AMENDMENT.after(row.state, verb)

    def write(deed: Deed, row: models.Amendment, state: str) -> str:
        row.state, row.ruling = state, ruling or ""
        row.save(update_fields=("state", "ruling"))
        if verb == "turn-down":
            models.Meeting.objects.filter(amendment=row).update(amendment=None)
        deed.record("amendment-ruled", row.id, None, ruling=state, reason=row.ruling, **_about(row))
        return row.id

    return _on_amendment(actor, at, amendment, "amendments.rule", decide, write)


def translate_amendment(*, actor: Actor, at: datetime, amendment: str, words: Mapping[str, str]) -> Receipt | Refusal:
    """Say it in further languages of its text, or better; the words in its own language stay those of its proposer.

    Refused: ``amendment-put``, ``amendment-place-changed`` where that version has moved on since it was proposed, and
    what ``submit_amendment`` refuses.
    """
    given = _clean(words)

    def decide(row: models.Amendment) -> dict[str, str] | Refusal:
        if row.state not in WAITING or row.questions.filter(polls__state__in=("open", "closed")).exists():
            return conflict("amendment-put")
        texts = texts_of(row.resolution_id)
        unfit = _unfit(given, "", texts)
        if unfit is not None:
            return unfit
        value = as_value(row)
        for code in given:
            refusal = changed_since(value, base_of(row, texts[code]), texts[code]) or _impossible(
                replace(value, words=given), texts[code]
            )
            if refusal is not None:
                return refusal
        return {**row.words, **given, **{code: text for code, text in row.words.items() if code == row.language}}

    def write(deed: Deed, row: models.Amendment, said: dict[str, str]) -> str:
        row.words = said
        row.save(update_fields=("words",))
        deed.record("amendment-worded", row.id, None, languages=tuple(sorted(given)), **_about(row))
        return row.id

    return _on_amendment(actor, at, amendment, "amendments.translate", decide, write)


def withdraw_amendment(*, actor: Actor, at: datetime, amendment: str) -> Receipt | Refusal:
    """Take it back, before the vote on it opens. Refused: ``amendment-put``, ``wrong-state``."""

    def decide(row: models.Amendment) -> str | Refusal:
        if row.questions.filter(polls__state__in=("open", "closed")).exists():
            return conflict("amendment-put")
        return AMENDMENT.after(row.state, "withdraw")

    def write(deed: Deed, row: models.Amendment, state: str) -> str:
        end(deed, row, "withdraw", texts_of(row.resolution_id)[row.resolution.language])
        end_votes(deed, row, void)
        return row.id

    return _on_amendment(actor, at, amendment, "amendments.withdraw", decide, write)


def lapse_amendment(*, actor: Actor, at: datetime, amendment: str, reason: str) -> Receipt | Refusal:
    """Declare that it has lapsed, with the reason: what was decided made it moot, or its place is not what it was.

    Refused: ``ruling-missing``, ``amendment-put``, ``wrong-state``.
    """

    def decide(row: models.Amendment) -> str | Refusal:
        if not reason.strip():
            return unacceptable("ruling-missing")
        if row.questions.filter(polls__state__in=("open", "closed")).exists():
            return conflict("amendment-put")
        return AMENDMENT.after(row.state, "lapse")

    def write(deed: Deed, row: models.Amendment, state: str) -> str:
        lapse(deed, row, reason.strip(), texts_of(row.resolution_id)[row.resolution.language], void)
        return row.id

    return _on_amendment(actor, at, amendment, "amendments.rule", decide, write)


def put_amendment(*, actor: Actor, at: datetime, amendment: str) -> Receipt | Refusal:
    """Lay an admitted amendment before the meeting as a question; its votes are prepared and opened as any others.

    The subject is the question; put again after a void vote it is the same one. Refused: ``amendment-put-already``
    (number), ``wrong-state``, and what ``_amendments.unready`` refuses.
    """

    def decide(row: models.Amendment) -> str | Refusal:
        state = AMENDMENT.after(row.state, "table")
        live = models.Poll.objects.filter(question__amendment=row, state__in=LIVE).first()
        if not isinstance(state, Refusal) and live is not None:
            return conflict("amendment-put-already", number=live.number)
        return state if isinstance(state, Refusal) else unready(row) or state

    def write(deed: Deed, row: models.Amendment, state: str) -> str:
        row.state = state
        row.save(update_fields=("state",))
        meeting = row.resolution.meeting
        assert meeting is not None  # an amendment to the paper of no meeting is not debated
        known = row.questions.first()
        if known is not None:
            return known.id
        question = models.Question.objects.create(
            meeting=meeting,
            item_id=meeting.item_id,
            resolution=row.resolution,
            amendment=row,
            position=meeting.questions.count() + 1,
        )
        deed.record("poll-prepared", question.id, resolution=row.resolution_id, clause="", amendment=row.number)
        return question.id

    return _on_amendment(actor, at, amendment, "polls.prepare", decide, write)


def _on_amendment[Decision](
    actor: Actor,
    at: datetime,
    amendment: str,
    verb: str,
    decide: Callable[[models.Amendment], Decision | Refusal],
    write: Callable[[Deed, models.Amendment, Decision], str],
) -> Receipt | Refusal:
    """Do one thing to an amendment, with its text locked. Refused: ``amendment-unknown``."""

    def load() -> tuple[models.Amendment, Where] | Refusal:
        about_it = models.Amendment.objects.filter(id=amendment)
        resolution = about_it.values_list("resolution_id", flat=True).first()
        known = locked(resolution) if resolution else unacceptable("amendment-unknown")
        if isinstance(known, Refusal):
            return known
        row = about_it.select_related("proposer").get()
        row.resolution, where = known
        if row.proposer is not None:
            where = replace(where, person=row.proposer.person_id, seat=row.proposer_id)
        return row, where

    def written(deed: Deed, row: models.Amendment, decision: Decision) -> str:
        deed.meeting = row.resolution.meeting_id or ""
        return write(deed, row, decision)

    return perform(actor=actor, verb=verb, at=at, load=load, decide=decide, write=written)


def _about(row: models.Amendment) -> dict[str, Value]:
    return about(row, texts_of(row.resolution_id)[row.resolution.language])
