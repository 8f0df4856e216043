"""Secret ballots: who has voted, the sealed ballots while the poll is open, and what was counted when it closed.

Nothing leads from one table to another: no key, no time, no order of arrival. SQLite keeps all three without a rowid
(``store.sqlite.schema``), sorted by their keys. What can still be told from the pages of a database file and from
PostgreSQL's row versions while a poll is open, and why it is worth nothing without the poll's key: docs/secret.md.
"""

import secrets

from django.db import models

from plenaria.store.models.meetings import Credential
from plenaria.store.models.polls import Poll


def ballot_id() -> str:
    """128 random bits, in hexadecimal: they say nothing of when or by whom the ballot was cast."""
    return secrets.token_hex(16)


class HasVoted(models.Model):
    """A seat has voted in a secret poll. When, and what, is not here."""

    pk = models.CompositePrimaryKey("poll_id", "credential_id")
    poll = models.ForeignKey(Poll, models.PROTECT, related_name="has_voted", db_index=False)
    credential = models.ForeignKey(Credential, models.PROTECT, related_name="+", db_index=False)
    key_hash = models.CharField(max_length=64)
    """SHA-256 of the key that the phone made: the same key again is the same ballot. It is the seat's own."""

    class Meta:
        app_label = "store"


class SealedBallot(models.Model):
    """A ballot while its poll is open, encrypted to the poll's key; removed when the poll is closed or void."""

    pk = models.CompositePrimaryKey("poll_id", "id")
    poll = models.ForeignKey(Poll, models.PROTECT, related_name="sealed_ballots", db_index=False)
    id = models.CharField(max_length=32)
    sealed = models.BinaryField()
    """Of the same length whatever it says (``store.poll_keys``)."""

    class Meta:
        app_label = "store"


class CountedBallot(models.Model):
    """How many ballots of a closed poll say the same; nothing else is kept of them."""

    pk = models.CompositePrimaryKey("poll_id", "ballot")
    poll = models.ForeignKey(Poll, models.PROTECT, related_name="counted_ballots", db_index=False)
    ballot = models.CharField(max_length=400)
    """As ``Vote.choice`` says it: *for*, or ``3>1``."""
    many = models.PositiveIntegerField()

    class Meta:
        app_label = "store"
        ordering = ("ballot",)
