"""Who waits to speak, who speaks, and who spoke when, on which point, for how long."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db.models import F, QuerySet

from plenaria.core import speakers
from plenaria.core.refusal import Refusal
from plenaria.core.speakers import Clock, Debate, Held, Wish
from plenaria.store.models import AgendaItem, Meeting, Speaker, SpeakerList

SPOKEN = ("speaking", "paused", "done")
"""The states of a speech that has begun."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SpeakerView:
    """Somebody who waits, speaks or spoke on a point of the agenda.

    ``about`` is what a point of order asks for; ``answers`` the id of the speech that a reply is to. ``clock`` is of
    use once they speak.
    """

    id: str
    item: str
    position: int
    """The number of the point."""
    credential: str
    seat: int
    person: str
    names: dict[str, str]
    delegation: str | None
    delegation_names: dict[str, str]
    form: str
    about: str
    side: str
    answers: str | None
    place: int
    state: str
    clock: Clock

    @property
    def wish(self) -> Wish:
        """What orders it among those who wait."""
        return Wish(
            id=self.id,
            seat=self.credential,
            place=self.place,
            form=self.form,
            delegation=self.delegation or "",
            side=self.side,
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class SpeechView:
    """A speech: who, on which point, from when to when, and how many seconds of that they spoke (pauses left out).

    ``form`` is speech, reply or point-of-order; ``ended`` is empty while it lasts; ``ended_by`` is chair, clock, vote
    or point; ``limit`` the seconds that it was given, 0 for no limit.
    """

    id: str
    item: str
    position: int
    titles: dict[str, str]
    """Of the point."""
    credential: str
    seat: int
    person: str
    names: dict[str, str]
    delegation: str | None
    delegation_names: dict[str, str]
    form: str
    about: str
    side: str
    answers: str | None
    began: datetime
    ended: datetime | None
    ended_by: str
    seconds: int
    limit: int
    consent: str = ""
    """What they said to being named in public."""


def speeches(meeting: str, item: str | None = None, at: datetime | None = None) -> tuple[SpeechView, ...]:
    """All speeches of a meeting, or of one point, in the order in which they began; also the one that is being made.

    Of that one ``seconds`` is what was spoken up to ``at``, or before its clock last went on.
    """
    rows = _rows().filter(meeting_id=meeting, state__in=SPOKEN).order_by("called_at", "place")
    return tuple(_speech(row, at) for row in (rows.filter(item_id=item) if item else rows))


def meeting_of(speaker: str) -> str | None:
    """The meeting on one of whose lists somebody is or was."""
    return Speaker.objects.filter(id=speaker).values_list("meeting_id", flat=True).first()


def listed(credential: str, form: str) -> str | None:
    """Where a seat waits on the list of the point that is open now."""
    rows = Speaker.objects.filter(credential=credential, form=form, state="listed", item=F("meeting__item"))
    return rows.values_list("id", flat=True).first()


@dataclass(frozen=True, slots=True, kw_only=True)
class ListView:
    """The list of a point as it stands. ``speaking`` has the floor; ``paused`` goes on after a point of order."""

    item: str
    position: int
    debate: Debate
    closed: bool
    speaking: SpeakerView | None
    paused: SpeakerView | None
    waiting: tuple[SpeakerView, ...]
    """In the order in which they are called."""
    held: tuple[Held, ...]
    """The speeches on this point, the one that is being made with them, in their order."""
    last: SpeakerView | None
    """The speech that was made last, or is being made: a reply is to it."""

    @property
    def on_floor(self) -> SpeakerView | None:
        """Who has the floor, or waits to go on."""
        return self.speaking or self.paused

    def place(self, speaker: str) -> int:
        """The place of one who waits, from 1. Raises ``ValueError`` for one who does not."""
        return [each.id for each in self.waiting].index(speaker) + 1


def speaker_list(item: str) -> ListView | None:
    """The list of one point; nothing where there is no such point."""
    row = AgendaItem.objects.select_related("meeting").filter(id=item).first()
    return None if row is None else list_of(row)


def list_of(item: AgendaItem) -> ListView:
    """The same for a row that an action holds."""
    listing = SpeakerList.objects.filter(item=item).first()
    there = _rows().filter(item=item, state__in=("listed", *SPOKEN))
    views = [_speaker(row) for row in there.order_by("called_at", "place")]
    rule = debate_of(item.meeting, listing)
    spoken = [each for each in views if each.state in SPOKEN]
    made = [each for each in spoken if each.form == "speech"]
    held = tuple(Held(each.credential, each.delegation or "", each.side) for each in made)
    by_id = {each.id: each for each in views if each.state == "listed"}
    moved = [(one, other) for one, other in listing.moved] if listing else []
    order = speakers.ordered((each.wish for each in by_id.values()), rule.order, held, moved)
    return ListView(
        item=item.id,
        position=item.position,
        debate=rule,
        closed=bool(listing and listing.closed),
        speaking=next((each for each in spoken if each.state == "speaking"), None),
        paused=next((each for each in reversed(spoken) if each.state == "paused"), None),
        waiting=tuple(by_id[each.id] for each in order),
        held=held,
        last=made[-1] if made else None,
    )


def debate_of(meeting: Meeting, listing: SpeakerList | None = None) -> Debate:
    """How speakers follow each other: as laid down for the point, else for the meeting, else as everywhere."""
    return read_debate((listing.debate if listing else None) or meeting.debate)


def read_debate(data: dict[str, str | int]) -> Debate:
    """What is stored, which an action has checked."""
    found = speakers.debate(data)
    assert not isinstance(found, Refusal)
    return found


def debate_at(meeting: str) -> Debate:
    """How speakers follow each other at a meeting where a point has nothing of its own."""
    return read_debate(Meeting.objects.values_list("debate", flat=True).get(id=meeting))


def ending_by_themselves() -> tuple[tuple[datetime, str], ...]:
    """The speeches that are being made and end by themselves: when, and which, the first to end first."""
    running = Speaker.objects.select_related("meeting", "item__speaker_list").filter(state="speaking", limit__gt=0)
    ends = [
        (until, row.id)
        for row in running
        if debate_of(row.meeting, getattr(row.item, "speaker_list", None)).by_itself
        and (until := clock_of(row).until) is not None
    ]
    return tuple(sorted(ends))


@dataclass(frozen=True, slots=True, kw_only=True)
class Total:
    """What a person or a delegation spoke: ``speeches`` with replies, points of order, and seconds of all of them."""

    names: dict[str, str]
    delegation_names: dict[str, str]
    """Of a person; of a delegation empty."""
    speeches: int
    points_of_order: int
    seconds: int


def by_person(held: Iterable[SpeechView]) -> tuple[Total, ...]:
    """Those who spoke, the longest first."""
    return _totals([(each.person, each.names, each.delegation_names, each) for each in held])


def by_delegation(held: Iterable[SpeechView]) -> tuple[Total, ...]:
    """The delegations that spoke, the longest first; whoever has none is left out."""
    return _totals([(each.delegation, each.delegation_names, {}, each) for each in held if each.delegation])


def _totals(keyed: Sequence[tuple[str, dict[str, str], dict[str, str], SpeechView]]) -> tuple[Total, ...]:
    found = []
    for key in dict.fromkeys(each[0] for each in keyed):
        _, names, delegation, _ = next(each for each in keyed if each[0] == key)
        theirs = [speech for one, _, _, speech in keyed if one == key]
        orders = sum(each.form == "point-of-order" for each in theirs)
        seconds = sum(each.seconds for each in theirs)
        found.append(
            Total(
                names=names,
                delegation_names=delegation,
                speeches=len(theirs) - orders,
                points_of_order=orders,
                seconds=seconds,
            )
        )
    return tuple(sorted(found, key=lambda each: -each.seconds))


def clock_of(row: Speaker) -> Clock:
    """The clock of a speech."""
    return Clock(row.limit, row.spent, row.runs_since)


def _rows() -> "QuerySet[Speaker]":
    return Speaker.objects.select_related("item", "credential__person", "credential__delegation")


def _speaker(row: Speaker) -> SpeakerView:
    seat = row.credential
    return SpeakerView(
        id=row.id,
        item=row.item_id,
        position=row.item.position,
        credential=seat.id,
        seat=seat.seat,
        person=seat.person_id,
        names=seat.person.names,
        delegation=seat.delegation_id,
        delegation_names=seat.delegation.names if seat.delegation else {},
        form=row.form,
        about=row.about,
        side=row.side,
        answers=row.answers_id,
        place=row.place,
        state=row.state,
        clock=clock_of(row),
    )


def _speech(row: Speaker, at: datetime | None) -> SpeechView:
    seat = row.credential
    assert row.called_at is not None
    return SpeechView(
        id=row.id,
        item=row.item_id,
        position=row.item.position,
        titles=row.item.titles,
        credential=seat.id,
        seat=seat.seat,
        person=seat.person_id,
        names=seat.person.names,
        delegation=seat.delegation_id,
        delegation_names=seat.delegation.names if seat.delegation else {},
        form=row.form,
        about=row.about,
        side=row.side,
        answers=row.answers_id,
        began=row.called_at,
        ended=row.ended_at,
        ended_by=row.ended_by,
        seconds=(clock_of(row).spoken(at) if at else row.spent) // 1000,
        limit=row.limit,
        consent=seat.person.consent,
    )
