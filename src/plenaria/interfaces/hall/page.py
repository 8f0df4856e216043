"""What every page of the hall has: the meeting, who looks at it, what is on now, and the way to follow it."""

import secrets
from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import get_language, ngettext, pgettext
from django.utils.translation import gettext as _

from plenaria.core.permits import Where, may
from plenaria.core.text.resolution import Resolution
from plenaria.core.voting.quorum import Attendance
from plenaria.interfaces.hall.tickets import LISTED, PHONE, TABLE, stream
from plenaria.interfaces.kit import amendments
from plenaria.interfaces.kit.requests import Request
from plenaria.interfaces.kit.wording import in_language
from plenaria.store.queries import agenda, credentials, meetings, polls, presence, putting
from plenaria.store.queries import amendments as queries
from plenaria.store.queries.agenda import ItemView
from plenaria.store.queries.amendments import AmendmentView
from plenaria.store.queries.facts import last_number
from plenaria.store.queries.meetings import MeetingView
from plenaria.store.queries.polls import PollView
from plenaria.store.queries.putting import TextOnTable


def where(request: Request, meeting: str, **_: object) -> Where | None:
    """A meeting's hall, and in it the seat of whoever asks; nothing where there is no such meeting.

    What is known now is noted before anything of the page is read, so that its stream goes on from there.
    """
    request.known = last_number()
    found = meetings.where_of_meeting(meeting)
    if found is None:
        return None
    seat = credentials.seat_of(meeting, credential=request.actor.seat, person=request.actor.person)
    return replace(found, person=seat.person, seat=seat.id) if seat else found


def meeting_or_404(meeting: str) -> MeetingView:
    """The meeting, which the guard has found."""
    view = meetings.meeting(meeting)
    if view is None:
        raise Http404
    return view


@dataclass(frozen=True, slots=True, kw_only=True)
class OnNow:
    """What the hall is busy with: a point of the agenda, a vote, and the text that either is about.

    ``put`` is the part of the text that is put, or shown for the debate: one clause, or the whole, in which ``struck``
    was voted out. ``amendment`` is put or shown in its place, as a ``redline``; once it is adopted the text has its
    words.
    """

    item: ItemView | None
    poll: PollView | None
    text: TextOnTable | None
    put: Resolution | None
    amendment: AmendmentView | None = None
    redline: amendments.Redline | None = None

    @property
    def headline(self) -> str:
        """What is put, in a few words; else the point of the agenda."""
        if self.amendment is not None:
            return amendments.title(self.amendment)
        if self.poll is None:
            if self.shows_clause and self.put:
                return _("Clause %(number)s") % {"number": self.put.clauses[0].number}
            return in_language(self.item.titles) if self.item else ""
        question = self.poll.question
        if any(question.titles.values()):
            return in_language(question.titles)
        clause = self.text.clause(question.clause) if self.text and question.clause else None
        if question.clause:
            return _("Clause %(number)s") % {"number": clause.number if clause else question.number}
        lost = self.text.lost_numbers if self.text else ()
        if lost:
            words = ngettext(
                "The text as a whole, without clause %(numbers)s",
                "The text as a whole, without clauses %(numbers)s",
                len(lost),
            )
            return words % {"numbers": ", ".join(lost)}
        return _("The text as a whole")

    @property
    def length(self) -> int:
        """Characters of what is put or shown."""
        if self.redline is not None:
            return self.redline.length
        return sum(len(clause.text) + len(clause.tail) for clause in self.put.walk()) if self.put else 0

    @property
    def struck(self) -> frozenset[str]:
        """The clauses of the text that are shown struck out, by their ids."""
        return self.text.struck if self.text else frozenset()

    @property
    def whole(self) -> bool:
        """Whether a whole text is put, which is too long to stand above the buttons."""
        return self.poll is not None and self.poll.question.clause is None and self.amendment is None

    @property
    def beside(self) -> bool:
        """Whether there is one clause, or one amendment, to be shown in full."""
        there = self.put is not None or self.redline is not None
        return there and not self.whole and (self.poll is not None or self.shows)

    @property
    def shows(self) -> bool:
        """Whether a clause or an amendment is under debate, before any vote."""
        return self.poll is None and (self.amendment is not None or self.shows_clause)

    @property
    def shows_clause(self) -> bool:
        """Whether it is a clause as it stands in the text."""
        return bool(self.poll is None and self.put and self.text and self.put is not self.text.text)


