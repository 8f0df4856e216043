"""A resolution, the body that adopts and the meeting, for machines that read the web (schema.org).

A resolution is a *Legislation*, which is defined for acts of any body.
"""

import json
from collections.abc import Mapping, Sequence
from datetime import date

from plenaria.core.text.identifiers import fragments
from plenaria.core.text.resolution import Resolution
from plenaria.formats.labels import title_line

FORCE = {
    "in-force": "InForce",
    "amended": "PartiallyInForce",
    "superseded": "NotInForce",
    "annulled": "NotInForce",
    "spent": "NotInForce",
}
"""Whether a resolution is in force (``core.resolutions.VALIDITY``) → schema.org/LegalForceStatus."""
CANCELLED = frozenset({"cancelled", "void"})


def linked_data(
    text: Resolution,
    *,
    languages: Sequence[str],
    number: str | None = None,
    adopted: date | None = None,
    body: str | None = None,
    base_url: str | None = None,
    permalink: str | None = None,
    body_url: str | None = None,
    validity: str = "",
) -> str:
    """A resolution. ``permalink`` is its own address, ``body_url`` the body's, ``base_url`` the register's."""
    data: dict[str, object] = {
        "@type": "Legislation",
        "name": flat(title_line(text)),
        "inLanguage": list(languages),
        "legislationType": "Resolution",
    }
    if number:
        data["legislationIdentifier"] = number
    if adopted:
        data["legislationDate"] = adopted.isoformat()
    if body:
        data["legislationPassedBy"] = _organization(body, body_url or base_url or "")
    if validity in FORCE:
        data["legislationLegalForce"] = f"https://schema.org/{FORCE[validity]}"
    if permalink:
        data["url"] = data["@id"] = permalink
        names = fragments(text)
        data["hasPart"] = [
            {"@type": "Legislation", "@id": f"{permalink}#{names[each.id]}", "name": each.number}
            for each in text.clauses
            if each.number
        ]
    return _script(data)


def organization(*, name: str, url: str, others: Sequence[str] = (), above: tuple[str, str] | None = None) -> str:
    """A body at its address. ``others`` are further names, ``above`` the body that it belongs to, with its address."""
    data = _organization(name, url)
    if others:
        data["alternateName"] = list(others)
    if above is not None:
        data["parentOrganization"] = _organization(*above)
    return _script(data)


def event(
    *,
    name: str,
    url: str,
    days: tuple[date, date],
    state: str,
    place: str,
    body: tuple[str, str],
    languages: Sequence[str],
) -> str:
    """A meeting at its address, in its state (``core.meetings``), of a body with its address.

    Where people take part who are not there is their own affair.
    """
    data: dict[str, object] = {
        "@type": "Event",
        "@id": url,
        "name": flat(name),
        "url": url,
        "startDate": days[0].isoformat(),
        "endDate": days[1].isoformat(),
        "eventStatus": f"https://schema.org/Event{'Cancelled' if state in CANCELLED else 'Scheduled'}",
        "location": {"@type": "Place", "name": flat(place), "address": flat(place)},
        "inLanguage": list(languages),
        "organizer": _organization(*body),
    }
    return _script(data)


def _organization(name: str, url: str) -> dict[str, object]:
    return {"@type": "Organization", "name": flat(name), **({"@id": url, "url": url} if url else {})}


def _script(data: Mapping[str, object]) -> str:
    """JSON-LD, safe inside ``script``."""
    whole = {"@context": "https://schema.org", **data}
    shown = json.dumps(whole, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return shown.replace("&", "\\u0026").replace("<", "\\u003c").replace(">", "\\u003e")


def flat(text: str) -> str:
    """A text on one line."""
    return " ".join(text.split())
