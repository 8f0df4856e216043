"""Resolutions, the versions of their text in each language, and their clauses, which keep one id for life."""

from django.db import models

from plenaria.store.models.bodies import Body, Person
from plenaria.store.models.fields import id_field, word_field
from plenaria.store.models.meetings import Meeting


class StoredFile(models.Model):
    """A file in the data folder, named by the SHA-256 of its bytes; the row says what it is called and what it is."""

    id = id_field()
    sha256 = models.CharField(max_length=64, db_index=True)
    name = models.CharField(max_length=200)
    media_type = models.CharField(max_length=120)
    size = models.PositiveBigIntegerField()
    made_at = models.DateTimeField()

    class Meta:
        app_label = "store"


class Resolution(models.Model):
    """A resolution from draft to report; ``number`` and ``slug`` are given at adoption and stay."""

    id = id_field()
    body = models.ForeignKey(Body, models.PROTECT, related_name="resolutions")
    meeting = models.ForeignKey(Meeting, models.PROTECT, null=True, related_name="resolutions")
    slug = models.SlugField(max_length=60, null=True)
    number = models.CharField(max_length=40, default="")
    language = models.CharField(max_length=8)
    """The authentic one."""
    state = word_field("draft")
    validity = word_field("in-force")
    source = models.ForeignKey(StoredFile, models.PROTECT, null=True, related_name="+")
    created_at = models.DateTimeField()
    adopted_on = models.DateField(null=True)
    adopted_by = models.ForeignKey("store.Poll", models.PROTECT, null=True, related_name="+")
    adopted_sha256 = models.JSONField(default=dict)
    """Language → SHA-256 of the canonical bytes of the adopted text."""
    published_at = models.DateTimeField(null=True)

    class Meta:
        app_label = "store"
        constraints = (models.UniqueConstraint(fields=("body", "slug"), name="resolution_slug"),)
        indexes = (
            # The list of a body, in the order in which it is paged, without looking at the rows before the page.
            models.Index(fields=("body", "-adopted_on", "-published_at", "id", "state"), name="resolution_list"),
            models.Index(fields=("-adopted_on", "-published_at", "id", "state"), name="resolution_lately"),
            models.Index(fields=("published_at", "id"), name="resolution_published"),
            # The same of one body, with all that says whether it is listed: programs page through it.
            models.Index(fields=("body", "published_at", "id", "state", "adopted_on"), name="resolution_came"),
        )


class TextVersion(models.Model):
    """The whole text in one language as it stood; a change is a new row. ``content`` is core.text.canonical."""

    id = id_field()
    resolution = models.ForeignKey(Resolution, models.PROTECT, related_name="versions")
    language = models.CharField(max_length=8)
    revision = models.PositiveIntegerField()
    content = models.JSONField()
    sha256 = models.CharField(max_length=64)
    source = models.ForeignKey(StoredFile, models.PROTECT, null=True, related_name="+")
    """The file that this revision was read from, if it was."""
    author = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")
    made_at = models.DateTimeField()

    class Meta:
        app_label = "store"
        constraints = (models.UniqueConstraint(fields=("resolution", "language", "revision"), name="text_revision"),)


class Clause(models.Model):
    """What stays of a clause whatever its words: its id, its printed number, its kind, and whether it is in force."""

    id = models.CharField(max_length=32, primary_key=True)
    resolution = models.ForeignKey(Resolution, models.PROTECT, related_name="clauses")
    parent = models.ForeignKey("self", models.CASCADE, null=True, related_name="children")
    position = models.PositiveIntegerField()
    level = models.PositiveSmallIntegerField(default=1)
    number = models.CharField(max_length=20, default="")
    fragment = models.CharField(max_length=40, default="")
    """The permalink within the page: ``c14``; frozen at adoption."""
    kind = word_field("position")
    also = models.JSONField(default=list)
    removed = models.BooleanField(default=False)
    """Dropped while a draft; kept because votes and history point at it."""
    lost_in = models.ForeignKey("store.Poll", models.PROTECT, null=True, related_name="+", db_index=False)
    """The poll that voted it out on division; the adopted text goes without it. No index: almost every clause has none,
    and SQLite would look through all of these where it is asked for those of a few resolutions."""
    validity = word_field("in-force")
    valid_from = models.DateField(null=True)
    valid_until = models.DateField(null=True)

    class Meta:
        app_label = "store"
        ordering = ("position",)
