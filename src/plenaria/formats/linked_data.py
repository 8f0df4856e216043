"""A resolution for machines that read the web (schema.org/Legislation, which is defined for acts of any body)."""

import json
from collections.abc import Sequence
from datetime import date

from plenaria.core.text.identifiers import fragments
from plenaria.core.text.resolution import Resolution
from plenaria.formats.labels import title_line


def linked_data(
    text: Resolution,
    *,
    languages: Sequence[str],
    number: str | None = None,
    adopted: date | None = None,
    body: str | None = None,
    base_url: str | None = None,
    permalink: str | None = None,
) -> str:
    """JSON-LD, safe inside ``script``. ``permalink`` is the resolution's own address, ``base_url`` the register's."""
    data: dict[str, object] = {
        "@context": "https://schema.org",
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
        publisher = {"url": base_url} if base_url else {}
        data["legislationPassedBy"] = {"@type": "Organization", "name": body, **publisher}
    if permalink:
        data["url"] = data["@id"] = permalink
        names = fragments(text)
        data["hasPart"] = [
            {"@type": "Legislation", "@id": f"{permalink}#{names[each.id]}", "name": each.number}
            for each in text.clauses
            if each.number
        ]
    shown = json.dumps(data, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return shown.replace("&", "\\u0026").replace("<", "\\u003c").replace(">", "\\u003e")


def flat(text: str) -> str:
    """A text on one line."""
    return " ".join(text.split())
