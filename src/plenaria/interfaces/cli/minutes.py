"""The minutes of a meeting at the console: as they were approved, or the draft as it reads now."""

from pathlib import Path
from typing import Annotated

import typer

from plenaria.core.refusal import Refusal, unacceptable
from plenaria.interfaces.cli.papers import put
from plenaria.interfaces.cli.serving import start_django
from plenaria.interfaces.cli.speech import language, refuse


def minutes(
    meeting: Annotated[str, typer.Argument(help="The meeting: body and meeting as in its address (peru/xiii), or id.")],
    out: Annotated[
        Path | None,
        typer.Option("--out", "-o", help="The file: .pdf, .docx, .md, .txt or .json. Without it, text is printed."),
    ] = None,
    speaks: Annotated[str, typer.Option("--language", help="A language of the meeting (ru, es, en …).")] = "",
    draft: Annotated[bool, typer.Option(help="The draft as it reads now, also of approved minutes.")] = False,
) -> None:
    """Write the minutes of a meeting into a file: approved ones as they were approved, else the draft."""
    start_django()
    from plenaria.delivery.minutes import as_file
    from plenaria.formats.minutes import FORMATS
    from plenaria.store import files
    from plenaria.store.queries.meetings import meeting as by_id
    from plenaria.store.queries.meetings import meeting_at
    from plenaria.store.queries.minutes import file_of

    body, slash, slug = meeting.partition("/")
    found = meeting_at(body, slug) if slash else by_id(meeting)
    if found is None:
        refuse(unacceptable("meeting-unknown"))
    form = out.suffix.removeprefix(".").lower() if out else "txt"
    if form not in FORMATS:
        refuse(unacceptable("format-unknown", format=form, known=", ".join(FORMATS)))
    spoken = speaks or (language() if language() in found.languages else found.languages[0])
    if spoken not in found.languages:
        refuse(unacceptable("minutes-language-unknown"))
    kept = None if draft else file_of(found.id, form, spoken)
    written = files.load(kept.sha256) if kept else as_file(found.id, spoken, form)
    if isinstance(written, Refusal):
        refuse(written)
    put(written, out or Path("-"))
