"""What clauses oblige, who answers for it, and what was reported."""

from django.db import models

from plenaria.store.models.bodies import Body, Person
from plenaria.store.models.fields import id_field, texts_field, word_field
from plenaria.store.models.resolutions import Clause, Resolution, StoredFile


class Commitment(models.Model):
    """One thing to do for a clause, with one accountable owner; a recurring one has a row for each period."""

    id = id_field()
    clause = models.ForeignKey(Clause, models.PROTECT, related_name="commitments")
    body = models.ForeignKey(Body, models.PROTECT, related_name="commitments")
    summaries = texts_field()
    kind = word_field()
    owner = models.ForeignKey(Person, models.PROTECT, null=True, related_name="commitments", db_index=False)
    owner_role = word_field("", blank=True)
    helpers = models.JSONField(default=list)
    parties = models.JSONField(default=list)
    start = models.DateField(null=True)
    due = models.DateField(null=True)
    recurrence = word_field("none")
    """none or yearly."""
    state = word_field("no-word")
    confirmed = models.BooleanField(default=False)
    visibility = word_field("public")
    """A word of ``core.followup.VISIBILITIES``."""
    indicator = models.JSONField(default=dict)
    """What is counted, if anything: ``names`` by language, ``unit``, ``target`` (core.followup.Indicator)."""
    programme = models.ForeignKey("store.Programme", models.SET_NULL, null=True, related_name="commitments")
    serves = models.ForeignKey("store.Meeting", models.SET_NULL, null=True, related_name="served_by")
    """The meeting, of another body as a rule, that it helps to prepare."""
    reminded_on = models.DateField(null=True)
    """The day of the last reminder, by the owner's calendar."""
    reminded_through = models.DateField(null=True)
    """Up to which day the owner was told of it or reminded (core.reminding: what is covered)."""
    hand_over = models.TextField(default="")
    """Who else does this, as ``hand_over_by`` says, who is asked no longer once they don't own it any more."""
    hand_over_by = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")
    unanswered = models.PositiveSmallIntegerField(default=0)
    """How many reminders were sent since somebody last said how things stand."""

    class Meta:
        app_label = "store"
        indexes = (
            # The board of a body, by date; what it is narrowed by is read in the index alone.
            models.Index(
                fields=("body", "due", "id", "confirmed", "state", "visibility", "owner", "kind", "unanswered"),
                name="commitment_board",
            ),
            # The same of many bodies, whose commitments are read by date among all there are.
            models.Index(
                fields=("due", "id", "body", "confirmed", "state", "visibility", "owner", "kind", "unanswered"),
                name="commitment_boards",
            ),
            # Who answers for what, added up for each without sorting.
            models.Index(
                fields=("owner", "body", "due", "confirmed", "state", "visibility", "kind", "unanswered", "id"),
                name="commitment_owner",
            ),
            # What is open: a quarter of all after ten years. And all that a search by what became of clauses asks for.
            models.Index(
                fields=(
                    *("state", "due", "confirmed", "visibility", "clause", "body", "owner", "kind", "unanswered"),
                    "reminded_through",
                ),
                name="commitment_search",
            ),
        )


class DroppedCommitment(models.Model):
    """That a commitment was in a confirmed plan and was dropped from it, for those who followed it: what a calendar
    has to know of it to say that it is cancelled, and nothing else."""

    id = models.CharField(max_length=32, primary_key=True)
    """The commitment's."""
    resolution = models.ForeignKey(Resolution, models.PROTECT, related_name="+")
    at = models.DateTimeField(db_index=True)
    owner = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")
    visibility = word_field("owners")
    start = models.DateField(null=True)
    due = models.DateField(null=True)

    class Meta:
        app_label = "store"


class Update(models.Model):
    """What an owner reported: a state, and a sentence if they wish."""

    id = id_field()
    commitment = models.ForeignKey(Commitment, models.PROTECT, related_name="updates", db_index=False)
    state = word_field()
    sentence = models.TextField(default="")
    language = models.CharField(max_length=8, default="en")
    link = models.URLField(max_length=500, default="")
    value = models.CharField(max_length=24, default="")
    """What the indicator had come to, exact, as it was written."""
    person = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")
    at = models.DateTimeField()

    class Meta:
        app_label = "store"
        ordering = ("at",)
        indexes = (
            models.Index(fields=("-at", "id"), name="update_newest"),
            # Those of a commitment, and the last of them.
            models.Index(fields=("commitment", "at", "id"), name="update_last"),
        )


class Milestone(models.Model):
    """A step on the way, with its day; done on the day that somebody said so."""

    id = id_field()
    commitment = models.ForeignKey(Commitment, models.CASCADE, related_name="milestones")
    position = models.PositiveSmallIntegerField()
    names = texts_field()
    due = models.DateField(null=True)
    done_on = models.DateField(null=True)
    reminded_through = models.DateField(null=True)
    """Up to which day the owner was reminded of it."""

    class Meta:
        app_label = "store"
        ordering = ("position",)
        indexes = (
            # Those that somebody is reminded of.
            models.Index(
                fields=("due", "reminded_through", "commitment"),
                condition=models.Q(done_on__isnull=True),
                name="milestone_open",
            ),
        )


class Evidence(models.Model):
    """What shows that something was done: a file, a photograph, an address, a letter of ours and what was answered."""

    id = id_field()
    update = models.ForeignKey(Update, models.PROTECT, related_name="evidence")
    position = models.PositiveSmallIntegerField()
    kind = word_field()
    """A word of ``core.followup.EVIDENCE``."""
    file = models.ForeignKey(StoredFile, models.PROTECT, null=True, related_name="+")
    link = models.URLField(max_length=500, default="")
    dispatch = models.ForeignKey("store.Dispatch", models.PROTECT, null=True, related_name="+")
    caption = models.CharField(max_length=300, default="")
    """In the language of the update; of a photograph, what is to be seen on it."""

    class Meta:
        app_label = "store"
        ordering = ("position",)


class Programme(models.Model):
    """Work that goes on from resolution to resolution; each year's commitments attach to it."""

    id = id_field()
    body = models.ForeignKey(Body, models.PROTECT, related_name="programmes")
    slug = models.SlugField(max_length=60)
    names = texts_field()
    summaries = texts_field()
    begun = models.DateField(null=True)
    ended = models.DateField(null=True)

    class Meta:
        app_label = "store"
        ordering = ("slug",)
        constraints = (models.UniqueConstraint(fields=("body", "slug"), name="programme_slug"),)


class Implementing(models.Model):
    """A clause of one body by which it carries out a clause of a body above."""

    id = id_field()
    clause = models.ForeignKey(Clause, models.PROTECT, related_name="implements")
    above = models.ForeignKey(Clause, models.PROTECT, related_name="implemented_by")
    at = models.DateTimeField()
    person = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")

    class Meta:
        app_label = "store"
        constraints = (models.UniqueConstraint(fields=("clause", "above"), name="implements_once"),)
