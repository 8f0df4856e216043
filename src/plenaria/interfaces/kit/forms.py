"""Forms in the look of the house: ``FORM_RENDERER = "plenaria.interfaces.kit.forms.Renderer"``.

``{{ form }}`` then renders all fields, ``{{ form.name.as_field_group }}`` one; each with label, help and errors.
"""

from collections.abc import Iterable
from pathlib import Path
from typing import Any

from django import forms
from django.forms.renderers import DjangoTemplates
from django.template.backends.django import DjangoTemplates as Backend
from django.utils.functional import cached_property


class Renderer(DjangoTemplates):
    """Django's own widgets inside the kit's fields; needs nothing of the project's TEMPLATES."""

    form_template_name = "kit/form.html"
    field_template_name = "kit/field.html"

    @cached_property
    def engine(self) -> Backend:
        """The kit's templates first, then Django's for widgets and for those of installed apps."""
        return Backend(
            {
                "APP_DIRS": True,
                "DIRS": [Path(__file__).parent / "templates", Path(forms.__file__).parent / "templates"],
                "NAME": "kitforms",
                "OPTIONS": {"libraries": {"kit": "plenaria.interfaces.kit.templatetags.kit"}},
            }
        )


def offer(form: forms.Form, field: str, choices: Iterable[Any]) -> None:
    """Let that field of the form offer these: pairs of a value and its label, or groups of them."""
    chosen = form.fields[field]
    assert isinstance(chosen, forms.ChoiceField), f"{field} offers nothing to choose from"
    chosen.choices = list(choices)
