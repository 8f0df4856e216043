"""The chair's next move: the one thing that comes next, from what is on now.

1. An open vote is closed; a closed one declared; one that was put, now or before, opened; one that could not decide,
   put again.
2. A text at the open point is debated; the amendments to it are ruled on, shown and put, one after the other; then it
   is put. When it was put and decided, it is adopted at the desk.
3. Else the next point of the agenda is opened; after the last those that were postponed come back, and then the
   meeting is closed.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from plenaria.core.meetings import BY_CORRESPONDENCE
from plenaria.core.polls import COUNTED
from plenaria.core.voting.quorum import Attendance
from plenaria.interfaces.hall.page import OnNow
from plenaria.store.queries.agenda import ItemView
from plenaria.store.queries.amendments import AmendmentView
from plenaria.store.queries.meetings import MeetingView
from plenaria.store.queries.polls import CountView


@dataclass(frozen=True, slots=True)
class Move:
    """A press of the chair: a verb of ``chair.DEEDS`` on ``subject``; a move without a verb only says what is awaited.

    ``hint`` says what is missing or what follows.
    """

    verb: str
    label: str | Promise
    subject: str = ""
    hint: str | Promise = ""


def next_move(
    meeting: MeetingView,
    now: OnNow,
    coming: OnNow | None,
    points: Sequence[ItemView],
    quorum: Attendance,
    counts: Sequence[CountView],
    proposed: Sequence[AmendmentView] = (),
    questions: Sequence[tuple[str, str]] = (),
) -> Move:
    """What comes next; ``proposed`` are the amendments that wait, in the order in which to put them; ``questions``, id
    and words, those that were written down for the open point.
    """
    match meeting.state:
        case "convened":
            by_post = meeting.kind == BY_CORRESPONDENCE
            missing = "" if quorum.met or by_post else _("There is no quorum yet.")
            return Move("open-meeting", _("Open the meeting"), meeting.id, missing)
        case "suspended":
            return Move("resume", _("Resume the meeting"), meeting.id)
        case "open":
            return (
                _before_others(now, coming, proposed)
                or _of_poll(now, counts)
                or _of_coming(coming)
                or _of_undecided(now)
                or _of_amendments(now, proposed)
                or _of_text(now)
                or _of_questions(questions)
                or _of_agenda(meeting, points)
            )
        case "planned":
            return Move("", _("The meeting is not convened yet."))
    return Move("", _("The meeting is over."))


def _of_poll(now: OnNow, counts: Sequence[CountView]) -> Move | None:
    poll = now.poll
    if poll is None:
        return None
    match poll.state:
        case "prepared":
            return Move("open", _("Open the vote"), poll.id, _("The roll is frozen when the vote opens."))
        case "open":
            return Move("close", _("Close the vote"), poll.id, _("Nothing counts after the close."))
        case "closed" if poll.waits_for_lot:
            return Move("", _("The count waits for the lot."))
        case "closed" if poll.waits_for_tie == "chair":
            return Move("", _("The votes are equal. The chair has the casting vote."))
        case "closed" if poll.waits_for_tie == "lot":
            return Move("", _("The votes are equal. The lot decides."))
        case "closed":
            return Move("declare", _("Declare the result"), poll.id, _awaited(poll.method, poll.mixed, counts))
    return None


def _of_undecided(now: OnNow) -> Move | None:
    """A vote without its quorum, or equal under a rule that puts it again, is put again first."""
    poll = now.poll
    if poll is None or not poll.undecided or (poll.state == "void" and poll.reason != "no-quorum"):
        return None
    return Move("put-again", _("Put the question again"), poll.id, _("In the same way, under the same rule."))


def _of_coming(coming: OnNow | None) -> Move | None:
    """A vote that was prepared before, and waits behind a result or a point of the agenda."""
    if coming is None or coming.poll is None:
        return None
    return Move("open", _("Open vote %(number)s") % {"number": coming.poll.number}, coming.poll.id, coming.headline)


def _awaited(method: str, mixed: bool, counts: Sequence[CountView]) -> str | Promise:
    found = {(each.in_favour, each.against, each.abstaining, each.invalid) for each in counts}
    if len(found) > 1:
        return _("The tellers did not count the same. Let them count again.")
    awaited = method in COUNTED or (mixed and method != "roll-call")
    return _("No teller has entered a count yet.") if awaited and not found else ""


def _before_others(now: OnNow, coming: OnNow | None, proposed: Sequence[AmendmentView]) -> Move | None:
    """An amendment that is shown is put next; and all come before a vote on the whole that was prepared already."""
    if now.shows and now.amendment:
        return _of_amendments(now, proposed)
    held = now.poll or (coming.poll if coming else None)
    waits = held is not None and held.state == "prepared" and held.question.is_whole
    return _of_amendments(now, proposed) if waits else None


def _of_amendments(now: OnNow, proposed: Sequence[AmendmentView]) -> Move | None:
    """The amendment that is shown is put; else the next of those that wait is ruled on, or shown."""
    if now.text is None or now.text.state != "debated" or not proposed:
        return None
    shown = now.amendment.id if now.shows and now.amendment else ""
    following = next((each for each in proposed if each.id == shown), proposed[0])
    words = {"number": following.number}
    if following.state == "submitted":
        hint = _("Or turn it down, with the reason, below.")
        return Move("admit-amendment", _("Admit amendment %(number)s") % words, following.id, hint)
    if following.id == shown:
        return Move("put-amendment", _("Put the amendment"), following.id)
    return Move("show-amendment", _("Show amendment %(number)s") % words, following.id, _("On every screen."))


def _of_questions(questions: Sequence[tuple[str, str]]) -> Move | None:
    """The first of those that wait is put."""
    return Move("put-question", _("Put the next question"), *questions[0]) if questions else None


def _of_text(now: OnNow) -> Move | None:
    if now.text is None or now.item is None or now.item.resolution != now.text.id:
        return None
    match now.text.state:
        case "draft":
            return Move("table", _("Table the text"), now.text.id)
        case "tabled":
            return Move("debate", _("Open the debate on the text"), now.text.id)
        case "debated":
            label = _("Put what is kept as a whole") if now.text.lost else _("Put the text as a whole")
            return Move("put", label, now.text.id)
    return None


def _of_agenda(meeting: MeetingView, points: Sequence[ItemView]) -> Move:
    after = next((each.position for each in points if each.id == meeting.item), 0)
    waiting = [each for each in points if each.state == "pending"]
    following = next((each for each in waiting if each.position > after), None) or next(iter(waiting), None)
    if following is not None:
        return Move("open-item", _("Open point %(number)s") % {"number": following.position}, following.id)
    postponed = next((each for each in points if each.state == "postponed"), None)
    if postponed is not None:
        words = _("Open point %(number)s, which was postponed")
        return Move("open-item", words % {"number": postponed.position}, postponed.id)
    if meeting.item is not None:
        return Move("close-item", _("Close this point"), meeting.item)
    return Move(
        "close-meeting", _("Close the meeting"), meeting.id, _("What was decided stays; nothing can be put after.")
    )
