"""The list of speakers: who is on it, and how the debate is held.

1. One list for each point of the agenda; one asks while its point is open in an open meeting.
2. Whoever presides may put somebody before another; the journal says so.
3. How speakers follow each other is laid down for a body, copied into each of its meetings when it is convened, and
   changed there for all points or for one.
"""

from collections.abc import Mapping
from datetime import datetime

from plenaria.actions._perform import Deed, Receipt, perform
from plenaria.actions._speakers import locked, on_item, on_speaker, set_closed, take_off
from plenaria.core import speakers as core
from plenaria.core.meetings import MEETING
from plenaria.core.permits import Actor, Where
from plenaria.core.refusal import Refusal, conflict, unacceptable
from plenaria.core.speakers import FORMS, REQUESTS, SIDES, SPEAKER, Debate, Wish
from plenaria.store.models import AgendaItem, Body, Credential, Meeting, Speaker, SpeakerList
from plenaria.store.queries.speakers import ListView, list_of

SHOWN = ("names", "delegations", "none")
"""Whose speeches the public sees added up."""


def ask(
    *,
    actor: Actor,
    at: datetime,
    credential: str,
    form: str = "speech",
    about: str = "",
    side: str = "",
) -> Receipt | Refusal:
    """Put a seat on the list of the open point; its holder asks, or the table for who has no phone.

    A point of order says what it is ``about``, a speech whose ``side`` it takes where sides take turns; a reply is to
    the speech that was made last, or is being made. Refused: ``no-point-open``, ``not-accredited``,
    ``request-unknown``, ``nothing-to-answer``, ``own-speech``, ``replied-already``, and what ``core.speakers.may_ask``
    refuses.
    """

    def load() -> tuple[Credential, Where] | Refusal:
        meeting = locked().filter(credentials=credential).first()
        if meeting is None:
            return unacceptable("credential-unknown")
        row = meeting.credentials.get(id=credential)
        row.meeting = meeting
        return row, Where(body=meeting.body_id, person=row.person_id, seat=row.id)

    def decide(row: Credential) -> Speaker | Refusal:
        item = _open_point(row.meeting)
        if isinstance(item, Refusal):
            return item
        if row.state != "accredited":
            return conflict("not-accredited")
        wished = Speaker(
            meeting=row.meeting,
            item=item,
            credential=row,
            form=form,
            about=about if form == "point-of-order" else "",
            side=side if form == "speech" and side in SIDES else "",
            place=row.meeting.speakers.count() + 1,
        )
        return _may_ask(wished, list_of(item)) or wished

    def write(deed: Deed, row: Credential, wished: Speaker) -> str:
        deed.meeting = row.meeting_id
        wished.save(force_insert=True)
        deed.record(
            "speaker-listed",
            wished.id,
            item=wished.item_id,
            credential=row.id,
            seat=row.seat,
            form=form,
            about=wished.about,
            side=wished.side,
            answers=wished.answers_id or "",
        )
        return wished.id

    return perform(actor=actor, verb="speakers.ask", at=at, load=load, decide=decide, write=write)


def leave(*, actor: Actor, at: datetime, speaker: str) -> Receipt | Refusal:
    """Leave the list, or strike a seat off it. Refused: ``speaker-unknown``, ``wrong-state``."""

    def decide(row: Speaker) -> str | Refusal:
        own = row.credential_id == actor.seat or row.credential.person_id == actor.person
        verb = "leave" if own else "strike"
        after = SPEAKER.after(row.state, verb)
        return after if isinstance(after, Refusal) else verb

    def write(deed: Deed, row: Speaker, verb: str) -> str:
        take_off(deed, row, verb)
        return row.id

    return on_speaker(actor, at, speaker, "speakers.ask", decide, write)


def move_up(*, actor: Actor, at: datetime, speaker: str) -> Receipt | Refusal:
    """Put somebody before the one whom they follow. Refused: ``wrong-state``, ``first-already``."""

    def decide(row: Speaker) -> str | Refusal:
        after = SPEAKER.after(row.state, "call")
        if isinstance(after, Refusal):
            return after
        same = [each.id for each in list_of(row.item).waiting if each.form == row.form]
        place = same.index(row.id)
        return same[place - 1] if place and row.form == "speech" else conflict("first-already")

    def write(deed: Deed, row: Speaker, other: str) -> str:
        listing, _ = SpeakerList.objects.get_or_create(item=row.item)
        listing.moved = [*(each for each in listing.moved if set(each) != {row.id, other}), [row.id, other]]
        listing.save(update_fields=("moved",))
        deed.record("speaker-moved", row.id, item=row.item_id, before=other)
        return row.id

    return on_speaker(actor, at, speaker, "speakers.call", decide, write)


# The list itself


