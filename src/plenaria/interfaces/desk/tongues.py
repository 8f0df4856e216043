"""Fields that are asked for once in each language."""

from collections.abc import Mapping, Sequence
from typing import Any

from django import forms
from django.conf import settings
from django.utils.translation import gettext_lazy

from plenaria.interfaces.desk.meetings import language_name


def offered(*known: Sequence[str]) -> list[str]:
    """The languages that are known already, in their order, then those of the pages."""
    return list(
        dict.fromkeys([*(code for codes in known for code in codes), *(code for code, _ in settings.LANGUAGES)])
    )


def choices(codes: Sequence[str]) -> list[tuple[str, str]]:
    """Languages to choose from, each in its own words."""
    return [(code, language_name(code)) for code in codes]


class NamedForm(forms.Form):
    """A form that asks for a name in each of some languages; one is enough."""

    name_label = gettext_lazy("Name (%(language)s)")
    """What the name is called; people and things have different words for it in some languages."""

    def __init__(
        self, *args: Any, tongues: Sequence[str], names: Mapping[str, str] | None = None, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.tongues = tuple(tongues)
        for each in tongues:
            label = self.name_label % {"language": language_name(each)}
            initial = (names or {}).get(each, "")
            self.fields[f"name_{each}"] = forms.CharField(label=label, required=False, max_length=200, initial=initial)

    def name_fields(self) -> list[forms.BoundField]:
        """The fields of the name, a language each."""
        return [self[f"name_{each}"] for each in self.tongues]

    def other_fields(self) -> list[forms.BoundField]:
        """All the others, in their order."""
        return [field for field in self if not field.name.startswith("name_")]

    def names(self) -> dict[str, str]:
        """What was written, by language."""
        data = self.cleaned_data
        return {each: data[f"name_{each}"] for each in self.tongues if data[f"name_{each}"]}
