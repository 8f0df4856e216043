"""What goes out and what comes back: dispatches and letters, the outbox of mail, and where a resolution appeared."""

from django.db import models

from plenaria.store.models.bodies import Body, Party, Person
from plenaria.store.models.fields import id_field, word_field
from plenaria.store.models.resolutions import Clause, Resolution, StoredFile


class Dispatch(models.Model):
    """One sending to one party: the resolution itself, or a letter that a clause calls for."""

    id = id_field()
    resolution = models.ForeignKey(Resolution, models.PROTECT, related_name="dispatches")
    clause = models.ForeignKey(Clause, models.PROTECT, null=True, related_name="dispatches")
    party = models.ForeignKey(Party, models.PROTECT, related_name="dispatches")
    purpose = word_field("dispatch")
    """dispatch, request, thanks or reminder."""
    reminds = models.ForeignKey("self", models.PROTECT, null=True, related_name="reminders")
    """The letter that this one reminds of; what comes back is filed there."""
    reference = models.CharField(max_length=40, default="")
    """The number that the body gave the letter when it went; it stays."""
    paper = models.ForeignKey(StoredFile, models.PROTECT, null=True, related_name="+")
    """The letter as it was typeset when it went."""
    language = models.CharField(max_length=8)
    state = word_field("to-send")
    subject = models.CharField(max_length=200, default="")
    text = models.TextField(default="")
    answer_due = models.DateField(null=True)
    sent_at = models.DateTimeField(null=True)
    opened_at = models.DateTimeField(null=True)
    """When the link in it was first followed: by somebody, or by a mail program on its own."""
    acknowledged_at = models.DateTimeField(null=True)
    answered_at = models.DateTimeField(null=True)
    answer = word_field("", blank=True)
    """accepted, accepted-in-part or declined."""
    answer_text = models.TextField(default="")

    class Meta:
        app_label = "store"


class OutboxMail(models.Model):
    """A mail that is due since the commit that made it; the worker sends it at least once, under one Message-ID."""

    id = id_field()
    message_id = models.CharField(max_length=200, unique=True)
    sender = models.CharField(max_length=200)
    recipient = models.EmailField()
    subject = models.CharField(max_length=300)
    text = models.TextField()
    html = models.TextField(default="")
    attachments = models.JSONField(default=list)
    """List of ids of stored files."""
    headers = models.JSONField(default=dict)
    """Further header fields by name: Reply-To, In-Reply-To, References."""
    personal = models.BooleanField(default=False)
    """Written by somebody and looked at before it went: not marked as automatic (RFC 3834)."""
    dispatch = models.ForeignKey(Dispatch, models.PROTECT, null=True, related_name="mails")
    person = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")
    """Whose quiet hours it keeps."""
    state = word_field("queued")
    """queued, sent, given-up, or withdrawn: a later one says all of it."""
    tries = models.PositiveSmallIntegerField(default=0)
    next_try_at = models.DateTimeField()
    error = models.TextField(default="")
    made_at = models.DateTimeField()
    sent_at = models.DateTimeField(null=True)
    fate = word_field("", blank=True)
    """What servers on the way said of it since: a word of ``core.incoming.FATES``; empty where nothing came."""
    fate_at = models.DateTimeField(null=True)
    fate_words = models.TextField(default="")

    class Meta:
        app_label = "store"
        indexes = (models.Index(fields=("state", "next_try_at"), name="outbox_due"),)


class PublicationRecord(models.Model):
    """Where a resolution appeared: the body's own register, another site, the press."""

    id = id_field()
    resolution = models.ForeignKey(Resolution, models.PROTECT, related_name="publications")
    body = models.ForeignKey(Body, models.PROTECT, related_name="+")
    outlet = models.CharField(max_length=200)
    address = models.URLField(max_length=500)
    on = models.DateField()
    language = models.CharField(max_length=8, default="", blank=True)
    """In which it appeared; empty where in several."""
    clause = models.ForeignKey(Clause, models.PROTECT, null=True, related_name="publications")
    """The clause that asked for it, where one did."""
    evidence = models.ForeignKey(StoredFile, models.PROTECT, null=True, related_name="+")
    """What shows that it appeared: a picture of the page, a cutting."""
    archived = models.URLField(max_length=500, default="")
    """Where a copy of the page is kept by an archive of the web."""
    struck_at = models.DateTimeField(null=True)
    """When it was taken back as wrong; the journal keeps it, no page shows it."""

    class Meta:
        app_label = "store"
