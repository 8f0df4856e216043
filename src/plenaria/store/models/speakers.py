"""Who asked to speak on a point of the agenda, who spoke, and for how long."""

from django.db import models

from plenaria.store.models.fields import id_field, word_field
from plenaria.store.models.meetings import AgendaItem, Credential, Meeting


class SpeakerList(models.Model):
    """The list of one point: how its speakers follow each other, where that differs from the meeting's."""

    item = models.OneToOneField(AgendaItem, models.CASCADE, primary_key=True, related_name="speaker_list")
    debate = models.JSONField(null=True)
    """Of this point alone (core.speakers.Debate); empty where the meeting's goes."""
    closed = models.BooleanField(default=False)
    moved = models.JSONField(default=list)
    """Pairs of speakers: the first speaks before the second, by the word of whoever presided."""

    class Meta:
        app_label = "store"


class Speaker(models.Model):
    """A seat that asked to speak once, and what came of it; ``state`` is a word of ``core.speakers.SPEAKER``."""

    id = id_field()
    meeting = models.ForeignKey(Meeting, models.PROTECT, related_name="speakers")
    item = models.ForeignKey(AgendaItem, models.PROTECT, related_name="speakers")
    credential = models.ForeignKey(Credential, models.PROTECT, related_name="speeches")
    form = word_field("speech")
    """A word of ``core.speakers.FORMS``."""
    about = word_field("")
    """What a point of order asks for: a word of ``core.speakers.REQUESTS``."""
    side = word_field("")
    answers = models.ForeignKey("self", models.PROTECT, null=True, related_name="replies")
    """The speech that a reply is to."""
    place = models.PositiveIntegerField()
    """Counted through the meeting: who asked before whom."""
    state = word_field("listed")
    limit = models.PositiveIntegerField(default=0)
    """Seconds, as they were when it was called; 0 for none."""
    called_at = models.DateTimeField(null=True)
    runs_since = models.DateTimeField(null=True)
    """When its clock went on; empty while it is paused, and before and after."""
    spent = models.PositiveIntegerField(default=0)
    """Milliseconds spoken before the clock went on."""
    ended_at = models.DateTimeField(null=True)
    ended_by = word_field("")
    """Who ended it: chair, clock, vote (which began), or point (which was closed)."""

    class Meta:
        app_label = "store"
        ordering = ("place",)
        constraints = (
            models.UniqueConstraint(fields=("meeting", "place"), name="speaker_place"),
            models.UniqueConstraint(
                fields=("item", "credential", "form"), condition=models.Q(state="listed"), name="speaker_listed_once"
            ),
            models.UniqueConstraint(
                fields=("meeting",), condition=models.Q(state="speaking"), name="one_speaks_at_a_time"
            ),
        )
