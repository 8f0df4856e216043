"""Mail that came in: the mailboxes that are read, and what each message in them was taken for."""

from django.db import models

from plenaria.store.models.bodies import Body
from plenaria.store.models.correspondence import Dispatch, OutboxMail
from plenaria.store.models.fields import id_field, word_field


class Mailbox(models.Model):
    """A mailbox that is read: how far, when, and what was wrong the last time."""

    id = id_field()
    address = models.CharField(max_length=300, unique=True)
    """Where it is, without a password."""
    validity = models.BigIntegerField(default=0)
    """UIDVALIDITY (RFC 9051, 2.3.1.1): the numbers of its messages hold as long as this stays the same."""
    last_uid = models.BigIntegerField(default=0)
    """The number up to which every message has been handled."""
    read_at = models.DateTimeField(null=True)
    error = models.TextField(default="")

    class Meta:
        app_label = "store"


class IncomingMail(models.Model):
    """One message, handled once: known again by the SHA-256 of its bytes, in whatever mailbox it is found.

    Of one that does not concern us nothing is kept but that it was there.
    """

    id = id_field()
    digest = models.CharField(max_length=64, unique=True)
    mailbox = models.ForeignKey(Mailbox, models.PROTECT, related_name="messages")
    kind = word_field()
    """A word of ``core.incoming.KINDS``."""
    state = word_field("", blank=True)
    """A word of ``core.incoming.STATES`` for an answer; empty where nobody has to do anything."""
    mail = models.ForeignKey(OutboxMail, models.PROTECT, null=True, related_name="came_back")
    """The mail of ours that it is about."""
    dispatch = models.ForeignKey(Dispatch, models.PROTECT, null=True, related_name="came_in")
    came_at = models.DateTimeField()
    sent_at = models.DateTimeField(null=True)
    message_id = models.CharField(max_length=300, default="")
    sender = models.CharField(max_length=400, default="")
    subject = models.CharField(max_length=300, default="")
    text = models.TextField(default="")
    quoted = models.TextField(default="")
    said = models.TextField(default="")
    """What the server said, of a report."""
    files = models.JSONField(default=list)
    """Ids of stored files: the message itself first, then what was attached; none once these were removed."""

    class Meta:
        app_label = "store"
        indexes = (models.Index(fields=("kind", "came_at"), name="incoming_by_kind"),)


class MailKeeping(models.Model):
    """For how many days a body keeps the words and files of mail that came in (``core.incoming``, 4)."""

    id = id_field()
    body = models.OneToOneField(Body, models.PROTECT, related_name="mail_keeping")
    days = models.PositiveSmallIntegerField()

    class Meta:
        app_label = "store"
