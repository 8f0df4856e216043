"""Minutes: the clerk's words beside what the journal tells, and each version as it was approved."""

from django.db import models

from plenaria.store.models.bodies import Person
from plenaria.store.models.fields import id_field, texts_field, word_field
from plenaria.store.models.meetings import Meeting
from plenaria.store.models.resolutions import StoredFile


class Minutes(models.Model):
    """One version of a meeting's minutes: the draft that is worked on, or one that was approved and stays as it was."""

    id = id_field()
    meeting = models.ForeignKey(Meeting, models.PROTECT, related_name="minutes")
    version = models.PositiveSmallIntegerField(default=1)
    state = word_field("draft")
    note = texts_field()
    """Of a correction: what was corrected, by language."""
    chair = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")
    secretary = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")
    """Who sign: the one who presided, and the secretary."""
    text_sha256 = models.JSONField(default=dict)
    """Language → SHA-256 of the canonical bytes of the approved text."""
    journal_size = models.BigIntegerField(default=0)
    journal_root = models.CharField(max_length=64, default="")
    """The journal as it stood when the text was made; both are printed in it."""
    approved_at = models.DateTimeField(null=True)
    approved_by = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")

    class Meta:
        app_label = "store"
        ordering = ("version",)
        constraints = (models.UniqueConstraint(fields=("meeting", "version"), name="minutes_version"),)


class MinutesWords(models.Model):
    """Words of the clerk's in one language, which hold on to an entry of the journal, not to a place in the text."""

    meeting = models.ForeignKey(Meeting, models.PROTECT, related_name="minutes_words")
    language = models.CharField(max_length=8)
    entry = models.BigIntegerField()
    code = word_field()
    """With ``entry``, the paragraph that they belong to (core.minutes.facts.Happening.key)."""
    place = word_field()
    """``after`` the paragraph, or ``instead`` of its words."""
    text = models.TextField()
    """Empty where the words were taken back."""
    generated = models.TextField(default="")
    """What the journal told there when these words took its place."""
    version = models.PositiveIntegerField(default=1)
    """Counts the changes, so that of two clerks the second one learns of the first."""
    author = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")
    at = models.DateTimeField()

    class Meta:
        app_label = "store"
        constraints = (
            models.UniqueConstraint(
                fields=("meeting", "language", "entry", "code", "place"), name="minutes_words_place"
            ),
        )


class MinutesFile(models.Model):
    """An approved version as a file, in one format and language."""

    minutes = models.ForeignKey(Minutes, models.PROTECT, related_name="files")
    format = word_field()
    language = models.CharField(max_length=8)
    file = models.ForeignKey(StoredFile, models.PROTECT, related_name="+")

    class Meta:
        app_label = "store"
        constraints = (models.UniqueConstraint(fields=("minutes", "format", "language"), name="one_minutes_file"),)
