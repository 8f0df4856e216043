"""What a delegate to a meeting, or somebody nominated, must meet or should, and where it comes from.

What a body asks for every time stands with the body, and is taken over by each later meeting and nomination.
"""

from django.db import models

from plenaria.store.models.bodies import Body
from plenaria.store.models.fields import id_field, texts_field, word_field
from plenaria.store.models.meetings import Meeting
from plenaria.store.models.nominations import Nomination
from plenaria.store.models.resolutions import Clause


class Criterion(models.Model):
    """A criterion of a meeting, of one nomination, or standing with a body; required or recommended.

    What was found on it is kept with each credential, or with the nomination.
    """

    id = id_field()
    meeting = models.ForeignKey(Meeting, models.PROTECT, null=True, related_name="criteria")
    nomination = models.ForeignKey(Nomination, models.PROTECT, null=True, related_name="criteria")
    standing = models.ForeignKey(Body, models.PROTECT, null=True, related_name="standing_criteria")
    """The body that asks for it every time."""
    asked_of = word_field("both")
    """Of whom a standing one is asked: a word of ``core.criteria.ASKED_OF``."""
    position = models.PositiveSmallIntegerField()
    names = texts_field()
    required = models.BooleanField(default=True)
    source = word_field("rule")
    """Where it comes from: a word of ``core.criteria.SOURCES``."""
    clause = models.ForeignKey(Clause, models.PROTECT, null=True, related_name="+")
    """The clause that lays it down, of an earlier resolution or of the superior body's."""
    body = models.ForeignKey(Body, models.PROTECT, null=True, related_name="+")
    """The superior body that lays it down."""
    place = models.CharField(max_length=200, default="")
    """Where it is written: *Statutes, article 7*."""
    dropped = models.BooleanField(default=False)
    """Not asked for any more; what was found on it stays readable."""

    class Meta:
        app_label = "store"
        ordering = ("position",)
        constraints = (
            models.CheckConstraint(
                condition=(
                    models.Q(meeting__isnull=False, nomination=None, standing=None)
                    | models.Q(meeting=None, nomination__isnull=False, standing=None)
                    | models.Q(meeting=None, nomination=None, standing__isnull=False)
                ),
                name="criterion_of_one",
            ),
        )
