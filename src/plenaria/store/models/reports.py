"""The report on what became of every clause, as a meeting gets it and decides on it."""

from django.db import models

from plenaria.store.models.bodies import Body
from plenaria.store.models.fields import id_field, word_field
from plenaria.store.models.meetings import AgendaItem, Meeting
from plenaria.store.models.polls import Question
from plenaria.store.models.resolutions import Clause


class Report(models.Model):
    """What one meeting is told; its facts are written down when it is frozen."""

    id = id_field()
    body = models.ForeignKey(Body, models.PROTECT, related_name="reports")
    meeting = models.OneToOneField(Meeting, models.PROTECT, related_name="report")
    state = word_field("draft")
    item = models.ForeignKey(AgendaItem, models.SET_NULL, null=True, related_name="+")
    question = models.ForeignKey(Question, models.SET_NULL, null=True, related_name="+")
    """The vote on the whole."""
    made_at = models.DateTimeField()
    frozen_at = models.DateTimeField(null=True)
    sha256 = models.CharField(max_length=64, default="")
    """Of the canonical bytes of the whole, when it was frozen."""

    class Meta:
        app_label = "store"


class ReportSection(models.Model):
    """What the report says of one clause."""

    id = id_field()
    report = models.ForeignKey(Report, models.PROTECT, related_name="sections")
    clause = models.ForeignKey(Clause, models.PROTECT, related_name="report_sections")
    position = models.PositiveIntegerField()
    done = models.JSONField(default=dict)
    """Language → what was done, as the secretary worded it; a language that is not here has the words of the owners."""
    obstacles = models.JSONField(default=dict)
    """Language → what stood in the way."""
    proposal = word_field("note")
    """A word of ``core.reports.PROPOSALS``."""
    facts = models.JSONField(null=True)
    """The plan, updates, letters and evidence as they were at the freezing."""
    question = models.ForeignKey(Question, models.SET_NULL, null=True, related_name="+")
    """The vote on this section by itself."""
    instead = word_field("", blank=True)
    """What that vote is on in place of the proposal, which was not agreed."""
    decision = word_field("", blank=True)
    """A word of ``core.reports.PROPOSALS``, or rejected."""

    class Meta:
        app_label = "store"
        ordering = ("position",)
        constraints = (models.UniqueConstraint(fields=("report", "clause"), name="section_once"),)
