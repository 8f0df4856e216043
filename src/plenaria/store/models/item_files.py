"""The files of a point of the agenda: budgets, reports, plans."""

from django.db import models

from plenaria.store.models.fields import id_field, texts_field, word_field
from plenaria.store.models.meetings import AgendaItem
from plenaria.store.models.resolutions import StoredFile


class ItemFile(models.Model):
    """A file that is dealt with at a point of the agenda; ``shown`` is a word of ``core.item_files.SHOWN``."""

    id = id_field()
    item = models.ForeignKey(AgendaItem, models.CASCADE, related_name="files")
    file = models.ForeignKey(StoredFile, models.PROTECT, related_name="+")
    position = models.PositiveSmallIntegerField()
    titles = texts_field()
    language = models.CharField(max_length=8, default="")
    """The language that it is written in, where that was said."""
    shown = word_field("delegates")

    class Meta:
        app_label = "store"
        ordering = ("position", "id")
