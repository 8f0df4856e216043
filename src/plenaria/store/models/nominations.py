"""Who was put forward for an office or an event outside, and what they reported afterwards."""

from django.db import models

from plenaria.store.models.bodies import Body, Party, Person
from plenaria.store.models.correspondence import Dispatch
from plenaria.store.models.fields import id_field, texts_field, word_field
from plenaria.store.models.polls import Poll
from plenaria.store.models.resolutions import Clause, StoredFile


class Nomination(models.Model):
    """A person and the office or event for which the body puts them forward; its criteria are rows of their own."""

    id = id_field()
    body = models.ForeignKey(Body, models.PROTECT, related_name="nominations")
    clause = models.ForeignKey(Clause, models.PROTECT, null=True, related_name="nominations")
    """The clause that nominates; none where the body voted on it by itself."""
    person = models.ForeignKey(Person, models.PROTECT, related_name="nominations")
    names = texts_field()
    """The office or the event."""
    places = texts_field()
    first_day = models.DateField(null=True)
    last_day = models.DateField(null=True)
    host = models.ForeignKey(Body, models.PROTECT, null=True, related_name="+")
    """The superior body whose office or event it is, where it is here too."""
    party = models.ForeignKey(Party, models.PROTECT, null=True, related_name="nominations")
    """To whom the mandate is sent."""
    replaces = models.ForeignKey("self", models.PROTECT, null=True, related_name="replaced_by")
    """The nomination that was withdrawn or refused, and in whose place this one is."""
    state = word_field("proposed")
    findings = models.JSONField(default=list)
    poll = models.ForeignKey(Poll, models.PROTECT, null=True, related_name="+")
    """The vote that approved it."""
    letter = models.ForeignKey(Dispatch, models.PROTECT, null=True, related_name="nominations")
    """The mandate as a letter, from its draft on."""
    handed_on = models.DateField(null=True)
    """When the mandate was handed over, where it did not go as a letter."""
    findings_public = models.BooleanField(default=False)
    """Whether everybody sees what was found on each criterion; the notes beside it are never public."""
    report_public = models.BooleanField(default=False)
    note = models.CharField(max_length=500, default="")
    """Why it was refused or withdrawn."""
    report = models.TextField(default="")
    report_language = models.CharField(max_length=8, default="")
    reported_at = models.DateTimeField(null=True)
    made_at = models.DateTimeField()
    decided_at = models.DateTimeField(null=True)

    class Meta:
        app_label = "store"
        ordering = ("-made_at", "id")


class NominationFile(models.Model):
    """A file that came with the report."""

    id = id_field()
    nomination = models.ForeignKey(Nomination, models.PROTECT, related_name="files")
    file = models.ForeignKey(StoredFile, models.PROTECT, related_name="+")

    class Meta:
        app_label = "store"
