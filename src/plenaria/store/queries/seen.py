"""The commitments that somebody may see, as a condition of a query; ``core.visibility`` says who sees what."""

from collections.abc import Collection

from django.db.models import Q, TextField
from django.db.models.functions import Cast
from django.db.models.lookups import Contains

from plenaria.core.resolutions import IN_REGISTER
from plenaria.core.visibility import Eyes
from plenaria.store import models


def seen(eyes: Eyes, bodies: Collection[str] | None = None) -> Q:
    """Of rows of ``Commitment``; where it is known that they are all of these bodies, less has to be asked."""
    known = None if bodies is None else frozenset(bodies)
    if known is not None and known <= eyes.keeps:
        return Q()
    found = Q(visibility="public", clause__resolution__state__in=IN_REGISTER)
    keeps, members = (each if known is None else each & known for each in (eyes.keeps, eyes.member_of))
    if keeps:
        found |= Q(body__in=keeps)
    if members:
        # Nothing of their own body's is hidden from members for not being published yet.
        found |= Q(body__in=members, visibility__in=("public", "members"))
    return found | Q(owner=eyes.person) | helping(eyes.person) if eyes.person else found


def is_seen(commitment: str, eyes: Eyes) -> bool:
    """Whether they may see that commitment of a confirmed plan."""
    return models.Commitment.objects.filter(seen(eyes), id=commitment, confirmed=True).exists()


def helps(commitment: str, person: str) -> bool:
    """Whether somebody is a helper with it."""
    helpers = models.Commitment.objects.filter(id=commitment).values_list("helpers", flat=True).first()
    return person in (helpers or ())


def helping(person: str) -> Q:
    """With which somebody helps."""
    # An id stands in no other: helpers are looked for in the list as it is written.
    return Q(Contains(Cast("helpers", TextField()), person))
