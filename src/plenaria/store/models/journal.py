"""The append-only record of everything that was done (RFC 6962). Triggers refuse to change or remove what is in it."""

from django.db import models

from plenaria.store.models.fields import word_field


class Leaf(models.Model):
    """One entry: its canonical bytes and where they concern. ``index`` is also the number of the fact that it tells."""

    index = models.BigIntegerField(primary_key=True)
    kind = word_field()
    at = models.DateTimeField()
    subject = models.CharField(max_length=64)
    body_id = models.CharField(max_length=32, default="")
    meeting_id = models.CharField(max_length=32, default="")
    data = models.BinaryField()
    hash = models.BinaryField(max_length=32)

    class Meta:
        app_label = "store"
        indexes = (
            models.Index(fields=("subject",), name="leaf_subject"),
            models.Index(fields=("meeting_id", "index"), name="leaf_meeting"),
        )


class Node(models.Model):
    """The hash of a complete subtree of two leaves or more, so that a proof is a handful of look-ups.

    ``place`` is ``merkle.place(level, index)``. The nodes of level 0 are ``Leaf.hash``.
    """

    place = models.BigIntegerField(primary_key=True)
    hash = models.BinaryField(max_length=32)

    class Meta:
        app_label = "store"


class Head(models.Model):
    """The one row that every append locks last: how many leaves, and the frontier of the tree."""

    id = models.PositiveSmallIntegerField(primary_key=True, default=1)
    size = models.BigIntegerField(default=0)
    frontier = models.JSONField(default=list)
    """Hashes of the complete subtrees from the largest to the smallest, in hexadecimal."""

    class Meta:
        app_label = "store"


class CheckpointNote(models.Model):
    """A signed checkpoint of the journal (C2SP tlog-checkpoint)."""

    size = models.BigIntegerField(primary_key=True)
    note = models.TextField()
    at = models.DateTimeField()

    class Meta:
        app_label = "store"


class PersonalField(models.Model):
    """A personal field whose HMAC is in the journal; erasing the row leaves the journal whole, the person unnamed."""

    leaf = models.BigIntegerField(db_index=True)
    field = models.CharField(max_length=40)
    value = models.TextField()
    salt = models.BinaryField(max_length=32)

    class Meta:
        app_label = "store"
