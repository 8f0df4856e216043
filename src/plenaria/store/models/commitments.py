"""What clauses oblige, who answers for it, and what was reported."""

from django.db import models

from plenaria.store.models.bodies import Body, Person
from plenaria.store.models.fields import id_field, texts_field, word_field
from plenaria.store.models.resolutions import Clause


class Commitment(models.Model):
    """One thing to do for a clause, with one accountable owner; a recurring one has a row for each period."""

    id = id_field()
    clause = models.ForeignKey(Clause, models.PROTECT, related_name="commitments")
    body = models.ForeignKey(Body, models.PROTECT, related_name="commitments")
    summaries = texts_field()
    kind = word_field()
    owner = models.ForeignKey(Person, models.PROTECT, null=True, related_name="commitments")
    owner_role = word_field("", blank=True)
    helpers = models.JSONField(default=list)
    parties = models.JSONField(default=list)
    start = models.DateField(null=True)
    due = models.DateField(null=True)
    recurrence = word_field("none")
    """none or yearly."""
    state = word_field("no-word")
    confirmed = models.BooleanField(default=False)
    visibility = word_field("public")
    """public, members or owners."""
    reminded_on = models.DateField(null=True)
    """The day of the last reminder, by the owner's calendar."""

    class Meta:
        app_label = "store"


class Update(models.Model):
    """What an owner reported: a state, and a sentence if they wish."""

    id = id_field()
    commitment = models.ForeignKey(Commitment, models.PROTECT, related_name="updates")
    state = word_field()
    sentence = models.TextField(default="")
    language = models.CharField(max_length=8, default="en")
    link = models.URLField(max_length=500, default="")
    person = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")
    at = models.DateTimeField()

    class Meta:
        app_label = "store"
        ordering = ("at",)
