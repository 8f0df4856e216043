"""Approved minutes as the public reads them: under the names that the body's rule lets it read."""

import json
from collections.abc import Mapping

from plenaria.core.minutes.public import Hidden, public
from plenaria.core.minutes.written import Written
from plenaria.phrases.catalogue import translation
from plenaria.store import files
from plenaria.store.models import Credential, Minutes, Poll
from plenaria.store.queries import minutes as queries
from plenaria.store.queries import publication


def public_text(meeting: str, language: str, version: int | None = None) -> Written | None:
    """A version as the public reads it, the latest where none is named; nothing where there is none approved."""
    file = queries.file_of(meeting, "json", language, version)
    if file is None:
        return None
    return as_public(meeting, Written.from_data(json.loads(files.load(file.sha256))))


def as_public(meeting: str, written: Written) -> Written:
    """The same of minutes that are at hand."""
    found = hidden(meeting, written.language)
    note = translation(written.language).gettext("Public version: some names are replaced, as the body lays down.")
    return public(written, found, note) if found else written


def hidden(meeting: str, language: str) -> Hidden:
    """Name → what stands for it, of those who had a seat. Who chaired, signed or settled a vote is named by office."""
    seats = Credential.objects.filter(meeting_id=meeting).select_related("person", "delegation", "meeting")
    row = next(iter(seats[:1]), None)
    if row is None:
        return Hidden({}, {})
    naming = publication.naming(row.meeting.body_id)
    office = _in_office(meeting)
    everywhere: dict[str, str] = {}
    in_speeches: dict[str, str] = {}
    for seat in (each for each in seats if each.person_id not in office):
        for part, into in (("delegates", everywhere), ("speakers", in_speeches)):
            if not naming.shows(part, seat.person.consent):
                stands = _in(naming.seat(seat, part), language)
                into |= dict.fromkeys(seat.person.names.values(), stands)
    return Hidden(everywhere, in_speeches)


def _in_office(meeting: str) -> set[str]:
    signed = Minutes.objects.filter(meeting_id=meeting).values_list("chair_id", "secretary_id")
    settled = Poll.objects.filter(meeting_id=meeting, settled_by__isnull=False).values_list("settled_by_id", flat=True)
    return {each for pair in signed for each in pair if each} | {each for each in settled if each}


def _in(names: Mapping[str, str], language: str) -> str:
    return next((names[each] for each in (language, "en", *names) if names.get(each)), "…")
