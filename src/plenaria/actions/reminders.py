"""Asking an owner how things stand."""

from collections.abc import Sequence
from datetime import date, datetime

from django.db.models import F, QuerySet

from plenaria.actions import tokens
from plenaria.actions._perform import Deed, Receipt, perform
from plenaria.actions.outbox import Mail, enqueue
from plenaria.core.followup import SETTLED
from plenaria.core.permits import Actor, Where
from plenaria.core.refusal import Refusal, unacceptable
from plenaria.phrases.letters import as_html
from plenaria.phrases.reminders import Asked, charge, reminder
from plenaria.store import models


def remind(*, actor: Actor, at: datetime, today: date, commitments: Sequence[str]) -> Receipt | Refusal:
    """Put one mail into the outbox that asks an owner about all of these, each with the link of its one tap.

    ``today`` is the day where the owner is; whoever was reminded on it is not asked again. Refused:
    ``commitment-unknown`` where nothing of it is left to ask about, or they have several owners.
    """

    def load() -> tuple[list[models.Commitment], Where] | Refusal:
        rows = list(_open(commitments).exclude(reminded_on=today).order_by("due", "id"))
        if len({(row.owner_id, row.body_id) for row in rows}) != 1:
            return unacceptable("commitment-unknown")
        return rows, Where(body=rows[0].body_id, person=rows[0].owner_id)

    def write(deed: Deed, rows: list[models.Commitment], decision: bool) -> str:
        owner = rows[0].owner
        assert owner is not None
        letter = reminder([_asked(row, owner, at) for row in rows], today, owner.language)
        models.Commitment.objects.filter(id__in=[row.id for row in rows]).update(
            reminded_on=today, unanswered=F("unanswered") + 1
        )
        html = as_html(letter.text, owner.language)
        return enqueue(Mail(recipient=owner.email, subject=letter.subject, text=letter.text, html=html), at)

    return perform(actor=actor, verb="reminders.send", at=at, load=load, decide=lambda _: True, write=write)


def tell_owners(commitments: Sequence[str], at: datetime) -> None:
    """Put one mail for each owner of these into the outbox: what they answer for; inside the action that says so."""
    rows = models.Commitment.objects.select_related("owner", "clause__resolution").filter(id__in=commitments)
    charged: dict[str, list[models.Commitment]] = {}
    for row in rows.order_by("clause__position", "due"):
        if row.owner is not None and row.owner.email:
            charged.setdefault(row.owner.id, []).append(row)
    for owned in charged.values():
        owner = owned[0].owner
        assert owner is not None
        letter = charge([_asked(row, owner, at) for row in owned], at.date(), owner.language)
        html = as_html(letter.text, owner.language)
        enqueue(Mail(recipient=owner.email, subject=letter.subject, text=letter.text, html=html), at)


def _open(commitments: Sequence[str]) -> "QuerySet[models.Commitment]":
    rows = models.Commitment.objects.select_for_update(of=("self",)).select_related("owner", "clause__resolution")
    return rows.filter(id__in=commitments, confirmed=True, due__isnull=False).exclude(state__in=SETTLED)


def _asked(row: models.Commitment, owner: models.Person, at: datetime) -> Asked:
    words = row.summaries.get(owner.language) or next(iter(row.summaries.values()), "")
    return Asked(
        clause=row.clause.number,
        number=row.clause.resolution.number,
        words=words,
        due=row.due,
        link=tokens.link(tokens.UPDATE, row.id, owner.id, at=at, language=owner.language),
    )
