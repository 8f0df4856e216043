"""Addresses that something had before: what was printed once answers for ever."""

from django.db import models

from plenaria.store.models.fields import id_field, word_field


class FormerAddress(models.Model):
    """An address of a body, or of a meeting or resolution within one, that leads to ``target`` for ever."""

    id = id_field()
    kind = word_field()
    """A word of core.addresses.KINDS."""
    body = models.CharField(max_length=32, default="")
    """The id of the body within which it is; empty for a body itself."""
    slug = models.CharField(max_length=60)
    target = models.CharField(max_length=32)
    """The id of what has moved."""
    at = models.DateTimeField()

    class Meta:
        app_label = "store"
        constraints = (models.UniqueConstraint(fields=("kind", "body", "slug"), name="former_address"),)
