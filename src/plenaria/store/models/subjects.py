"""What a body's resolutions are about: its list of subjects, and where each is dealt with."""

from django.db import models

from plenaria.store.models.bodies import Body
from plenaria.store.models.fields import id_field, texts_field
from plenaria.store.models.resolutions import Clause, Resolution


class Subject(models.Model):
    """A subject of a body's list; its address stays, its names may be corrected."""

    id = id_field()
    body = models.ForeignKey(Body, models.PROTECT, related_name="subjects")
    slug = models.SlugField(max_length=60)
    names = texts_field()

    class Meta:
        app_label = "store"
        ordering = ("slug",)
        constraints = (models.UniqueConstraint(fields=("body", "slug"), name="subject_slug"),)


class SubjectMark(models.Model):
    """A resolution, or one clause of it, deals with a subject."""

    id = id_field()
    subject = models.ForeignKey(Subject, models.CASCADE, related_name="marks")
    resolution = models.ForeignKey(Resolution, models.PROTECT, related_name="subject_marks")
    clause = models.ForeignKey(Clause, models.PROTECT, null=True, related_name="subject_marks")

    class Meta:
        app_label = "store"
        constraints = (
            models.UniqueConstraint(
                fields=("subject", "resolution"), condition=models.Q(clause=None), name="subject_of_resolution"
            ),
            models.UniqueConstraint(fields=("subject", "clause"), name="subject_of_clause"),
        )
