"""The agenda: what is on it, and which point is open. One at a time."""

from collections.abc import Callable, Mapping, Sequence
from datetime import datetime

from plenaria.actions._perform import Deed, Receipt, perform
from plenaria.actions._speakers import put_off, wind_up
from plenaria.core.agenda import AGENDA_ITEM
from plenaria.core.journal.canonical import Value
from plenaria.core.meetings import MEETING
from plenaria.core.permits import Actor, Where
from plenaria.core.refusal import Refusal, conflict, unacceptable
from plenaria.store.models import AgendaItem, Meeting, Resolution

type Point = tuple[Mapping[str, str], str | None]
"""Titles by language, and the resolution that is dealt with, if any."""

type _Write = Callable[[Deed, AgendaItem, str], str]


def set_agenda(*, actor: Actor, at: datetime, meeting: str, items: Sequence[Point]) -> Receipt | Refusal:
    """Lay down the points in their order. A point that was there with the same titles and paper stays what it was.

    Refused: ``meeting-over``, ``title-missing`` (position), ``resolution-unknown`` (position), and ``item-begun`` where
    a point that was already opened is left out.
    """

    def load() -> tuple[Meeting, Where] | Refusal:
        row = Meeting.objects.select_for_update().filter(id=meeting).first()
        return (row, Where(body=row.body_id)) if row else unacceptable("meeting-unknown")

    def decide(row: Meeting) -> list[AgendaItem] | Refusal:
        if MEETING.is_final(row.state):
            return conflict("meeting-over")
        known = set(Resolution.objects.filter(body_id=row.body_id).values_list("id", flat=True))
        left = list(row.items.all())
        points = []
        for position, (titles, resolution) in enumerate(items, start=1):
            if not any(titles.values()):
                return unacceptable("title-missing", position=position)
            if resolution is not None and resolution not in known:
                return unacceptable("resolution-unknown", position=position)
            same = [each for each in left if (each.titles, each.resolution_id) == (dict(titles), resolution)]
            item = same[0] if same else AgendaItem(meeting=row, titles=dict(titles), resolution_id=resolution)
            left = [each for each in left if each is not item]
            item.position = position
            points.append(item)
        begun = [each for each in left if each.state != AGENDA_ITEM.initial]
        return conflict("item-begun", position=begun[0].position) if begun else points

    def write(deed: Deed, row: Meeting, points: list[AgendaItem]) -> str:
        deed.meeting = row.id
        row.items.exclude(id__in=[each.id for each in points]).delete()
        for each in points:
            each.save()
        listed: list[Value] = [
            {"id": each.id, "titles": each.titles, "resolution": each.resolution_id or ""} for each in points
        ]
        deed.record("agenda-changed", row.id, items=listed)
        return row.id

    return perform(actor=actor, verb="agenda.edit", at=at, load=load, decide=decide, write=write)


def open_item(*, actor: Actor, at: datetime, item: str) -> Receipt | Refusal:
    """Open a point; the one that was open is done with. Refused: ``meeting-not-open``, ``wrong-state``."""

    def write(deed: Deed, row: AgendaItem, after: str) -> str:
        deed.meeting = row.meeting_id
        before = row.meeting.item
        if before is not None:
            wind_up(deed, row.meeting, before)
            _save(before, "done")
            deed.record("item-closed", before.id, position=before.position)
        _save(row, after)
        _set_current(row.meeting, row)
        deed.record("item-opened", row.id, position=row.position)
        return row.id

    return _change(actor, at, item, "open", write, in_session=True)


def close_item(*, actor: Actor, at: datetime, item: str) -> Receipt | Refusal:
    """Be done with the open point. Refused: ``meeting-not-open``, ``wrong-state``."""

    def write(deed: Deed, row: AgendaItem, after: str) -> str:
        deed.meeting = row.meeting_id
        wind_up(deed, row.meeting, row)
        _save(row, after)
        _set_current(row.meeting, None)
        deed.record("item-closed", row.id, position=row.position)
        return row.id

    return _change(actor, at, item, "close", write, in_session=True)


def postpone_item(*, actor: Actor, at: datetime, item: str) -> Receipt | Refusal:
    """Put a point off; it can be opened later. Refused: ``meeting-over``, ``wrong-state``."""

    def write(deed: Deed, row: AgendaItem, after: str) -> str:
        deed.meeting = row.meeting_id
        if row.meeting.item_id == row.id:
            put_off(deed, row)
            _set_current(row.meeting, None)
        _save(row, after)
        deed.record("item-postponed", row.id, position=row.position)
        return row.id

    return _change(actor, at, item, "postpone", write, in_session=False)


def _change(actor: Actor, at: datetime, item: str, verb: str, write: _Write, *, in_session: bool) -> Receipt | Refusal:
    """Take a point from one state to the next, with its meeting locked."""

    def load() -> tuple[AgendaItem, Where] | Refusal:
        meeting = Meeting.objects.select_for_update(of=("self",)).filter(items=item).first()
        if meeting is None:
            return unacceptable("item-unknown")
        row = AgendaItem.objects.get(id=item)
        row.meeting = meeting
        return row, Where(body=meeting.body_id)

    def decide(row: AgendaItem) -> str | Refusal:
        if in_session and row.meeting.state != "open":
            return conflict("meeting-not-open")
        if MEETING.is_final(row.meeting.state):
            return conflict("meeting-over")
        return AGENDA_ITEM.after(row.state, verb)

    return perform(actor=actor, verb="meetings.conduct", at=at, load=load, decide=decide, write=write)


def _save(row: AgendaItem, state: str) -> None:
    row.state = state
    row.save(update_fields=("state",))


def _set_current(meeting: Meeting, item: AgendaItem | None) -> None:
    """The point that is open now; of the text of the one before nothing is shown any more."""
    meeting.item, meeting.clause, meeting.amendment = item, None, None
    meeting.save(update_fields=("item", "clause", "amendment"))
