"""Amendments: each a proposed change of one place in a text, from whom it came, and what became of it."""

from django.db import models

from plenaria.store.models.fields import id_field, texts_field, word_field
from plenaria.store.models.meetings import Credential
from plenaria.store.models.resolutions import Clause, Resolution


class Amendment(models.Model):
    """A proposed change of one place; ``number`` counts those of its resolution (*amendment 3*)."""

    id = id_field()
    resolution = models.ForeignKey(Resolution, models.PROTECT, related_name="amendments")
    number = models.PositiveSmallIntegerField()
    kind = word_field()
    """A word of ``core.text.amendment.KINDS``."""
    clause = models.ForeignKey(Clause, models.PROTECT, null=True, related_name="amendments")
    """The clause that it changes; of an insertion the one before it. Empty for the very beginning."""
    behind = models.ForeignKey(Clause, models.PROTECT, null=True, related_name="+")
    """Of a move: the clause behind which it goes; empty for the very beginning."""
    words = texts_field()
    """The words that the place is to have, in each language in which they were given."""
    language = models.CharField(max_length=8)
    """The language in which it was proposed."""
    base = models.JSONField(default=dict)
    """Language → SHA-256 of the version of the text that it was written on."""
    proposer = models.ForeignKey(Credential, models.PROTECT, null=True, related_name="amendments")
    """The seat that proposes it; empty where the body's own drafters do."""
    note = models.TextField(default="")
    """The proposer's reasons, in their own words."""
    state = word_field("submitted")
    """A state of ``core.amendments.AMENDMENT``."""
    ruling = models.TextField(default="")
    """Why it was not admitted or has lapsed: words of a person, or a code of ``core.amendments.RULINGS``."""
    displaced_by = models.ForeignKey("self", models.PROTECT, null=True, related_name="+")
    """The amendment whose adoption changed its place."""
    made = models.ForeignKey(Clause, models.PROTECT, null=True, related_name="+")
    """The clause that an adopted insertion has made."""
    place = models.CharField(max_length=20, default="")
    """The number of its clause when something became of it; until then it is read in the text."""
    submitted_at = models.DateTimeField()
    decided_at = models.DateTimeField(null=True)
    decided_in = models.ForeignKey("store.Poll", models.PROTECT, null=True, related_name="+")

    class Meta:
        app_label = "store"
        ordering = ("number",)
        constraints = (models.UniqueConstraint(fields=("resolution", "number"), name="amendment_number"),)
