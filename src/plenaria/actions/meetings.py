"""Meetings, from their planning to their close.

1. A meeting is convened under the rules that its body has then; a later rule doesn't reach it.
2. It opens only with its quorum. Without it, it is called again (the second call may ask for less), or it is void.
3. It can't be suspended or closed while a poll is open. Its close ends the open point and everybody's presence.
"""

import re
from collections.abc import Callable, Mapping, Sequence
from datetime import date, datetime

from plenaria.actions._addresses import taken
from plenaria.actions._criteria import copy_standing
from plenaria.actions._perform import Deed, Receipt, perform
from plenaria.actions._roll import no_quorum
from plenaria.actions._speakers import hush, wind_up
from plenaria.core.journal.canonical import Value
from plenaria.core.journal.entry import instant
from plenaria.core.meetings import BY_CORRESPONDENCE, MEETING
from plenaria.core.permits import Actor, Where
from plenaria.core.refusal import Refusal, conflict, unacceptable
from plenaria.core.voting.rule import ORDINARY
from plenaria.core.voting.tally import plain
from plenaria.phrases.dates import timezones
from plenaria.store.models import AgendaItem, Body, Meeting, Poll, Presence
from plenaria.store.queries import presence

type Texts = Mapping[str, str]

_SLUG = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")


def plan_meeting(
    *,
    actor: Actor,
    at: datetime,
    body: str,
    slug: str,
    number: str,
    kind: str,
    names: Texts,
    places: Texts,
    first_day: date,
    last_day: date,
    languages: Sequence[str],
    timezone: str,
    link: str = "",
) -> Receipt | Refusal:
    """Enter a meeting of ``body``; nobody is called to it yet.

    Refused: ``body-unknown``, ``slug-unfit``, ``slug-taken``, ``name-missing``, ``days-reversed``,
    ``language-missing``, ``timezone-unknown``.
    """

    def load() -> tuple[bool, Where] | Refusal:
        if not Body.objects.select_for_update().filter(id=body).exists():
            return unacceptable("body-unknown")
        return taken("meeting", slug, within=body), Where(body=body)

    def decide(taken: bool) -> bool | Refusal:
        if not _SLUG.fullmatch(slug) or len(slug) > 40:
            return unacceptable("slug-unfit", slug=slug)
        if taken:
            return conflict("slug-taken", slug=slug)
        return _sensible(names, first_day, last_day, languages, timezone) or True

    def write(deed: Deed, taken: bool, decision: bool) -> str:
        meeting = Meeting.objects.create(
            body_id=body,
            slug=slug,
            number=number,
            kind=kind,
            names=dict(names),
            places=dict(places),
            link=link,
            first_day=first_day,
            last_day=last_day,
            timezone=timezone,
            languages=list(languages),
            state=MEETING.initial,
            asks_pin=_asked_pins(body),
        )
        deed.meeting = meeting.id
        deed.record(
            "meeting-planned",
            meeting.id,
            slug=slug,
            number=number,
            form=kind,
            names=dict(names),
            places=dict(places),
            first_day=first_day.isoformat(),
            last_day=last_day.isoformat(),
            languages=list(languages),
            timezone=timezone,
        )
        copy_standing(deed, meeting, [body], "delegates")
        return meeting.id

    return perform(actor=actor, verb="meetings.plan", at=at, load=load, decide=decide, write=write)


