"""Organisations that decide, their people, and the institutions outside (OParl Body; Popolo Person, Membership)."""

from django.db import models

from plenaria.store.models.fields import id_field, texts_field, word_field


class Body(models.Model):
    """An organisation that decides; ``level`` is local, country, regional or world."""

    id = id_field()
    slug = models.SlugField(max_length=60, unique=True)
    parent = models.ForeignKey("self", models.PROTECT, null=True, related_name="children")
    level = word_field("country")
    names = texts_field()
    short_names = texts_field()
    languages = models.JSONField(default=list)
    accent = models.CharField(max_length=7, default="#1b4f8a")
    emblem = models.TextField(default="")
    """An SVG drawing, or empty."""
    letterhead = models.JSONField(default=dict)
    """Language → list of lines under the name: address, e-mail, site."""
    email = models.EmailField(default="")
    rules = models.JSONField(default=dict)
    """Its voting rules by name (core.voting.rule), ``ordinary`` first; copied into each meeting when it is convened."""
    debate = models.JSONField(default=dict)
    """How speakers follow each other (core.speakers.Debate); copied into each meeting when it is convened."""
    speeches_shown = word_field("delegations")
    """Whose speeches the public sees added up: names, delegations or none."""
    results_mailed = models.BooleanField(default=False)
    """Whether those on the roll of a vote by correspondence are sent its result."""
    mailing = models.JSONField(default=dict)
    """When its people want mail, where they don't say otherwise: quiet_from, quiet_to, rhythm (core.reminding)."""

    class Meta:
        app_label = "store"
        ordering = ("slug",)


class Person(models.Model):
    """Somebody known to the installation; what they may do follows from their memberships."""

    id = id_field()
    user = models.OneToOneField("store.User", models.SET_NULL, null=True, related_name="person")
    body = models.ForeignKey(Body, models.PROTECT, related_name="people")
    """On whose behalf they were entered; its secretary keeps their particulars."""
    names = texts_field()
    email = models.EmailField(default="")
    language = models.CharField(max_length=8, default="en")
    timezone = models.CharField(max_length=40, default="UTC")
    mailing = models.JSONField(default=dict)
    """When they want mail (core.reminding.Habits); what is not said here is as in the body."""
    consent = word_field("", blank=True)
    """What they said last to being named in public (core.publication.CONSENTS); empty where nobody has asked."""
    calendar_key = models.CharField(max_length=32, default="")
    """What the address of their calendar is signed with; another one ends the address, none says that there is none."""

    class Meta:
        app_label = "store"


class Membership(models.Model):
    """A role in a body from–to; ``includes_below`` extends it to the bodies below."""

    id = id_field()
    person = models.ForeignKey(Person, models.PROTECT, related_name="memberships")
    body = models.ForeignKey(Body, models.PROTECT, related_name="memberships")
    role = word_field()
    title = texts_field()
    since = models.DateField(null=True)
    until = models.DateField(null=True)
    includes_below = models.BooleanField(default=False)

    class Meta:
        app_label = "store"


class Party(models.Model):
    """An institution outside that a body writes to or works with."""

    id = id_field()
    body = models.ForeignKey(Body, models.PROTECT, related_name="parties")
    names = texts_field()
    aliases = models.JSONField(default=list)
    language = models.CharField(max_length=8, default="en")
    email = models.EmailField(default="")
    address = models.JSONField(default=list)
    contact = models.CharField(max_length=200, default="")
    """Who is written to there; stands under the name in the address."""
    salutation = models.CharField(max_length=200, default="")
    """How a letter in its language begins; empty: the house's words."""
    way = word_field("", blank=True)
    """How it is written to: mail or post; empty: by mail where there is an address for it."""

    class Meta:
        app_label = "store"
