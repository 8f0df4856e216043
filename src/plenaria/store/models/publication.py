"""What a body lets the public see, from when on, and what people have said to being named."""

from django.db import models

from plenaria.store.models.bodies import Body, Person
from plenaria.store.models.fields import id_field, word_field


class PublicationRule(models.Model):
    """One version of a body's rule of publication (core.publication.Rule); it counts from a day on and is kept."""

    id = id_field()
    body = models.ForeignKey(Body, models.PROTECT, related_name="publication_rules")
    since = models.DateField()
    version = models.PositiveIntegerField(default=1)
    """Counted through the body: of two that count from one day the later version holds."""
    rule = models.JSONField()
    made_at = models.DateTimeField()

    class Meta:
        app_label = "store"
        ordering = ("since", "version")


class Consent(models.Model):
    """What somebody said to being named in public, and how; the latest one is also on the person."""

    id = id_field()
    person = models.ForeignKey(Person, models.PROTECT, related_name="consents")
    answer = word_field()
    """A word of core.publication.CONSENTS."""
    form = word_field()
    """A word of core.publication.FORMS."""
    on = models.DateField()
    recorded_by = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")
    at = models.DateTimeField()

    class Meta:
        app_label = "store"
        ordering = ("at", "id")
