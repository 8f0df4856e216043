"""Asking owners how things stand: one digest a day by itself, and by hand whenever a secretary wants it."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from itertools import groupby
from zoneinfo import ZoneInfo

from django.conf import settings
from django.db.models import F, Q, QuerySet

from plenaria.actions import outbox, tokens
from plenaria.actions._perform import Deed, Receipt, perform
from plenaria.core.followup import SETTLED
from plenaria.core.permits import Actor, Where
from plenaria.core.refusal import Refusal, conflict, unacceptable
from plenaria.core.reminding import OVERDUE, Addressee, Digest, Habits, called_for
from plenaria.phrases import reminders as phrases
from plenaria.phrases.reminders import Asked, Foot, Late, Overseen, Step, Written, charge
from plenaria.store import models
from plenaria.store.queries import reminders as queries

MOST_OVERSEEN = 60
"""Overdue commitments that a digest names; the desk shows all."""


@dataclass(frozen=True, slots=True)
class _Called:
    """A person who is to be written to, locked, and the digest that is called for."""

    person: models.Person
    digest: Digest
    unsent: models.Digest | None


def send_digest(*, actor: Actor, at: datetime, person: str) -> Receipt | Refusal:
    """Put the digest that is called for now into the outbox, all that somebody is asked about in one mail.

    One that has not gone yet is withdrawn, and all of it is in the new one. Refused: ``person-unknown``,
    ``digest-not-due``: nothing is called for, there was one already, or the last is just being sent.
    """

    def load() -> tuple[tuple[models.Person, Addressee, models.Digest | None], Where] | Refusal:
        row = models.Person.objects.select_for_update(of=("self",)).select_related("body").filter(id=person).first()
        if row is None:
            return unacceptable("person-unknown")
        addressee = next(queries.addressees(at, person), None)
        if addressee is None:
            return conflict("digest-not-due")
        last = models.Digest.objects.select_related("mail").filter(person=row).order_by("-mail__made_at").first()
        return (row, addressee, last), Where(body=row.body_id, person=row.id)

    def decide(loaded: tuple[models.Person, Addressee, models.Digest | None]) -> _Called | Refusal:
        row, addressee, last = loaded
        digest = called_for(addressee, at)
        if digest is None or (last is not None and _in_the_way(last.mail, digest.day, at, addressee)):
            return conflict("digest-not-due")
        return _Called(row, digest, last if last is not None and last.mail.state == "queued" else None)

    def write(deed: Deed, loaded: object, called: _Called) -> str:
        return _write(called, at)

    return perform(actor=actor, verb="reminders.send", at=at, load=load, decide=decide, write=write)


def _in_the_way(mail: models.OutboxMail, day: date, at: datetime, addressee: Addressee) -> bool:
    """Whether the last digest went on that day, late as it may have been, or may be on its way this very moment."""
    if mail.state == "sent" and mail.sent_at is not None:
        return mail.sent_at.astimezone(addressee.zone).date() == day
    return mail.state == "queued" and mail.next_try_at > at


def _write(called: _Called, at: datetime) -> str:
    person, digest, unsent = called.person, called.digest, called.unsent
    habits = Habits.of(person.mailing, person.body.mailing)
    steps = list(models.Milestone.objects.filter(id__in=digest.covers))
    wanted = {*digest.covers, *(each.commitment_id for each in steps), *(unsent.commitments if unsent else ())}
    rows = [row for row in _open(wanted) if row.owner_id == person.id]
    asked = [_asked(row, person, at, [each for each in steps if each.commitment_id == row.id]) for row in rows]
    overseen = None
    if digest.oversees or (unsent is not None and unsent.oversees):
        overseen = _overseen(person, digest.day)
    if unsent is not None:
        outbox.withdraw(unsent.mail_id)
    if not asked and overseen is None:
        # It was called for by what only others answer for, and that is settled, or theirs.
        return person.id
    link = tokens.link(tokens.MAILING, person.id, person.id, at=at, language=person.language)
    letter = phrases.digest(asked, overseen, Foot(rhythm=habits.rhythm, link=link), digest.day, person.language)
    may_be_switched_off = habits.rhythm != OVERDUE and any(row.due is None or row.due >= digest.day for row in rows)
    headers = _headers(link) if may_be_switched_off else {}
    mail = _enqueue(letter, person, at, headers)
    models.Digest.objects.create(
        person=person,
        day=digest.day,
        mail_id=mail,
        commitments=[row.id for row in rows],
        oversees=overseen is not None,
    )
    _cover(digest, [row.id for row in rows])
    return person.id


def _cover(digest: Digest, asked: Sequence[str]) -> None:
    """Remember what was asked, and up to which day it is covered."""
    models.Commitment.objects.filter(id__in=asked).update(reminded_on=digest.day, unanswered=F("unanswered") + 1)
    for until in set(digest.covers.values()):
        things = [each for each, day in digest.covers.items() if day == until]
        models.Commitment.objects.filter(id__in=things).update(reminded_through=until)
        models.Milestone.objects.filter(id__in=things).update(reminded_through=until)


def _headers(link: str) -> Mapping[str, str]:
    """That reminders can be switched off by one press in the mail program (RFC 8058, which wants HTTPS)."""
    one_click = {"List-Unsubscribe-Post": "List-Unsubscribe=One-Click"} if link.startswith("https://") else {}
    return {"List-Unsubscribe": f"<{link}>", **one_click}


def remind(*, actor: Actor, at: datetime, commitments: Sequence[str]) -> Receipt | Refusal:
    """Ask the owners of these now, each in one mail about all of theirs; for a secretary who doesn't want to wait.

    Whoever was reminded of one today, by their calendar, is not asked about it again. Refused: ``commitment-unknown``
    where they belong to several bodies or nothing of it is left to ask about, ``reminded-today``.
    """

    def load() -> tuple[list[models.Commitment], Where] | Refusal:
        rows = [row for row in _open(commitments) if row.owner and row.owner.email]
        if len({row.body_id for row in rows}) != 1:
            return unacceptable("commitment-unknown")
        return rows, Where(body=rows[0].body_id)

    def decide(rows: list[models.Commitment]) -> list[models.Commitment] | Refusal:
        left = [row for row in rows if row.owner and row.reminded_on != _today(row.owner, at)]
        return left or conflict("reminded-today")

    def write(deed: Deed, rows: list[models.Commitment], left: list[models.Commitment]) -> str:
        for owner, owned in _by_owner(left):
            today = _today(owner, at)
            link = tokens.link(tokens.MAILING, owner.id, owner.id, at=at, language=owner.language)
            foot = Foot(rhythm=Habits.of(owner.mailing, owner.body.mailing).rhythm, link=link)
            asked = [_asked(row, owner, at) for row in owned]
            _enqueue(phrases.digest(asked, None, foot, today, owner.language), owner, at)
            ids = [row.id for row in owned]
            models.Commitment.objects.filter(id__in=ids).update(reminded_on=today, unanswered=F("unanswered") + 1)
            _told(ids, today)
        return str(rows[0].body_id)

    return perform(actor=actor, verb="reminders.send", at=at, load=load, decide=decide, write=write)


def tell_owners(commitments: Sequence[str], at: datetime) -> None:
    """Put one mail for each owner of these into the outbox: what they answer for; inside the action that says so.

    Whoever was told on a day is not reminded on it, nor of the days before.
    """
    rows = models.Commitment.objects.select_related("owner__body", "clause__resolution").filter(id__in=commitments)
    charged = [row for row in rows.order_by("clause__position", "due") if row.owner and row.owner.email]
    for owner, owned in _by_owner(charged):
        today = _today(owner, at)
        _enqueue(charge([_asked(row, owner, at) for row in owned], today, owner.language), owner, at)
        _told([row.id for row in owned], today)


def _told(commitments: Sequence[str], today: date) -> None:
    before = Q(reminded_through=None) | Q(reminded_through__lt=today)
    models.Commitment.objects.filter(before, id__in=commitments).update(reminded_through=today)


def _by_owner(rows: Iterable[models.Commitment]) -> Iterable[tuple[models.Person, list[models.Commitment]]]:
    owned: dict[str, tuple[models.Person, list[models.Commitment]]] = {}
    for row in rows:
        if row.owner is not None:
            owned.setdefault(row.owner.id, (row.owner, []))[1].append(row)
    return owned.values()


def _open(commitments: Iterable[str]) -> "QuerySet[models.Commitment]":
    rows = models.Commitment.objects.select_for_update(of=("self",)).select_related("owner__body", "clause__resolution")
    rows = rows.filter(id__in=list(commitments), confirmed=True).exclude(state__in=SETTLED)
    return rows.order_by("due", "clause__position", "id")


def _asked(row: models.Commitment, owner: models.Person, at: datetime, steps: Sequence[models.Milestone] = ()) -> Asked:
    return Asked(
        clause=row.clause.number,
        number=row.clause.resolution.number,
        words=_in(row.summaries, owner.language),
        due=row.due,
        link=tokens.link(tokens.UPDATE, row.id, owner.id, at=at, language=owner.language),
        steps=tuple(Step(words=_in(each.names, owner.language), due=each.due) for each in steps if each.due),
        unanswered=row.unanswered,
    )


def _overseen(person: models.Person, today: date) -> Overseen | None:
    """What is overdue where they are secretary; nothing where all of it is their own."""
    found, count = queries.overseen_by(person.id, today, MOST_OVERSEEN)
    if not found:
        return None
    owners = [
        (
            name,
            tuple(
                Late(clause=each.clause, number=each.number, due=each.due, unanswered=each.unanswered) for each in late
            ),
        )
        for name, late in groupby(found, lambda each: _in(each.owner_names, person.language))
    ]
    return Overseen(owners=tuple(owners), count=count, link=f"{settings.BASE_URL}/{person.language}/desk/")


def _enqueue(letter: Written, person: models.Person, at: datetime, headers: Mapping[str, str] | None = None) -> str:
    mail = outbox.Mail(
        recipient=person.email,
        subject=letter.subject,
        text=letter.text,
        html=letter.html,
        headers=headers or {},
        person=person.id,
    )
    return outbox.enqueue(mail, at)


def _in(texts: Mapping[str, str], language: str) -> str:
    return texts.get(language) or next(iter(texts.values()), "")


def _today(person: models.Person, at: datetime) -> date:
    return at.astimezone(ZoneInfo(person.timezone)).date()
