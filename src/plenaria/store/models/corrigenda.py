"""Corrigenda: what stood in a sealed text and what it should read. Both stay as they are, side by side."""

from django.db import models

from plenaria.store.models.fields import id_field, texts_field, word_field
from plenaria.store.models.polls import Poll
from plenaria.store.models.resolutions import Resolution, StoredFile


class Corrigendum(models.Model):
    """One corrigendum of a resolution; ``number`` counts those of one resolution and is given when it is prepared."""

    id = id_field()
    resolution = models.ForeignKey(Resolution, models.PROTECT, related_name="corrigenda")
    number = models.PositiveSmallIntegerField()
    state = word_field("draft")
    """A word of core.corrigenda.STATES."""
    corrections = models.JSONField(default=list)
    """Of each: language, place, stood, reads (core.corrigenda.Correction)."""
    reasons = texts_field()
    poll = models.ForeignKey(Poll, models.PROTECT, null=True, related_name="+")
    """Which decided it; empty where it was decided by office."""
    office = word_field("", blank=True)
    """The office that decided it, where that may; empty where a poll did."""
    on = models.DateField()
    """The day on which it was decided."""
    made_at = models.DateTimeField()
    texts = models.JSONField(default=dict)
    """Language → its own text as it was issued (core.text.canonical)."""
    text_sha256 = models.JSONField(default=dict)
    """Language → SHA-256 of the canonical bytes of its own text, once it is sealed."""
    bundle = models.ForeignKey(StoredFile, models.PROTECT, null=True, related_name="+")
    manifest_sha256 = models.CharField(max_length=64, default="")
    key = models.CharField(max_length=100, default="")
    checkpoint_size = models.BigIntegerField(default=0)
    sealed_at = models.DateTimeField(null=True)

    class Meta:
        app_label = "store"
        ordering = ("number",)
        constraints = (models.UniqueConstraint(fields=("resolution", "number"), name="corrigendum_number"),)


class CorrigendumFile(models.Model):
    """A sealed corrigendum as a file, in one format and language."""

    id = id_field()
    corrigendum = models.ForeignKey(Corrigendum, models.PROTECT, related_name="files")
    format = word_field()
    language = models.CharField(max_length=20)
    file = models.ForeignKey(StoredFile, models.PROTECT, related_name="+")

    class Meta:
        app_label = "store"
        constraints = (models.UniqueConstraint(fields=("corrigendum", "format", "language"), name="corrigendum_file"),)