def change_meeting(
    *,
    actor: Actor,
    at: datetime,
    meeting: str,
    number: str,
    kind: str,
    names: Texts,
    places: Texts,
    first_day: date,
    last_day: date,
    languages: Sequence[str],
    timezone: str,
    link: str = "",
) -> Receipt | Refusal:
    """Correct what was planned; the address of a meeting stays.

    Refused: ``meeting-over``, ``name-missing``, ``days-reversed``, ``language-missing``, ``timezone-unknown``.
    """

    def decide(row: Meeting) -> bool | Refusal:
        if MEETING.is_final(row.state):
            return conflict("meeting-over")
        return _sensible(names, first_day, last_day, languages, timezone) or True

    def write(deed: Deed, row: Meeting, decision: bool) -> str:
        deed.meeting = row.id
        row.number, row.kind, row.link, row.timezone = number, kind, link, timezone
        row.names, row.places, row.languages = dict(names), dict(places), list(languages)
        row.first_day, row.last_day = first_day, last_day
        row.save()
        deed.record(
            "meeting-changed",
            row.id,
            number=number,
            names=dict(names),
            places=dict(places),
            first_day=first_day.isoformat(),
            last_day=last_day.isoformat(),
            languages=list(languages),
            timezone=timezone,
        )
        return row.id

    return perform(actor=actor, verb="meetings.plan", at=at, load=lambda: _locked(meeting), decide=decide, write=write)


def convene_meeting(*, actor: Actor, at: datetime, meeting: str) -> Receipt | Refusal:
    """Call the meeting, and freeze its body's rules into it. Refused: ``rule-missing`` where the body has none."""

    def check(row: Meeting) -> Refusal | None:
        return None if row.body.rules.get(ORDINARY) else conflict("rule-missing")

    def change(row: Meeting) -> dict[str, Value]:
        row.rules = row.body.rules
        row.debate = row.debate or row.body.debate
        return {"call": row.call, "rules": row.rules}

    return _move(actor, at, meeting, "convene", "meeting-convened", change, check=check, permit="meetings.plan")


def open_meeting(*, actor: Actor, at: datetime, meeting: str) -> Receipt | Refusal:
    """Open the meeting; who is there and what the quorum asks for goes into the journal.

    One held by correspondence opens without anybody there. Refused: ``no-quorum`` or ``no-quorum-of-votes`` (needed,
    present).
    """

    def check(row: Meeting) -> Refusal | None:
        if row.kind == BY_CORRESPONDENCE:
            return None
        quorum = presence.quorum_of(row)
        return None if quorum.met else no_quorum(quorum.of, quorum.needed or 0, quorum.present)

    def change(row: Meeting) -> dict[str, Value]:
        row.opened_at = at
        if row.kind == BY_CORRESPONDENCE:
            return {"call": row.call}
        quorum = presence.quorum_of(row)
        counted: dict[str, Value] = {"whole": plain(quorum.whole), "present": plain(quorum.present), "of": quorum.of}
        if quorum.needed is not None:
            counted["needed"] = plain(quorum.needed)
        return {"call": row.call, "quorum": counted}

    return _move(actor, at, meeting, "open", "meeting-opened", change, check=check)


def suspend_meeting(
    *, actor: Actor, at: datetime, meeting: str, resumes_at: datetime | None = None
) -> Receipt | Refusal:
    """Interrupt the meeting, until a time that may be named; those who are in stay in.

    A vote by correspondence goes on. Refused: ``poll-still-open``, ``resumption-past``.
    """

    def check(row: Meeting) -> Refusal | None:
        if resumes_at is not None and resumes_at <= at:
            return unacceptable("resumption-past")
        return _no_open_poll(row, at_the_sitting=True)

    def change(row: Meeting) -> dict[str, Value]:
        row.resumes_at = resumes_at
        return {"resumes_at": instant(resumes_at)} if resumes_at else {}

    return _move(actor, at, meeting, "suspend", "meeting-suspended", change, check=check)


def resume_meeting(*, actor: Actor, at: datetime, meeting: str) -> Receipt | Refusal:
    """Go on after an interruption."""

    def change(row: Meeting) -> dict[str, Value]:
        row.resumes_at = None
        return {}

    return _move(actor, at, meeting, "resume", "meeting-resumed", change)


def call_again(*, actor: Actor, at: datetime, meeting: str) -> Receipt | Refusal:
    """The next call of a meeting that found no quorum; the rule may ask for less at it."""

    def change(row: Meeting) -> dict[str, Value]:
        row.call += 1
        return {"call": row.call}

    return _move(actor, at, meeting, "call-again", "meeting-convened", change)


