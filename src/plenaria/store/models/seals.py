"""The adopted text fixed, and the files that were made of it."""

from django.db import models

from plenaria.store.models.fields import id_field, word_field
from plenaria.store.models.resolutions import Resolution, StoredFile


class Document(models.Model):
    """A file made of a resolution, in one format and language (``ru``, or ``ru-es`` for two side by side)."""

    id = id_field()
    resolution = models.ForeignKey(Resolution, models.PROTECT, related_name="documents")
    format = word_field()
    language = models.CharField(max_length=20)
    file = models.ForeignKey(StoredFile, models.PROTECT, related_name="+")

    class Meta:
        app_label = "store"
        constraints = (models.UniqueConstraint(fields=("resolution", "format", "language"), name="one_document"),)


class Seal(models.Model):
    """The signed bundle of a resolution."""

    id = id_field()
    resolution = models.OneToOneField(Resolution, models.PROTECT, related_name="seal")
    bundle = models.ForeignKey(StoredFile, models.PROTECT, related_name="+")
    manifest_sha256 = models.CharField(max_length=64)
    key = models.CharField(max_length=100)
    """Fingerprint of the seal key."""
    checkpoint_size = models.BigIntegerField()
    at = models.DateTimeField()

    class Meta:
        app_label = "store"
