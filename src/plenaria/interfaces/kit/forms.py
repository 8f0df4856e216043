"""Forms in the look of the house: ``FORM_RENDERER = "plenaria.interfaces.kit.forms.Renderer"``.

``{{ form }}`` then renders all fields, ``{{ form.name.as_field_group }}`` one; each with label, help and errors.
"""

from collections.abc import Iterable, Mapping
from html import escape
from pathlib import Path
from typing import Any

from django import forms
from django.forms.renderers import DjangoTemplates
from django.http import HttpRequest
from django.template.backends.django import DjangoTemplates as Backend
from django.utils.functional import cached_property
from django.utils.html import conditional_escape
from django.utils.safestring import SafeString, mark_safe


class Renderer(DjangoTemplates):
    """Django's own widgets inside the kit's fields; needs nothing of the project's TEMPLATES."""

    form_template_name = "kit/form.html"
    field_template_name = "kit/field.html"

    def render(self, template_name: str, context: dict[str, Any], request: HttpRequest | None = None) -> str:
        """What Django renders; choices it would render one by one, twenty microseconds each of hundreds."""
        if template_name == forms.Select.template_name:
            return _select(context["widget"])
        return super().render(template_name, context, request)

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


def _select(widget: Mapping[str, Any]) -> SafeString:
    """As ``django/forms/widgets/select.html`` has it."""
    drawn = []
    for group, options, _place in widget["optgroups"]:
        inner = (
            f'\n  <option value="{_escaped(str(each["value"]))}"{_attributes(each["attrs"])}>'
            f"{_escaped(each['label'])}</option>"
            for each in options
        )
        words = "".join(inner)
        drawn.append(f'\n  <optgroup label="{conditional_escape(group)}">{words}\n  </optgroup>' if group else words)
    opened = f'<select name="{conditional_escape(widget["name"])}"{_attributes(widget["attrs"])}>'
    return mark_safe(f"{opened}{''.join(drawn)}\n</select>")  # noqa: S308 - each part is escaped


def _escaped(words: Any) -> str:
    return escape(words) if type(words) is str else conditional_escape(words)


def _attributes(given: Mapping[str, Any]) -> str:
    return "".join(
        f" {conditional_escape(name)}"
        if value is True
        else f' {conditional_escape(name)}="{conditional_escape(str(value))}"'
        for name, value in given.items()
        if value is not False
    )


def offer(form: forms.Form, field: str, choices: Iterable[Any]) -> None:
    """Let that field of the form offer these: pairs of a value and its label, or groups of them."""
    chosen = form.fields[field]
    assert isinstance(chosen, forms.ChoiceField), f"{field} offers nothing to choose from"
    chosen.choices = list(choices)
