"""An owner says that somebody else does it: a note to the secretary, who decides; until then it stays with them."""

from datetime import date, datetime

from django.conf import settings
from django.db.models import Q

from plenaria.actions import outbox
from plenaria.actions._perform import Deed, Receipt, perform
from plenaria.actions.commitments import LONGEST_SENTENCE
from plenaria.core.followup import SETTLED
from plenaria.core.permits import Actor, Where
from plenaria.core.refusal import Refusal, conflict, unacceptable
from plenaria.phrases.reminders import Asked, handing_over
from plenaria.store import models


def propose_handing_over(*, actor: Actor, at: datetime, commitment: str, words: str) -> Receipt | Refusal:
    """Note who else does it, in the owner's ``words``, and tell the secretaries of the body by mail.

    The note is gone once the owner is another, or something is reported. Refused: ``commitment-unknown``,
    ``hand-over-words-missing``, ``sentence-too-long`` (limit), ``plan-not-confirmed``.
    """
    said = words.strip()

    def load() -> tuple[models.Commitment, Where] | Refusal:
        rows = models.Commitment.objects.select_for_update(of=("self",)).select_related("clause__resolution", "owner")
        row = rows.filter(id=commitment).first()
        return (row, Where(body=row.body_id, person=row.owner_id)) if row else unacceptable("commitment-unknown")

    def decide(row: models.Commitment) -> models.Person | Refusal:
        if not row.confirmed or row.state in SETTLED or row.owner is None:
            return conflict("plan-not-confirmed")
        if len(said) > LONGEST_SENTENCE:
            return unacceptable("sentence-too-long", limit=LONGEST_SENTENCE)
        return row.owner if said else unacceptable("hand-over-words-missing")

    def write(deed: Deed, row: models.Commitment, owner: models.Person) -> str:
        row.hand_over, row.hand_over_by, row.unanswered = said, owner, 0
        row.save(update_fields=("hand_over", "hand_over_by", "unanswered"))
        for secretary in _secretaries(row.body_id, at.date()):
            _tell(secretary, owner, row, said, at)
        deed.meeting = row.clause.resolution.meeting_id or ""
        deed.record("handing-over-proposed", row.id, {"words": said}, owner=owner.id)
        return row.id

    return perform(actor=actor, verb="commitments.update", at=at, load=load, decide=decide, write=write)


def _tell(secretary: models.Person, owner: models.Person, row: models.Commitment, said: str, at: datetime) -> None:
    language = secretary.language
    asked = Asked(
        clause=row.clause.number,
        number=row.clause.resolution.number,
        words=row.summaries.get(language) or next(iter(row.summaries.values()), ""),
        due=row.due,
        link=f"{settings.BASE_URL}/{language}/desk/commitments/{row.id}",
    )
    name = owner.names.get(language) or next(iter(owner.names.values()), "")
    letter = handing_over(asked, name, said, language)
    mail = outbox.Mail(
        recipient=secretary.email, subject=letter.subject, text=letter.text, html=letter.html, person=secretary.id
    )
    outbox.enqueue(mail, at)


def _secretaries(body: str, today: date) -> list[models.Person]:
    held = models.Membership.objects.filter(
        Q(since=None) | Q(since__lte=today), Q(until=None) | Q(until__gte=today), role="secretary", body=body
    )
    return list(models.Person.objects.filter(memberships__in=held).exclude(email="").distinct())
