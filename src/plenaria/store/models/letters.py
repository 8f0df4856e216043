"""What a body's letters look like, what happened to each of them, and what was answered."""

from django.db import models

from plenaria.store.models.bodies import Body, Membership
from plenaria.store.models.correspondence import Dispatch
from plenaria.store.models.fields import id_field, word_field
from plenaria.store.models.resolutions import StoredFile


class LetterBook(models.Model):
    """How a body numbers, signs and shows its letters."""

    id = id_field()
    body = models.OneToOneField(Body, models.PROTECT, related_name="letter_book")
    scheme = models.CharField(max_length=30, default="{year}/{number}")
    """How the number of a letter is written (``core.letters``)."""
    counts = models.JSONField(default=dict)
    """Year → how many numbers were given in it."""
    signatory = models.ForeignKey(Membership, models.SET_NULL, null=True, related_name="+")
    """In what office who signs; empty: the chair in office, else the secretary."""
    window = word_field("left")
    """Where the address stands, for the window of the envelope: left or right."""
    attached = models.BooleanField(default=True)
    """Whether a mail carries its letter on the letterhead, too."""
    shown = word_field("states")
    """What the public sees of requests: none, or states (that it was sent, and what became of it)."""

    class Meta:
        app_label = "store"


class LetterTemplate(models.Model):
    """A body's own words for one purpose in one language, instead of the house's."""

    id = id_field()
    body = models.ForeignKey(Body, models.PROTECT, related_name="letter_templates")
    purpose = word_field()
    language = models.CharField(max_length=8)
    subject = models.CharField(max_length=200, default="")
    text = models.TextField()

    class Meta:
        app_label = "store"
        constraints = (models.UniqueConstraint(fields=("body", "purpose", "language"), name="one_template"),)


class LetterEvent(models.Model):
    """Something that happened to a letter, for its timeline; never changed."""

    id = id_field()
    dispatch = models.ForeignKey(Dispatch, models.CASCADE, related_name="events")
    kind = word_field()
    """One of ``core.correspondence.EVENTS``."""
    at = models.DateTimeField()
    position = models.PositiveIntegerField(default=0)
    """How many were noted before: what happened at one moment stays in its order."""
    words = models.TextField(default="")
    """What a mail server or the secretary said of it; the address that it went to."""

    class Meta:
        app_label = "store"
        ordering = ("at", "position")


class Answer(models.Model):
    """What a party answered: accepted, accepted-in-part or declined, as a person judged; the last counts."""

    id = id_field()
    dispatch = models.ForeignKey(Dispatch, models.PROTECT, related_name="answers")
    state = word_field()
    way = word_field("desk")
    """By what way it came: page (the party's own), mail, or desk (on paper, by telephone, pasted)."""
    sender = models.CharField(max_length=300, default="")
    subject = models.CharField(max_length=300, default="")
    text = models.TextField(default="")
    message_id = models.CharField(max_length=300, default="")
    """Of the mail that it came by; empty for any other way."""
    shown = word_field("members")
    """Who sees its words and files: members or public."""
    written_on = models.DateField(null=True)
    filed_at = models.DateTimeField()
    position = models.PositiveIntegerField(default=0)
    """How many were filed before."""

    class Meta:
        app_label = "store"
        ordering = ("position",)
        constraints = (
            models.UniqueConstraint(
                fields=("dispatch", "message_id"), condition=~models.Q(message_id=""), name="answer_once"
            ),
        )


class AnswerFile(models.Model):
    """A file that came with an answer, or the mail itself."""

    id = id_field()
    answer = models.ForeignKey(Answer, models.CASCADE, related_name="files")
    file = models.ForeignKey(StoredFile, models.PROTECT, related_name="+")
    position = models.PositiveSmallIntegerField()

    class Meta:
        app_label = "store"
        ordering = ("position", "id")
