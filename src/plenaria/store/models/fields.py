"""What the models share: opaque ids, texts in several languages, and a list of all choices as plain words."""

import secrets
from typing import Any

from django.db import models

ALPHABET = "abcdefghijkmnpqrstuvwxyz23456789"
"""Without l, o, 0 and 1: an id may be read out over a telephone."""


def new_id() -> str:
    """An opaque id of 16 characters (80 bits), which says nothing of when or in what order it was made."""
    return "".join(ALPHABET[byte & 31] for byte in secrets.token_bytes(16))


class IdField(models.CharField):  # type: ignore[type-arg] # Django itself knows no type parameters
    """A text column that fills itself with a new id; a migration sees the column alone and imports nothing of ours."""

    def __init__(self, **_: Any) -> None:
        super().__init__(max_length=32, primary_key=True, default=new_id, editable=False)

    def deconstruct(self) -> tuple[str, str, list[Any], dict[str, Any]]:
        name, _path, arguments, options = super().deconstruct()
        return name, "django.db.models.CharField", list(arguments), {**options, "default": ""}


def id_field() -> "models.CharField[str, str]":
    """The primary key of every row that people may point at."""
    return IdField()


def texts_field() -> "models.JSONField[dict[str, str], dict[str, str]]":
    """A text in several languages: language code → text."""
    return models.JSONField(default=dict)


def word_field(default: str | None = None, **options: Any) -> "models.CharField[str, str]":
    """A state, kind or role: a word of ``core``, never a number."""
    if default is not None:
        options["default"] = default
    return models.CharField(max_length=32, **options)
