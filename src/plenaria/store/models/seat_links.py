"""The links that open a seat from a mail: badges of their own kind, for who is not at the door."""

from django.db import models

from plenaria.store.models.correspondence import OutboxMail
from plenaria.store.models.fields import id_field
from plenaria.store.models.meetings import Credential


class SeatLink(models.Model):
    """One mail's link to one seat. Its token is signed over the id and kept nowhere (``actions.seat_links``).

    It opens the seat once; a badge that is issued anew, and a seat that is withdrawn, end it.
    """

    id = id_field()
    credential = models.ForeignKey(Credential, models.PROTECT, related_name="links")
    mail = models.ForeignKey(OutboxMail, models.PROTECT, null=True, related_name="+")
    made_at = models.DateTimeField()
    used_at = models.DateTimeField(null=True)
    ended_at = models.DateTimeField(null=True)

    class Meta:
        app_label = "store"