def close_list(*, actor: Actor, at: datetime, item: str) -> Receipt | Refusal:
    """Take no more speeches on a point. Refused: ``speakers-closed``, ``meeting-over``."""
    return _set_list(actor, at, item, closed=True)


def reopen_list(*, actor: Actor, at: datetime, item: str) -> Receipt | Refusal:
    """Take speeches again. Refused: ``speakers-open``, ``meeting-over``."""
    return _set_list(actor, at, item, closed=False)


def _set_list(actor: Actor, at: datetime, item: str, *, closed: bool) -> Receipt | Refusal:
    def decide(row: AgendaItem) -> bool | Refusal:
        if SpeakerList.objects.filter(item=row, closed=True).exists() == closed:
            return conflict("speakers-closed" if closed else "speakers-open")
        return True

    def write(deed: Deed, row: AgendaItem, decision: bool) -> str:
        set_closed(deed, row, closed)
        return row.id

    return on_item(actor, at, item, decide, write)


def set_debate_of_point(*, actor: Actor, at: datetime, item: str, debate: Mapping[str, str | int]) -> Receipt | Refusal:
    """How speakers follow each other on this point, from the next call on.

    Refused: what ``core.speakers.debate`` refuses, and ``meeting-over``.
    """

    def write(deed: Deed, row: AgendaItem, rule: Debate) -> str:
        SpeakerList.objects.update_or_create(item=row, defaults={"debate": rule.to_data()})
        deed.record("debate-changed", row.id, of="point", debate=rule.to_data())
        return row.id

    return on_item(actor, at, item, lambda row: core.debate(debate), write)


def set_debate_of_meeting(
    *, actor: Actor, at: datetime, meeting: str, debate: Mapping[str, str | int]
) -> Receipt | Refusal:
    """The same for every point of a meeting that has nothing of its own. Refused: ``meeting-over`` besides."""

    def load() -> tuple[Meeting, Where] | Refusal:
        row = locked().filter(id=meeting).first()
        return (row, Where(body=row.body_id)) if row else unacceptable("meeting-unknown")

    def decide(row: Meeting) -> Debate | Refusal:
        return conflict("meeting-over") if MEETING.is_final(row.state) else core.debate(debate)

    def write(deed: Deed, row: Meeting, rule: Debate) -> str:
        deed.meeting = row.id
        row.debate = rule.to_data()
        row.save(update_fields=("debate",))
        deed.record("debate-changed", row.id, of="meeting", debate=rule.to_data())
        return row.id

    return perform(actor=actor, verb="speakers.call", at=at, load=load, decide=decide, write=write)


def set_debate_of_body(
    *, actor: Actor, at: datetime, body: str, debate: Mapping[str, str | int], shown: str
) -> Receipt | Refusal:
    """The same for the meetings that the body will convene, and whose speeches the public sees added up.

    Refused: ``speeches-shown-unknown`` besides.
    """

    def load() -> tuple[Body, Where] | Refusal:
        row = Body.objects.select_for_update().filter(id=body).first()
        return (row, Where(body=row.id)) if row else unacceptable("body-unknown")

    def decide(row: Body) -> Debate | Refusal:
        return core.debate(debate) if shown in SHOWN else unacceptable("speeches-shown-unknown")

    def write(deed: Deed, row: Body, rule: Debate) -> str:
        row.debate, row.speeches_shown = rule.to_data(), shown
        row.save(update_fields=("debate", "speeches_shown"))
        deed.record("debate-changed", row.id, of="body", debate=rule.to_data(), shown=shown)
        return row.id

    return perform(actor=actor, verb="rules.edit", at=at, load=load, decide=decide, write=write)


def _open_point(meeting: Meeting) -> AgendaItem | Refusal:
    if meeting.state != "open":
        return conflict("meeting-not-open")
    if meeting.item is None:
        return conflict("no-point-open")
    meeting.item.meeting = meeting
    return meeting.item


def _may_ask(wished: Speaker, listed: ListView) -> Refusal | None:
    """Why this can't be asked for, if it can't; a reply learns here what it is to."""
    seat = wished.credential
    if wished.form not in FORMS or (wished.form == "point-of-order" and wished.about not in REQUESTS):
        return unacceptable("request-unknown")
    if wished.form == "reply":
        if listed.last is None:
            return conflict("nothing-to-answer")
        if listed.last.credential == seat.id:
            return conflict("own-speech")
        if Speaker.objects.filter(answers=listed.last.id, credential=seat, state__in=("speaking", "paused", "done")):
            return conflict("replied-already")
        wished.answers_id = listed.last.id
    wish = Wish(
        id=wished.id,
        seat=seat.id,
        place=wished.place,
        form=wished.form,
        delegation=seat.delegation_id or "",
        side=wished.side,
    )
    waiting = [each.wish for each in listed.waiting]
    return core.may_ask(wish, listed.debate, closed=listed.closed, waiting=waiting, held=listed.held)
