"""What a delegate to a meeting must meet, or should, and where it comes from."""

from django.db import models

from plenaria.store.models.bodies import Body
from plenaria.store.models.fields import id_field, texts_field, word_field
from plenaria.store.models.meetings import Meeting
from plenaria.store.models.resolutions import Clause


class Criterion(models.Model):
    """A criterion of a meeting, required or recommended; what was found on it is kept with each credential."""

    id = id_field()
    meeting = models.ForeignKey(Meeting, models.PROTECT, related_name="criteria")
    position = models.PositiveSmallIntegerField()
    names = texts_field()
    required = models.BooleanField(default=True)
    source = word_field("rule")
    """Where it comes from: a word of ``core.criteria.SOURCES``."""
    clause = models.ForeignKey(Clause, models.PROTECT, null=True, related_name="+")
    """The clause of an earlier resolution that lays it down."""
    body = models.ForeignKey(Body, models.PROTECT, null=True, related_name="+")
    """The superior body that lays it down."""
    place = models.CharField(max_length=200, default="")
    """Where it is written: *Statutes, article 7*."""
    dropped = models.BooleanField(default=False)
    """Not asked for any more; what was found on it stays readable."""

    class Meta:
        app_label = "store"
        ordering = ("position",)
