"""The digests that went out, so that nobody gets two on a day."""

from django.db import models

from plenaria.store.models.bodies import Person
from plenaria.store.models.correspondence import OutboxMail
from plenaria.store.models.fields import id_field


class Digest(models.Model):
    """That a person was reminded on a day of their calendar, all in one mail."""

    id = id_field()
    person = models.ForeignKey(Person, models.PROTECT, related_name="digests")
    day = models.DateField()
    mail = models.ForeignKey(OutboxMail, models.PROTECT, related_name="+")
    commitments = models.JSONField(default=list)
    """Ids of what it asks about: should it not have gone when the next is made, that one asks about them."""
    oversees = models.BooleanField(default=False)
    """Whether it lists what is overdue in the bodies whose secretary they are."""

    class Meta:
        app_label = "store"
        constraints = (models.UniqueConstraint(fields=("person", "day"), name="one_digest_a_day"),)
