"""The canonical form of a resolution: what is stored as the text of a version, and what is sealed.

Only dictionaries, lists, strings and whole numbers, so that RFC 8785 has one way to write it. An absent value is left
out, never null; an empty string or list is left out where it is the default. Dates are ISO 8601.
``load`` gives back exactly what ``dump`` was given. Keys are part of what is sealed: they are never renamed, and a
change of form gets a new ``form``.
"""

from collections.abc import Mapping
from datetime import date
from typing import Any

from plenaria.core.text.resolution import (
    Adoption,
    Attachment,
    Citation,
    Clause,
    Place,
    Recital,
    Resolution,
    Signature,
)
from plenaria.core.text.resolution import Warning as Caution

FORM = "plenaria-text-1"

type Data = dict[str, Any]


def dump(resolution: Resolution) -> Data:
    """The canonical form of ``resolution``."""
    return _kept(
        form=FORM,
        language=resolution.language,
        title=resolution.title,
        number=resolution.number,
        date=resolution.date.isoformat() if resolution.date else None,
        venue=resolution.venue,
        body=resolution.body,
        letterhead=list(resolution.letterhead) or None,
        formula=resolution.formula,
        recitals=[_dump_recital(recital) for recital in resolution.recitals] or None,
        clauses=[_dump_clause(clause) for clause in resolution.clauses] or None,
        closing=resolution.closing,
        adoption=_dump_adoption(resolution.adoption) if resolution.adoption else None,
        signatures=[{"role": each.role, "name": each.name} for each in resolution.signatures] or None,
        dispatch=list(resolution.dispatch) or None,
        attachments=[_dump_attachment(each) for each in resolution.attachments] or None,
        furniture=list(resolution.furniture) or None,
        unplaced=list(resolution.unplaced) or None,
        warnings=[{"code": each.code, "line": each.line, "text": each.text} for each in resolution.warnings] or None,
    )


def load(data: Mapping[str, Any]) -> Resolution:
    """The resolution whose canonical form is ``data``.

    Raises ``ValueError`` where ``data`` is of another form, ``KeyError`` where something needed is missing.
    """
    if data.get("form") != FORM:
        raise ValueError(f"not of the form {FORM}: {data.get('form')!r}")
    return Resolution(
        language=data["language"],
        title=data["title"],
        number=data.get("number"),
        date=date.fromisoformat(data["date"]) if "date" in data else None,
        venue=data.get("venue"),
        body=data.get("body"),
        letterhead=tuple(data.get("letterhead", ())),
        formula=data.get("formula"),
        recitals=tuple(_load_recital(each) for each in data.get("recitals", ())),
        clauses=tuple(_load_clause(each) for each in data.get("clauses", ())),
        closing=data.get("closing"),
        adoption=_load_adoption(data["adoption"]) if "adoption" in data else None,
        signatures=tuple(Signature(each["role"], each["name"]) for each in data.get("signatures", ())),
        dispatch=tuple(data.get("dispatch", ())),
        attachments=tuple(_load_attachment(each) for each in data.get("attachments", ())),
        furniture=tuple(data.get("furniture", ())),
        unplaced=tuple(data.get("unplaced", ())),
        warnings=tuple(Caution(each["code"], each["line"], each["text"]) for each in data.get("warnings", ())),
    )


def _kept(**values: Any) -> Data:
    return {key: value for key, value in values.items() if value is not None}


def _dump_place(place: Place | None) -> Data | None:
    return None if place is None else _kept(line=place.line, start=place.start, end=place.end)


def _load_place(data: Mapping[str, Any]) -> Place | None:
    place = data.get("place")
    return None if place is None else Place(place["line"], place["start"], place.get("end"))


def _dump_citation(citation: Citation) -> Data:
    return _kept(
        text=citation.text,
        body=citation.body,
        number=citation.number,
        date=citation.date,
        place=_dump_place(citation.place),
    )


def _load_citation(data: Mapping[str, Any]) -> Citation:
    return Citation(
        text=data["text"],
        body=data.get("body"),
        number=data.get("number"),
        date=data.get("date"),
        place=_load_place(data),
    )


def _dump_recital(recital: Recital) -> Data:
    return _kept(
        text=recital.text,
        citations=[_dump_citation(each) for each in recital.citations] or None,
        place=_dump_place(recital.place),
    )


def _load_recital(data: Mapping[str, Any]) -> Recital:
    citations = tuple(_load_citation(each) for each in data.get("citations", ()))
    return Recital(text=data["text"], citations=citations, place=_load_place(data))


def _dump_clause(clause: Clause) -> Data:
    return _kept(
        id=clause.id,
        number=clause.number,
        heading=clause.heading or None,
        text=clause.text,
        level=clause.level,
        kind=clause.kind,
        also=list(clause.also) or None,
        verb=clause.verb,
        parties=list(clause.parties) or None,
        people=list(clause.people) or None,
        places=list(clause.places) or None,
        links=list(clause.links) or None,
        dates=[[first.isoformat(), last.isoformat()] for first, last in clause.dates] or None,
        citations=[_dump_citation(each) for each in clause.citations] or None,
        children=[_dump_clause(each) for each in clause.children] or None,
        tail=clause.tail or None,
        place=_dump_place(clause.place),
    )


def _load_clause(data: Mapping[str, Any]) -> Clause:
    return Clause(
        id=data["id"],
        number=data["number"],
        heading=data.get("heading", ""),
        text=data["text"],
        level=data["level"],
        kind=data["kind"],
        also=tuple(data.get("also", ())),
        verb=data.get("verb"),
        parties=tuple(data.get("parties", ())),
        people=tuple(data.get("people", ())),
        places=tuple(data.get("places", ())),
        links=tuple(data.get("links", ())),
        dates=tuple((date.fromisoformat(first), date.fromisoformat(last)) for first, last in data.get("dates", ())),
        citations=tuple(_load_citation(each) for each in data.get("citations", ())),
        children=tuple(_load_clause(each) for each in data.get("children", ())),
        tail=data.get("tail", ""),
        place=_load_place(data),
    )


def _dump_adoption(adoption: Adoption) -> Data:
    return _kept(
        text=adoption.text,
        method=adoption.method,
        result=adoption.result,
        in_favour=adoption.in_favour,
        against=adoption.against,
        abstaining=adoption.abstaining,
        place=_dump_place(adoption.place),
    )


def _load_adoption(data: Mapping[str, Any]) -> Adoption:
    return Adoption(
        text=data["text"],
        method=data.get("method"),
        result=data.get("result"),
        in_favour=data.get("in_favour"),
        against=data.get("against"),
        abstaining=data.get("abstaining"),
        place=_load_place(data),
    )


def _dump_attachment(attachment: Attachment) -> Data:
    return _kept(
        title=attachment.title,
        paragraphs=list(attachment.paragraphs) or None,
        place=_dump_place(attachment.place),
    )


def _load_attachment(data: Mapping[str, Any]) -> Attachment:
    return Attachment(title=data["title"], paragraphs=tuple(data.get("paragraphs", ())), place=_load_place(data))
