"""Whoever leaves an office leaves to their successor what they answered for in it."""

from datetime import date, datetime

from django.db.models import Exists, F, OuterRef, Q, QuerySet

from plenaria.actions._perform import Deed, Receipt, perform
from plenaria.actions.reminders import tell_owners
from plenaria.core.followup import SETTLED, Holder, heir
from plenaria.core.permits import Actor, Where
from plenaria.core.refusal import Refusal
from plenaria.store import models


def bodies_to_settle(today: date) -> tuple[str, ...]:
    """The bodies in which somebody answers for something in an office that is no longer theirs."""
    return tuple(_left(today).order_by().values_list("body_id", flat=True).distinct())


def inherit(*, actor: Actor, at: datetime, body: str) -> Receipt | Refusal:
    """Hand on, in a body, every open commitment whose owner no longer holds the office in which it was given to them.

    Where it is not plain who follows (``core.followup.heir``) it stays where it is, and the board says so. The new
    owners are told by mail.
    """
    today = at.date()

    def load() -> tuple[list[models.Commitment], Where]:
        rows = _left(today).filter(body_id=body).select_for_update(of=("self",))
        return list(rows.order_by("due", "id")), Where(body=body)

    def write(deed: Deed, rows: list[models.Commitment], decision: bool) -> str:
        handed = []
        for row in rows:
            to = _heir(row, today)
            if to is None or to == row.owner_id:
                continue
            deed.record("commitment-inherited", row.id, former=row.owner_id or "", owner=to, role=row.owner_role)
            row.owner_id = to
            row.save(update_fields=("owner",))
            handed.append(row.id)
        tell_owners(handed, at)
        return body

    return perform(actor=actor, verb="commitments.inherit", at=at, load=load, decide=lambda _: True, write=write)


def _heir(row: models.Commitment, today: date) -> str | None:
    memberships = models.Membership.objects.filter(body_id=row.body_id, role=row.owner_role)
    holders = [Holder(each.person_id, each.title) for each in memberships.filter(_held_on(today)).order_by("id")]
    last = memberships.filter(person_id=row.owner_id).order_by(F("until").desc(nulls_last=True), "id").first()
    return heir(last.title if last else {}, holders)


def _left(today: date) -> QuerySet[models.Commitment]:
    """The open commitments of those who no longer hold the office."""
    held = models.Membership.objects.filter(
        _held_on(today), person_id=OuterRef("owner_id"), body_id=OuterRef("body_id"), role=OuterRef("owner_role")
    )
    rows = models.Commitment.objects.filter(confirmed=True, owner__isnull=False).exclude(owner_role="")
    return rows.exclude(state__in=SETTLED).filter(~Exists(held))


def _held_on(today: date) -> Q:
    return (Q(since=None) | Q(since__lte=today)) & (Q(until=None) | Q(until__gte=today))