def on_now(meeting: MeetingView, language: str = "") -> OnNow:
    """What is on, with its text in the reader's language or, where it has none there, in its own."""
    return about(meeting, polls.on_now(meeting.id), language)


def about(meeting: MeetingView, poll: PollView | None, language: str = "") -> OnNow:
    """The same as if the hall were busy with that vote."""
    item = agenda.item(meeting.item) if meeting.item else None
    resolution = poll.question.resolution if poll else item.resolution if item else None
    wanted = language or get_language() or "en"
    text = putting.text_on_table(resolution, [wanted, wanted.partition("-")[0]]) if resolution else None
    proposed = poll.question.amendment if poll else meeting.amendment
    amendment = queries.amendment(proposed) if proposed else None
    if amendment is not None:
        clause = amendment.made if amendment.kind == "insert" else amendment.clause
    else:
        clause = (poll.question.clause if poll else meeting.clause) or ""
    whole = not clause and amendment is None
    put = text.text if text and whole else _put(text, clause)
    if poll is None and amendment is None and put is None and text:
        put = text.text  # the clause that was shown is gone from the text
    in_words = amendment is not None and amendment.state != "adopted"
    redline = amendments.redline(amendment, [wanted, wanted.partition("-")[0]]) if amendment and in_words else None
    return OnNow(item=item, poll=poll, text=text, put=put, amendment=amendment, redline=redline)


def _put(text: TextOnTable | None, clause: str) -> Resolution | None:
    """One clause of the text, by itself."""
    found = text.clause(clause) if text else None
    if text is None or found is None:
        return None
    return Resolution(language=text.text.language, title=text.text.title, clauses=(found,))


def quorum(meeting: MeetingView, now: OnNow | None) -> Attendance:
    """The quorum at this moment: of the vote that comes next or is open, under its own rule, else of the meeting."""
    poll = now.poll if now else None
    rule = poll.rule if poll and poll.state in ("prepared", "open", "closed") else None
    return presence.quorum(meeting.id, rule=rule)


def show(
    request: Request,
    name: str,
    meeting: MeetingView,
    context: Mapping[str, Any],
    *,
    title: str,
    fragment: bool = False,
    everything: bool = False,
    listed: bool = False,
    query: str = "",
    status: int = 200,
) -> HttpResponse:
    """A page of the hall, or only the part of it that follows the meeting.

    The page ``name`` has the templates ``hall/<name>.html`` and ``hall/<name>_live.html`` and the addresses
    ``hall-<name>`` and ``hall-<name>-live``. ``everything``: it hears of each vote and each arrival;
    ``listed``: of what moves the list of speakers.
    """
    live = {
        "meeting": meeting,
        "title": title,
        "quorum": quorum(meeting, context.get("now")),
        "key": secrets.token_hex(16),
        **context,
    }
    if fragment:
        return render(request, f"hall/{name}_live.html", live)
    frame = {
        "body_name": in_language(meeting.body_names),
        "accent": meeting.body_accent.removeprefix("#").lower(),
        "live_template": f"hall/{name}_live.html",
        "live_url": stream(
            meeting.id,
            hearer=TABLE if everything else LISTED if listed else PHONE,
            after=request.known,
            page="phone" if name == "delegate" and not query else "",
        ),
        "live_events": "table" if everything or listed else "",
        "fragment_url": reverse(f"hall-{name}-live", args=[meeting.id]) + query,
        "places": places(request, meeting),
    }
    return render(request, f"hall/{name}.html", {**frame, **live}, status=status)


PLACES = (
    ("chair", "meetings.conduct"),
    ("clerk", "polls.conduct"),
    ("count", "polls.count"),
    ("screen", "hall.see"),
    ("clock", "hall.see"),
)


def places(request: Request, meeting: MeetingView) -> list[dict[str, str]]:
    """The other pages of this hall that whoever asks may open; none for those who only have a seat."""
    labels = {
        "chair": pgettext("page of the hall", "Chair"),
        "clerk": pgettext("page of the hall", "Clerk"),
        "count": pgettext("page of the hall", "Count"),
        "screen": pgettext("page of the hall", "Projector"),
        "clock": pgettext("page of the hall", "Speakers' clock"),
    }
    if not request.actor.roles:
        return []
    here = Where(body=meeting.body)
    return [
        {"label": labels[name], "url": reverse(f"hall-{name}", args=[meeting.id])}
        for name, permit in PLACES
        if may(request.actor, permit, here) is None
    ]
