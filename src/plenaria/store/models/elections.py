"""Ballot papers of an election, as tellers counted them."""

from django.db import models

from plenaria.store.models.bodies import Person
from plenaria.store.models.polls import Poll


class PaperCount(models.Model):
    """What one teller found in the box; two tellers who found the same agree."""

    poll = models.ForeignKey(Poll, models.PROTECT, related_name="papers")
    teller = models.ForeignKey(Person, models.PROTECT, related_name="+")
    content = models.JSONField()
    """The ballots, or the votes of each candidate (core.voting.elections.papers_counted)."""
    at = models.DateTimeField()

    class Meta:
        app_label = "store"
        constraints = (models.UniqueConstraint(fields=("poll", "teller"), name="one_paper_count_a_teller"),)
