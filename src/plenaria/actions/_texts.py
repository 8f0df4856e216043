"""What every way of bringing a text in shares: whether it can be stored, its clauses' ids and rows, its file."""

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import datetime
from unicodedata import category

from plenaria.core.refusal import Refusal, unacceptable
from plenaria.core.text import canonical
from plenaria.core.text.consolidation import with_ids
from plenaria.core.text.identifiers import fragments
from plenaria.core.text.resolution import Clause, Resolution
from plenaria.store import models
from plenaria.store.models.fields import new_id

LONGEST_NUMBER, LONGEST_LINK = 20, 40
"""Characters of a clause's printed number, and of its permalink, that the store holds."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Upload:
    """The file that a text came from; its bytes are already kept (``store.files.keep``)."""

    sha256: str
    name: str
    media_type: str
    size: int


def complete(text: Resolution) -> bool | Refusal:
    """Whether a text can be stored, put to the vote and printed."""
    if not text.title.strip():
        return unacceptable("text-without-title")
    if not text.clauses:
        return unacceptable("text-without-clauses")
    links = fragments(text)
    for clause in text.walk():
        if len(clause.number) > LONGEST_NUMBER or len(links[clause.id]) > LONGEST_LINK:
            return unacceptable("clause-number-too-long", number=clause.number[:60], limit=LONGEST_NUMBER)
    for sign in _unwritable(canonical.dump(text)):
        return unacceptable("paper-control-characters", letters=f"U+{ord(sign):04X}")
    return True


def legible[Value](value: Value) -> Value:
    """A value of JSON with a mark in the place of every sign that a database does not hold."""
    if isinstance(value, str):
        bad = set(_unwritable(value))
        return "".join("\N{REPLACEMENT CHARACTER}" if each in bad else each for each in value)  # type: ignore[return-value] # a str for a str
    if isinstance(value, dict):
        return {key: legible(each) for key, each in value.items()}  # type: ignore[return-value] # a dict for a dict
    if isinstance(value, list):
        return [legible(each) for each in value]  # type: ignore[return-value] # a list for a list
    return value


def _unwritable(value: object) -> Iterator[str]:
    """Control characters and halves of characters: no database, XML or page holds them."""
    if isinstance(value, str):
        if not value.isprintable():
            yield from (sign for sign in value if category(sign) in ("Cc", "Cs") and sign not in "\n\t")
    elif isinstance(value, dict):
        for each in value.values():
            yield from _unwritable(each)
    elif isinstance(value, list):
        for each in value:
            yield from _unwritable(each)


def with_own_ids(text: Resolution, known: Collection[str], given: dict[str, str]) -> Resolution:
    """The text with an opaque id for every clause: the known ones stay, and no two clauses share one.

    ``given`` remembers what a new clause was named, for the same clause in another language.
    """
    seen: set[str] = set()

    def name(old: str) -> str:
        wanted = old if old in known else given.get(old)
        if wanted is None or wanted in seen:
            wanted = new_id()
            if old:
                given.setdefault(old, wanted)
        seen.add(wanted)
        return wanted

    return with_ids(text, name)


def stored(upload: Upload | None, at: datetime) -> models.StoredFile | None:
    """The row that names the file, if there is one."""
    return None if upload is None else kept(upload, at)


def kept(upload: Upload, at: datetime) -> models.StoredFile:
    """The row that names the file."""
    return models.StoredFile.objects.create(
        sha256=upload.sha256, name=upload.name[-200:], media_type=upload.media_type, size=upload.size, made_at=at
    )


def follow_clauses(row: models.Resolution, text: Resolution) -> None:
    """Bring the rows of the clauses up to the text: what is gone from it is marked, never deleted."""
    links = fragments(text)
    parents = {child.id: clause.id for clause in text.walk() for child in clause.children}
    seen = []
    for position, clause in enumerate(text.walk()):
        models.Clause.objects.update_or_create(
            id=clause.id,
            defaults=_clause_fields(row, clause, position, parents.get(clause.id), links[clause.id]),
        )
        seen.append(clause.id)
    row.clauses.exclude(id__in=seen).update(removed=True)


def _clause_fields(
    row: models.Resolution, clause: Clause, position: int, parent: str | None, link: str
) -> dict[str, object]:
    return {
        "resolution": row,
        "parent_id": parent,
        "position": position,
        "level": clause.level,
        "number": clause.number,
        "fragment": link,
        "kind": clause.kind,
        "also": list(clause.also),
        "removed": False,
    }
