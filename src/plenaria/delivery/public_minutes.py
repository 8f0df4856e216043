"""The files of approved minutes as the public has them: those that were approved, or a public version of them.

A public version is made when somebody first asks for it, and again whenever other names may be shown.
"""

import json
from dataclasses import replace
from hashlib import sha256

from plenaria.core.minutes.written import Written
from plenaria.core.refusal import Refusal
from plenaria.delivery.sealing import letterhead
from plenaria.formats.minutes import MinutesPaper, write_isolated
from plenaria.store import files
from plenaria.store.derived import derived
from plenaria.store.queries import meetings
from plenaria.store.queries import minutes as queries
from plenaria.store.queries.public_minutes import as_public
from plenaria.store.queries.published import FileView


def public_file(meeting: str, form: str, language: str, version: int | None = None) -> tuple[FileView, bytes] | None:
    """A file and its bytes; nothing where there is none, or it can't be made now."""
    file = queries.file_of(meeting, form, language, version)
    text = queries.file_of(meeting, "json", language, version)
    if file is None or text is None:
        return None
    approved = Written.from_data(json.loads(files.load(text.sha256)))
    shown = as_public(meeting, approved)
    if shown == approved:
        return file, files.load(file.sha256)
    data = derived(("minutes", shown.digest, form), lambda: _made(meeting, shown, form))
    if isinstance(data, Refusal):
        return None
    stem, _, ending = file.name.rpartition(f".{language}.")
    name = f"{stem}-public.{language}.{ending}"
    return replace(file, name=name, size=len(data), sha256=sha256(data).hexdigest()), data


def _made(meeting: str, shown: Written, form: str) -> bytes | Refusal:
    view, body = meetings.meeting(meeting), queries.body_head(meeting)
    assert view is not None  # its minutes were approved
    head = letterhead(body.names, body.letterhead, body.accent, body.emblem, shown.language)
    made = write_isolated([(MinutesPaper(shown, head, view.last_day), form)])
    return made if isinstance(made, Refusal) else made[0]
