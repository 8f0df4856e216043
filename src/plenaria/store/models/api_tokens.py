"""Tokens with which programs use the API."""

from django.db import models

from plenaria.store.models.bodies import Body, Person
from plenaria.store.models.fields import id_field


class ApiToken(models.Model):
    """A token of one body; the token itself is shown once and forgotten."""

    id = id_field()
    body = models.ForeignKey(Body, models.PROTECT, related_name="+")
    includes_below = models.BooleanField(default=False)
    name = models.CharField(max_length=80)
    """What it is for, in the words of who made it."""
    prefix = models.CharField(max_length=8)
    sha256 = models.CharField(max_length=64, unique=True)
    scopes = models.JSONField(default=list)
    """Words of ``core.api_tokens.SCOPES``."""
    made_by = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")
    made_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    last_used_at = models.DateTimeField(null=True)
    """To the hour."""
    revoked_at = models.DateTimeField(null=True)

    class Meta:
        app_label = "store"
        ordering = ("-made_at",)
