"""What the register is searched by: the pieces of each published text, and the references that it makes."""

from django.db import models

from plenaria.store.models.fields import id_field, word_field
from plenaria.store.models.minutes import Minutes
from plenaria.store.models.polls import Poll
from plenaria.store.models.resolutions import Clause, Resolution


class Passage(models.Model):
    """A piece of what is public in one language: of a resolution its title, a recital or a clause; of a vote the
    decision; of approved minutes a paragraph.

    Its words are in the full-text index under ``place`` (``store.index``).
    """

    place = models.BigIntegerField(primary_key=True)
    """The later the day of adoption, the greater; those of one resolution are next to each other."""
    # The constraints below find what each of the three has.
    resolution = models.ForeignKey(Resolution, models.PROTECT, null=True, related_name="passages", db_index=False)
    poll = models.ForeignKey(Poll, models.PROTECT, null=True, related_name="passages", db_index=False)
    minutes = models.ForeignKey(Minutes, models.PROTECT, null=True, related_name="passages", db_index=False)
    clause = models.ForeignKey(Clause, models.PROTECT, null=True, related_name="passages")
    language = models.CharField(max_length=8)
    position = models.PositiveIntegerField()
    """Of a title 0."""
    part = word_field()
    """title, recital or clause; decision; minutes."""
    number = models.CharField(max_length=20, default="")
    fragment = models.CharField(max_length=40, default="")
    text = models.TextField()

    class Meta:
        app_label = "store"
        constraints = (
            models.UniqueConstraint(
                fields=("resolution", "position", "language"),
                condition=models.Q(resolution__isnull=False),
                name="passage_of_resolution",
            ),
            models.UniqueConstraint(
                fields=("poll", "position", "language"),
                condition=models.Q(poll__isnull=False),
                name="passage_of_poll",
            ),
            models.UniqueConstraint(
                fields=("minutes", "position", "language"),
                condition=models.Q(minutes__isnull=False),
                name="passage_of_minutes",
            ),
        )


class Reference(models.Model):
    """A citation of a text in the register, as printed, kept so that it is found from both ends."""

    id = id_field()
    resolution = models.ForeignKey(Resolution, models.PROTECT, related_name="references")
    language = models.CharField(max_length=8)
    position = models.PositiveIntegerField()
    """Its place among all citations of the text in this language, from 0 (``core.text.references.citing``)."""
    fragment = models.CharField(max_length=40, default="")
    """The clause that makes it; empty in a recital."""
    clause = models.CharField(max_length=20, default="")
    """The printed number of that clause."""
    text = models.TextField()
    cited_body = models.CharField(max_length=300, default="")
    cited_number = models.CharField(max_length=60, default="")
    number_key = models.CharField(max_length=60, default="", db_index=True)
    """The number as it is looked up (``core.text.numbers``)."""
    cited_date = models.CharField(max_length=10, default="", db_index=True)
    """ISO 8601, as exact as the text is."""
    cited_clause = models.CharField(max_length=20, default="")
    """The printed number of the clause that it speaks of."""
    cited = models.ForeignKey(Resolution, models.PROTECT, null=True, related_name="cited_in")
    """The one resolution that it means; empty where none, or more than one, is in the register."""

    class Meta:
        app_label = "store"
        constraints = (
            models.UniqueConstraint(fields=("resolution", "language", "position"), name="reference_position"),
        )
