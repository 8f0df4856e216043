"""What clauses do to earlier ones: amend, supersede, annul; and what the body notes as spent."""

from django.db import models

from plenaria.store.models.bodies import Person
from plenaria.store.models.fields import id_field, texts_field, word_field
from plenaria.store.models.resolutions import Clause


class Effect(models.Model):
    """What is done to a clause. It works once the clause that does it is adopted; until then it is proposed with it."""

    id = id_field()
    clause = models.ForeignKey(Clause, models.PROTECT, related_name="effects")
    """The clause to which it is done."""
    by = models.ForeignKey(Clause, models.PROTECT, null=True, related_name="changes")
    """The clause that does it; none where the body only notes it."""
    verb = word_field()
    """A word of ``core.validity.VERBS``."""
    words = texts_field()
    """The new words of the clause."""
    since = models.DateField(null=True)
    """Its first day; while it is proposed, none means the day of the adoption."""
    reason = models.CharField(max_length=500, default="")
    decided = models.BooleanField(default=False)
    """Whether it is decided; else it is proposed."""
    applied = models.BooleanField(default=False)
    """Whether its day has come and the clause says so (``Clause.validity``)."""
    made_at = models.DateTimeField()
    person = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")

    class Meta:
        app_label = "store"
        ordering = ("made_at", "id")
