"""The floor: who is given it, how long they keep it, and how a speech ends.

1. One speaks at a time, on the open point of an open meeting. A point of order interrupts a speech, whose clock stands
   still meanwhile; any other call ends what was spoken before.
2. Whoever presides may call somebody before their turn; the journal says instead of whom.
3. While a vote is open only points of order are heard (A/520, 88).
4. Where a debate lets speeches end by themselves, one has ended the moment that its time was over.
"""

from datetime import datetime

from plenaria.actions._perform import Deed, Receipt
from plenaria.actions._speakers import end_speech, on_floor, on_speaker, pause_speech, start_clock
from plenaria.core.permits import Actor
from plenaria.core.refusal import Refusal, conflict, unacceptable
from plenaria.core.speakers import LONGEST, SPEAKER
from plenaria.store.models import Meeting, Speaker
from plenaria.store.queries.speakers import ListView, ending_by_themselves, list_of


def call(*, actor: Actor, at: datetime, speaker: str) -> Receipt | Refusal:
    """Give somebody on the list the floor, in their turn or before it.

    Whoever speaks has ended; by a point of order a speech is only interrupted. Refused: ``meeting-not-open``,
    ``point-not-open``, ``vote-open``, ``wrong-state``.
    """

    def decide(row: Speaker) -> ListView | Refusal:
        unfit = _unfit(row) or _vote_open(row)
        after = SPEAKER.after(row.state, "call")
        return unfit or (after if isinstance(after, Refusal) else list_of(row.item))

    def write(deed: Deed, row: Speaker, listed: ListView) -> str:
        _clear_floor(deed, row.meeting, row.form)
        row.limit, row.called_at = listed.debate.limit(row.form), at
        start_clock(row, at)
        row.save(update_fields=("limit", "called_at", "runs_since", "state"))
        turn = listed.waiting[0].id
        deed.record(
            "speaker-called",
            row.id,
            item=row.item_id,
            credential=row.credential_id,
            form=row.form,
            limit=row.limit,
            instead_of="" if turn == row.id else turn,
        )
        return row.id

    return on_speaker(actor, at, speaker, "speakers.call", decide, write)


def end(*, actor: Actor, at: datetime, speaker: str) -> Receipt | Refusal:
    """The speech is over. Refused: ``wrong-state``."""

    def write(deed: Deed, row: Speaker, after: str) -> str:
        end_speech(deed, row, "chair")
        return row.id

    return on_speaker(actor, at, speaker, "speakers.call", lambda row: SPEAKER.after(row.state, "end"), write)


def pause(*, actor: Actor, at: datetime, speaker: str) -> Receipt | Refusal:
    """Stop the clock of whoever speaks. Refused: ``wrong-state``."""

    def write(deed: Deed, row: Speaker, after: str) -> str:
        pause_speech(deed, row, "chair")
        return row.id

    return on_speaker(actor, at, speaker, "speakers.call", lambda row: SPEAKER.after(row.state, "pause"), write)


def go_on(*, actor: Actor, at: datetime, speaker: str) -> Receipt | Refusal:
    """Let an interrupted speech go on with the time that it has left; a point of order before it has ended.

    Refused: ``meeting-not-open``, ``point-not-open``, ``vote-open``, ``wrong-state``.
    """

    def decide(row: Speaker) -> str | Refusal:
        return _unfit(row) or _vote_open(row) or SPEAKER.after(row.state, "go-on")

    def write(deed: Deed, row: Speaker, after: str) -> str:
        speaking = on_floor(row.meeting, "speaking")
        if speaking is not None:
            end_speech(deed, speaking, "chair")
        start_clock(row, at)
        row.save(update_fields=("runs_since", "state"))
        deed.record("speech-resumed", row.id, item=row.item_id, seconds=row.spent // 1000)
        return row.id

    return on_speaker(actor, at, speaker, "speakers.call", decide, write)


def give_time(*, actor: Actor, at: datetime, speaker: str, seconds: int = 60) -> Receipt | Refusal:
    """Give whoever speaks more time. Refused: ``wrong-state``, ``time-unlimited``, ``speaking-time-unfit`` (limit)."""

    def decide(row: Speaker) -> int | Refusal:
        after = SPEAKER.after(row.state, "end")
        if isinstance(after, Refusal):
            return after
        if not row.limit:
            return conflict("time-unlimited")
        longer = row.limit + seconds
        return longer if seconds > 0 and longer <= LONGEST else unacceptable("speaking-time-unfit", limit=LONGEST // 60)

    def write(deed: Deed, row: Speaker, longer: int) -> str:
        row.limit = longer
        row.save(update_fields=("limit",))
        deed.record("time-given", row.id, item=row.item_id, seconds=seconds, limit=longer)
        return row.id

    return on_speaker(actor, at, speaker, "speakers.call", decide, write)


def end_due(*, actor: Actor, at: datetime) -> None:
    """End each speech whose time is over and that ends by itself."""
    for until, speaker in ending_by_themselves():
        if until <= at:
            on_speaker(actor, at, speaker, "speakers.time-out", lambda row: SPEAKER.after(row.state, "end"), _time_out)


def next_end() -> datetime | None:
    """When the next of them ends, if one is being made."""
    return next((until for until, _ in ending_by_themselves()), None)


def _time_out(deed: Deed, row: Speaker, after: str) -> str:
    end_speech(deed, row, "clock")
    return row.id


def _unfit(row: Speaker) -> Refusal | None:
    """Why nobody speaks on that point now, if nobody does."""
    if row.meeting.state != "open":
        return conflict("meeting-not-open")
    return None if row.meeting.item_id == row.item_id else conflict("point-not-open")


def _vote_open(row: Speaker) -> Refusal | None:
    voting = row.form != "point-of-order" and row.meeting.polls.filter(state="open", closes_at=None).exists()
    return conflict("vote-open") if voting else None


def _clear_floor(deed: Deed, meeting: Meeting, form: str) -> None:
    """Make room for somebody who is called."""
    interrupts = form == "point-of-order"
    speaking, paused = on_floor(meeting, "speaking"), on_floor(meeting, "paused")
    if paused is not None and not interrupts:
        end_speech(deed, paused, "chair")
    if speaking is not None and interrupts and speaking.form != "point-of-order":
        pause_speech(deed, speaking, "point-of-order")
    elif speaking is not None:
        end_speech(deed, speaking, "chair")
