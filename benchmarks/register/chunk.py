"""Rows of one portion of the generated register, table by table, until they are written."""

import random
from dataclasses import dataclass, field
from typing import Any

from benchmarks.register.tables import Row

from plenaria.store.index import Document
from plenaria.store.models.fields import ALPHABET


def new_id(chance: random.Random) -> str:
    """An id as all have it."""
    return "".join(ALPHABET[byte & 31] for byte in chance.randbytes(16))


@dataclass(slots=True)
class Chunk:
    """Rows by model, and what is found of them by its words."""

    rows: dict[str, list[Row]] = field(default_factory=dict)
    documents: list[Document] = field(default_factory=list)
    head: tuple[int, list[str]] | None = None
    """Of the last one: size and frontier of the journal."""

    def add(self, model: str, *row: Any) -> None:
        """One row: the columns that ``COLUMNS`` names."""
        self.rows.setdefault(model, []).append(row)


COLUMNS: dict[str, tuple[str, ...]] = {
    "Body": ("id", "slug", "parent_id", "level", "names", "short_names", "languages"),
    "Person": ("id", "body_id", "names"),
    "Party": ("id", "body_id", "names"),
    "Meeting": (
        "id",
        "body_id",
        "slug",
        "number",
        "kind",
        "names",
        "places",
        "first_day",
        "last_day",
        "languages",
        "state",
        "rules",
        "opened_at",
        "closed_at",
    ),
    "Credential": ("id", "meeting_id", "person_id", "delegation_id", "seat", "state"),
    "Presence": ("credential_id", "since", "until"),
    "AgendaItem": ("id", "meeting_id", "position", "titles", "resolution_id", "state"),
    "Resolution": (
        "id",
        "body_id",
        "meeting_id",
        "slug",
        "number",
        "language",
        "state",
        "created_at",
        "adopted_on",
        "adopted_by_id",
        "adopted_sha256",
        "published_at",
    ),
    "TextVersion": ("id", "resolution_id", "language", "revision", "content", "sha256", "made_at"),
    "Clause": ("id", "resolution_id", "position", "number", "fragment", "kind", "valid_from"),
    "Question": ("id", "meeting_id", "resolution_id", "titles", "position"),
    "Poll": (
        "id",
        "question_id",
        "meeting_id",
        "number",
        "method",
        "rule",
        "state",
        "roll_size",
        "present",
        "opened_at",
        "closed_at",
        "declared_at",
        "decision",
        "promised",
    ),
    "RollSeat": ("poll_id", "credential_id", "present"),
    "Vote": ("poll_id", "credential_id", "choice", "key", "at", "leaf"),
    "StoredFile": ("id", "sha256", "name", "media_type", "size", "made_at"),
    "Document": ("id", "resolution_id", "format", "language", "file_id"),
    "Seal": ("id", "resolution_id", "bundle_id", "manifest_sha256", "key", "checkpoint_size", "at"),
    "PublicationRecord": ("id", "resolution_id", "body_id", "outlet", "address", "on"),
    "Commitment": ("id", "clause_id", "body_id", "summaries", "kind", "owner_id", "due", "state", "confirmed"),
    "Update": ("id", "commitment_id", "state", "sentence", "person_id", "at"),
    "Dispatch": ("id", "resolution_id", "clause_id", "party_id", "purpose", "language", "state"),
    "Passage": (
        "place",
        "resolution_id",
        "poll_id",
        "minutes_id",
        "clause_id",
        "language",
        "position",
        "part",
        "number",
        "fragment",
        "text",
    ),
    "Reference": (
        "id",
        "resolution_id",
        "language",
        "position",
        "fragment",
        "clause",
        "text",
        "cited_body",
        "cited_number",
        "number_key",
        "cited_date",
        "cited_clause",
        "cited_id",
    ),
    "Leaf": ("index", "kind", "at", "subject", "body_id", "meeting_id", "data", "hash"),
    "Node": ("place", "hash"),
}
