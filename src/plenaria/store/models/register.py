"""What the register is searched by: the pieces of each published text, and the references that it makes."""

from django.db import models

from plenaria.store.models.fields import id_field, word_field
from plenaria.store.models.resolutions import Resolution


class Passage(models.Model):
    """A piece of a published text in one language: its title, a recital or a clause."""

    id = id_field()
    resolution = models.ForeignKey(Resolution, models.PROTECT, related_name="passages")
    language = models.CharField(max_length=8)
    position = models.PositiveIntegerField()
    part = word_field()
    """title, recital or clause."""
    number = models.CharField(max_length=20, default="")
    fragment = models.CharField(max_length=40, default="")
    text = models.TextField()
    words = models.TextField()
    """The same, as ``store.search.folded`` writes it."""

    class Meta:
        app_label = "store"
        constraints = (models.UniqueConstraint(fields=("resolution", "language", "position"), name="passage_position"),)


class Reference(models.Model):
    """A citation of a published text, as printed in its authentic language, kept so that it is found from both ends."""

    id = id_field()
    resolution = models.ForeignKey(Resolution, models.PROTECT, related_name="references")
    fragment = models.CharField(max_length=40, default="")
    """The clause that makes it; empty in a recital."""
    clause = models.CharField(max_length=20, default="")
    """The printed number of that clause."""
    text = models.TextField()
    cited_body = models.CharField(max_length=300, default="")
    cited_number = models.CharField(max_length=60, default="", db_index=True)
    """As in an address (``slug_of``)."""
    cited_date = models.CharField(max_length=10, default="", db_index=True)
    """ISO 8601, as exact as the text is."""

    class Meta:
        app_label = "store"
