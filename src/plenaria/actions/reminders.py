"""Asking owners how things stand: one digest a day by itself, and by hand whenever a secretary wants it."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from itertools import groupby
from zoneinfo import ZoneInfo

from django.conf import settings
from django.db.models import F, OuterRef, Q, QuerySet, Subquery

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


@dataclass(frozen=True, slots=True)
class _Letter:
    """A digest that is written, and the commitments that it asks about."""

    called: _Called
    mail: outbox.Mail
    asked: tuple[str, ...]
    oversees: bool


def send_digests(*, actor: Actor, at: datetime, people: Collection[str]) -> tuple[str, ...] | Refusal:
    """Put the digests that are called for now into the outbox, each all that somebody is asked about in one mail.

    One that has not gone yet is withdrawn, and all of it is in the new one. It is one transaction, with a few
    statements for all of them; returns to whom they are. Refused: ``digest-not-due``: nothing is called for, there was
    one already, or the last is just being sent.
    """
    written: list[str] = []

    def load() -> tuple[list[tuple[models.Person, Addressee, models.Digest | None]], Where]:
        rows = list(_locked(people))
        known = {each.person: each for each in queries.addressees(at, [row.id for row in rows])}
        lasts = _lasts(rows)
        return [(row, known[row.id], lasts.get(row.id)) for row in rows if row.id in known], Where()

    def decide(loaded: list[tuple[models.Person, Addressee, models.Digest | None]]) -> list[_Called] | Refusal:
        called = [each for each in (_call(*some, at) for some in loaded) if each is not None]
        return called or conflict("digest-not-due")

    def write(deed: Deed, loaded: object, called: list[_Called]) -> str:
        written.extend(_send(called, at, overseen))
        return ""

    # Read before the lock: finding what others left undone takes longer than a vote may wait.
    overseen = _overseen_of(at, people)
    done = perform(actor=actor, verb="reminders.send", at=at, load=load, decide=decide, write=write)
    return done if isinstance(done, Refusal) else tuple(written)


def _locked(people: Collection[str]) -> QuerySet[models.Person]:
    """Always in the same order, so that two that ask at once wait for each other."""
    rows = models.Person.objects.select_for_update(of=("self",)).select_related("body")
    return rows.filter(id__in=people).order_by("id").only(*_WRITTEN_TO)


def _lasts(people: Iterable[models.Person]) -> dict[str, models.Digest]:
    """Person → their last digest."""
    last = models.Digest.objects.filter(person=OuterRef("person")).order_by("-mail__made_at").values("id")[:1]
    rows = models.Digest.objects.select_related("mail").filter(person__in=people, id=Subquery(last))
    return {row.person_id: row for row in rows}


def _call(person: models.Person, addressee: Addressee, last: models.Digest | None, at: datetime) -> _Called | None:
    digest = called_for(addressee, at)
    if digest is None or (last is not None and _in_the_way(last.mail, digest.day, at, addressee)):
        return None
    return _Called(person, digest, last if last is not None and last.mail.state == "queued" else None)


def _in_the_way(mail: models.OutboxMail, day: date, at: datetime, addressee: Addressee) -> bool:
    """Whether the last digest went on that day, late as it may have been, or may be on its way this very moment."""
    if mail.state == "sent" and mail.sent_at is not None:
        return mail.sent_at.astimezone(addressee.zone).date() == day
    return mail.state == "queued" and mail.next_try_at > at


def _send(
    called: Sequence[_Called], at: datetime, overseen: Mapping[tuple[str, date], Overseen | None]
) -> Iterable[str]:
    """Write them, put them into the outbox, and remember what was asked; to whom that is."""
    things = {each for one in called for each in one.digest.covers}
    steps = list(models.Milestone.objects.filter(id__in=things))
    again = {each for one in called if one.unsent for each in one.unsent.commitments}
    rows = list(_open({*things, *(each.commitment_id for each in steps), *again}))
    letters = [each for each in (_letter(one, rows, steps, at, overseen) for one in called) if each is not None]
    outbox.withdraw([each.unsent.mail_id for each in called if each.unsent])
    mails = outbox.enqueue_all((each.mail for each in letters), at)
    models.Digest.objects.bulk_create(
        models.Digest(
            person=each.called.person,
            day=each.called.digest.day,
            mail_id=mail,
            commitments=list(each.asked),
            oversees=each.oversees,
        )
        for each, mail in zip(letters, mails, strict=True)
    )
    _cover(letters)
    return [each.called.person.id for each in letters]


def _letter(
    called: _Called,
    rows: Sequence[models.Commitment],
    steps: Sequence[models.Milestone],
    at: datetime,
    known_overseen: Mapping[tuple[str, date], Overseen | None],
) -> _Letter | None:
    """The digest of one of them; nothing where it was called for by what only others answer for, and that is settled,
    or theirs."""
    person, digest, unsent = called.person, called.digest, called.unsent
    habits = Habits.of(person.mailing, person.body.mailing)
    wanted = {*digest.covers, *(unsent.commitments if unsent else ())}
    wanted |= {each.commitment_id for each in steps if each.id in digest.covers}
    mine = [row for row in rows if row.owner_id == person.id and row.id in wanted]
    known = [each for each in steps if each.id in digest.covers]
    asked = [_asked(row, person, at, [each for each in known if each.commitment_id == row.id]) for row in mine]
    overseen = None
    if digest.oversees or (unsent is not None and unsent.oversees):
        key = (person.id, digest.day)
        overseen = known_overseen[key] if key in known_overseen else _overseen(person, digest.day)
    if not asked and overseen is None:
        return None
    link = tokens.link(tokens.MAILING, person.id, person.id, at=at, language=person.language)
    written = phrases.digest(asked, overseen, Foot(rhythm=habits.rhythm, link=link), digest.day, person.language)
    may_be_switched_off = habits.rhythm != OVERDUE and any(row.due is None or row.due >= digest.day for row in mine)
    mail = _mail(written, person, _headers(link) if may_be_switched_off else {})
    return _Letter(called, mail, tuple(row.id for row in mine), overseen is not None)


def _cover(letters: Sequence[_Letter]) -> None:
    """Remember what was asked, and up to which day it is covered."""
    asked: defaultdict[date, list[str]] = defaultdict(list)
    covered: defaultdict[date, list[str]] = defaultdict(list)
    for each in letters:
        asked[each.called.digest.day] += each.asked
        for thing, until in each.called.digest.covers.items():
            covered[until].append(thing)
    for day, ids in asked.items():
        models.Commitment.objects.filter(id__in=ids).update(reminded_on=day, unanswered=F("unanswered") + 1)
    for until, ids in covered.items():
        models.Commitment.objects.filter(id__in=ids).update(reminded_through=until)
        models.Milestone.objects.filter(id__in=ids).update(reminded_through=until)


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
    return rows.order_by("due", "clause__position", "id").only(*_ASKED, *(f"owner__{each}" for each in _WRITTEN_TO))


_ASKED = ("body", "summaries", "due", "unanswered", "reminded_on", "clause__number", "clause__resolution__number")
_WRITTEN_TO = ("email", "language", "timezone", "mailing", "body__mailing")
"""What a letter is made of: the rest of these rows, most of it JSON, would take longer to read than it to write."""


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


def _overseen_of(at: datetime, people: Collection[str]) -> dict[tuple[str, date], Overseen | None]:
    """Person and day → what they oversee, of those whose digest says it."""
    keepers = queries.who_oversee(people, at.date())
    called = [(each.person, called_for(each, at)) for each in queries.addressees(at, keepers)]
    days = {person: digest.day for person, digest in called if digest is not None and digest.oversees}
    rows = models.Person.objects.filter(id__in=days)
    return {(row.id, days[row.id]): _overseen(row, days[row.id]) for row in rows}


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


def _enqueue(letter: Written, person: models.Person, at: datetime) -> str:
    return outbox.enqueue(_mail(letter, person), at)


def _mail(letter: Written, person: models.Person, headers: Mapping[str, str] | None = None) -> outbox.Mail:
    return outbox.Mail(
        recipient=person.email,
        subject=letter.subject,
        text=letter.text,
        html=letter.html,
        headers=headers or {},
        person=person.id,
    )


def _in(texts: Mapping[str, str], language: str) -> str:
    return texts.get(language) or next(iter(texts.values()), "")


def _today(person: models.Person, at: datetime) -> date:
    return at.astimezone(ZoneInfo(person.timezone)).date()
