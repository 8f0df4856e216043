"""The mails of a vote by correspondence: when it opens, to who has not voted, and its result.

1. Which mails a seat needs no more is written in its row of the roll, in the transaction that puts the mail into the
   outbox: none is made twice, and none is lost, whoever is killed in between.
2. Whoever holds the mandate of another is written to for both; whoever has given theirs away hears only the result.
3. A mail never says what was voted.
"""

from collections.abc import Sequence
from datetime import datetime

from django.conf import settings
from django.db.models import Q, QuerySet

from plenaria.actions._perform import Deed, Receipt
from plenaria.actions._poll import on_poll
from plenaria.actions.outbox import Mail, enqueue
from plenaria.actions.seat_links import mail_link, seat_of
from plenaria.core.journal.entry import read
from plenaria.core.mailings import RESULT, called_for
from plenaria.core.permits import Actor
from plenaria.core.refusal import Refusal, conflict
from plenaria.core.voting.decision import Decision
from plenaria.core.voting.elections.count import Count
from plenaria.phrases import amendments, elections, mailings, results
from plenaria.phrases.letters import Letter, as_html
from plenaria.store import models
from plenaria.store.models.fields import new_id
from plenaria.store.queries.putting import text_on_table

AT_ONCE = 4
"""Seats in one transaction: nothing holds the writer for long, and the votes of this poll wait meanwhile."""


def tell_open(*, actor: Actor, at: datetime, poll: str) -> Receipt | Refusal:
    """Write to the next few seats of an open vote that have to hear of it by now. Refused: ``nobody-to-tell``."""

    def lawful(row: models.Poll) -> list[models.RollSeat] | Refusal:
        if row.state != "open" or row.closes_at is None or at >= row.closes_at:
            return conflict("nobody-to-tell")
        return _next(row, _called_for(row, at)) or conflict("nobody-to-tell")

    def write(deed: Deed, row: models.Poll, seats: Sequence[models.RollSeat]) -> str:
        due = _called_for(row, at)
        reason = _reason(row, due)
        waiting = _waited_for(row, [each.credential_id for each in seats])
        for seat in seats:
            if seat.credential_id in waiting and seat.credential.person.email:
                _write(row, seat, at, reason)
        _mark(seats, due)
        return row.id

    return on_poll(actor, at, poll, "polls.tell", lawful, write)


def tell_result(*, actor: Actor, at: datetime, poll: str) -> Receipt | Refusal:
    """Send the result to the next few seats of the roll, where the body wants it. Refused: ``nobody-to-tell``."""

    def lawful(row: models.Poll) -> list[models.RollSeat] | Refusal:
        wanted = row.result_mailed and row.state in ("declared", "void")
        return (wanted and _next(row, RESULT)) or conflict("nobody-to-tell")

    def write(deed: Deed, row: models.Poll, seats: Sequence[models.RollSeat]) -> str:
        for seat in seats:
            person = seat.credential.person
            if person.email:
                said = _decided(row, person.language)
                letter = mailings.result(
                    seat_of(seat.credential, ""), _vote(row, person.language), person.language, sentence=said
                )
                html = as_html(letter.text, person.language)
                enqueue(Mail(recipient=person.email, subject=letter.subject, text=letter.text, html=html), at)
        _mark(seats, RESULT)
        return row.id

    return on_poll(actor, at, poll, "polls.tell", lawful, write)


def _next(row: models.Poll, due: int) -> list[models.RollSeat]:
    seats = row.roll.select_related("credential__person", "credential__meeting__body").filter(told__lt=due)
    return list(seats.order_by("id")[:AT_ONCE])


def _called_for(row: models.Poll, at: datetime) -> int:
    return called_for([datetime.fromisoformat(each) for each in row.remind_at], at)


def _mark(seats: Sequence[models.RollSeat], told: int) -> None:
    models.RollSeat.objects.filter(id__in=[each.id for each in seats]).update(told=told)


def _waited_for(row: models.Poll, seats: Sequence[str]) -> set[str]:
    """Which of these seats have to vote yet: for themselves, unless another votes for them, or for another."""
    mine = row.roll.filter(Q(credential_id__in=seats, held_by=None) | Q(held_by_id__in=seats))
    asked = dict(mine.values_list("credential_id", "held_by_id"))
    voted = set(_of(row.votes.filter(current=True), asked)) | set(_of(row.has_voted.all(), asked))
    return {holder or seat for seat, holder in asked.items() if seat not in voted}


def _of(rows: "QuerySet[models.Vote] | QuerySet[models.HasVoted]", seats: Sequence[str] | dict[str, str]) -> list[str]:
    return list(rows.filter(credential_id__in=list(seats)).values_list("credential_id", flat=True))


def _write(row: models.Poll, seat: models.RollSeat, at: datetime, reason: str) -> None:
    language, name = seat.credential.person.language, new_id()
    whose, vote = seat_of(seat.credential, name), _vote(row, language)
    letter: Letter
    if seat.told == 0:
        letter = mailings.opened(whose, vote, language)
    elif reason:
        letter = mailings.extended(whose, vote, language, reason=reason)
    else:
        letter = mailings.reminder(whose, vote, language)
    mail_link(seat.credential, letter, name, at)


def _reason(row: models.Poll, due: int) -> str:
    """Why there is more time, where the mail that is due is the one that says so."""
    point = row.remind_at[due - 2] if due >= 2 else ""
    given = models.Leaf.objects.filter(subject=row.id, kind="poll-extended").order_by("-index")
    entries = (read(bytes(data)) for data in given.values_list("data", flat=True))
    return next((str(each.data["reason"]) for each in entries if each.at == point), "")


def _vote(row: models.Poll, language: str) -> mailings.Vote:
    assert row.closes_at is not None
    page = f"{settings.BASE_URL}/{language}/hall/{row.meeting_id}/correspondence?poll={row.id}"
    return mailings.Vote(
        number=row.number, question=_question(row.question, language), closes_at=row.closes_at, page=page
    )


def _question(question: models.Question, language: str) -> str:
    """What is put, as a mail names it: the words of the question, or the title of the text and the clause."""
    titles: dict[str, str] = question.titles
    if any(titles.values()):
        return titles.get(language) or next(each for each in titles.values() if each)
    text = text_on_table(question.resolution_id, [language]) if question.resolution_id else None
    title = text.text.title if text else ""
    if question.amendment is not None:
        proposed, place = question.amendment, question.amendment.clause
        named = amendments.title(proposed.number, proposed.kind, place.number if place else "", language)
        return f"{title}. {named}"
    return f"{title}, {question.clause.number}" if question.clause else title


def _decided(row: models.Poll, language: str) -> str:
    """The sentence of the result."""
    if row.count is not None:
        return elections.sentence(Count.from_data(row.count), language)
    if row.decision is not None:
        return results.sentence(Decision.from_data(row.decision), language)
    return mailings.void(row.reason, language)
