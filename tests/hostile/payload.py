"""What somebody might write into a field, and a world in which everybody has."""

from typing import Any

from django.apps import apps
from django.db import connection, models

MARK = "M4RK"
HOSTILE = (
    f"\u202e\"'>]]>--></title></textarea></style><script>{MARK}()</script><img src=x onerror={MARK}()>"
    f'<a href="javascript:{MARK}()">&lt;b&gt;{{{{{MARK}}}}}{{% {MARK} %}}\nATTACH:{MARK}\n'
)
"""Ends attributes, comments, sections, lines and the elements whose content is no markup, and begins others: a script,
an image, a link, a line of a calendar. The first sign turns round the direction of what follows (UAX 9, RLO)."""

NAMES = (
    "name",
    "caption",
    "note",
    "reason",
    "subject",
    "contact",
    "salutation",
    "ruling",
    "sentence",
    "names",
    "titles",
    "title",
    "places",
)
"""Columns that people fill in, and whose content needs no space in it to be a person's words."""

SHARES = ("more than ", "at least ")
"""Values of a rule that begin so are the house's own words (``core.voting.elections.setting``)."""


def poison() -> int:
    """Add ``HOSTILE`` to every text of every table, also where no form or file would let it in; how many cells.

    The journal's triggers are taken away for as long as this transaction lasts: minutes are read from the journal.
    """
    with connection.cursor() as cursor:
        cursor.execute("SELECT name FROM sqlite_master WHERE type = 'trigger' AND sql LIKE '%%append-only%%'")
        for (trigger,) in cursor.fetchall():
            cursor.execute(f'DROP TRIGGER "{trigger}"')
    return sum(_poison(model) for model in apps.get_app_config("store").get_models())


def _poison(model: type[models.Model]) -> int:
    kinds = (models.CharField, models.TextField, models.JSONField)
    fields = [field for field in model._meta.concrete_fields if isinstance(field, kinds) and not field.is_relation]
    cells = 0
    for row in model._default_manager.all():
        old = {field.attname: getattr(row, field.attname) for field in fields}
        new = {
            name: poisoned(value, always=name in NAMES and bool(value)) for name, value in old.items() if name != "id"
        }
        changed = {name: value for name, value in new.items() if value != old[name]}
        if changed:
            model._default_manager.filter(pk=row.pk).update(**changed)
            cells += len(changed)
    return cells


def poisoned(value: Any, *, always: bool = False) -> Any:
    """A value whose human words end in ``HOSTILE``: words have a space in them, or letters beyond ASCII."""
    match value:
        # A drawing is checked where it is handed in: what is stored is markup, no text. Numbers are no words.
        case str() if value.startswith(("<svg", *SHARES)) or not any(sign.isalpha() for sign in value):
            return value
        case str() if always or " " in value or not value.isascii():
            return value + HOSTILE
        case list():
            return [poisoned(each, always=always) for each in value]
        case dict():
            return {key: poisoned(each, always=always) for key, each in value.items()}
        case _:
            return value
