"""Meetings, their agenda, the seats at them, and who was in the room when."""

from django.db import models

from plenaria.store.models.bodies import Body, Person
from plenaria.store.models.fields import id_field, texts_field, word_field


class Meeting(models.Model):
    """A conference, assembly or session of one body; ``rules`` are frozen when it is convened."""

    id = id_field()
    body = models.ForeignKey(Body, models.PROTECT, related_name="meetings")
    slug = models.SlugField(max_length=40)
    number = models.CharField(max_length=20, default="")
    kind = word_field("conference")
    names = texts_field()
    places = texts_field()
    link = models.URLField(default="")
    first_day = models.DateField()
    last_day = models.DateField()
    timezone = models.CharField(max_length=40, default="UTC")
    languages = models.JSONField(default=list)
    state = word_field("planned")
    call = models.PositiveSmallIntegerField(default=1)
    rules = models.JSONField(default=dict)
    debate = models.JSONField(default=dict)
    """How its speakers follow each other (core.speakers.Debate)."""
    opened_at = models.DateTimeField(null=True)
    closed_at = models.DateTimeField(null=True)
    resumes_at = models.DateTimeField(null=True)
    """When a suspended meeting is to go on, where that was said."""
    item = models.ForeignKey("store.AgendaItem", models.SET_NULL, null=True, related_name="+")
    """The point of the agenda that is open now."""
    clause = models.ForeignKey("store.Clause", models.SET_NULL, null=True, related_name="+")
    """The clause under debate, which every screen shows."""
    amendment = models.ForeignKey("store.Amendment", models.SET_NULL, null=True, related_name="+")
    """The amendment under debate; it is shown in the clause's place."""
    layout = models.CharField(max_length=20, default="")
    """What the chair chose for the screens; empty where they follow the meeting."""
    layout_moment = models.CharField(max_length=160, default="")
    """What the hall was busy with then (``core.screens``): the choice is good for as long as it is."""
    asks_pin = models.BooleanField(default=False)
    """Whether a badge opens its seat only together with its PIN."""

    class Meta:
        app_label = "store"
        constraints = (models.UniqueConstraint(fields=("body", "slug"), name="meeting_slug"),)


class AgendaItem(models.Model):
    """A point of the day; ``state`` is pending, open, done or postponed."""

    id = id_field()
    meeting = models.ForeignKey(Meeting, models.PROTECT, related_name="items")
    position = models.PositiveSmallIntegerField()
    titles = texts_field()
    resolution = models.ForeignKey("store.Resolution", models.SET_NULL, null=True, related_name="items")
    state = word_field("pending")

    class Meta:
        app_label = "store"
        ordering = ("position",)


class Credential(models.Model):
    """One seat at one meeting: who, for which delegation, with how many votes, and what was found."""

    id = id_field()
    meeting = models.ForeignKey(Meeting, models.PROTECT, related_name="credentials")
    person = models.ForeignKey(Person, models.PROTECT, related_name="credentials")
    delegation = models.ForeignKey(Body, models.PROTECT, null=True, related_name="+")
    seat = models.PositiveIntegerField()
    weight = models.CharField(max_length=24, default="1")
    """Its votes, exact, as they were written: a whole number, a decimal or a fraction (``3``, ``0.35``, ``1/3``)."""
    attends = word_field("room")
    """How they take part: a word of ``core.credentials.ATTENDS``."""
    state = word_field("invited")
    findings = models.JSONField(default=list)
    badge = models.CharField(max_length=64, default="", db_index=True)
    """SHA-256 of the badge's token; the token itself is printed and forgotten."""
    badge_used_at = models.DateTimeField(null=True)
    device = models.CharField(max_length=64, default="", db_index=True)
    """SHA-256 of the secret in the cookie of the one device that uses this seat."""
    wrong_pins = models.PositiveSmallIntegerField(default=0)
    """How often a wrong PIN came with the badge that is good now, and when the last one did."""
    wrong_pin_at = models.DateTimeField(null=True)
    replaces = models.ForeignKey("self", models.PROTECT, null=True, related_name="+")

    class Meta:
        app_label = "store"
        ordering = ("seat",)
        constraints = (models.UniqueConstraint(fields=("meeting", "seat"), name="credential_seat"),)


class Proxy(models.Model):
    """The mandate of one seat in the hands of another, until it is taken back."""

    giver = models.ForeignKey(Credential, models.PROTECT, related_name="proxies_given")
    holder = models.ForeignKey(Credential, models.PROTECT, related_name="proxies_held")
    since = models.DateTimeField()
    until = models.DateTimeField(null=True)
    recorded_by = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")
    """Who put the giver's word on file; empty for the installation itself."""
    note = models.TextField(default="")
    """How the giver gave their word: a letter, a call, the page of a protocol."""

    class Meta:
        app_label = "store"
        constraints = (
            models.UniqueConstraint(fields=("giver",), condition=models.Q(until=None), name="one_proxy_a_seat"),
        )


class Presence(models.Model):
    """An interval in the room; ``until`` is empty while the person is in."""

    credential = models.ForeignKey(Credential, models.PROTECT, related_name="presences")
    since = models.DateTimeField()
    until = models.DateTimeField(null=True)

    class Meta:
        app_label = "store"
