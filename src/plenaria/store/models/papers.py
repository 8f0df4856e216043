"""Files of old resolutions on their way into the register, and which resolution a doubtful citation means."""

from django.db import models

from plenaria.store.models.bodies import Body, Person
from plenaria.store.models.fields import id_field, word_field
from plenaria.store.models.resolutions import Resolution, StoredFile


class Paper(models.Model):
    """One file of an old resolution of a body; the same bytes are there once. The states are ``core.papers``'s."""

    id = id_field()
    body = models.ForeignKey(Body, models.PROTECT, related_name="papers")
    file = models.ForeignKey(StoredFile, models.PROTECT, related_name="+")
    sha256 = models.CharField(max_length=64)
    name = models.CharField(max_length=200)
    """With the folders that it lay in: ``2019/03.ru.docx``."""
    pair = models.CharField(max_length=200, default="", db_index=True)
    """What its name shares with that of the same text in another language; empty where the name tells no language."""
    wanted = models.CharField(max_length=8, default="")
    """The language in which it is to be read; empty: its words tell."""
    state = word_field("waiting")
    language = models.CharField(max_length=8, default="")
    content = models.JSONField(null=True)
    """What was read: core.text.canonical."""
    doubts = models.JSONField(default=list)
    """Why it needs a look: code, line and words of each doubt."""
    refusal = models.JSONField(default=dict)
    """Why it could not be read: code and data."""
    reason = models.CharField(max_length=300, default="")
    """Why it was left out."""
    resolution = models.ForeignKey(Resolution, models.PROTECT, null=True, related_name="papers")
    person = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")
    """Who handed it in; empty for the operator at the console."""
    handed_at = models.DateTimeField()
    due_at = models.DateTimeField()
    """When a reader may take it up: a reader that has it has it on lease until then."""

    class Meta:
        app_label = "store"
        constraints = (models.UniqueConstraint(fields=("body", "sha256"), name="paper_once"),)
        indexes = (models.Index(fields=("state", "due_at"), name="paper_due"),)


class CitationChoice(models.Model):
    """What a citation of a text means, where a person had to say so; ``cited`` is empty for nothing in the register."""

    id = id_field()
    resolution = models.ForeignKey(Resolution, models.CASCADE, related_name="choices")
    text = models.TextField()
    """The citation as printed."""
    cited = models.ForeignKey(Resolution, models.PROTECT, null=True, related_name="+")

    class Meta:
        app_label = "store"
        constraints = (models.UniqueConstraint(fields=("resolution", "text"), name="citation_choice"),)