def void_meeting(*, actor: Actor, at: datetime, meeting: str) -> Receipt | Refusal:
    """Record that the meeting did not come about, for want of a quorum. Refused: ``quorum-met``."""

    def check(row: Meeting) -> Refusal | None:
        return conflict("quorum-met") if presence.quorum_of(row).met else None

    def change(row: Meeting) -> dict[str, Value]:
        quorum = presence.quorum_of(row)
        _everybody_leaves(row, at)
        return {"call": row.call, "needed": plain(quorum.needed or 0), "present": plain(quorum.present)}

    return _move(actor, at, meeting, "void", "meeting-voided", change, check=check)


def close_meeting(*, actor: Actor, at: datetime, meeting: str) -> Receipt | Refusal:
    """Close the meeting for good: its open point is done and everybody has left. Refused: ``poll-still-open``."""

    def change(row: Meeting) -> dict[str, Value]:
        row.closed_at = at
        row.item = None
        AgendaItem.objects.filter(meeting=row, state="open").update(state="done")
        return {"present": _everybody_leaves(row, at)}

    return _move(actor, at, meeting, "close", "meeting-closed", change, check=_no_open_poll)


def cancel_meeting(*, actor: Actor, at: datetime, meeting: str, reason: str = "") -> Receipt | Refusal:
    """Call the meeting off before it opens. ``reason`` is kept in the journal."""

    def change(row: Meeting) -> dict[str, Value]:
        _everybody_leaves(row, at)
        return {"reason": reason}

    return _move(actor, at, meeting, "cancel", "meeting-cancelled", change, permit="meetings.plan")


def _move(
    actor: Actor,
    at: datetime,
    meeting: str,
    verb: str,
    kind: str,
    change: Callable[[Meeting], dict[str, Value]] = lambda row: {},
    *,
    check: Callable[[Meeting], Refusal | None] = lambda row: None,
    permit: str = "meetings.conduct",
) -> Receipt | Refusal:
    """Take a meeting from one state to the next; ``change`` sets what else changes and gives the entry's data."""

    def decide(row: Meeting) -> str | Refusal:
        after = MEETING.after(row.state, verb)
        return after if isinstance(after, Refusal) else check(row) or after

    def write(deed: Deed, row: Meeting, after: str) -> str:
        deed.meeting = row.id
        if verb == "suspend":
            hush(deed, row, "suspension")
        elif verb == "close":
            wind_up(deed, row)
        data = change(row)
        row.state = after
        row.save()
        deed.record(kind, row.id, None, **data)
        return row.id

    return perform(actor=actor, verb=permit, at=at, load=lambda: _locked(meeting), decide=decide, write=write)


def _locked(meeting: str) -> tuple[Meeting, Where] | Refusal:
    row = Meeting.objects.select_for_update(of=("self",)).select_related("body").filter(id=meeting).first()
    return (row, Where(body=row.body_id)) if row else unacceptable("meeting-unknown")


def _sensible(names: Texts, first_day: date, last_day: date, languages: Sequence[str], timezone: str) -> Refusal | None:
    if not any(names.values()):
        return unacceptable("name-missing")
    if last_day < first_day:
        return unacceptable("days-reversed")
    if not languages:
        return unacceptable("language-missing")
    return None if timezone in timezones() else unacceptable("timezone-unknown", timezone=timezone)


def _asked_pins(body: str) -> bool:
    """Whether the badges of the body's last meeting asked for PINs: the next one begins as that was."""
    last = Meeting.objects.filter(body_id=body).order_by("-first_day", "-slug")
    return bool(last.values_list("asks_pin", flat=True).first())


def _no_open_poll(row: Meeting, *, at_the_sitting: bool = False) -> Refusal | None:
    open_now = Poll.objects.filter(meeting=row, state="open")
    waited_for = open_now.filter(closes_at=None) if at_the_sitting else open_now
    number = waited_for.values_list("number", flat=True).first()
    return None if number is None else conflict("poll-still-open", number=number)


def _everybody_leaves(row: Meeting, at: datetime) -> int:
    """End every open presence; how many there were."""
    return Presence.objects.filter(credential__meeting=row, until=None).update(until=at)
