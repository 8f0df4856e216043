"""The mails to a seat: the link that opens it, a vote by correspondence, more time for one, its result."""

from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

from plenaria.phrases.catalogue import translation
from plenaria.phrases.dates import moment
from plenaria.phrases.letters import Letter


@dataclass(frozen=True, slots=True, kw_only=True)
class Seat:
    """Whose mail it is: the seat, and the meeting as its holder calls it. ``link`` opens the seat on one device."""

    number: int
    meeting: str
    body: str
    timezone: str
    link: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Vote:
    """A vote by correspondence: ``page`` is where it is read and cast by whoever has opened the seat already."""

    number: int
    question: str
    closes_at: datetime
    page: str


def invitation(seat: Seat, language: str, *, meeting_link: str = "") -> Letter:
    """The mail that brings a seat to who is not at the door; at ``meeting_link`` the meeting is seen and heard."""
    words = translation(language)
    subject = words.gettext("Your seat at {meeting}").format(meeting=seat.meeting)
    head = words.gettext("You have seat {number} at {meeting}, {body}.")
    parts = [
        head.format(number=seat.number, meeting=seat.meeting, body=seat.body),
        _way_in(seat, language),
    ]
    if meeting_link:
        said = words.gettext("The meeting is seen and heard here:")
        parts.append(f"{said}\n{meeting_link}")
    return Letter(subject, "\n\n".join(parts))


def opened(seat: Seat, vote: Vote, language: str) -> Letter:
    """A vote has been opened."""
    words = translation(language)
    subject = words.gettext("Vote by correspondence: {question}").format(question=vote.question)
    head = words.gettext("{body}, {meeting}: vote {number} is open.")
    return _of_vote(seat, vote, language, subject, _filled(head, seat, vote))


def reminder(seat: Seat, vote: Vote, language: str) -> Letter:
    """Nothing was recorded of this seat yet, and the vote is still open."""
    words = translation(language)
    subject = words.gettext("Your vote is still missing: {question}").format(question=vote.question)
    head = words.gettext("{body}, {meeting}: vote {number} is still open, and your vote is not in yet.")
    return _of_vote(seat, vote, language, subject, _filled(head, seat, vote))


def extended(seat: Seat, vote: Vote, language: str, *, reason: str) -> Letter:
    """There is more time, and why."""
    words = translation(language)
    subject = words.gettext("More time to vote: {question}").format(question=vote.question)
    head = words.gettext("{body}, {meeting}: there is more time for vote {number}, and your vote is not in yet.")
    said = f"{_filled(head, seat, vote)}\n{words.gettext('The reason given: {reason}').format(reason=reason)}"
    return _of_vote(seat, vote, language, subject, said)


def result(seat: Seat, vote: Vote, language: str, *, sentence: str) -> Letter:
    """What was decided; the mail does not say what anybody voted."""
    words = translation(language)
    subject = words.gettext("Result of the vote: {question}").format(question=vote.question)
    head = words.gettext("{body}, {meeting}: vote {number} is over.")
    parts = [_filled(head, seat, vote), vote.question, sentence, vote.page]
    return Letter(subject, "\n\n".join(parts))


def void(reason: str, language: str) -> str:
    """Of a vote that was declared void: that it decided nothing, and why, in the chair's words."""
    words = translation(language)
    said = words.gettext("It was declared void and has decided nothing.")
    why = words.gettext("The reason given: {reason}").format(reason=reason)
    return said if reason == "key-lost" else f"{said} {why}"


def until(closes_at: datetime, language: str, timezone: str) -> str:
    """A moment with the clock that it is told by: *25 October 2026, 14:00 (Europe/Madrid, UTC+1)*."""
    minutes = int((closes_at.astimezone(ZoneInfo(timezone)).utcoffset() or closes_at - closes_at).total_seconds()) // 60
    hours, rest = divmod(abs(minutes), 60)
    shift = f"{'-' if minutes < 0 else '+'}{hours}{f':{rest:02d}' if rest else ''}" if minutes else ""
    zone = f"{timezone}, UTC{shift}" if timezone != "UTC" else "UTC"
    return f"{moment(closes_at, language, timezone)} ({zone})"


def _filled(words: str, seat: Seat, vote: Vote) -> str:
    return words.format(body=seat.body, meeting=seat.meeting, number=vote.number)


def _of_vote(seat: Seat, vote: Vote, language: str, subject: str, head: str) -> Letter:
    words = translation(language)
    closes = words.gettext("It is open until {moment}. No vote is taken after that.").format(
        moment=until(vote.closes_at, language, seat.timezone)
    )
    there = words.gettext("If this device has opened your seat already, the text and the vote are here:")
    return Letter(
        subject,
        "\n\n".join([head, vote.question, closes, _way_in(seat, language), f"{there}\n{vote.page}"]),
    )


def _way_in(seat: Seat, language: str) -> str:
    words = translation(language)
    opens = words.gettext(
        "This link opens your seat on one device, once. Whoever has it can vote for you: do not pass it on."
    )
    return f"{opens}\n{seat.link}"
