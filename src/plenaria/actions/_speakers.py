"""What the actions on speakers share, and what becomes of speakers when a point ends or a vote begins."""

from collections.abc import Callable
from datetime import datetime

from django.db.models import QuerySet

from plenaria.actions._perform import Deed, Receipt, perform
from plenaria.core.journal.entry import instant
from plenaria.core.meetings import MEETING
from plenaria.core.permits import Actor, Where
from plenaria.core.refusal import Refusal, conflict, unacceptable
from plenaria.core.speakers import SPEAKER
from plenaria.store.models import AgendaItem, Credential, Meeting, Poll, Speaker, SpeakerList
from plenaria.store.queries.speakers import clock_of, debate_of


def end_speech(deed: Deed, row: Speaker, by: str) -> None:
    """The speech is over, by the word of the chair, the end of its ``point``, or its clock.

    One that ends by itself has ended when its time was over, whenever that is written down.
    """
    clock, ended = clock_of(row), deed.at
    listing = SpeakerList.objects.filter(item=row.item_id).first()
    if clock.until and clock.until <= deed.at and debate_of(row.meeting, listing).by_itself:
        ended, by = clock.until, "clock"
    row.spent, row.runs_since = clock.spoken(ended), None
    row.state, row.ended_at, row.ended_by = _after(row, "end"), ended, by
    row.save(update_fields=("spent", "runs_since", "state", "ended_at", "ended_by"))
    deed.record(
        "speech-ended",
        row.id,
        item=row.item_id,
        credential=row.credential_id,
        seconds=row.spent // 1000,
        ended=instant(ended),
        by=by,
    )


def pause_speech(deed: Deed, row: Speaker, why: str) -> None:
    """The clock of whoever speaks stands still: for a point of order, a vote, a suspension, or the chair."""
    row.spent, row.runs_since, row.state = clock_of(row).spoken(deed.at), None, _after(row, "pause")
    row.save(update_fields=("spent", "runs_since", "state"))
    deed.record("speech-paused", row.id, item=row.item_id, seconds=row.spent // 1000, why=why)


def on_floor(meeting: Meeting, state: str) -> Speaker | None:
    """Whoever speaks, or whose speech is paused."""
    row = Speaker.objects.filter(meeting=meeting, state=state).order_by("-called_at").first()
    if row is not None:
        row.meeting = meeting
    return row


def hush(deed: Deed, meeting: Meeting, why: str) -> None:
    """Whoever speaks is interrupted: a vote begins, or the meeting is suspended."""
    speaking = on_floor(meeting, "speaking")
    if speaking is not None:
        pause_speech(deed, speaking, why)


def put_off(deed: Deed, item: AgendaItem) -> None:
    """The point is postponed: whoever speaks has ended, and the others keep their places."""
    for row in Speaker.objects.select_related("meeting").filter(item=item, state__in=("speaking", "paused")):
        end_speech(deed, row, "point")


def wind_up(deed: Deed, meeting: Meeting, item: AgendaItem | None = None) -> None:
    """The point is done, or with the meeting every point: speeches end, and nobody waits any more."""
    rows = Speaker.objects.select_related("meeting").filter(meeting=meeting)
    rows = rows.filter(item=item) if item else rows
    for row in rows.filter(state__in=("speaking", "paused")):
        end_speech(deed, row, "point")
    for row in rows.filter(state="listed"):
        take_off(deed, row, "lapse")


def take_off(deed: Deed, row: Speaker, verb: str) -> None:
    """Somebody is not on the list any more: they left it, were struck off, or it lapsed with the point."""
    row.state = _after(row, verb)
    row.save(update_fields=("state",))
    deed.record("speaker-left", row.id, item=row.item_id, credential=row.credential_id, why=row.state)


def take_off_seat(deed: Deed, seat: Credential) -> None:
    """A seat that was withdrawn speaks no more."""
    for row in Speaker.objects.filter(credential=seat, state="listed"):
        take_off(deed, row, "strike")


def close_by_vote(deed: Deed, poll: Poll) -> None:
    """The list of the question's point is closed, as it was decided."""
    item = poll.question.item
    if item is not None:
        set_closed(deed, item, True, poll=poll.id)


def set_closed(deed: Deed, item: AgendaItem, closed: bool, *, poll: str = "") -> None:
    """Close the list of a point, or open it again."""
    SpeakerList.objects.update_or_create(item=item, defaults={"closed": closed})
    deed.record("speakers-closed" if closed else "speakers-reopened", item.id, position=item.position, poll=poll)


def start_clock(row: Speaker, at: datetime) -> None:
    """The clock goes on from that moment."""
    row.runs_since = at
    row.state = _after(row, "go-on" if row.state == "paused" else "call")


def _after(row: Speaker, verb: str) -> str:
    state = SPEAKER.after(row.state, verb)
    assert isinstance(state, str)  # whoever calls has asked
    return state


def locked() -> "QuerySet[Meeting]":
    """Meetings, each locked once it is found: what is done to a list is done one after the other."""
    return Meeting.objects.select_for_update(of=("self",))


def on_speaker[Decision](
    actor: Actor,
    at: datetime,
    speaker: str,
    permit: str,
    decide: Callable[[Speaker], Decision | Refusal],
    write: Callable[[Deed, Speaker, Decision], str],
) -> Receipt | Refusal:
    """Do one thing to somebody on the list, with the meeting locked."""

    def load() -> tuple[Speaker, Where] | Refusal:
        meeting = locked().filter(speakers=speaker).first()
        if meeting is None:
            return unacceptable("speaker-unknown")
        row = Speaker.objects.select_related("item", "credential").get(id=speaker)
        row.meeting = row.item.meeting = meeting
        return row, Where(body=meeting.body_id, person=row.credential.person_id, seat=row.credential_id)

    def written(deed: Deed, row: Speaker, decision: Decision) -> str:
        deed.meeting = row.meeting_id
        return write(deed, row, decision)

    return perform(actor=actor, verb=permit, at=at, load=load, decide=decide, write=written)


def on_item[Decision](
    actor: Actor,
    at: datetime,
    item: str,
    decide: Callable[[AgendaItem], Decision | Refusal],
    write: Callable[[Deed, AgendaItem, Decision], str],
) -> Receipt | Refusal:
    """Do one thing to the list of a point, with the meeting locked."""

    def load() -> tuple[AgendaItem, Where] | Refusal:
        meeting = locked().filter(items=item).first()
        if meeting is None:
            return unacceptable("item-unknown")
        row = meeting.items.get(id=item)
        row.meeting = meeting
        return row, Where(body=meeting.body_id)

    def lawful(row: AgendaItem) -> Decision | Refusal:
        return conflict("meeting-over") if MEETING.is_final(row.meeting.state) else decide(row)

    def written(deed: Deed, row: AgendaItem, decision: Decision) -> str:
        deed.meeting = row.meeting_id
        return write(deed, row, decision)

    return perform(actor=actor, verb="speakers.call", at=at, load=load, decide=lawful, write=written)
