"""What was put to the vote, each putting of it, and every vote and count (Popolo Motion, VoteEvent, Vote, Count)."""

from django.db import models

from plenaria.store.models.bodies import Person
from plenaria.store.models.fields import id_field, texts_field, word_field
from plenaria.store.models.meetings import AgendaItem, Credential, Meeting
from plenaria.store.models.resolutions import Clause, Resolution


class Question(models.Model):
    """What is put to the vote: one clause, a whole text, an amendment to it, or words of its own."""

    id = id_field()
    meeting = models.ForeignKey(Meeting, models.PROTECT, related_name="questions")
    item = models.ForeignKey(AgendaItem, models.SET_NULL, null=True, related_name="questions")
    resolution = models.ForeignKey(Resolution, models.PROTECT, null=True, related_name="questions")
    clause = models.ForeignKey(Clause, models.PROTECT, null=True, related_name="questions")
    amendment = models.ForeignKey("store.Amendment", models.PROTECT, null=True, related_name="questions")
    """The amendment that is put; then ``clause`` is empty, and the resolution is the one that it changes."""
    titles = texts_field()
    position = models.PositiveIntegerField()
    election = models.JSONField(null=True)
    """Of an election: its method, places and candidates (core.voting.elections); empty where a motion is put."""
    effect = word_field("")
    """What its adoption does by itself: ``close-list`` closes the list of speakers of its point."""

    class Meta:
        app_label = "store"
        ordering = ("position",)

    @property
    def puts_whole(self) -> bool:
        """Whether a whole text is put."""
        return bool(self.resolution_id) and not self.clause_id and not self.amendment_id


class Poll(models.Model):
    """One putting of a question under one rule; roll, rule and arithmetic are frozen with it."""

    id = id_field()
    question = models.ForeignKey(Question, models.PROTECT, related_name="polls")
    meeting = models.ForeignKey(Meeting, models.PROTECT, related_name="polls")
    number = models.PositiveIntegerField()
    """Counted through the meeting: *vote 7*."""
    method = word_field()
    """How it is taken: a word of ``core.polls.METHODS``."""
    putting = models.PositiveSmallIntegerField(default=1)
    """Which putting of its question it is, void ones not counted: some rules let a second tie be lost."""
    rule_name = word_field("ordinary")
    rule = models.JSONField()
    election = models.JSONField(null=True)
    """The question's election, frozen when the poll opens."""
    denominator = models.PositiveBigIntegerField(default=1)
    """The weights of its roll are in units of 1/``denominator``."""
    mixed = models.BooleanField(default=False)
    """Phones and the room together: see ``core.polls.takes_phones`` and ``waits_for_word``."""
    drawing = word_field("first")
    """How the order of a called roll is drawn: a word of ``core.polls.DRAWINGS``."""
    order = models.JSONField(default=list)
    """The seats of a called roll in the order that was drawn."""
    closes_at = models.DateTimeField(null=True)
    """Of a vote by correspondence: no vote is taken at or after this moment. Empty for one taken at a sitting."""
    remind_at = models.JSONField(default=list)
    """Of a vote by correspondence: when those who have not voted are written to again (ISO 8601, UTC), in order."""
    result_mailed = models.BooleanField(default=False)
    """Of a vote by correspondence: whether those on the roll are sent the result; frozen from the body's setting."""
    promised = models.JSONField(null=True)
    """What the public will see of it (core.publication.Rule) as it was told when it was opened."""
    state = word_field("prepared")
    roll_size = models.PositiveIntegerField(default=0)
    present = models.PositiveIntegerField(default=0)
    opened_at = models.DateTimeField(null=True)
    closed_at = models.DateTimeField(null=True)
    declared_at = models.DateTimeField(null=True)
    decision = models.JSONField(null=True)
    count = models.JSONField(null=True)
    """Of an election: the whole count, every round (core.voting.elections.Count)."""
    lot = models.JSONField(default=list)
    """Of an election: its candidates in the order in which lots were drawn, where a tie asked for one."""
    reason = models.TextField(default="")
    """Why it was declared void."""
    settled_by = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")
    """Who presided and gave the casting vote in a tie."""

    class Meta:
        app_label = "store"
        ordering = ("number",)
        constraints = (models.UniqueConstraint(fields=("meeting", "number"), name="poll_number"),)
        indexes = (models.Index(fields=("opened_at", "id"), name="poll_opened"),)


class RollSeat(models.Model):
    """A seat of a poll's frozen roll."""

    poll = models.ForeignKey(Poll, models.PROTECT, related_name="roll", db_index=False)
    credential = models.ForeignKey(Credential, models.PROTECT, related_name="+", db_index=False)
    held_by = models.ForeignKey(Credential, models.PROTECT, null=True, related_name="+")
    """The seat that holds its proxy."""
    weight = models.PositiveBigIntegerField(default=1)
    present = models.BooleanField(default=False)
    """In the room, or represented by a seat that is."""
    unanswered = models.JSONField(default=list)
    """Of a called roll: the key of each entry that says that it was called and not there."""
    told = models.PositiveSmallIntegerField(default=0)
    """Of a vote by correspondence: how many of its mails its holder needs no more (``core.mailings``)."""

    class Meta:
        app_label = "store"
        constraints = (models.UniqueConstraint(fields=("poll", "credential"), name="roll_seat"),)


class Vote(models.Model):
    """A named choice as it was cast; a changed vote is a second row, and only the later one is current."""

    # Each index costs every vote; the two constraints below find all that is looked for.
    poll = models.ForeignKey(Poll, models.PROTECT, related_name="votes", db_index=False)
    credential = models.ForeignKey(Credential, models.PROTECT, related_name="votes", db_index=False)
    choice = models.CharField(max_length=400)
    """For, against or abstain; in an election the numbers of candidates, the most preferred first (``3>1``)."""
    key = models.CharField(max_length=64)
    """Made by the phone; the same key again is the same vote."""
    at = models.DateTimeField()
    leaf = models.BigIntegerField()
    current = models.BooleanField(default=True)

    class Meta:
        app_label = "store"
        constraints = (
            models.UniqueConstraint(fields=("poll", "credential", "key"), name="vote_key"),
            models.UniqueConstraint(
                fields=("poll", "credential"), condition=models.Q(current=True), name="vote_current"
            ),
        )


class HandCount(models.Model):
    """What one teller counted."""

    poll = models.ForeignKey(Poll, models.PROTECT, related_name="counts")
    teller = models.ForeignKey(Person, models.PROTECT, related_name="+")
    in_favour = models.PositiveIntegerField()
    against = models.PositiveIntegerField()
    abstaining = models.PositiveIntegerField()
    invalid = models.PositiveIntegerField(default=0)
    """Papers that say nothing, or too much: counted, and part of no base."""
    at = models.DateTimeField()

    class Meta:
        app_label = "store"
        constraints = (models.UniqueConstraint(fields=("poll", "teller"), name="one_count_a_teller"),)
